"""Sheets: one line a response and rater, read from whatever a spreadsheet program makes of a CSV file."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from simulator.authoring.formulas import bare, guarded
from simulator.authoring.panel.cells import BadCell, Problem, folded, level
from simulator.authoring.panel.items import SCALES
from simulator.authoring.quotation_marks import is_left_open
from simulator.errors import Unreadable

COLUMNS: Final = ("item", "rater", "round", "before", "how", "response", *SCALES, "comment")
"""The columns that mean something; others are let through unread."""
FIRST_ROUND: Final = "first_round"
"""In a sheet of the second round, what the first one gave."""
SEPARATORS: Final = (";", ",", "\t")
_NEEDED: Final = ("item", *SCALES)
_LARGEST_CELL: Final = 1 << 20
_LAST_ROUND: Final = 9
_PLACE: Final = "\0"
"""Between the name of a column and its place, where the name alone would not tell it from another."""


class Rating(msgspec.Struct, frozen=True):
    """What one rater gave one item in one round; a scale left open is not in `values`."""

    item: str
    rater: str
    round: int
    values: dict[str, int]
    comment: str
    file: str
    line: int


class Sheet(msgspec.Struct, frozen=True):
    """A file, read."""

    ratings: tuple[Rating, ...]
    problems: tuple[Problem, ...]
    rows: tuple[dict[str, str], ...] = ()
    """Every line as it stands, by column, so that nothing of it is lost when the file is written again.

    Columns without a name or with another's, and cells behind the last name, have names of their own here."""


def written(rows: Iterable[Mapping[str, str]], heads: Mapping[str, str], separator: str) -> str:
    """Rows as CSV with Windows line ends; `heads` are the columns with the names that stand at their top."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([name.partition(_PLACE)[0] for name in heads.values()])
    writer.writerows([[guarded(row.get(column, "")) for column in heads] for row in rows])
    return out.getvalue()


def text_of(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, or else what Windows wrote in western Europe."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_sheet(data: bytes, file: str, names: Mapping[str, str]) -> Sheet:
    """The ratings of a file. `names` are all names that a column may have at its top, folded, with what they mean.

    What cannot be used is told in `problems`, and the rest is read. Raises Unreadable for what is no sheet at all.
    """
    text = text_of(data)
    for separator in _separators(text):
        lines = _lines(text, separator, file)
        heads = [names.get(folded(bare(cell)), cell) for cell in lines.heads]
        if all(column in heads for column in _NEEDED):
            return _Reader(file, heads).sheet(lines)
    raise Unreadable("panel_not_a_sheet", path=file)


class _Lines(msgspec.Struct):
    heads: list[str]
    body: list[tuple[int, list[str]]]
    problem: Problem | None = None


def _separators(text: str) -> Sequence[str]:
    first = text.split("\n", 1)[0].strip()
    asked = first[4:5] if first.casefold().startswith("sep=") else ""
    return (asked, *SEPARATORS) if asked else SEPARATORS


def _lines(text: str, separator: str, file: str) -> _Lines:
    """The lines of a file with their numbers, empty ones left out; the first of them are the heads."""
    before = csv.field_size_limit(_LARGEST_CELL)
    found = _Lines([], [])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if found.heads:
                    found.body.append((begins, cells))
                elif not cells[0].casefold().startswith("sep="):
                    found.heads = cells
            begins = reader.line_num + 1
        if found.body and is_left_open(_from(text, found.body[-1][0]), separator):
            found.problem = Problem("broken", file, found.body.pop()[0])
    except csv.Error:
        found.problem = Problem("broken", file, begins)
    finally:
        csv.field_size_limit(before)
    return found


def _from(text: str, line: int) -> list[str]:
    return list(io.StringIO(text, newline=""))[line - 1 :]


def _with_names(heads: Sequence[str], body: Sequence[tuple[int, list[str]]]) -> list[str]:
    """A name for every column, each once: what stands first under a name is what it means."""
    names: list[str] = []
    for place in range(max([len(heads), *(len(cells) for _line, cells in body)])):
        name = heads[place] if place < len(heads) else ""
        names.append(name if name and name not in names else f"{name}{_PLACE}{place}")
    return names


class _Reader:
    """Lines to ratings."""

    def __init__(self, file: str, heads: list[str]) -> None:
        self._file = file
        self._heads = heads
        self._problems: list[Problem] = []

    def sheet(self, lines: _Lines) -> Sheet:
        ratings, rows = [], []
        names = _with_names(self._heads, lines.body)
        for number, cells in lines.body:
            row = dict(zip(names, cells, strict=False))
            rows.append({name: bare(cell) for name, cell in row.items() if cell.strip() or _PLACE not in name})
            ratings.append(self._rating(row, number))
        if lines.problem is not None:
            self._problems.append(lines.problem)
        return Sheet(tuple(ratings), tuple(self._problems), tuple(rows))

    def _rating(self, row: dict[str, str], line: int) -> Rating:
        values: dict[str, int] = {}
        for scale, most in SCALES.items():
            try:
                given = level(row.get(scale, ""), most)
            except BadCell as bad:
                self._note("level", line, scale=scale, value=str(bad), most=str(most))
            else:
                if given is not None:
                    values[scale] = given
        rater = " ".join(bare(row.get("rater", "")).split())
        return Rating(
            item=bare(row.get("item", "")).strip().casefold(),
            rater=rater or Path(self._file).stem,
            round=self._round(row.get("round", ""), line),
            values=values,
            comment=bare(row.get("comment", "")).strip(),
            file=self._file,
            line=line,
        )

    def _round(self, cell: str, line: int) -> int:
        try:
            return max(1, level(cell, _LAST_ROUND) or 1)
        except BadCell as bad:
            self._note("round", line, value=str(bad))
            return 1

    def _note(self, code: str, line: int, **arguments: str) -> None:
        self._problems.append(Problem(code, self._file, line, arguments))
