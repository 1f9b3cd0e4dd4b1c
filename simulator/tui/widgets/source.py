"""The lines of a file around one of them, with their numbers, and a caret under the column that is meant."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from rich.cells import cell_len, chop_cells
from textual.binding import Binding, BindingType

from simulator.errors import PlatineError
from simulator.scenario.reading.files import content_of
from simulator.tui.text import safe
from simulator.tui.widgets.lines import EMPTY, SCROLLING, Line, LineView, Piece, padded

AROUND: Final = 300
"""Lines shown before and after the one that is meant."""
_LONGEST: Final = 2_000
"""Letters of a line that are shown."""


class Source(LineView, can_focus=True):
    """`show` gives it a file and a place in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *SCROLLING,
        Binding("k", "scroll_up", show=False),
        Binding("j", "scroll_down", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._texts: Sequence[str] = ()
        self._first = 1
        self._line = 0
        self._column = 0
        self._row = 0
        """The row of the line that is meant."""
        self._starts: list[int] = []
        """The row at which each line begins."""

    def show(self, path: Path, line: int, column: int) -> None:
        """Show a file around a line; from its beginning where the line is 0. Raises Unreadable."""
        texts = _lines_of(path)
        self._line, self._column = min(line, len(texts)), column
        self._first = max(1, self._line - AROUND)
        self._texts = texts[self._first - 1 : self._line + AROUND]
        self.relay()
        self._reveal()

    def reread(self, path: Path) -> None:
        """The file was saved: its lines anew, the place where it was. What cannot be read stays as it is."""
        try:
            self.show(path, self._line, self._column)
        except PlatineError:
            return

    def lay(self, width: int) -> list[Line]:
        digits = len(str(self._first + len(self._texts)))
        lines: list[Line] = []
        self._row = 0
        self._starts = []
        for number, text in enumerate(self._texts, self._first):
            meant = number == self._line
            self._starts.append(len(lines))
            if meant:
                self._row = len(lines)
            lines += self._numbered(number, text, width, digits, meant=meant)
        return lines

    def _numbered(self, number: int, text: str, width: int, digits: int, *, meant: bool) -> list[Line]:
        """A line of the file, broken behind a blank where there is one; blanks count, so none is dropped."""
        shown = safe(text[:_LONGEST])
        room = max(1, width - digits - 4)
        ground, words = ("cursor", "cursor") if meant else ("text", "text")
        lines: list[Line] = []
        rows = rows_of(shown, room)
        for row, part in enumerate(rows):
            mark = "▸" if meant and not row else " "
            gutter = f"{mark}{number:>{digits}} │ " if not row else f" {'':>{digits}} │ "
            style = "cursor-mark" if meant else "muted"
            lines.append(padded((Piece(gutter, style), Piece(part, words)), width, ground))
        if meant and self._column:
            row, before = spot_in(rows, len(safe(text[: self._column - 1])))
            caret = Piece(" " * (digits + 4 + before) + "^", "accent")
            lines.insert(row + 1, (caret,))
        return lines or [EMPTY]

    def on_resize(self) -> None:
        super().on_resize()
        self._reveal()

    def _reveal(self) -> None:
        """Show the line that is meant, and no line above it from its middle."""
        wanted = self._row - self.scrollable_content_region.height // 3
        top = next((row for row in self._starts if row >= wanted), 0)
        self.scroll_to(y=top, animate=False, immediate=True, force=True)


def rows_of(text: str, room: int) -> list[str]:
    """The text in rows of at most `room` cells; put together they are the text again."""
    rows = []
    while cell_len(text) > room:
        row = chop_cells(text, room)[0]
        words = row.rpartition(" ")[0]
        if words.strip():
            row = words + " "
        rows.append(row)
        text = text[len(row) :]
    return [*rows, text]


def spot_in(rows: Sequence[str], letters: int) -> tuple[int, int]:
    """The row behind so many letters, and the cells before that spot in it."""
    for place, row in enumerate(rows[:-1]):
        if letters < len(row):
            return place, cell_len(row[:letters])
        letters -= len(row)
    return len(rows) - 1, cell_len(rows[-1][:letters])


def _lines_of(path: Path) -> list[str]:
    text = content_of(path).decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
