"""Parallel teams: every team plays its own call at its own pace; the trainer sees all.

A team's speaker, its first member, plays what the team has voted; where it lies level, his own vote decides.
"""

from msgspec.structs import replace

from simulator.room import asking
from simulator.room.asking import Pick
from simulator.room.moves import Here, Unfit, moment_of, new_round, over, walk
from simulator.room.table import Branch, Line, Round, Table, Turn


def onward(here: Here, table: Table) -> Table:
    match table.stage:
        case "scene" | "reveal":
            return _set_out(here, table)
        case "own":
            return over(table)
        case _:
            raise Unfit("room_over")


def skip(here: Here, table: Table) -> Table:
    raise Unfit("nothing_to_skip")


def _set_out(here: Here, table: Table) -> Table:
    if not here.opened.teams:
        raise Unfit("no_teams")
    if table.line.position.state.is_over:
        raise Unfit("call_over")
    branches = {
        team: Branch(table.line, _asked(here, table.line, team, number), ())
        for number, team in enumerate(here.opened.teams)
    }
    return replace(table, stage="own", teams=branches, rounds=())


def _asked(here: Here, line: Line, team: str, number: int) -> Round | None:
    """What a team is asked where its call stands; a reflection asks for nothing but to go on."""
    if line.position.state.is_over:
        return None
    asked = asking.question(here.script, line.position, here.opened.seed)
    what, choices, least, most = asked or asking.Question("reading", (), 0, 0)
    moment = moment_of(here.script, line)
    return new_round(here, what, choices, here.members(team), moment, number=number, least=least, most=most)


def speaker(here: Here, team: str) -> str | None:
    """The first member of a team that is there."""
    return next((person.who for person in here.present if person.team == team), None)


def go(here: Here, table: Table, who: str, asked: int) -> Table:
    """The speaker plays his team's answer. Raises Unfit for anybody else, and where nobody has voted."""
    team = here.team_of(who)
    if team is None or table.stage != "own" or who != speaker(here, team):
        raise Unfit("not_the_speaker")
    branch = table.teams[team]
    if branch.round is None or branch.round.id != asked:
        raise Unfit("round_over")
    return _played(here, table, team, _chosen(branch.round, who), by="team")


def pick(here: Here, table: Table, chosen: Pick, team: str | None = None) -> Table:
    """The trainer plays for a team that is stuck."""
    if table.stage != "own" or team not in table.teams:
        raise Unfit("nothing_asked")
    return _played(here, table, team, chosen, by="trainer")


def _chosen(asked: Round, who: str) -> Pick:
    if not asked.choices:
        return ()
    ahead = asking.leading(asked)
    if not ahead:
        raise Unfit("nobody_voted")
    own = asked.answers.get(who)
    if own is not None and own.pick in ahead:
        return own.pick
    said = sorted(asked.answers.values(), key=lambda answer: answer.place)
    return next((answer.pick for answer in said if answer.pick in ahead), ahead[0])


def _played(here: Here, table: Table, team: str, chosen: Pick, *, by: str) -> Table:
    branch = table.teams[team]
    if branch.round is None:
        raise Unfit("call_over")
    line = walk(here.script, branch.line, chosen)
    best = asking.right(here.script, branch.line.position, branch.round) if branch.round.choices else frozenset()
    turn = Turn(
        moment=branch.round.moment,
        format="teams",
        kept=len(branch.line.decisions),
        pick=chosen,
        right=tuple(sorted(" ".join(one) for one in best)),
        better_closed=asking.better_closed(here.script, branch.line.position, best),
        rounds=(replace(branch.round, locked=True),),
        by=by,
        team=team,
    )
    number = here.opened.teams.index(team)
    further = Branch(line, _asked(here, line, team, number), (*branch.turns, turn))
    return replace(table, teams={**table.teams, team: further})


def manned(here: Here, table: Table) -> Table:
    """Each team that nobody is left to answer for asks who speaks for it now, late as he may be."""
    if table.stage != "own":
        return table
    branches = {team: _manned(here, team, branch) for team, branch in table.teams.items()}
    return replace(table, teams=branches) if branches != table.teams else table


def _manned(here: Here, team: str, branch: Branch) -> Branch:
    who = speaker(here, team)
    if who is None or branch.round is None or any(here.has(voter) for voter in branch.round.voters):
        return branch
    return replace(branch, round=replace(branch.round, voters=branch.round.answers.keys() | {who}))
