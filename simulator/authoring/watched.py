"""Whether files have changed since they were last looked at: by a look at each, whoever wrote them and however."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from simulator.authoring.surroundings import pack_file, rehearsals_file

EVERY: Final = 0.15
"""Seconds between two looks."""

Signature = tuple[int, ...] | None
"""What tells one state of a file from another; None while it is not there."""


class Watched:
    """A scenario's file with what stands beside it: rehearsals, pack, and the fragments it is said to `follow`."""

    def __init__(self, path: Path) -> None:
        self._beside = tuple(filter(None, (path, rehearsals_file(path), pack_file(path))))
        self._seen = {one: _signature(one) for one in self._beside}

    def follow(self, files: Iterable[Path]) -> None:
        """Watch these too, as of now, and no other fragments than these."""
        wanted = (*self._beside, *files)
        self._seen = {one: self._seen[one] if one in self._seen else _signature(one) for one in wanted}

    def has_changed(self) -> bool:
        """Whether anything has changed since the last look. A change is told once."""
        now = {one: _signature(one) for one in self._seen}
        changed, self._seen = now != self._seen, now
        return changed


def _signature(path: Path) -> Signature:
    """Editors write a file anew or put another in its place: both change one of these."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev
