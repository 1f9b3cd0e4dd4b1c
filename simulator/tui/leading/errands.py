"""What the trainer is about: something to choose, to type or to confirm before it is done.

An errand gives what is to be picked. Picking or typing leads to the next errand, to an event for the room, or, with
None, back to the same errand, which has changed; `leave` ends it, and `on` leads the room on, too.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from simulator.locale import _, ngettext
from simulator.room.asking import Pick, Question
from simulator.room.events import FORMATS, Advanced, Closed, Event, FormatChosen, Removed
from simulator.room.table import Person
from simulator.tui.text import clipped, one_line
from simulator.tui.widgets.picker import Item
from simulator.wording.remarks import quoted
from simulator.wording.room import format_about, format_name, refusal

Fits = Callable[[Event], str | None]
"""The key of why an event would change nothing now; None where it fits."""
_QUOTED: Final = 60


class Errand:
    """One step of what the trainer is about. `typed` says what the field for words asks for; empty for no field."""

    heading: str = ""
    typed: str = ""
    prefilled: str = ""
    takes_nothing: bool = False
    """Whether an empty field says something, too."""
    stays: bool = False
    """Whether it goes on once something has come of it, with the field empty again."""

    def items(self) -> list[Item]:
        return []

    @property
    def cursor(self) -> str | None:
        """The item that enter picks first."""
        return None

    def picked(self, name: str) -> "Outcome":
        return None

    def said(self, words: str) -> "Outcome":
        """Something was typed into the field."""
        return None


Outcome = Errand | Event | Literal["leave", "on"] | None


class Confirm(Errand):
    """One question before something that cannot be taken back, or that shows more than is known."""

    def __init__(self, heading: str, yes: str, event: Event, *, careful: bool = True) -> None:
        """`careful`: enter alone does not do it."""
        self.heading = heading
        self._yes = yes
        self._event = event
        self._careful = careful

    def items(self) -> list[Item]:
        return [Item("yes", self._yes), Item("no", _("No, go back"))]

    @property
    def cursor(self) -> str:
        return "no" if self._careful else "yes"

    def picked(self, name: str) -> Outcome:
        return self._event if name == "yes" else "leave"


class ChooseFormat(Errand):
    def __init__(self, fits: Fits, now: str) -> None:
        self.heading = _("How do we go on?")
        self._fits = fits
        self._now = now

    def items(self) -> list[Item]:
        return [self._item(name) for name in FORMATS]

    def _item(self, name: str) -> Item:
        why = self._fits(FormatChosen(format=name))  # type: ignore[arg-type]
        note = refusal(why) if why is not None else format_about(name)
        return Item(name, format_name(name), note=note, closed=why is not None, mark="•" if name == self._now else "")

    @property
    def cursor(self) -> str:
        return self._now

    def picked(self, name: str) -> Outcome:
        return FormatChosen(format=name)  # type: ignore[arg-type]


class Remove(Errand):
    def __init__(self, people: Sequence[Person]) -> None:
        self.heading = _("Whom do you take out of the room?")
        self._people = {person.who: person for person in people}

    def items(self) -> list[Item]:
        return [Item(who, _named(person)) for who, person in self._people.items()]

    def picked(self, name: str) -> Outcome:
        person = self._people[name]
        asked = _("Take {name} out of the room?").format(name=_named(person))
        return Confirm(asked, _("Yes, take out"), Removed(who=name))


def _named(person: Person) -> str:
    name = one_line(person.name)
    return f"{name} ({one_line(person.team)})" if person.team and person.team != person.name else name


def closing() -> Errand:
    """The end of a room: it cannot be opened again."""
    return Confirm(_("Close the room for good? Nobody can answer any more."), _("Yes, close the room"), Closed())


def ending_calls(playing: int) -> Confirm:
    """The end of every team's call, while some of them still play."""
    asked = ngettext("{count} team still plays. End its call?", "{count} teams still play. End their calls?", playing)
    return Confirm(asked.format(count=playing), _("Yes, end the calls of all teams"), Advanced())


class Choose(Errand):
    """An answer among those of a question: one, or as many parts as it asks for, in their order."""

    def __init__(
        self,
        heading: str,
        asked: Question,
        texts: Mapping[str, str],
        made: Callable[[Pick], Event],
        fits: Fits,
        *,
        confirmed: str = "",
    ) -> None:
        """`made` gives the event for a pick; `confirmed` is asked before it is done, with the answer's words."""
        self.heading = heading
        self._asked = asked
        self._texts = texts
        self._made = made
        self._fits = fits
        self._confirmed = confirmed
        self._order: list[str] = []
        self._last = ""

    def items(self) -> list[Item]:
        if self._asked.most == 1:
            return [self._one(name) for name in self._asked.choices]
        parts = [Item(name, self._texts[name], mark=self._place(name)) for name in self._asked.choices]
        ready = self._asked.least <= len(self._order) <= self._asked.most
        told = _("Between {least} and {most} parts, in the order picked.")
        note = "" if ready else told.format(least=self._asked.least, most=self._asked.most)
        return [*parts, Item("", _("That is the message"), note=note, closed=not ready)]

    def _one(self, name: str) -> Item:
        why = self._fits(self._made((name,)))
        return Item(name, self._texts[name], note=refusal(why) if why is not None else "", closed=why is not None)

    def _place(self, name: str) -> str:
        return str(self._order.index(name) + 1) if name in self._order else "·"

    @property
    def cursor(self) -> str | None:
        return self._last or None

    def picked(self, name: str) -> Outcome:
        if self._asked.most == 1:
            return self._done((name,))
        if not name:
            return self._done(tuple(self._order))
        self._last = name
        if name in self._order:
            self._order.remove(name)
        else:
            self._order.append(name)
        return None

    def _done(self, pick: Pick) -> Outcome:
        event = self._made(pick)
        if not self._confirmed:
            return event
        words = " + ".join(clipped(self._texts[name], _QUOTED) for name in pick)
        asked = f"{self._confirmed} {quoted([words])}"
        return Confirm(asked, _("Yes"), event, careful=False)


class Pass(Errand):
    """Which team, or which voice, something is about."""

    def __init__(self, heading: str, names: Mapping[str, str], further: Callable[[str], Outcome]) -> None:
        self.heading = heading
        self._names = names
        self._further = further

    def items(self) -> list[Item]:
        return [Item(name, words) for name, words in self._names.items()]

    def picked(self, name: str) -> Outcome:
        return self._further(name)


class Type(Errand):
    """Words to be typed; `further` gives what comes of them, or a sentence's key where they will not do."""

    def __init__(
        self,
        heading: str,
        asks: str,
        made: Callable[[str], Outcome],
        *,
        before: str = "",
        takes_nothing: bool = False,
    ) -> None:
        self.heading = heading
        self.typed = asks
        self.prefilled = before
        self.takes_nothing = takes_nothing
        self._made = made

    def said(self, words: str) -> Outcome:
        return self._made(words)


class Gather(Errand):
    """Words typed one after the other, each done at once, until nothing is typed: then the room goes on."""

    takes_nothing = True
    stays = True

    def __init__(self, heading: str, asks: str, made: Callable[[str], Event]) -> None:
        self.heading = heading
        self.typed = asks
        self._made = made

    def said(self, words: str) -> Outcome:
        return self._made(words) if words else "on"
