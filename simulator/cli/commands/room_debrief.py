"""`platine room debrief`: what a room's session meant, read from its log, whoever leads it just now."""

import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from simulator.cli.output import print_json, warn
from simulator.cli.rooms import WRONG_USAGE, bus_option, open_logs, run
from simulator.cli.rooms_kept import kept_of
from simulator.cli.rooms_there import as_it_stands, begun, code_typed
from simulator.conversation.script import Script
from simulator.errors import PlatineError, Refused
from simulator.exports.files import write
from simulator.exports.room import csv, lines, page
from simulator.locale import _
from simulator.plain.console import Console
from simulator.plain.room_debrief import tell
from simulator.room.debrief import RoomDebrief, room_debrief
from simulator.room.log import Logs
from simulator.room.table import Room
from simulator.wording.plaintext import escaped

_FORMATS: Final = ("text", "json", "csv", "html")
_BY_ENDING: Final = {".html": "html", ".htm": "html", ".csv": "csv", ".json": "json"}
_BOM: Final = "\ufeff"
_DECIMALS: Final = 4


@click.command("debrief", help=_("Debrief a room that has been played."))
@click.argument("code", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help=_("text, json for machines, csv for a spreadsheet, or a page for any browser; by default what FILE ends in"),
)
@click.option(
    "-o",
    "--output",
    metavar=_("FILE"),
    type=click.Path(path_type=Path),
    help=_("write the debrief here instead of printing it"),
)
@bus_option
def command(code: str | None, form: str | None, output: Path | None, bus: str | None) -> int:
    """Without a CODE it is the room in which something happened last. One that was led here is found on its bus."""
    wanted = code_typed(code) if code is not None else None
    kept = kept_of(wanted) if wanted is not None else None
    where = kept.bus if bus is None and kept is not None else bus
    if output == Path("-"):
        output = None
    form = form or (_BY_ENDING.get(output.suffix.lower(), "text") if output is not None else "text")
    found: list[tuple[Script, Room]] = []

    async def task() -> int:
        logs = open_logs(where)
        try:
            there = await (as_it_stands(logs, wanted) if wanted is not None else _newest(logs))
        finally:
            await logs.close()
        if there is not None:
            found.append(there)
        return 0

    run(task)
    if not found:
        warn(_("There is no room yet. Open one with: platine room open SCENARIO"))
        return WRONG_USAGE
    ((script, room),) = found
    debrief = room_debrief(script, room)
    if output is not None:
        write(output, _file_of(form, script, room, debrief))
        warn(_("Written: {path}").format(path=output))
    elif form == "text":
        tell(Console.standard(), script, room, debrief)
    elif form == "json":
        print_json(_data(debrief))
    else:
        _print(_TEXTS[form](script, room, debrief))
    return 0


async def _newest(logs: Logs) -> tuple[Script, Room] | None:
    """The newest room that can be read; where none can, why the newest cannot. None where there is none."""
    refused: PlatineError | None = None
    for code, _at in await begun(logs):
        try:
            return await as_it_stands(logs, code)
        except PlatineError as error:
            if isinstance(error, Refused):
                raise
            refused = refused or error
    if refused is not None:
        raise refused
    return None


def _json(_script: Script, _room: Room, debrief: RoomDebrief) -> str:
    return escaped(msgspec.json.format(msgspec.json.encode(_data(debrief)), indent=2).decode()) + "\n"


def _text(script: Script, room: Room, debrief: RoomDebrief) -> str:
    return "\n".join(lines(script, room, debrief)) + "\n"


_TEXTS: Final[dict[str, Callable[[Script, Room, RoomDebrief], str]]] = {
    "text": _text,
    "json": _json,
    "csv": csv,
    "html": page,
}


def _file_of(form: str, script: Script, room: Room, debrief: RoomDebrief) -> str:
    """Without the mark before it, some spreadsheets take UTF-8 for something else."""
    text = _TEXTS[form](script, room, debrief)
    return _BOM + text if form == "csv" else text


def _print(text: str) -> None:
    """In UTF-8 whatever the terminal's encoding: other programs read it, and expect nothing else."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def _data(debrief: RoomDebrief) -> Any:
    """Every figure as a number, the fractions rounded; each team's call under its name."""
    data = msgspec.to_builtins(debrief, enc_hook=_decimal)
    data["teams"] = {
        name: {"report": report, "moments": moments} for name, (report, moments) in data["teams"].items()
    }
    return data


def _decimal(value: Any) -> float:
    assert isinstance(value, Fraction), type(value)
    return round(float(value), _DECIMALS)
