"""The map of a conversation's life: its phases, and the actions that lead from one to the next."""

from collections.abc import Iterator

from simulator.authoring.map.chart import Chart, Node, Step, merged
from simulator.conversation.lifecycle import LIVE, TRANSITIONS, Phase


def lifecycle_chart() -> Chart:
    """Every phase, from the briefing on, and every action. Resuming leads back to where the pause was made."""
    nodes = tuple(Node(phase.value, "phase", start=phase is Phase.BRIEFING) for phase in Phase)
    return Chart(nodes, merged(_steps()))


def _steps() -> Iterator[Step]:
    for action, sources, target in TRANSITIONS:
        for source in sources:
            yield Step(source.value, (target or source).value, "action", action)
    for live in LIVE:
        yield Step(live.value, Phase.PAUSED.value, "action", "pause", undone_by="resume")
