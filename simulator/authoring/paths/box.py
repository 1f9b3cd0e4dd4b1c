"""Between which bounds a customer's feelings lie, when all that is known is where they lay before.

The rules are those of `conversation/customer`, worked out on intervals: every state within the bounds before a
response is within the bounds behind it.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from simulator.conversation.customer import PATIENT, Temper
from simulator.conversation.effects import Effect
from simulator.conversation.state import DRAINED, SCALE, State
from simulator.rubric.mood import EVEN, NEUTRAL, SIGNS
from simulator.rubric.reception import WOUNDED
from simulator.scenario.conditions import Comparison
from simulator.scenario.vocabulary import LOADS


class Box(NamedTuple):
    """The least and the most of each, both included."""

    valence: tuple[int, int]
    arousal: tuple[int, int]
    control: tuple[int, int]
    trust: tuple[int, int]
    load: tuple[int, int]

    def joined(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        return Box(*((min(one[0], two[0]), max(one[1], two[1])) for one, two in zip(self, other, strict=True)))

    @property
    def rested(self) -> "Box":
        """With a breath taken, or not."""
        return self._replace(load=(max(0, self.load[0] - 1), self.load[1]))

    def moods(self) -> frozenset[str]:
        """The moods that some point of the box is in."""
        return _moods(self.valence, self.arousal, self.control)

    def trusts(self, wanted: Comparison) -> list[bool]:
        """For each trust that is possible, whether a comparison holds."""
        return [wanted.holds(trust) for trust in range(self.trust[0], self.trust[1] + 1)]

    def loads(self) -> tuple[str, ...]:
        """The loads that are possible."""
        return LOADS[self.load[0] : self.load[1] + 1]

    def after(self, temper: Temper, effect: Effect) -> "Box":
        """Where he may stand after a response."""
        push = _Push(
            effect.receptions,
            effect.wishes.bit_count(),
            effect.trust - effect.empty_promise,
            effect.valence,
            effect.arousal,
            (effect.calm, effect.calm_halved),
            (effect.control, effect.control_halved),
        )
        return _pushed(self, temper, push)


@lru_cache(maxsize=4_000)
def _moods(valence: tuple[int, int], arousal: tuple[int, int], control: tuple[int, int]) -> frozenset[str]:
    (pleasure, delight), (rest, stir) = valence, arousal
    even_touched = pleasure <= EVEN and delight >= -EVEN and rest <= EVEN and stir >= -EVEN
    if even_touched and pleasure >= -EVEN and delight <= EVEN and rest >= -EVEN and stir <= EVEN:
        return frozenset({NEUTRAL})
    found = {
        mood
        for mood, signs in SIGNS.items()
        if all(
            high > 0 if sign else low <= 0
            for sign, (low, high) in zip(signs, (valence, arousal, control), strict=True)
        )
    }
    return frozenset(found | ({NEUTRAL} if even_touched else set()))


class _Push(NamedTuple):
    """What a response does to feelings, whoever it belongs to."""

    receptions: tuple[int, ...]
    wishes: int
    kindness: int
    valence: int
    arousal: int
    calm: tuple[int, int]
    control: tuple[int, int]


@lru_cache(maxsize=20_000)  # the responses of a long story have few different effects, and its moments few boxes
def _pushed(box: Box, temper: Temper, push: _Push) -> Box:
    # The rows of a drained agent count only where he can be one.
    rows = len(push.receptions) // 2
    received = (push.receptions[:rows] if box.load[0] < DRAINED else ()) + (
        push.receptions[rows:] if box.load[1] == DRAINED else ()
    )
    worst = min(one + (one < 0 and box.trust[0] >= PATIENT) for one in received)
    best = max(one + (one < 0 and box.trust[1] >= PATIENT) for one in received)
    lost = 2 if WOUNDED in received else 0
    return Box(
        valence=_within(
            box.valence[0] + worst + push.valence,
            box.valence[1] + best + 2 * push.wishes + push.valence,
            -SCALE,
            temper.highest_valence,
        ),
        arousal=_within(
            drifted(box.arousal[0] - max(received) - max(push.calm) + push.arousal, temper.rest),
            drifted(box.arousal[1] - min(received) - min(push.calm) + push.arousal, temper.rest),
            -SCALE,
            SCALE,
        ),
        control=_within(
            box.control[0] + min(push.control) - lost, box.control[1] + max(push.control) - lost, -SCALE, SCALE
        ),
        trust=_within(
            box.trust[0] + worst + push.kindness, box.trust[1] + best + push.wishes + push.kindness, 0, SCALE
        ),
        load=_within(box.load[0] + (max(received) < 0), box.load[1] + (min(received) < 0), 0, DRAINED),
    )


ANYTHING: Final = Box((-SCALE, SCALE), (-SCALE, SCALE), (-SCALE, SCALE), (0, SCALE), (0, DRAINED))


def box_of(state: State) -> Box:
    """The box that holds one state and no other."""
    return Box(*((axis, axis) for axis in (state.valence, state.arousal, state.control, state.trust, state.load)))


def drifted(arousal: int, rest: int) -> int:
    """One point toward rest; of two arousals the higher one stays the higher."""
    return arousal + (arousal < rest) - (arousal > rest)


def _within(low: int, high: int, least: int, most: int) -> tuple[int, int]:
    return max(least, min(most, low)), max(least, min(most, high))
