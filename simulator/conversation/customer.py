"""How a response moves the customer: valence, arousal, control, trust, and whether he stays on the line.

State of mood after Mehrabian (1996), pleasure-arousal-dominance; the rules and their order are those of
docs/scoring.md.
"""

from typing import NamedTuple

from simulator.conversation.effects import Effect
from simulator.conversation.state import SCALE, Feelings
from simulator.rubric.needs import WORKED_UP
from simulator.rubric.reception import WOUNDED

PATIENT = 7
"""The trust from which kindness has bought patience."""


class Temper(NamedTuple):
    """What of a customer stays the same through the call."""

    rest: int
    """The arousal he comes back to."""
    highest_valence: int
    """How far he can recover: 10, less half of what the failure cost him."""
    can_hang_up: bool


def feel(
    temper: Temper,
    effect: Effect,
    row: int,
    valence: int,
    arousal: int,
    control: int,
    trust: int,
    heard: int,
    served: int,
    guessed: int,
) -> Feelings:
    """The customer after a response, which served and luckily guessed so many of his wishes.

    `row` is that of the effect's tables; the axes stand as they were before the response.
    """
    reception = effect.receptions[row]
    hangs_up = reception == WOUNDED and trust == 0 and temper.can_hang_up
    patience = 1 if reception < 0 and trust >= PATIENT else 0
    heard = 1 if reception > 0 else heard
    valence += reception + patience
    arousal -= reception
    trust += reception + patience
    if heard or arousal < WORKED_UP:
        arousal -= effect.calm
        control += effect.control
    else:
        arousal -= effect.calm_halved
        control += effect.control_halved
    valence += 2 * served + guessed + effect.valence
    trust += served + effect.trust - effect.empty_promise
    arousal += effect.arousal
    if reception == WOUNDED:
        control -= 2
    arousal += (arousal < temper.rest) - (arousal > temper.rest)
    most = temper.highest_valence
    return (
        -SCALE if valence < -SCALE else most if valence > most else valence,
        -SCALE if arousal < -SCALE else SCALE if arousal > SCALE else arousal,
        -SCALE if control < -SCALE else SCALE if control > SCALE else control,
        0 if trust < 0 else SCALE if trust > SCALE else trust,
        heard,
        reception,
        hangs_up,
    )
