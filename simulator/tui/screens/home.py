"""Home: go on where one was, what one set out to do, and the scenarios, found by typing."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from simulator.errors import PlatineError
from simulator.history.journal import Result, Unfinished
from simulator.locale import LANGUAGES, N_, _, language, ngettext
from simulator.tui.commands import Command
from simulator.tui.screens.page import Page
from simulator.tui.shelf import Title
from simulator.tui.text import one_line
from simulator.tui.widgets.lines import Line, Piece, Sheet, paragraph, spread
from simulator.tui.widgets.picker import Item, Picker
from simulator.tui.widgets.titles import name_of, preview, row, searched_in

GO_ON = "\n go-on"
"""The name of the item that takes a call up again; no id holds a newline."""


class HomeScreen(Page):
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("open", "enter", N_("open"), N_("Open the scenario under the cursor"), shown="⏎"),
        Command("search", "slash,ctrl+f", N_("search"), N_("Search the scenarios"), shown="/"),
        Command("clear", "escape", N_("all"), N_("Clear the search"), shown="esc"),
        Command("forget", "delete", "", N_("Give up the conversation that was left unfinished")),
        Command("next_language", "l", N_("language"), N_("Change the language: French, English")),
        Command("everything", "a", "", N_("Show the scenarios of every language, or of yours only")),
    )

    def __init__(self) -> None:
        super().__init__()
        self._titles: list[Title] = []
        self._results: dict[tuple[str, str], Result] = {}
        self._unfinished: Unfinished | None = None
        self._commitment: str | None = None
        self._unplayable = 0
        self._every_language = False

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
        self._read()

    def on_screen_resume(self) -> None:
        self.remember()

    def remember(self) -> None:
        """Look into the journal again: a call may have ended."""
        memory = self.platine.memory
        self._results, self._unfinished, self._commitment = memory.results(), memory.unfinished(), memory.commitment()
        if self.is_mounted:
            self.show()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        """Read the scenarios off the loop: the first frame waits for none of them."""
        for found in self.platine.find_titles():
            self.app.call_from_thread(self._found, found)

    def _found(self, found: Title | PlatineError | Path) -> None:
        match found:
            case Title():
                self._titles.append(found)
                self.show()
            case PlatineError():
                self.platine.tell(found)
            case _:
                self._unplayable += 1
                self.query_one("#home-about").refresh(layout=True)

    def show(self) -> None:
        """The list anew, the cursor where it was."""
        picker = self.query_one(Picker)
        current = picker.current
        picker.show(self._items(), cursor=current.name if current is not None else None)
        for widget in self.query("#home-head, #home-promise, #home-about, #home-preview"):
            widget.refresh(layout=True)
        self.refresh_footer()

    def _items(self) -> Sequence[Item]:
        wanted = self.query_one(Input).value.casefold().split()
        items = self._go_on() if not wanted else []
        pack = None
        for title in self._shown():
            if not all(word in searched_in(title) for word in wanted):
                continue
            if title.pack != pack:
                pack = title.pack
                items.append(Item("", one_line(title.pack), heading=True))
            items.append(row(title, self._results.get(title.key), with_language=self._every_language))
        if not items:
            items.append(Item("", _("Nothing of that name. Escape clears the search."), heading=True, plain=True))
        return items

    def _shown(self) -> list[Title]:
        return [
            title
            for title in self._titles
            if self._every_language or title.scenario.language.split("-")[0] == language()
        ]

    def _go_on(self) -> list[Item]:
        if self._unfinished is None or self._title_of(self._unfinished) is None:
            return []
        title = self._title_of(self._unfinished)
        assert title is not None
        name = title.scenario.customer_of(self._unfinished.began.variant).name
        answers = len(self._unfinished.decisions)
        told = ngettext("{count} decision so far", "{count} decisions so far", answers).format(count=answers)
        words = _("Go on where you were: {title}, with {name}").format(title=title.scenario.title, name=name)
        return [Item(GO_ON, words, told)]

    def _title_of(self, unfinished: Unfinished) -> Title | None:
        """The scenario of an unfinished call, if its words are still those it was begun with."""
        return self.platine.memory.title_of(unfinished, self._titles)

    def _head(self, width: int) -> list[Line]:
        left = (Piece(" Platine ", "strong"), Piece("◆◆◆", "accent"))
        right = (Piece(_("from the golden rule to the platinum rule") + " ", "muted"),)
        return [spread(left, right, width)]

    def _promise(self, width: int) -> list[Line]:
        if not self._commitment:
            return []
        return paragraph(
            self._commitment,
            min(width, 96),
            "cue",
            first=(Piece(" " + _("Last time you set out to:") + " ", "muted"),),
        )

    def _about(self, width: int) -> list[Line]:
        """A few words on the scenario under the cursor."""
        title = self._current()
        if title is not None and title.scenario.summary:
            return paragraph(title.scenario.summary, min(width, 100), "cue", first=(Piece(" "),))
        if self._unplayable:
            told = ngettext(
                "{count} scenario cannot be played", "{count} scenarios cannot be played", self._unplayable
            )
            return paragraph(
                told.format(count=self._unplayable) + " (platine check).", width, "muted", first=(Piece(" "),)
            )
        return []

    def _preview(self, width: int) -> list[Line]:
        """All there is to say of it, where the screen is wide."""
        title = self._current()
        return preview(title, self._results.get(title.key), width) if title is not None else []

    def _current(self) -> Title | None:
        item = self.query_one(Picker).current
        return self._by_name(item.name) if item is not None else None

    def _by_name(self, name: str) -> Title | None:
        return next((title for title in self._titles if name_of(title) == name), None)

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
        title = self._by_name(event.name)
        if title is not None:
            self.platine.open_briefing(title)
        elif event.name == GO_ON and self._unfinished is not None:
            title = self._title_of(self._unfinished)
            assert title is not None
            self.platine.go_on(self._unfinished, title)

    def can(self, action: str) -> bool:
        if action == "clear":
            return bool(self.query_one(Input).value) or self.query_one(Input).has_focus
        return action != "forget" or self._unfinished is not None

    def action_open(self) -> None:
        self.query_one(Picker).action_pick()

    def action_search(self) -> None:
        self.query_one(Input).focus()

    def action_clear(self) -> None:
        self.query_one(Input).value = ""
        self.query_one(Picker).focus()

    def action_everything(self) -> None:
        self._every_language = not self._every_language
        self.show()

    def action_forget(self) -> None:
        if self._unfinished is not None:
            self.platine.memory.forget(self._unfinished)
            self.remember()

    def action_next_language(self) -> None:
        self.platine.speak(LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)])
        self.query_one(Input).placeholder = _("Search: a word of the title, a channel, a level")
        self.show()
