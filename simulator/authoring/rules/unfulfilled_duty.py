"""A duty that a call must hold, and that no response or part does for this customer."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.study import Study
from simulator.authoring.worth import moments_of, spoken
from simulator.scenario import codes
from simulator.scenario.findings import Finding

CODES: Final = (codes.UNFULFILLED_DUTY,)


def check(study: Study) -> Iterator[Finding]:
    if not study.scenario.duties:
        return
    for case in study.cases:
        done = {
            duty
            for _, _, moment in moments_of(case)
            for _, response in spoken(moment, case.variant)
            for duty in response.fulfils
        }
        for duty in study.scenario.duties:
            if duty not in done:
                yield study.finding(codes.UNFULFILLED_DUTY, "duties", duty, variant=case.name, id=duty)
