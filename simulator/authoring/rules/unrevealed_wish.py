"""A wish that the trainee can never come to know: no response, cue or right reading tells it, nor the file."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.study import Case, Study
from simulator.authoring.telling import tellings
from simulator.scenario import codes
from simulator.scenario.findings import Finding

CODES: Final = (codes.UNREVEALED_WISH,)


def check(study: Study) -> Iterator[Finding]:
    for case in study.cases:
        told = _told(case)
        for name, wish in case.script.customer.wishes.items():
            if name not in told:
                path = (*case.block("wishes"), wish.facet, name)
                yield study.finding(codes.UNREVEALED_WISH, *path, variant=case.name, id=name)


def _told(case: Case) -> set[str]:
    """All that can become known to who talks with this customer, wherever, conditions ignored."""
    told = set(case.script.customer.known)
    return told.union(*(ids for _, ids in tellings(case)))
