"""Home: go on where one was, what one set out to do, and the scenarios, found by typing.

The frame stands first; what fills it (the journal, the scenarios, the engine behind them) is loaded after that.
"""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from simulator.errors import PlatineError
from simulator.locale import LANGUAGES, N_, _, language
from simulator.tui.commands import Command
from simulator.tui.screens.page import Page
from simulator.tui.widgets.lines import Line, Piece, Sheet, paragraph, spread
from simulator.tui.widgets.picker import Picker

if TYPE_CHECKING:
    from simulator.tui.offers import Offers
    from simulator.tui.shelf import Title

_COLUMN = 96


class HomeScreen(Page):
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", N_("open"), N_("Open the scenario under the cursor"), shown="⏎"),
        Command("search", "slash,ctrl+f", N_("search"), N_("Search the scenarios"), shown="/"),
        Command("clear", "escape", N_("all"), N_("Clear the search"), shown="esc"),
        Command("forget", "delete", "", N_("Give up the conversation that was left unfinished")),
        Command("next_language", "l", N_("language"), N_("Change the language: French, English")),
        Command("everything", "a", "", N_("Show the scenarios of every language, or of yours only")),
        Command("profile", "g", "", N_("How do you like to be treated? Eight quick questions")),
    )

    def __init__(self) -> None:
        super().__init__()
        self._offers: Offers | None = None

    def body(self) -> ComposeResult:
        yield Sheet(self._head, id="home-head")
        yield Sheet(self._promise, id="home-promise")
        yield Input(placeholder=_("Search: a word of the title, a channel, a level"), id="home-search", compact=True)
        with Horizontal(id="home-body"):
            yield Picker(id="home-list", numbered=False)
            with VerticalScroll(id="home-side", can_focus=False):
                yield Sheet(self._preview, id="home-preview")
        yield Sheet(self._about, id="home-about")

    def on_mount(self) -> None:
        self.query_one(Picker).focus()
        self.call_after_refresh(self._furnish)

    @work(thread=True, exclusive=True)
    def _furnish(self) -> None:
        """Load and read, off the loop, all that the first frame did without."""
        self.platine.begin_collecting()
        from simulator.tui.offers import Offers  # start-up time: the first frame waits for none of the scenarios

        offers = Offers(self.platine.memory)
        offers.remember()
        self.app.call_from_thread(self._found, offers)
        for found in self.platine.find_titles():
            offers.add(found)
            self.app.call_from_thread(self._found, offers, found)
        offers.is_complete = True
        self.app.call_from_thread(self._found, offers)
        self.platine.get_ready()

    def _found(self, offers: "Offers", found: "Title | PlatineError | Path | None" = None) -> None:
        self._offers = offers
        if isinstance(found, PlatineError):
            self.platine.tell(found)
        self.show()

    def on_screen_resume(self) -> None:
        if self._offers is not None:
            self._offers.remember()
            self.show()

    def show(self) -> None:
        """The list anew, the cursor where it was."""
        if self._offers is None:
            return
        picker = self.query_one(Picker)
        picker.show(self._offers.items(self.query_one(Input).value), cursor=self._current)
        for widget in self.query("#home-head, #home-promise, #home-about, #home-preview"):
            widget.refresh(layout=True)
        self.refresh_footer()

    def _head(self, width: int) -> list[Line]:
        left = (Piece(" Platine ", "strong"), Piece("◆◆◆", "accent"))
        right = (Piece(_("from the golden rule to the platinum rule") + " ", "muted"),)
        return [spread(left, right, width)]

    def _promise(self, width: int) -> list[Line]:
        """What he set out to do; and, until he has looked at them, the eight questions that wait for him."""
        lines: list[Line] = []
        room = min(width, _COLUMN)
        if self._offers is not None and self._offers.commitment:
            first = Piece(" " + _("Last time you set out to:") + " ", "muted")
            lines += paragraph(self._offers.commitment, room, "cue", first=(first,))
        if not self.platine.settings.profile_offered:
            words = _("How do you like to be treated? Eight quick questions, whenever you like.")
            lines += paragraph(words, room, "muted", first=(Piece(" g ", "accent"),))
        return lines

    def _about(self, width: int) -> list[Line]:
        return self._offers.about(self._current, width) if self._offers is not None else []

    def _preview(self, width: int) -> list[Line]:
        return self._offers.preview(self._current, width) if self._offers is not None else []

    @property
    def _current(self) -> str:
        """The name of the item under the cursor; empty where there is none."""
        item = self.query_one(Picker).current
        return item.name if item is not None else ""

    @on(Picker.Moved)
    def _moved(self) -> None:
        for widget in self.query("#home-about, #home-preview"):
            widget.refresh(layout=True)

    @on(Input.Changed)
    def _typed(self) -> None:
        self.show()

    def key_down(self) -> None:
        """From the search straight into what it found; the list itself keeps its own arrows."""
        if self.query_one(Input).has_focus:
            self.query_one(Picker).focus()

    @on(Input.Submitted)
    def _found_it(self) -> None:
        self.query_one(Picker).focus()

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        assert self._offers is not None
        title, unfinished = self._offers.title(event.name), self._offers.unfinished
        if title is not None:
            self.platine.open_briefing(title)
        elif unfinished is not None and (title := self._offers.unfinished_title()) is not None:
            self.platine.go_on(unfinished, title)

    def can(self, action: str) -> bool:
        if action == "clear":
            return bool(self.query_one(Input).value) or self.query_one(Input).has_focus
        return action != "forget" or (self._offers is not None and self._offers.unfinished is not None)

    def action_open(self) -> None:
        self.query_one(Picker).action_pick()

    def action_search(self) -> None:
        self.query_one(Input).focus()

    def action_clear(self) -> None:
        self.query_one(Input).value = ""
        self.query_one(Picker).focus()

    def action_everything(self) -> None:
        if self._offers is not None:
            self._offers.every_language = not self._offers.every_language
            self.show()

    def action_forget(self) -> None:
        if self._offers is not None and self._offers.unfinished is not None:
            self.platine.memory.forget(self._offers.unfinished)
            self._offers.remember()
            self.show()

    def action_profile(self) -> None:
        self.platine.action_profile()

    def action_next_language(self) -> None:
        self.platine.speak(LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)])
        self.query_one(Input).placeholder = _("Search: a word of the title, a channel, a level")
        self.show()
