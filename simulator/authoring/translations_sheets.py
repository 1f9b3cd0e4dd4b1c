"""Texts on their way to a translator and back: the rows of a sheet, and the sheet as comma-separated values.

A table has a line of heads: `id`, the source's language, the translation's, and `state`. It is written with a
byte-order mark, without which Excel takes UTF-8 for something else. What a spreadsheet would take for a formula gets
an apostrophe in front, and loses it on the way back.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final

import msgspec

from simulator.authoring.formulas import bare, guarded
from simulator.authoring.quotation_marks import is_left_open
from simulator.errors import Unreadable

MISSING: Final = "missing"
CHANGED: Final = "changed"
"""The source says something else now: the translation that stands there is the old one."""
FUZZY: Final = "fuzzy"
"""A tool's guess, or an old translation, that nobody has confirmed: it is never taken."""
SEPARATORS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}
_BOM: Final = "\ufeff"
_LONGEST_CELL: Final = 1_000_000
_LONGEST_QUOTE: Final = 60
_ID, _STATE = "id", "state"


class Row(msgspec.Struct, frozen=True):
    """One text: its name, its words in both languages, what is to be done, and the line of the file it stands in."""

    name: str
    source: str
    translation: str
    state: str = ""
    line: int = 0


class Sheet(msgspec.Struct, frozen=True):
    """All texts of a scenario in two languages."""

    source: str
    """The source's language; empty where the file does not say it."""
    language: str
    """The translation's; empty where the file does not say it."""
    rows: tuple[Row, ...]
    scenario: str | None = None
    """The scenario's id, where the file says it."""


def table_of(sheet: Sheet, separator: str = ",") -> str:
    """The sheet as a table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow((_ID, sheet.source, sheet.language, _STATE))
    for row in sheet.rows:
        writer.writerow((row.name, guarded(row.source), guarded(row.translation), row.state))
    return _BOM + out.getvalue()


def sheet_of(data: bytes, file: str) -> Sheet:
    """The sheet that a table holds, its columns separated by commas, semicolons or tabs. Raises Unreadable."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("sheet_encoding", path=file) from error
    head, _, _rest = text.partition("\n")
    separator = max(SEPARATORS.values(), key=head.count)
    before = csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        heads = [cell.strip() for cell in next(reader, [])]
        source, language = _languages(heads, file)
        places = {name: heads.index(name) for name in (_ID, source, language)}
        state = heads.index(_STATE) if _STATE in heads else None
        rows = tuple(_rows(reader, places[_ID], places[source], places[language], state))
        _see_that_it_ends(text, separator, rows, file)
        return Sheet(source, language, rows)
    except csv.Error as error:
        raise Unreadable("sheet_broken", path=file, line=str(reader.line_num), why=str(error)) from error
    finally:
        csv.field_size_limit(before)


def _see_that_it_ends(text: str, separator: str, rows: tuple[Row, ...], file: str) -> None:
    """Raises Unreadable where a quotation mark that is never closed makes one text of all the lines below it."""
    if rows:
        line = rows[-1].line
        last = list(io.StringIO(text, newline=""))[line - 1 :]
        if is_left_open(last, separator):
            raise Unreadable("sheet_broken", path=file, line=str(line), why=last[0].strip()[:_LONGEST_QUOTE])


def _languages(heads: list[str], file: str) -> tuple[str, str]:
    """The two languages: the heads that are neither the id nor the state, in their order."""
    others = [head for head in heads if head and head not in (_ID, _STATE)]
    if _ID not in heads or len(others) < 2 or len(set(heads)) != len(heads):
        raise Unreadable("sheet_heads", path=file)
    return others[0], others[1]


def _rows(reader: Iterable[list[str]], id_: int, source: int, language: int, state: int | None) -> Iterable[Row]:
    line = getattr(reader, "line_num", 1) + 1
    for cells in reader:
        full = [*cells, *[""] * (1 + max(id_, source, language, state or 0) - len(cells))]
        if full[id_].strip():
            yield Row(
                full[id_].strip(),
                bare(_with_our_ends(full[source])),
                bare(_with_our_ends(full[language])),
                full[state].strip() if state is not None else "",
                line,
            )
        line = getattr(reader, "line_num", line) + 1


def _with_our_ends(cell: str) -> str:
    """A cell of several lines: what wrote the table may end them as Windows does."""
    return cell.replace("\r\n", "\n")
