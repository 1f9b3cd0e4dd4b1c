"""A moment that calls for so little that a response without any empathy earns half of it: fine, if it is meant."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.asking import block_of
from simulator.authoring.study import Study
from simulator.authoring.worth import empathy_of, moments_of, spoken
from simulator.rubric.empathy import INSIGHT, resolve
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import Compose, Empathy, Exchange

CODES: Final = (codes.SILENCE_PAYS,)
NONE: Final = Empathy()


def check(study: Study) -> Iterator[Finding]:
    """One finding a moment, at its first such response."""
    for case in study.cases:
        for _, name, moment in moments_of(case):
            if not isinstance(moment, Exchange | Compose):
                continue
            called = moment.calls_for.of(case.variant)
            earned = empathy_of(NONE, called, False, False)
            if earned < INSIGHT:
                continue
            for one, response in spoken(moment, case.variant):
                if resolve(response.empathy, called) == NONE and not (response.misreads or response.dismisses):
                    yield study.finding(
                        codes.SILENCE_PAYS,
                        "moments", name, block_of(moment), one,
                        moment=name, response=one, variant=case.name,
                        id=one, empathy=str(round(100 * earned)),
                    )  # fmt: skip
                    break
