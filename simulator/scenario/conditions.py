"""Conditions are data, never code: what must hold for a response, a branch or a line."""

import re
from typing import Final, Literal

import msgspec

Operator = Literal[">=", "<=", ">", "<", "==", "!="]

_OPERATORS: Final[dict[str, Operator]] = {
    ">=": ">=",
    "<=": "<=",
    ">": ">",
    "<": "<",
    "==": "==",
    "!=": "!=",
    "at least": ">=",
    "at most": "<=",
    "more than": ">",
    "less than": "<",
    "exactly": "==",
    "not": "!=",
    "": "==",
    "=": "==",
}
_COMPARISON = re.compile(r"(>=|<=|==|!=|>|<|=|at least|at most|more than|less than|exactly|not|)\s*(-?\d+)")


class Comparison(msgspec.Struct, frozen=True):
    """A whole number held against a bound: `">= 6"`, or in words `at least 6`."""

    operator: Operator
    bound: int

    def holds(self, value: int) -> bool:
        match self.operator:
            case ">=":
                return value >= self.bound
            case "<=":
                return value <= self.bound
            case ">":
                return value > self.bound
            case "<":
                return value < self.bound
            case "==":
                return value == self.bound
            case "!=":
                return value != self.bound


def comparison(text: str) -> Comparison | None:
    """Read a comparison; `None` when the text is not one."""
    found = _COMPARISON.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    return Comparison(_OPERATORS[found[1]], int(found[2]))


class Condition(msgspec.Struct, frozen=True):
    """Everything named here must hold.

    `knows`, `flag`, `said` and `answered` ask for all of their ids; `mood`, `load` and `latitude`,
    of which there is one at a time, ask for one of theirs.
    """

    knows: tuple[str, ...] = ()
    mood: tuple[str, ...] = ()
    trust: Comparison | None = None
    load: tuple[str, ...] = ()
    latitude: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    turn: Comparison | None = None
    answered: tuple[str, ...] = ()
    negated: "Condition | None" = None
    """The condition under `not`."""
    alternatives: "tuple[Condition, ...]" = ()
    """The conditions under `any`: at least one of them must hold."""
