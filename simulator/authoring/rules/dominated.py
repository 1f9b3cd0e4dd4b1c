"""A distractor that another one beats in everything: a mistake that nobody is tempted to make.

A *distractor* of an exchange is a response that is the best for no customer of the scenario; among the parts of a
message, and where all responses are worth the same, one that another dominates. What beats a distractor is warned
of where it is a distractor itself, and only told where it is among the best: there a trainee at least learns the
difference. `bearing` says what is compared.
"""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.asking import block_of
from simulator.authoring.bearing import bearings_of
from simulator.authoring.study import Case, Study
from simulator.authoring.worth import best_for_anybody, moments_of
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import Moment

CODES: Final = (codes.DOMINATED, codes.DOMINATED_BY_BEST)


def check(study: Study) -> Iterator[Finding]:
    for case in study.cases:
        for place, name, moment in moments_of(case):
            beaten = _beaten(case, place)
            if beaten:
                yield from _told(study, case, name, moment, beaten)


def _beaten(case: Case, place: int) -> dict[str, list[str]]:
    """By response: those that dominate it, in the scenario's order."""
    bearings = bearings_of(case)
    beaten: dict[str, list[str]] = {}
    for other, one in bearings.pairs(place):
        at = bearings.at(place)
        if at[other].dominates(at[one]):
            beaten.setdefault(one, []).append(other)
    return beaten


def _told(study: Study, case: Case, name: str, moment: Moment, beaten: dict[str, list[str]]) -> Iterator[Finding]:
    block = block_of(moment)
    # Where nothing is the best by its worth, it is what beats others and is not beaten itself.
    unbeaten = frozenset(one for others in beaten.values() for one in others) - beaten.keys()
    best = best_for_anybody(study.cases, name, moment) or unbeaten
    for one, others in beaten.items():
        if one in best:
            continue
        distractors = [other for other in others if other not in best]
        yield study.finding(
            codes.DOMINATED if distractors else codes.DOMINATED_BY_BEST,
            "moments", name, block, one,
            moment=name, response=one, variant=case.name,
            id=one, other=(distractors or others)[0],
        )  # fmt: skip
