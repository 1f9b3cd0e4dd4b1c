"""A map as data: nodes, and the steps that lead from one to another. It holds no sentence and no coordinate."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from simulator.authoring.map.openings import Opening
from simulator.scenario.codes import UNREACHABLE_ENDING
from simulator.scenario.conditions import Condition
from simulator.scenario.findings import Finding, Severity
from simulator.scenario.vocabulary import Outcome

Kind = Literal["exchange", "read", "reflect", "compose", "ending", "phase"]
Cause = Literal["response", "onward", "silence", "hang_up", "action"]
"""What makes a step: a response, what follows by itself, silence past its limit, a hang-up, a lifecycle's action."""

ASIDE: frozenset[Cause] = frozenset({"silence", "hang_up"})
"""What nobody chooses."""
GRAVEST: tuple[Severity, ...] = ("error", "warning", "info")


class Step(msgspec.Struct, frozen=True):
    """One way from one node to another."""

    source: str
    target: str
    cause: Cause
    name: str = ""
    """The response's id, or the action's; empty for what has none."""
    said: str = ""
    """The response's words."""
    offered: Condition | None = None
    """What must hold for the response to be open."""
    taken: Condition | None = None
    """What must hold after the reaction for the call to go this way."""
    otherwise: bool = False
    """The plain way behind those with a condition."""
    after: int = 0
    """Seconds of silence."""
    best: bool = False
    """On the best path that was rehearsed."""
    undone_by: str = ""
    """The action that leads back along the same way, where one does."""


class Node(msgspec.Struct, frozen=True):
    """A moment, an ending, or a phase of the lifecycle."""

    name: str
    kind: Kind
    said: str = ""
    """The customer's line as it stands where nothing special holds, or the ending's text."""
    outcome: Outcome | None = None
    start: bool = False
    best: bool = False
    reached: bool = True
    """Some way leads here from the start, conditions ignored."""
    findings: tuple[Finding, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among its findings."""
        found = {finding.severity for finding in self.findings}
        return next((severity for severity in GRAVEST if severity in found), None)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)


class Arrow(msgspec.Struct, frozen=True):
    """All steps from one node to another."""

    source: str
    target: str
    steps: tuple[Step, ...]

    @property
    def aside(self) -> bool:
        """Nobody chooses to go this way."""
        return all(step.cause in ASIDE for step in self.steps)

    @property
    def best(self) -> bool:
        return any(step.best for step in self.steps)

    @property
    def both_ways(self) -> bool:
        return any(step.undone_by for step in self.steps)


class Chart(msgspec.Struct, frozen=True):
    """Nodes in the order of the file, the endings last; the ways between them, one by one and merged into arrows."""

    nodes: tuple[Node, ...]
    steps: tuple[Step, ...]
    arrows: tuple[Arrow, ...]
    openings: tuple[Opening, ...] = ()

    @property
    def start(self) -> int:
        """The place of the node where everything begins."""
        return next(place for place, node in enumerate(self.nodes) if node.start)

    @property
    def ends(self) -> list[tuple[int, int]]:
        """For each arrow the places of the nodes it comes from and leads to."""
        places = {node.name: place for place, node in enumerate(self.nodes)}
        return [(places[arrow.source], places[arrow.target]) for arrow in self.arrows]

    @property
    def best(self) -> bool:
        return any(arrow.best for arrow in self.arrows)


def merged(steps: Iterable[Step]) -> tuple[Arrow, ...]:
    """One arrow for each pair of nodes."""
    by_ends: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        by_ends.setdefault((step.source, step.target), []).append(step)
    return tuple(Arrow(source, target, tuple(those)) for (source, target), those in by_ends.items())


def reached_from(start: str, arrows: Iterable[Arrow]) -> frozenset[str]:
    """The nodes that some way leads to, conditions ignored."""
    leads: dict[str, list[str]] = {}
    for arrow in arrows:
        leads.setdefault(arrow.source, []).append(arrow.target)
    found, waiting = {start}, [start]
    while waiting:
        for target in leads.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return frozenset(found)


def by_place(findings: Iterable[Finding], variant: str | None) -> Mapping[str, tuple[Finding, ...]]:
    """What was found, by the moment it was found at, as far as it concerns this customer.

    An ending is no moment: what is found there names it in its arguments.
    """
    placed: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.variant in (None, variant or "base"):
            ending = finding.arguments.get("id", "") if finding.code == UNREACHABLE_ENDING else ""
            placed.setdefault(finding.moment or ending, []).append(finding)
    return {name: tuple(those) for name, those in placed.items()}
