"""Mood and trust over the call, as lines of braille dots: two scales, one picture.

The lines are told apart by their pattern and the moods by their signs, so that colour only repeats what is said.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from rich.cells import cell_len

from simulator.debrief.curve import Point
from simulator.tui.widgets.lines import Line, Piece, padded
from simulator.wording.labels import mood_glyph
from simulator.wording.numbers import signed

_DOTS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bits of a braille cell, column by column, from the top."""
_BRAILLE: Final = 0x2800
_LEFT, _RIGHT = 5, 4
_END, _MOST_TRUST = 10, 10
_DASH, _PERIOD = 2, 5
TRUST_SIGN: Final = "•"


class Canvas:
    """Dots by cell: two dots wide, four high."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.mood: dict[tuple[int, int], int] = {}
        self.trust: dict[tuple[int, int], int] = {}

    def line(self, cells: dict[tuple[int, int], int], path: Sequence[tuple[int, int]], *, dashed: bool) -> None:
        """Join the points of a path, given in dots."""
        drawn = 0
        for (x0, y0), (x1, y1) in pairwise(path):
            for x, y in _between(x0, y0, x1, y1):
                if not dashed or drawn % _PERIOD < _DASH:
                    at = (x // 2, y // 4)
                    cells[at] = cells.get(at, 0) | _DOTS[x % 2][y % 4]
                drawn += 1


def _between(x0: int, y0: int, x1: int, y1: int) -> Iterator[tuple[int, int]]:
    steps = max(abs(x1 - x0), abs(y1 - y0), 1)
    for step in range(steps + 1):
        yield x0 + round((x1 - x0) * step / steps), y0 + round((y1 - y0) * step / steps)


def columns(points: int, cells: int) -> list[int]:
    """The cell of each point, from the left edge to the right one."""
    return [round(place * (cells - 1) / (points - 1)) if points > 1 else 0 for place in range(points)]


def plot_columns(points: int, width: int) -> list[int]:
    """The cell of each point in the whole picture, its scale included."""
    return [_LEFT + x for x in columns(points, width - _LEFT - _RIGHT)]


def plot(points: Sequence[Point], width: int, rows: int, *, at: int, turned: Mapping[int, str]) -> list[Line]:
    """`rows` lines of picture, then the turns and the turning points under it.

    `at` is the place of the point looked at; `turned` gives `up` or `down` by turn. Mood runs from -10 to 10 on
    the left, trust from 0 to 10 on the right.
    """
    canvas = Canvas(width - _LEFT - _RIGHT, rows)
    high = rows * 4 - 1
    xs = columns(len(points), canvas.width)
    mood_at = [round((_END - point.valence) * high / (2 * _END)) for point in points]
    trust_at = [round((_MOST_TRUST - point.trust) * high / _MOST_TRUST) for point in points]
    canvas.line(canvas.trust, [(2 * x, y) for x, y in zip(xs, trust_at, strict=True)], dashed=True)
    canvas.line(canvas.mood, [(2 * x, y) for x, y in zip(xs, mood_at, strict=True)], dashed=False)
    signs: dict[tuple[int, int], Piece] = {}
    for x, y in zip(xs, trust_at, strict=True):
        signs[x, y // 4] = Piece(TRUST_SIGN, "muted")
    for point, x, y in zip(points, xs, mood_at, strict=True):
        signs[x, y // 4] = Piece(mood_glyph(point.mood), _tint(point.valence))
    lines = [_row(canvas, row, signs, xs[at]) for row in range(rows)]
    return [*lines, *_under(points, xs, canvas.width, at, turned)]


def _tint(valence: int) -> str:
    return "good" if valence > 1 else "bad" if valence < -1 else "strong"


def _row(canvas: Canvas, row: int, signs: Mapping[tuple[int, int], Piece], here: int) -> Line:
    middle = (canvas.height - 1) // 2
    scale = {
        0: (signed(_END), str(_MOST_TRUST)),
        middle: ("0", str(_MOST_TRUST // 2)),
        canvas.height - 1: (signed(-_END), "0"),
    }
    left, right = scale.get(row, ("", ""))
    line: list[Piece] = [Piece(" " * (_LEFT - 2 - cell_len(left)) + left + " ┤", "muted" if left else "rule")]
    if not left:
        line[0] = Piece(" " * (_LEFT - 1) + "│", "rule")
    for x in range(canvas.width):
        mood, trust = canvas.mood.get((x, row), 0), canvas.trust.get((x, row), 0)
        if (x, row) in signs:
            line.append(signs[x, row])
        elif mood or trust:
            line.append(Piece(chr(_BRAILLE + (mood | trust)), "accent" if mood else "muted"))
        elif x == here:
            line.append(Piece("┊", "accent"))
        else:
            line.append(Piece("┈" if row == middle else " ", "rule"))
    return (*line, Piece(f"├ {right}" if right else "│", "muted" if right else "rule"))


def _under(points: Sequence[Point], xs: Sequence[int], width: int, at: int, turned: Mapping[int, str]) -> list[Line]:
    """The turns' numbers, where there is room for them, and an arrow at each turning point."""
    numbers: list[Piece] = []
    arrows: list[Piece] = []
    filled = marked = 0
    for place, (point, x) in enumerate(zip(points, xs, strict=True)):
        text = str(point.turn)
        start = max(0, min(x, width + _RIGHT - len(text)))
        if start >= filled:
            style = "cursor-mark" if place == at else "muted"
            numbers += [Piece(" " * (start - filled)), Piece(text, style)]
            filled = start + len(text) + 1
            numbers.append(Piece(" "))
        way = turned.get(point.turn)
        if (way or place == at) and x >= marked:
            sign = "▲" if place == at and not way else "↑" if way == "up" else "↓"
            style = "accent" if place == at else "good" if way == "up" else "bad"
            arrows += [Piece(" " * (x - marked)), Piece(sign, style)]
            marked = x + 1
    edge = Piece(" " * _LEFT)
    return [padded((edge, *numbers), width, "text"), padded((edge, *arrows), width, "text")]
