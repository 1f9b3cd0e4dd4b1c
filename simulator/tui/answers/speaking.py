"""Answering an exchange: what to say, and how to say it where the moment lets one choose. And reading him."""

from typing import Final, cast

from simulator.conversation import decisions as do
from simulator.conversation.scene import Choice, Scene
from simulator.locale import N_, _
from simulator.scenario.vocabulary import MOODS, TONES, Tone
from simulator.tui.answers.answering import Unordered
from simulator.tui.widgets.picker import Item
from simulator.wording.labels import label

CLOSED: Final = {
    "drained": N_("Out of reach while you are drained: breathe first."),
    "condition": N_("Not open: something is missing for it, here and now."),
}
_ASKED: Final = {
    "feels": N_("What does {customer} feel?"),
    "thinks": N_("What does {customer} think?"),
    "does": N_("What does {customer} do that tells you something?"),
    "mood": N_("What mood is {customer} in?"),
}


def choice_item(choice: Choice, *, mark: str = "") -> Item:
    """A response or a part: its words, what it does, and why it is closed."""
    notes = [label("action", choice.action)] if choice.action else []
    if choice.closed:
        notes.append(_(CLOSED[choice.closed]))
    return Item(choice.name, choice.text, " · ".join(notes), closed=not choice.is_open, mark=mark)


class Speaking(Unordered):
    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @property
    def heading(self) -> str:
        return _("Your answer")

    def items(self) -> list[Item]:
        return [choice_item(choice) for choice in self._scene.choices]

    def pick(self, name: str) -> do.Decision:
        return do.Respond(response=name)


class Delivering:
    """A response is chosen; now its tone."""

    def __init__(self, scene: Scene, chosen: str) -> None:
        self._words = next(choice.text for choice in scene.choices if choice.name == chosen)

    @property
    def heading(self) -> str:
        return _("How do you say it?")

    def items(self) -> list[Item]:
        said = Item("said", self._words, heading=True, plain=True)
        return [said, *(Item(tone, label("tone", tone)) for tone in TONES)]

    def pick(self, name: str) -> do.Decision:
        return do.Deliver(tone=cast("Tone", name))

    def back(self) -> do.Decision | bool:
        return do.TakeBack()

    def shift(self, name: str, by: int) -> bool:
        return False


class Reading(Unordered):
    def __init__(self, scene: Scene, customer: str) -> None:
        self._scene = scene
        self._customer = customer

    @property
    def heading(self) -> str:
        return _(_ASKED[self._scene.asks]).format(customer=self._customer)

    def items(self) -> list[Item]:
        mood = self._scene.asks == "mood"
        return [
            Item(choice.name, label("mood", choice.name) if mood and choice.name in MOODS else choice.text)
            for choice in self._scene.choices
        ]

    def pick(self, name: str) -> do.Decision:
        return do.Read(pick=name)
