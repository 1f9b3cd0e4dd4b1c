"""What the marks of a map mean: only those that are on it."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from simulator.authoring.map.chart import GRAVEST, Chart
from simulator.authoring.map.layout import Box, Route
from simulator.exports.map.cards import outline, sign
from simulator.exports.map.measure import width
from simulator.exports.markup import element, own
from simulator.locale import N_, _
from simulator.wording.map import kind_word

_TEXT = 12
_MARK = 40
"""Room for the mark before its words."""
_APART = 26
_ROW = 26
_KINDS = ("exchange", "read", "reflect", "compose", "ending", "phase")
_SEVERITIES = {"error": N_("an error found here"), "warning": N_("a warning"), "info": N_("a remark")}


def legend(chart: Chart, routes: Sequence[Route], across: int) -> tuple[list[Element], int]:
    """The legend set in rows of this width, and how tall it is."""
    drawn: list[Element] = [element("line", x1="0", x2=str(across), y1="0", y2="0", class_="rule")]
    x, y = 0, 28
    for mark, words in _entries(chart, routes):
        room = _MARK + round(width(words, _TEXT)) + _APART
        if x and x + room - _APART > across:
            x, y = 0, y + _ROW
        mark.set("transform", f"translate({x} {y})")
        drawn += [mark, element("text", words, x=str(x + _MARK), y=str(y + 4), class_="soft")]
        x += room
    return drawn, y + 10


def _entries(chart: Chart, routes: Sequence[Route]) -> list[tuple[Element, str]]:
    kinds = {node.kind for node in chart.nodes}
    worst = {node.worst for node in chart.nodes}
    entries = [
        (element("g", *outline(kind, Box(2, -9, 28, 18)), class_=kind), own(kind_word(kind)))
        for kind in _KINDS
        if kind in kinds
    ]
    lines = (
        ("best", chart.best, _("★ best path, as rehearsed")),
        ("back", any(route.back for route in routes), _("leads back up")),
        ("aside", any(arrow.aside for arrow in chart.arrows), _("nobody chooses it: hang-up or silence")),
    )
    entries += [
        (element("g", element("path", d="M2 0H32", class_="way"), class_=style), own(words))
        for style, on, words in lines
        if on
    ]
    if not all(node.reached for node in chart.nodes):
        box = element("rect", x="2", y="-9", width="28", height="18", rx="8", class_="box")
        entries.append((element("g", box, class_="alone"), own(_("nothing leads here"))))
    entries += [
        (element("g", sign(severity, 16, 0)), own(_(_SEVERITIES[severity])))
        for severity in GRAVEST
        if severity in worst
    ]
    return entries
