"""A moment where there is nothing to choose: whatever the trainee takes comes to the same.

An exchange needs two responses that come to something else or lead elsewhere, a message more parts than must be
taken, a reading two picks; each for every customer who comes there.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from simulator.authoring.bearing import bearings_of
from simulator.authoring.study import Case, Study
from simulator.authoring.worth import moments_of, spoken, worths_of
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import Compose, Exchange, Moment, Read

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


def _differ(case: Case, place: int, moment: Exchange) -> bool:
    responses = [response for _, response in spoken(moment, case.variant)]
    worths = worths_of(case)
    # What they are worth tells nearly all apart; only the rest is compiled.
    if any(
        one.then != other.then or worths.empathy(moment, one) != worths.empathy(moment, other)
        for one, other in pairwise(responses)
    ):
        return True
    return len(responses) > 1 and any(
        one.outcome != other.outcome for one, other in pairwise(bearings_of(case).at(place).values())
    )
