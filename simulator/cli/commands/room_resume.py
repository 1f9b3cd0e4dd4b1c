"""`platine room resume`: a room where it was left, from its log."""

import click

from simulator.cli.output import warn
from simulator.cli.rooms import at_the_desk, open_logs, run
from simulator.cli.rooms_there import code_typed, newest_open
from simulator.errors import Refused
from simulator.locale import _
from simulator.room.desks import LocalDesk
from simulator.room.keeper import Keeper


@click.command("resume", help=_("Go on with a room where it was left."))
@click.argument("code", required=False)
@click.option(
    "--plain", "in_lines", is_flag=True, help=_("line by line: for pipes, screen readers and simple terminals")
)
@click.option("--bus", metavar="URL", help=_("the room is kept on this NATS server"))
def command(code: str | None, in_lines: bool, bus: str | None) -> int:
    """Without a CODE it is the room in which something happened last and that is not closed."""
    wanted = code_typed(code) if code is not None else None

    async def task() -> int:
        logs = open_logs(bus)
        try:
            found = wanted or await newest_open(logs)
            if found is None:
                warn(_("There is no room to go on with. Open one with: platine room open SCENARIO"))
                return 0
            keeper = await Keeper.resume(logs, found)
            if keeper.room.closed:
                await keeper.close()
                raise Refused("room_is_over", code=found)
            return await at_the_desk(LocalDesk(keeper), plain=in_lines)
        finally:
            await logs.close()

    return run(task)
