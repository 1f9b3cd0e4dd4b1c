"""Step 6: nine cells: me, their reality, what they want; what one feels, thinks and does."""

from collections.abc import Sequence
from typing import ClassVar, Final, get_args

from rich.cells import cell_len
from textual.app import ComposeResult

from simulator.debrief.grid import Cell, Entry, Row
from simulator.locale import N_, _
from simulator.scenario.vocabulary import Facet
from simulator.tui.widgets.debrief_step import COLUMN, DebriefSheet, Step
from simulator.tui.widgets.lines import EMPTY, Line, Piece, padded, paragraph
from simulator.wording import debrief as wording
from simulator.wording.labels import label, need_label

_SIGNS: Final = {
    "own": ("·", "accent"),
    "believed": ("≠", "bad"),
    "known": ("✓", "good"),
    "never": ("○", "muted"),
    "served": ("★", "good"),
    "guessed": ("~", "muted"),
    "missed": ("☆", "bad"),
}
"""Each mark's sign; the legend under the grid gives their words."""
_WIDEST: Final = 150


class GridStep(Step):
    HEADING = N_("Me, them, what they want")
    ACTIONS: ClassVar[frozenset[str]] = frozenset({"profile"})

    def compose(self) -> ComposeResult:
        yield DebriefSheet(self._draw)

    def can(self, action: str) -> bool:
        return super().can(action) and self.sitting.profile is None

    def renew(self) -> None:
        """The trainee has told how he likes to be treated."""
        self.query_one(DebriefSheet).redraw()

    def _draw(self, width: int) -> list[Line]:
        room = min(_WIDEST, width)
        column = (room - 4) // 3
        facets = get_args(Facet)
        lines: list[Line] = [_joined([(Piece(label("facet", facet), "muted"),) for facet in facets], column)]
        cells = self.sitting.report.grid
        for row in get_args(Row):
            lines.append(_rule(label("row", row), room))
            drawn = [self._cell(cell, column) for cell in cells if cell.row == row]
            lines += [
                _joined([cell[place] if place < len(cell) else EMPTY for cell in drawn], column)
                for place in range(max(map(len, drawn)))
            ]
        lines += [(Piece("─" * room, "rule"),), *self._legend(cells, room)]
        return [*lines, EMPTY, *self._served(min(COLUMN, room))]

    def _cell(self, cell: Cell, width: int) -> list[Line]:
        if not cell.entries:
            return [(Piece("–", "muted"),)]
        return [line for entry in cell.entries for line in self._entry(entry, width)]

    def _entry(self, entry: Entry, width: int) -> list[Line]:
        sign, style = _SIGNS[entry.mark]
        text = self.sitting.printed(entry.text) or need_label(entry.name, self.sitting.script.scenario)
        faded = "muted" if entry.mark in {"never", "believed"} else "text"
        return paragraph(text, width, faded, first=(Piece(f"{sign} ", style),))

    def _legend(self, cells: Sequence[Cell], width: int) -> list[Line]:
        """The words of the signs that are there."""
        there = {entry.mark for cell in cells for entry in cell.entries}
        words = [f"{sign} {label('mark', mark)}" for mark, (sign, _style) in _SIGNS.items() if mark in there]
        return paragraph("   ".join(word.replace(" ", "\N{NO-BREAK SPACE}") for word in words), width, "muted")

    def _served(self, width: int) -> list[Line]:
        tally = self.sitting.report.tally
        if tally is None:
            offer = _(
                "Whom did your choices serve, yourself or {customer}? Eight quick questions would tell: "
                "press p, or go on without them."
            )
            return paragraph(offer.format(customer=self.sitting.customer), width, "cue")
        title = [(Piece(_("Whom your choices served"), "heading"),)]
        return [*title, *paragraph(wording.tally(tally, self.sitting.script), width)]


def _rule(title: str, width: int) -> Line:
    return (Piece("── ", "rule"), Piece(title, "heading"), Piece(" " + "─" * (width - cell_len(title) - 4), "rule"))


def _joined(columns: Sequence[Line], width: int) -> Line:
    line: Line = ()
    for place, column in enumerate(columns):
        line = (*line, *padded(column, width, "text"))
        if place < len(columns) - 1:
            line = (*line, Piece("  "))
    return line
