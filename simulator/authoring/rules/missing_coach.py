"""A response that falls short and has no remark of the trainer's: the debrief can only say that it cost something.

A response of an exchange falls short where it is the best for no customer and has less empathy or less naturalness
than the best for this one. A part of a message has no best beside it; it falls short where it waves him away,
misjudges him, promises what nobody can hold, or where its words are hollow (N at most .5).
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from simulator.authoring.asking import block_of
from simulator.authoring.study import Case, Study
from simulator.authoring.worth import Worths, best_for_anybody, moments_of, spoken, worths_of
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import Compose, Exchange

CODES: Final = (codes.MISSING_COACH,)
HOLLOW: Final = Fraction(1, 2)


def check(study: Study) -> Iterator[Finding]:
    for case in study.cases:
        worths = worths_of(case)
        for _, name, moment in moments_of(case):
            if not isinstance(moment, Exchange | Compose):
                continue
            short = _short_parts(case, worths, moment) if isinstance(moment, Compose) else ()
            if isinstance(moment, Exchange):
                short = _short_responses(case, worths, name, moment)
            for one in short:
                yield study.finding(
                    codes.MISSING_COACH,
                    "moments", name, block_of(moment), one,
                    moment=name, response=one, variant=case.name, id=one,
                )  # fmt: skip


def _short_responses(case: Case, worths: Worths, name: str, moment: Exchange) -> tuple[str, ...]:
    silent = {one: response for one, response in spoken(moment, case.variant) if not response.coach}
    best = worths.best(name)
    if not best or silent.keys() <= best:
        return ()
    empathy, naturalness = worths.worth(moment, moment.responses[min(best)])
    anybodys = best_for_anybody(case.study.cases, name, moment)
    return tuple(
        one
        for one, response in silent.items()
        if one not in anybodys
        and (worths.empathy(moment, response) < empathy or worths.worth(moment, response)[1] < naturalness)
    )


def _short_parts(case: Case, worths: Worths, moment: Compose) -> tuple[str, ...]:
    return tuple(
        one
        for one, part in spoken(moment, case.variant)
        if not part.coach
        and (part.dismisses or part.misreads or part.empty_promise or worths.worth(moment, part)[1] <= HOLLOW)
    )
