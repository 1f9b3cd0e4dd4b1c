"""A map in DOT, the language of Graphviz. Words of the scenario stand in quotes, and only as words."""

from typing import Final

from simulator.authoring.map.chart import Arrow, Chart, Node
from simulator.exports.map.measure import wrapped
from simulator.exports.map.words import Caption, about, findings, lines_of, plain, said
from simulator.wording.plaintext import printable

_ROOM, _SIZE = 230.0, 12.0
_SHAPES: Final = {
    "exchange": 'shape=box, style="rounded"',
    "read": "shape=octagon",
    "reflect": "shape=ellipse",
    "compose": "shape=note",
    "ending": "shape=box, peripheries=2",
    "phase": 'shape=box, style="rounded"',
}


def dot(chart: Chart, caption: Caption) -> str:
    """The whole text."""
    names = {node.name: f"n{number}" for number, node in enumerate(chart.nodes)}
    title = quoted(f"{caption.title}\n{caption.subtitle}")
    lines = [
        "digraph map {",
        f'  graph [label={title}, labelloc=t, charset="UTF-8", fontname="Helvetica"];',
        '  node [fontname="Helvetica", fontsize=12, margin="0.2,0.1"];',
        '  edge [fontname="Helvetica", fontsize=11];',
    ]
    lines += [f"  {names[node.name]} [{_node(node, caption.spoken)}];" for node in chart.nodes]
    lines += [f"  {names[one.source]} -> {names[one.target]} [{_arrow(one)}];" for one in chart.arrows]
    return "\n".join([*lines, "}"]) + "\n"


def _node(node: Node, spoken: str) -> str:
    texts = (node.name, about(node), said(node, spoken), findings(node))
    label = "\n".join(line for text in texts for line in wrapped(text, _ROOM, _SIZE))
    attributes = [f"label={quoted(label)}", _SHAPES[node.kind]]
    if node.start:
        attributes.append("penwidth=3")
    if not node.reached:
        attributes.append("color=gray40, fontcolor=gray40")
    return ", ".join(attributes)


def _arrow(arrow: Arrow) -> str:
    label = "\n".join(plain(line) for line in lines_of(arrow.steps))
    attributes = [f"label={quoted(label)}"]
    if arrow.best:
        attributes.append("penwidth=4, weight=8")
    if arrow.aside:
        attributes.append("style=dashed")
    if arrow.both_ways:
        attributes.append("dir=both")
    return ", ".join(attributes)


def quoted(text: str) -> str:
    """Foreign text as a string: Graphviz reads a backslash, a quote and an entity of HTML as more than themselves."""
    text = printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;").replace("\n", "\\n")
    return f'"{text}"'
