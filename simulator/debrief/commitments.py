"""Three things to commit to, of which the trainee picks one; it comes back at the next sitting."""

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from simulator.debrief.done_well import DoneWell
from simulator.debrief.remarks import Remark, Topic

PROPOSED: Final = 3
Aim = Topic | Literal["keep"]
_ALWAYS_WORTH: Final[tuple[Topic, ...]] = ("question", "confirm", "observe")
"""Where a good call leaves nothing to say."""


class Commitment(msgspec.Struct, frozen=True):
    aim: Aim
    about: tuple[str, ...] = ()
    turn: int | None = None
    """The turn it comes from."""


def commitments(remarks: Sequence[Remark], well: DoneWell) -> tuple[Commitment, ...]:
    """Always three, all different: the dearest topics, then what went well to keep, then what is always worth it."""
    proposed: dict[Aim, Commitment] = {}
    for remark in remarks:
        proposed.setdefault(remark.topic, Commitment(remark.topic, remark.about, remark.turn))
    proposed.setdefault("keep", Commitment("keep", well.about, well.turn))
    for topic in _ALWAYS_WORTH:
        proposed.setdefault(topic, Commitment(topic))
    return tuple(proposed.values())[:PROPOSED]
