"""Scores as whole numbers: sums of whole numbers are exact, and states that are worth the same are equal."""

import math
from collections.abc import Sequence

from simulator.rubric.empathy import MOST, WEIGHTS, cost, levels
from simulator.scenario.model import Compose, Exchange, Moment


def score_units(moments: Sequence[Moment], variant: str | None) -> tuple[int, int]:
    """The smallest units in which every score of these moments is a whole number: of empathy, of naturalness."""
    empathy, naturalness = 1, 200
    for moment in moments:
        if not isinstance(moment, Exchange | Compose):
            continue
        called = levels(moment.calls_for.of(variant))
        dearest = sum(
            weight * max(cost(0, wanted), cost(MOST, wanted)) for weight, wanted in zip(WEIGHTS, called, strict=True)
        )
        unit = math.lcm(dearest, 20)
        if isinstance(moment, Compose):
            unit *= math.lcm(20, 2 * sum(question.weight for question in moment.questions.values()) or 1)
            naturalness = math.lcm(naturalness, 200 * math.lcm(*range(1, len(moment.parts) + 1)))
        empathy = math.lcm(empathy, unit)
    return empathy, naturalness
