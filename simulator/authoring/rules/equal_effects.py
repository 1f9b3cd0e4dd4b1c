"""Two responses of a moment that come to the same: whoever weighs one against the other learns nothing."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.asking import block_of
from simulator.authoring.bearing import bearings_of
from simulator.authoring.study import Study
from simulator.authoring.worth import moments_of
from simulator.scenario import codes
from simulator.scenario.findings import Finding

CODES: Final = (codes.EQUAL_EFFECTS,)


def check(study: Study) -> Iterator[Finding]:
    """The later of two is told of, once: equal to the first that it is equal to."""
    for case in study.cases:
        bearings = bearings_of(case)
        for place, name, moment in moments_of(case):
            told: set[str] = set()
            passed: set[str] = set()
            for other, one in bearings.pairs(place):
                at = bearings.at(place)
                passed.add(one)
                # Equals may be held against each other both ways: what was passed already stands before.
                if one not in told and other in passed and at[other] == at[one]:
                    told.add(one)
                    yield study.finding(
                        codes.EQUAL_EFFECTS,
                        "moments", name, block_of(moment), one,
                        moment=name, response=one, variant=case.name,
                        id=one, other=other,
                    )  # fmt: skip
