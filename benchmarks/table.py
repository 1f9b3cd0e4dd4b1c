"""The one table: what was measured, ours, the yardstick, their ratio, the goal, and whether it is met."""

import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import inf
from typing import Literal

HEAD = ("what", "ours", "yardstick", "ratio", "goal", "met")
_SCALES = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6))


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit on the ratio of ours to the yardstick, or on our own figure."""

    of: Literal["ratio", "ours"]
    limit: float
    is_most: bool = True
    """Whether the limit is the most allowed; the least wanted otherwise."""
    unit: str = "x"

    def holds(self, value: float) -> bool:
        return value <= self.limit if self.is_most else value >= self.limit

    def __str__(self) -> str:
        if self.limit == inf:
            return "none"
        sign = "<=" if self.is_most else ">="
        return f"{sign} {shown(self.limit, self.unit)}"


NO_GOAL = Goal("ours", inf)
"""Of a row that is there to compare with."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line. Times in seconds, memory in MiB; a side that cannot be measured is None, and `note` says why."""

    what: str
    unit: str
    ours: float | None
    theirs: float | None
    yardstick: str
    ratio: float | None
    goal: Goal
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """None where it could not be measured, and where there is no goal."""
        value = self.ratio if self.goal.of == "ratio" else self.ours
        return None if value is None or self.goal is NO_GOAL else self.goal.holds(value)

    def cells(self) -> tuple[str, ...]:
        """As text, in the order of the head."""
        yardstick = self.yardstick if self.theirs is None else f"{self.yardstick}: {shown(self.theirs, self.unit)}"
        return (
            self.what,
            shown(self.ours, self.unit),
            self.note or yardstick,
            "-" if self.ratio is None else f"{self.ratio:.2f}x",
            str(self.goal),
            "-" if self.goal is NO_GOAL else {True: "yes", False: "NO", None: "?"}[self.is_met],
        )

    def data(self) -> dict[str, object]:
        """For machines: figures as measured."""
        return asdict(self) | {"goal": str(self.goal), "met": self.is_met}


def shown(value: float | None, unit: str) -> str:
    """A figure as people read it: a time in the unit that suits it, a count with its thousands apart."""
    if value is None:
        return "-"
    if unit == "s":
        name, scale = next((one for one in _SCALES if value >= one[1]), _SCALES[-1])
        return f"{value / scale:.3g} {name}"
    if unit == "x":
        return f"{value:g}x"
    if unit == "MiB":
        return f"{value:.1f} MiB"
    return f"{value:,.0f} {unit}"


def machine() -> str:
    """The machine in three figures; nothing that names it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB of memory, Python {platform.python_version()}"


def as_text(rows: Sequence[Row]) -> str:
    """Columns for a terminal, the machine beneath."""
    lines = [HEAD, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    lines.insert(1, tuple("-" * width for width in widths))
    body = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    return "\n".join([*body, "", machine()])


def as_markdown(rows: Sequence[Row]) -> str:
    """The table of docs/benchmarks.md."""
    lines = [HEAD, ("---",) * len(HEAD), *(row.cells() for row in rows)]
    body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]
    return "\n".join([*body, "", f"Measured on {machine()}."])
