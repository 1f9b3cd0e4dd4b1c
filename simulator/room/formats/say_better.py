"""Say it better: a hollow sentence, rewritten by every team in 25 words; the best is voted blind, as the customer.

Nobody votes for his own. The call itself stays where it is. On one laptop without teams the sentences come from the
floor, as many as are typed, and nobody is told who had which.
"""

from hashlib import sha256
from typing import Final

from msgspec.structs import replace

from simulator.conversation.node import Option
from simulator.conversation.script import Script
from simulator.room.asking import leading
from simulator.room.events import Opened, Voted
from simulator.room.moves import Here, Unfit, ask, finish, lock
from simulator.room.table import Answer, Line, Rewritten, Round, Table
from simulator.rubric.stock import Hit
from simulator.scenario.model import Exchange

EARNED = 1
"""Points of a sentence that the room votes best."""
MOST_SENTENCES: Final = 26
"""From the floor: as many as there may be teams."""


def onward(here: Here, table: Table) -> Table:
    match table.stage:
        case "scene" if is_spent(here.script, table):
            return finish(here, table)
        case "scene":
            hollow_here(here, table)
            return ask(here, table, "rewrite", "write", (), here.everybody)
        case "rewrite":
            if not entries(here, table.rounds[-1]):
                raise Unfit("nobody_wrote")
            return replace(lock(table), stage="entries")
        case "entries" if from_the_floor(here.opened) and len(entries(here, table.rounds[-1])) == 1:
            # One sentence alone is no choice.
            return skip(here, table)
        case "entries":
            return ask(here, table, "best", "best", shown(here, table.rounds[-1]), here.everybody)
        case "best":
            return _decided(here, table)
        case "reveal":
            return _to_the_next(table)
        case _:
            raise Unfit("trainer_decides")


def skip(here: Here, table: Table) -> Table:
    """Another sentence, without a vote on this one; once the call is over, on to its end."""
    if table.stage == "scene" and table.line.position.state.is_over:
        return finish(here, table)
    if table.stage in {"rewrite", "entries", "best"}:
        return _to_the_next(_kept(here, table))
    raise Unfit("nothing_to_skip")


def _to_the_next(table: Table) -> Table:
    """Of the sentence that was on the wall nothing is asked or hinted any more."""
    return replace(table, stage="scene", rounds=(), hints=(), ends_at=None)


def pick(here: Here, table: Table, chosen: tuple[str, ...]) -> Table:
    raise Unfit("nothing_asked")


def hollow(script: Script, line: Line) -> tuple[tuple[str, Option], ...]:
    """The responses that hold stock phrases, with their moments: where the call stands first, then the hollowest."""
    found = [
        (script.moment_ids[place], option)
        for place, moment in enumerate(script.moments)
        if isinstance(moment, Exchange) and script.has(script.moment_ids[place])
        for option in script.node(place).options
        if any(words.hits for words in option.effect.judgement.words)
    ]
    now = "" if line.position.state.is_over else script.moment_id(line.position.state)
    return tuple(sorted(found, key=lambda one: (one[0] != now, one[1].effect.merits.naturalness[0])))


def hollow_here(here: Here, table: Table) -> tuple[str, Option]:
    """The sentence whose turn it is. Raises Unfit once every one has been rewritten."""
    return next_hollow(here.script, table)


def next_hollow(script: Script, table: Table) -> tuple[str, Option]:
    """The same, for who shows it."""
    done = {(one.moment, one.response) for one in table.rewritten}
    for moment, option in hollow(script, table.line):
        if (moment, option.name) not in done:
            return moment, option
    raise Unfit("nothing_hollow")


def is_spent(script: Script, table: Table) -> bool:
    """Whether there is nothing more to do: the call is over, and every hollow sentence has been rewritten."""
    if not table.line.position.state.is_over:
        return False
    try:
        next_hollow(script, table)
    except Unfit:
        return True
    return False


def stock_in(script: Script, text: str) -> tuple[Hit, ...]:
    """The stock phrases of a sentence said to this customer."""
    return script.stock_in(text)


def entries(here: Here, asked: Round) -> dict[str, Answer]:
    """One sentence a team, the last one written there; a participant without a team is his own.

    From the floor each by its number, in the order of these.
    """
    found: dict[str, Answer] = {}
    for who, answer in sorted(asked.answers.items(), key=lambda one: one[1].place):
        if from_the_floor(here.opened):
            found |= {number: replace(answer, words={"text": text}) for number, text in answer.words.items()}
            continue
        # Who has gone since has written for his team all the same.
        found[here.people[who].team or who] = answer
    return found


def from_the_floor(opened: Opened) -> bool:
    """Whether a sentence is whoever's has one: on one laptop without teams."""
    return opened.local and not opened.teams


def gathered(asked: Round, event: Voted) -> dict[str, str]:
    """The sentences from the floor by their numbers, once this is said too. Raises Unfit.

    As `text` it is one more. Under a number it stands in the place of what was there, or behind the last; nothing
    typed there takes a sentence away.
    """
    given = asked.answers.get(event.who)
    before = dict(given.words) if given is not None else {}
    behind = str(max(map(int, before), default=0) + 1)
    [(field, text)] = event.words.items() if len(event.words) == 1 else [("", "")]
    number = behind if field == "text" else field
    if event.pick or number not in {*before, behind} or (number == behind and not text.strip()):
        raise Unfit("not_asked")
    after = {**before, number: text}
    if not text.strip():
        del after[number]
    if len(after) > MOST_SENTENCES:
        raise Unfit("too_many_sentences")
    return after


def shown(here: Here, asked: Round) -> tuple[str, ...]:
    """Whose entries there are, in an order that gives nobody away."""
    return tuple(sorted(entries(here, asked), key=lambda owner: sha256(f"{asked.id}:{owner}".encode()).digest()))


def owns(here: Here, who: str, owner: str) -> bool:
    return owner == (here.team_of(who) or who)


def _decided(here: Here, table: Table) -> Table:
    best = table.rounds[-1]
    winners = [owner for (owner,) in leading(best)]
    if not winners:
        raise Unfit("nobody_voted")
    points = dict(table.points)
    for owner in winners:
        if owner in here.opened.teams:
            points[owner] = points.get(owner, 0) + EARNED
    return replace(_kept(here, lock(table)), stage="reveal", points=points, ends_at=None)


def _kept(here: Here, table: Table) -> Table:
    moment, option = hollow_here(here, table)
    return replace(table, rewritten=(*table.rewritten, Rewritten(moment, option.name, lock(table).rounds)))
