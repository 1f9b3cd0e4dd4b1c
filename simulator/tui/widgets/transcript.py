"""What was said, as bubbles: the customer on the left, the agent on the right, signs in italics between them.

Appended to and never rebuilt, except when the width changes; the oldest entries leave once there are too many.
"""

from collections.abc import Callable
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from simulator.tui.text import clipped, wrap
from simulator.tui.widgets.lines import EMPTY, Line, LineView, Piece, padded, paragraph, width_of

MOST_KEPT: Final = 400
"""Entries kept for scrolling back; the debrief has them all."""
CUE_SIGN: Final = "◦"
_ROOMY: Final = 92
"""The width from which bubbles stand apart and names have a line of their own."""
_WIDEST: Final = 76

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


class Transcript(LineView, can_focus=True):
    """The entries so far, always scrolled to the newest when one is added."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: list[Entry] = []
        self._heights: list[int] = []

    def lay(self, width: int) -> list[Line]:
        parts = [entry(width) for entry in self._entries]
        self._heights = [len(part) for part in parts]
        return [line for part in parts for line in part]

    def append(self, *entries: Entry) -> None:
        """Add entries at the end and show it."""
        self._entries.extend(entries)
        if self._laid_for:
            for entry in entries:
                drawn = entry(self._laid_for)
                self._heights.append(len(drawn))
                self.lines.extend(drawn)
            self._drop_oldest()
            self._show_end()

    def clear(self) -> None:
        """Start over: an answer was undone."""
        self._entries.clear()
        self.relay()

    def on_resize(self) -> None:
        super().on_resize()
        self._show_end()

    def _drop_oldest(self) -> None:
        surplus = len(self._entries) - MOST_KEPT
        if surplus > 0:
            del self.lines[: sum(self._heights[:surplus])]
            del self._heights[:surplus]
            del self._entries[:surplus]

    def _show_end(self) -> None:
        self.virtual_size = self.virtual_size.with_height(len(self.lines))
        self.scroll_end(animate=False, immediate=True, force=True)
        self.refresh()
