"""What several formats share: from a vote that is over to the answer that is played."""

from typing import Final

from msgspec.structs import replace

from simulator.room.asking import Pick, leading, share
from simulator.room.moves import Here, Unfit, here_asked, lock, main_round, play, right_here
from simulator.room.table import Table


def to_tally(table: Table) -> Table:
    """Lock the vote and show how it went, without the key. Raises Unfit if nobody has voted."""
    asked = main_round(table)
    if asked is None or not asked.voted:
        raise Unfit("nobody_voted")
    return replace(lock(table), stage="tally")


def play_leading(here: Here, table: Table) -> Table:
    """Play what has the most votes; where several lie level the trainer decides."""
    asked = main_round(table)
    ahead = leading(asked) if asked is not None else ()
    if not ahead:
        raise Unfit("nobody_voted")
    if len(ahead) > 1:
        return replace(lock(table), stage="decide", tied=ahead)
    return play(here, table, ahead[0], by="room")


def pick(here: Here, table: Table, chosen: Pick) -> Table:
    """What the trainer picked is played, among the tied where there are any."""
    asked = here_asked(here, table)
    if asked is None or table.stage in _NOT_DECIDED:
        raise Unfit("nothing_asked")
    if table.tied and chosen not in table.tied:
        raise Unfit("not_tied")
    return play(here, table, chosen, by="trainer")


_NOT_DECIDED: Final = frozenset({"lobby", "notes", "reveal", "what_if", "rating", "over", "own"})
"""Stages in which nothing is to be decided; where the observers note, the answer has been played already."""


def share_right(here: Here, table: Table) -> float | None:
    """The share of the last vote that is right, 0..1; 0 if nobody voted, None where that cannot be told."""
    asked = main_round(table)
    return share(asked, right_here(here, table)) if asked is not None and asked.voted else 0.0
