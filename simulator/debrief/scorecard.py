"""The scorecard: what a conversation was worth so far, every figure an exact fraction of 100.

Empathy, naturalness and the ladder are the scores. The request, the readings, the duties, the time and whether
he ends happier are reported apart and never mixed in.
"""

from fractions import Fraction
from typing import Final

import msgspec

from simulator.conversation.script import Script
from simulator.conversation.state import State
from simulator.rubric.ladder import EMPATHY, GOLDEN, INSIGHTS_WANTED, PLATINUM, stage_reached, stage_word
from simulator.rubric.mood import mood_word
from simulator.scenario.vocabulary import Mood

OVERALL: Final = (Fraction(35, 100), Fraction(25, 100), Fraction(40, 100))
"""The shares of empathy, naturalness and the ladder in the overall mark."""
_WHOLE: Final = 100


class Ladder(msgspec.Struct, frozen=True):
    """The three parts of the ladder: golden 0..25, empathy 0..35, platinum 0..40."""

    golden: Fraction
    empathy: Fraction
    platinum: Fraction

    @property
    def total(self) -> Fraction:
        return self.golden + self.empathy + self.platinum


class Scorecard(msgspec.Struct, frozen=True):
    """Scores are 0..100."""

    empathy: Fraction
    naturalness: Fraction
    ladder: Ladder
    overall: Fraction
    stage_highest: str
    stage_end: str
    request: str | None
    """The ending's outcome; None while the conversation goes on."""
    readings: tuple[int, int]
    """Right, of those made."""
    duties: tuple[tuple[str, bool], ...]
    """Each duty of the scenario and whether it was done."""
    mood: Mood
    happier: bool
    """Valence and trust both end above their start."""


def current_stage(script: Script, state: State) -> int:
    """0..3: the stage now, one lower after a dismissal until a response reaches him."""
    share = script.platinum(state.known, state.discovered, state.served, state.confirmed)
    stage = stage_reached(attentive=bool(state.warm), insights=state.insights, platinum=share)
    return max(0, stage - state.lowered)


def ladder(script: Script, state: State) -> Ladder:
    share = script.platinum(state.known, state.discovered, state.served, state.confirmed)
    return Ladder(
        golden=GOLDEN * _mean(state.attentive, script.naturalness_unit, script, state),
        empathy=EMPATHY * _understood(state.insights),
        platinum=PLATINUM * share,
    )


def steps(insights: int, platinum: Fraction) -> Fraction:
    """What the ladder holds above its golden part, 0..75; `platinum` is the share of that stage, 0..1."""
    return EMPATHY * _understood(insights) + PLATINUM * platinum


def _understood(insights: int) -> Fraction:
    return Fraction(min(INSIGHTS_WANTED, insights), INSIGHTS_WANTED)


def empathy(script: Script, state: State) -> Fraction:
    """The empathy score."""
    return _WHOLE * _mean(state.empathy, script.empathy_unit, script, state)


def naturalness(script: Script, state: State) -> Fraction:
    """The naturalness score."""
    return _WHOLE * _mean(state.naturalness, script.naturalness_unit, script, state)


def overall(script: Script, state: State) -> Fraction:
    """The overall mark."""
    parts = (empathy(script, state), naturalness(script, state), ladder(script, state).total)
    return sum((share * part for share, part in zip(OVERALL, parts, strict=True)), Fraction(0))


def scorecard(script: Script, state: State, *, outcome: str | None = None) -> Scorecard:
    """The scores of a state; `outcome` is the ending's, once there is one."""
    start = script.start
    done = script.duties.within(state.duties)
    return Scorecard(
        empathy=empathy(script, state),
        naturalness=naturalness(script, state),
        ladder=ladder(script, state),
        overall=overall(script, state),
        stage_highest=stage_word(state.highest),
        stage_end=stage_word(current_stage(script, state)),
        request=outcome,
        readings=(state.right, state.readings),
        duties=tuple((duty, duty in done) for duty in script.duties.names),
        mood=mood_word(state.valence, state.arousal, state.control),
        happier=state.valence > start.valence and state.trust > start.trust,
    )


def _mean(total: int, unit: int, script: Script, state: State) -> Fraction:
    """A sum in whole units over the weight answered, or over the shortest way to the best outcome if longer."""
    weight = max(state.weight, script.shortest)
    return Fraction(total, unit * weight) if weight else Fraction(0)
