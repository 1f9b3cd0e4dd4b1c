"""What happened, as data: the transcript of a conversation with the reasons for every change."""

from fractions import Fraction
from typing import Literal

import msgspec

from simulator.conversation.state import State
from simulator.rubric.stock import Hit
from simulator.scenario.vocabulary import Facet

Axis = Literal["valence", "arousal", "control", "trust", "load"]


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why something moved. `cause` is one of reasons.CAUSES; the words are made in wording/reasons."""

    cause: str
    about: str = ""
    """What it is about: a wish, a need, a dimension, a category of stock phrase, a question, a tone."""
    moves: dict[Axis, int] = {}
    """By how much each axis moved."""
    lost: float = 0.0
    """Share of a score (0 to 1) that this cost."""
    count: int = 0
    words: str = ""
    """The exact words concerned: foreign text."""


class Arrived(msgspec.Struct, frozen=True, tag="arrived"):
    """A moment begins: what the customer says and what can be noticed at once."""

    moment: str
    line: str
    cues: tuple[str, ...]


class Noticed(msgspec.Struct, frozen=True, tag="noticed"):
    """What the agent sees by observing, or once lighter; may be nothing."""

    cues: tuple[str, ...]
    by: Literal["observe", "breathe"]
    load: str


class Coached(msgspec.Struct, frozen=True, tag="coached"):
    stage: str


class Chose(msgspec.Struct, frozen=True, tag="chose"):
    """A response is chosen, not said yet."""

    moment: str
    response: str


class Drafted(msgspec.Struct, frozen=True, tag="drafted"):
    moment: str
    parts: tuple[str, ...]


class TookBack(msgspec.Struct, frozen=True, tag="took_back"):
    moment: str


class Answered(msgspec.Struct, frozen=True, tag="answered"):
    """The agent has spoken (or kept silent, or sent a message) and the customer has reacted."""

    moment: str
    responses: tuple[str, ...]
    """The response's id; several for a message's parts in the order sent; none for a silence."""
    words: tuple[str, ...]
    tone: str
    empathy: Fraction
    naturalness: Fraction
    reception: int
    """-2..2."""
    scored: bool
    """False when this moment had been answered before."""
    hits: tuple[tuple[Hit, float], ...]
    """Stock phrases, each with what it cost (0..1) on its own."""
    before: State
    after: State
    """After the customer's reaction, before the next moment's cues."""
    reasons: tuple[Reason, ...]
    action: str | None = None
    coach: tuple[str, ...] = ()
    """The trainer's remarks on what was said."""


class Replied(msgspec.Struct, frozen=True, tag="replied"):
    words: str


class ReadMood(msgspec.Struct, frozen=True, tag="read"):
    moment: str
    pick: str
    right: bool
    scored: bool


class Reflected(msgspec.Struct, frozen=True, tag="reflected"):
    moment: str
    stage: str
    picks: dict[Facet, str]


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    ending: str
    outcome: str
    text: str | None
    """None for the built-in ending of a hang-up."""
    hung_up: bool


Event = Arrived | Noticed | Coached | Chose | Drafted | TookBack | Answered | Replied | ReadMood | Reflected | Ended
