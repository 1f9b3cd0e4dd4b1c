"""One line on a terminal that says what takes so long, and goes away."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from simulator.cli.checking.excerpt import cut
from simulator.cli.pages import columns
from simulator.locale import _

PATIENCE: Final = 1.0
"""Seconds of silence before anything is said."""
_BEAT: Final = 0.25
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
def progress(count: int) -> Iterator[Progress]:
    """Watches a check of so many files. Where stderr is no terminal, nothing is ever written."""
    told = Progress(count)
    if not sys.stderr.isatty():
        yield told
        return
    import threading  # start-up time: only a person who waits needs it

    over = threading.Event()
    teller = threading.Thread(target=_tell, args=(told, over), daemon=True)
    teller.start()
    try:
        yield told
    finally:
        over.set()
        teller.join()


def _tell(told: Progress, over: object) -> None:
    import threading  # start-up time: the same

    assert isinstance(over, threading.Event)
    is_over = over.wait(PATIENCE)
    if is_over:
        return
    while not is_over:
        sys.stderr.write(_WIPE + told.line())
        sys.stderr.flush()
        is_over = over.wait(_BEAT)
    sys.stderr.write(_WIPE)
    sys.stderr.flush()
