"""`platine room serve`: a hub by itself, for rooms that are led from elsewhere."""

from functools import partial
from typing import TYPE_CHECKING

import click

from simulator.cli.output import warn
from simulator.cli.rooms import (
    FINE,
    LOOPBACK,
    bus_option,
    host_option,
    hub_address,
    hub_option,
    open_logs,
    port_option,
    run,
)
from simulator.locale import _
from simulator.room.addresses import PORT
from simulator.room.proxy import number

if TYPE_CHECKING:
    from simulator.room.hub import Hub


@click.command("serve", help=_("Serve the rooms of this machine, or of a bus, without leading one."))
@host_option
@port_option
@bus_option
@hub_option
@click.option(
    "--public", metavar=_("ADDRESS"), help=_("the address under which a reverse proxy publishes this hub: https://…")
)
@click.option(
    "--proxy", metavar=_("ADDRESS"), help=_("the reverse proxy's own number; it is believed for whom it connects")
)
def command(
    host: str | None, port: int | None, bus: str | None, hubs: tuple[str, ...], public: str | None, proxy: str | None
) -> int:
    """Until it is told to end. Exit code 4 where it cannot listen."""
    published = (hub_address(public).page(),) if public is not None else ()
    if proxy is not None and number(proxy) is None:
        raise click.UsageError(
            _("“{typed}” is not the number of a machine, as 127.0.0.1 is.").format(typed=proxy[:80])
        )
    others = tuple(hub_address(one).named for one in hubs)

    async def task() -> int:
        from simulator.room.serving import serve  # start-up time: the network library, for whoever needs it

        logs = open_logs(bus)
        try:
            if bus is not None:
                await logs.codes()  # whether there is a bus is known before anybody comes
            where = (host or LOOPBACK, PORT if port is None else port)
            tell = partial(_tell, published)
            await serve(logs, *where, tell, hubs=others, origins=published, proxy=proxy)
        finally:
            await logs.close()
        return FINE

    return run(task)


def _tell(published: tuple[str, ...], hub: "Hub") -> None:
    for address in (*published, *hub.addresses()):
        click.echo(_("Serving at {address}").format(address=address))
    if hub.is_open_to_network:
        warn(_("It is open to the network: whoever reaches it and has a room's code may join."))
    warn(_("Lead a room over it with: platine room open SCENARIO --at ADDRESS. Ctrl-C ends it."))
