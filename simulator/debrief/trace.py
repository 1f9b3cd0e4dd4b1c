"""A play step by step with every figure: the proof that a score is what docs/scoring.md says."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import msgspec

from simulator.conversation.asides import BREATHE, OBSERVE, SILENCE
from simulator.conversation.events import Answered, ReadMood, Reason
from simulator.conversation.path import Walked
from simulator.conversation.play import Play
from simulator.conversation.state import State
from simulator.debrief.scorecard import Scorecard, current_stage, scorecard
from simulator.rubric.ladder import stage_word
from simulator.rubric.mood import mood_word
from simulator.rubric.reception import WORDS
from simulator.scenario.vocabulary import LOADS


class StockHit(msgspec.Struct, frozen=True):
    phrase: str
    category: str
    severity: int
    """0..3, after the earned discount."""
    cost: float
    """Of the naturalness score, 0..1, on its own: a cap holds for all together."""


class TraceStep(msgspec.Struct, frozen=True):
    """One item of the path. Scores are 0..1 and None where nothing is scored (an observation, a reading)."""

    moment: str
    response: str
    kind: str
    """exchange, compose, read, reflect, observe, breathe or silence."""
    tone: str | None
    empathy: float | None
    naturalness: float | None
    reception: str | None
    reception_value: int | None
    scored: bool
    mood: str
    valence: int
    arousal: int
    control: int
    trust: int
    load: str
    stage: str
    known: tuple[str, ...]
    reasons: tuple[Reason, ...]
    stock: tuple[StockHit, ...]
    right: bool | None = None
    """Of a reading."""


class Trace(msgspec.Struct, frozen=True):
    scenario: str
    language: str
    variant: str | None
    start: dict[str, Any]
    steps: tuple[TraceStep, ...]
    ending: str | None
    outcome: str | None
    hung_up: bool
    unplayed: tuple[str, ...]
    """Items of the path that stand behind the ending."""
    scorecard: dict[str, Any]
    seconds: int


_DIGITS = 4
"""Shares are printed with four decimals, marks out of 100 with two."""


def trace(play: Play, walked: Iterable[Walked], unplayed: Iterable[str]) -> Trace:
    """The trace of a play that was walked along a path."""
    script = play.script
    ended = play.ended
    card = scorecard(script, play.state, outcome=ended.outcome if ended else None)
    return Trace(
        scenario=script.scenario.id,
        language=script.scenario.language,
        variant=script.variant,
        start=_standing(script.start),
        steps=tuple(_step(play, one) for one in walked),
        ending=ended.ending if ended else None,
        outcome=ended.outcome if ended else None,
        hung_up=ended.hung_up if ended else False,
        unplayed=tuple(unplayed),
        scorecard=marks(card),
        seconds=play.position.seconds,
    )


def marks(card: Scorecard) -> dict[str, Any]:
    """A scorecard as plain figures: marks out of 100 with two decimals."""
    return {
        "empathy": mark(card.empathy),
        "naturalness": mark(card.naturalness),
        "ladder": mark(card.ladder.total),
        "overall": mark(card.overall),
        "ladder_parts": {
            "golden": mark(card.ladder.golden),
            "empathy": mark(card.ladder.empathy),
            "platinum": mark(card.ladder.platinum),
        },
        "stage_highest": card.stage_highest,
        "stage_end": card.stage_end,
        "request": card.request,
        "readings": {"right": card.readings[0], "of": card.readings[1]},
        "duties": dict(card.duties),
        "mood": card.mood,
        "happier": card.happier,
    }


def mark(score: Fraction) -> float:
    """A mark out of 100, rounded to two decimals."""
    return float(round(score, 2))


def share(score: Fraction) -> float:
    """A score of 0..1, rounded to four decimals."""
    return float(round(score, _DIGITS))


def _standing(state: State) -> dict[str, Any]:
    return {
        "mood": mood_word(state.valence, state.arousal, state.control),
        "valence": state.valence,
        "arousal": state.arousal,
        "control": state.control,
        "trust": state.trust,
        "load": LOADS[state.load],
    }


def _step(play: Play, walked: Walked) -> TraceStep:
    script, state, item = play.script, walked.state, walked.item
    answered = next((event for event in walked.events if isinstance(event, Answered)), None)
    reading = next((event for event in walked.events if isinstance(event, ReadMood)), None)
    aside = {OBSERVE: "observe", BREATHE: "breathe", SILENCE: "silence"}.get(item.text)
    moment = item.moment or script.moment_id(state)
    return TraceStep(
        moment=moment,
        response="+".join(item.picks) if not aside else item.text,
        kind=aside or script.kind(moment),
        tone=answered.tone if answered and script.spoken else None,
        empathy=share(answered.empathy) if answered else None,
        naturalness=share(answered.naturalness) if answered else None,
        reception=WORDS[answered.reception] if answered else None,
        reception_value=answered.reception if answered else None,
        scored=answered.scored if answered else False,
        **_standing(state),
        stage=stage_word(current_stage(script, state)),
        known=script.knowable.within(state.known),
        reasons=answered.reasons if answered else (),
        stock=tuple(
            StockHit(hit.phrase, hit.category, hit.severity, cost)
            for hit, cost in (answered.hits if answered else ())
        ),
        right=reading.right if reading else None,
    )
