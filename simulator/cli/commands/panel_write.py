"""`platine panel write`: a panel's means as the answer key, in the scenario's own file."""

import difflib
import re
from datetime import date as day
from pathlib import Path

import click

from simulator.authoring.panel.agreement import agreed
from simulator.authoring.panel.ballots import table
from simulator.authoring.panel.items import SCALES, Item
from simulator.authoring.panel.record import FEWEST, record
from simulator.authoring.panel.summary import stands
from simulator.cli.commands.panel_files import ballots_of, files_argument, open_items, scenario_argument
from simulator.cli.output import warn
from simulator.errors import Misuse
from simulator.locale import _, ngettext
from simulator.scenario.writing import edited, rewrite, source_of
from simulator.wording.plaintext import printable

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@click.command(
    "write",
    help=_("Write the panel's rounded means into the scenario as its answer key, with their spread and the date."),
    short_help=_("Write the panel's means into the scenario."),
)
@scenario_argument
@files_argument
@click.option("--date", "when", metavar="YYYY-MM-DD", help=_("the day written down; today unless said"))
@click.option("--panel", "name", metavar=_("NAME"), help=_("what the panel is called"))
@click.option("--dry-run", is_flag=True, help=_("show what would change, and write nothing"))
def write(scenario: str, files: tuple[Path, ...], when: str | None, name: str | None, dry_run: bool) -> int:
    """Exit code 1, and nothing written, where a cell of a sheet cannot be used."""
    read, path, found = open_items(scenario)
    written_on = _checked(when)
    ballots = ballots_of(found, files)
    if ballots.problems:
        warn(_("Nothing was written: put the lines above right first."))
        return 1
    all_stands = stands(ballots)
    agreement = {scale: agreed(table(ballots, scale)) for scale in SCALES}
    made = record(read, all_stands, agreement, date=written_on, raters=len(ballots.raters), name=name)
    _say_what_is_left(made.left, made.elsewhere)
    disputed = sum(stand.is_disputed for stand in all_stands)
    if disputed:
        warn(
            ngettext(
                "On {number} figure the raters still differ much; see platine panel agree.",
                "On {number} figures the raters still differ much; see platine panel agree.",
                disputed,
            ).format(number=disputed)
        )
    if dry_run:
        before = source_of(path)
        after = edited(before, made.changes, str(path))
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), str(path), str(path), lineterm="", n=1)
        for line in lines:
            click.echo(printable(line))
        return 0
    rewrite(path, made.changes)
    warn(
        _("{path}: {number} responses hold the figures of {raters} raters.").format(
            path=path, number=len(made.written), raters=len(ballots.raters)
        )
    )
    return 0


def _checked(when: str | None) -> str:
    """The day to be written. Raises Misuse for one that no calendar has."""
    if when is None:
        return day.today().isoformat()  # noqa: DTZ011 - the day on the wall of who writes
    try:
        if _DAY.fullmatch(when):
            return day.fromisoformat(when).isoformat()
    except ValueError:
        pass
    raise Misuse("panel_bad_date", date=when)


def _say_what_is_left(left: tuple[Item, ...], elsewhere: tuple[Item, ...]) -> None:
    if left:
        names = ", ".join(item.name for item in left)
        warn(_("Fewer than {fewest} raters, and left as they are: {names}.").format(fewest=FEWEST, names=names))
    if elsewhere:
        names = ", ".join(item.name for item in elsewhere)
        warn(_("Written in a fragment, and left as they are: {names}.").format(names=names))
