"""What teams have: a seat and its tokens, predictions, points; and in parallel teams, how far each has come."""

from simulator.locale import _, ngettext
from simulator.room.seen import Question, Shown, View
from simulator.room.table import Branch
from simulator.room.views import view
from simulator.tui.leading.sight import Sight
from simulator.tui.text import clipped, one_line
from simulator.tui.widgets.lines import Line, Piece, paragraph, spread
from simulator.tui.widgets.room_choices import choice_block
from simulator.tui.widgets.room_marks import mood_line, mood_sign
from simulator.wording.room import aid_name


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
    for team, mood in seen.predictions.items():
        points = earned.get(team, 0)
        told = ngettext("{count} point", "{count} points", points).format(count=points)
        called = _("{heading}:").format(heading=clipped(team, width // 3))
        named = Piece(f"  {called} ", "muted")
        lines.append(spread((named, *mood_sign(mood)), (Piece(f"+{told}", "strong"),), min(width, 60)))
    return lines


def points_line(seen: View, width: int) -> list[Line]:
    """The points of every team, whose order is that of their names: it is no ranking."""
    if not seen.points:
        return []
    points = {**dict.fromkeys(seen.teams, 0), **seen.points}
    told = "  ·  ".join(f"{one_line(team)} {count}" for team, count in sorted(points.items()))
    return paragraph(_("Points: {points}").format(points=told), width, "strong")


def progress_blocks(sight: Sight, width: int) -> list[list[Line]]:
    """Parallel teams: how many answers each has given, the mood of its customer, who is still thinking."""
    return [
        _team(sight, number, team, branch, width)
        for number, (team, branch) in enumerate(sight.room.table.teams.items(), start=1)
    ]


def _team(sight: Sight, number: int, team: str, branch: Branch, width: int) -> list[Line]:
    seen = view(sight.script, sight.room, team)
    played = ngettext("{count} answer", "{count} answers", seen.number).format(count=seen.number)
    mood = mood_line(seen.standing) if seen.standing is not None else ()
    first: Line = (Piece(f"  {number}  ", "accent"), Piece(clipped(team, width // 3), "strong"))
    head = spread((*first, Piece(f"   {played}   ", "muted"), *mood), (), width)
    return [head, (Piece("     "), *_doing(branch))]


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
