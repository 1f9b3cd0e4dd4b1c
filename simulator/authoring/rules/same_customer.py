"""A variant that plays exactly like another customer: every response comes to the same, from the same start."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from simulator.authoring.asking import asked_in
from simulator.authoring.bearing import bearings_of
from simulator.authoring.study import Case, Study
from simulator.authoring.worth import moments_of
from simulator.conversation.script import Script
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import Compose, Exchange, Read

CODES: Final = (codes.SAME_CUSTOMER,)


def check(study: Study) -> Iterator[Finding]:
    """The later of two is told of. What he says may differ: what it does to him may not."""
    told: set[str | None] = set()
    for other, case in combinations(study.cases, 2):
        if case.variant is not None and case.variant not in told and _plays_alike(case, other):
            told.add(case.variant)
            yield study.finding(
                codes.SAME_CUSTOMER, "variants", case.variant,
                variant=case.name, customer=case.name, another=other.name,
            )  # fmt: skip


def _plays_alike(case: Case, other: Case) -> bool:
    one, two = case.script, other.script
    if (one.start, one.temper, one.wishes) != (two.start, two.temper, two.wishes):
        return False
    moments = {name: place for place, name, _ in moments_of(case)}
    if moments.keys() != {name for _, name, _ in moments_of(other)}:
        return False
    scenario = case.study.scenario
    if any(one.has(name) != two.has(name) for name in scenario.endings):
        return False
    # The bits of what is known are each customer's own: equal ones may stand for other ids.
    asked = {name for condition in asked_in(scenario) for name in condition.condition.knows}
    if any(one.knowable.bit(name) != two.knowable.bit(name) for name in asked):
        return False
    return all(_is_alike(case, other, place) for place in moments.values())


def _is_alike(case: Case, other: Case, place: int) -> bool:
    moment = case.script.moments[place]
    if case.script.cues[place] != other.script.cues[place]:
        return False
    if isinstance(moment, Exchange | Compose):
        return bearings_of(case).at(place) == bearings_of(other).at(place)
    return not isinstance(moment, Read) or _right(case.script, moment) == _right(other.script, moment)


def _right(script: Script, moment: Read) -> tuple[int, ...]:
    return tuple(script.knowable.bit(name) for name in script.right_readings(moment))
