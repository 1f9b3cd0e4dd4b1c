"""Live vote: what most want is played, and the customer reacts.

A tie is pleaded and voted again between what lies level; then the team that has been heard least decides.
"""

from msgspec.structs import replace

from simulator.room.asking import leading
from simulator.room.formats import deciding
from simulator.room.moves import Here, Unfit, lock, main_round, onward_from_reveal, play, vote
from simulator.room.table import Table

pick = deciding.pick


def onward(here: Here, table: Table) -> Table:
    match table.stage:
        case "scene":
            return vote(here, table)
        case "vote":
            return deciding.to_tally(table)
        case "tally":
            return _after_tally(here, table)
        case "plead":
            return vote(here, table, choices=tuple(name for (name,) in table.tied))
        case "decide":
            return _by_the_team(here, table)
        case "what_if":
            return replace(table, stage="reveal")
        case "reveal":
            return onward_from_reveal(here, table)
        case _:
            raise Unfit("trainer_decides")


def _after_tally(here: Here, table: Table) -> Table:
    asked = main_round(table)
    ahead = leading(asked) if asked is not None else ()
    if len(ahead) == 1:
        return play(here, table, ahead[0], by="room")
    if not table.tied:
        return replace(table, stage="plead", tied=ahead)
    level = replace(table, stage="decide", tied=ahead)
    team = least_heard(here, table)
    if team is None:
        return level
    names = tuple(name for (name,) in ahead)
    return vote(here, level, choices=names, name="decide", voters=here.members(team))


def least_heard(here: Here, table: Table) -> str | None:
    """The team whose favourite has been played least often, the first of them; None without teams."""
    return min(here.teams, key=lambda team: table.heard.get(team, 0), default=None)


def _by_the_team(here: Here, table: Table) -> Table:
    asked = main_round(table)
    ahead = leading(asked) if asked is not None and not asked.locked else ()
    if len(ahead) != 1:
        raise Unfit("trainer_decides")
    return play(here, lock(table), ahead[0], by="team")


def skip(here: Here, table: Table) -> Table:
    """Past the pleading, or past a vote that goes on too long."""
    if table.stage == "plead":
        return replace(table, stage="decide")
    if table.stage in {"vote", "tally"}:
        return deciding.play_leading(here, table)
    raise Unfit("nothing_to_skip")
