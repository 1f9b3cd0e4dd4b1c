"""The debrief in lines, in the order of its eight steps; the questions among them may be left open."""

from collections.abc import Callable
from fractions import Fraction
from textwrap import shorten
from typing import Final

from simulator.conversation.script import Script
from simulator.debrief.climb import TurnClimb
from simulator.debrief.gap import Bars
from simulator.debrief.grid import Cell, Entry
from simulator.debrief.hollow import Hollow
from simulator.debrief.report import Report
from simulator.locale import _
from simulator.plain.console import Console
from simulator.wording import debrief as told
from simulator.wording.labels import hollowness, label, need_label
from simulator.wording.naming import called
from simulator.wording.numbers import MINUS, number, percent, rounded, signed
from simulator.wording.remarks import praise, prompt, quoted, remark

STEPS: Final = 8
_MOST_REMARKS: Final = 5
_OPENING: Final = 72
"""Characters of an answer that the ladder shows."""
_TOLD: Final = 240
"""Characters of an answer that a turning point shows: a spoken answer whole, a long message by its beginning."""


class DebriefTeller:
    """Tells a report, step by step."""

    def __init__(self, console: Console, script: Script, report: Report) -> None:
        self._console = console
        self._script = script
        self._report = report

    def _heading(self, step: int, title: str) -> None:
        self._console.gap()
        self._console.say(_("Step {step} of {steps}: {title}").format(step=step, steps=STEPS, title=title))

    def _foreign(self, text: str, first: str = "", rest: str | None = None) -> None:
        self._console.say(text, first=first, rest=rest, language=self._script.scenario.language)

    @property
    def _customer(self) -> str:
        return called(self._script)

    def verdict(self) -> None:
        """Step 3: what he says as he leaves, and the three bars."""
        report, script = self._report, self._script
        verdict = report.verdict
        self._heading(3, _("what {customer} says").format(customer=script.customer.name))
        words = told.verdict(verdict, script)
        if verdict.words == words:
            self._foreign(words, _("CUSTOMER:") + " ")
        else:
            self._console.say(words)
        self._console.say(told.balance(verdict, script))
        if verdict.outcome is not None:
            self._console.say(_("The request: {outcome}.").format(outcome=label("outcome", verdict.outcome)))
        if verdict.left_out:
            self._console.say(told.left_out(verdict))
        if verdict.real_need:
            self._foreign(verdict.real_need, _("What was behind it:") + " ")
        for bars in (report.gap.empathy, report.gap.naturalness):
            self._bars(bars)
        for guess in (report.gap.stage, report.gap.mood):
            if guess.thought is not None:
                name = label("dimension", guess.dimension)
                self._console.say(told.guess(guess), first=f"{name[:1].upper()}{name[1:]}: ", rest="  ")

    def _bars(self, bars: Bars) -> None:
        self._console.say(_("{dimension}, out of 10:").format(dimension=label("score", bars.dimension)))
        rows: list[tuple[str, Fraction | int]] = [
            (_("{customer} felt").format(customer=self._customer), bars.felt),
            (_("the key says"), bars.key),
        ]
        if bars.thought is not None:
            rows.insert(0, (_("you thought"), bars.thought))
        for name, value in rows:
            figure = number(value, 0 if value == int(value) else 1)
            self._console.say(f"{name} {figure} {'=' * int(rounded(value))}".rstrip(), first="  ")
        self._console.say(told.measure(bars, self._script), first="  ")
        sentence = told.gap(bars, self._script)
        if sentence:
            self._console.say(sentence, first="  ")

    def curve(self) -> None:
        """Step 4: mood and trust turn by turn, and where they turned."""
        points = self._report.curve
        self._heading(4, _("how {customer} felt, from the first word to the last").format(customer=self._customer))
        self._console.say(" ".join(signed(point.valence) for point in points), first=_("Pleasure:") + " ")
        self._console.say(" ".join(str(point.trust) for point in points), first=_("Trust:") + " ")
        self._console.say(", ".join(label("mood", point.mood) for point in points), first=_("Mood:") + " ")
        for turning in self._report.turning_points:
            head = _("Turn {turn} weighed ({change}):").format(turn=turning.turn, change=told.turned(turning))
            self._foreign(_opening(turning.words, _TOLD) or _("silence"), head + " ", "  ")
        if not self._report.turning_points:
            self._console.say(_("No answer changed much by itself."))

    def ladder(self) -> None:
        """Step 5: what each answer earned or missed, and what became of each wish."""
        self._heading(5, _("the ladder, step by step"))
        for climbed in self._report.climb.turns:
            self._turn(climbed)
        self._console.say(_("What {customer} wanted:").format(customer=self._customer))
        for path in self._report.climb.wishes:
            self._foreign(path.text, "- ")
            self._console.say(told.wish(path, self._script), first="  ")

    def _turn(self, climbed: TurnClimb) -> None:
        self._foreign(_opening(climbed.words) or _("silence"), _("Turn {turn}:").format(turn=climbed.turn) + " ")
        for rung in (climbed.golden, climbed.empathy, climbed.platinum):
            sentence = told.rung(rung, self._script)
            if sentence:
                head = f"{label('stage', rung.stage)} {told.worth(rung)}".rstrip()
                self._console.say(f"{head}. {sentence}", first="  ")

    def grid(self) -> None:
        """Step 6: me, him and what he wants, by feels, thinks and does; and whom the choices served."""
        self._heading(6, _("the nine boxes"))
        for cell in self._report.grid:
            self._cell(cell)
        if self._report.tally is not None:
            self._console.say(told.tally(self._report.tally, self._script))

    def _cell(self, cell: Cell) -> None:
        head = f"{label('row', cell.row)}, {label('facet', cell.facet)}: "
        entries = _("; ").join(self._entry(entry) for entry in cell.entries)
        self._console.say(entries or _("nothing"), first=head, rest="  ")

    def _entry(self, entry: Entry) -> str:
        words = entry.text or need_label(entry.name, self._script.scenario)
        return f"{words} ({label('mark', entry.mark)})"

    def hollow(self) -> None:
        """Step 7: the stock phrases between asterisks, what makes them hollow, and how to say it to him."""
        found = self._report.hollow
        self._heading(7, _("words that anybody could say to anybody"))
        if not found:
            self._console.say(_("None: you spoke in words of your own."))
        for one in found:
            self._foreign(marked(one), _("Turn {turn}:").format(turn=one.turn) + " ")
            cost = f" ({MINUS}{percent(one.cost)})" if one.cost else ""
            why = hollowness(one.category, one.why)
            self._console.say(f"{label('stock', one.category)}{cost}. {why}", first="  ")
            self._console.say(prompt(one, self._script), first="  ")

    def remarks(self) -> None:
        """Step 8, its first half: one thing done well, then what could go better."""
        report = self._report
        well = report.done_well
        self._heading(8, _("what to keep, what to try"))
        self._console.say(praise(well, self._script), first=_("Done well:") + " ", rest="  ")
        if well.words:
            self._console.say(_("You said: {words}").format(words=quoted([well.words])), first="  ")
        for words in well.coach:
            self._console.say(words, first=_("COACH:") + " ", rest="  ", language=self._script.scenario.language)
        shown = report.remarks[:_MOST_REMARKS]
        if shown:
            self._console.say(_("What could go better, the dearest first:"))
        for one in shown:
            head = _("turn {turn}:").format(turn=one.turn) + " " if one.turn is not None else ""
            self._console.say(head + remark(one, self._script), first="- ")

    def steps(self) -> tuple[Callable[[], None], ...]:
        """Steps 3 to 8, in their order."""
        return self.verdict, self.curve, self.ladder, self.grid, self.hollow, self.remarks


def _opening(words: str, most: int = _OPENING) -> str:
    """How an answer began: enough to know it again, where it has been read in full before."""
    return shorten(words, most, placeholder="…")


def marked(hollow: Hollow) -> str:
    """The sentence with its stock phrase between asterisks."""
    text = hollow.text
    before, phrase = text[hollow.sentence_start : hollow.start], text[hollow.start : hollow.end]
    return f"{before}*{phrase}*{text[hollow.end : hollow.sentence_end]}"
