"""Real terminals with Platine in them, as the people before them see and type; all of them are read all the time."""

import select
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

from tests.plain.typist import surroundings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 40.0
"""Seconds: far more than anything takes, as the machine may be busy with other things."""
QUIET = 0.08
"""Seconds without anything drawn after which a screen is taken for whole."""


class Terminal:
    """One terminal and what its screen shows now."""

    def __init__(self, child: "pexpect.spawn[str]", size: tuple[int, int]) -> None:
        self.child = child
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)
        self.has_ended = False

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    @property
    def shown(self) -> str:
        """All of it in one line, line ends taken for blanks."""
        return " ".join(" ".join(self.lines).split())

    def read(self) -> None:
        try:
            self._stream.feed(self.child.read_nonblocking(1 << 16, 0))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            self.has_ended = True


class Terminals:
    """Terminals that are open side by side, in one language."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._open: list[Terminal] = []

    def open(self, home: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> Terminal:
        """Platine in a terminal of its own, its data under `home`."""
        columns, lines = size
        kept = surroundings(home, TERM="xterm-256color", COLORTERM="truecolor", PLATINE_LANGUAGE=self.language)
        child = pexpect.spawn(
            sys.executable,
            ["-m", "simulator", *arguments],
            env={**kept, "PYTHONPATH": str(ROOT)},
            cwd=str(ROOT),
            dimensions=(lines, columns),
            encoding="utf-8",
        )
        # Keys are meant for what has been seen, not sent by time.
        child.delaybeforesend = None
        terminal = Terminal(child, size)
        self._open.append(terminal)
        return terminal

    def sees(self, terminal: Terminal, *words: str, without: str = "") -> str:
        """Wait until all the words are on the screen at once, and others are gone from it. What it shows then."""

        def is_so() -> bool:
            return all(one in terminal.shown for one in words) and not (without and without in terminal.shown)

        if not self._until(terminal, is_so):
            raise AssertionError(f"{words!r} without {without!r} is not on:\n" + "\n".join(terminal.lines))
        return terminal.shown

    def until(self, terminal: Terminal, is_so: Callable[[], bool], told: str) -> None:
        """Wait for something that a screen shows."""
        if not self._until(terminal, is_so):
            raise AssertionError(f"no {told} on:\n" + "\n".join(terminal.lines))

    def settle(self, terminal: Terminal) -> None:
        """Wait until nothing more is drawn: what is read from a screen that is half drawn is neither before nor after."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._read(QUIET, terminal):
            pass

    def ends(self, terminal: Terminal) -> int:
        """Wait for the end of the program. Its exit code; below 0, the signal that ended it."""
        ended = self._until(terminal, lambda: terminal.has_ended)
        assert ended, "it goes on, with:\n" + "\n".join(terminal.lines)
        terminal.child.close()
        self._open.remove(terminal)
        number = terminal.child.signalstatus
        return -number if number is not None else int(terminal.child.exitstatus or 0)

    def kill(self, terminal: Terminal) -> None:
        """As where the power fails: nothing is said, nothing is put in order."""
        terminal.child.kill(9)
        assert self.ends(terminal) == -9

    def close(self) -> None:
        for terminal in self._open:
            terminal.child.close(force=True)
        self._open.clear()

    def _until(self, terminal: Terminal, is_so: Callable[[], bool]) -> bool:
        until = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > until or (terminal.has_ended and terminal.child.closed):
                return False
            self._read()
            if terminal.has_ended:
                return is_so()
        return True

    def _read(self, seconds: float = 0.2, wanted: Terminal | None = None) -> bool:
        """What comes to any of them: a terminal that nobody reads would stop its program.

        Whether in that time something came to the one that is wanted.
        """
        until = time.monotonic() + seconds
        while True:
            by_number = {one.child.fileno(): one for one in self._open if not one.has_ended}
            ready, _, _ = select.select(list(by_number), [], [], max(0.0, until - time.monotonic()))
            for number in ready:
                by_number[number].read()
            if wanted is None or not ready or wanted.child.fileno() in ready:
                return bool(ready)
