"""What home has to offer: the scenarios, how each went last, the call to go on with. Data and words, no widget."""

from collections.abc import Sequence
from pathlib import Path

from simulator.errors import PlatineError
from simulator.history.journal import Result, Unfinished
from simulator.locale import _, language, ngettext
from simulator.tui.memory import Memory
from simulator.tui.shelf import Title
from simulator.tui.text import one_line
from simulator.tui.widgets.lines import Line, Piece, paragraph
from simulator.tui.widgets.picker import Item
from simulator.tui.widgets.titles import name_of, preview, row, searched_in

GO_ON = "\n go-on"
"""The name of the item that takes a call up again; no id holds a newline."""


class Offers:
    """Filled by `add` as the scenarios are read; `remember` looks into the journal."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._titles: list[Title] = []
        self._results: dict[tuple[str, str], Result] = {}
        self._unplayable = 0
        self.unfinished: Unfinished | None = None
        self.commitment: str | None = None
        """What the trainee set out to do, last time: foreign text."""
        self.every_language = False
        self.is_complete = False
        """Whether all the scenarios there are have been read."""

    def remember(self) -> None:
        """Look into the journal again: a call may have ended."""
        memory = self._memory
        self._results, self.unfinished, self.commitment = memory.results(), memory.unfinished(), memory.commitment()

    def add(self, found: Title | PlatineError | Path) -> None:
        """A scenario, or one that cannot be played."""
        if isinstance(found, Title):
            self._titles.append(found)
        else:
            self._unplayable += 1

    def title(self, name: str) -> Title | None:
        """The scenario of an item."""
        return next((title for title in self._titles if name_of(title) == name), None)

    def unfinished_title(self) -> Title | None:
        """The scenario of the call that was cut short, if its words are still those it was begun with."""
        return self._memory.title_of(self.unfinished, self._titles) if self.unfinished is not None else None

    def items(self, searched: str) -> Sequence[Item]:
        """The list, narrowed to what holds every word that is searched."""
        wanted = searched.casefold().split()
        items = self._go_on() if not wanted else []
        pack = None
        for title in self._shown():
            if not all(word in searched_in(title) for word in wanted):
                continue
            if title.pack != pack:
                pack = title.pack
                items.append(Item("", one_line(title.printed(title.pack)), heading=True))
            items.append(row(title, self._results.get(title.key), with_language=self.every_language))
        if not items and self.is_complete:
            items.append(Item("", self._nothing(wanted), heading=True, plain=True))
        return items

    def _nothing(self, wanted: Sequence[str]) -> str:
        """Why the list is empty."""
        if wanted:
            return _("Nothing of that name. Escape clears the search.")
        if self._titles:
            return _("The scenarios there are speak another language: a shows them, l changes the language.")
        return _("There is no scenario that can be played.")

    def _shown(self) -> list[Title]:
        spoken = language()
        return [
            title for title in self._titles if self.every_language or title.scenario.language.split("-")[0] == spoken
        ]

    def _go_on(self) -> list[Item]:
        title = self.unfinished_title()
        if title is None or self.unfinished is None:
            return []
        name = title.scenario.customer_of(self.unfinished.began.variant).name
        answers = len(self.unfinished.decisions)
        told = ngettext("{count} decision so far", "{count} decisions so far", answers).format(count=answers)
        words = _("Go on where you were: {title}, with {name}").format(
            title=title.printed(title.scenario.title), name=title.printed(name)
        )
        return [Item(GO_ON, words, told)]

    def about(self, name: str, width: int) -> list[Line]:
        """A few words on the scenario under the cursor; else how many cannot be played."""
        title = self.title(name)
        if title is not None and title.scenario.summary:
            return paragraph(title.printed(title.scenario.summary), min(width, 100), "cue", first=(Piece(" "),))
        if self._unplayable:
            told = ngettext(
                "{count} scenario cannot be played", "{count} scenarios cannot be played", self._unplayable
            )
            return paragraph(
                told.format(count=self._unplayable) + " (platine check).", width, "muted", first=(Piece(" "),)
            )
        return []

    def preview(self, name: str, width: int) -> list[Line]:
        """All there is to say of it, where the screen is wide."""
        title = self.title(name)
        return preview(title, self._results.get(title.key), width) if title is not None else []
