"""The fields of a state by their place, and masks over them: which bits of each field matter."""

from collections.abc import Iterable
from typing import Final

import msgspec

from simulator.conversation.state import State

(
    PLACE, VALENCE, AROUSAL, CONTROL, TRUST, HEARD, LOAD, KNOWN, DISCOVERED, SERVED, GUESSED, CONFIRMED, FLAGS, SAID,
    ANSWERED, QUESTIONS, DUTIES, TURN, SYMPATHIES, HANDS, LOWERED, EMPATHY, NATURALNESS, ATTENTIVE, WEIGHT, INSIGHTS,
    WARM, HIGHEST, RIGHT, READINGS,
) = range(len(State._fields))  # fmt: skip
ALL: Final = -1
"""Every bit of a field."""

Masks = list[int]
"""For each field of a state, the bits of it that matter: 0 none, -1 all."""


def nothing() -> Masks:
    return [0] * len(State._fields)


def join(masks: Masks, others: Iterable[int]) -> None:
    """Let what matters to others matter as well."""
    for name, mask in enumerate(others):
        if mask:
            masks[name] |= mask


class Question(msgspec.Struct, frozen=True):
    """What is asked about a case, as far as it decides what must be remembered."""

    final: Masks = msgspec.field(default_factory=nothing)
    """What the answer depends on once an ending is reached."""
    worth_of_care: bool = False
    """The sum of empathy is asked for."""
    worth_of_words: bool = False
    """The sum of naturalness is asked for: it depends on repeats and on a forced smile."""
    first_answers: bool = False
    """Something is asked for that only the first answer to a moment gives."""
    attention: bool = False
    """Whether a response relies on something known is asked for."""
    ids: int = 0
    """Bits of `known`: it is asked whether these are known where a response uses them or meets them."""
    silence: bool = False
    """Letting him wait past a limit is tried as well."""
    signs: bool = False
    """It is asked which cues can be noticed."""
