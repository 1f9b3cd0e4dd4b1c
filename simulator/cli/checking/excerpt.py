"""The line that a finding points at, with a caret under the place, as wide as the terminal allows."""

import unicodedata
from pathlib import Path
from typing import Final

from simulator.errors import Unreadable
from simulator.scenario.findings import Place
from simulator.scenario.reading.files import content_of
from simulator.wording.plaintext import printable

_TAB: Final = "    "
_CUT: Final = "…"
_NARROWEST: Final = 20
"""Columns of a line that are shown at least, however narrow the terminal."""
_BOM: Final = "\ufeff"


class Lines:
    """Lines of the files that findings point into, each file read when it is first needed."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def of(self, place: Place) -> str | None:
        """The line that a place is in; None where there is no such line."""
        lines = self._read(place.file)
        return lines[place.line - 1] if 1 <= place.line <= len(lines) else None

    def _read(self, file: str) -> list[str]:
        if file not in self._lines:
            try:
                text = content_of(Path(file)).decode("utf-8", "replace")
                self._lines[file] = text.removeprefix(_BOM).split("\n")
            except Unreadable:
                self._lines[file] = []  # gone since it was checked: the finding is told without its line
        return self._lines[file]


class Excerpts:
    """The lines that findings point at, as they are printed under them."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._lines = Lines()

    def of(self, place: Place) -> tuple[str, str] | None:
        """The line with its number before it, and the caret under the place; None where there is no such line."""
        whole = self._lines.of(place)
        if whole is None:
            return None
        gutter = f"{place.line:>5} | "
        blank = " " * (len(gutter) - 2) + "| "
        line, caret = cut(whole, place.column, max(_NARROWEST, self._width - len(gutter)))
        return (gutter + line).rstrip(), blank + " " * caret + "^"


def cut(line: str, column: int, width: int) -> tuple[str, int]:
    """As much of a line around a column (from 1) as fits, and how many cells stand before that column.

    Control characters are spelt out, tabs are four blanks, and a letter counts as many cells as a terminal gives it.
    """
    line = line.rstrip("\r")
    at = min(max(column, 1) - 1, len(line))
    # A line may have a million letters: none beyond these can be seen.
    first, last = max(0, at - width), min(at + width, len(line))
    before = [_shown(letter) for letter in reversed(line[first:at])]
    behind = [_shown(letter) for letter in line[at:last]]
    wanted_left, wanted_right = sum(map(cells, before)), sum(map(cells, behind))
    left = min(wanted_left, max(width * 2 // 3, width - wanted_right))
    head = "".join(reversed(_kept(before, left, is_cut=first > 0)))
    tail = "".join(_kept(behind, width - left, is_cut=last < len(line)))
    return head + tail, cells(head)


def _kept(pieces: list[str], room: int, *, is_cut: bool) -> list[str]:
    """As many pieces as fit from the first on, and an ellipsis where some are left out."""
    if not is_cut and sum(map(cells, pieces)) <= room:
        return pieces
    kept: list[str] = []
    used = len(_CUT)
    for piece in pieces:
        used += cells(piece)
        if used > room:
            break
        kept.append(piece)
    return [*kept, _CUT]


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: two for wide letters and emoji, none for marks set over others."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _shown(letter: str) -> str:
    if letter == "\t":
        return _TAB
    return letter if printable(letter) == letter else f"<U+{ord(letter):04X}>"
