"""Python's garbage collector, at rest while a process makes very many objects and hardly any garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_MANY: Final = 100_000
"""To look through so many objects takes longer than many a check."""


@contextmanager
def resting_collector() -> Iterator[None]:
    """Reading alone is a third faster so. For commands: a process that goes on for long needs its collector."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY:
            # All of it goes when the process does, and that is now.
            gc.freeze()
        if was_enabled:
            gc.enable()


def collect_what_was_left() -> None:
    """Between two files, while the collector rests: a study and its cases hold each other, and are done with."""
    if not gc.isenabled():
        gc.collect(0)
