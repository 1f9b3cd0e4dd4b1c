"""Naturalness: how the words sound, as a panel would rate them, less what makes them hollow.

The rating (0-4) comes first; stock phrases, repeated bare sympathy, a voice that contradicts its words and
length are signals that lower it.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from simulator.rubric.stock import Hit
from simulator.scenario.vocabulary import SPOKEN

STOCK_COSTS: Final = (Fraction(0), Fraction(5, 100), Fraction(12, 100), Fraction(20, 100))
"""By severity after the earned discount, 0..3."""
STOCK_CAP: Final = Fraction(40, 100)
REPEAT_COST: Final = Fraction(10, 100)
REPEAT_MOST: Final = 3
"""Earlier responses of bare sympathy that still cost: three, so .30 at most."""
INCONGRUENT_COST: Final = Fraction(25, 100)
TOO_LONG_COST: Final = Fraction(10, 100)
COLD_TONES: Final = frozenset({"flat", "brisk", "strained"})
FORCED_TONES: Final = frozenset({"warm", "lively"})

_NOTHING: Final = Fraction(0)
_WORDS_SPOKEN, _WORDS_IN_CHAT, _WORDS_IN_EMAIL = 45, 40, 120


@lru_cache(maxsize=100_000)  # a text is counted by whoever weighs its length, and there are several
def word_count(text: str) -> int:
    """Words as a reader counts them: runs between blanks that hold a letter or a digit."""
    # Nearly every run begins with a letter: to look at that one alone first is ten times as fast.
    return sum([run[0].isalnum() or any(map(str.isalnum, run)) for run in text.split()])


def longest_allowed(channel: str) -> int:
    """How many words may be said in one go on a channel before it is too long."""
    if channel in SPOKEN:
        return _WORDS_SPOKEN
    return _WORDS_IN_CHAT if channel == "chat" else _WORDS_IN_EMAIL


def stock_cost(hit: Hit, channel: str) -> Fraction:
    """What one phrase costs: .05, .12 or .20 by severity, half of it in an e-mail."""
    whole = STOCK_COSTS[hit.severity]
    return whole / 2 if channel == "email" else whole


def stock_total(hits: Sequence[Hit], channel: str) -> Fraction:
    """What all phrases of a response cost together: at most .40, half of it in an e-mail."""
    if not hits:
        return _NOTHING
    cap = STOCK_CAP / 2 if channel == "email" else STOCK_CAP
    return min(cap, sum((stock_cost(hit, channel) for hit in hits), Fraction(0)))


def is_incongruent(tone: str, *, reaction: int, called_reaction: int, drained: bool) -> bool:
    """Whether the voice contradicts the words, the moment, or the state of the one who speaks."""
    return (
        (reaction >= 1 and tone in COLD_TONES)
        or (drained and tone in FORCED_TONES)
        or (tone == "lively" and called_reaction >= 2)
    )


@lru_cache(maxsize=4096)  # fractions take their time, and there are few different scores
def naturalness_score(
    rating: Fraction | int,
    *,
    stock: Fraction = Fraction(0),
    repeats: int = 0,
    incongruent: bool = False,
    too_long: bool = False,
) -> Fraction:
    """N, from 0 to 1: a rating of 0..4 over 4, less the costs of what makes it hollow."""
    score = Fraction(rating) / 4 - stock
    score -= REPEAT_COST * min(REPEAT_MOST, repeats)
    score -= INCONGRUENT_COST if incongruent else 0
    score -= TOO_LONG_COST if too_long else 0
    return max(Fraction(0), min(Fraction(1), score))
