"""How wide words are drawn, and where they are broken so as to stay inside their box.

No font is at hand: the widths are those of DejaVu Sans, wider than most that a viewer may choose instead.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from simulator.wording.plaintext import printable

_SLIM, _SMALL, _BROAD = 0.34, 0.43, 1.0
_WIDTHS: Final[dict[str, float]] = (
    dict.fromkeys("ijlI.,:;'|’·` \u00a0\u202f", _SLIM)
    | dict.fromkeys('ftr()[]/\\-!"°J', _SMALL)
    | dict.fromkeys("mMWw@%&…—œæŒÆ", _BROAD)
)
"""In shares of the font's size."""
_CAPITAL, _PLAIN, _FOREIGN, _SIGN, _WIDE, _EMOJI = 0.79, 0.64, 0.95, 0.95, 1.05, 1.4
_BOLD: Final = 1.13
_LIGATURES: Final = {"\ufdfa": 4.0, "\ufdfb": 4.0, "\ufdfd": 12.0}
_MARKS_AT_MOST: Final = 3
"""Marks piled on one letter; more would climb out of the box."""
ELLIPSIS: Final = "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The room a text takes in a font of this size, rather too much than too little."""
    return sum(map(_letter, text)) * size * (_BOLD if bold else 1.0)


@lru_cache(maxsize=4096)
def _letter(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if letter < "\x7f":
        return _CAPITAL if letter.isupper() else _PLAIN
    kept = _LIGATURES.get(letter)
    if kept is not None:
        return kept
    kind = unicodedata.category(letter)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return _EMOJI if kind == "So" else _WIDE
    base = unicodedata.normalize("NFD", letter)[0]
    if base < "\x7f":
        return _letter(base)
    return _FOREIGN if kind.startswith("L") else _SIGN


def clusters(text: str) -> list[str]:
    """Letters with the marks that belong to them, never more than a few; joined signs stay together."""
    found: list[str] = []
    joined = False
    for letter in text:
        mark = unicodedata.category(letter) in ("Mn", "Me", "Cf")
        if found and (mark or joined):
            if not mark or len(found[-1]) <= _MARKS_AT_MOST or letter == "\u200d":
                found[-1] += letter
        else:
            found.append(letter)
        joined = letter == "\u200d"
    return found


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 3) -> list[str]:
    """At most `most` lines that fit into the room; what is left out is shown by an ellipsis.

    Lines break at blanks, behind a hyphen in a name, and inside a word that is longer than a line.
    """
    text = printable(text).replace("\n", " ")
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, room, size, bold):
        joined = line + piece
        if line and width(joined.rstrip(), size, bold=bold) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
            if len(lines) == most:
                lines[-1] = _shortened(lines[-1], room, size, bold)
                return lines
        else:
            line = joined if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str, room: float, size: float, bold: bool) -> list[str]:
    """Words with the blank behind them, names cut behind their hyphens, and what is too long cut anywhere."""
    pieces: list[str] = []
    for word in text.split(" "):
        parts = word.replace("-", "-\x00").split("\x00")
        for part in parts:
            pieces.extend(_chopped(part, room, size, bold))
        if pieces:
            pieces[-1] += " "
    return pieces


def _chopped(word: str, room: float, size: float, bold: bool) -> list[str]:
    cleaned = word if word.isascii() else "".join(clusters(word))
    if width(cleaned, size, bold=bold) <= room:
        return [cleaned]
    pieces, piece = [], ""
    for cluster in clusters(word):
        if piece and width(piece + cluster, size, bold=bold) > room:
            pieces.append(piece)
            piece = ""
        piece += cluster
    return [*pieces, piece]


def _shortened(line: str, room: float, size: float, bold: bool) -> str:
    """The line with an ellipsis, cut behind a word where it has several."""
    those = clusters(line)
    while those and width("".join(those) + ELLIPSIS, size, bold=bold) > room:
        those.pop()
    kept = "".join(those)
    if len(kept) < len(line) and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" .,;:") + ELLIPSIS
