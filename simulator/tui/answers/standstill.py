"""When nobody has to answer: the call is paused, or it is over."""

from collections.abc import Callable

from simulator.conversation.decisions import Decision
from simulator.locale import _
from simulator.tui.answers.answering import Unordered
from simulator.tui.widgets.picker import Item

GO_ON = "go-on"


class Standstill(Unordered):
    """One thing to do next; `act` does it."""

    def __init__(self, heading: str, words: str, act: Callable[[], None]) -> None:
        self.heading = heading
        self._words = words
        self._act = act

    def items(self) -> list[Item]:
        return [Item(GO_ON, self._words)]

    def pick(self, name: str) -> Decision | None:
        self._act()
        return None


def paused(act: Callable[[], None]) -> Standstill:
    return Standstill(_("Paused. Nothing runs, nothing is lost."), _("Take the conversation up again"), act)


def over(act: Callable[[], None]) -> Standstill:
    return Standstill(_("It is over."), _("Look back on the conversation"), act)
