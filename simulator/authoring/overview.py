"""What the checker knows of a scenario for each of its customers, beside what is wrong with it."""

from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from simulator.authoring.size import Size
from simulator.authoring.study import Case

if TYPE_CHECKING:
    from simulator.authoring.paths.ranges import Range

REACH = "reach"


class Overview(msgspec.Struct, frozen=True):
    """One scenario with one of its customers on the line."""

    id: str
    language: str
    variant: str
    """`base` for the scenario's own customer."""
    customer: str
    """His name, as the author wrote it."""
    file: str
    size: Size
    states: int
    """How many states were explored to know what can happen."""
    bounds: tuple[str, ...]
    """The questions whose answers are bounds and no proofs: `reach`, and the names of scores."""
    ranges: dict[str, "Range"] | None = None
    """The least and the most of each score, 0 to 100; None where nobody asked for scores."""
    stage: str | None = None
    """The highest stage within reach, as far as it is known; None likewise."""

    @property
    def exact(self) -> bool:
        """Whether all that was asked is proven."""
        return not self.bounds


def overview(case: Case, *, scores: bool) -> Overview:
    """What is known of a case. With `scores` false, only what can happen is asked."""
    scenario, reach = case.study.scenario, case.reach
    ranges = case.ranges.of if scores else {}
    bounds = (() if reach.exact else (REACH,), (name for name, one in ranges.items() if not one.exact))
    return Overview(
        id=scenario.id,
        language=scenario.language,
        variant=case.name,
        customer=case.script.customer.name,
        file=case.study.reading.place().file,
        size=case.size,
        states=reach.states,
        bounds=tuple(chain(*bounds)),
        ranges=ranges if scores else None,
        stage=case.ranges.highest.stage if scores else None,
    )
