"""What the steps of the debrief share: a sheet that scrolls, columns side by side, words marked in a text."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len, chop_cells
from textual.containers import Vertical
from textual.message import Message

from simulator.tui.text import glued, safe
from simulator.tui.widgets.debrief_sitting import Sitting
from simulator.tui.widgets.lines import EMPTY, Drawing, Line, LineView, Piece, Sheet, padded, paragraph, width_of

COLUMN: Final = 84
"""The widest that prose is read with ease, in cells."""
ROOMY: Final = 118
"""The width from which two columns stand side by side."""
_GAP: Final = 6


_STYLES: Final = {"lines--hollow", "lines--verdict"}
"""What the debrief has beside every screen's styles: hollow words, and what is said in a large voice."""


class Marks(Sheet):
    """A few lines that fit their height, in the debrief's styles."""

    COMPONENT_CLASSES: ClassVar[set[str]] = _STYLES


class DebriefSheet(LineView, can_focus=True):
    """Lines given as a function of the width, scrolled with the arrow keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = _STYLES

    def __init__(self, drawing: Drawing, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._drawing = drawing

    def lay(self, width: int) -> list[Line]:
        return list(self._drawing(width))

    def redraw(self) -> None:
        """The content has changed: draw it from its top."""
        self.relay()
        self.scroll_to(y=0, animate=False, immediate=True)


class Step(Vertical):
    """One of the eight. It posts Done when there is nothing left to do in it."""

    HEADING: ClassVar[str] = ""
    """The step's name, an English message."""
    SIDEWAYS: ClassVar[str] = ""
    """What left and right walk through here, an English message."""
    ACTIONS: ClassVar[frozenset[str]] = frozenset()
    """The screen's actions that this step answers to."""

    class Done(Message):
        """The trainee goes on."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def begin(self) -> None:
        """Put the cursor where the step starts."""
        self.query(DebriefSheet).first().focus()

    def can(self, action: str) -> bool:
        return action in self.ACTIONS

    def sideways(self, by: int) -> bool:
        """Left or right. False where the step has no use for it."""
        return False

    def advance(self) -> bool:
        """Enter. True where the step itself had a use for it."""
        return False

    def number(self, figure: int) -> None:
        """A digit was typed."""

    def scroll_pages(self, pages: int) -> None:
        for sheet in self.query(DebriefSheet):
            sheet.scroll_relative(y=pages * max(1, sheet.size.height - 2), animate=False)


def heading(text: str, width: int) -> list[Line]:
    return paragraph(text, width, "heading")


def titled(text: str, width: int) -> Line:
    """A heading with a rule after it."""
    return (Piece(text, "heading"), Piece(" " + "─" * max(0, width - cell_len(text) - 1), "rule"))


def beside(left: Sequence[Line], right: Sequence[Line], width: int) -> list[Line]:
    """Two columns; the left one is `width` cells wide and a gap is put after it."""
    rows = max(len(left), len(right))
    filled_left = [*left, *[EMPTY] * (rows - len(left))]
    filled_right = [*right, *[EMPTY] * (rows - len(right))]
    return [
        (*padded(one, width + _GAP, "text"), *other) for one, other in zip(filled_left, filled_right, strict=True)
    ]


def halves(width: int) -> int:
    """The width of each of two columns."""
    return (width - _GAP) // 2


def marked(parts: Iterable[tuple[str, str]], width: int, *, first: Line = (), rest: Line | None = None) -> list[Line]:
    """Foreign text in several styles, wrapped as one; each part is its words and their style."""
    indent = width_of(first)
    hanging = (Piece(" " * indent),) if rest is None else rest
    room = max(1, width - indent)
    lines: list[list[Piece]] = [[]]
    used = 0
    for space, word in _words(parts, room):
        size = width_of(word)
        if used and used + 1 + size > room:
            lines.append([])
            used = 0
        elif used:
            lines[-1].append(Piece(" ", space))
            used += 1
        lines[-1].extend(word)
        used += size
    return [(*(first if row == 0 else hanging), *line) for row, line in enumerate(lines)]


def _words(parts: Iterable[tuple[str, str]], room: int) -> Iterable[tuple[str, Line]]:
    """Each word in its pieces, with the style of the space before it; a word longer than a line is cut."""
    space = "text"
    word: list[Piece] = []
    for text, style in parts:
        for place, chunk in enumerate(" ".join(glued(safe(text)).split("\n")).split(" ")):
            if place:
                if word:
                    yield space, tuple(word)
                space, word = style, []
            word += [Piece(part, style) for part in chop_cells(chunk, room)] if chunk else []
            while len(word) > 1 and width_of(tuple(word)) > room:
                yield space, (word.pop(0),)
    if word:
        yield space, tuple(word)
