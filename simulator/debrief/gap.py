"""The perception gap: what the trainee thought, what the customer felt, what the key holds.

Asked before anything is revealed. Empathy and naturalness are held side by side on 0..10; the stage and the
customer's mood are either right or so many steps off.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Literal

import msgspec

from simulator.conversation.state import State
from simulator.debrief.scorecard import Scorecard
from simulator.debrief.turns import Turn
from simulator.rubric.ladder import NO_STAGE
from simulator.rubric.mood import SIGNS, mood_word
from simulator.scenario.vocabulary import MOODS, STAGES, Mood

SCALE: Final = 10
RATED_STAGES: Final = (NO_STAGE, *STAGES)
"""What the trainee can say of how far he climbed, from the ground up."""


class SelfRating(msgspec.Struct, frozen=True):
    """What the trainee says of himself before the verdict. Raises ValueError out of range.

    `felt` is one word of his own on how it felt, never scored. `stage` is the highest he believes to have
    reached, `mood` the one he believes the customer leaves in.
    """

    empathy: int
    naturalness: int
    stage: str
    mood: Mood
    felt: str = ""

    def __post_init__(self) -> None:
        on_scale = all(0 <= rating <= SCALE for rating in (self.empathy, self.naturalness))
        if not on_scale or self.stage not in RATED_STAGES or self.mood not in MOODS:
            raise ValueError(self)


class Bars(msgspec.Struct, frozen=True):
    """Three bars for one dimension, each 0..10; `thought` is None without a self-rating."""

    dimension: Literal["empathy", "naturalness"]
    thought: int | None
    felt: Fraction
    key: Fraction

    @property
    def gap(self) -> Fraction | None:
        """How much better than the customer the trainee thought it was; below 0, how much worse."""
        return None if self.thought is None else self.thought - self.felt


class Guess(msgspec.Struct, frozen=True):
    """A word that is right or not. `off` counts rungs for the stage, signs that differ for the mood."""

    dimension: Literal["stage", "mood"]
    thought: str | None
    actual: str
    off: int | None

    @property
    def right(self) -> bool:
        return self.off == 0


class Gap(msgspec.Struct, frozen=True):
    empathy: Bars
    naturalness: Bars
    stage: Guess
    mood: Guess


def gap(turns: Sequence[Turn], state: State, card: Scorecard, rating: SelfRating | None) -> Gap:
    """The three bars of each dimension.

    What he felt of empathy is the mean of the receptions, weighted as the moments are, with wounded 0, unmoved 5
    and touched 10 of 10: how each answer landed, whatever it aimed at. What he felt of naturalness is how far he
    believed it: his trust at the end. Both are choices of ours; the key's figures are the scorecard's. The stage
    is the highest reached, the mood the one he leaves in.
    """
    mood = mood_word(state.valence, state.arousal, state.control)
    return Gap(
        empathy=Bars("empathy", rating.empathy if rating else None, felt_empathy(turns), card.empathy / SCALE),
        naturalness=Bars(
            "naturalness", rating.naturalness if rating else None, Fraction(state.trust), card.naturalness / SCALE
        ),
        stage=Guess(
            "stage",
            rating.stage if rating else None,
            card.stage_highest,
            abs(RATED_STAGES.index(rating.stage) - RATED_STAGES.index(card.stage_highest)) if rating else None,
        ),
        mood=Guess("mood", rating.mood if rating else None, mood, mood_steps(rating.mood, mood) if rating else None),
    )


def felt_empathy(turns: Sequence[Turn]) -> Fraction:
    """0..10; 5, neither warm nor cold, before anything is said or where every moment weighs nothing."""
    weight = sum(turn.weight for turn in turns)
    if not weight:
        return Fraction(SCALE, 2)
    return SCALE * Fraction(sum(turn.weight * (turn.answered.reception + 2) for turn in turns), 4 * weight)


def mood_steps(one: Mood, other: Mood) -> int:
    """How many of pleasure, arousal and control two moods disagree on; 1 from neutral to any other mood."""
    if one == other:
        return 0
    if one not in SIGNS or other not in SIGNS:
        return 1
    return sum(a != b for a, b in zip(SIGNS[one], SIGNS[other], strict=True))
