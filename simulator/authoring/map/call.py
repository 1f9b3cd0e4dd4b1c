"""The map of a scenario with one customer on the line: what it says, conditions told and not weighed."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from simulator.authoring.map.chart import Arrow, Chart, Node, Step, merged, reached_from
from simulator.authoring.map.openings import openings
from simulator.conversation.ground import HUNG_UP, spoken_options
from simulator.scenario.conditions import Condition
from simulator.scenario.findings import Finding
from simulator.scenario.model import Branch, Exchange, Moment, Scenario, exists_for, words_for
from simulator.scenario.placeholders import fill, spoken_wait
from simulator.scenario.vocabulary import CAN_HANG_UP

Walked = Collection[tuple[str, str, str]]
"""Steps of a path: moment, response (empty where the moment has none), and where it led."""


def chart_of(
    scenario: Scenario,
    variant: str | None = None,
    *,
    findings: Mapping[str, tuple[Finding, ...]] | None = None,
    best: Walked = (),
) -> Chart:
    """The map for one customer: what does not exist for him is left out.

    `findings` by moment or ending. Raises KeyError for a variant that the scenario does not have.
    """
    customer = scenario.customer_of(variant)
    spoken = {"customer": customer.name, "agent": "…", "wait": spoken_wait(customer.wait, scenario.language)}
    found = findings or {}
    steps = tuple(
        step
        for name, moment in scenario.moments.items()
        if exists_for(moment.only, variant)
        for step in _Steps(scenario, variant, best).of(name, moment)
    )
    arrows = merged(steps)
    reached = reached_from(scenario.start, arrows)
    on_best = {name for source, _response, target in best for name in (source, target)}

    def seen(node: Node) -> Node:
        return Node(
            node.name,
            node.kind,
            fill(node.said, spoken),
            node.outcome,
            node.name == scenario.start,
            node.name in on_best,
            node.name in reached,
            found.get(node.name, ()),
        )

    nodes = (*_moments(scenario, variant), *_endings(scenario, variant, arrows))
    return Chart(tuple(seen(node) for node in nodes), steps, arrows, openings(scenario, variant))


def _moments(scenario: Scenario, variant: str | None) -> Iterator[Node]:
    for name, moment in scenario.moments.items():
        if exists_for(moment.only, variant):
            kind = type(moment).__name__.lower()
            line = words_for(moment.line[-1].text, variant) if moment.line else None
            yield Node(name, kind, line or "")  # type: ignore[arg-type]


def _endings(scenario: Scenario, variant: str | None, arrows: Sequence[Arrow]) -> Iterator[Node]:
    for name, ending in scenario.endings.items():
        if exists_for(ending.only, variant):
            yield Node(name, "ending", words_for(ending.text, variant) or "", ending.outcome)
    if HUNG_UP not in scenario.endings and any(arrow.target == HUNG_UP for arrow in arrows):
        yield Node(HUNG_UP, "ending", "", "unsolved")


class _Steps:
    """The ways on from the moments of a scenario, for one customer."""

    def __init__(self, scenario: Scenario, variant: str | None, best: Walked) -> None:
        self._scenario = scenario
        self._variant = variant
        self._best = best

    def of(self, name: str, moment: Moment) -> Iterator[Step]:
        if isinstance(moment, Exchange):
            for response, one in moment.responses.items():
                if exists_for(one.only, self._variant):
                    yield from self._along(name, one.then, response, one.say, one.when)
            if moment.silence is not None:
                for branch, otherwise in self._ways(moment.silence.then):
                    yield Step(
                        name, branch.to, "silence",
                        taken=branch.when, otherwise=otherwise, after=moment.silence.after,
                    )  # fmt: skip
        else:
            yield from self._along(name, moment.then)
        if self._can_end_in_a_hang_up(moment):
            yield Step(name, self._scenario.hangs_up or HUNG_UP, "hang_up")

    def _along(
        self, name: str, then: Sequence[Branch], response: str = "", said: str = "", offered: Condition | None = None
    ) -> Iterator[Step]:
        for branch, otherwise in self._ways(then):
            yield Step(
                name, branch.to, "response" if response else "onward", response, said, offered, branch.when,
                otherwise, best=(name, response, branch.to) in self._best,
            )  # fmt: skip

    def _ways(self, then: Sequence[Branch]) -> Iterator[tuple[Branch, bool]]:
        """The branches that this customer has, each with whether it is what is left when the others are not taken."""
        those = [branch for branch in then if self._exists(branch.to)]
        conditional = any(branch.when is not None for branch in those)
        return ((branch, conditional and branch.when is None) for branch in those)

    def _exists(self, target: str) -> bool:
        place = self._scenario.moments.get(target) or self._scenario.endings.get(target)
        return place is not None and exists_for(place.only, self._variant)

    def _can_end_in_a_hang_up(self, moment: Moment) -> bool:
        """Nothing but a dismissal wounds, and only a wound makes a customer hang up."""
        return self._scenario.channel in CAN_HANG_UP and any(
            one.dismisses and exists_for(one.only, self._variant) for one in spoken_options(moment).values()
        )
