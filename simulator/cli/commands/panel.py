"""`platine panel`: blind ratings by several people, how far they agree, and the answer key that comes of it."""

import click

from simulator.cli.commands.panel_agree import agree
from simulator.cli.commands.panel_rate import rate
from simulator.cli.commands.panel_second import second
from simulator.cli.commands.panel_sheet import sheet
from simulator.cli.commands.panel_write import write
from simulator.cli.pages import Call
from simulator.locale import _


class Steps(click.Group):
    """The steps of a panel, in the order in which they are taken."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]


command = Steps(
    "panel",
    subcommand_metavar=_("COMMAND [ARGS]..."),
    help=_("Let a panel rate the responses blindly, and write the answer key that comes of it."),
)
for step in (sheet, rate, agree, second, write):
    step.context_class = Call
    command.add_command(step)
