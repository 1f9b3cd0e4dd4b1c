"""Strategies that play without listening. A scenario that lets one of them do well teaches the wrong thing.

Each strategy is an order among what is open, shown first to last: the first of the order is said, and in a
message the smallest allowed number of parts is taken from the front.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from simulator.conversation.asked import conditions
from simulator.conversation.ground import spoken_options
from simulator.conversation.script import Script
from simulator.rubric.empathy import levels, resolve
from simulator.rubric.naturalness import word_count
from simulator.rubric.stock import courtesy
from simulator.scenario.model import Compose, Empathy, Exchange, Response
from simulator.scenario.placeholders import fill
from simulator.scenario.vocabulary import Tone


class Candidate:
    """Something that could be said now, with what a strategy may look at."""

    __slots__ = ("courtesy", "empathy", "name", "naturalness", "tone", "words")

    def __init__(self, script: Script, called: Empathy, name: str, response: Response) -> None:
        text = fill(response.say, script.placeholders)
        self.name = name
        self.tone = response.tone
        self.words = word_count(text)
        self.empathy = levels(resolve(response.empathy, called))
        self.courtesy = courtesy(text, script.scenario.language)
        look = script.look(response, channel=script.scenario.channel)
        self.naturalness = script.plain_naturalness(look)


Order = Callable[[Candidate], object]
"""What a strategy sorts by: the smallest is taken first, the order shown breaks ties."""


def _golden(candidate: Candidate) -> object:
    """Most reaction among those that ask nothing; where all ask, the one that asks least."""
    reaction, _, exploration = candidate.empathy
    return (exploration > 0, exploration if exploration else -reaction)


STRATEGIES: Final[dict[str, Order | None]] = {
    "longest": lambda candidate: -candidate.words,
    "shortest": lambda candidate: candidate.words,
    "politest": lambda candidate: -candidate.courtesy,
    "warmest": lambda candidate: (-candidate.empathy[0], candidate.empathy[1], candidate.tone != "warm"),
    "script": lambda candidate: candidate.naturalness,
    "first": lambda _candidate: 0,
    "golden": _golden,
    "random": None,
}
"""By name; None draws by chance."""
TONES_CHOSEN: Final[dict[str, Tone]] = {"warmest": "warm"}
"""The tone a strategy takes where it may choose; the others stay steady."""


def ranked(strategy: str, shown: Sequence[Candidate], chance: Random) -> list[Candidate]:
    """What is open, in the order in which a strategy would say it."""
    order = STRATEGIES[strategy]
    if order is None:
        return chance.sample(shown, len(shown))
    return sorted(shown, key=order)  # type: ignore[arg-type]  # every order returns comparable values


class Candidates:
    """The candidates of a script's moments, each looked at once."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._moments: dict[int, dict[str, Candidate]] = {}
        self._burdens: dict[int, int] = {}

    def burden(self, place: int) -> int:
        """How many responses and conditions there are to look at in a moment."""
        found = self._burdens.get(place)
        if found is None:
            moment = self._script.moments[place]
            asked = sum(1 for _condition in conditions(moment))
            found = self._burdens[place] = 1 + len(spoken_options(moment)) + asked
        return found

    def at(self, place: int) -> dict[str, Candidate]:
        """By response or part, in the scenario's order; empty where nothing is said."""
        found = self._moments.get(place)
        if found is None:
            moment = self._script.moments[place]
            spoken = moment.responses if isinstance(moment, Exchange) else {}
            spoken = moment.parts if isinstance(moment, Compose) else spoken
            called = (
                moment.calls_for.of(self._script.variant) if isinstance(moment, Exchange | Compose) else Empathy()
            )
            found = self._moments[place] = {
                name: Candidate(self._script, called, name, response) for name, response in spoken.items()
            }
        return found
