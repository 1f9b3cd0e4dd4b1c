"""The tray under the wall: where the trainer chooses, types and confirms. One errand at a time."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key, Paste
from textual.widgets import Input

from simulator.room.events import Event
from simulator.room.table import MOST_TYPED
from simulator.tui.leading.errands import Errand, Outcome
from simulator.tui.screens.page import Page
from simulator.tui.text import one_line
from simulator.tui.widgets.lines import Line, Sheet, paragraph
from simulator.tui.widgets.picker import Picker


class Tray(Vertical):
    """Shown while there is an errand."""

    def compose(self) -> ComposeResult:
        yield Sheet(lambda width: [], id="room-asks")
        yield Picker(id="room-picker")
        yield Words(compact=True, max_length=MOST_TYPED, id="room-words")


class Words(Input):
    """The field for words."""

    stays = False
    """Whether it is for one text after the other: what is typed behind enter belongs to the next, however quick."""

    async def _on_key(self, event: Key) -> None:
        # Left to its binding, enter would come once what was typed behind it is in the field.
        if event.key == "enter" and self.stays:
            event.stop()
            event.prevent_default()
            said, self.value = self.value, ""
            self.post_message(self.Submitted(self, said))
        else:
            await super()._on_key(event)

    def _on_paste(self, event: Paste) -> None:
        first, *others = [one for one in event.text.splitlines() if one.strip()] or [""]
        if not self.stays or not others:
            super()._on_paste(event)
            return
        event.stop()
        event.prevent_default()
        said, self.value = self.value + first, ""
        for line in (said, *others):
            self.post_message(self.Submitted(self, line[:MOST_TYPED]))


class WithErrands(Page):
    """A screen with a tray. `do` is given what comes of an errand."""

    def __init__(self) -> None:
        super().__init__()
        self.errand: Errand | None = None

    def do(self, event: Event) -> None:
        """Have it done."""

    def lead(self, act: str) -> None:
        """Do one of the acts of the keys."""

    def more(self, event: Event) -> None:
        """Have it done, and ask for the next."""
        self.do(event)

    def forget(self) -> None:
        """What was told of the key before is told no more."""

    def begin(self, errand: Errand) -> None:
        self.errand = errand
        self.forget()
        tray = self.query_one(Tray)
        tray.display = True
        tray.query_one("#room-asks", Sheet).show(self._asks)
        picker, field = tray.query_one(Picker), tray.query_one(Words)
        picker.display, field.display = not errand.typed, bool(errand.typed)
        if errand.typed:
            field.value = one_line(errand.prefilled)
            field.stays = errand.stays
            field.placeholder = ""
            field.focus()
        else:
            picker.show(errand.items(), cursor=errand.cursor)
            picker.focus()
        self.refresh_footer()

    def _asks(self, width: int) -> list[Line]:
        return paragraph(self.errand.heading, width, "heading") if self.errand is not None else []

    def action_drop(self) -> None:
        """Leave it: nothing comes of it."""
        self.errand = None
        self.query_one(Tray).display = False
        self.set_focus(None)
        self.refresh_footer()

    def take(self, outcome: Outcome) -> None:
        """What comes of picking or typing."""
        if isinstance(outcome, Errand):
            self.begin(outcome)
        elif outcome == "leave":
            self.action_drop()
        elif outcome == "on":
            self.action_drop()
            self.lead("next")
        elif outcome is not None and self.errand is not None and self.errand.stays:
            self.more(outcome)
        elif outcome is not None:
            self.action_drop()
            self.do(outcome)
        elif self.errand is not None:
            self.begin(self.errand)

    @on(Picker.Picked, "#room-picker")
    def _picked(self, event: Picker.Picked) -> None:
        if self.errand is not None and not event.is_stale:
            self.take(self.errand.picked(event.name))

    @on(Picker.Refused, "#room-picker")
    def _refused(self, event: Picker.Refused) -> None:
        self.notify(event.why, timeout=4, markup=False)

    @on(Input.Submitted, "#room-words")
    def _submitted(self, event: Input.Submitted) -> None:
        words = event.value.strip()
        if self.errand is not None and (words or self.errand.takes_nothing):
            self.take(self.errand.said(words))
