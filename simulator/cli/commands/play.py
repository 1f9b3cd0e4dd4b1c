"""`platine play`: take a call, on the screen or line by line."""

import os
import sys

import click

from simulator.cli.wanted import Wanted
from simulator.locale import _
from simulator.scenario.vocabulary import LOADS


@click.command("play", help=_("Take a call: play a scenario, on the screen or line by line."))
@click.argument("scenario", required=False)
@click.option("--variant", metavar="ID", help=_("the customer on the line"))
@click.option("--plain", is_flag=True, help=_("line by line: for pipes, screen readers and simple terminals"))
@click.option("--practice", is_flag=True, help=_("practice: answers can be taken back, reasons are told at once"))
@click.option("--coach", is_flag=True, help=_("tell the reasons and the trainer's remarks after each answer"))
@click.option(
    "--seed", metavar="N", type=click.IntRange(0, 2**31 - 1), help=_("the order in which responses are shown")
)
@click.option("--load", type=click.Choice(LOADS), help=_("play at a desk under this load"))
@click.option("--agent", metavar=_("NAME"), default="", help=_("your name, where the scenario speaks it"))
@click.option("--timers", is_flag=True, help=_("let silence speak after a while, where the scenario has it so"))
@click.option("--resume", is_flag=True, help=_("go on with the call that was cut short last"))
@click.option("--no-save", is_flag=True, help=_("write nothing down"))
def command(
    scenario: str | None,
    variant: str | None,
    plain: bool,
    practice: bool,
    coach: bool,
    seed: int | None,
    load: str | None,
    agent: str,
    timers: bool,
    resume: bool,
    no_save: bool,
) -> int:
    wanted = Wanted(
        scenario=scenario,
        variant=variant,
        practice=practice,
        coach=coach,
        seed=seed,
        load=load,
        agent=agent,
        timers=timers,
        resume=resume,
        save=not no_save,
    )
    return take_call(wanted, plain=plain)


def take_call(wanted: Wanted, *, plain: bool = False) -> int:
    """On the screen where there is one, else in lines. The exit code."""
    if plain or not has_screen():
        from simulator.cli.lines import play_in_lines  # start-up time: one of the two is needed

        return play_in_lines(wanted)
    from simulator.cli.screen import open_screen  # start-up time: one of the two is needed

    return open_screen(wanted)


def has_screen() -> bool:
    """Whether there is a terminal to draw on, both ways."""
    if os.environ.get("TERM") == "dumb":
        return False
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
