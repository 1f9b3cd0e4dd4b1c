"""Empathy against what the moment calls for.

Three mechanisms, each 0-2, after EPITOME (Sharma, Miner, Atkins and Althoff, 2020): *reaction* (warmth,
concern), *interpretation* (showing what one has understood) and *exploration* (asking about what is not said).
More is not better: what a moment does not call for costs half of what it lacks.
"""

from fractions import Fraction
from typing import Final

from simulator.scenario.model import Empathy, EmpathyOrWord

DIMENSIONS: Final = ("reaction", "interpretation", "exploration")
WEIGHTS: Final[tuple[int, int, int]] = (6, 9, 5)
"""In twentieths: .30, .45, .25."""
MISREAD_CAP: Final = Fraction(35, 100)
INSIGHT: Final = Fraction(1, 2)
"""From this empathy on, a response that uses something known counts for the empathy stage."""
MOST: Final = 2


def levels(empathy: Empathy) -> tuple[int, int, int]:
    return empathy.reaction, empathy.interpretation, empathy.exploration


def resolve(given: EmpathyOrWord, called: Empathy) -> Empathy:
    """The levels behind `full` (what is called for), `part` (one less of each) and `none`."""
    match given:
        case Empathy():
            return given
        case "full":
            return called
        case "part":
            return Empathy(*(max(0, level - 1) for level in levels(called)))
        case "none":
            return Empathy()


def cost(given: int, called: int) -> int:
    """In half points: two for each point missing, one for each point too many."""
    return 2 * (called - given) if given < called else given - called


def empathy_score(given: Empathy, called: Empathy, *, misreads: bool = False, dismisses: bool = False) -> Fraction:
    """E, from 0 to 1: `1 - sum(w * cost) / sum(w * max(called, (2 - called) / 2))`.

    The denominator is the dearest mistake there is, so that 0 is the worst answer to this moment. A response
    that misreads him is worth .35 at most, one that dismisses him nothing.
    """
    if dismisses:
        return Fraction(0)
    pairs = tuple(zip(WEIGHTS, levels(given), levels(called), strict=True))
    dearest = sum(weight * max(cost(0, wanted), cost(MOST, wanted)) for weight, _, wanted in pairs)
    lost = sum(weight * cost(level, wanted) for weight, level, wanted in pairs)
    score = 1 - Fraction(lost, dearest)
    return min(score, MISREAD_CAP) if misreads else score


def is_bare_sympathy(given: Empathy) -> bool:
    """Warmth alone: it reacts, but shows no understanding and asks nothing."""
    return given.reaction >= 1 and given.interpretation == 0 and given.exploration == 0
