"""A wish that the trainee can never come to know: no response, cue or right reading tells it, nor the file."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.study import Case, Study
from simulator.authoring.telling import tellings
from simulator.scenario import codes
from simulator.scenario.findings import Finding

CODES: Final = (codes.UNREVEALED_WISH,)


def check(study: Study) -> Iterator[Finding]:
    base = study.scenario.customer
    for case in study.cases:
        customer = study.scenario.customer_of(case.variant)
        told = _told(case)
        inherited = case.variant is None or customer.wishes is base.wishes
        owner = ("customer",) if inherited else ("variants", str(case.variant))
        for name, wish in customer.wishes.items():
            if name not in told:
                yield study.finding(
                    codes.UNREVEALED_WISH, *owner, "wishes", wish.facet, name, variant=case.name, id=name
                )


def _told(case: Case) -> set[str]:
    """All that can become known to who talks with this customer, wherever, conditions ignored."""
    told = set(case.study.scenario.customer_of(case.variant).known)
    return told.union(*(ids for _, ids in tellings(case)))
