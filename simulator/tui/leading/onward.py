"""What the key that goes on will do, told to the trainer before he presses it; never what it will show."""

from collections.abc import Mapping
from typing import Final

from simulator.locale import N_, _
from simulator.room.fold import here_in
from simulator.room.formats import hot_seat, say_better
from simulator.room.moves import here_asked
from simulator.tui.leading.sight import Sight

_ONWARD: Final[Mapping[str, str]] = {
    "lobby": N_("begin: the customer speaks"),
    "vote": N_("lock the vote and show how it went"),
    "tally": N_("go on from this vote"),
    "hint": N_("vote again"),
    "talk": N_("vote again"),
    "plead": N_("vote again between what lies level"),
    "decide": N_("play what the team decides"),
    "seat": N_("take the seat's answer"),
    "ask_team": N_("back to the seat, with what its team says"),
    "predict": N_("play the answer and see what happens"),
    "notes": N_("compare the notes with what happened"),
    "grid": N_("compare in pairs"),
    "pairs": N_("show together what was written"),
    "shared": N_("show the responses and vote"),
    "rewrite": N_("show the sentences"),
    "entries": N_("vote for the best one"),
    "best": N_("show which one was preferred"),
    "own": N_("end the calls of all teams"),
    "what_if": N_("back to what was played"),
    "rating": N_("end the call"),
}
_SCENE: Final[Mapping[str, str]] = {
    "peer": N_("vote"),
    "live": N_("vote"),
    "hot-seat": N_("put the question to the seat"),
    "observers": N_("put the question to the seat"),
    "teams": N_("let every team play"),
    "grid": N_("write down what is felt, thought and done"),
    "say-better": N_("write a better sentence"),
}


def onward(sight: Sight) -> str:
    """In a few words; empty where there is no way on."""
    table = sight.room.table
    match table.stage:
        case "scene" if table.format == "say-better" and say_better.is_spent(sight.script, table):
            return _("on to the last question")
        case "scene":
            reflects = here_asked(here_in(sight.script, sight.room), table) is None
            if reflects and table.format not in {"teams", "say-better"}:
                return _("go on once you have talked it over")
            return _(_SCENE[table.format])
        case "reveal":
            is_over = table.line.position.state.is_over and table.format != "say-better"
            return _("on to the last question") if is_over else _("on to what comes next")
        case "seat" | "ask_team" if hot_seat.is_deserted(here_in(sight.script, sight.room), table):
            return _("seat the next one")
        case "entries" if say_better.from_the_floor(sight.room.opened) and len(sight.view.typed) == 1:
            return _("on to another sentence")
        case stage:
            return _(_ONWARD[stage]) if stage in _ONWARD else ""
