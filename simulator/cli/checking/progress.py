"""One line on a terminal that says what takes so long, and goes away."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from simulator.cli.checking.excerpt import cut
from simulator.cli.pages import columns
from simulator.locale import _

PATIENCE: Final = 1.0
"""Seconds of silence before anything is said."""
BEAT: Final = 0.25
_WIPE: Final = "\r\x1b[K"


class Progress:
    """What is being checked, told from a second on."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._done = -1
        self._file = ""
        self._began = time.monotonic()

    def watch(self, file: Path) -> None:
        """The next file."""
        self._done += 1
        self._file = str(file)

    def line(self) -> str:
        words = _("Checking {file} ({number} of {count}), {seconds} s").format(
            file=self._file,
            number=self._done + 1,
            count=self._count,
            seconds=int(time.monotonic() - self._began),
        )
        return cut(words, 1, columns() - 1)[0]


@contextmanager
def progress(count: int, out: TextIO) -> Iterator[Progress]:
    """Watches a check of so many files, and tells of it on `out` where that is a terminal."""
    told = Progress(count)
    if not out.isatty():
        yield told
        return
    import threading  # start-up time: only a person who waits needs it

    over = threading.Event()
    teller = threading.Thread(target=_tell, args=(told, over.wait, out), daemon=True)
    teller.start()
    try:
        yield told
    finally:
        over.set()
        teller.join()


def _tell(told: Progress, is_over_within: Callable[[float], bool], out: TextIO) -> None:
    if is_over_within(PATIENCE):
        return
    is_over = False
    with suppress(OSError):  # a terminal that went away needs to be told nothing
        while not is_over:
            out.write(_WIPE + told.line())
            out.flush()
            is_over = is_over_within(BEAT)
        out.write(_WIPE)
        out.flush()
