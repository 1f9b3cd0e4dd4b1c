"""Letters and figures that are read from the last row: drawn as blocks, seven dots high."""

from typing import Final

from simulator.tui.widgets.lines import Line, Piece

_DOTS: Final = {
    "A": ".###. #...# #...# ##### #...# #...# #...#",
    "B": "####. #...# #...# ####. #...# #...# ####.",
    "C": ".###. #...# #.... #.... #.... #...# .###.",
    "D": "####. #...# #...# #...# #...# #...# ####.",
    "E": "##### #.... #.... ####. #.... #.... #####",
    "F": "##### #.... #.... ####. #.... #.... #....",
    "G": ".###. #...# #.... #.### #...# #...# .###.",
    "H": "#...# #...# #...# ##### #...# #...# #...#",
    "J": "..### ...#. ...#. ...#. ...#. #..#. .##..",
    "K": "#...# #..#. #.#.. ##... #.#.. #..#. #...#",
    "M": "#...# ##.## #.#.# #.#.# #...# #...# #...#",
    "N": "#...# ##..# ##..# #.#.# #..## #..## #...#",
    "P": "####. #...# #...# ####. #.... #.... #....",
    "Q": ".###. #...# #...# #...# #.#.# #..#. .##.#",
    "R": "####. #...# #...# ####. #.#.. #..#. #...#",
    "S": ".#### #.... #.... .###. ....# ....# ####.",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..",
    "U": "#...# #...# #...# #...# #...# #...# .###.",
    "V": "#...# #...# #...# #...# #...# .#.#. ..#..",
    "W": "#...# #...# #...# #.#.# #.#.# ##.## #...#",
    "X": "#...# #...# .#.#. ..#.. .#.#. #...# #...#",
    "Y": "#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..",
    "Z": "##### ....# ...#. ..#.. .#... #.... #####",
    "2": ".###. #...# ....# ..##. .#... #.... #####",
    "3": ".###. #...# ....# ..##. ....# #...# .###.",
    "4": "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
    "5": "##### #.... ####. ....# ....# #...# .###.",
    "6": ".###. #.... #.... ####. #...# #...# .###.",
    "7": "##### ....# ...#. ..#.. ..#.. .#... .#...",
    "8": ".###. #...# #...# .###. #...# #...# .###.",
    "9": ".###. #...# #...# .#### ....# ....# .###.",
}
"""What a room's code is made of, each sign five dots wide."""
_HALVES: Final = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
_WIDE_DOT: Final = 2


def large(code: str, width: int) -> list[Line]:
    """A room's code in a width: seven lines high where there is room, four lines else, one where there is none."""
    rows = _rows(code)
    if rows and len(rows[0]) * _WIDE_DOT <= width:
        return [(Piece("".join("██" if dot == "#" else "  " for dot in row), "accent"),) for row in rows]
    if rows and len(rows[0]) <= width:
        return [(Piece(line, "accent"),) for line in halved(rows)]
    return [(Piece(code, "accent"),)]


def _rows(code: str) -> list[str]:
    """The dots of a code; none where one of its signs has no drawing."""
    drawn = [_DOTS[sign].split() for sign in code if sign in _DOTS]
    return [".".join(rows) for rows in zip(*drawn, strict=True)] if len(drawn) == len(code) else []


def halved(rows: list[str]) -> list[str]:
    """Rows of `#` and `.` as half blocks, two rows to a line."""
    even = [*rows, "." * len(rows[0])] if len(rows) % 2 else rows
    return [
        "".join(_HALVES[above + below] for above, below in zip(even[at], even[at + 1], strict=True))
        for at in range(0, len(even), 2)
    ]


def qr(address: str, width: int, height: int) -> list[str]:
    """The address as a QR code, black on white, its quiet zone included; empty without `segno`.

    In half blocks, or twice as large where it then still fits into width and height.
    """
    try:
        import segno  # start-up time: for the lobby of a room alone
    except ImportError:
        return []
    drawn = segno.make(address, error="l", micro=False, boost_error=False)
    rows = ["".join("#" if dot else "." for dot in row) for row in drawn.matrix_iter(border=2)]
    if len(rows) <= height and len(rows[0]) * _WIDE_DOT <= width:
        return ["".join("██" if dot == "#" else "  " for dot in row) for row in rows]
    return halved(rows)
