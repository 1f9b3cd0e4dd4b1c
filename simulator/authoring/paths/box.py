"""Between which bounds a customer's feelings lie, when all that is known is where they lay before.

The rules are those of `conversation/customer`, worked out on intervals: every state within the bounds before a
response is within the bounds behind it.
"""

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
        (pleasure, delight), (rest, stir), (weak, grip) = self.valence, self.arousal, self.control
        even_touched = pleasure <= EVEN and delight >= -EVEN and rest <= EVEN and stir >= -EVEN
        if even_touched and pleasure >= -EVEN and delight <= EVEN and rest >= -EVEN and stir <= EVEN:
            return frozenset({NEUTRAL})
        found = {
            mood
            for mood, signs in SIGNS.items()
            if all(
                high > 0 if sign else low <= 0
                for sign, (low, high) in zip(signs, ((pleasure, delight), (rest, stir), (weak, grip)), strict=True)
            )
        }
        return frozenset(found | ({NEUTRAL} if even_touched else set()))

    def trusts(self, wanted: Comparison) -> list[bool]:
        """For each trust that is possible, whether a comparison holds."""
        return [wanted.holds(trust) for trust in range(self.trust[0], self.trust[1] + 1)]

    def loads(self) -> tuple[str, ...]:
        """The loads that are possible."""
        return LOADS[self.load[0] : self.load[1] + 1]

    def after(self, temper: Temper, effect: Effect) -> "Box":
        """Where he may stand after a response."""
        # The rows of a drained agent count only where he can be one.
        rows = len(effect.receptions) // 2
        received = (effect.receptions[:rows] if self.load[0] < DRAINED else ()) + (
            effect.receptions[rows:] if self.load[1] == DRAINED else ()
        )
        patient = [one + (one < 0 and self.trust[0] >= PATIENT) for one in received]
        hopeful = [one + (one < 0 and self.trust[1] >= PATIENT) for one in received]
        worst, best = min(patient), max(hopeful)
        wishes = effect.wishes.bit_count()
        kindness = effect.trust - effect.empty_promise
        calm = sorted((effect.calm, effect.calm_halved))
        grip = sorted((effect.control, effect.control_halved))
        lost = 2 if WOUNDED in received else 0
        return Box(
            valence=_within(
                self.valence[0] + worst + effect.valence,
                self.valence[1] + best + 2 * wishes + effect.valence,
                -SCALE,
                temper.highest_valence,
            ),
            arousal=_within(
                drifted(self.arousal[0] - max(received) - calm[1] + effect.arousal, temper.rest),
                drifted(self.arousal[1] - min(received) - calm[0] + effect.arousal, temper.rest),
                -SCALE,
                SCALE,
            ),
            control=_within(self.control[0] + grip[0] - lost, self.control[1] + grip[1] - lost, -SCALE, SCALE),
            trust=_within(self.trust[0] + worst + kindness, self.trust[1] + best + wishes + kindness, 0, SCALE),
            load=_within(self.load[0] + (max(received) < 0), self.load[1] + (min(received) < 0), 0, DRAINED),
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
