"""The outline of a scenario: its moments in the order in which a call may meet them, and where each leads."""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from simulator.scenario.model import Branch, Exchange, Moment, Scenario, exists_for
from simulator.scenario.vocabulary import Outcome

SILENCE = "\n silence"
"""Stands among the names of responses for the silence that speaks; no id holds a newline."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where some responses of a moment lead; no names where everything does. `asks`: not whatever the state."""

    target: str
    names: tuple[str, ...]
    asks: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A moment, or an ending: then `outcome` says how it ends. `is_joined`: some way leads here."""

    name: str
    kind: str
    ways: tuple[Way, ...] = ()
    outcome: Outcome | None = None
    is_joined: bool = True


def outline(scenario: Scenario, variant: str | None) -> tuple[Spot, ...]:
    """Moments as they are met, breadth first; then those no way leads to; then the endings."""
    here = {name: moment for name, moment in scenario.moments.items() if exists_for(moment.only, variant)}
    there = {name for name, ending in scenario.endings.items() if exists_for(ending.only, variant)} | here.keys()
    ways = {name: _ways(moment, variant, there) for name, moment in here.items()}
    met = _met(scenario.start, ways)
    targets = {way.target for name in met for way in ways.get(name, ())} | {scenario.hangs_up}
    order = [name for name in met if name in here]
    order += [name for name in here if name not in met]
    moments = [Spot(name, _kind(here[name]), ways[name], is_joined=name in met) for name in order]
    endings = [
        Spot(name, "ending", outcome=ending.outcome, is_joined=name in targets)
        for name, ending in scenario.endings.items()
        if name in there
    ]
    return (*moments, *endings)


def _met(start: str, ways: dict[str, tuple[Way, ...]]) -> dict[str, None]:
    """The names that ways lead to from the start, nearest first."""
    met: dict[str, None] = {start: None}
    waiting = deque([start])
    while waiting:
        for way in ways.get(waiting.popleft(), ()):
            if way.target not in met:
                met[way.target] = None
                waiting.append(way.target)
    return met


def _kind(moment: Moment) -> str:
    return type(moment).__name__.lower()


def _ways(moment: Moment, variant: str | None, there: Collection[str]) -> tuple[Way, ...]:
    """By target, in the order written; those to what is not there for this customer are left out."""
    names: dict[str, list[str]] = {}
    asks: dict[str, bool] = {}
    for name, all_branches, closed in _steps(moment, variant):
        branches = [branch for branch in all_branches if branch.to in there]
        for branch in branches:
            names.setdefault(branch.to, [])
            if name and name not in names[branch.to]:
                names[branch.to].append(name)
            asks[branch.to] = asks.get(branch.to, True) and (closed or len(branches) > 1)
    return tuple(Way(target, tuple(found), asks[target]) for target, found in names.items())


def _steps(moment: Moment, variant: str | None) -> Iterator[tuple[str, Sequence[Branch], bool]]:
    if isinstance(moment, Exchange):
        for name, response in moment.responses.items():
            if exists_for(response.only, variant):
                yield name, response.then, response.when is not None
        if moment.silence is not None:
            yield SILENCE, moment.silence.then, False
    else:
        yield "", moment.then, False
