"""`platine check`: what cannot be played, what plays and teaches badly, and how far that is proven."""

import sys
from collections.abc import Collection
from pathlib import Path
from typing import Final

import click

from simulator.authoring.paths.sweep import Budget
from simulator.cli.checking.collector import resting_collector
from simulator.cli.checking.progress import progress
from simulator.cli.checking.report import Asked, Report, checked, files_of
from simulator.cli.checking.wanted import wanted
from simulator.cli.leaving import all_is_said
from simulator.cli.output import complain, print_json
from simulator.cli.streams import for_whoever_reads
from simulator.locale import _
from simulator.wording.plaintext import printable

_FORMATS: Final = ("text", "json", "sarif", "github")


@click.command("check", help=_("Say line by line what keeps a scenario from being played, and what teaches badly."))
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar=_("PATH..."),
    type=click.Path(readable=False, path_type=Path),  # reading says better why it cannot
)
@click.option("--strict", is_flag=True, help=_("warnings fail too"))
@click.option("--quick", is_flag=True, help=_("only what can happen and be known: no scores, no strategies"))
@click.option(
    "--select", multiple=True, metavar=_("CODE,..."), help=_("look for these only: W204, or W2 for a family")
)
@click.option("--ignore", multiple=True, metavar=_("CODE,..."), help=_("do not look for these"))
@click.option(
    "--budget", type=click.IntRange(min=1), metavar="N", help=_("how many states to explore for each question")
)
@click.option("--skip-foreign", "ours", is_flag=True, help=_("pass by YAML that is plainly another program's"))
@click.option("-v", "--verbose", is_flag=True, help=_("show the paths to each score, and what is silenced"))
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", help=_("text, or what other programs read")
)
def command(
    paths: tuple[Path, ...],
    strict: bool,
    quick: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    budget: int | None,
    ours: bool,
    verbose: bool,
    form: str,
) -> int:
    """Files, folders and packs. Exit code 1 where there are errors, 3 where something cannot be read.

    It is the same for whoever reads only the beginning: what was found decides.
    """
    most = None if budget is None else Budget.of(0, budget)
    asked = Asked(
        wanted(select, ignore, quick=quick), overviews=form in ("text", "json"), scores=not quick, budget=most
    )
    with resting_collector():
        report = _report(paths, asked, ours=ours)
        for trouble in report.troubles:
            complain(trouble)
        code = _exit_code(report, {"error", "warning"} if strict else {"error"})
        with for_whoever_reads():
            _print(report, form, verbose=verbose, code=code)
    all_is_said()
    return code


def _report(paths: tuple[Path, ...], asked: Asked, *, ours: bool) -> Report:
    files, troubles = files_of(paths, ours=ours)
    with progress(len(files), sys.stderr) as shown:
        report = checked(files, asked, shown.watch)
    report.troubles[:0] = troubles
    return report


def _exit_code(report: Report, failing: Collection[str]) -> int:
    if report.troubles:
        return max(trouble.exit_code for trouble in report.troubles)
    return 1 if any(finding.severity in failing for finding in report.findings) else 0


def _print(report: Report, form: str, *, verbose: bool, code: int) -> None:
    if not report.files and report.troubles and form != "sarif":
        return  # nothing could be checked, and stderr says why; a log in SARIF says so itself
    if form == "json":
        from simulator.cli.checking.data import data  # start-up time: one format of four is needed

        print_json(data(report))
    elif form == "sarif":
        from simulator.cli.checking.sarif import log  # start-up time: the same

        print_json(log(report, code=code))
    elif form == "github":
        from simulator.cli.checking.github import commands  # start-up time: the same

        for line in commands(report):
            click.echo(printable(line))
    else:
        from simulator.cli.checking.sheet import Sheet  # start-up time: the same
        from simulator.cli.checking.text import lines  # start-up time: the same

        sheet = Sheet.of_stdout()
        for line in lines(report, sheet, verbose=verbose):
            click.echo(line, color=sheet.coloured)
