"""What a trainee can decide. A conversation is the list of these; everything else follows from it.

`at` is the time of the decision in seconds since the call was taken, given by whoever recorded it.
"""

from typing import Literal

import msgspec

from simulator.scenario.vocabulary import Tone


class _Decision(msgspec.Struct, frozen=True, tag_field="do", omit_defaults=True):
    at: float = 0.0


class Observe(_Decision, frozen=True, tag="observe"):
    """Take four seconds to notice what is not said."""


class Breathe(_Decision, frozen=True, tag="breathe"):
    """Take six seconds for oneself: one step lighter."""


class Coach(_Decision, frozen=True, tag="coach"):
    """Ask the coach for the stage's three questions. Moves nothing."""


class Respond(_Decision, frozen=True, tag="respond", kw_only=True):
    response: str


class Deliver(_Decision, frozen=True, tag="deliver", kw_only=True):
    """How the chosen response is said, where the moment lets the trainee choose."""

    tone: Tone


class Compose(_Decision, frozen=True, tag="compose", kw_only=True):
    """Put a message together, to be reread before it is sent."""

    parts: tuple[str, ...]


class TakeBack(_Decision, frozen=True, tag="take_back"):
    """Think again: before a response is delivered, or once before a message is sent."""


class Send(_Decision, frozen=True, tag="send"):
    pass


class Read(_Decision, frozen=True, tag="read", kw_only=True):
    """What the trainee believes the customer feels, thinks or does, or the mood he is in."""

    pick: str


class Reflect(_Decision, frozen=True, tag="reflect", kw_only=True):
    """What the trainee answers to the coach's three questions; ids, or nothing for a question left open."""

    picks: dict[Literal["feels", "thinks", "does"], str] = {}


class KeepSilent(_Decision, frozen=True, tag="keep_silent"):
    """The silence went past its limit; only where timers run."""


Decision = Observe | Breathe | Coach | Respond | Deliver | Compose | TakeBack | Send | Read | Reflect | KeepSilent
