"""A map as a picture in SVG: nothing outside it is needed, and every word of the scenario is only ever text."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, tostring

from simulator.authoring.map.chart import Arrow, Chart
from simulator.authoring.map.layout import LOOP, Box, Layout, Link, Route, Size, layout
from simulator.authoring.map.ranks import ranks
from simulator.exports.map.cards import Card, card, drawn
from simulator.exports.map.legend import legend
from simulator.exports.map.measure import width, wrapped
from simulator.exports.map.words import Caption, Line, called, lines_of, told
from simulator.exports.markup import element, own
from simulator.locale import _, language

_STYLE: Final = Path(__file__).with_name("map.css")
_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_MARGIN: Final = 32
_LEAST: Final = 640
"""So wide a picture is at least, for its title and its legend."""
_NAME, _MINOR = 12, 11
_ROOM: Final = 190
"""The longest line beside an arrow."""
_ROW: Final = 15
_GROUP: Final = 6
_PAD: Final = 5


def picture(chart: Chart, caption: Caption) -> str:
    """The whole file."""
    ends = chart.ends
    ranked = ranks(len(chart.nodes), ends, chart.start)
    cards = [card(node, caption.spoken) for node in chart.nodes]
    labels = [
        _label(arrow, back=back, cut=cut)
        for arrow, back, cut in zip(chart.arrows, ranked.back, ranked.cut, strict=True)
    ]
    links = [
        Link(source, target, _size(words), arrow.best)
        for (source, target), words, arrow in zip(ends, labels, chart.arrows, strict=True)
    ]
    plan = layout([one.size for one in cards], links, ranked, chart.start)
    return _document(_drawing(chart, caption, cards, labels, plan))


def _label(arrow: Arrow, *, back: bool, cut: bool) -> tuple[Line, ...]:
    """The lines beside an arrow, broken to the room there is; an arrow not drawn to its end says where it leads."""
    lines = list(lines_of(arrow.steps))
    if cut:
        lines.append(Line(("↑ " if back else "→ ") + arrow.target))
    elif back:
        lines = [Line("↑"), *lines] if not lines or lines[0].heading else [_marked("↑ ", lines[0]), *lines[1:]]
    return tuple(
        Line(text, line.heading, line.best)
        for line in lines
        for text in wrapped(line.text, _ROOM, _MINOR if line.heading else _NAME, bold=line.best, most=4)
    )


def _marked(mark: str, line: Line) -> Line:
    return Line(mark + line.text, line.heading, line.best)


def _size(lines: Sequence[Line]) -> Size | None:
    if not lines:
        return None
    widest = max(width(line.text, _MINOR if line.heading else _NAME, bold=line.best) for line in lines)
    return Size(round(widest) + 2 * _PAD, _ROW * len(lines) + _GROUP * _groups(lines) + 2 * _PAD)


def _groups(lines: Sequence[Line]) -> int:
    """How often a condition begins below other lines: a little room is left before it."""
    return sum(after.heading and not before.heading for before, after in pairwise(lines))


def _drawing(
    chart: Chart, caption: Caption, cards: Sequence[Card], labels: Sequence[Sequence[Line]], plan: Layout
) -> Element:
    across = max(plan.width, _LEAST)
    head, below = _heading(caption, across)
    left, top = _MARGIN + (across - plan.width) // 2, below + 24
    foreign = caption.spoken.split("-")[0] != language()
    ways = [
        _arrow(arrow, lines, route) for arrow, lines, route in zip(chart.arrows, labels, plan.routes, strict=True)
    ]
    nodes = [drawn(one, box, caption.spoken, foreign) for one, box in zip(cards, plan.boxes, strict=True)]
    key, key_height = legend(chart, plan.routes, across)
    key_top = top + plan.height + 36
    height = key_top + key_height + _MARGIN
    whole = across + 2 * _MARGIN
    return element(
        "svg",
        element("title", caption.title, id="map-title"),
        element("desc", _description(caption), id="map-about"),
        _style(),
        element("rect", width=str(whole), height=str(height), class_="paper"),
        head,
        element("g", *ways, *nodes, transform=f"translate({left} {top})"),
        element("g", *key, transform=f"translate({_MARGIN} {key_top})", role="group", aria_label=own(_("Legend"))),
        xmlns=_NAMESPACE,
        viewBox=f"0 0 {whole} {height}",
        width=str(whole),
        height=str(height),
        role="graphics-document",
        lang=language(),
        aria_labelledby="map-title",
        aria_describedby="map-about",
    )


def _description(caption: Caption) -> str:
    return own(_("{name}: {words}").format(name=_("A map"), words=caption.subtitle))


def _heading(caption: Caption, across: int) -> tuple[Element, int]:
    """Title and subtitle, and where they end."""
    group = element("g")
    y = _MARGIN
    for text, style, size, step in ((caption.title, "title", 20, 26), (caption.subtitle, "soft", 12, 18)):
        for line in wrapped(text, across, size, bold=style == "title"):
            y += step
            group.append(element("text", line, x=str(_MARGIN), y=str(y - 8), class_=style))
    return group, y


def _style() -> Element:
    sheet = Element("style")
    sheet.text = _STYLE.read_text(encoding="utf-8")
    return sheet


def _arrow(arrow: Arrow, lines: Sequence[Line], route: Route) -> Element:
    styles = ["arrow"]
    styles += [style for style, on in (("back", route.back), ("aside", arrow.aside), ("best", arrow.best)) if on]
    group = element(
        "g",
        element("title", _said(arrow)),
        element("path", d=_loop(route) if route.loop else _run(route), class_="way"),
        class_=" ".join(styles),
        role="graphics-symbol",
        aria_label=told(arrow),
    )
    if not route.cut:
        group.append(_head(route.points, loop=route.loop, thick=arrow.best))
    if arrow.both_ways and not route.loop:
        group.append(_head(route.points[::-1], thick=arrow.best))
    if route.words is not None:
        group.extend(_words(lines, route.words))
    return group


def _said(arrow: Arrow) -> str:
    """What a viewer shows of an arrow that is pointed at: the words said on the way."""
    spoken = [f"{called(step)}: {' '.join(step.said.split())}" if step.said else called(step) for step in arrow.steps]
    return "\n".join(dict.fromkeys(line for line in spoken if line)) or told(arrow)


def _run(route: Route) -> str:
    """Straight between two points one above the other, swinging over between the others; short of the head."""
    points = list(route.points)
    if not route.cut:
        (x, end), before = points[-1], points[-2][1]
        points[-1] = (x, end + (6 if end < before else -6))
    path = [f"M{points[0][0]} {points[0][1]}"]
    for place, ((x, y), (to, end)) in enumerate(pairwise(points)):
        if x == to:
            path.append(f"V{end}")
        elif place % 2:
            bend = (y + end) // 2
            path.append(f"C{x} {bend} {to} {bend} {to} {end}")
        else:
            path.append(f"L{to} {end}")
    return "".join(path)


def _loop(route: Route) -> str:
    (x, above), (_x, below) = route.points
    reach = x + LOOP - 6
    return f"M{x} {above}C{reach} {above - 8} {reach} {below + 8} {x + 8} {below}"


def _head(points: Sequence[tuple[int, int]], *, loop: bool = False, thick: bool = False) -> Element:
    """The arrow's head at its end: drawn as a shape, since not every viewer paints the heads that lines may have."""
    (_x, before), (x, end) = points[-2:]
    half = 7 if thick else 5
    if loop:
        return element("path", d=f"M{x} {end}l9 {-half}v{2 * half}z", class_="head")
    away = -11 if end > before else 11
    return element("path", d=f"M{x} {end}l{-half} {away}h{2 * half}z", class_="head")


def _words(lines: Sequence[Line], box: Box) -> list[Element]:
    middle = box.x + box.width // 2
    drawn: list[Element] = [
        element(
            "rect", x=str(box.x), y=str(box.y), width=str(box.width), height=str(box.height), rx="4", class_="words"
        )
    ]
    for number, line in enumerate(lines, start=1):
        drawn.append(
            element(
                "text",
                line.text,
                x=str(middle),
                y=str(box.y + _PAD + _ROW * number + _GROUP * _groups(lines[:number]) - 4),
                text_anchor="middle",
                class_="minor" if line.heading else "step chosen" if line.best else "step",
            )
        )
    return drawn


def _document(root: Element) -> str:
    text = tostring(root, encoding="unicode").replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
