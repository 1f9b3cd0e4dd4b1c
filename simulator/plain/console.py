"""Lines in, lines out: the one place of line mode that touches a terminal or a pipe.

Everything that is written passes through the plain text door, so that no text of a scenario or of a keyboard is
ever obeyed by a terminal. Lines of the input that begin with # are comments.
"""

import contextlib
import os
import select
import shutil
import sys
import textwrap
import time
from typing import Final, Protocol, TextIO

from simulator.locale import language as spoken
from simulator.wording.plaintext import printable
from simulator.wording.typography import typeset

try:
    import termios
except ImportError:  # a system without terminals of this kind
    termios = None  # type: ignore[assignment]

PIPED_WIDTH: Final = 80
_NARROWEST, _WIDEST = 20, 100
"""Lines longer than this are hard to follow, however wide the terminal is."""
_LONGEST_LINE: Final = 65_536
"""Bytes; an answer is shorter, and what never ends must not fill the memory."""


class EndOfInput(Exception):
    """There is nothing more to read."""


class Source(Protocol):
    """Where answers come from."""

    interactive: bool
    """Whether a person sits there, who may be asked to press a key."""

    def line(self, timeout: float | None = None) -> str | None:
        """The next line without its end; None once `timeout` seconds have passed. Raises EndOfInput."""
        ...

    def forget_typing(self) -> None:
        """Drop what a person has half typed."""
        ...


class FileSource:
    """Lines of a file descriptor, in UTF-8; what is no UTF-8 is replaced."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor
        self._waiting = b""
        self._is_at_end = descriptor is None
        self.interactive = descriptor is not None and os.isatty(descriptor)

    @classmethod
    def standard(cls) -> "FileSource":
        """Standard input; nothing at all where the process was started without one."""
        try:
            return cls(sys.stdin.fileno() if sys.stdin is not None else None)
        except (OSError, ValueError):
            return cls(None)

    def line(self, timeout: float | None = None) -> str | None:
        until = None if timeout is None else time.monotonic() + timeout
        while b"\n" not in self._waiting and len(self._waiting) < _LONGEST_LINE:
            if self._is_at_end:
                if not self._waiting:
                    raise EndOfInput
                break
            if until is not None and not self._ready(until):
                return None
            self._read()
        line, _, self._waiting = self._waiting.partition(b"\n")
        return line.decode("utf-8-sig", "replace").rstrip("\r")

    def _ready(self, until: float) -> bool:
        left = until - time.monotonic()
        if left <= 0 or os.name == "nt":  # select knows only sockets there: the limit is seen between two reads
            return left > 0
        assert self._descriptor is not None
        return bool(select.select([self._descriptor], [], [], left)[0])

    def _read(self) -> None:
        assert self._descriptor is not None
        try:
            chunk = os.read(self._descriptor, _LONGEST_LINE)
        except OSError:  # the terminal has gone away: the same as its end
            chunk = b""
        self._waiting += chunk
        self._is_at_end = not chunk

    def forget_typing(self) -> None:
        """Drop a line half typed when time ran out, so that it is not taken for the next answer."""
        if not self.interactive or self._descriptor is None:
            return
        self._waiting = b""
        if termios is None:
            return
        with contextlib.suppress(OSError, termios.error):
            termios.tcflush(self._descriptor, termios.TCIFLUSH)


class Console:
    """Paragraphs wrapped to the width, and questions answered by a line."""

    def __init__(self, source: Source, out: TextIO, *, width: int = PIPED_WIDTH) -> None:
        self.source = source
        self.width = max(_NARROWEST, min(_WIDEST, width))
        self._out = out

    @classmethod
    def standard(cls) -> "Console":
        """The process's own input and output."""
        out = sys.stdout
        width = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns if out.isatty() else PIPED_WIDTH
        return cls(FileSource.standard(), out, width=width)

    @property
    def interactive(self) -> bool:
        return self.source.interactive

    def say(self, text: str, *, first: str = "", rest: str | None = None, language: str | None = None) -> None:
        """Write paragraphs, set as `language` prints them (the interface's by default).

        `first` begins the first line, `rest` the others (blanks of its width by default).
        """
        rest = " " * len(first) if rest is None else rest
        paragraphs = typeset(printable(text), language or spoken()).split("\n")
        for place, paragraph in enumerate(paragraphs):
            start = typeset(printable(first), spoken()) if not place else rest
            lines = textwrap.wrap(
                paragraph, self.width, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False
            )
            for line in lines or [start.rstrip()]:
                self._out.write(line + "\n")

    def gap(self) -> None:
        """An empty line."""
        self._out.write("\n")

    def ask(self, question: str, *, timeout: float | None = None) -> str | None:
        """The answer, stripped; None once `timeout` seconds have passed. Raises EndOfInput.

        An answer from a pipe is written down behind its question, as a terminal would have shown it.
        """
        self.prompt(question)
        until = None if timeout is None else time.monotonic() + timeout
        try:
            while True:
                left = None if until is None else until - time.monotonic()
                line = self.source.line(left)
                if line is None or not line.lstrip().startswith("#"):
                    break
        except EndOfInput:
            self._out.write("\n")
            raise
        self.heard(line)
        return None if line is None else line.strip()

    def prompt(self, question: str) -> None:
        """Write a question, for an answer behind it."""
        self._out.write("\n".join(self._wrapped(question)) + " ")
        self.flush()

    def heard(self, line: str | None) -> None:
        """End the line of a question: an answer from a pipe is written down, a terminal has shown it already."""
        if line is None or not self.interactive:
            self._out.write(printable(line or "").strip() + "\n")

    def forget_typing(self) -> None:
        """Drop a line half typed when time ran out, so that it is not taken for the next answer."""
        self.source.forget_typing()

    def _wrapped(self, question: str) -> list[str]:
        return textwrap.wrap(typeset(printable(question), spoken()), self.width, break_on_hyphens=False)

    def flush(self) -> None:
        self._out.flush()
