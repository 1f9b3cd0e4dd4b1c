"""What a trainer may do now, found out from the rules themselves: an act is offered where its event would fit."""

from collections.abc import Mapping
from typing import Final

from simulator.conversation.script import Script
from simulator.locale import N_, _
from simulator.plain.room_hands import asked_here, is_answered, question
from simulator.plain.room_words import word
from simulator.room import events as ev
from simulator.room.fold import apply, fits
from simulator.room.table import WHAT_IFS, Room
from simulator.wording.room import refusal

_ONWARD: Final[Mapping[str, str]] = {
    "scene": N_("Enter goes on to the next moment"),
    "vote": N_("Enter opens the vote"),
    "tally": N_("Enter locks the vote and shows it"),
    "hint": N_("Enter goes on to a hint"),
    "talk": N_("Enter lets them talk in pairs"),
    "plead": N_("Enter lets them plead"),
    "decide": N_("Enter leaves it to be decided"),
    "seat": N_("Enter asks the hot seat"),
    "predict": N_("Enter asks the other teams for the mood"),
    "notes": N_("Enter asks the observers"),
    "grid": N_("Enter lets everybody write"),
    "pairs": N_("Enter lets them compare in pairs"),
    "shared": N_("Enter shows what was written"),
    "rewrite": N_("Enter lets them write"),
    "entries": N_("Enter shows the sentences"),
    "best": N_("Enter opens the vote on the best"),
    "own": N_("Enter sends the teams out on their own calls"),
    "reveal": N_("Enter plays it"),
    "rating": N_("Enter asks the room how well understood the customer feels"),
    "over": N_("Enter goes on to the end"),
}
_FROM: Final[Mapping[tuple[str, str], str]] = {
    ("lobby", "scene"): N_("Enter takes the call"),
    ("entries", "scene"): N_("Enter goes on to another sentence"),
    ("best", "reveal"): N_("Enter locks the vote and shows it"),
    ("notes", "reveal"): N_("Enter shows what it did"),
    ("what_if", "reveal"): N_("Enter goes back to what was played"),
    ("vote", "reveal"): N_("Enter locks the vote and plays it"),
    ("reveal", "scene"): N_("Enter goes on"),
    ("own", "over"): N_("Enter ends the calls"),
    ("seat", "seat"): N_("The seat is empty: Enter seats the next one"),
    ("rating", "over"): N_("Enter locks the ratings and ends the call"),
}
"""Where the same step is called otherwise, from one stage to the next."""
_SILENT: Final = frozenset({"nobody_voted", "nobody_wrote", "seat_silent"})
"""Why it does not go on: somebody has not answered, which on one laptop is typed."""


def prompt(script: Script, room: Room) -> str:
    """What Enter does, or what is waited for, and what else may be done."""
    others = [word(name) for name in offered(script, room)]
    return f"{_answered(room)}{first(script, room)} ({', '.join((*others, '?', 'q'))}):"


def _answered(room: Room) -> str:
    """How many have answered so far, where each answers from a screen of his own."""
    asked = room.table.open[-1] if room.table.open and not room.opened.local else None
    if asked is None or not asked.voters:
        return ""
    return _("{voted} of {voters} have answered.").format(voted=asked.voted, voters=len(asked.voters)) + " "


def first(script: Script, room: Room) -> str:
    """What is to be typed now, else what Enter does."""
    if room.paused_at is not None:
        return _("Paused")
    asked = asked_here(room)
    if asked is not None and not is_answered(room, asked):
        return question(room, asked)
    key = fits(script, room, ev.Advanced())
    if key in _SILENT and not room.opened.local:
        if not (room.table.open and room.table.open[-1].voters):
            return _("Nobody was there when this was asked: go back, and ask again once they are")
        return _("Waiting for answers")
    if key == "room_over":
        return _("The call is over; `close` ends the room for good")
    if key is not None:
        return _("Pick the answer that is played") if key == "trainer_decides" else refusal(key).rstrip(".")
    stage = apply(script, room, room.place + 1, ev.Advanced()).table.stage
    return _(_FROM.get((room.table.stage, stage), _ONWARD.get(stage, _ONWARD["scene"])))


def offered(script: Script, room: Room) -> list[str]:
    """The acts worth naming here; everything else stands in the help."""
    table = room.table
    events: dict[str, ev.Event] = {
        "back": ev.SteppedBack(),
        "skip": ev.Skipped(),
        "observe": ev.Aside(action="observe"),
        "breathe": ev.Aside(action="breathe"),
    }
    if room.opened.local and table.seat is not None:
        events |= {
            "ask": ev.Used(who=table.seat, aid="ask"),
            "rewind": ev.Used(who=table.seat, aid="rewind"),
        }
        if table.stage == "seat":
            events["breathe"] = ev.Used(who=table.seat, aid="breathe")
    found = [name for name, event in events.items() if fits(script, room, event) is None]
    if table.tied and fits(script, room, ev.Picked(pick=table.tied[0])) is None:
        found.insert(0, "pick")
    if table.stage in {"reveal", "what_if"} and table.format == "live" and len(table.what_ifs) < WHAT_IFS:
        found.insert(0, "what_if")
    if table.stage in {"hint", "talk"}:
        found.insert(0, "hint")
    if room.paused_at is not None:
        found = ["go_on"]
    if table.stage == "over":
        found.append("close")
    return found
