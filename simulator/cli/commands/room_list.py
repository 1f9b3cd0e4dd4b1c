"""`platine room list`: the rooms that were opened on this machine."""

from datetime import UTC, datetime
from typing import Final

import click

from simulator.cli.output import format_option, print_json, table, warn
from simulator.cli.rooms import open_logs, run
from simulator.cli.rooms_there import There, rooms_there
from simulator.locale import _
from simulator.wording.plaintext import printable
from simulator.wording.room import format_name

_USUAL: Final = 20


@click.command("list", help=_("List the rooms of this machine."))
@click.option("--all", "everything", is_flag=True, help=_("every room, and not the newest alone"))
@click.option("--bus", metavar="URL", help=_("the rooms of a NATS server instead"))
@format_option()
def command(everything: bool, bus: str | None, form: str) -> int:
    found: list[There] = []

    async def task() -> int:
        logs = open_logs(bus)
        try:
            found.extend(await rooms_there(logs, most=None if everything else _USUAL))
        finally:
            await logs.close()
        return 0

    code = run(task)
    if form == "json":
        print_json([_data(one) for one in found])
    elif found:
        heads = (_("code"), _("last"), _("state"), _("format"), _("people"), _("scenario"))
        click.echo(table([_row(one) for one in found], heads=heads, right=frozenset({4})))
    else:
        warn(_("There is no room yet. Open one with: platine room open SCENARIO"))
    return code


def _row(one: There) -> tuple[str, ...]:
    last = datetime.fromtimestamp(one.at, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    if one.room is None:
        return one.code, last, _("cannot be read"), "", "", ""
    people = "" if one.room.opened.local else str(len(one.room.present))
    return one.code, last, _state(one), format_name(one.room.table.format), people, printable(one.title)


def _state(one: There) -> str:
    assert one.room is not None
    if one.room.closed:
        return _("closed")
    if one.room.table.stage == "over":
        return _("call over")
    return _("in the lobby") if one.room.table.stage == "lobby" else _("under way")


def _data(one: There) -> dict[str, object]:
    room = one.room
    return {
        "code": one.code,
        "last": one.at,
        "title": one.title,
        "format": room.table.format if room is not None else None,
        "stage": room.table.stage if room is not None else None,
        "people": len(room.present) if room is not None and not room.opened.local else None,
        "local": room.opened.local if room is not None else None,
        "closed": room.closed if room is not None else None,
        "readable": room is not None,
    }
