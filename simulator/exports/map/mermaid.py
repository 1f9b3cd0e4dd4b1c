"""A map as a flowchart for Mermaid, which many editors and web pages draw.

Names in the text are ours, words of the scenario stand in quotes with every sign that Mermaid, its Markdown or HTML
might read as theirs written as a number.
"""

import re
from typing import Final

from simulator.authoring.map.chart import Arrow, Chart, Node
from simulator.exports.map.measure import wrapped
from simulator.exports.map.words import Caption, about, findings, lines_of, plain, said
from simulator.wording.plaintext import printable

MOST_ARROWS: Final = 500
MOST_LETTERS: Final = 50_000
"""What Mermaid draws unless it is told otherwise where it is called: `maxEdges`, `maxTextSize`."""
_ROOM, _SIZE = 230.0, 12.0
_BREAK: Final = "<br/>"
_SHAPES: Final = {
    "exchange": ('("', '")'),
    "read": ('{{"', '"}}'),
    "reflect": ('(["', '"])'),
    "compose": ('[/"', '"/]'),
    "ending": ('[["', '"]]'),
    "phase": ('("', '")'),
}
_SPECIAL: Final = re.compile(r"""[^\w\s,.!?'’“”«»…→★⇅✓✗≈▶·-]|(?<![^\W_])_|_(?![^\W_])""")
_AT_A_LINE_S_START: Final = re.compile(r"^(\s*\d*)([.-])")
"""A list, a heading or a rule in Markdown."""


def mermaid(chart: Chart, caption: Caption) -> str:
    """The whole text."""
    names = {node.name: f"n{number}" for number, node in enumerate(chart.nodes)}
    lines = ["flowchart TD", f"  accTitle: {_bare(caption.title)}", f"  accDescr: {_bare(caption.subtitle)}"]
    for node in chart.nodes:
        opening, closing = _SHAPES[node.kind]
        lines.append(f"  {names[node.name]}{opening}{_node(node, caption.spoken)}{closing}")
    for number, arrow in enumerate(chart.arrows):
        lines.append(f"  {names[arrow.source]} {_line(arrow)} {names[arrow.target]}")
        if arrow.best:
            lines.append(f"  linkStyle {number} stroke-width:4px")
    starts = [names[node.name] for node in chart.nodes if node.start]
    alone = [names[node.name] for node in chart.nodes if not node.reached]
    lines += [f"  style {name} stroke-width:3px" for name in starts]
    lines += [f"  style {name} stroke-dasharray:5 4" for name in alone]
    return "\n".join(lines) + "\n"


def _node(node: Node, spoken: str) -> str:
    return _BREAK.join(
        quoted(line)
        for text in (node.name, about(node), said(node, spoken), findings(node))
        for line in wrapped(text, _ROOM, _SIZE)
    )


def _line(arrow: Arrow) -> str:
    words = _BREAK.join(quoted(plain(line)) for line in lines_of(arrow.steps))
    tail = "<" if arrow.both_ways else ""
    line = "-.->" if arrow.aside else "-->"
    return f'{tail}{line}|"{words}"|' if words else f"{tail}{line}"


def quoted(text: str) -> str:
    """One line of foreign text for a label in quotes."""
    line = " ".join(printable(text).split())
    line = _SPECIAL.sub(lambda found: f"#{ord(found[0])};", line)
    return _AT_A_LINE_S_START.sub(lambda found: f"{found[1]}#{ord(found[2])};", line)


def _bare(text: str) -> str:
    """One line for a title that is not in quotes: letters, digits and plain marks only."""
    return " ".join(re.sub(r"[^\w\s,.!?'’·-]", " ", printable(text)).split())
