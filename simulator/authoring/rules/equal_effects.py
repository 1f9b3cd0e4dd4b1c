"""Two responses of a moment that come to the same: whoever weighs one against the other learns nothing."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.bearing import bearings_of
from simulator.authoring.study import Study
from simulator.authoring.worth import block_of, moments_of
from simulator.scenario import codes
from simulator.scenario.findings import Finding

CODES: Final = (codes.EQUAL_EFFECTS,)


def check(study: Study) -> Iterator[Finding]:
    """The later of two is told of, once: equal to the first that it is equal to."""
    for case in study.cases:
        bearings = bearings_of(case)
        for place, name, moment in moments_of(case):
            pairs = bearings.pairs(place)
            if not pairs:
                continue
            at = bearings.at(place)
            order = {one: number for number, one in enumerate(at)}
            told: set[str] = set()
            for other, one in pairs:
                if one not in told and order[other] < order[one] and at[other] == at[one]:
                    told.add(one)
                    yield study.finding(
                        codes.EQUAL_EFFECTS,
                        "moments", name, block_of(moment), one,
                        moment=name, response=one, variant=case.name,
                        id=one, other=other,
                    )  # fmt: skip
