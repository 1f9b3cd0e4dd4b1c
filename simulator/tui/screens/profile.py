"""How I like to be treated: eight either-or questions, so that the debrief can tell when one served oneself."""

from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult

from simulator.locale import N_, _
from simulator.tui.commands import Command
from simulator.tui.screens.page import Page
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Sheet, paragraph
from simulator.tui.widgets.picker import Item, Picker
from simulator.wording.coach import PROFILE_QUESTIONS, profile_options, profile_question

LEFT_OPEN: Final = ""
_COLUMN: Final = 84


class ProfileScreen(Page):
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("number(1)", "1", N_("answer"), N_("Pick the end of that number"), shown="1-3"),
        Command("number(2)", "2", "", N_("Pick the second end of the sentence")),
        Command("number(3)", "3", "", N_("Leave this sentence open")),
        Command("back", "backspace", N_("the one before"), N_("Back to the sentence before"), shown="⌫"),
        Command("leave", "escape", N_("later"), N_("Leave the questions for another time"), shown="esc", pinned=True),
    )

    def __init__(self) -> None:
        super().__init__()
        self._answers: dict[str, str] = {}
        self._place = 0

    @property
    def _question(self) -> str:
        return PROFILE_QUESTIONS[self._place]

    def body(self) -> ComposeResult:
        yield Sheet(self._draw, id="profile-sheet")
        yield Picker(id="profile-answers", spaced=True)

    def on_mount(self) -> None:
        self._show()

    def _draw(self, width: int) -> list[Line]:
        room = min(_COLUMN, width)
        why = _(
            "How do you like to be treated? There is no right end to these sentences. The debrief will show when you "
            "gave a customer what you would have wanted, and when what they wanted."
        )
        number = _("{number} of {total}").format(number=self._place + 1, total=len(PROFILE_QUESTIONS))
        return [
            *paragraph(why, room, "muted"),
            EMPTY,
            (Piece(number, "accent"),),
            *paragraph(profile_question(self._question) + "…", room, "strong"),
        ]

    def _show(self) -> None:
        options = profile_options(self._question)
        items = [Item(need, f"… {words}") for need, words in options.items()]
        picker = self.query_one(Picker)
        picker.show([*items, Item(LEFT_OPEN, _("I leave this one open"))], cursor=self._answers.get(self._question))
        picker.focus()
        self.query_one("#profile-sheet").refresh(layout=True)
        self.refresh_footer()

    def can(self, action: str) -> bool:
        return action != "back" or self._place > 0

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        if event.is_stale:
            return
        if event.name == LEFT_OPEN:
            self._answers.pop(self._question, None)
        else:
            self._answers[self._question] = event.name
        if self._place + 1 < len(PROFILE_QUESTIONS):
            self._place += 1
            self._show()
        else:
            self.platine.change(profile=self._answers, profile_offered=True)
            self.dismiss()

    def action_number(self, number: int) -> None:
        self.query_one(Picker).pick_number(number)

    def action_back(self) -> None:
        self._place -= 1
        self._show()

    def action_leave(self) -> None:
        self.platine.change(profile_offered=True)
        self.dismiss()
