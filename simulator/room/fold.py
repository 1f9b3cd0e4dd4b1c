"""A room is a fold over its events: `room = apply(script, room, place, event)`. No clock, no network, no chance.

An event that does not fit where the room stands changes nothing: so every hub that reads the same log stands in the
same place, whatever order the network brought. `fits` says beforehand why one would not.
"""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from msgspec.structs import replace

from simulator.conversation.decisions import Breathe, Observe
from simulator.conversation.script import Script
from simulator.room import events as ev
from simulator.room.answers import answered, counted
from simulator.room.asking import Pick
from simulator.room.formats import grid, hot_seat, live, observers, peer, say_better, teams
from simulator.room.moves import Here, Unfit, aside, branch_off, first_line, here_asked, over, play
from simulator.room.table import ASKING, BETWEEN, WHAT_IFS, Person, Room, Round, Table


class Rules(Protocol):
    """What a format's module holds."""

    def onward(self, here: Here, table: Table) -> Table: ...
    def skip(self, here: Here, table: Table) -> Table: ...
    def pick(self, here: Here, table: Table, chosen: Pick) -> Table: ...


RULES: Final[dict[str, Rules]] = {
    "peer": peer,
    "live": live,
    "hot-seat": hot_seat,
    "teams": teams,
    "grid": grid,
    "observers": observers,
    "say-better": say_better,
}
MOST_PEOPLE: Final = 5000
MOST_EVER: Final = 20_000
"""Those who have gone included: whoever comes and goes without end fills no memory."""
_WHO_LOCAL: Final = "voice-"


def begin(script: Script, opened: ev.Opened, place: int = 1) -> Room:
    """A room that has just been opened. On one laptop each team is one voice, or the room is."""
    table = Table(format=opened.format, stage="lobby", line=first_line(script))
    people: dict[str, Person] = {}
    if opened.local:
        voices = opened.teams or ("",)
        for number, team in enumerate(voices, start=1):
            who = f"{_WHO_LOCAL}{number}"
            people[who] = Person(who, team, "", place, team or None)
    return Room(opened, table, people, place=place, led=place)


def apply(script: Script, room: Room, place: int, event: ev.Event) -> Room:
    """The room after an event at a place of the log, further on than the last. What does not fit changes nothing."""
    return tried(script, room, place, event)[0]


def tried(script: Script, room: Room, place: int, event: ev.Event) -> tuple[Room, str | None]:
    """The same, and why the event changed nothing there, as a key; None where it fits."""
    why = None
    try:
        after = _changed(script, room, place, event)
    except Unfit as unfit:
        after, why = room, unfit.key
    led = place if isinstance(event, ev.Led) else room.led
    return replace(after, place=place, led=led), why


def fits(script: Script, room: Room, event: ev.Event) -> str | None:
    """Why an event would change nothing now, as a key; None where it fits."""
    try:
        _changed(script, room, room.place + 1, event)
    except Unfit as unfit:
        return unfit.key
    return None


def here_in(script: Script, room: Room, place: int | None = None, at: float = 0.0) -> Here:
    """What the formats look at besides the table."""
    return Here(script, room.opened, room.people, room.place if place is None else place, at)


def _changed(script: Script, room: Room, place: int, event: ev.Event) -> Room:
    if room.closed:
        raise Unfit("room_closed")
    # While the room is paused its time stands still, also for what is done meanwhile.
    here = here_in(script, room, place, event.at if room.paused_at is None else room.paused_at)
    handler = _HANDLERS.get(type(event))
    if handler is None:
        raise Unfit("opened_twice")
    return handler(here, room, event)


def _to(room: Room, table: Table) -> Room:
    """A step of the trainer, or one that he may take back."""
    return replace(room, table=table, earlier=(*room.earlier, room.table))


def _advanced(here: Here, room: Room, _event: ev.Event) -> Room:
    if room.paused_at is not None:
        raise Unfit("paused")
    table = room.table
    match table.stage:
        case "lobby":
            return _to(room, replace(table, stage="scene"))
        case "rating":
            ended = over(table)
            return _to(room, replace(ended, rating=ended.rounds[-1]))
        case "over":
            raise Unfit("room_over")
        case "scene" if here_asked(here, table) is None and table.format not in {"teams", "say-better"}:
            # A reflection is talked over, and nothing comes of it that could be shown.
            return _to(room, replace(play(here, table, (), by="room"), stage="scene"))
        case _:
            return _to(room, RULES[table.format].onward(here, table))


def _skipped(here: Here, room: Room, _event: ev.Event) -> Room:
    table = room.table
    if table.stage == "rating":
        return _to(room, over(table))
    if table.stage in {"lobby", "over"}:
        raise Unfit("nothing_to_skip")
    return _to(room, RULES[table.format].skip(here, table))


def _stepped_back(here: Here, room: Room, _event: ev.Event) -> Room:
    if not room.earlier:
        raise Unfit("at_the_beginning")
    if room.table.stage == "own" and any(branch.turns for branch in room.table.teams.values()):
        raise Unfit("teams_play")
    removed = frozenset(person.who for person in room.people.values() if person.removed)
    left = frozenset(person.who for person in room.people.values() if person.left)
    table = _excusing(left, _without(removed, room.earlier[-1]))
    return replace(room, table=teams.manned(here, table), earlier=room.earlier[:-1])


def _format(_here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.FormatChosen)
    table = room.table
    if table.stage not in BETWEEN or table.line.position.chosen is not None:
        raise Unfit("not_between")
    if table.line.position.state.is_over and event.format != "say-better":
        # Only sentences can still be said better once there is nothing left to answer.
        raise Unfit("call_over")
    if room.opened.local and event.format not in ev.WITHOUT_NETWORK:
        raise Unfit("needs_network")
    if event.format == "teams" and not room.opened.teams:
        raise Unfit("no_teams")
    stage = "lobby" if table.stage == "lobby" else "scene"
    return _to(room, replace(table, format=event.format, stage=stage, rounds=(), tied=(), hints=(), seat=None))


def _paused(_here: Here, room: Room, event: ev.Event) -> Room:
    if room.paused_at is not None:
        raise Unfit("paused")
    return replace(room, paused_at=event.at)


def _unpaused(_here: Here, room: Room, event: ev.Event) -> Room:
    if room.paused_at is None:
        raise Unfit("not_paused")
    rested = max(0.0, event.at - room.paused_at)
    ends_at = room.table.ends_at + rested if room.table.ends_at is not None else None
    return replace(room, paused_at=None, table=replace(room.table, ends_at=ends_at))


def _extended(here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.Extended)
    if room.table.stage not in ASKING or not 0 < event.seconds <= _HOUR:
        raise Unfit("nothing_asked")
    ends_at = max(here.at, room.table.ends_at or 0.0) + event.seconds
    return replace(room, table=replace(room.table, ends_at=ends_at))


_HOUR: Final = 3600


def _hinted(_here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.Hinted)
    if room.table.stage in {"lobby", "over"} or not event.words.strip():
        raise Unfit("no_hint_here")
    return _to(room, replace(room.table, hints=(*room.table.hints, event.words)))


def _picked(here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.Picked)
    table = room.table
    if table.format == "teams":
        return replace(room, table=teams.pick(here, table, event.pick, event.team))
    return _to(room, RULES[table.format].pick(here, table, event.pick))


def _counted(_here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.Counted)
    return replace(room, table=counted(room, event))


def _what_if(here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.WhatIf)
    table = room.table
    if table.format != "live" or table.stage not in {"reveal", "what_if"}:
        raise Unfit("no_what_if_here")
    if len(table.what_ifs) >= WHAT_IFS:
        raise Unfit("what_ifs_spent")
    return _to(room, branch_off(here, table, event.pick))


def _aside(here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.Aside)
    table = room.table
    if table.stage != "scene" or table.format in {"teams", "say-better"} or table.line.position.chosen is not None:
        raise Unfit("nothing_asked")
    return _to(room, aside(here, table, Observe() if event.action == "observe" else Breathe()))


def _removed(here: Here, room: Room, event: ev.Event) -> Room:
    """Gone, and his answers to what is still open with him."""
    assert isinstance(event, ev.Removed)
    person = room.people.get(event.who)
    if person is None or person.removed:
        raise Unfit("nobody_of_that_name")
    if room.opened.local and room.present == (person,):
        raise Unfit("last_voice")
    people = {**room.people, event.who: replace(person, removed=True)}
    left = _without(frozenset({event.who}), room.table)
    return replace(room, people=people, table=teams.manned(here._replace(people=people), left))


def _without(gone: frozenset[str], table: Table) -> Table:
    """A table whose open rounds ask these people no more, and hold no answer of theirs."""
    return _asking(table, lambda asked: _asked_without(gone, asked))


def _excusing(left: frozenset[str], table: Table) -> Table:
    """A table whose open rounds wait for these people no more; what they have answered stands."""
    return _asking(table, lambda asked: _asked_without(left - asked.answers.keys(), asked))


def _asking(table: Table, changed: Callable[[Round], Round]) -> Table:
    branches = {
        team: replace(branch, round=changed(branch.round)) if branch.round is not None else branch
        for team, branch in table.teams.items()
    }
    return replace(table, rounds=tuple(changed(one) for one in table.rounds), teams=branches)


def _asked_without(gone: frozenset[str], asked: Round) -> Round:
    if asked.locked or not gone & asked.voters:
        return asked
    kept = {who: answer for who, answer in asked.answers.items() if who not in gone}
    return replace(asked, voters=asked.voters - gone, answers=kept)


def _joins_locked(_here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.JoinsLocked)
    return replace(room, locked=event.locked)


def _closed(_here: Here, room: Room, _event: ev.Event) -> Room:
    return replace(room, closed=True)


def _joined(here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.Joined)
    if room.opened.local:
        raise Unfit("nobody_joins_here")
    if room.locked:
        raise Unfit("joins_locked")
    if event.who in room.people:
        raise Unfit("joined_twice")
    if len(room.people) >= MOST_PEOPLE and (len(room.present) >= MOST_PEOPLE or len(room.people) >= MOST_EVER):
        raise Unfit("room_full")
    team = event.team
    if (team is None) == bool(room.opened.teams) or (team is not None and team not in room.opened.teams):
        raise Unfit("no_such_team")
    person = Person(event.who, event.name, event.token, here.place, team)
    welcome = replace(room, people={**room.people, event.who: person})
    return replace(welcome, table=teams.manned(here._replace(people=welcome.people), room.table))


def _left(here: Here, room: Room, event: ev.Event) -> Room:
    """Gone by his own wish: nobody waits for him any more, and what he has answered stands."""
    assert isinstance(event, ev.Left)
    if room.opened.local or not here.has(event.who):
        raise Unfit("nobody_of_that_name")
    people = {**room.people, event.who: replace(room.people[event.who], left=True)}
    excused = _excusing(frozenset({event.who}), room.table)
    return replace(room, people=people, table=teams.manned(here._replace(people=people), excused))


def _voted(here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.Voted)
    return replace(room, table=answered(here, room, event))


def _used(here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.Used)
    if room.table.format != "hot-seat" or room.paused_at is not None or not here.has(event.who):
        raise Unfit("not_the_seat")
    return _to(room, hot_seat.use(here, room.table, event.who, event.aid))


def _went(here: Here, room: Room, event: ev.Event) -> Room:
    assert isinstance(event, ev.Went)
    if room.table.format != "teams" or room.paused_at is not None:
        raise Unfit("not_the_speaker")
    return replace(room, table=teams.go(here, room.table, event.who, event.round))


_HANDLERS: Final[Mapping[type, Callable[[Here, Room, ev.Event], Room]]] = {
    ev.Advanced: _advanced,
    ev.Skipped: _skipped,
    ev.SteppedBack: _stepped_back,
    ev.FormatChosen: _format,
    ev.Paused: _paused,
    ev.Unpaused: _unpaused,
    ev.Extended: _extended,
    ev.Hinted: _hinted,
    ev.Picked: _picked,
    ev.Counted: _counted,
    ev.WhatIf: _what_if,
    ev.Aside: _aside,
    ev.Removed: _removed,
    ev.JoinsLocked: _joins_locked,
    ev.Closed: _closed,
    ev.Joined: _joined,
    ev.Left: _left,
    ev.Voted: _voted,
    ev.Used: _used,
    ev.Went: _went,
}
