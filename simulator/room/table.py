"""Where a room stands. All of it follows from the room's events; nothing in it is kept for its own sake."""

from typing import Final, Literal

import msgspec

from simulator.conversation.decisions import Decision
from simulator.conversation.events import Event
from simulator.conversation.step import Position
from simulator.room.events import Format, Opened

Ask = Literal["choose", "tone", "parts", "reading", "mood", "grid", "card", "write", "best", "rating"]
"""What a round asks for: a response, how it is said, the parts of a message, a reading, a prediction of the mood, the
three cells, an observer's note, a better sentence, the best of these, how well understood he felt (0 to 10)."""
Stage = Literal[
    "lobby",
    "scene",
    "vote",
    "tally",
    "hint",
    "talk",
    "plead",
    "decide",
    "seat",
    "ask_team",
    "predict",
    "notes",
    "grid",
    "pairs",
    "shared",
    "rewrite",
    "entries",
    "best",
    "own",
    "reveal",
    "what_if",
    "rating",
    "over",
]
Card = Literal["cues", "words", "mood", "ladder", "load"]

CARDS: Final[tuple[Card, ...]] = ("cues", "words", "mood", "ladder", "load")
ASKING: Final[frozenset[str]] = frozenset(
    {"vote", "decide", "seat", "ask_team", "predict", "notes", "grid", "pairs", "rewrite", "best", "own", "rating"}
)
"""Stages in which a round is open."""
BETWEEN: Final[frozenset[str]] = frozenset({"lobby", "scene", "reveal"})
"""Stages in which the format may be changed."""
MOST_WORDS: Final = 25
"""Of a sentence said better."""
MOST_TYPED: Final = 600
"""Characters in one typed field."""
WHAT_IFS: Final = 2
"""Branches looked at in a session."""
ROUNDS_AT_ONCE: Final = 64
"""Rounds that one event may open: a round's id is that event's place times this, and the round's number there."""


def opened_at(round_id: int) -> int:
    """The place of the event that opened a round."""
    return round_id // ROUNDS_AT_ONCE


class Person(msgspec.Struct, frozen=True):
    who: str
    name: str
    token: str
    joined: int
    """The place of his joining in the log: who joined after a round was opened waits for the next."""
    team: str | None = None
    removed: bool = False
    left: bool = False
    """Gone for good by his own wish: what he answered stands."""

    @property
    def is_here(self) -> bool:
        """Whether he is one of the room still, connected or not."""
        return not (self.removed or self.left)


class Answer(msgspec.Struct, frozen=True):
    """One participant's answer to a round."""

    place: int
    """Of the event in the log: the first of two teams is the one that answered first."""
    pick: tuple[str, ...] = ()
    words: dict[str, str] = {}


class Round(msgspec.Struct, frozen=True):
    """One question to the room, and what was answered."""

    id: int
    """Never used twice: an answer to a round that was taken back counts for nothing."""
    ask: Ask
    moment: str
    choices: tuple[str, ...]
    """What may be picked, in the order shown to everybody; empty where words are typed."""
    voters: frozenset[str]
    """Who may answer."""
    most: int = 1
    """How many may be picked."""
    least: int = 1
    answers: dict[str, Answer] = {}
    counts: tuple[int, ...] | None = None
    """Raised hands, for each of the choices."""
    locked: bool = False
    is_advice: bool = False
    """Whether the hot seat's team is asked; the seat's own answer is no vote of anybody."""

    @property
    def voted(self) -> int:
        """How many have answered."""
        return sum(self.counts) if self.counts is not None else len(self.answers)


class Line(msgspec.Struct, frozen=True):
    """A conversation as the room, or one team of it, plays it: the very fold that one trainee plays."""

    position: Position
    decisions: tuple[Decision, ...] = ()
    told: tuple[Event, ...] = ()
    """What the last step told."""


class Turn(msgspec.Struct, frozen=True):
    """An answer that was played, and how the room came to it."""

    moment: str
    format: Format
    kept: int
    """How many decisions had been taken before."""
    pick: tuple[str, ...]
    right: tuple[str, ...]
    """The choices with the highest E + N, ties all right."""
    better_closed: bool
    """Whether a response that is worth more was there and closed: what was right was the best of those left."""
    rounds: tuple[Round, ...]
    by: str
    """`room`, `trainer`, `seat`, or `team`."""
    team: str | None = None
    points: dict[str, int] = {}


class Branched(msgspec.Struct, frozen=True):
    """What another answer would have done."""

    moment: str
    kept: int
    pick: tuple[str, ...]


class Purse(msgspec.Struct, frozen=True):
    """What a team on the hot seat may still spend."""

    ask: int = 2
    breathe: int = 1
    rewind: int = 1


class Rewritten(msgspec.Struct, frozen=True):
    """A hollow sentence and what the teams made of it."""

    moment: str
    response: str
    rounds: tuple[Round, ...]


class Table(msgspec.Struct, frozen=True):
    """All that a step of the trainer may change, and stepping back brings back."""

    format: Format
    stage: Stage
    line: Line
    rounds: tuple[Round, ...] = ()
    """Asked since the moment began, or since the last answer was played; the last ones may still be open."""
    turns: tuple[Turn, ...] = ()
    hints: tuple[str, ...] = ()
    tied: tuple[tuple[str, ...], ...] = ()
    """What lies level, where the room has to plead or somebody to decide."""
    heard: dict[str, int] = {}
    """For each team, how often what it voted most was played."""
    points: dict[str, int] = {}
    purses: dict[str, Purse] = {}
    seat: str | None = None
    """Who answers on the hot seat, or for the observers."""
    seats: int = 0
    """How many have sat there before."""
    what_ifs: tuple[Branched, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()
    teams: dict[str, "Branch"] = {}
    """In parallel teams, each one's own call."""
    rating: Round | None = None
    """How well understood the room thinks the customer felt, asked before the verdict."""
    ends_at: float | None = None
    """When the suggested time is over."""

    @property
    def open(self) -> tuple[Round, ...]:
        """The rounds that still take answers."""
        return tuple(one for one in self.rounds if not one.locked)


class Branch(msgspec.Struct, frozen=True):
    """One team's own call."""

    line: Line
    round: Round | None
    """What the team is asked now; None once its call is over."""
    turns: tuple[Turn, ...] = ()


class Room(msgspec.Struct, frozen=True):
    opened: Opened
    table: Table
    people: dict[str, Person] = {}
    earlier: tuple[Table, ...] = ()
    """What stepping back returns to, the last one first to go."""
    locked: bool = False
    """Whether joining is locked."""
    paused_at: float | None = None
    closed: bool = False
    place: int = 0
    """Of the last event folded."""
    led: int = 0
    """Of the last of the trainer's events: what he does next must follow on it."""

    @property
    def present(self) -> tuple[Person, ...]:
        """Everybody who has neither left nor been removed, in the order of joining."""
        return tuple(person for person in self.people.values() if person.is_here)

    @property
    def removable(self) -> tuple[Person, ...]:
        """Who is here, and who has left while an answer of his stands in what is open."""
        branches = (one.round for one in self.table.teams.values() if one.round is not None)
        standing = {who for one in (*self.table.rounds, *branches) if not one.locked for who in one.answers}
        return tuple(one for one in self.people.values() if not one.removed and (not one.left or one.who in standing))

    @property
    def team_names(self) -> tuple[str, ...]:
        return self.opened.teams

    def members(self, team: str) -> tuple[Person, ...]:
        return tuple(person for person in self.present if person.team == team)
