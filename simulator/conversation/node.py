"""A moment compiled: its cues as masks, its responses as effects, and which of them are open."""

import msgspec

from simulator.conversation.effects import Effect
from simulator.conversation.guards import Guard, Ways
from simulator.conversation.state import DRAINED, Numbers, State
from simulator.scenario.model import Moment, Response


class Option(msgspec.Struct, frozen=True):
    """A response compiled, with one effect for each tone it may be said in."""

    name: str
    response: Response
    text: str
    guard: Guard | None
    effects: dict[str, Effect]
    tone: str
    """The author's tone; the one it is said in where the trainee does not choose."""
    empathy_total: int

    @property
    def effect(self) -> Effect:
        """The effect in the author's tone."""
        return self.effects[self.tone]


class Node:
    """A moment as the integer half sees it: what may be said, what he says, where it leads."""

    __slots__ = ("_conditional", "_openings", "lines", "moment", "options", "place", "ways")

    def __init__(
        self,
        place: int,
        moment: Moment,
        options: tuple[Option, ...],
        ways: Ways,
        lines: tuple[tuple[Guard | None, str], ...],
    ) -> None:
        self.place = place
        self.moment = moment
        self.options = options
        self.ways = ways
        """Where a reading, a reflection or a message leads."""
        self.lines = lines
        """What the customer says, by condition."""
        self._conditional = tuple(
            (1 << number, option.guard) for number, option in enumerate(options) if option.guard is not None
        )
        self._openings: dict[int, Opening] = {}

    def open(self, state: State) -> tuple[Option, ...]:
        """The options that may be said now, in the scenario's order."""
        opening = self.opening(state)
        return opening.drained if state.load == DRAINED else opening.allowed

    def allowed(self, state: State) -> tuple[Option, ...]:
        """The options whose condition holds, whatever the load."""
        return self.opening(state).allowed

    def locked(self, state: State, allowed: tuple[Option, ...]) -> Option | None:
        """The finest answer, out of reach of a drained agent until he breathes; never the last one open."""
        return _finest(allowed) if state.load == DRAINED else None

    def opening(self, state: Numbers) -> "Opening":
        """What the conditions leave open; each combination of them is worked out once."""
        closed = 0
        for bit, holds in self._conditional:
            if not holds(state):
                closed |= bit
        opening = self._openings.get(closed)
        if opening is None:
            allowed = tuple(option for number, option in enumerate(self.options) if not closed >> number & 1)
            opening = self._openings[closed] = Opening(allowed)
        return opening


class Opening:
    """The options that conditions leave, and what remains of them for a drained agent."""

    __slots__ = ("allowed", "drained", "locked")

    def __init__(self, allowed: tuple[Option, ...]) -> None:
        self.allowed = allowed
        self.locked = _finest(allowed)
        """What a drained agent has to breathe for."""
        self.drained = tuple(option for option in allowed if option is not self.locked)


def _finest(allowed: tuple[Option, ...]) -> Option | None:
    """The first of those with the most empathy; None where there is no other to fall back on."""
    return max(allowed, key=lambda option: option.empathy_total) if len(allowed) > 1 else None
