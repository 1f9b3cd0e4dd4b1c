"""Hot seat: one member of a team answers; the other teams predict how the customer will feel.

The seat turns with each moment: team after team, member after member. Each team has tokens: two to ask the team, one
to breathe, one to take the last answer back.
"""

from collections.abc import Mapping
from itertools import dropwhile
from typing import Final

from msgspec.structs import replace

from simulator.conversation import decisions as do
from simulator.conversation.step import step
from simulator.debrief.gap import mood_steps
from simulator.room.asking import leading, tally
from simulator.room.events import Aid
from simulator.room.formats import deciding
from simulator.room.moves import (
    ANSWERING,
    Here,
    Unfit,
    aside,
    ask,
    first_line,
    lock,
    main_round,
    mood_of,
    of_team,
    onward_from_reveal,
    play,
    vote,
    walk,
)
from simulator.room.table import Line, Purse, Round, Table
from simulator.scenario.vocabulary import MOODS, Mood

EXACT: Final = 2
NEAR: Final = 1
"""Points of a team whose prediction is right, or one of whose signs is not."""

pick = deciding.pick


def onward(here: Here, table: Table) -> Table:
    match table.stage:
        case "scene":
            return take_seat(here, table)
        case "seat" if is_deserted(here, table):
            return take_seat(here, lock(table))
        case "seat":
            return _answered(here, table)
        case "ask_team":
            return take_seat(here, lock(table))
        case "predict":
            return _predicted(here, table)
        case "reveal":
            return onward_from_reveal(here, replace(table, seat=None))
        case _:
            raise Unfit("trainer_decides")


def skip(here: Here, table: Table) -> Table:
    """The next one takes the seat; or the prediction is left out."""
    if table.stage in {"seat", "ask_team"}:
        return take_seat(here, replace(lock(table), seat=None))
    if table.stage == "predict":
        return _predicted(here, table)
    raise Unfit("nothing_to_skip")


def take_seat(here: Here, table: Table) -> Table:
    """The seat is asked: who sits there already, else the next one."""
    if table.seat is not None and here.has(table.seat):
        return vote(here, table, name="seat", voters=frozenset({table.seat}))
    seat = next_seat(here, table)
    return vote(here, replace(table, seat=seat, seats=table.seats + 1), name="seat", voters=frozenset({seat}))


def next_seat(here: Here, table: Table) -> str:
    """Team after team, and in each of them member after member. Raises Unfit in an empty room."""
    teams = here.teams
    if not teams:
        if not here.present:
            raise Unfit("nobody_there")
        return here.present[table.seats % len(here.present)].who
    members = [person.who for person in here.present if person.team == teams[table.seats % len(teams)]]
    return members[table.seats // len(teams) % len(members)]


def is_deserted(here: Here, table: Table) -> bool:
    """Whether who sits there has gone without an answer."""
    asked = main_round(table)
    has_answered = asked is not None and table.seat in asked.answers
    return table.seat is not None and not here.has(table.seat) and not has_answered


def answer_of_seat(table: Table) -> tuple[str, ...]:
    """What the seat has answered. Raises Unfit while it is silent."""
    asked = main_round(table)
    given = asked.answers.get(table.seat) if asked is not None and table.seat is not None else None
    if given is None:
        raise Unfit("seat_silent")
    return given.pick


def _answered(here: Here, table: Table) -> Table:
    chosen = answer_of_seat(table)
    after = walk(here.script, table.line, chosen)
    others = here.everybody - here.members(here.team_of(table.seat or ""))
    asked = main_round(table)
    # A reading leaves the mood as it is: there would be nothing to predict.
    is_reading = asked is not None and asked.ask == "reading"
    if is_reading or after.position.chosen is not None or not others or not here.teams:
        return play(here, table, chosen, by="seat")
    return ask(here, lock(table), "predict", "mood", MOODS, others)


def _predicted(here: Here, table: Table) -> Table:
    chosen = answer_of_seat(table)
    actual = mood_of(walk(here.script, table.line, chosen).position)
    asked = next((one for one in reversed(table.rounds) if one.ask == "mood"), None)
    points = points_of(predictions(here, asked), actual) if asked is not None else {}
    return play(here, table, chosen, by="seat", points=points)


def predictions(here: Here, asked: Round) -> dict[str, Mood]:
    """What each team predicts: what most of its members say; between equals, what was said first."""
    found: dict[str, Mood] = {}
    for team in here.opened.teams:
        own = of_team(here, asked, team)
        ahead = {name for (name,) in leading(own)}
        said = sorted(own.answers.values(), key=lambda answer: answer.place)
        first = next((answer.pick[0] for answer in said if answer.pick[0] in ahead), None)
        if first is not None:
            found[team] = first  # type: ignore[assignment]
    return found


def points_of(predicted: Mapping[str, Mood], actual: Mood) -> dict[str, int]:
    """Two points for the mood itself, one where a single sign differs."""
    steps = {team: mood_steps(mood, actual) for team, mood in predicted.items()}
    return {team: EXACT if off == 0 else NEAR if off == 1 else 0 for team, off in steps.items()}


def use(here: Here, table: Table, who: str, aid: Aid) -> Table:
    """Spend a token of the seat's team. Raises Unfit for anybody else, and where none is left."""
    if who != table.seat or table.stage not in ({"reveal"} if aid == "rewind" else {"seat"}):
        raise Unfit("not_the_seat")
    team = here.team_of(who) or who
    purse = table.purses.get(team, Purse())
    left = getattr(purse, aid)
    if not left:
        raise Unfit("token_spent")
    paid = replace(table, purses={**table.purses, team: replace(purse, **{aid: left - 1})})
    match aid:
        case "ask":
            mates = here.members(here.team_of(who)) - {who} if here.team_of(who) else here.everybody - {who}
            # On one laptop a team is one voice: its members raise their hands.
            if not mates and not here.opened.local:
                raise Unfit("nobody_to_ask")
            return _advised(vote(here, lock(paid), name="ask_team", voters=mates))
        case "breathe":
            return vote(here, aside(here, lock(paid), do.Breathe()), name="seat", voters=frozenset({who}))
        case "rewind":
            return _rewound(here, paid)


def _advised(table: Table) -> Table:
    *before, asked = table.rounds
    return replace(table, rounds=(*before, replace(asked, is_advice=True)))


def _rewound(here: Here, table: Table) -> Table:
    """The last answer has never been given, and its points with it; the same seat answers anew.

    Where it was asked how to say it, that was a turn of its own: what it chose to say is taken back with it.
    """
    turn = table.turns[-1]
    size = 2 if isinstance(table.line.decisions[turn.kept], do.Deliver) else 1
    line = first_line(here.script)
    for decision in table.line.decisions[: table.turns[-size].kept]:
        position, told = step(here.script, line.position, decision)
        line = Line(position, (*line.decisions, decision), told)
    points = {team: had - turn.points.get(team, 0) for team, had in table.points.items()}
    back = replace(table, line=line, turns=table.turns[:-size], points=points, rounds=())
    return take_seat(here, back)


def team_votes(table: Table) -> tuple[Round, tuple[int, ...]] | None:
    """What the seat's team said when it was asked at this moment; nothing that was asked for who sat there before."""
    since = dropwhile(lambda one: table.seat not in one.voters, table.rounds)
    asked = [one for one in since if one.ask in ANSWERING and table.seat not in one.voters]
    return (asked[-1], tally(asked[-1])) if asked else None
