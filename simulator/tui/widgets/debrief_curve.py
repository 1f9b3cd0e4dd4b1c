"""Step 4: mood and trust over the call, walked from one turning point to the next."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message

from simulator.conversation.events import Reason
from simulator.debrief.curve import change
from simulator.debrief.turns import Turn
from simulator.locale import N_, _
from simulator.tui.text import clipped
from simulator.tui.widgets.debrief_plot import TRUST_SIGN, plot, plot_columns
from simulator.tui.widgets.debrief_sitting import Sitting
from simulator.tui.widgets.debrief_step import COLUMN, ROOMY, DebriefSheet, Step, marked
from simulator.tui.widgets.gauges import mood_change, mood_pieces
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Prose, paragraph
from simulator.wording import debrief as wording
from simulator.wording import reasons
from simulator.wording.labels import label

_ROWS: Final = (5, 7, 16)
"""Rows of the picture on a small, an ordinary and a tall screen."""
_ORDINARY, _TALL = 20, 32
_HIGHEST, _AROUND = 28, 6
"""Rows of the picture where the words stand beside it, and what it leaves free under itself."""


class CurvePlot(Prose):
    """The picture; a click looks at the turn nearest to it."""

    class Pointed(Message):
        """A turn was clicked, by its place on the curve."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, step: "CurveStep") -> None:
        super().__init__()
        self._step = step

    def draw(self, width: int) -> Sequence[Line]:
        step = self._step
        report = step.sitting.report
        height = step.size.height
        rows = _ROWS[2] if height >= _TALL else _ROWS[1] if height >= _ORDINARY else _ROWS[0]
        if step.size.width >= ROOMY:
            rows = max(rows, min(_HIGHEST, height - _AROUND))
        legend = (
            Piece("⠤⠒⠉ ", "accent"),
            Piece(_("mood, on the left"), "text"),
            Piece(f"    ⠒ {TRUST_SIGN} ⠒ ", "muted"),
            Piece(_("trust, on the right"), "text"),
            Piece("    ↑ ↓ ", "accent"),
            Piece(_("it turned"), "text"),
        )
        turned = {point.turn: point.direction for point in report.turning_points}
        return [legend, *plot(report.curve, width, rows, at=step.at, turned=turned)]

    def on_click(self, event: events.Click) -> None:
        x = event.get_content_offset_capture(self).x
        places = plot_columns(len(self._step.sitting.report.curve), self.size.width)
        self.post_message(self.Pointed(min(range(len(places)), key=lambda place: abs(places[place] - x))))


class CurveStep(Step):
    HEADING = N_("Where it turned")
    SIDEWAYS = N_("turning points")
    ACTIONS: ClassVar[frozenset[str]] = frozenset({"try_again", "each_turn"})

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        turning = sitting.report.turning_points
        self.at = turning[0].turn if turning else min(1, len(sitting.report.turns))
        """The point looked at; 0 is how the customer came."""

    def compose(self) -> ComposeResult:
        with Container(classes="debrief-curve"):
            yield CurvePlot(self)
            yield DebriefSheet(self._detail)

    def can(self, action: str) -> bool:
        return super().can(action) and (action != "try_again" or self.turn is not None)

    @property
    def turn(self) -> Turn | None:
        """The turn looked at; None for the moment of picking up."""
        return self.sitting.report.turn(self.at) if self.at else None

    @property
    def kept(self) -> int:
        """How many decisions stand where one tries again."""
        return self.turn.kept if self.turn is not None else 0

    def sideways(self, by: int) -> bool:
        turning = [point.turn for point in self.sitting.report.turning_points]
        ahead = [turn for turn in turning if (turn > self.at if by > 0 else turn < self.at)]
        if not turning:
            self.walk(by)
        elif ahead:
            self.look_at(min(ahead) if by > 0 else max(ahead))
        return True

    def walk(self, by: int) -> None:
        """One turn back or forward, turning point or not."""
        self.look_at(max(0, min(len(self.sitting.report.curve) - 1, self.at + by)))

    def look_at(self, place: int) -> None:
        self.at = place
        self.query_one(CurvePlot).refresh()
        self.query_one(DebriefSheet).redraw()
        self.screen.refresh_bindings()

    def on_curve_plot_pointed(self, event: CurvePlot.Pointed) -> None:
        self.look_at(event.place)

    def on_resize(self) -> None:
        self.query_one(CurvePlot).refresh(layout=True)
        self.query_one(DebriefSheet).relay()

    def _detail(self, width: int) -> list[Line]:
        room = min(COLUMN, width)
        turn = self.turn
        if turn is None:
            start = self.sitting.script.start
            came = _("How {customer} came to you").format(customer=self.sitting.customer)
            return [*paragraph(came, room, "heading"), mood_pieces(start)]
        lines = [*self._head(turn, room), *self._said(turn, room), EMPTY]
        for reason in turn.answered.reasons:
            lines += _reason(reason, reasons.reason(reason, self.sitting.script), room)
        for words in turn.answered.coach:
            lines += [
                EMPTY,
                *paragraph(self.sitting.printed(words), room, "cue", first=(Piece(_("Coach") + "  ", "accent"),)),
            ]
        return lines

    def _head(self, turn: Turn, width: int) -> list[Line]:
        total = len(self.sitting.report.turns)
        moved = change(turn)
        told = _("Turn {number} of {total}").format(number=turn.number, total=total)
        point = next((one for one in self.sitting.report.turning_points if one.turn == turn.number), None)
        here = ""
        if point is not None:
            sign = "↑" if moved > 0 else "↓"
            here = f" · {sign} " + _("it turned here: {points}").format(points=wording.turned(point))
        before, after = turn.answered.before, turn.answered.after
        trust = _("trust {before} → {after}").format(before=before.trust, after=after.trust)
        tint = "good" if moved > 0 else "bad" if moved < 0 else "muted"
        return [
            *marked(((told, "heading"), (here, tint)), width),
            *marked((*mood_change(before, after), (f" · {trust}", "muted")), width),
        ]

    def _said(self, turn: Turn, width: int) -> list[Line]:
        """The customer's line, the exact words, and what came back."""
        lines = self._theirs(turn.line, width)
        tone = turn.answered.tone
        aside = f" ({label('tone', tone)})" if self.sitting.script.spoken and tone != "steady" and turn.words else ""
        words = self.sitting.printed(turn.words) or _("You kept silent.")
        lines += paragraph(words + aside, width, "strong", first=(Piece(_("You") + "  ", "accent"),))
        return [*lines, *self._theirs(turn.reply or "", width)]

    def _theirs(self, words: str, width: int) -> list[Line]:
        """The customer's words: whole where there is room, else one line of them."""
        if not words:
            return []
        told = _("{name}: {words}").format(name=self.sitting.customer, words=self.sitting.printed(words))
        return (
            paragraph(told, width, "muted")
            if self.size.height >= _TALL
            else [(Piece(clipped(told, width), "muted"),)]
        )


def _reason(reason: Reason, sentence: str, width: int) -> list[Line]:
    """Why something moved, and by how much."""
    moved = reasons.figures(reason)
    sense = sum(
        points if axis in {"valence", "trust", "control"} else -points for axis, points in reason.moves.items()
    )
    sign = (
        Piece("+ ", "good")
        if sense > 0 and not reason.lost
        else Piece("− ", "bad")
        if reason.lost or sense < 0
        else Piece("· ", "muted")
    )
    return paragraph(f"{sentence} [{moved}]" if moved else sentence, width, first=(sign,))
