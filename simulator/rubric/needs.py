"""What a need does to anyone to whom it is offered, wished for or not."""

from typing import Final

import msgspec


class Comfort(msgspec.Struct, frozen=True):
    """Points on each axis; arousal falls by `calm`."""

    calm: int = 0
    control: int = 0
    trust: int = 0
    waits_for_ear: bool = False
    """Halved while he is worked up and has not been heard: nobody can be reassured who was not listened to."""


COMFORTS: Final[dict[str, Comfort]] = {
    "certainty": Comfort(calm=2, waits_for_ear=True),
    "safety": Comfort(calm=1, waits_for_ear=True),
    "control": Comfort(control=2, waits_for_ear=True),
    "ownership": Comfort(trust=1),
}
WORKED_UP: Final = 4
"""The arousal from which comforts that wait for an ear are halved."""


def halved(points: int) -> int:
    """Half of it, rounded toward zero."""
    return points // 2 if points >= 0 else -(-points // 2)
