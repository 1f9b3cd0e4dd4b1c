"""A value as YAML: on one line in braces and brackets, or spread over lines by indentation."""

from collections.abc import Mapping
from typing import Final

from simulator.scenario.writing.changes import Value, figures
from simulator.scenario.writing.scalars import WIDEST, inline, spread

_SHORT: Final = 100
"""Columns that a line of braces or brackets may reach."""


class Pen:
    """Writes as the file at hand is written: its line breaks, its indentation."""

    def __init__(self, newline: str, step: int) -> None:
        self.newline = newline
        self.step = step

    def flow(self, value: Value) -> str:
        """On one line, as it may stand within braces."""
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{self.key(key)}: {self.flow(inner)}" for key, inner in value.items()) + "}"
        if isinstance(value, str):
            return inline(value, in_flow=True)
        if isinstance(value, bool | int | float):
            return figures(value)
        return "[" + ", ".join(self.flow(inner) for inner in value) + "]"

    def key(self, key: str) -> str:
        return inline(key, in_flow=True)

    def block(self, value: Value, column: int) -> str:
        """A list or a mapping over lines that begin at `column`, the first one without its indentation."""
        if isinstance(value, Mapping):
            lines = [self.key(key) + ":" + self.behind_key(inner, column) for key, inner in value.items()]
        else:
            assert not isinstance(value, str | bool | int | float)
            lines = ["- " + self.behind_dash(inner, column) for inner in value]
        return (self.newline + " " * column).join(lines)

    def behind_key(self, value: Value, column: int) -> str:
        """What follows the colon of a key that stands at `column`: on its line, or on those below."""
        if self.goes_inline(value, column):
            return " " + self.lone(value, column + self.step)
        deeper = column + self.step
        return self.newline + " " * deeper + self.block(value, deeper)

    def behind_dash(self, value: Value, column: int) -> str:
        if self.goes_inline(value, column):
            return self.lone(value, column + 2)
        return self.block(value, column + 2)

    def lone(self, value: Value, column: int) -> str:
        """A value on its key's line where no braces are around it; lines of a text go below, at `column`."""
        if isinstance(value, str):
            written = spread(value, column=column, newline=self.newline) if "\n" in value else None
            return inline(value, in_flow=False) if written is None else written.token + written.body
        return self.flow(value)

    def goes_inline(self, value: Value, column: int) -> bool:
        """Whether a value fits behind its key: texts and numbers always do, lists and mappings if short and flat."""
        if not is_many(value) or not value:
            return True
        return _levels(value) <= 2 and column + len(self.flow(value)) <= min(_SHORT, WIDEST)


def is_many(value: Value) -> bool:
    """Whether a value is a list or a mapping."""
    return not isinstance(value, str | bool | int | float)


def _levels(value: Value) -> int:
    if isinstance(value, str | bool | int | float):
        return 0
    inside = value.values() if isinstance(value, Mapping) else value
    return 1 + max(map(_levels, inside), default=0)
