"""What hubs and clients say to one another: one JSON object a message, under a version.

A client's message is at most 4 KiB; a hub's may be larger. Picks are numbers from 1, in the order shown: what a
choice is called inside the scenario stays there.
"""

from typing import Final

import msgspec

from simulator.room.events import Aid, Event, Voted
from simulator.room.formats.observers import NOTED, card_of
from simulator.room.seen import View
from simulator.room.table import Room, Round

VERSION: Final = 1
LARGEST: Final = 4096
"""Bytes of a client's message."""
LONGEST_NAME: Final = 40
LONGEST_ID: Final = 64


class _FromClient(msgspec.Struct, frozen=True, tag_field="do", omit_defaults=True):
    pass


class Hello(_FromClient, frozen=True, tag="hello", kw_only=True):
    """The first message. With a `token` somebody comes back; with a `secret` the trainer takes his place; with a
    `name` somebody joins. With `look` alone a client asks what the room is before it joins.

    Who joins may draw the token himself and say it beside his name: a welcome that is lost on its way to him is
    then asked for again, on any hub, and he is in the room once. Without one the hub draws it.
    """

    version: int
    code: str
    name: str = ""
    team: str | None = None
    token: str = ""
    secret: str = ""
    look: bool = False
    after: int = 0
    """The trainer's: the place of the last entry he has, when he comes back."""


class Vote(_FromClient, frozen=True, tag="vote", kw_only=True):
    id: str
    """One for each act, repeated with it when it is sent again: a repeat is one vote."""
    round: int
    pick: tuple[int, ...] = ()
    words: dict[str, str] = {}


class Use(_FromClient, frozen=True, tag="use", kw_only=True):
    id: str
    aid: Aid


class Go(_FromClient, frozen=True, tag="go", kw_only=True):
    id: str
    round: int


class Lead(_FromClient, frozen=True, tag="lead", kw_only=True):
    """What the trainer does; `after` is the place of the last of his events that he has seen."""

    id: str
    after: int
    event: Event


class Leave(_FromClient, frozen=True, tag="leave"):
    """A participant goes for good; his answers stay."""


FromClient = Hello | Vote | Use | Go | Lead | Leave


class _FromHub(msgspec.Struct, frozen=True, tag_field="is", omit_defaults=True):
    pass


class Lobby(_FromHub, frozen=True, tag="lobby", kw_only=True):
    """What a client that looks is told before it joins."""

    version: int
    title: str
    language: str
    teams: tuple[str, ...] = ()
    locked: bool = False
    hubs: tuple[str, ...] = ()


class Welcome(_FromHub, frozen=True, tag="welcome", kw_only=True):
    """Who you are here. `number` is the order of joining, from 0; `joined` its place in the log."""

    version: int
    who: str
    name: str
    number: int
    joined: int
    token: str
    """To come back with; empty where the client has it already."""
    team: str | None = None
    round: int = 0
    """The open round that was answered already, with what was answered."""
    pick: tuple[int, ...] = ()
    words: dict[str, str] = {}
    hubs: tuple[str, ...] = ()
    """Addresses of other hubs that serve the same room."""
    at: float = 0.0
    """The hub's clock, in seconds since 1970: whoever shows the suggested time goes by it. 0 where it is not told."""


class Leads(_FromHub, frozen=True, tag="leads", kw_only=True):
    """The trainer's welcome: the scenario's content, as canonical JSON, and then every entry of the log."""

    version: int
    code: str
    content: msgspec.Raw
    place: int = 0
    """Where the room stands as he comes in: the entries up to there are told next, those behind are news."""
    hubs: tuple[str, ...] = ()
    at: float = 0.0
    """The hub's clock, as in a welcome."""


class Entered(_FromHub, frozen=True, tag="entry", kw_only=True):
    """To the trainer alone: an entry of the log, from which his program folds the room itself."""

    place: int
    event: msgspec.Raw


class Seen(_FromHub, frozen=True, tag="view", kw_only=True):
    view: View


class Progress(_FromHub, frozen=True, tag="progress", kw_only=True):
    """How many have answered by now, a few times a second at most."""

    round: int
    voted: int
    voters: int
    people: int = 0


class Acknowledged(_FromHub, frozen=True, tag="ack", kw_only=True):
    """The act with this id is in the log, for good. `why` says, as a key, that it did not count."""

    id: str
    place: int
    why: str = ""


class Refused(_FromHub, frozen=True, tag="refused", kw_only=True):
    """A message that was not taken; nothing else has changed. `wait` is in seconds."""

    why: str
    id: str = ""
    wait: float = 0.0


class Warned(_FromHub, frozen=True, tag="warned", kw_only=True):
    """To the trainer: a storm of wrong codes, or somebody whose messages were too much. A count of 0: it is over."""

    what: str
    count: int = 0


class Online(_FromHub, frozen=True, tag="online", kw_only=True):
    """To the trainer: who is connected to this hub now."""

    who: tuple[str, ...]


class Bye(_FromHub, frozen=True, tag="bye", kw_only=True):
    """The hub closes the connection; `why` as a key. `again` says whether to come back."""

    why: str
    again: bool = True


FromHub = Lobby | Welcome | Leads | Entered | Seen | Progress | Acknowledged | Refused | Warned | Online | Bye

_from_client: Final[msgspec.json.Decoder[FromClient]] = msgspec.json.Decoder(FromClient)
_from_hub: Final[msgspec.json.Decoder[FromHub]] = msgspec.json.Decoder(FromHub)
_encoder: Final = msgspec.json.Encoder()


def encode(message: FromClient | FromHub) -> bytes:
    return _encoder.encode(message)


def read_from_client(data: bytes | str) -> FromClient:
    """Raises msgspec.DecodeError for what is no message, ValueError or RecursionError included."""
    return _from_client.decode(data)


def read_from_hub(data: bytes | str) -> FromHub:
    return _from_hub.decode(data)


def voted(room: Room, who: str, vote: Vote, at: float) -> Voted | None:
    """A vote with ids for its numbers; None where a number is not on the wall or the round is gone."""
    asked = open_round(room, vote.round)
    if asked is None:
        return None
    # Once, and not for each of the thousands of numbers that there is room for in a message.
    choices = _choices(room, asked, who)
    if len(vote.pick) > max(asked.most, 1) or not all(1 <= number <= len(choices) for number in vote.pick):
        return None
    return Voted(
        at=at, who=who, round=vote.round, pick=tuple(choices[number - 1] for number in vote.pick), words=vote.words
    )


def numbers(room: Room, asked: Round, who: str, pick: tuple[str, ...]) -> tuple[int, ...]:
    """The numbers of what was picked."""
    choices = _choices(room, asked, who)
    return tuple(choices.index(name) + 1 for name in pick if name in choices)


def open_round(room: Room, number: int) -> Round | None:
    """A round by its id, a team's own included."""
    branches = (branch.round for branch in room.table.teams.values() if branch.round is not None)
    return next((one for one in (*room.table.rounds, *branches) if one.id == number), None)


def _choices(room: Room, asked: Round, who: str) -> tuple[str, ...]:
    """What may be picked: on an observer's card, what the card asks for."""
    if asked.ask != "card":
        return asked.choices
    return NOTED[card_of(room, who, len(room.table.turns))]
