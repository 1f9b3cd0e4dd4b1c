"""Who is on the line, who one is oneself, how the connection stands; in the wide column, how the room stands."""

from collections.abc import Sequence

from rich.cells import cell_len

from simulator.room.client import Client
from simulator.room.protocol import Welcome
from simulator.room.seen import View
from simulator.tui.text import clipped, one_line
from simulator.tui.widgets.lines import EMPTY, Line, Piece, paragraph, spread, width_of
from simulator.tui.widgets.room_marks import standing_card
from simulator.wording.labels import label
from simulator.wording.numbers import clock
from simulator.wording.participant import counted, said
from simulator.wording.room import aid_name, format_about, format_name, stage_title
from simulator.wording.typography import typeset

_LINKS = {"joining": "link.opening", "joined": "link.on", "reconnecting": "link.lost"}


def link_piece(client: Client) -> Piece:
    """How the connection stands, in a word with a sign."""
    words = said(_LINKS.get(client.state, "link.off"))
    is_well = client.state in {"joined", "joining"}
    return Piece(f"{'●' if client.state == 'joined' else '○'} {words}", "muted" if is_well else "bad")


def head_line(client: Client, width: int) -> Line:
    """The customer on the left, oneself on the right; the customer gives way."""
    me, view = client.me, client.view
    who = ""
    if me is not None:
        team = f" · {said('you_team', team=one_line(me.team))}" if me.team else ""
        who = f"{clipped(me.name, 16)}{team} · "
    right: Line = (Piece(clipped(who, 40), "muted"), link_piece(client), Piece(" "))
    if view is None:
        return spread((Piece(" Platine", "strong"),), right, width)
    room = max(0, width - width_of(right) - 2)
    name = clipped(typeset(view.customer, view.language), room)
    # A title that has to be cut says less than none.
    channel = f"  {label('channel', view.channel)}"
    titled = f"{channel} · {typeset(view.title, view.language)}"
    left = max(0, room - cell_len(name) - 1)
    about = titled if cell_len(titled) <= left else clipped(channel, left)
    return spread((Piece(f" {name}", "strong"), Piece(about, "muted")), right, width)


def side_card(client: Client, width: int, seconds_left: int | None) -> Sequence[Line]:
    """The wide screen's column: the format, how many have answered, the mood, tokens, points and teams."""
    view, me = client.view, client.me
    if view is None or me is None:
        return []
    lines: list[Line] = [
        (Piece(format_name(view.format), "heading"),),
        *paragraph(format_about(view.format), width, "muted"),
        EMPTY,
        *paragraph(stage_title(view.stage, view.format), width, "strong"),
        *_counts(client, view, width),
    ]
    if seconds_left is not None:
        lines += paragraph(left_line(seconds_left), width, "muted")
    if view.standing is not None:
        lines += [EMPTY, (Piece(typeset(clipped(view.customer, width), view.language), "heading"),)]
        lines += standing_card(view.standing, width)
    lines += _tokens(view, me, width)
    if view.points:
        lines += [EMPTY, (Piece(said("points"), "heading"),)]
        lines += [_team_line(team, str(view.points.get(team, 0)), me, width) for team in view.teams]
    return lines


def left_line(seconds: int) -> str:
    """The suggested time, which ends nothing by itself."""
    return said("time_left", time=clock(seconds)) if seconds > 0 else said("time_over")


def _counts(client: Client, view: View, width: int) -> list[Line]:
    voted, voters = client.voted
    if view.question is not None and not view.question.locked and voters:
        return paragraph(said("voted", voted=voted, voters=voters), width, "muted")
    return paragraph(counted("people", client.people), width, "muted")


def _tokens(view: View, me: Welcome, width: int) -> list[Line]:
    purse = view.purses.get(me.team or "")
    if view.format != "hot-seat" or purse is None:
        return []
    lines: list[Line] = [EMPTY, (Piece(said("tokens"), "heading"),)]
    for aid, left in zip(("ask", "breathe", "rewind"), purse, strict=True):
        lines.append(_row(aid_name(aid), "●" * left or "–", width))
    return lines


def _team_line(team: str, told: str, me: Welcome, width: int) -> Line:
    return _row(team, told, width, "strong" if team == me.team else "text")


def _row(name: str, told: str, width: int, style: str = "text") -> Line:
    shown = clipped(name, width - len(told) - 2)
    return spread((Piece(shown, style),), (Piece(told, "strong"),), width)
