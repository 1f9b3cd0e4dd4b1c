"""The map of a conversation's life: its phases, and the actions that lead from one to the next."""

from collections.abc import Iterator

from simulator.authoring.map.chart import Chart, Node, Step, merged
from simulator.conversation.lifecycle import LIVE, TRANSITIONS, Phase
from simulator.scenario.model import Compose, Exchange, Read, Reflect, Scenario, exists_for
from simulator.scenario.vocabulary import SPOKEN


def lifecycle_chart(scenario: Scenario | None = None, variant: str | None = None) -> Chart:
    """Every phase and every action; with a scenario, those that a call of this customer can come to.

    Resuming leads back to where the pause was made.
    """
    absent = frozenset[Phase]() if scenario is None else _absent(scenario, variant)
    nodes = tuple(Node(phase.value, "phase", start=phase is Phase.BRIEFING) for phase in Phase if phase not in absent)
    kept = (step for step in _steps(scenario, variant) if not absent & {Phase(step.source), Phase(step.target)})
    steps = tuple(kept)
    return Chart(nodes, steps, merged(steps))


def _steps(scenario: Scenario | None, variant: str | None) -> Iterator[Step]:
    silent = scenario is None or any(
        isinstance(moment, Exchange) and moment.silence is not None and exists_for(moment.only, variant)
        for moment in scenario.moments.values()
    )
    for action, sources, target in TRANSITIONS:
        if action == "keep_silent" and not silent:
            continue
        for source in sources:
            yield Step(source.value, (target or source).value, "action", action)
    for live in LIVE:
        yield Step(live.value, Phase.PAUSED.value, "action", "pause", undone_by="resume")


def _absent(scenario: Scenario, variant: str | None) -> frozenset[Phase]:
    """The phases of kinds of moment that the scenario does not hold for this customer."""
    moments = [moment for moment in scenario.moments.values() if exists_for(moment.only, variant)]
    kinds = {type(moment) for moment in moments}
    absent = {
        phase
        for kind, phases in (
            (Exchange, (Phase.DECIDING,)),
            (Compose, (Phase.COMPOSING, Phase.REREADING)),
            (Read, (Phase.READING,)),
            (Reflect, (Phase.REFLECTING,)),
        )
        if kind not in kinds
        for phase in phases
    }
    chosen = any(isinstance(moment, Exchange) and moment.delivery == "choose" for moment in moments)
    if not chosen or scenario.channel not in SPOKEN:
        absent.add(Phase.DELIVERING)
    return frozenset(absent)
