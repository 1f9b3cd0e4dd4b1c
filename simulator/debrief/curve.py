"""How he felt over the call, and where it turned."""

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from simulator.conversation.script import Script
from simulator.conversation.state import State
from simulator.debrief.turns import Turn
from simulator.rubric.mood import mood_word
from simulator.scenario.vocabulary import Mood

MOST_EACH_WAY: Final = 2
LEAST_CHANGE: Final = 2
"""Points of pleasure and trust together below which nothing turned."""


class Point(msgspec.Struct, frozen=True):
    """Where he stood after a turn; turn 0 is how he came. Axes -10..10, trust 0..10."""

    turn: int
    valence: int
    arousal: int
    control: int
    trust: int
    mood: Mood


class TurningPoint(msgspec.Struct, frozen=True):
    """A turn that changed much: pleasure and trust, the two by which he ends happier, added up."""

    turn: int
    moment: str
    direction: Literal["up", "down"]
    pleasure: int
    trust: int
    words: str
    kept: int
    """`Play.branch(kept)`: try again from here."""

    @property
    def change(self) -> int:
        return self.pleasure + self.trust


def point(turn: int, state: State) -> Point:
    mood = mood_word(state.valence, state.arousal, state.control)
    return Point(turn, state.valence, state.arousal, state.control, state.trust, mood)


def curve(script: Script, turns: Sequence[Turn]) -> tuple[Point, ...]:
    """How he came, then one point a turn."""
    return (point(0, script.start), *(point(turn.number, turn.answered.after) for turn in turns))


def turning_points(turns: Sequence[Turn]) -> tuple[TurningPoint, ...]:
    """The biggest changes up and down, at most two each way, in the order of the call."""
    changes = [(turn, change(turn)) for turn in turns]
    ups = sorted((-size, turn.number) for turn, size in changes if size >= LEAST_CHANGE)[:MOST_EACH_WAY]
    downs = sorted((size, turn.number) for turn, size in changes if size <= -LEAST_CHANGE)[:MOST_EACH_WAY]
    chosen = {number for _, number in (*ups, *downs)}
    return tuple(
        TurningPoint(turn.number, turn.moment, "up" if size > 0 else "down", *moved(turn), turn.words, turn.kept)
        for turn, size in changes
        if turn.number in chosen
    )


def change(turn: Turn) -> int:
    """By how much a turn moved pleasure and trust, together."""
    return sum(moved(turn))


def moved(turn: Turn) -> tuple[int, int]:
    """By how much a turn moved pleasure and trust."""
    before, after = turn.answered.before, turn.answered.after
    return after.valence - before.valence, after.trust - before.trust
