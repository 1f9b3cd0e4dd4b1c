"""The weight of the shortest way to a solved ending: what the scores are divided by when a call is cut short."""

import heapq
from collections.abc import Iterable

from simulator.scenario.model import Branch, Exchange, Moment, Scenario, exists_for
from simulator.scenario.vocabulary import OUTCOMES


def moment_weight(moment: Moment) -> int:
    """What a moment weighs in the scores; readings and reflections weigh nothing."""
    return getattr(moment, "weight", 0)


def branches(moment: Moment, variant: str | None) -> Iterable[Branch]:
    """Every way on from a moment, conditions ignored. Hang-up and silence are no way on."""
    if isinstance(moment, Exchange):
        for response in moment.responses.values():
            if exists_for(response.only, variant):
                yield from response.then
    else:
        yield from moment.then


def shortest_weight(scenario: Scenario, variant: str | None) -> int:
    """The least weight from the start to a solved ending, or to the best outcome there is (Dijkstra, 1959).

    Static: conditions are ignored. 0 where no ending can be reached.
    """
    lightest: dict[str, int] = {}
    at_endings: dict[str, int] = {}
    queue: list[tuple[int, str]] = [(0, scenario.start)]
    while queue:
        weight, name = heapq.heappop(queue)
        if name in scenario.endings:
            outcome = scenario.endings[name].outcome
            at_endings[outcome] = min(weight, at_endings.get(outcome, weight))
            continue
        if name in lightest or name not in scenario.moments:
            continue
        lightest[name] = weight
        moment = scenario.moments[name]
        if not exists_for(moment.only, variant):
            continue
        onward = weight + moment_weight(moment)
        for target in dict.fromkeys(branch.to for branch in branches(moment, variant)):
            if target not in lightest:
                heapq.heappush(queue, (onward, target))
    return next((at_endings[outcome] for outcome in OUTCOMES if outcome in at_endings), 0)
