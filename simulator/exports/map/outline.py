"""A map as lines to be read: each moment once, in the order in which a call may come to it, and where it leads."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from simulator.authoring.map.chart import Chart, Node, Step
from simulator.authoring.map.openings import Door, Opening, Source
from simulator.authoring.map.ranks import ranks
from simulator.exports.map.words import Caption, about, called, conditions, findings, said
from simulator.exports.markup import own
from simulator.locale import _
from simulator.scenario.conditions import Condition
from simulator.wording.findings import sentence
from simulator.wording.map import condition_words, together
from simulator.wording.plaintext import printable
from simulator.wording.typography import nested

_NARROWEST = 12
"""Columns below which nothing is folded any more: a terminal may say that it has one."""
_EXCERPT = 2
"""How many lines of the customer's words are shown."""


def outline(chart: Chart, caption: Caption, *, width: int) -> list[str]:
    """The lines, at most `width` letters wide where words allow."""
    ways: dict[str, list[Step]] = {node.name: [] for node in chart.nodes}
    back: dict[str, list[Step]] = {node.name: [] for node in chart.nodes}
    for step in chart.steps:
        ways[step.source].append(step)
        if step.undone_by:
            back[step.target].append(step)
    order = _in_order(chart)
    lines = [*_folded(caption.title, width), *_folded(own(caption.subtitle), width)]
    for node in (*(one for one in order if one.kind != "ending"), *(one for one in order if one.kind == "ending")):
        lines.append("")
        lines += _node(node, caption.spoken, width)
        lines += _ways(ways[node.name], width)
        for step in back[node.name]:
            lines += _folded(f"{step.undone_by} → {step.source}", width, "  ")
    if chart.openings:
        lines += ["", _("What opens what")]
        for opening in chart.openings:
            lines += _opening(opening, width)
    return lines


def _opening(opening: Opening, width: int) -> Iterator[str]:
    """`flag promised, by hub.listen`, and below it what hangs on it."""
    asked = condition_words(msgspec.structs.replace(Condition(), **{opening.kind: (opening.name,)}))
    if opening.kind != "said":
        asked = _("{asked}, by {sources}").format(asked=asked, sources=_joined(map(_source, opening.sources)))
    yield from _folded(asked, width, "  ")
    for doors, template in ((opening.opens, _("opens {doors}")), (opening.closes, _("closes {doors}"))):
        if doors:
            yield from _folded(template.format(doors=_joined(map(_door, doors))), width, "    ")


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words) or _("nothing")


def _door(door: Door) -> str:
    moment, response, target = door
    place = f"{moment}.{response}" if response else moment
    return f"{place}\u00a0→\u00a0{target}" if target else place


def _source(source: Source) -> str:
    match source.kind:
        case "response":
            return f"{source.moment}.{source.response}"
        case "cue":
            return _("a cue in {moment}").format(moment=source.moment)
        case "reading":
            return _("reading {moment} right").format(moment=source.moment)
        case "file":
            return _("the file at pick-up")


def _in_order(chart: Chart) -> list[Node]:
    """From the start down, on one line as the file has them."""
    lines = ranks(len(chart.nodes), chart.ends, chart.start).of
    return [chart.nodes[place] for place in sorted(range(len(lines)), key=lambda place: (lines[place], place))]


def _node(node: Node, spoken: str, width: int) -> Iterator[str]:
    kind = about(node)
    yield from _folded(f"{node.name} ({kind})" if kind else node.name, width)
    words = said(node, spoken)
    if words and node.kind != "phase":
        words = own(_("“{words}”").format(words=nested(words, spoken)))
    yield from _excerpt(words, width)
    if node.findings:
        yield from _folded(own(_("{name}: {words}").format(name=_("Found here"), words=findings(node))), width, "  ")
        for finding in node.findings:
            yield from _folded(f"{finding.code} {sentence(finding)}", width, "    ")


def _ways(steps: Sequence[Step], width: int) -> Iterator[str]:
    """Where each response leads; the ways of one that has several stand below it."""
    by_name: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        by_name.setdefault((step.cause, step.name), []).append(step)
    for those in by_name.values():
        first = those[0]
        name = first.name if first.undone_by else called(first)
        if len(those) == 1:
            yield from _folded(_way(name, first), width, "  ")
            continue
        opened = conditions(Step(first.source, first.target, first.cause, offered=first.offered))
        if name:
            yield from _folded(name + _in_brackets(opened), width, "  ")
        for step in those:
            bare = Step(
                step.source, step.target, step.cause, taken=step.taken, otherwise=step.otherwise, best=step.best
            )
            words = together(conditions(bare))
            yield from _folded(_way(words, bare, plain=True), width, "    " if name else "  ")


def _way(name: str, step: Step, *, plain: bool = False) -> str:
    """`listen (needs: trust at least 5) → hub (best path)`."""
    opened = "" if plain else _in_brackets(conditions(step))
    best = _in_brackets((_("best path"),)) if step.best else ""
    return f"{name}{opened} → {step.target}{best}".lstrip()


def _in_brackets(words: Sequence[str]) -> str:
    return f" ({together(words)})" if words else ""


def _folded(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(
        printable(text),
        max(width, _NARROWEST),
        initial_indent=indent,
        subsequent_indent=indent + "    ",
        break_on_hyphens=False,
    )


def _excerpt(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        printable(text),
        max(width, _NARROWEST),
        initial_indent="  ",
        subsequent_indent="  ",
        break_on_hyphens=False,
        max_lines=_EXCERPT,
        placeholder=" …",
    )
