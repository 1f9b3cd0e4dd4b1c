"""Marks of many plays: their mean and how far they lie apart."""

from fractions import Fraction
from math import sqrt

import msgspec


class Marks(msgspec.Struct, frozen=True):
    """Overall marks, 0..100, rounded to two decimals; all 0 where there are none.

    `deviation` is the standard deviation of these plays themselves, not of a sample.
    """

    count: int
    mean: float
    deviation: float
    min: float
    max: float


class Spread:
    """Marks as they come in, one after another (Welford, 1962)."""

    def __init__(self) -> None:
        self._count, self._mean, self._squares = 0, 0.0, 0.0
        self.least: tuple[Fraction, int] | None = None
        """The lowest mark, and the seed of the first play that got it."""
        self.most: tuple[Fraction, int] | None = None

    def add(self, mark: Fraction, seed: int) -> None:
        self._count += 1
        value = float(mark)
        before = value - self._mean
        self._mean += before / self._count
        self._squares += before * (value - self._mean)
        if self.least is None or mark < self.least[0]:
            self.least = mark, seed
        if self.most is None or mark > self.most[0]:
            self.most = mark, seed

    def marks(self) -> Marks:
        if self.least is None or self.most is None:
            return Marks(0, 0.0, 0.0, 0.0, 0.0)
        deviation = sqrt(self._squares / self._count)
        figures = (self._mean, deviation, float(self.least[0]), float(self.most[0]))
        return Marks(self._count, *(round(one, 2) for one in figures))
