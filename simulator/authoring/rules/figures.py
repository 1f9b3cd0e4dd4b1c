"""What is worth knowing of every scenario: its size, how far its scores go, which stages are within reach."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from simulator.authoring.overview import overview
from simulator.authoring.study import Case, Study
from simulator.debrief.trace import mark
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.vocabulary import STAGES

CODES: Final = (codes.SIZE, codes.SCORE_RANGE, codes.STAGES_REACHED, codes.ONLY_BOUNDS)


def check(study: Study) -> Iterator[Finding]:
    """Of every customer; no line of the file is meant more than the others."""
    for case in study.cases:
        yield from _of(study, case)


def _of(study: Study, case: Case) -> Iterator[Finding]:
    one = overview(case, scores=True)
    yield study.finding(
        codes.SIZE,
        variant=case.name,
        moments=str(one.size.moments),
        responses=str(one.size.responses),
        words=str(one.size.words),
        minutes=str(one.size.minutes),
    )
    for name, span in (one.ranges or {}).items():
        yield study.finding(
            codes.SCORE_RANGE,
            variant=case.name,
            dimension=name,
            least=_figure(span.least.low),
            most=_figure(span.most.high),
        )
    if one.stage is not None:
        reached = STAGES[: STAGES.index(one.stage) + 1] if one.stage in STAGES else (one.stage,)
        yield study.finding(codes.STAGES_REACHED, variant=case.name, stages=", ".join(reached))
    if one.bounds:
        yield study.finding(codes.ONLY_BOUNDS, variant=case.name, questions=", ".join(one.bounds))


def _figure(score: Fraction) -> str:
    return f"{mark(score):g}"
