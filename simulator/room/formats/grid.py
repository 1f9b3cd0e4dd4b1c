"""Grid first: what he feels, thinks and does is written alone, in pairs, then shared; only then come responses."""

from msgspec.structs import replace

from simulator.room.formats import deciding
from simulator.room.moves import Here, Unfit, ask, lock, onward_from_reveal, vote
from simulator.room.table import Table

pick = deciding.pick


def onward(here: Here, table: Table) -> Table:
    match table.stage:
        case "scene" if table.line.position.chosen is not None:
            return vote(here, table)
        case "scene":
            return ask(here, table, "grid", "grid", (), here.everybody)
        case "grid":
            return ask(here, lock(table), "pairs", "grid", (), here.everybody)
        case "pairs":
            return replace(lock(table), stage="shared")
        case "shared":
            return vote(here, table)
        case "vote":
            return deciding.to_tally(table)
        case "tally":
            return deciding.play_leading(here, table)
        case "reveal":
            return onward_from_reveal(here, table)
        case _:
            raise Unfit("trainer_decides")


def skip(here: Here, table: Table) -> Table:
    """Straight to the responses; or past a vote that goes on too long."""
    if table.stage in {"grid", "pairs", "shared"}:
        return vote(here, lock(table))
    if table.stage in {"vote", "tally"}:
        return deciding.play_leading(here, table)
    raise Unfit("nothing_to_skip")
