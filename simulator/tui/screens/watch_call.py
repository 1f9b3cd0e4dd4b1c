"""The part of the author's screen that hands keys on to the call he previews."""

from simulator.conversation import decisions as do
from simulator.tui.screens.page import Page
from simulator.tui.widgets.picker import Picker
from simulator.tui.widgets.watch_preview import Preview


class Previewing(Page):
    """A page with one preview on it."""

    @property
    def preview(self) -> Preview:
        return self.query_one(Preview)

    def action_number(self, number: int) -> None:
        self.query_one("#watch-answers", Picker).pick_number(number)

    def action_undo(self) -> None:
        self.preview.undo()

    def action_observe(self) -> None:
        self.preview.decide(do.Observe())

    def action_breathe(self) -> None:
        self.preview.decide(do.Breathe())

    def action_back(self) -> None:
        self.preview.back()

    def action_shift(self, by: int) -> None:
        self.preview.shift(by)
