"""Foreign text in the cells of a spreadsheet: never a formula, never lost."""

import re
import unicodedata
from typing import Final

import msgspec

_DANGEROUS: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_LEVEL: Final = re.compile(r"([0-9])(?:[.,]0+)?")
_NOTHING: Final = frozenset({"", "-", "–", "—"})


class BadCell(Exception):
    """A cell that holds no level of its scale."""


class Problem(msgspec.Struct, frozen=True):
    """Something in a sheet that cannot be used, as data; its sentence is made in wording/panel."""

    code: str
    file: str
    line: int
    arguments: dict[str, str] = {}


def folded(text: str) -> str:
    """A name as it is compared: without case, spare blanks or ways of composing letters."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def guarded(text: str) -> str:
    """What may be put into a cell: an apostrophe before all that a spreadsheet would work out as a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def bare(cell: str) -> str:
    """What was meant by a cell: `guarded` undone."""
    return cell[1:] if _GUARDED.match(cell) else cell


def level(cell: str, most: int) -> int | None:
    """The level that a cell gives, 0 to `most`; None for an empty one. `2`, `2.0` and `2,0` are the same.

    Raises BadCell.
    """
    text = bare(cell).strip()
    if text in _NOTHING:
        return None
    found = _LEVEL.fullmatch(text)
    if found is None or int(found[1]) > most:
        raise BadCell(text)
    return int(found[1])
