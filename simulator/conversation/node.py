"""A moment compiled: its cues as masks, its responses as effects, and which of them are open."""

from dataclasses import dataclass

from simulator.conversation.effects import Effect
from simulator.conversation.guards import Guard, Ways
from simulator.conversation.state import DRAINED, State
from simulator.scenario.model import Moment, Response


@dataclass(frozen=True, slots=True)
class Option:
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


@dataclass(frozen=True, slots=True)
class Node:
    """A moment as the integer half sees it."""

    place: int
    moment: Moment
    cues: tuple[int, ...]
    """Masks of what the cues reveal, by load (light, loaded, drained), then the same once observed."""
    options: tuple[Option, ...]
    ways: Ways
    """Where a reading, a reflection or a message leads."""
    lines: tuple[tuple[Guard | None, str], ...]
    """What the customer says, by condition."""

    def open(self, state: State) -> tuple[Option, ...]:
        """The options that may be said now, in the scenario's order."""
        allowed = self.allowed(state)
        locked = self.locked(state, allowed)
        return allowed if locked is None else tuple(option for option in allowed if option is not locked)

    def allowed(self, state: State) -> tuple[Option, ...]:
        """The options whose condition holds, whatever the load."""
        options = self.options
        for option in options:
            if option.guard is not None:
                return tuple(one for one in options if one.guard is None or one.guard(state))
        return options

    def locked(self, state: State, allowed: tuple[Option, ...]) -> Option | None:
        """The finest answer, out of reach of a drained agent until he breathes; never the last one open."""
        if state.load < DRAINED or len(allowed) <= 1:
            return None
        return max(allowed, key=lambda option: option.empathy_total)
