"""Peer instruction: vote alone, see how it splits, talk in pairs, vote again.

Source: Mazur (1997), "Peer Instruction: A User's Manual"; the thresholds of 35 and 70 per cent after Crouch and Mazur
(2001), "Peer Instruction: Ten years of experience and results".
"""

from typing import Final, Literal

from msgspec.structs import replace

from simulator.room.formats import deciding
from simulator.room.moves import ANSWERING, Here, Unfit, onward_from_reveal, vote
from simulator.room.table import Table

TOO_FEW: Final = 0.35
"""Below, talking in pairs does not help: nobody is there to convince the others."""
ENOUGH: Final = 0.70
"""Above, there is nothing to gain by voting again."""

Advice = Literal["hint", "talk", "go_on"]
pick = deciding.pick


def advice(share: float | None) -> Advice:
    """What to do after a first vote of which this share, 0..1, is right; None where that cannot be told."""
    if share is None:
        return "talk"
    if share < TOO_FEW:
        return "hint"
    return "talk" if share <= ENOUGH else "go_on"


def onward(here: Here, table: Table) -> Table:
    match table.stage:
        case "scene" | "hint" | "talk":
            return vote(here, table)
        case "vote":
            return deciding.to_tally(table)
        case "tally":
            return _after_tally(here, table)
        case "reveal":
            return onward_from_reveal(here, table)
        case _:
            raise Unfit("trainer_decides")


def _after_tally(here: Here, table: Table) -> Table:
    if len([one for one in table.rounds if one.ask in ANSWERING]) > 1:
        return deciding.play_leading(here, table)
    step = advice(deciding.share_right(here, table))
    if step == "go_on":
        return deciding.play_leading(here, table)
    return replace(table, stage=step)


def skip(here: Here, table: Table) -> Table:
    """Past the talk and the second vote: what was voted is played."""
    if table.stage in {"vote", "tally", "hint", "talk"}:
        return deciding.play_leading(here, table)
    raise Unfit("nothing_to_skip")
