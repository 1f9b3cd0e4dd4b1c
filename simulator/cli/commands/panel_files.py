"""What the steps of a panel share: the scenario's items, sheets as they are written and read, and what is amiss."""

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import click
import msgspec

from simulator.authoring.panel.ballots import Ballots, collect
from simulator.authoring.panel.cells import Problem
from simulator.authoring.panel.items import Item, items
from simulator.authoring.panel.sheets import COLUMNS, Sheet, read_sheet, written
from simulator.cli.opening import open_scenario
from simulator.cli.output import warn
from simulator.cli.separators import usual
from simulator.errors import Misuse, Unreadable
from simulator.locale import _
from simulator.scenario.model import Scenario
from simulator.scenario.reading.files import content_of
from simulator.scenario.writing import write_file
from simulator.wording import panel as told
from simulator.wording.labels import label

BOM: Final = "\ufeff"
"""Without it, Excel takes a sheet's accents for something else."""
_UNFIT: Final = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST: Final = 40

scenario_argument = click.argument("scenario", metavar=_("SCENARIO"))
files_argument = click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar=_("FILE..."),
    type=click.Path(readable=False, path_type=Path),  # reading says better why it cannot
)


def open_items(name: str) -> tuple[Scenario, Path, tuple[Item, ...]]:
    """A scenario with its file and all that can be rated. Raises Misuse where nothing can."""
    scenario, path = open_scenario(name)
    found = items(scenario, agent=_("Alex"))
    if not found:
        raise Misuse("panel_nothing_to_rate", path=str(path))
    return scenario, path, found


def row_of(item: Item, rater: str, number: int = 1) -> dict[str, str]:
    """The line of a sheet: what comes before a response and the response, nothing of its worth."""
    return {
        "item": item.code,
        "rater": rater,
        "round": str(number),
        "before": "\n".join(before(item)),
        "how": how(item),
        "response": item.said,
    }


def before(item: Item) -> list[str]:
    """What is seen, heard and asked before a response, line by line."""
    return [
        *(_("({sign})").format(sign=sign) for sign in item.signs),
        *(_("“{line}”").format(line=line) for line in item.lines[:1]),
        *(_("or: “{line}”").format(line=line) for line in item.lines[1:]),
        *(_("He asks: {question}").format(question=question) for question in item.questions),
    ]


def how(item: Item) -> str:
    """How a response is said, and what the agent does with the call; nothing where it is said plainly."""
    said = label("tone", item.tone) if item.tone not in (None, "steady") else ""
    done = label("action", item.action) if item.action is not None else ""
    return ", ".join(filter(None, (said, done)))


def sheet_text(rows: Iterable[dict[str, str]], separator: str | None, columns: Sequence[str] = COLUMNS) -> str:
    """Rows as CSV, without the mark that begins a file."""
    return written(rows, told.heads(columns), separator or usual())


def put(path: Path, text: str, *, force: bool = False) -> None:
    """Write a sheet. Raises Misuse rather than write over one: there may be ratings in it."""
    if not force and os.path.lexists(path):
        raise Misuse("panel_file_exists", path=str(path))
    write_file(path, BOM + text)


def read_sheets(paths: Iterable[Path]) -> list[Sheet]:
    """Sheets in the order named. Raises Unreadable for one that is none."""
    names = told.column_names()
    return [read_sheet(content_of(path), str(path), names) for path in paths]


def ballots_of(found: Sequence[Item], paths: Sequence[Path]) -> Ballots:
    """All sheets as one panel's ballots; everything amiss is told on stderr, and is in its problems.

    Raises Unreadable where there is not one rating of this scenario.
    """
    sheets = read_sheets(paths)
    ballots = collect(found, [rating for sheet in sheets for rating in sheet.ratings])
    problems = (*(problem for sheet in sheets for problem in sheet.problems), *ballots.problems)
    complain_of(problems)
    if not ballots.raters:
        raise Unreadable("panel_no_ratings", path=str(paths[0]))
    return msgspec.structs.replace(ballots, problems=problems)


def complain_of(problems: Iterable[Problem]) -> None:
    """Each on a line of stderr, sheet by sheet and from the top down."""
    for problem in sorted(problems, key=lambda one: (one.file, one.line)):
        warn(told.problem(problem.code, problem.file, problem.line, problem.arguments))


def file_name(words: str) -> str:
    """Foreign words as part of a file's name: letters without accents, figures, `-` and `_`."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return _UNFIT.sub("-", plain).strip("-")[:_LONGEST]
