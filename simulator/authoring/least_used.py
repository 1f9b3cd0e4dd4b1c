"""Plays that are counted, and least used first: what was taken least so far is taken among what is open.

So plays come to the rare corners of a scenario that plain chance does not find. The idea is ChoiceScript's.
"""

from collections.abc import Sequence
from random import Random
from typing import Final

from simulator.authoring.random_play import Tell
from simulator.conversation import decisions as do
from simulator.conversation.advance import lightened, observe
from simulator.conversation.asides import BREATHE, OBSERVE
from simulator.conversation.script import Script
from simulator.conversation.state import BREATHED, Numbers, State

_LOAD, _KNOWN, _HANDS = map(State._fields.index, ("load", "known", "hands"))
_INSTEAD: Final = {OBSERVE: "!answer-unobserved", BREATHE: "!answer-breathless"}
"""What is taken where a look is not: counted beside it, under a name that no response can have."""


class Tally:
    """How often plays came to each moment, and took each thing there: responses, tones, parts, readings, looks."""

    def __init__(self) -> None:
        self.visits: dict[int, int] = {}
        """By place."""
        self.used: dict[tuple[int, str], int] = {}
        """By place and name."""

    def took(self, place: int, name: str) -> None:
        self.used[place, name] = self.used.get((place, name), 0) + 1


class ByChance:
    """Everything that is open is equally likely; what is taken is counted."""

    def __init__(self, tally: Tally, chance: Random) -> None:
        self.here = -1
        """The moment that the play stands at."""
        self._tally = tally
        self._chance = chance

    def prepare(self, script: Script, state: Numbers, tell: Tell | None) -> Numbers:
        """The state as it is: chance answers at once."""
        self.here = place = state[0]
        self._tally.visits[place] = self._tally.visits.get(place, 0) + 1
        return state

    def one(self, place: int, names: Sequence[str]) -> int:
        index = int(self._chance.random() * len(names))
        self._tally.took(place, names[index])
        return index

    def some(self, place: int, names: Sequence[str], number: int) -> tuple[str, ...]:
        chosen = tuple(self._chance.sample(names, number))
        for name in chosen:
            self._tally.took(place, name)
        return chosen


class LeastUsed(ByChance):
    """What was taken least is taken, and among equals chance decides.

    To look closely and to breathe are taken in turn as well, where they could show something.
    """

    def prepare(self, script: Script, state: Numbers, tell: Tell | None) -> Numbers:
        state = super().prepare(script, state, tell)
        place = state[0]
        if script.shown(place, state[_LOAD], observed=True) & ~state[_KNOWN] and self._takes(place, OBSERVE):
            if tell is not None:
                tell(do.Observe())
            state = observe(script, State._make(state))
        if state[_LOAD] and not state[_HANDS] & BREATHED and self._takes(place, BREATHE):
            if tell is not None:
                tell(do.Breathe())
            state = lightened(script, state)
        return state

    def _takes(self, place: int, look: str) -> bool:
        return self.one(place, (look, _INSTEAD[look])) == 0

    def one(self, place: int, names: Sequence[str]) -> int:
        counts = [self._tally.used.get((place, name), 0) for name in names]
        fewest = min(counts)
        equals = [index for index, count in enumerate(counts) if count == fewest]
        index = equals[int(self._chance.random() * len(equals))]
        self._tally.took(place, names[index])
        return index

    def some(self, place: int, names: Sequence[str], number: int) -> tuple[str, ...]:
        used, shuffled = self._tally.used, self._chance.sample(names, len(names))
        chosen = tuple(sorted(shuffled, key=lambda name: used.get((place, name), 0))[:number])
        for name in chosen:
            self._tally.took(place, name)
        return chosen
