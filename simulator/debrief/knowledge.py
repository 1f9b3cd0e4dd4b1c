"""How each thing that can be known of the customer became known, if it did."""

from typing import Literal

import msgspec

from simulator.conversation.events import Answered, ReadMood
from simulator.conversation.play import Play
from simulator.debrief.turns import Walked, walk

KnownBy = Literal["file", "cue", "response", "reading", "never"]


class Known(msgspec.Struct, frozen=True):
    """One id of the facts, the reality or the wishes."""

    name: str
    by: KnownBy
    turn: int | None = None
    """The turn whose answer made it known; for a cue or a reading, how many turns came before. None for never."""


def knowledge(play: Play) -> dict[str, Known]:
    """Every knowable id of this customer, in the scenario's order."""
    script = play.script
    index = script.knowable
    found: dict[str, Known] = {name: Known(name, "file", 0) for name in script.customer.known if name in index}
    for name in index.within(script.start.known):
        found.setdefault(name, Known(name, "cue", 0))
    turn = 0
    for walked in walk(play):
        answered = next((event for event in walked.events if isinstance(event, Answered)), None)
        turn += answered is not None
        opened = answered.after.known if answered is not None else 0
        picked = _read_right(walked)
        for name in index.within(walked.after.state.known & ~walked.before.state.known):
            by: KnownBy = "response" if index.bit(name) & opened else "reading" if name == picked else "cue"
            found.setdefault(name, Known(name, by, turn))
    return {name: found.get(name, Known(name, "never")) for name in index.names}


def _read_right(walked: Walked) -> str | None:
    return next((event.pick for event in walked.events if isinstance(event, ReadMood) and event.right), None)
