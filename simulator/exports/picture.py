"""The curve of mood and trust as a drawing inside the page: two lines told apart by their pattern and their marks."""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from simulator.debrief.curve import Point
from simulator.exports.markup import element, own
from simulator.locale import _
from simulator.wording.labels import label, mood_glyph
from simulator.wording.numbers import signed

_WIDTH, _HEIGHT = 720, 260
_LEFT, _RIGHT, _TOP, _FOOT = 44, 36, 18, 34
_END: Final = 10
_CENTRED: Final = "0.35em"
"""Brings the middle of a sign to its point, in renderers that know no other baseline too."""


def picture(points: Sequence[Point], turned: Mapping[int, str]) -> Element:
    """`turned` gives `up` or `down` by turn. Mood -10 to 10 on the left, trust 0 to 10 on the right."""
    xs = [_x(place, len(points)) for place in range(len(points))]
    mood = [_y((point.valence + _END) / (2 * _END)) for point in points]
    trust = [_y(point.trust / _END) for point in points]
    return element(
        "svg",
        element("title", own(_("Mood and trust over the call")), id="drawing-title"),
        *_scales(),
        _path(xs, trust, "trust"),
        _path(xs, mood, "mood"),
        *(
            element("circle", cx=f"{x:g}", cy=f"{y:g}", r="3", class_="trust-mark")
            for x, y in zip(xs, trust, strict=True)
        ),
        *(_mood_mark(point, x, y) for point, x, y in zip(points, xs, mood, strict=True)),
        *(_turn_mark(point, x, turned.get(point.turn)) for point, x in zip(points, xs, strict=True)),
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        aria_labelledby="drawing-title",
    )


def bar(share: float, kind: str) -> Element:
    """A bar of 0..1; the figure stands beside it."""
    width = round(max(0.0, min(1.0, share)) * 200, 1)
    return element(
        "svg",
        element("rect", width="200", height="10", class_="rail"),
        element("rect", width=f"{width:g}", height="10", class_=kind),
        viewBox="0 0 200 10",
        aria_hidden="true",
        class_="bar",
    )


def _x(place: int, count: int) -> float:
    room = _WIDTH - _LEFT - _RIGHT
    return _LEFT + (round(place * room / (count - 1), 1) if count > 1 else 0)


def _y(share: float) -> float:
    return round(_HEIGHT - _FOOT - share * (_HEIGHT - _FOOT - _TOP), 1)


def _scales() -> list[Element]:
    marks: list[Element] = []
    for share, left, right in ((0.0, signed(-_END), "0"), (0.5, "0", "5"), (1.0, signed(_END), "10")):
        y = f"{_y(share):g}"
        marks += [
            element("line", x1=str(_LEFT), x2=str(_WIDTH - _RIGHT), y1=y, y2=y, class_="grid"),
            element("text", left, x=str(_LEFT - 10), y=y, class_="left", dy=_CENTRED),
            element("text", right, x=str(_WIDTH - _RIGHT + 10), y=y, class_="right", dy=_CENTRED),
        ]
    return marks


def _path(xs: Sequence[float], ys: Sequence[float], kind: str) -> Element:
    return element("polyline", points=" ".join(f"{x:g},{y:g}" for x, y in zip(xs, ys, strict=True)), class_=kind)


def _mood_mark(point: Point, x: float, y: float) -> Element:
    felt = f"{label('mood', point.mood)}, {signed(point.valence)}"
    told = _("{name}: {words}").format(name=point.turn, words=felt)
    return element(
        "text",
        element("title", told),
        mood_glyph(point.mood),
        x=f"{x:g}",
        y=f"{y:g}",
        dy=_CENTRED,
        class_="mood-mark",
    )


def _turn_mark(point: Point, x: float, way: str | None) -> Element:
    arrow = {"up": "↑", "down": "↓"}.get(way or "", "")
    return element(
        "text", f"{point.turn}{arrow}", x=f"{x:g}", y=str(_HEIGHT - 10), class_="turn turned" if way else "turn"
    )
