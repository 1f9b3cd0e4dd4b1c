"""`platine room resume`: a room where it was left, from its log."""

import click

from simulator.cli.output import warn
from simulator.cli.rooms import (
    LOOPBACK,
    Leading,
    Listening,
    bus_option,
    desk_of,
    host_option,
    hub_address,
    open_logs,
    plain_option,
    port_option,
    reached,
    run,
)
from simulator.cli.rooms_kept import Kept, kept_of
from simulator.cli.rooms_there import code_typed, newest_open
from simulator.errors import PlatineError, Refused
from simulator.locale import _
from simulator.room.addresses import PORT
from simulator.room.keeper import Keeper


@click.command("resume", help=_("Go on with a room where it was left."))
@click.argument("code", required=False)
@host_option
@port_option
@bus_option
@click.option("--at", "elsewhere", metavar=_("ADDRESS"), help=_("lead it over the hub that serves there"))
@plain_option
def command(
    code: str | None, host: str | None, port: int | None, bus: str | None, elsewhere: str | None, in_lines: bool
) -> int:
    """Without a CODE it is the room in which something happened last and that is not closed."""
    wanted = code_typed(code) if code is not None else None

    async def task() -> int:
        found = wanted or await _newest(bus)
        if found is None:
            warn(_("There is no room to go on with. Open one with: platine room open SCENARIO"))
            return 0
        kept = kept_of(found) or Kept("")
        leading = Leading(plain=in_lines, bus=bus or kept.bus)
        at = elsewhere or (kept.at if host is None and port is None else None)
        if at is not None:
            return await _over(leading, at, found, kept)
        listening = Listening(host or kept.host or LOOPBACK, port, usual=kept.port or PORT, hubs=kept.hubs)
        return await _here(leading, found, listening, kept)

    return run(task)


async def _newest(bus: str | None) -> str | None:
    logs = open_logs(bus)
    try:
        return await newest_open(logs)
    finally:
        await logs.close()


async def _over(leading: Leading, at: str, code: str, kept: Kept) -> int:
    if not kept.secret:
        raise Refused("room_no_secret", code=code)
    try:
        desk = await reached(hub_address(at), code, kept.secret)
    except Refused:
        if kept.at == at:
            warn(_("To lead it from this machine instead: platine room resume {code} --port 0").format(code=code))
        raise
    return await leading.over(desk, hub_address(at), kept.secret)


async def _here(leading: Leading, code: str, listening: Listening, kept: Kept) -> int:
    logs = open_logs(leading.bus)
    try:
        keeper = await Keeper.resume(logs, code)
        if keeper.room.closed:
            await keeper.close()
            raise Refused("room_is_over", code=code)
        try:
            desk = await desk_of(keeper, listening)
        except PlatineError:
            await keeper.close()
            raise
        return await leading.here(desk, listening, kept.secret)
    finally:
        await logs.close()
