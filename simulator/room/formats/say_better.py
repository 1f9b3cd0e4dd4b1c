"""Say it better: a hollow sentence, rewritten by every team in 25 words; the best is voted blind, as the customer.

Nobody votes for his own. The call itself stays where it is.
"""

from hashlib import sha256

from msgspec.structs import replace

from simulator.conversation.node import Option
from simulator.conversation.script import Script
from simulator.room.asking import leading
from simulator.room.moves import Here, Unfit, ask, finish, lock
from simulator.room.table import Answer, Line, Rewritten, Round, Table
from simulator.rubric.stock import Hit, detect
from simulator.scenario.model import Exchange

EARNED = 1
"""Points of a sentence that the room votes best."""


def onward(here: Here, table: Table) -> Table:
    match table.stage:
        case "scene" if is_spent(here.script, table):
            return finish(here, table)
        case "scene":
            hollow_here(here, table)
            return ask(here, table, "rewrite", "write", (), here.everybody)
        case "rewrite":
            if not table.rounds[-1].answers:
                raise Unfit("nobody_wrote")
            return replace(lock(table), stage="entries")
        case "entries":
            return ask(here, table, "best", "best", shown(here, table.rounds[-1]), here.everybody)
        case "best":
            return _decided(here, table)
        case "reveal":
            return replace(table, stage="scene", rounds=())
        case _:
            raise Unfit("trainer_decides")


def skip(here: Here, table: Table) -> Table:
    """Another sentence, without a vote on this one; once the call is over, on to its end."""
    if table.stage == "scene" and table.line.position.state.is_over:
        return finish(here, table)
    if table.stage in {"rewrite", "entries", "best"}:
        return replace(_kept(here, table), stage="scene", rounds=())
    raise Unfit("nothing_to_skip")


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
    return detect(text, script.scenario.language, script.customer.facts.values())


def entries(here: Here, asked: Round) -> dict[str, Answer]:
    """One sentence a team, the last one written there; a participant without a team is his own."""
    found: dict[str, Answer] = {}
    for who, answer in sorted(asked.answers.items(), key=lambda one: one[1].place):
        # Who was removed since has written for his team all the same.
        found[here.people[who].team or who] = answer
    return found


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
