"""`platine panel sheet`: a blind sheet for one rater."""

from pathlib import Path

import click

from simulator.authoring.panel.items import shuffled
from simulator.cli.commands.panel_files import (
    open_items,
    put,
    row_of,
    scenario_argument,
    sheet_text,
)
from simulator.cli.output import warn
from simulator.cli.separators import separator_option
from simulator.locale import _


@click.command(
    "sheet",
    help=_("Write a sheet to be filled in: every response, in an order of the rater's own, without the key."),
    short_help=_("Write a blind sheet to be filled in."),
)
@scenario_argument
@click.option("--rater", metavar=_("NAME"), default="", help=_("who will rate; the order is his own"))
@click.option("--seed", metavar="N", type=click.IntRange(0, 2**31 - 1), default=0, help=_("another order"))
@click.option(
    "-o", "--out", metavar=_("FILE"), type=click.Path(path_type=Path), help=_("the file; without it, the output")
)
@click.option("--force", is_flag=True, help=_("write over a file that is there"))
@separator_option()
def sheet(scenario: str, rater: str, seed: int, out: Path | None, force: bool, separator: str | None) -> int:
    _scenario, _path, found = open_items(scenario)
    rows = [row_of(item, rater) for item in shuffled(found, rater, seed)]
    text = sheet_text(rows, separator)
    if out is None:
        click.echo(text, nl=False)
        return 0
    put(out, text, force=force)
    warn(_("{path}: {number} responses to rate on four scales.").format(path=out, number=len(rows)))
    return 0
