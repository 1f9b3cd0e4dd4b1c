"""`platine panel second`: the second round, on what the first one left open."""

from pathlib import Path

import click

from simulator.authoring.panel.ballots import Ballots
from simulator.authoring.panel.items import SCALES, shuffled
from simulator.authoring.panel.sheets import COLUMNS, FIRST_ROUND
from simulator.authoring.panel.summary import Stand, stands
from simulator.cli.commands.panel_files import (
    ballots_of,
    file_name,
    files_argument,
    open_items,
    put,
    row_of,
    scenario_argument,
    sheet_text,
)
from simulator.cli.output import warn
from simulator.cli.separators import separator_option
from simulator.errors import Misuse
from simulator.locale import _
from simulator.wording import panel as told

_PLACE = COLUMNS.index("reaction")
SECOND_COLUMNS = (*COLUMNS[:_PLACE], FIRST_ROUND, *COLUMNS[_PLACE:])


@click.command(
    "second",
    help=_("Write a sheet for each rater with what they differ on: how all rated it, and how he did. No names."),
    short_help=_("Write a second round's sheets: what they differ on."),
)
@scenario_argument
@files_argument
@click.option("--rater", metavar=_("NAME"), help=_("for this rater alone"))
@click.option(
    "-o",
    "--out",
    metavar=_("FILE"),
    required=True,
    type=click.Path(path_type=Path),
    help=_("the file; the rater's name is put before its ending where there are several"),
)
@click.option("--seed", metavar="N", type=click.IntRange(0, 2**31 - 1), default=0, help=_("another order"))
@click.option("--force", is_flag=True, help=_("write over a file that is there"))
@separator_option()
def second(
    scenario: str,
    files: tuple[Path, ...],
    rater: str | None,
    out: Path,
    seed: int,
    force: bool,
    separator: str | None,
) -> int:
    _scenario, _path, found = open_items(scenario)
    ballots = ballots_of(found, files)
    if rater is not None and rater not in ballots.raters:
        raise Misuse("panel_unknown_rater", rater=rater, known=", ".join(ballots.raters))
    disputed: dict[str, list[Stand]] = {}
    for stand in stands(ballots):
        if stand.is_disputed:
            disputed.setdefault(stand.item.code, []).append(stand)
    if not disputed:
        warn(_("The raters differ on no response as much as a second round asks for: nothing was written."))
        return 0
    for name, path in _files(ballots, rater, out).items():
        rows = [
            {**row_of(item, name, _next_round(ballots, name)), FIRST_ROUND: _first(disputed[item.code], name)}
            for item in shuffled(found, name, seed)
            if item.code in disputed
        ]
        put(path, sheet_text(rows, separator, SECOND_COLUMNS), force=force)
        warn(_("{path}: {number} responses to look at again.").format(path=path, number=len(rows)))
    return 1 if ballots.problems else 0


def _files(ballots: Ballots, rater: str | None, out: Path) -> dict[str, Path]:
    """A file for each rater; two whose names come to the same are told apart by a number."""
    if rater is not None:
        return {rater: out}
    found: dict[str, Path] = {}
    taken: set[str] = set()
    for place, name in enumerate(ballots.raters, start=1):
        path = out.with_name(f"{out.stem}.{file_name(name) or place}{out.suffix}")
        while path.name.casefold() in taken:
            path = path.with_stem(f"{path.stem}-{place}")
        taken.add(path.name.casefold())
        found[name] = path
    return found


def _next_round(ballots: Ballots, rater: str) -> int:
    return ballots.rounds.get(rater, 0) + 1


def _first(disputed: list[Stand], rater: str) -> str:
    """How often each level was given, and what he gave himself, scale by scale."""
    lines = []
    for stand in sorted(disputed, key=lambda one: list(SCALES).index(one.scale)):
        votes = ", ".join(
            _("{times} gave {level}").format(times=times, level=level)
            for level, times in enumerate(stand.votes)
            if times
        )
        own = stand.levels.get(rater)
        yours = _("you gave none") if own is None else _("you gave {level}").format(level=own)
        lines.append(
            _("{scale}: {votes}; {yours}").format(scale=told.scale_name(stand.scale), votes=votes, yours=yours)
        )
    return "\n".join(lines)
