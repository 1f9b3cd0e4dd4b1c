"""`platine room join`: take part in a room, on the screen or in lines."""

import click

from simulator.cli.joining import Wanted, take_part
from simulator.cli.rooms import run
from simulator.locale import _


@click.command("join", help=_("Join a room, in a terminal."))
@click.argument("address", metavar=_("[ADDRESS]"), required=False)
@click.argument("code", metavar=_("[CODE]"), required=False)
@click.option("--name", metavar=_("NAME"), help=_("your name, or any name you like"))
@click.option("--team", metavar=_("TEAM"), help=_("your team, where the room has teams"))
@click.option(
    "--plain", "in_lines", is_flag=True, help=_("line by line: for pipes, screen readers and simple terminals")
)
def command(address: str | None, code: str | None, name: str | None, team: str | None, in_lines: bool) -> int:
    """Exit code 2 for a code or a team that there is not, 4 for a hub that does not answer or does not let one in."""
    wanted = Wanted(address=address, code=code, name=name, team=team, in_lines=in_lines)
    return run(lambda: take_part(wanted))
