"""What a panel made of each response, and what should be looked at again."""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt
from statistics import median
from typing import Final

import msgspec

from simulator.authoring.panel.ballots import Ballots
from simulator.authoring.panel.items import SCALES, Item

RANGE_LIMIT: Final = {2: 2, 4: 3}
"""By a scale's highest level: from this distance between lowest and highest rating on, raters disagree."""
SPREAD_LIMIT: Final = {2: 0.75, 4: 1.1}
"""Above this standard deviation they do too. On 0-4 two halves of a panel two levels apart exceed it; on 0-2 it takes
two levels, so that raters one level apart are never sent back."""
KEY_LIMIT: Final = {2: Fraction(1, 2), 4: Fraction(1)}
"""A key further than this from the panel's mean is off it."""
ALIKE_FROM: Final = 5
"""A rater with as many ratings on a scale, all the same where the others' differ, has rated all alike."""
DISAGREEMENT: Final = frozenset({"range", "spread"})


class Stand(msgspec.Struct, frozen=True):
    """Where a panel stands on one response and one scale."""

    item: Item
    scale: str
    levels: dict[str, int]
    """By rater."""
    missing: tuple[str, ...]
    """Raters of the panel who left it open."""

    @property
    def mean(self) -> Fraction:
        return Fraction(sum(self.levels.values()), len(self.levels))

    @property
    def spread(self) -> float:
        """The standard deviation of the sample, n - 1 in its denominator; 0 for a single rating."""
        if len(self.levels) < 2:
            return 0.0
        squares = sum((level - self.mean) ** 2 for level in self.levels.values())
        return sqrt(squares / (len(self.levels) - 1))

    @property
    def median(self) -> Fraction:
        return Fraction(median(map(Fraction, self.levels.values())))

    @property
    def bounds(self) -> tuple[int, int]:
        return min(self.levels.values()), max(self.levels.values())

    @property
    def votes(self) -> tuple[int, ...]:
        """How many gave each level, from 0 up."""
        given = list(self.levels.values())
        return tuple(given.count(level) for level in range(SCALES[self.scale] + 1))

    @property
    def key(self) -> int:
        return self.item.key[self.scale]

    @property
    def rounded(self) -> int:
        return rounded(self.mean)

    @property
    def flags(self) -> tuple[str, ...]:
        """`range` and `spread` for disagreement, `key` for a key off the mean, `missing` for ratings left open."""
        most = SCALES[self.scale]
        found = []
        if self.levels:
            least, highest = self.bounds
            found += ["range"] if highest - least >= RANGE_LIMIT[most] else []
            found += ["spread"] if self.spread > SPREAD_LIMIT[most] else []
            found += ["key"] if abs(self.mean - self.key) > KEY_LIMIT[most] else []
        return (*found, *(["missing"] if self.missing else []))

    @property
    def is_disputed(self) -> bool:
        return bool(DISAGREEMENT & set(self.flags))


class Alike(msgspec.Struct, frozen=True):
    """A rater who gave every response the same level on a scale on which others told them apart."""

    rater: str
    scale: str
    level: int
    ratings: int


def rounded(mean: Fraction) -> int:
    """The level nearest to a mean. A half goes to the lower one, as a rater between two levels takes the lower."""
    whole = mean.numerator // mean.denominator
    return whole + (mean - whole > Fraction(1, 2))


def stands(ballots: Ballots) -> tuple[Stand, ...]:
    """Item by item in the order written, each scale in turn."""
    found = []
    for item in ballots.items:
        for scale in SCALES:
            levels = ballots.levels(item, scale)
            ordered = {rater: levels[rater] for rater in ballots.raters if rater in levels}
            found.append(Stand(item, scale, ordered, tuple(r for r in ballots.raters if r not in levels)))
    return tuple(found)


def alike(ballots: Ballots, found: Sequence[Stand]) -> tuple[Alike, ...]:
    """Raters who rated all alike, scale by scale."""
    told = []
    for rater in ballots.raters:
        for scale in SCALES:
            own = [stand for stand in found if stand.scale == scale and rater in stand.levels]
            given = {stand.levels[rater] for stand in own}
            others = {median(_without(rater, stand)) for stand in own if len(stand.levels) > 1}
            if len(own) >= ALIKE_FROM and len(given) == 1 and len(others) > 1:
                told.append(Alike(rater, scale, given.pop(), len(own)))
    return tuple(told)


def _without(rater: str, stand: Stand) -> list[int]:
    return [level for other, level in stand.levels.items() if other != rater]
