"""Step 3: what the customer says as he leaves; then what was thought, what was felt and what the key holds."""

from fractions import Fraction

from textual.app import ComposeResult

from simulator.debrief.gap import SCALE, Bars
from simulator.locale import N_, _
from simulator.tui.text import clipped
from simulator.tui.widgets.debrief_step import ROOMY, DebriefSheet, Step, beside, halves, titled
from simulator.tui.widgets.lines import EMPTY, Line, Piece, paragraph, width_of
from simulator.wording import debrief as wording
from simulator.wording.labels import label, mood_glyph
from simulator.wording.numbers import points
from simulator.wording.remarks import quoted

_QUOTE, _WIDE_QUOTE = 64, 96
"""The widest that a large quotation is read with ease, in cells."""
_SIGNS = ("━", "═", "┅")
"""What one thought, what was felt, the key: told apart by their texture and by their names."""


class VerdictStep(Step):
    HEADING = N_("In the customer's words")

    def compose(self) -> ComposeResult:
        yield DebriefSheet(self._draw)

    def _draw(self, width: int) -> list[Line]:
        wide = width >= ROOMY
        lines = [*([EMPTY] if wide else []), *self._words(width), EMPTY, *self._outcome(width), EMPTY]
        room = halves(width) if wide else width
        bars = [
            self._bars(one, room) for one in (self.sitting.report.gap.empathy, self.sitting.report.gap.naturalness)
        ]
        lines += beside(bars[0], bars[1], room) if wide else [*bars[0], EMPTY, *bars[1]]
        return [*lines, EMPTY, *self._guesses(width)]

    def _words(self, width: int) -> list[Line]:
        verdict, script = self.sitting.report.verdict, self.sitting.script
        words = wording.verdict(verdict, script)
        spoken = verdict.words is not None and verdict.outcome is not None
        wide = width >= ROOMY
        room = min(_WIDE_QUOTE if wide else _QUOTE, width - 6)
        edge = (Piece("   ▌ ", "accent"),)
        quote = paragraph(
            quoted([self.sitting.printed(words)]) if spoken else words, room, "verdict", first=edge, rest=edge
        )
        # A line of air between the lines is the only larger type that a terminal has.
        drawn = [line for row in quote for line in (row, edge)][:-1] if wide else quote
        who = (Piece(self.sitting.customer, "muted"), Piece(f"  {mood_glyph(verdict.mood)} ", "accent"))
        air = [edge] if wide else []
        return [*air, *drawn, edge, (*edge, Piece("— ", "muted"), *who, Piece(label("mood", verdict.mood), "strong"))]

    def _outcome(self, width: int) -> list[Line]:
        """The request and the feeling, apart: one may be settled without the other."""
        verdict, script = self.sitting.report.verdict, self.sitting.script
        outcome = label("outcome", verdict.outcome) if verdict.outcome else _("still open")
        if verdict.hung_up:
            outcome = _("{outcome}: {customer} hung up").format(outcome=outcome, customer=self.sitting.customer)
        poorer = any(end < start for start, end in (verdict.pleasure, verdict.trust))
        happier = "▲ " if verdict.happier else "▼ " if poorer else "= "
        lines = [
            *paragraph(outcome, width, "strong", first=(Piece(_("The request") + "  ", "muted"),)),
            *paragraph(
                wording.balance(verdict, script),
                width,
                first=(Piece(_("The feeling") + "  ", "muted"), Piece(happier, "good" if verdict.happier else "bad")),
            ),
        ]
        left_out = wording.left_out(verdict)
        return [*lines, *(paragraph(left_out, width, "bad") if left_out else [])]

    def _bars(self, bars: Bars, width: int) -> list[Line]:
        names = (_("I thought"), _("The customer felt"), _("The key"))
        column = min(22, max(len(name) for name in names))
        figures = (None if bars.thought is None else Fraction(bars.thought), bars.felt, bars.key)
        cells = max(10, min(40, width - column - 8))
        sentence = wording.gap(bars, self.sitting.script)
        title = (Piece(label("score", bars.dimension), "heading"), Piece("  "))
        lines = [titled(label("score", bars.dimension), width)]
        if sentence:
            lines = paragraph(sentence, width, "cue", first=title)
        for name, value, sign, style in zip(names, figures, _SIGNS, ("accent", "strong", "muted"), strict=True):
            shown = clipped(name, column)
            named = Piece(shown + " " * (column - width_of((Piece(shown),))) + "  ", "muted")
            filled = 0 if value is None else round(value * cells / SCALE)
            rail = Piece("·" * (cells - filled), "rule")
            told = "–" if value is None else points(value)
            lines.append((named, Piece(sign * filled, style), rail, Piece(f" {told}", "strong")))
        return lines

    def _guesses(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for guess, title in (
            (self.sitting.report.gap.stage, _("The rung")),
            (self.sitting.report.gap.mood, _("The mood")),
        ):
            sign = Piece("✓ ", "good") if guess.right else Piece("≠ ", "bad")
            lines += paragraph(wording.guess(guess), width, first=(Piece(f"{title}  ", "muted"), sign))
        return lines
