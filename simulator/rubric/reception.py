"""How a response lands: warmth times sincerity, never warmth alone."""

from fractions import Fraction
from typing import Final

TOUCHED, REACHED, UNMOVED, COOLED, WOUNDED = 2, 1, 0, -1, -2
WORDS: Final[dict[int, str]] = {
    TOUCHED: "touched",
    REACHED: "reached",
    UNMOVED: "unmoved",
    COOLED: "cooled",
    WOUNDED: "wounded",
}
_BOUNDS: Final = ((Fraction(9, 16), TOUCHED), (Fraction(1, 4), REACHED), (Fraction(9, 100), UNMOVED))


def reception(empathy: Fraction, naturalness: Fraction, *, dismisses: bool = False) -> int:
    """-2..2 from E * N: .5625 touches, .25 reaches, .09 leaves unmoved, less cools; a dismissal wounds."""
    if dismisses:
        return WOUNDED
    worth = empathy * naturalness
    return next((level for bound, level in _BOUNDS if worth >= bound), COOLED)
