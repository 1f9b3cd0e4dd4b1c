"""What was said, as bubbles: the customer on the left, the agent on the right, signs in italics between them.

Appended to and never rebuilt, except when the width changes; the oldest entries leave once there are too many.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import ClassVar, Final, overload

from textual.binding import BindingType

from simulator.tui.text import clipped, wrap
from simulator.tui.widgets.lines import EMPTY, SCROLLING, Line, LineView, Piece, padded, paragraph, width_of

MOST_KEPT: Final = 400
"""Entries kept for scrolling back; the debrief has them all."""
CUE_SIGN: Final = "◦"
_ROOMY: Final = 92
"""The width from which bubbles stand apart and names have a line of their own."""
_WIDEST: Final = 76
_LOOKED_AT: Final = 64
"""Entries whose lines are kept: more than a screen holds."""

Entry = Callable[[int], list[Line]]
"""Something of the transcript: its lines at a width."""


def bubble(name: str, words: str, *, mine: bool, aside: str = "") -> Entry:
    """A speech bubble; `aside` says how it was said or what was done. Without a name the voice goes on."""
    voice = "agent" if mine else "customer"

    def lines(width: int) -> list[Line]:
        roomy = width >= _ROOMY
        room = min(_WIDEST, width - (width // 6 if roomy else 8)) - 4
        title = clipped(f"{name}, {aside}" if aside else name, room)
        spoken = wrap(words, room)
        inner = max([len(title), *(width_of((Piece(line),)) for line in spoken)])
        head: list[Line] = [(Piece(title, f"{voice}-name"),)] if title else []
        body = [*head, *((Piece(line, voice),) for line in spoken)]
        indent = max(0, width - inner - 3) if mine else 0
        drawn = [_edged(line, inner, voice, mine=mine, indent=indent) for line in body]
        return [*drawn, EMPTY] if roomy else drawn

    return lines


def _edged(line: Line, inner: int, voice: str, *, mine: bool, indent: int) -> Line:
    filled = padded(line, inner, voice)
    blank = Piece(" ", voice)
    name = f"{voice}-name"
    if mine:
        return (Piece(" " * indent), blank, *filled, blank, Piece("▐", name))
    return (Piece("▌", name), blank, *filled, blank)


def sign(words: str) -> Entry:
    """A cue: what can be noticed without being said."""

    def lines(width: int) -> list[Line]:
        prefix = (Piece(f"  {CUE_SIGN} ", "accent"),)
        drawn = paragraph(words, min(width, _WIDEST + 8), "cue", first=prefix)
        return [*drawn, EMPTY] if width >= _ROOMY else drawn

    return lines


def remark(pieces: Line, *more: str, style: str = "muted") -> Entry:
    """A line of the program's own, such as a change of mood with its reason."""

    def lines(width: int) -> list[Line]:
        room = min(width, _WIDEST + 8)
        drawn: list[Line] = [(Piece("  "), *pieces)] if pieces else []
        for words in more:
            drawn += paragraph(words, room, style, first=(Piece("    "),))
        return [*drawn, EMPTY] if width >= _ROOMY else drawn

    return lines


def ruled(title: str, words: str) -> Entry:
    """A section of its own across the width: the ending, a pause."""

    def lines(width: int) -> list[Line]:
        head = clipped(f" {title} ", max(0, width - 4))
        drawn: list[Line] = [
            (Piece("──", "rule"), Piece(head, "strong"), Piece("─" * (width - 2 - len(head)), "rule"))
        ]
        if words:
            drawn += paragraph(words, min(width, _WIDEST + 8), "text", first=(Piece("  "),))
        return drawn

    return lines


class Reel(Sequence[Line]):
    """Entries as lines of one width. They are drawn when they are looked at: only where each ends is kept."""

    def __init__(self, width: int) -> None:
        self._entries: list[Entry] = []
        self._ends: list[int] = []
        self._dropped = 0
        """Lines that have left at the top; `_ends` count them."""
        self._drawn: Callable[[Entry], list[Line]] = lru_cache(maxsize=_LOOKED_AT)(lambda entry: entry(width))

    def extend(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._entries.append(entry)
            self._ends.append(self._end + len(self._drawn(entry)))

    def drop(self, count: int) -> None:
        """The first entries leave."""
        self._dropped = self._ends[count - 1]
        del self._entries[:count], self._ends[:count]

    @property
    def _end(self) -> int:
        return self._ends[-1] if self._ends else self._dropped

    def __len__(self) -> int:
        return self._end - self._dropped

    @overload
    def __getitem__(self, row: int) -> Line: ...
    @overload
    def __getitem__(self, row: slice) -> list[Line]: ...
    def __getitem__(self, row: int | slice) -> Line | list[Line]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        wanted = row + (self._end if row < 0 else self._dropped)
        if not self._dropped <= wanted < self._end:
            raise IndexError(row)
        place = bisect_right(self._ends, wanted)
        start = self._ends[place - 1] if place else self._dropped
        return self._drawn(self._entries[place])[wanted - start]


class Transcript(LineView, can_focus=True):
    """The entries so far, always scrolled to the newest when one is added."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLLING]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: list[Entry] = []
        self._reel = Reel(0)

    def lay(self, width: int) -> Reel:
        self._reel = Reel(width)
        self._reel.extend(self._entries)
        return self._reel

    def append(self, *entries: Entry) -> None:
        """Add entries at the end and show it."""
        self._entries.extend(entries)
        surplus = max(0, len(self._entries) - MOST_KEPT)
        del self._entries[:surplus]
        if self._laid_for:
            self._reel.extend(entries)
            if surplus:
                self._reel.drop(surplus)
            self._show_end()

    def clear(self) -> None:
        """Start over: an answer was undone."""
        self._entries.clear()
        self.relay()

    def on_resize(self) -> None:
        super().on_resize()
        self._show_end()

    def _show_end(self) -> None:
        self.virtual_size = self.virtual_size.with_height(len(self.lines))
        self.scroll_end(animate=False, immediate=True, force=True)
        self.refresh()
