"""What a view of a room holds: plain data, as it travels to the wall and to every ballot."""

from typing import Literal

import msgspec

from simulator.room.events import Format
from simulator.room.table import Ask, Stage
from simulator.scenario.model import Ratings
from simulator.scenario.vocabulary import Mood

Who = Literal["everybody", "team", "others", "seat", "observers", "nobody"]
"""Whom a round asks: a team (`team`), everybody but a team (`others`), the seat, or everybody but the seat."""


class Shown(msgspec.Struct, frozen=True, omit_defaults=True):
    """A choice on the wall. It goes by its number, from 1: an id might say too much."""

    number: int
    text: str
    """A response's words, or a word of ours (a mood, a tone) that the reader's language has a name for."""
    votes: int | None = None
    """None until they are shown."""
    right: bool | None = None
    """None until the key is shown."""
    better_closed: bool = False
    """It is right only of those that were open: a better one was there, and closed by what was said before."""
    played: bool = False
    panel: Ratings | None = None
    """How experts rated it, once the key is shown."""
    hits: tuple[tuple[int, int], ...] = ()
    """Where stock phrases stand in the text, as half-open ranges of characters."""


class Question(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is asked now, or was asked last."""

    round: int
    ask: Ask
    to: Who
    choices: tuple[Shown, ...] = ()
    fields: tuple[str, ...] = ()
    """Where words are typed: the fields' names."""
    team: str | None = None
    least: int = 1
    most: int = 1
    most_words: int | None = None
    locked: bool = False
    before: int = 0
    """Who joined at this place of the log or behind waits for the next round."""
    voted: int = 0
    voters: int = 0


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mood, with what stands behind it."""

    mood: Mood
    valence: int
    """-10..10."""
    trust: int
    """0..10."""
    ladder: str
    """none, golden, empathy or platinum."""
    load: str


class Reaction(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an answer did."""

    said: tuple[str, ...]
    tone: str = ""
    reply: str = ""
    reception: int | None = None
    """-2..2; None for a reading."""
    right: bool | None = None
    """Of a reading."""
    before: Mark | None = None
    after: Mark | None = None
    ended: str | None = None
    """The ending's words; empty for a customer who hangs up."""
    outcome: str | None = None
    by: str = "room"


class Typed(msgspec.Struct, frozen=True, omit_defaults=True):
    """Cells that somebody wrote, without his name."""

    words: dict[str, str]
    """By the name of the field; a sentence as `text`, or while they are typed from the floor by its number."""


class Noted(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an observer noted, by card."""

    card: str
    note: str
    fits: bool | None = None
    """Whether what was picked is what happened; None for typed notes."""


class View(msgspec.Struct, frozen=True, omit_defaults=True):
    """A room as anybody in it may see it."""

    place: int
    format: Format
    stage: Stage
    title: str
    customer: str
    channel: str
    language: str
    number: int = 0
    """Answers played so far."""
    kind: str = ""
    """exchange, compose, read or reflect; empty before the call and after it."""
    line: str = ""
    cues: tuple[str, ...] = ()
    asks: str = ""
    """What a reading asks for, or the stage of a reflection."""
    asked: tuple[str, ...] = ()
    """The questions of a message."""
    standing: Mark | None = None
    question: Question | None = None
    reaction: Reaction | None = None
    what_if: Reaction | None = None
    what_ifs: int = 0
    """Looked at so far."""
    hints: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    """The texts that lie level."""
    team: str | None = None
    """Whose view this is, where teams play their own calls."""
    speaker: str | None = None
    seat: str | None = None
    seat_name: str | None = None
    seat_team: str | None = None
    team_said: tuple[Shown, ...] = ()
    """What the seat's team said when it was asked."""
    purses: dict[str, tuple[int, int, int]] = {}
    """Tokens left by team: ask, breathe, rewind."""
    predictions: dict[str, Mood] = {}
    points: dict[str, int] = {}
    typed: tuple[Typed, ...] = ()
    notes: tuple[Noted, ...] = ()
    hollow: Shown | None = None
    teams: dict[str, int] = {}
    """How many are in each."""
    people: int = 0
    deal: int = 0
    """Which card is whose: the card of the n-th to join is number (n + deal) of the five."""
    progress: dict[str, tuple[int, bool]] = {}
    """In parallel teams: answers played by each, and whether its call is over."""
    rating: float | None = None
    """How well understood the room thought he felt, 0..10, once it was asked."""
    ends_at: float | None = None
    paused: bool = False
    locked: bool = False
    closed: bool = False
