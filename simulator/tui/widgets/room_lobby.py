"""The room while it fills: where to come, with which code, who is here, and what will be played."""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

from simulator.locale import _, ngettext
from simulator.room.table import Person
from simulator.tui.leading.sight import Sight
from simulator.tui.text import clipped, one_line
from simulator.tui.widgets.debrief_step import beside
from simulator.tui.widgets.lines import EMPTY, Line, Piece, padded, paragraph, width_of
from simulator.tui.widgets.room_figures import large, qr
from simulator.tui.widgets.room_teams import counted_teams
from simulator.wording.room import format_about, format_name

_GAP: Final = 6
_LEAST_BESIDE: Final = 38
"""Cells that the code needs beside the QR code."""
_LARGE_CODE: Final = 70
"""Cells that the code takes at its largest."""
_NAMES: Final = 4
"""Lines kept for who is here."""
_NAME: Final = 18
_LONG_NAME: Final = 26


def lobby(sight: Sight, width: int, height: int) -> list[Line]:
    if sight.is_local:
        return _one_laptop(sight, width)
    room = (width - _GAP - _LARGE_CODE, height - _NAMES)
    drawn = qr(address_to_open(sight), *room) if sight.desk.addresses else []
    side = cell_len(drawn[0]) if drawn else 0
    if not drawn or width - side - _GAP < _LEAST_BESIDE:
        told = _words(sight, width)
    else:
        square: list[Line] = [(Piece(row, "room-qr"),) for row in drawn]
        told = beside(square, _words(sight, width - side - _GAP), side)
    return [*told, EMPTY, *_here(sight, width, height - len(told) - 1)]


def address_to_open(sight: Sight) -> str:
    """The first address with the room's code at its end: what the QR code holds."""
    address = sight.desk.addresses[0]
    return address if address.endswith(sight.desk.code) else f"{address.rstrip('/')}/{sight.desk.code}"


def _words(sight: Sight, width: int) -> list[Line]:
    lines: list[Line] = []
    if sight.desk.addresses:
        lines += paragraph(_("Scan the square, or open"), width, "muted")
        for address in sight.desk.addresses[:3]:
            lines += paragraph(address.removesuffix(sight.desk.code), width, "strong")
        lines += [EMPTY, *paragraph(_("The code of the room:"), width, "muted")]
    lines += [*large(sight.desk.code, width), EMPTY]
    if sight.desk.is_open_to_network:
        told = _("Everybody on this network can join.")
        lines += [*paragraph(told, width, first=(Piece("! ", "bad"),)), EMPTY]
    elif sight.desk.addresses:
        told = _("Only this machine can reach the room: open it with --host to let others in.")
        lines += [*paragraph(told, width, "muted", first=(Piece("! ", "bad"),)), EMPTY]
    return [*lines, *_format(sight, width)]


def _format(sight: Sight, width: int) -> list[Line]:
    named = (Piece(format_name(sight.view.format), "heading"), Piece("  " + _("(f changes it)"), "muted"))
    return [named, *paragraph(format_about(sight.view.format), width)]


def _here(sight: Sight, width: int, height: int) -> list[Line]:
    """How many are here, and their names as far as there is room for them."""
    people = sight.room.present
    count = ngettext("{count} is here", "{count} are here", len(people)).format(count=len(people))
    head: Line = (Piece(count, "strong"),)
    if sight.room.locked:
        head = (*head, Piece("  · " + _("the door is locked"), "bad"))
    if sight.view.teams:
        told = counted_teams(sight.view.teams, _LONG_NAME)
        head = (*head, Piece("  " + clipped(told, max(0, width - width_of(head) - 2)), "muted"))
    lines = [head]
    return [*lines, *columns([_named(sight, person) for person in people], width, max(1, height - len(lines)))]


def _named(sight: Sight, person: Person) -> str:
    away = "" if person.who in sight.desk.online else " " + _("(away)")
    return f"{person.name}{away}"


def columns(names: Sequence[str], width: int, height: int) -> list[Line]:
    """Names side by side; what there is no room for is counted."""
    if not names:
        return []
    each = min(width, max(_NAME, min(_LONG_NAME, max(map(cell_len, names)) + 2)))
    across = max(1, width // each)
    room = across * height
    shown = list(names) if len(names) <= room else list(names[: max(0, room - 1)])
    if len(shown) < len(names):
        left = len(names) - len(shown)
        shown.append(ngettext("and {count} more", "and {count} more", left).format(count=left))
    rows = [shown[at : at + across] for at in range(0, len(shown), across)]
    return [_row(row, each) for row in rows]


def _row(row: Sequence[str], each: int) -> Line:
    line: Line = ()
    for name in row:
        line = (*line, *padded((Piece(clipped(name, each - 2)),), each, "text"))
    return line


def _one_laptop(sight: Sight, width: int) -> list[Line]:
    told = _("One laptop and raised hands: the trainer types what the room shows, and passes the keyboard.")
    lines = [*paragraph(told, width), EMPTY, *_format(sight, width), EMPTY]
    if sight.view.teams:
        names = ", ".join(one_line(name) for name in sight.view.teams)
        lines += paragraph(_("Teams: {names}").format(names=names), width, "strong")
    return lines
