"""The last entries that were written here, at hand for those who follow: they need not ask the file for them."""

from collections import deque
from collections.abc import Iterable
from typing import Final

from simulator.room.log.base import Entry

_MOST: Final = 512
"""Entries; what lies further back is read from the file."""


class Latest:
    """Of a log with one writer: everything from the first entry on that it holds."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_MOST)

    def add(self, entries: Iterable[Entry]) -> None:
        """What has just become durable, in the order of the log, nothing left out."""
        self._entries.extend(entries)

    def behind(self, after: int) -> list[Entry] | None:
        """The entries behind a place; None where some of them may not be held any more."""
        if not self._entries or after < self._entries[0].place - 1:
            return None
        found = []
        for entry in reversed(self._entries):
            if entry.place <= after:
                break
            found.append(entry)
        return found[::-1]
