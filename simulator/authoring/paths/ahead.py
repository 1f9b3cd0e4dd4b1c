"""What may still come from each moment on, conditions ignored: which answers, and what of the wishes."""

from functools import reduce
from operator import or_

import msgspec

from simulator.authoring.paths.graph import Graph
from simulator.conversation.effects import Effect
from simulator.conversation.script import Script
from simulator.rubric.ladder import INSIGHTS_WANTED
from simulator.scenario.model import Compose, Exchange, Read, exists_for


class Ahead(msgspec.Struct, frozen=True):
    """What a call may still meet from a moment on; masks are wishes."""

    told: int = 0
    """An answer or a right reading makes them known."""
    shown: int = 0
    """A cue makes them known."""
    offered: int = 0
    confirms: bool = False
    warms: bool = False
    """An answer may be attentive, and natural enough to reach golden."""
    insights: int = 0
    """Answers that use something and understand him, as many as count."""

    def with_onward(self, onward: list["Ahead"]) -> "Ahead":
        """This, then one of what follows."""
        return Ahead(
            reduce(or_, (one.told for one in onward), self.told),
            reduce(or_, (one.shown for one in onward), self.shown),
            reduce(or_, (one.offered for one in onward), self.offered),
            self.confirms or any(one.confirms for one in onward),
            self.warms or any(one.warms for one in onward),
            min(INSIGHTS_WANTED, self.insights + max((one.insights for one in onward), default=0)),
        )


class Course:
    """The groups of a graph from the endings back, with the answers of each."""

    def __init__(self, script: Script, graph: Graph) -> None:
        self.script = script
        self.graph = graph
        self.answers = {place: answers(script, place) for place in graph.reached if place >= 0}
        """By place: what may be said there; nothing at a message, a reading or a reflection."""
        self.ahead: dict[int, Ahead] = {}
        for group in reversed(graph.components):
            onward = [self.ahead[target] for target in leaves(graph, group) if target >= 0]
            self.ahead.update(dict.fromkeys(group, self._own(group).with_onward(onward)))

    def _own(self, group: tuple[int, ...]) -> Ahead:
        script = self.script
        told = shown = offered = insights = 0
        confirms = warms = False
        for place in group:
            moment = script.moments[place]
            shown |= reduce(or_, script.cues[place])
            if isinstance(moment, Read):
                told |= script.knowable.mask(moment.right)
            elif isinstance(moment, Compose):
                insights, warms = insights + 1, True
                for part in moment.parts.values():
                    if exists_for(part.only, script.variant):
                        told |= script.knowable.mask(part.reveals)
                        offered |= reduce(or_, (script.serving.get(need, 0) for need in part.offers), 0)
                        confirms = confirms or part.confirms
            for effect in self.answers[place]:
                told |= effect.reveals
                offered |= effect.wishes
                confirms = confirms or effect.confirms
                warms = warms or (any(effect.warm) and (effect.attentive or effect.uses != 0))
            insights += any(effect.insight and effect.uses for effect in self.answers[place])
        wishes = script.wishes
        return Ahead(told & wishes, shown & wishes, offered, confirms, warms, min(INSIGHTS_WANTED, insights))


def leaves(graph: Graph, group: tuple[int, ...]) -> set[int]:
    """Where a group leads on to; silences left out, as scores are those of calls without timers."""
    return {target for place in group for target in graph.targets[place]} - set(group)


def answers(script: Script, place: int) -> tuple[Effect, ...]:
    """What may be said at an exchange, in every tone."""
    if not isinstance(script.moments[place], Exchange):
        return ()
    return tuple(effect for option in script.nodes[place].options for effect in option.effects.values())
