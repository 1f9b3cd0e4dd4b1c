"""What waiting does before the first word: felt time against expected time (Maister, 1985)."""

from fractions import Fraction
from typing import Final

from simulator.scenario.model import Wait

FACTORS: Final[dict[str, Fraction]] = {
    "unexplained": Fraction(125, 100),
    "uncertain": Fraction(125, 100),
    "unfair": Fraction(135, 100),
    "anxious": Fraction(130, 100),
    "unoccupied": Fraction(115, 100),
    "repeat_contact": Fraction(135, 100),
    "explained": Fraction(85, 100),
    "estimated": Fraction(85, 100),
    "occupied": Fraction(90, 100),
}
EXPECTED_MINUTES: Final[dict[str, int]] = {"phone": 3, "video": 3, "chat": 1, "counter": 8, "email": 1440}
MOST_STRAIN: Final = 5


def felt_minutes(wait: Wait) -> Fraction:
    """Minutes as they were lived: the clock's, times what made them longer or shorter."""
    felt = Fraction(str(wait.minutes))
    for circumstance in wait.felt:
        felt *= FACTORS[circumstance]
    return felt


def strain(wait: Wait, channel: str) -> int:
    """0..5: 0 up to what he expected, then 1, and 1 more for each doubling of it."""
    ratio = felt_minutes(wait) / EXPECTED_MINUTES[channel]
    if ratio <= 1:
        return 0
    doublings = 0
    while doublings < MOST_STRAIN and ratio >= 2 ** (doublings + 1):
        doublings += 1
    return min(MOST_STRAIN, 1 + doublings)
