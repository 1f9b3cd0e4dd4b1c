"""What teams have: a seat and its tokens, predictions, points; and in parallel teams, how far each has come."""

from collections.abc import Mapping, Sequence
from typing import Final

from simulator.locale import _, ngettext
from simulator.room.seen import Question, Shown, View
from simulator.room.table import Branch
from simulator.room.views import view
from simulator.tui.leading.sight import Sight
from simulator.tui.text import clipped, one_line
from simulator.tui.widgets.lines import Line, Piece, padded, paragraph, spread, width_of
from simulator.tui.widgets.room_choices import choice_block
from simulator.tui.widgets.room_marks import mood_line, mood_sign
from simulator.wording.room import aid_name

_FEW: Final = 4
"""Teams that a line each is not too much for."""
_NAME: Final = 24
"""Cells of a team's name where there are many."""
_GAP: Final = Piece("   ")


def seat_block(sight: Sight, width: int) -> list[Line]:
    """Whose seat it is, and which tokens the team still has."""
    seen = sight.view
    if seen.seat is None:
        return []
    name, team = one_line(seen.seat_name or ""), one_line(seen.seat_team or "")
    both = f"{name} ({team})" if name and team and name != team else name or team or _("the room")
    lines = paragraph(_("On the seat: {name}").format(name=both), width, "strong", first=(Piece("◉ ", "accent"),))
    if seen.seat_team in seen.purses:
        told = "  ·  ".join(
            f"{aid_name(aid)} {'●' * left or '○'}"
            for aid, left in zip(("ask", "breathe", "rewind"), seen.purses[seen.seat_team], strict=True)
        )
        lines += paragraph(_("Tokens: {tokens}").format(tokens=told), width, "muted", first=(Piece("  "),))
    return lines


def advised_blocks(sight: Sight, width: int) -> list[list[Line]]:
    """The choices before the seat with what its team said of each; none where it was not asked."""
    said, now = sight.view.team_said, sight.view.question
    if not said or now is None:
        return []
    asked = Question(now.round, now.ask, "team", voted=sum(shown.votes or 0 for shown in said))
    return [
        [(Piece(_("The team says"), "heading"),)],
        *(choice_block(sight, asked, Shown(shown.number, shown.text, votes=shown.votes), width) for shown in said),
    ]


def predictions_block(sight: Sight, width: int) -> list[Line]:
    """What each team predicted, and what it earned by it."""
    seen = sight.view
    if not seen.predictions:
        return []
    earned = sight.room.table.turns[-1].points if sight.room.table.turns else {}
    lines: list[Line] = [(Piece(_("What the teams predicted"), "heading"),)]
    if sight.brief and len(seen.predictions) > _FEW:
        return [*lines, *_by_mood(seen, earned, width)]
    for team, mood in seen.predictions.items():
        points = earned.get(team, 0)
        told = ngettext("{count} point", "{count} points", points).format(count=points)
        called = _("{heading}:").format(heading=clipped(team, width // 3))
        named = Piece(f"  {called} ", "muted")
        lines.append(spread((named, *mood_sign(mood)), (Piece(f"+{told}", "strong"),), min(width, 60)))
    return lines


def _by_mood(seen: View, earned: Mapping[str, int], width: int) -> list[Line]:
    """The teams that predicted the same mood on one line, as they have earned the same by it."""
    lines: list[Line] = []
    for mood in dict.fromkeys(seen.predictions.values()):
        teams = [team for team, predicted in seen.predictions.items() if predicted == mood]
        points = earned.get(teams[0], 0)
        told = ngettext("{count} point", "{count} points", points).format(count=points)
        first = (Piece("  "), *mood_sign(mood), Piece(f"  +{told}  ", "strong"))
        names = "  ·  ".join(clipped(one_line(team), _NAME) for team in teams)
        lines += paragraph(names, width, "muted", first=first, rest=(Piece("     "),))
    return lines


def points_line(seen: View, width: int) -> list[Line]:
    """The points of every team, whose order is that of their names: it is no ranking."""
    if not seen.points:
        return []
    points = {**dict.fromkeys(seen.teams, 0), **seen.points}
    told = counted_teams(dict(sorted(points.items())), _NAME if len(points) > _FEW else width)
    return paragraph(_("Points: {points}").format(points=told), width, "strong")


def counted_teams(teams: Mapping[str, int], width: int) -> str:
    """Each team, its name cut to a width, with its count: behind a colon where a name ends in a figure itself."""
    told = _("{name}: {words}") if any(name[-1:].isdigit() for name in teams) else "{name} {words}"
    return " · ".join(told.format(name=clipped(one_line(name), width), words=count) for name, count in teams.items())


def progress_blocks(sight: Sight, width: int) -> list[list[Line]]:
    """Parallel teams: how many answers each has given, the mood of its customer, who is still thinking."""
    teams = sight.room.table.teams
    heads = _aligned([_head(sight, number, team, width) for number, team in enumerate(teams, start=1)])
    doing = [_doing(branch) for branch in teams.values()]
    if max(map(width_of, heads), default=0) + max(map(width_of, doing), default=0) + len(_GAP.text) <= width:
        return [[(*head, _GAP, *told)] for head, told in zip(heads, doing, strict=True)]
    if sight.brief:
        return [[(*head, _GAP, *_shortly(branch))] for head, branch in zip(heads, teams.values(), strict=True)]
    return [[head, (Piece("      "), *told)] for head, told in zip(heads, doing, strict=True)]


def _head(sight: Sight, number: int, team: str, width: int) -> list[Line]:
    """A team's cells: its number, its name, how many answers it has given, the mood of its customer."""
    seen = view(sight.script, sight.room, team)
    played = ngettext("{count} answer", "{count} answers", seen.number).format(count=seen.number)
    mood = mood_line(seen.standing) if seen.standing is not None else ()
    name = (Piece(clipped(one_line(team), width // 3), "strong"),)
    return [(Piece(f" {number:>2}  ", "accent"),), name, (Piece(played, "muted"),), mood]


def _aligned(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """Rows of cells, each column as wide as its widest cell."""
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    return [
        tuple(
            piece
            for place, (cell, size) in enumerate(zip(row, widths, strict=True))
            for piece in ((_GAP,) if place > 1 else ()) + padded(cell, size, "text")
        )
        for row in rows
    ]


def _shortly(branch: Branch) -> Line:
    """How far a team is, in a sign and two figures."""
    if branch.round is None:
        return (Piece("✓", "good"),)
    voters = len(branch.round.voters)
    return (Piece(f"{branch.round.voted}/{voters}" if voters and branch.round.choices else "·", "muted"),)


def _doing(branch: Branch) -> Line:
    if branch.round is None:
        return (Piece("✓ ", "good"), Piece(_("the call is over"), "text"))
    voted, voters = branch.round.voted, len(branch.round.voters)
    if not voters:
        return (Piece("· ", "muted"), Piece(_("nobody is in this team yet"), "muted"))
    if not branch.round.choices:
        return (Piece("◇ ", "accent"), Piece(_("they take a moment to think"), "text"))
    bar = Piece("●" * voted + "○" * (voters - voted) + "  ", "text")
    told = _("{voted} of {voters} have answered").format(voted=voted, voters=voters)
    return (*((bar,) if voters <= 12 else ()), Piece(told, "muted"))
