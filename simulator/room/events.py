"""What happens in a room. A room is the list of these; everything else follows from it.

`at` is the time of the event in seconds since 1970, given by the hub that took it. Names and typed words are foreign
text, kept as they were typed.
"""

from typing import Final, Literal, get_args

import msgspec

from simulator.scenario.vocabulary import Load

Format = Literal["peer", "live", "hot-seat", "teams", "grid", "observers", "say-better"]
Aid = Literal["ask", "breathe", "rewind"]
"""What a token of the hot seat buys."""

FORMATS: Final[tuple[str, ...]] = get_args(Format)
AIDS: Final[tuple[str, ...]] = get_args(Aid)
WITHOUT_NETWORK: Final = ("peer", "live", "hot-seat", "say-better")
"""What one laptop and raised hands are enough for."""


class _Event(msgspec.Struct, frozen=True, tag_field="what", omit_defaults=True):
    at: float = 0.0


class Led(_Event, frozen=True):
    """What the trainer alone does; these are ordered among one another."""


class Opened(Led, frozen=True, tag="opened", kw_only=True):
    """What a room is. The first event, and only that."""

    content: str
    """The hash of the scenario's content."""
    secret: str
    """The trainer's secret, hashed."""
    format: Format = "peer"
    variant: str | None = None
    load: Load | None = None
    """The desk's load where it is not the scenario's own."""
    seed: int = 0
    teams: tuple[str, ...] = ()
    """Their names; none where the room is one."""
    local: bool = False
    """Raised hands on one laptop: nobody joins, every team is one voice, and counts are typed."""
    seconds: int | None = None
    """How long a vote is suggested to take; None runs no clock."""
    source: str = ""
    """The scenario's file as it was named, for the trainer's eyes."""


class FormatChosen(Led, frozen=True, tag="format", kw_only=True):
    """Between two moments."""

    format: Format


class Advanced(Led, frozen=True, tag="advanced"):
    """The trainer goes on: what comes next is the format's."""


class Skipped(Led, frozen=True, tag="skipped"):
    """Past what the format asks here, without an answer."""


class SteppedBack(Led, frozen=True, tag="stepped_back"):
    """As if the last step had never been taken."""


class Paused(Led, frozen=True, tag="paused"):
    pass


class Unpaused(Led, frozen=True, tag="unpaused"):
    pass


class Extended(Led, frozen=True, tag="extended", kw_only=True):
    """More time than was suggested."""

    seconds: int


class Hinted(Led, frozen=True, tag="hinted", kw_only=True):
    """A cue in the trainer's words, for a room that is mostly wrong."""

    words: str


class Picked(Led, frozen=True, tag="picked", kw_only=True):
    """The trainer decides what is played, where a tie or an empty seat leaves it to him."""

    pick: tuple[str, ...]
    team: str | None = None
    """In parallel teams: whose answer."""


class Counted(Led, frozen=True, tag="counted", kw_only=True):
    """Raised hands: how many for each choice that is on the wall, in its order."""

    round: int
    counts: tuple[int, ...]


class WhatIf(Led, frozen=True, tag="what_if", kw_only=True):
    """Look at what another answer would have done; the call itself stays where it is."""

    pick: tuple[str, ...]


class Aside(Led, frozen=True, tag="aside", kw_only=True):
    """Before anything is asked: take four seconds to notice, or six for oneself."""

    action: Literal["observe", "breathe"]


class Removed(Led, frozen=True, tag="removed", kw_only=True):
    who: str


class JoinsLocked(Led, frozen=True, tag="joins_locked", kw_only=True):
    locked: bool


class Closed(Led, frozen=True, tag="closed"):
    pass


class Joined(_Event, frozen=True, tag="joined", kw_only=True):
    who: str
    name: str
    token: str
    """What he comes back with, hashed."""
    team: str | None = None


class Left(_Event, frozen=True, tag="left", kw_only=True):
    """Somebody is gone for good, by his own wish. Who only lost his connection has not left."""

    who: str


class Voted(_Event, frozen=True, tag="voted", kw_only=True):
    """An answer to what a round asks. The last one before the lock counts."""

    who: str
    round: int
    pick: tuple[str, ...] = ()
    """Ids, in the order picked."""
    words: dict[str, str] = {}
    """Typed text by field."""


class Used(_Event, frozen=True, tag="used", kw_only=True):
    """The hot seat spends one of its team's tokens."""

    who: str
    aid: Aid


class Went(_Event, frozen=True, tag="went", kw_only=True):
    """In parallel teams: a team's speaker plays what his team has voted."""

    who: str
    round: int


Event = (
    Opened
    | FormatChosen
    | Advanced
    | Skipped
    | SteppedBack
    | Paused
    | Unpaused
    | Extended
    | Hinted
    | Picked
    | Counted
    | WhatIf
    | Aside
    | Removed
    | JoinsLocked
    | Closed
    | Joined
    | Left
    | Voted
    | Used
    | Went
)

_decoder: Final[msgspec.json.Decoder[Event]] = msgspec.json.Decoder(Event)


def encode(event: Event) -> bytes:
    return msgspec.json.encode(event)


def decode(body: bytes) -> Event:
    """Raises msgspec.DecodeError (ValidationError included) for what is no event."""
    return _decoder.decode(body)
