"""Conditions are data, never code: what must hold for a response, a branch or a line."""

import re
from itertools import product
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


def exclude(one: Condition, other: Condition) -> bool:
    """Whether two conditions plainly never hold at once; false where that is not seen from their words alone."""
    if one in _denied(other) or other in _denied(one):
        return True
    for mine, others in ((one.mood, other.mood), (one.load, other.load), (one.latitude, other.latitude)):
        if mine and others and set(mine).isdisjoint(others):
            return True
    return any(
        mine is not None and others is not None and not _may_agree(mine, others)
        for mine, others in ((one.trust, other.trust), (one.turn, other.turn))
    )


def _denied(condition: Condition) -> tuple[Condition, ...]:
    """What cannot hold where a condition does."""
    return () if condition.negated is None else (condition.negated,)


def _may_agree(one: Comparison, other: Comparison) -> bool:
    """Whether some number satisfies both: if any does, then one beside a bound."""
    near = (bound + step for bound, step in product((one.bound, other.bound), (-1, 0, 1)))
    return any(one.holds(number) and other.holds(number) for number in near)
