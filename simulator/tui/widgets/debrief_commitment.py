"""Step 8: one thing done well first, then what could go better, then one thing to do next time."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from simulator.debrief.remarks import Remark
from simulator.locale import N_, _
from simulator.tui.text import clipped
from simulator.tui.widgets.debrief_step import COLUMN, ROOMY, DebriefSheet, Step, beside, halves
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Sheet, paragraph
from simulator.tui.widgets.picker import Item, Picker
from simulator.wording import remarks as wording

LONGEST: Final = 140
"""Characters of a commitment of one's own: a sentence."""


class CommitmentStep(Step):
    HEADING = N_("One thing to keep, one to try")
    ACTIONS: ClassVar[frozenset[str]] = frozenset({"number"})

    def compose(self) -> ComposeResult:
        yield DebriefSheet(self._draw)
        yield Sheet(self._ask, classes="debrief-lead")
        yield Picker(id="debrief-commitments")
        own = self.sitting.commitment if self.sitting.commitment not in self._proposed else ""
        yield Input(
            own,
            placeholder=_("… or in your own words: next time, I will"),
            max_length=LONGEST,
            compact=True,
            classes="debrief-input",
        )

    @property
    def _proposed(self) -> list[str]:
        return [wording.commitment(one) for one in self.sitting.report.commitments]

    def begin(self) -> None:
        picker = self.query_one(Picker)
        made = self.sitting.commitment
        items = [Item(text, text, mark="✓" if text == made else "") for text in self._proposed]
        picker.show(items, cursor=made or None)
        picker.focus()

    def _ask(self, width: int) -> list[Line]:
        question = _("Next time, one thing. Which?")
        return [(Piece("─" * width, "rule"),), *paragraph(question, width, "strong")]

    def _draw(self, width: int) -> list[Line]:
        if width < ROOMY:
            room = min(COLUMN, width)
            return [*self._well(room), *([EMPTY] if self.sitting.report.remarks else []), *self._remarks(room)]
        half = halves(width)
        return beside(self._well(half), self._remarks(half), half)

    def _well(self, room: int) -> list[Line]:
        """Always one thing, and always first."""
        script, well = self.sitting.script, self.sitting.report.done_well
        lines: list[Line] = [
            (Piece(_("Done well"), "good"),),
            *paragraph(wording.praise(well, script), room, "verdict", first=(Piece("★ ", "good"),)),
        ]
        if well.words:
            lines += _words(well.turn, self.sitting.printed(well.words), room)
        return [
            *lines,
            *(
                line
                for words in well.coach
                for line in paragraph(self.sitting.printed(words), room, first=(Piece("  "),))
            ),
        ]

    def _remarks(self, room: int) -> list[Line]:
        found = self.sitting.report.remarks
        lines: list[Line] = [(Piece(_("What could go better, the dearest first"), "heading"),)] if found else []
        for one in found:
            lines += self._remark(one, room)
        return lines

    def _remark(self, one: Remark, width: int) -> list[Line]:
        said = _words(one.turn, self.sitting.printed(one.words), width) if one.words else []
        return [*said, *paragraph(wording.remark(one, self.sitting.script), width, first=(Piece("  · ", "accent"),))]

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self.sitting.commit(event.name)
        self.post_message(self.Done())

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.sitting.commit(event.value)
            self.post_message(self.Done())

    def number(self, figure: int) -> None:
        self.query_one(Picker).pick_number(figure)


def _words(turn: int | None, words: str, width: int) -> list[Line]:
    """What was said, on one line, with its turn."""
    prefix = f"  {turn}  " if turn is not None else "     "
    return [(Piece(prefix, "accent"), Piece(clipped(words, width - len(prefix)), "cue"))]
