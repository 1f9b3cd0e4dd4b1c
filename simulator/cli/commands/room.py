"""`platine room`: play together. Each step of it is loaded when it is called, and only then."""

import importlib
from typing import Any, Final

import click

from simulator.cli.pages import Call
from simulator.locale import N_, _

STEPS: Final = {
    "open": N_("Open a room on a scenario, and lead it."),
    "join": N_("Join a room, in a terminal."),
    "resume": N_("Go on with a room where it was left."),
    "list": N_("List the rooms of this machine."),
    "debrief": N_("Debrief a room that has been played."),
    "remove": N_("Remove rooms for good, with the names in them and what was answered."),
    "serve": N_("Serve the rooms of this machine, or of a bus, without leading one."),
}
"""Each step and its short help; the module `room_` and its name holds it."""


class Steps(click.Group):
    """The steps of playing together, in the order in which they are taken."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(STEPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in STEPS:
            return None
        step: click.Command = importlib.import_module(f"simulator.cli.commands.room_{cmd_name}").command
        step.context_class = Call
        step.help = step.help or _(STEPS[cmd_name])
        return step

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of steps, without loading one of them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, text in STEPS.items()])

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in STEPS and not name.startswith("-"):
            hint = _("These there are: {steps}.").format(steps=", ".join(STEPS))
            raise click.UsageError(_("There is no command “{name}”.").format(name=f"room {name}") + " " + hint)
        return super().resolve_command(ctx, args)


command: Any = Steps(
    "room",
    subcommand_metavar=_("COMMAND [ARGS]..."),
    help=_("Play together: one trainer leads, everybody else votes from a screen of their own, or by raised hands."),
)
