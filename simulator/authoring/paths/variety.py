"""Which states to walk on from where not all can be: the extremes of whatever later conditions may ask for."""

from collections.abc import Callable, Sequence
from itertools import chain, zip_longest
from typing import Final

from simulator.authoring.paths.fields import AROUSAL, CONTROL, FLAGS, KNOWN, LOAD, SAID, SERVED, TRUST, VALENCE
from simulator.conversation.state import Numbers

Axis = Callable[[Numbers], tuple[int, ...]]
_AXES: Final[tuple[Axis, ...]] = (
    lambda state: (state[VALENCE], state[CONTROL]),
    lambda state: (state[KNOWN].bit_count(), state[SERVED].bit_count(), state[TRUST]),
    lambda state: (state[TRUST], state[AROUSAL]),
    lambda state: ((state[FLAGS] | state[SAID]).bit_count(), state[LOAD], -state[VALENCE]),
    lambda state: (state[AROUSAL], state[VALENCE]),
    lambda state: (state[CONTROL], state[AROUSAL]),
)
"""What states are ordered by."""


def varied(indexes: Sequence[int], states: Sequence[Numbers], most: int) -> list[int]:
    """So many of some states: in turn from the low and from the high end of every axis, the same ones only once."""
    turns = zip_longest(*(_from_both_ends(_ordered(indexes, states, axis), most) for axis in _AXES))
    return list(dict.fromkeys(chain.from_iterable(turns)))[:most]


def _ordered(indexes: Sequence[int], states: Sequence[Numbers], axis: Axis) -> list[int]:
    return sorted(indexes, key=lambda index: axis(states[index]))


def _from_both_ends(ordered: list[int], most: int) -> list[int]:
    """The lowest, the highest, then from the middle of what is left, and so on."""
    last = len(ordered) - 1
    return [ordered[place] for number in range(most) for place in _halves(last, number)]


def _halves(last: int, number: int) -> tuple[int, ...]:
    if number == 0:
        return (0, last)
    level = number.bit_length()
    step = 2 * (number - (1 << (level - 1))) + 1
    return (last * step >> level,)
