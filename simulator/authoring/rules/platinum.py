"""A customer whom nobody can treat as he would like to be treated: no call reaches the platinum stage."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.study import Study
from simulator.rubric.ladder import NO_STAGE
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.vocabulary import STAGES

CODES: Final = (codes.PLATINUM_OUT_OF_REACH,)
_LACKING: Final = {NO_STAGE: "W208-none", STAGES[0]: "W208-golden"}
"""Where an earlier rung lacks, it is that one that is told how to reach; by the highest stage."""


def check(study: Study) -> Iterator[Finding]:
    for case in study.cases:
        highest = case.ranges.highest
        if highest.exact and highest.stage != STAGES[-1]:
            path = ("customer",) if case.variant is None else ("variants", case.variant)
            yield study.finding(
                codes.PLATINUM_OUT_OF_REACH,
                *path,
                variant=case.name,
                stage=highest.stage, detail=_LACKING.get(highest.stage, ""),
            )  # fmt: skip
