"""How a response moves the customer: valence, arousal, control, trust, and whether he stays on the line.

State of mood after Mehrabian (1996), pleasure-arousal-dominance; the rules and their order are those of
docs/scoring.md.
"""

from typing import TYPE_CHECKING

from simulator.conversation.state import SCALE
from simulator.rubric.needs import WORKED_UP
from simulator.rubric.reception import WOUNDED

if TYPE_CHECKING:
    from simulator.conversation.effects import Effect
    from simulator.conversation.script import Script

PATIENT = 7
"""The trust from which kindness has bought patience."""

Feelings = tuple[int, int, int, int, int, int, bool]
"""Valence, arousal, control, trust, heard, the response's reception, and whether he hangs up."""


def feel(
    script: "Script",
    effect: "Effect",
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
    hangs_up = reception == WOUNDED and trust == 0 and script.can_hang_up
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
    rest = script.resting_arousal
    arousal += (arousal < rest) - (arousal > rest)
    return (
        max(-SCALE, min(script.highest_valence, valence)),
        max(-SCALE, min(SCALE, arousal)),
        max(-SCALE, min(SCALE, control)),
        max(0, min(SCALE, trust)),
        heard,
        reception,
        hangs_up,
    )
