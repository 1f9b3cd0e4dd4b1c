"""A moment where there is nothing to choose: whatever the trainee takes comes to the same.

An exchange needs two responses that come to something else or lead elsewhere, and two that may be open at once; a
message more parts than must be taken, a reading two picks; each for every customer who comes there.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from simulator.authoring.bearing import MOST_COMPARED, bearings_of
from simulator.authoring.study import Case, Study
from simulator.authoring.worth import moments_of, spoken, worths_of
from simulator.scenario import codes
from simulator.scenario.conditions import exclude
from simulator.scenario.findings import Finding
from simulator.scenario.model import Compose, Exchange, Moment, Read, Response

CODES: Final = (codes.NO_CHOICE,)


def check(study: Study) -> Iterator[Finding]:
    for case in study.cases:
        for place, name, moment in moments_of(case):
            if not _is_choice(case, place, moment):
                yield study.finding(codes.NO_CHOICE, "moments", name, moment=name, variant=case.name)


def _is_choice(case: Case, place: int, moment: Moment) -> bool:
    match moment:
        case Exchange():
            return _differ(case, place, moment)
        case Compose():
            return sum(1 for _ in spoken(moment, case.variant)) > max(1, moment.pick[0])
        case Read():
            return len(case.script.right_readings(moment)) + len(moment.misreadings) > 1
        case _:
            return True


def _may_meet(responses: Sequence[Response]) -> bool:
    """Whether two responses may be open at once; taken to be so of more than anybody weighs."""
    if any(response.when is None for response in responses):
        return len(responses) > 1
    asked = [response.when for response in responses if response.when is not None]
    return len(asked) > MOST_COMPARED or any(not exclude(one, other) for one, other in combinations(asked, 2))


def _differ(case: Case, place: int, moment: Exchange) -> bool:
    responses = [response for _, response in spoken(moment, case.variant)]
    if not _may_meet(responses):
        return False
    worths = worths_of(case)
    # What they are worth tells nearly all apart; only the rest is compiled.
    if any(
        one.then != other.then or worths.empathy(moment, one) != worths.empathy(moment, other)
        for one, other in pairwise(responses)
    ):
        return True
    return any(one.outcome != other.outcome for one, other in pairwise(bearings_of(case).at(place).values()))
