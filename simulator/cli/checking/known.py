"""What is known of a scenario with each of its customers, in a few lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from simulator.authoring.overview import REACH, Overview
from simulator.cli.checking.sheet import Sheet
from simulator.locale import _, ngettext
from simulator.wording.labels import label
from simulator.wording.naming import with_id
from simulator.wording.numbers import THINGS, counted, number, points

if TYPE_CHECKING:
    from simulator.authoring.paths.ranges import End, Range

_STEP: Final = "    "


def block(one: Overview, sheet: Sheet, *, verbose: bool) -> Iterator[str]:
    """Its size, how far it was explored, and what the scores can come to; with the paths that do if `verbose`."""
    name = f"{one.language}/{one.id} · {with_id(one.customer, one.variant, one.language)}"
    yield from sheet.rows(_("{name}: {words}").format(name=name, words=", ".join(_size(one))), rest=_STEP)
    yield from sheet.rows(_proof(one), first=_STEP, rest=_STEP)
    spans = {name: f"{label('score', name)} {_span(span)}" for name, span in (one.ranges or {}).items()}
    stage = () if one.stage is None else (_("highest stage: {stage}").format(stage=label("stage", one.stage)),)
    if not verbose:
        scores = ", ".join((*spans.values(), *stage))
        yield from sheet.rows(scores, first=_STEP, rest=_STEP) if scores else ()
        return
    for name, span in (one.ranges or {}).items():
        yield from sheet.rows(spans[name], first=_STEP)
        for end in (span.least, span.most):
            yield from sheet.rows(_way(end), first=_STEP * 2, rest=_STEP * 3)
    for words in stage:
        yield from sheet.rows(words, first=_STEP)


def _size(one: Overview) -> Iterator[str]:
    yield from (counted(things, getattr(one.size, things)) for things in THINGS)


def _proof(one: Overview) -> str:
    if one.exact and not one.states:
        return _("all of it proven without exploring a state")
    told = _("no state explored")
    if one.states:
        states = ngettext("{count} state explored", "{count} states explored", one.states)
        told = states.format(count=number(one.states))
    if one.exact:
        return _("{states}, all of it proven").format(states=told)
    questions = ", ".join(map(_question, one.bounds))
    return _("{states}, only bounds for: {questions}").format(states=told, questions=questions)


def _question(name: str) -> str:
    return _("what can happen") if name == REACH else label("score", name)


def _span(span: "Range") -> str:
    least, most = _end(span.least), _end(span.most)
    return least if least == most else _("{least} to {most}").format(least=least, most=most)


def _end(end: "End") -> str:
    """One figure where it is proven, or the two between which it lies."""
    low, high = points(end.low), points(end.high)
    return low if end.exact else f"[{low}, {high}]"


def _way(end: "End") -> str:
    """An end with the path that comes to it."""
    if end.path is None:
        return _("{figure}, and no path is known").format(figure=_end(end))
    return _("{figure} by {path}").format(figure=_end(end), path=", ".join(end.path))
