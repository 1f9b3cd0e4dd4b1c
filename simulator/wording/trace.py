"""A trace in words: line by line for a reader, or its data with a sentence beside each reason."""

from collections.abc import Iterator
from typing import Any

import msgspec

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.trace import Trace, TraceStep
from simulator.locale import _
from simulator.wording.labels import label
from simulator.wording.naming import in_full
from simulator.wording.numbers import clock, number, signed
from simulator.wording.plaintext import printable
from simulator.wording.reasons import figures, reason
from simulator.wording.typography import typeset


def with_sentences(trace: Trace, script: Script) -> dict[str, Any]:
    """The trace as plain data; each reason gets its sentence under `text`."""
    data: dict[str, Any] = msgspec.to_builtins(trace)
    for step, told in zip(data["steps"], trace.steps, strict=True):
        for plain, one in zip(step["reasons"], told.reasons, strict=True):
            plain["text"] = reason(one, script)
    return data


def lines(trace: Trace, script: Script, play: Play) -> Iterator[str]:
    """The trace for a terminal, every line safe to print."""
    for line in _lines(trace, script):
        yield printable(line)


def _lines(trace: Trace, script: Script) -> Iterator[str]:
    yield f"{typeset(script.scenario.title, script.scenario.language)} · {in_full(script)}"
    yield _("On arrival: {standing}").format(standing=_standing(trace.start))
    for place, step in enumerate(trace.steps, start=1):
        yield ""
        yield from _step(place, step, script)
    yield ""
    if trace.ending is not None and trace.outcome is not None:
        yield _("Ending: {ending} ({outcome})").format(ending=trace.ending, outcome=label("outcome", trace.outcome))
    if trace.unplayed:
        yield _("Not played, the conversation was over: {items}").format(items=", ".join(trace.unplayed))
    yield from closing(trace)


def _step(place: int, step: TraceStep, script: Script) -> Iterator[str]:
    head = f"{place}. {step.moment}"
    if step.response and step.kind != "reflect":
        head += f" › {step.response}"
    if step.tone:
        head += f" ({label('tone', step.tone)})"
    yield head
    if step.empathy is not None and step.naturalness is not None and step.reception is not None:
        yield "   " + _("empathy {empathy} · naturalness {naturalness} · {reception}").format(
            empathy=number(step.empathy, 3),
            naturalness=number(step.naturalness, 3),
            reception=label("reception", step.reception),
        )
    if step.right is not None:
        yield "   " + (_("read right") if step.right else _("misread"))
    standing = msgspec.structs.asdict(step)
    yield "   " + _standing(standing) + " · " + _("stage: {stage}").format(stage=label("stage", step.stage))
    for one in step.reasons:
        tail = figures(one)
        yield f"   · {reason(one, script)}" + (f" [{tail}]" if tail else "")


def _standing(figures: dict[str, Any]) -> str:
    return _("{mood} (valence {valence}, arousal {arousal}, control {control}) · trust {trust} · {load}").format(
        mood=label("mood", figures["mood"]),
        valence=signed(figures["valence"]),
        arousal=signed(figures["arousal"]),
        control=signed(figures["control"]),
        trust=figures["trust"],
        load=label("load", figures["load"]),
    )


def closing(trace: Trace) -> Iterator[str]:
    """The marks: the lines that line mode closes with too."""
    card = trace.scorecard
    parts = card["ladder_parts"]
    yield _("Empathy {empathy} · naturalness {naturalness} · ladder {ladder} · overall {overall}, of 100").format(
        empathy=number(card["empathy"], 1),
        naturalness=number(card["naturalness"], 1),
        ladder=number(card["ladder"], 1),
        overall=number(card["overall"], 1),
    )
    yield _("Ladder: golden {golden} of 25, empathy {empathy} of 35, platinum {platinum} of 40").format(
        golden=number(parts["golden"], 1),
        empathy=number(parts["empathy"], 1),
        platinum=number(parts["platinum"], 1),
    )
    yield _("Highest stage: {highest}; at the end: {end}").format(
        highest=label("stage", card["stage_highest"]), end=label("stage", card["stage_end"])
    )
    yield _("Time of the conversation: {time}").format(time=clock(trace.seconds))
