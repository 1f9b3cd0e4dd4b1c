"""A bar on a terminal for what takes longer than a breath; nothing anywhere else."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final, TextIO

from simulator.cli.pages import columns

PATIENCE: Final = 1.0
"""Seconds before anything is shown."""
BEAT: Final = 0.1
_WIDTH: Final = 24
_WIPE: Final = "\r\x1b[K"


class Bar:
    """Shows how much of `count` is done. `with Bar(...) as bar:` takes it away at the end."""

    def __init__(self, label: str, count: int, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._label = label
        self._count = count
        self._out = out
        self._clock = clock
        self._shows = out.isatty() and os.environ.get("TERM") != "dumb"
        self._next = clock() + PATIENCE
        self._is_shown = False

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._is_shown:
            self._write(_WIPE)

    def done(self, number: int) -> None:
        """So many are done."""
        if self._shows and self._clock() >= self._next:
            self._next = self._clock() + BEAT
            self._is_shown = True
            self._write(_WIPE + self.line(number))

    def line(self, number: int) -> str:
        """The bar, no wider than the terminal."""
        full = number * _WIDTH // max(1, self._count)
        bar = "#" * full + "." * (_WIDTH - full)
        room = max(0, columns() - 1 - len(bar) - len(" [] 100%"))
        return f"{self._label[:room]} [{bar}] {number * 100 // max(1, self._count)}%"[: columns() - 1]

    def _write(self, text: str) -> None:
        with suppress(OSError):  # a terminal that went away needs to be told nothing
            self._out.write(text)
            self._out.flush()
