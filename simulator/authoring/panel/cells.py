"""What the cells of a sheet say: levels, and names as they are compared; and what cannot be used."""

import re
import unicodedata
from typing import Final

import msgspec

from simulator.authoring.formulas import bare

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
