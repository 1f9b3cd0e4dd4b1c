"""What opens what: for each thing that conditions ask for, where it comes from and what hangs on it."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from simulator.conversation.ground import spoken_options
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Exchange, Moment, Read, Response, Scenario, exists_for

Asked = Literal["flag", "knows", "said", "answered"]
Door = tuple[str, str, str]
"""A response (moment, response, empty), or a way (moment, response, where it leads); a way without a response is that
of a silence, or of a moment where nothing is said."""


class Source(msgspec.Struct, frozen=True):
    """What makes it so: a response, a cue or a reading of a moment, or the file at pick-up."""

    kind: Literal["response", "cue", "reading", "file"]
    moment: str = ""
    response: str = ""


class Opening(msgspec.Struct, frozen=True):
    """One thing that conditions ask for."""

    kind: Asked
    name: str
    sources: tuple[Source, ...]
    opens: tuple[Door, ...]
    closes: tuple[Door, ...]
    """What is open only while it is not so."""


def openings(scenario: Scenario, variant: str | None) -> tuple[Opening, ...]:
    """Every flag, fact, wish, response and question that a response or a way asks for, in the order of asking.

    Raises KeyError for a variant that the scenario does not have.
    """
    found: dict[tuple[Asked, str], tuple[dict[Door, None], dict[Door, None]]] = {}
    for door, condition in _doors(scenario, variant):
        for kind, name, wanted in _asked(condition):
            opens, closes = found.setdefault((kind, name), ({}, {}))
            (opens if wanted else closes)[door] = None
    sources = _sources(scenario, variant)
    return tuple(
        Opening(kind, name, tuple(sources.get((kind, name), ())), tuple(opens), tuple(closes))
        for (kind, name), (opens, closes) in found.items()
    )


def _moments(scenario: Scenario, variant: str | None) -> Iterator[tuple[str, Moment]]:
    return ((name, moment) for name, moment in scenario.moments.items() if exists_for(moment.only, variant))


def _options(moment: Moment, variant: str | None) -> Iterator[tuple[str, Response]]:
    return ((name, one) for name, one in spoken_options(moment).items() if exists_for(one.only, variant))


def _doors(scenario: Scenario, variant: str | None) -> Iterator[tuple[Door, Condition]]:
    for name, moment in _moments(scenario, variant):
        for response, one in _options(moment, variant):
            if one.when is not None:
                yield (name, response, ""), one.when
            yield from _ways(name, response, one.then)
        if not isinstance(moment, Exchange):
            yield from _ways(name, "", moment.then)
        elif moment.silence is not None:
            yield from _ways(name, "", moment.silence.then)


def _ways(name: str, response: str, then: tuple[Branch, ...]) -> Iterator[tuple[Door, Condition]]:
    return (((name, response, branch.to), branch.when) for branch in then if branch.when is not None)


def _asked(condition: Condition, wanted: bool = True) -> Iterator[tuple[Asked, str, bool]]:
    """The names in a condition, each with whether it must be so or must not."""
    kinds: tuple[tuple[Asked, tuple[str, ...]], ...] = (
        ("knows", condition.knows),
        ("flag", condition.flag),
        ("said", condition.said),
        ("answered", condition.answered),
    )
    for kind, names in kinds:
        for name in names:
            yield kind, name, wanted
    if condition.negated is not None:
        yield from _asked(condition.negated, not wanted)
    for alternative in condition.alternatives:
        yield from _asked(alternative, wanted)


def _sources(scenario: Scenario, variant: str | None) -> dict[tuple[Asked, str], dict[Source, None]]:
    """By what is asked for, each source once, in the order of the file."""
    found: dict[tuple[Asked, str], dict[Source, None]] = {}

    def note(kind: Asked, names: tuple[str, ...], source: Source) -> None:
        for name in names:
            found.setdefault((kind, name), {})[source] = None

    note("knows", scenario.customer_of(variant).known, Source("file"))
    for name, moment in _moments(scenario, variant):
        for cue in moment.cues:
            if exists_for(cue.only, variant):
                note("knows", cue.reveals, Source("cue", name))
        if isinstance(moment, Read) and moment.asks != "mood":
            note("knows", moment.right, Source("reading", name))
        for response, one in _options(moment, variant):
            source = Source("response", name, response)
            note("knows", one.reveals, source)
            note("flag", one.sets, source)
            note("said", (f"{name}.{response}",), source)
            note("answered", tuple(one.answers), source)
    return found
