"""How a node is drawn: its outline says what kind it is, its words never leave it."""

from typing import Final
from xml.etree.ElementTree import Element

import msgspec

from simulator.authoring.map.chart import Node
from simulator.authoring.map.layout import Box, Size
from simulator.exports.map.measure import width, wrapped
from simulator.exports.map.words import about, findings, said
from simulator.exports.markup import element
from simulator.scenario.findings import Severity

NARROWEST, WIDEST = 140, 232
"""Of a card, outline included."""
_SIDE, _ABOVE, _BELOW = 16, 10, 10
_NAME, _TEXT = 14, 12
_NAME_STEP, _STEP = 18, 16
_APART = 4
_SIGN = 16
_FOLD = 14
_CUT = 12
_FRAME = 4


class Row(msgspec.Struct, frozen=True):
    """One line of words on a card."""

    text: str
    style: str
    size: int
    step: int
    severity: Severity | None = None
    """The line tells what was found: its sign stands before it."""


class Card(msgspec.Struct, frozen=True):
    """A node set in lines."""

    node: Node
    rows: tuple[Row, ...]
    size: Size


def card(node: Node, spoken: str) -> Card:
    """Set a node's words and see how much room they take. `spoken` is the language of the scenario's words."""
    room = WIDEST - 2 * _SIDE
    rows = [Row(line, "name", _NAME, _NAME_STEP) for line in wrapped(node.name, room, _NAME, bold=True)]
    rows += _set(about(node), "soft", room, 2)
    rows += _set(said(node, spoken), "said", room, 3, apart=_APART)
    worst = node.worst
    if worst is not None:
        first, *others = wrapped(findings(node), room - _SIGN, _TEXT, bold=True)
        style = "found remark" if worst == "info" else "found"
        rows.append(Row(first, style, _TEXT, _STEP + _APART, worst))
        rows += [Row(line, style, _TEXT, _STEP) for line in others]
    widest = max(_width(row) for row in rows)
    across = min(WIDEST, max(NARROWEST, round(widest) + 2 * _SIDE))
    return Card(node, tuple(rows), Size(across, _ABOVE + sum(row.step for row in rows) + _BELOW))


def _set(text: str, style: str, room: float, most: int, *, apart: int = 0) -> list[Row]:
    """Lines of one style, the first a little apart from what stands above."""
    lines = wrapped(text, room, _TEXT, most=most)
    return [Row(line, style, _TEXT, _STEP + (0 if number else apart)) for number, line in enumerate(lines)]


def _width(row: Row) -> float:
    sign = _SIGN if row.severity else 0
    return sign + width(row.text, row.size, bold=row.style not in ("said", "soft"))


def drawn(card: Card, box: Box, spoken: str, foreign: bool) -> Element:
    """The card in its place. `foreign`: the scenario speaks another language than the map."""
    node = card.node
    styles = ["node", node.kind]
    styles += [style for style, on in (("start", node.start), ("alone", not node.reached)) if on]
    words = said(node, spoken)
    pieces = (node.name, about(node), words, findings(node))
    language = {"lang": spoken} if foreign else {}
    group = element(
        "g",
        element("title", words or node.name, **language),
        *outline(node.kind, box),
        class_=" ".join(styles),
        role="graphics-symbol",
        aria_label=". ".join(piece for piece in pieces if piece),
    )
    y = box.y + (box.height - card.size.height) // 2 + _ABOVE
    for row in card.rows:
        y += row.step
        x, baseline = box.x + _SIDE, y - 4
        if row.severity is not None:
            group.append(sign(row.severity, x + 5, baseline - 4))
            x += _SIGN
        marks = language if row.style == "said" else {}
        group.append(element("text", row.text, x=str(x), y=str(baseline), class_=row.style, **marks))
    return group


def outline(kind: str, box: Box) -> list[Element]:
    """What shape each kind has: rounded, cut corners, a pill, a folded sheet, a double frame."""
    x, y, right, foot = box.x, box.y, box.x + box.width, box.y + box.height
    match kind:
        case "read":
            cut = min(_CUT, box.height // 3)
            path = (
                f"M{x + cut} {y}H{right - cut}L{right} {y + cut}V{foot - cut}L{right - cut} {foot}"
                f"H{x + cut}L{x} {foot - cut}V{y + cut}Z"
            )
            return [element("path", d=path, class_="box")]
        case "compose":
            turned = right - min(_FOLD, box.height // 2)
            path = f"M{x} {y}H{turned}L{right} {y + right - turned}V{foot}H{x}Z"
            fold = f"M{turned} {y}V{y + right - turned}H{right}"
            return [element("path", d=path, class_="box"), element("path", d=fold, class_="detail")]
        case "ending":
            inner = Box(x + _FRAME, y + _FRAME, box.width - 2 * _FRAME, box.height - 2 * _FRAME)
            return [_rect(box, 4), _rect(inner, 2, "detail")]
        case "reflect":
            return [_rect(box, min(28, box.height // 2))]
        case _:
            return [_rect(box, 8)]


def _rect(box: Box, rounded: int, style: str = "box") -> Element:
    x, y, across, down = map(str, (box.x, box.y, box.width, box.height))
    return element("rect", x=x, y=y, width=across, height=down, rx=str(rounded), class_=style)


_SIGNS: Final[dict[Severity, str]] = {
    "error": "M-2.5 -6H2.5L6 -2.5V2.5L2.5 6H-2.5L-6 2.5V-2.5Z M-2.2 -2.2L2.2 2.2M2.2 -2.2L-2.2 2.2",
    "warning": "M0 -6L6.5 5.5H-6.5Z M0 -2V1.5M0 3.4V3.6",
    "info": "M-6 0A6 6 0 1 1 6 0A6 6 0 1 1 -6 0Z M0 -1V3M0 -3.4V-3.2",
}
"""A sign of stop with a cross, a triangle with its mark, a ring with an i."""


def sign(severity: Severity, x: int, y: int) -> Element:
    """The sign of a severity around a point; the words stand beside it."""
    return element(
        "path", d=_SIGNS[severity], transform=f"translate({x} {y})", class_=f"sign {severity}", aria_hidden="true"
    )
