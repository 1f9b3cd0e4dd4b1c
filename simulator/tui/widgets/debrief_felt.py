"""Step 1: one word on how it felt. Unscored; it is there to land before one looks."""

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from simulator.locale import N_, _
from simulator.tui.widgets.debrief_sitting import Sitting
from simulator.tui.widgets.debrief_step import COLUMN, Step
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Sheet, paragraph
from simulator.tui.widgets.picker import Item, Picker

WORDS: Final = (
    N_("calm"),
    N_("proud"),
    N_("useful"),
    N_("moved"),
    N_("rushed"),
    N_("clumsy"),
    N_("powerless"),
    N_("tired"),
)
LONGEST: Final = 40
"""Characters; a word or two."""


class FeltStep(Step):
    HEADING = N_("How it felt")
    ACTIONS: ClassVar[frozenset[str]] = frozenset({"number"})

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)

    def compose(self) -> ComposeResult:
        yield Sheet(self._draw, classes="debrief-lead")
        yield Picker(id="debrief-words")
        own = self.sitting.felt if self.sitting.felt not in map(_, WORDS) else ""
        yield Input(
            own,
            placeholder=_("… or a word of your own"),
            max_length=LONGEST,
            compact=True,
            classes="debrief-input",
            disabled=self.sitting.is_revealed,
        )

    def begin(self) -> None:
        picker = self.query_one(Picker)
        mark = {word: "✓" for word in WORDS if _(word) == self.sitting.felt}
        picker.show([Item(word, _(word), mark=mark.get(word, "")) for word in WORDS], cursor=next(iter(mark), None))
        picker.focus()

    def _draw(self, width: int) -> list[Line]:
        room = min(COLUMN, width)
        question = _("It is over. In one word, how did it feel to you?")
        why = _("It is not scored, and there is no right word. It is for you.")
        kept = _("You said: {word}.").format(word=self.sitting.felt)
        said: list[Line] = (
            [EMPTY, *paragraph(kept, room, "cue")] if self.sitting.is_revealed and self.sitting.felt else []
        )
        return [*paragraph(question, room, "strong"), *paragraph(why, room, "muted"), *said, (Piece(""),)]

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self.sitting.feel(_(event.name))
        self.post_message(self.Done())

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        self.sitting.feel(event.value)
        self.post_message(self.Done())

    def number(self, figure: int) -> None:
        self.query_one(Picker).pick_number(figure)
