"""The ladder: golden 25, empathy 35, platinum 40, climbed on evidence only."""

from fractions import Fraction
from typing import Final

from simulator.scenario.vocabulary import STAGES

GOLDEN, EMPATHY, PLATINUM = 25, 35, 40
"""What each stage is worth of the ladder's 100."""
ATTENTIVE_ENOUGH: Final = Fraction(6, 10)
"""The naturalness from which one attentive response reaches golden."""
INSIGHTS_WANTED: Final = 2
PLATINUM_REACHED: Final = Fraction(6, 10)
_DISCOVERED, _SERVED, _CONFIRMED = Fraction(4, 10), Fraction(4, 10), Fraction(2, 10)
NO_STAGE: Final = "none"


def platinum_share(wishes: int, *, given: int, discovered: int, served: int, confirmed: int) -> Fraction:
    """How much of the platinum stage is done, 0 to 1, from counts of wishes.

    `given` are wishes that a cue or the file made known: nobody can discover them any more, so they leave the
    discovered share; where none is left, that share is whole.
    """
    to_discover = wishes - given
    share = Fraction(discovered, to_discover) if to_discover else Fraction(1)
    return _DISCOVERED * share + _SERVED * Fraction(served, wishes) + _CONFIRMED * Fraction(confirmed, wishes)


def stage_reached(*, attentive: bool, insights: int, platinum: Fraction) -> int:
    """0 (none), 1 (golden), 2 (empathy) or 3 (platinum); each stands on the one below."""
    if not attentive:
        return 0
    if insights < INSIGHTS_WANTED:
        return 1
    return 3 if platinum >= PLATINUM_REACHED else 2


def stage_word(stage: int) -> str:
    """`none`, `golden`, `empathy` or `platinum`."""
    return STAGES[stage - 1] if stage else NO_STAGE
