"""A score as the exploration sums it up: one whole number that grows answer by answer, and steps of the ladder."""

from collections.abc import Iterable
from fractions import Fraction

import msgspec

from simulator.authoring.paths.fields import ATTENTIVE, EMPATHY, NATURALNESS
from simulator.conversation.effects import Effect
from simulator.conversation.script import Script
from simulator.conversation.state import Numbers
from simulator.debrief.scorecard import OVERALL
from simulator.rubric import ladder

_WHOLE = 100


class Measure(msgspec.Struct, frozen=True):
    """A score is `value / (unit * weight) + steps * (the ladder's steps)`, 0..100."""

    empathy: int
    """What a unit of each sum of a state counts in the value."""
    naturalness: int
    attentive: int
    unit: int
    steps: Fraction
    """What the steps of the ladder count: 0 where they do not."""

    @classmethod
    def of(cls, script: Script, dimension: str) -> "Measure":
        """Of one of the four scores. Raises KeyError for anything else."""
        care, words = script.empathy_unit, script.naturalness_unit
        # Whole as they stand: shares of 100 in hundredths, and 25 of the ladder's 100 are golden.
        shares = [int(share * _WHOLE) for share in OVERALL]
        golden = shares[2] * ladder.GOLDEN // _WHOLE
        return {
            "overall": cls(shares[0] * words, shares[1] * care, golden * care, care * words, OVERALL[2]),
            "empathy": cls(_WHOLE, 0, 0, care, Fraction(0)),
            "naturalness": cls(0, _WHOLE, 0, words, Fraction(0)),
            "ladder": cls(0, 0, ladder.GOLDEN, words, Fraction(1)),
        }[dimension]

    def value(self, state: Numbers) -> int:
        """What the answers so far come to."""
        return (
            self.empathy * state[EMPATHY] + self.naturalness * state[NATURALNESS] + self.attentive * state[ATTENTIVE]
        )

    def gains(self, effects: Iterable[Effect]) -> tuple[int, int]:
        """The least and the most that the value grows by one of several answers, whatever the state."""
        ends = [self._gain(effect) for effect in effects]
        return min(low for low, _ in ends), max(high for _, high in ends)

    def _gain(self, effect: Effect) -> tuple[int, int]:
        own = self.empathy * effect.e
        counts = not effect.dismisses
        surely = self.naturalness + (self.attentive if counts and effect.attentive else 0)
        perhaps = self.naturalness + (self.attentive if counts and (effect.attentive or effect.uses) else 0)
        return own + surely * min(effect.n), own + perhaps * max(effect.n)

    def most(self, weight: int, script: Script) -> int:
        """The most that an answer of this weight can add, whatever it is."""
        words = (self.naturalness + self.attentive) * script.naturalness_unit
        return weight * (self.empathy * script.empathy_unit + words)
