"""Step 5: the ladder, each step with the exact words that earned or missed it, and what became of each wish."""

from collections.abc import Iterator

from textual.app import ComposeResult

from simulator.debrief.climb import Rung, TurnClimb, WishPath
from simulator.locale import N_, _
from simulator.rubric.ladder import EMPATHY, GOLDEN, PLATINUM
from simulator.scenario.vocabulary import STAGES
from simulator.tui.widgets.debrief_step import ROOMY, DebriefSheet, Step, beside, halves, titled
from simulator.tui.widgets.lines import EMPTY, Line, Piece, paragraph
from simulator.wording import debrief as wording
from simulator.wording.labels import label, need_label
from simulator.wording.numbers import points

_CELLS = 20
_MOST = {"golden": GOLDEN, "empathy": EMPATHY, "platinum": PLATINUM}


class LadderStep(Step):
    HEADING = N_("The ladder, step by step")

    def compose(self) -> ComposeResult:
        yield DebriefSheet(self._draw)

    def _draw(self, width: int) -> list[Line]:
        if width < ROOMY:
            return [*self._rungs(width), EMPTY, *self._wishes(width), EMPTY, *self._turns(width)]
        room = halves(width)
        left = [*self._rungs(room), EMPTY, *self._wishes(room)]
        return [EMPTY, *beside(left, self._turns(room), room)]

    def _rungs(self, width: int) -> list[Line]:
        card = self.sitting.report.scorecard
        reached = STAGES.index(card.stage_highest) + 1 if card.stage_highest in STAGES else 0
        lines: list[Line] = [
            (
                Piece("◆" * reached + "◇" * (len(STAGES) - reached), "accent"),
                Piece(f"  {label('stage', card.stage_highest)}", "strong"),
                Piece("   " + _("{points} of 100").format(points=points(card.ladder.total)), "muted"),
            )
        ]
        titles = {stage: label("stage", stage) for stage in STAGES}
        column = max(map(len, titles.values()))
        for stage in STAGES:
            earned, most = getattr(card.ladder, stage), _MOST[stage]
            filled = round(earned * _CELLS / most)
            told = _("{points} of {most}").format(points=points(earned), most=most)
            lines.append(
                (
                    Piece(f"  {titles[stage]:<{column}}  ", "text"),
                    Piece("━" * filled, "accent"),
                    Piece("─" * (_CELLS - filled), "rule"),
                    Piece(f"  {told}", "strong"),
                )
            )
        return lines

    def _wishes(self, width: int) -> list[Line]:
        report = self.sitting.report
        title = _("What {customer} wanted").format(customer=self.sitting.customer)
        lines: list[Line] = [titled(title, width)]
        if report.verdict.real_need:
            behind = (Piece(_("Behind the request") + "  ", "muted"),)
            lines += paragraph(self.sitting.printed(report.verdict.real_need), width, "cue", first=behind)
        for path in report.climb.wishes:
            lines += self._wish(path, width)
        return lines

    def _wish(self, path: WishPath, width: int) -> list[Line]:
        sign, style = ("★", "good") if path.served is not None else ("☆", "bad")
        if path.served is None and path.guessed is not None:
            style = "muted"
        need = need_label(path.need, self.sitting.script.scenario)
        told = wording.wish(path, self.sitting.script)
        return [
            *paragraph(
                f"{self.sitting.printed(path.text)} ({need})", width, "strong", first=(Piece(f"{sign} ", style),)
            ),
            *paragraph(told, width, first=(Piece("  "),)),
        ]

    def _turns(self, width: int) -> list[Line]:
        lines: list[Line] = [titled(_("Turn by turn"), width)]
        for step in self.sitting.report.climb.turns:
            lines += [*self._turn(step, width), EMPTY]
        return lines[:-1]

    def _turn(self, step: TurnClimb, width: int) -> list[Line]:
        words = self.sitting.printed(step.words) or _("You kept silent.")
        lines = paragraph(words, width, "cue", first=(Piece(f"{step.turn:>2}  ", "accent"),))
        for rung in (step.golden, step.empathy, step.platinum):
            lines += self._rung(rung, width)
        return lines

    def _rung(self, rung: Rung, width: int) -> Iterator[Line]:
        sentence = wording.rung(rung, self.sitting.script)
        if not sentence:
            return
        sign, style = ("✓", "good") if not rung.missed else ("◐", "muted") if rung.earned else ("✗", "bad")
        told = wording.worth(rung)
        first = (
            Piece(f"    {sign} ", style),
            Piece(f"{label('stage', rung.stage)} ", "muted"),
            Piece(f"{told}  " if told else " ", "strong"),
        )
        yield from paragraph(sentence, width, first=first, rest=(Piece("      "),))
