"""A real terminal: a pty with the command in it, and what a person would see on it."""

import contextlib
import os
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pexpect
import pyte

from tests.plain.typist import surroundings

PATIENCE = 20.0
"""Seconds after which what is waited for will not come; never a measure of speed."""


class Terminal:
    """The command in a pty of its own. `written` is every byte it wrote."""

    def __init__(
        self, arguments: Sequence[str], home: Path, *, size: tuple[int, int], code: str | None, **environment: str
    ) -> None:
        self.columns, self.lines = size
        self.written = b""
        run = ["-c", code] if code is not None else ["-m", "simulator"]
        self._seen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._seen)
        self.process: Any = pexpect.spawn(
            sys.executable, [*run, *arguments], dimensions=(self.lines, self.columns), timeout=PATIENCE,
            # The size is the pty's; COLUMNS, where somebody set it, would overrule it.
            env={
                **{name: value for name, value in surroundings(home).items() if name not in ("COLUMNS", "LINES")},
                "TERM": "xterm-256color",
                "TEXTUAL_ANIMATIONS": "none",
                **environment,
            },
            cwd=str(Path(__file__).parents[2]), ignore_sighup=False,
        )  # fmt: skip
        self.process.delaybeforesend = None
        self.flags = self.flags_left = termios.tcgetattr(self.process.child_fd)

    @property
    def shown(self) -> str:
        """What stands on the screen now."""
        self.look()
        return "\n".join(self._seen.display)

    def look(self, seconds: float = 0.0) -> bool:
        """Take in what was written. Whether more may come."""
        if self.process.closed:
            return False
        with contextlib.suppress(pexpect.TIMEOUT):
            while True:
                try:
                    data = self.process.read_nonblocking(1 << 16, timeout=seconds)
                except pexpect.EOF:
                    return False
                self.written += data
                self._stream.feed(data)
        return True

    def until(self, wanted: str | Callable[[], bool]) -> None:
        """Wait until the screen shows a text, or something holds."""
        holds = wanted if callable(wanted) else lambda: wanted in " ".join(self.shown.split())
        end = time.monotonic() + PATIENCE
        while not holds():
            more = self.look(0.05)
            if (not more and not holds()) or time.monotonic() > end:
                raise AssertionError(f"{wanted!r} never came:\n{self.shown}")

    def press(self, keys: str) -> None:
        self.process.send(keys)

    def signal(self, number: int) -> None:
        os.kill(self.process.pid, number)

    def ends(self) -> int:
        """Wait for the end: the exit code, or the signal's number with a minus."""
        end = time.monotonic() + PATIENCE
        while self.look(0.05) and self.process.isalive() and time.monotonic() < end:
            pass
        self.look(0.05)
        while self.process.isalive() and time.monotonic() < end:
            time.sleep(0.01)
        assert not self.process.isalive(), f"it has not ended:\n{self.shown}"
        with contextlib.suppress(OSError, termios.error):
            self.flags_left = termios.tcgetattr(self.process.child_fd)
        self.process.close()
        return -self.process.signalstatus if self.process.signalstatus else int(self.process.exitstatus)

    def take_away(self) -> None:
        """Close the terminal's window, and wait for the process to end."""
        self.process.ptyproc.fileobj.close()
        end = time.monotonic() + PATIENCE
        while self.process.isalive() and time.monotonic() < end:
            time.sleep(0.01)
        assert not self.process.isalive(), "it lives on without a terminal"
        self.process.closed = self.process.ptyproc.closed = True

    @property
    def is_restored(self) -> bool:
        """Whether the terminal's flags, and the last of each switch that was written, are as a shell wants them."""
        return self.flags == self.flags_left and all(self._last(*pair) for pair in SWITCHES)

    def _last(self, on: bytes, off: bytes) -> bool:
        return self.written.rfind(on) <= self.written.rfind(off)


SWITCHES = (
    (b"\x1b[?1049h", b"\x1b[?1049l"),  # the alternate screen
    (b"\x1b[?25l", b"\x1b[?25h"),  # a hidden cursor
    (b"\x1b[?1000h", b"\x1b[?1000l"),  # the mouse
    (b"\x1b[?1003h", b"\x1b[?1003l"),
    (b"\x1b[?2004h", b"\x1b[?2004l"),  # pasting in brackets
    (b"\x1b[?1004h", b"\x1b[?1004l"),  # focus
)


@contextlib.contextmanager
def terminal(
    *arguments: str, home: Path, size: tuple[int, int] = (80, 24), code: str | None = None, **environment: str
) -> Iterator[Terminal]:
    opened = Terminal(arguments, home, size=size, code=code, **environment)
    try:
        yield opened
    finally:
        opened.process.close(force=True)
