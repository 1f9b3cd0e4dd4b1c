"""How far raters agree beyond chance: Krippendorff's alpha for ordinal levels.

alpha = 1 - observed / expected disagreement, over all pairs of ratings of the same unit. 1 is perfect agreement, 0
what chance would give, below 0 is systematic disagreement. Krippendorff (2004), Content Analysis, 2nd ed., ch. 11:
conclusions may be drawn from .800 on; between .667 and .800 tentative ones only.
"""

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from simulator.errors import Refused

RELIABLE: Final = 0.800
TENTATIVE: Final = 0.667
Reading = Literal["reliable", "tentative", "unreliable", "alike", "alone"]


class Agreed(msgspec.Struct, frozen=True):
    """Agreement on one scale."""

    alpha: float | None
    """At most 1; None where there is nothing to compare, or where all ratings are the same."""
    raters: int
    """Who gave at least one rating that can be compared."""
    units: int
    """Responses with two ratings or more."""
    pairable: int
    """Ratings of those responses."""

    @property
    def reading(self) -> Reading:
        """What alpha is usually taken to mean; `alike` and `alone` where there is none."""
        if self.alpha is None:
            return "alike" if self.units else "alone"
        if self.alpha >= RELIABLE:
            return "reliable"
        return "tentative" if self.alpha >= TENTATIVE else "unreliable"


def agreed(table: Sequence[Sequence[int | None]]) -> Agreed:
    """Agreement of raters (rows) on units (columns), None for a rating not given.

    Raises Refused where the package that works it out is not installed.
    """
    columns = [column for column in zip(*table, strict=True) if sum(level is not None for level in column) > 1]
    values = [level for column in columns for level in column if level is not None]
    raters = sum(any(level is not None for level in row) for row in zip(*columns, strict=True))
    alpha = _alpha(columns) if len(set(values)) > 1 else None
    return Agreed(alpha, raters, len(columns), len(values))


def _alpha(columns: Sequence[Sequence[int | None]]) -> float:
    try:
        import krippendorff  # start-up time: it brings numpy along, and only agreement needs it
    except ImportError as error:
        raise Refused("panel_not_installed", package=error.name or "krippendorff") from error
    rows = [[float("nan") if level is None else float(level) for level in row] for row in zip(*columns, strict=True)]
    return float(krippendorff.alpha(reliability_data=rows, level_of_measurement="ordinal"))
