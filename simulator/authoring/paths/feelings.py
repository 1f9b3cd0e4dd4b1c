"""Bounds of what a customer feels, and which of them a condition leaves open.

A condition that also asks what is known, said or set is looked at as far as it asks for feelings: whatever it rules
out is ruled out, and more may be.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product
from typing import Final

from simulator.conversation.state import SCALE
from simulator.rubric.mood import EVEN, NEUTRAL, SIGNS
from simulator.scenario.conditions import Comparison, Condition
from simulator.scenario.vocabulary import MOODS

Bounds = tuple[int, int, int, int, int, int, int, int]
"""The least and the most valence, arousal, control and trust."""
ANYTHING: Final[Bounds] = (-SCALE, SCALE, -SCALE, SCALE, -SCALE, SCALE, 0, SCALE)
MOST: Final = 24
"""Bounds that are kept apart; of more, one that holds them all."""
_AXES: Final = (0, 2, 4, 6)
_SIDES: Final = {True: (1, SCALE), False: (-SCALE, 0), None: (-SCALE, SCALE)}

_HIGH, _LOW = (EVEN + 1, SCALE), (-SCALE, -EVEN - 1)
_UNEVEN: Final[tuple[Bounds, ...]] = (
    (*_HIGH, *ANYTHING[2:]),
    (*_LOW, *ANYTHING[2:]),
    (*ANYTHING[:2], *_HIGH, *ANYTHING[4:]),
    (*ANYTHING[:2], *_LOW, *ANYTHING[4:]),
)
"""Where his mood is not even: pleased or displeased, stirred or calm by more than a little."""


def fewer(bounds: Iterable[Bounds]) -> tuple[Bounds, ...]:
    """The same without those that lie within another, or cannot be; one around them all where they are many."""
    there = [one for one in set(bounds) if _is_possible(*one)]
    if len(there) < 2:
        return tuple(there)
    kept: list[Bounds] = []
    there.sort(key=lambda one: (sum(one[::2]) - sum(one[1::2]), one))
    for one in there:
        if not any(_is_within(one, other) for other in kept):
            kept.append(one)
    if len(kept) <= MOST:
        return tuple(kept)
    lows = [min(one[axis] for one in kept) for axis in _AXES]
    highs = [max(one[axis + 1] for one in kept) for axis in _AXES]
    return ((lows[0], highs[0], lows[1], highs[1], lows[2], highs[2], lows[3], highs[3]),)


def _is_possible(sad: int, glad: int, calm: int, stirred: int, weak: int, firm: int, wary: int, sure: int) -> bool:
    return sad <= glad and calm <= stirred and weak <= firm and wary <= sure


def _is_within(one: Bounds, other: Bounds) -> bool:
    return (
        other[0] <= one[0] and one[1] <= other[1]
        and other[2] <= one[2] and one[3] <= other[3]
        and other[4] <= one[4] and one[5] <= other[5]
        and other[6] <= one[6] and one[7] <= other[7]
    )  # fmt: skip


def both(some: Sequence[Bounds], others: Sequence[Bounds]) -> tuple[Bounds, ...]:
    """What lies within one of the first and one of the others."""
    if others == (ANYTHING,):
        return tuple(some)
    return _meeting(tuple(some), tuple(others)) if some and others else ()


@lru_cache(maxsize=4_000)  # the responses of a moment lead to the same places, most under the same conditions
def _meeting(some: tuple[Bounds, ...], others: tuple[Bounds, ...]) -> tuple[Bounds, ...]:
    return fewer(
        (
            max(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), min(one[3], two[3]),
            max(one[4], two[4]), min(one[5], two[5]), max(one[6], two[6]), min(one[7], two[7]),
        )
        for one, two in product(some, others)
    )  # fmt: skip


@lru_cache(maxsize=4_000)  # a condition is asked for at each response that leads to it, and again for each aim
def held(condition: Condition | None) -> tuple[Bounds, ...]:
    """Outside of these the condition does not hold."""
    found: tuple[Bounds, ...] = (ANYTHING,)
    if condition is None:
        return found
    if condition.trust is not None:
        found = both(found, _trusts(condition.trust, wanted=True))
    if condition.mood:
        found = both(found, moods(frozenset(condition.mood)))
    if condition.negated is not None:
        found = both(found, failed(condition.negated))
    if condition.alternatives:
        found = both(found, fewer(one for other in condition.alternatives for one in held(other)))
    return found


@lru_cache(maxsize=4_000)
def failed(condition: Condition) -> tuple[Bounds, ...]:
    """Outside of these the condition holds for certain."""
    if (
        condition.knows or condition.flag or condition.said or condition.answered
        or condition.load or condition.latitude or condition.turn is not None
    ):  # fmt: skip
        return (ANYTHING,)
    found: list[Bounds] = []
    if condition.trust is not None:
        found += _trusts(condition.trust, wanted=False)
    if condition.mood:
        found += moods(frozenset(MOODS) - frozenset(condition.mood))
    if condition.negated is not None:
        found += held(condition.negated)
    if condition.alternatives:
        none: tuple[Bounds, ...] = (ANYTHING,)
        for other in condition.alternatives:
            none = both(none, failed(other))
        found += none
    return fewer(found)


def _trusts(wanted_trust: Comparison, *, wanted: bool) -> tuple[Bounds, ...]:
    """The bounds around the trusts for which a comparison holds, or does not."""
    trusts = [trust for trust in range(SCALE + 1) if wanted_trust.holds(trust) == wanted]
    return ((*ANYTHING[:6], trusts[0], trusts[-1]),) if trusts else ()


def _lies(signs: tuple[bool, ...], sides: tuple[bool | None, ...]) -> bool:
    return all(side in (None, sign) for side, sign in zip(sides, signs, strict=True))


@lru_cache(maxsize=600)
def moods(words: frozenset[str]) -> tuple[Bounds, ...]:
    """Bounds around some moods: each as large as these moods allow, so that they are few."""
    found: list[Bounds] = []
    if NEUTRAL in words:
        found.append((-EVEN, EVEN, -EVEN, EVEN, -SCALE, SCALE, 0, SCALE))
    wanted = {signs for mood, signs in SIGNS.items() if mood in words}
    for sides in product((None, True, False), repeat=3):
        if wanted.issuperset(signs for signs in SIGNS.values() if _lies(signs, sides)):
            (sad, glad), (calm, stirred), (weak, firm) = (_SIDES[side] for side in sides)
            around = (sad, glad, calm, stirred, weak, firm, 0, SCALE)
            found += (around,) if NEUTRAL in words else both((around,), _UNEVEN)
    return fewer(found)
