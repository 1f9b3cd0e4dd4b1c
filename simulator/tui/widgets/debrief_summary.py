"""After the eighth step: the scorecard on one page, what was committed to, and where to go from here."""

from textual.app import ComposeResult

from simulator.debrief.scorecard import Scorecard
from simulator.locale import N_, _
from simulator.tui.widgets.debrief_step import COLUMN, ROOMY, DebriefSheet, Step, beside, halves
from simulator.tui.widgets.lines import EMPTY, Line, Piece, paragraph
from simulator.wording import debrief as wording
from simulator.wording.labels import label
from simulator.wording.numbers import clock, number
from simulator.wording.passing import passing

_WHOLE = 100
_CELLS = 30


class SummaryStep(Step):
    HEADING = N_("All on one page")

    def compose(self) -> ComposeResult:
        yield DebriefSheet(self._draw)

    def _draw(self, width: int) -> list[Line]:
        wide = width >= ROOMY
        room = halves(width) if wide else min(COLUMN, width)
        report = self.sitting.report
        marks, apart = scores(report.scorecard), self._apart(room)
        lines = beside(marks, apart, room) if wide else [*marks, EMPTY, *apart]
        if report.tally is not None:
            lines += [EMPTY, *paragraph(wording.tally(report.tally, self.sitting.script), room, "muted")]
        if self.sitting.commitment:
            promise = (Piece(_("Next time") + "  ", "accent"),)
            lines += [EMPTY, *paragraph(self.sitting.commitment, room, "verdict", first=promise)]
        else:
            lines += [EMPTY, *paragraph(_("No commitment yet: it is one step back."), room, "muted")]
        return lines

    def _apart(self, width: int) -> list[Line]:
        """What is told beside the scores and never mixed into them."""
        report = self.sitting.report
        card, script = report.scorecard, self.sitting.script
        right, made = card.readings
        rows = [
            (_("The request"), label("outcome", card.request) if card.request else _("still open")),
            (_("The feeling"), wording.balance(report.verdict, script)),
            (_("Highest rung"), label("stage", card.stage_highest)),
            (_("Rung at the end"), label("stage", card.stage_end)),
            (_("Read right"), _("{right} of {made}").format(right=right, made=made) if made else ""),
            (
                _("Duties"),
                ", ".join(
                    f"{'✓' if done else '✗'} {self.sitting.printed(script.scenario.duties[duty])}"
                    for duty, done in card.duties
                ),
            ),
            (_("Pass mark"), passing(card, script.scenario, self.sitting.printed)),
            (_("Time"), clock(report.seconds) + "  " + _("(shown, never scored)")),
        ]
        column = max(len(title) for title, words in rows if words) + 2
        return [
            line
            for title, words in rows
            if words
            for line in paragraph(words, width, first=(Piece(f"{title:<{column}}", "muted"),))
        ]


def scores(card: Scorecard) -> list[Line]:
    """The three scores, and the overall mark in a lower voice."""
    rows = (("empathy", card.empathy), ("naturalness", card.naturalness), ("ladder", card.ladder.total))
    column = max(len(label("score", name)) for name, _value in rows) + 2
    lines: list[Line] = []
    for name, value in rows:
        filled = round(value * _CELLS / _WHOLE)
        lines.append(
            (
                Piece(f"{label('score', name):<{column}}", "text"),
                Piece("━" * filled, "accent"),
                Piece("─" * (_CELLS - filled), "rule"),
                Piece(f" {number(value):>3}", "strong"),
                Piece(" / 100", "muted"),
            )
        )
    overall = f"{label('score', 'overall'):<{column}}" + " " * _CELLS + f" {number(card.overall):>3} / 100"
    return [*lines, (Piece(overall, "muted"),)]
