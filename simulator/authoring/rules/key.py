"""The rehearsal of the best path: whether there is one for each customer, and whether it is good enough."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.bots import KEY_GOAL
from simulator.authoring.keys import key_of, walked
from simulator.authoring.study import Study
from simulator.debrief.trace import mark
from simulator.scenario import codes
from simulator.scenario.findings import Finding

CODES: Final = (codes.WEAK_KEY, codes.NO_KEY)


def check(study: Study) -> Iterator[Finding]:
    """Of a rehearsal that cannot be walked it is told that it is none; where it stops, `platine rehearse` tells."""
    for case in study.cases:
        path = key_of(case)
        if path is None:
            yield study.finding(codes.NO_KEY, variant=case.name, rehearsal=case.rehearsal_name)
            continue
        score = walked(case, path)
        if score is None:
            yield study.finding(
                codes.WEAK_KEY,
                variant=case.name,
                rehearsal=case.rehearsal_name, detail="key-not-walked",
            )  # fmt: skip
        elif score < KEY_GOAL:
            yield study.finding(
                codes.WEAK_KEY,
                variant=case.name,
                rehearsal=case.rehearsal_name, mean=f"{mark(score):g}", limit=str(KEY_GOAL),
            )  # fmt: skip
