"""The steps that formats are made of: ask, lock, play, turn to the next moment."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from msgspec.structs import replace

from simulator.conversation.decisions import Breathe, Observe
from simulator.conversation.events import Event
from simulator.conversation.script import Script
from simulator.conversation.step import Position, begin, step
from simulator.errors import IllegalDecision
from simulator.room import asking
from simulator.room.asking import Pick, Question
from simulator.room.events import Opened
from simulator.room.table import ROUNDS_AT_ONCE, Ask, Branched, Line, Person, Round, Stage, Table, Turn
from simulator.rubric.mood import mood_word
from simulator.scenario.vocabulary import Mood

ANSWERING: Final = frozenset({"choose", "parts", "tone", "reading"})
"""What a round asks where its outcome can be played."""
RATINGS: Final = tuple(str(number) for number in range(11))


class Unfit(Exception):
    """An event that does not fit where the room stands. It changes nothing; `key` says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Here(NamedTuple):
    """What a format may look at besides the table: the script, who is there, and the event that is being folded."""

    script: Script
    opened: Opened
    people: Mapping[str, Person]
    """Everybody who has joined, by id."""
    place: int
    at: float

    @property
    def present(self) -> tuple[Person, ...]:
        """Everybody who has neither left nor been removed, in the order of joining."""
        return tuple(person for person in self.people.values() if person.is_here)

    def has(self, who: str) -> bool:
        """Whether somebody is there. Asked for every vote: it must not cost more in a full room."""
        person = self.people.get(who)
        return person is not None and person.is_here

    @property
    def everybody(self) -> frozenset[str]:
        return frozenset(who for who, person in self.people.items() if person.is_here)

    def members(self, team: str | None) -> frozenset[str]:
        return frozenset(person.who for person in self.present if person.team == team)

    def team_of(self, who: str) -> str | None:
        return self.people[who].team if self.has(who) else None

    @property
    def teams(self) -> tuple[str, ...]:
        """The teams that have somebody in them."""
        return tuple(team for team in self.opened.teams if self.members(team))


def first_line(script: Script) -> Line:
    """A call that has just begun."""
    position, events = begin(script)
    return Line(position, (), events)


def walk(script: Script, line: Line, pick: Pick) -> Line:
    """A line one answer further. Raises Unfit for an answer that cannot be given there."""
    if line.position.state.is_over:
        raise Unfit("call_over")
    asked = asking.question(script, line.position, 0)
    if pick != () if asked is None else not asked.takes(pick):
        raise Unfit("not_open")
    decisions = asking.decided(script, line.position, pick)
    position = line.position
    told: list[Event] = []
    for decision in decisions:
        try:
            position, events = step(script, position, decision)
        except IllegalDecision as error:
            raise Unfit("not_open") from error
        told.extend(events)
    return Line(position, (*line.decisions, *decisions), tuple(told))


def aside(here: Here, table: Table, decision: Breathe | Observe) -> Table:
    """What the agent does for himself before he answers. Raises Unfit where it would change nothing."""
    line = table.line
    if line.position.chosen is not None:
        # Its words are chosen and its tone is not: nobody breathes in the middle of an answer.
        raise Unfit("nothing_asked")
    try:
        position, told = step(here.script, line.position, decision)
    except IllegalDecision as error:
        raise Unfit("done_already") from error
    return replace(table, line=Line(position, (*line.decisions, decision), told))


def mood_of(position: Position) -> Mood:
    return mood_word(position.state.valence, position.state.arousal, position.state.control)


def moment_of(script: Script, line: Line) -> str:
    """The moment before the room; empty once the call is over."""
    return "" if line.position.state.is_over else script.moment_id(line.position.state)


def ask(
    here: Here,
    table: Table,
    name: Stage,
    what: Ask,
    choices: Iterable[str],
    voters: frozenset[str],
    *,
    least: int = 1,
    most: int = 1,
) -> Table:
    """Open a round, in a stage of this name."""
    opened = new_round(
        here,
        what,
        choices,
        voters,
        moment_of(here.script, table.line),
        number=len(table.rounds),
        least=least,
        most=most,
    )
    ends_at = here.at + here.opened.seconds if here.opened.seconds is not None else None
    return replace(table, stage=name, rounds=(*table.rounds, opened), ends_at=ends_at)


def new_round(
    here: Here,
    what: Ask,
    choices: Iterable[str],
    voters: frozenset[str],
    moment: str,
    *,
    number: int = 0,
    least: int = 1,
    most: int = 1,
) -> Round:
    """A round that nobody has answered. Its id is the place of the event that opened it, with its number there."""
    return Round(
        id=here.place * ROUNDS_AT_ONCE + number % ROUNDS_AT_ONCE,
        ask=what,
        moment=moment,
        choices=tuple(choices),
        voters=voters,
        least=least,
        most=most,
    )


def here_asked(here: Here, table: Table) -> Question | None:
    """What may be asked where the call stands; nothing once it is over."""
    if table.line.position.state.is_over:
        return None
    return asking.question(here.script, table.line.position, here.opened.seed)


def vote(
    here: Here,
    table: Table,
    *,
    choices: Pick | None = None,
    name: Stage = "vote",
    voters: frozenset[str] | None = None,
) -> Table:
    """Open a vote on what to do at this moment. Raises Unfit where there is nothing to vote on."""
    asked = here_asked(here, table)
    if asked is None:
        raise Unfit("nothing_asked")
    return ask(
        here,
        table,
        name,
        asked.ask,
        choices or asked.choices,
        here.everybody if voters is None else voters,
        least=asked.least,
        most=asked.most,
    )


def lock(table: Table) -> Table:
    """No answer counts any more."""
    return replace(table, rounds=tuple(replace(one, locked=True) for one in table.rounds), ends_at=None)


def play(here: Here, table: Table, pick: Pick, *, by: str, points: dict[str, int] | None = None) -> Table:
    """Play an answer: the customer reacts, and the room sees it; or its tone is still to be chosen."""
    rounds = lock(table).rounds
    best = right_here(here, table)
    turn = Turn(
        moment=moment_of(here.script, table.line),
        format=table.format,
        kept=len(table.line.decisions),
        pick=pick,
        right=tuple(sorted(" ".join(one) for one in best)),
        better_closed=asking.better_closed(here.script, table.line.position, best),
        rounds=rounds,
        by=by,
        points=points or {},
    )
    line = walk(here.script, table.line, pick)
    total = {team: table.points.get(team, 0) + turn.points.get(team, 0) for team in {**table.points, **turn.points}}
    heard = dict(table.heard)
    for team in heard_in(here, rounds, pick):
        heard[team] = heard.get(team, 0) + 1
    return replace(
        table,
        line=line,
        turns=(*table.turns, turn),
        rounds=(),
        tied=(),
        hints=(),
        points=total,
        heard=heard,
        stage="scene" if line.position.chosen is not None else "reveal",
        ends_at=None,
    )


def right_here(here: Here, table: Table) -> frozenset[Pick]:
    """The right answers at the moment before the room, all that is open considered."""
    asked = here_asked(here, table)
    if asked is None:
        return frozenset()
    voted = main_round(table)
    blank = new_round(here, asked.ask, asked.choices, frozenset(), "", least=asked.least, most=asked.most)
    answers = voted.answers if voted is not None and voted.ask == asked.ask else {}
    return asking.right(here.script, table.line.position, replace(blank, answers=answers))


def main_round(table: Table) -> Round | None:
    """The last vote on what to do at this moment."""
    return next((one for one in reversed(table.rounds) if one.ask in ANSWERING), None)


def heard_in(here: Here, rounds: tuple[Round, ...], pick: Pick) -> list[str]:
    """The teams whose own favourite, in the last vote, is what is played."""
    last = next((one for one in reversed(rounds) if one.ask in ANSWERING), None)
    if last is None or last.counts is not None:
        return []
    return [team for team in here.opened.teams if pick in asking.leading(of_team(here, last, team))]


def of_team(here: Here, asked: Round, team: str) -> Round:
    """A round with the answers of one team alone; who has gone after it has answered for his team all the same."""
    own = {who: answer for who, answer in asked.answers.items() if here.people[who].team == team}
    return replace(asked, answers=own)


def branch_off(here: Here, table: Table, pick: Pick) -> Table:
    """Look at another answer to what was played last. Raises Unfit for one that could not have been given."""
    turn = table.turns[-1]
    branch = Branched(turn.moment, turn.kept, pick)
    branched_line(here.script, table.line, branch)
    return replace(table, stage="what_if", what_ifs=(*table.what_ifs, branch))


def branched_line(script: Script, line: Line, branch: Branched) -> Line:
    """The call as it would have gone on with another answer."""
    side = first_line(script)
    position = side.position
    for decision in line.decisions[: branch.kept]:
        position, _ = step(script, position, decision)
    return walk(script, Line(position, line.decisions[: branch.kept]), branch.pick)


def onward_from_reveal(here: Here, table: Table) -> Table:
    """From a reveal to the next moment, or to the room's own judgement once the call is over."""
    if table.line.position.state.is_over:
        return finish(here, table)
    return replace(table, stage="scene", rounds=(), tied=(), hints=(), ends_at=None)


def over(table: Table) -> Table:
    """The end: nothing is asked or hinted any more."""
    return replace(lock(table), stage="over", hints=())


def finish(here: Here, table: Table) -> Table:
    """Before the verdict the room says how well understood it thinks that the customer felt."""
    if not table.turns or table.rating is not None:
        return over(table)
    return ask(here, replace(table, rounds=()), "rating", "rating", RATINGS, here.everybody)
