"""What might happen if every doubtful condition held: what this rules out is ruled out for certain.

For each moment the ids, flags and answers that some way there could bring together (abstract interpretation, Cousot
and Cousot, 1977, over sets that only grow). It takes time in proportion to the story, however many states it has.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Final

from simulator.authoring.paths.graph import Graph
from simulator.conversation.path import SILENCE
from simulator.conversation.script import Script
from simulator.conversation.state import SCALE
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Compose, Exchange, Read, Response, exists_for
from simulator.scenario.vocabulary import LOADS

Gathered = tuple[int, int, int, int]
"""Bits that may be set: of `known`, `flags`, `said` and `questions`."""
_NONE: Final[Gathered] = (0, 0, 0, 0)
_LATEST: Final = 10_000


class Perhaps:
    """What may be the case on arrival at each moment, and while the agent has the word there."""

    def __init__(self, script: Script, graph: Graph) -> None:
        self._script = script
        self._graph = graph
        self._at: dict[int, Gathered] = {}
        self.places: set[int] = set()
        """The moments and endings that a call may come to."""
        self._ways: set[tuple[str, str, int]] = set()
        self._met = 0
        self._waiting: deque[int] = deque()
        start = script.start
        self._arrive(graph.start, (start.known, 0, 0, 0))
        while self._waiting:
            self._leave(self._waiting.popleft())

    def excludes(self, fact: tuple[str | int, ...]) -> bool:
        """Whether something that can happen (see `Reach`) is ruled out."""
        kind, *what = fact
        script = self._script
        if kind in ("moment", "ending"):
            return script.place(str(what[0])) not in self.places
        if kind == "wish-met":
            return not self._met & script.knowable.bit(str(what[0]))
        if kind == "way":
            return (str(what[0]), str(what[1]), int(what[2])) not in self._ways
        place = script.place(str(what[0]))
        if place not in self.places:
            return True
        gathered = self._at[place]
        if kind in ("use", "knows"):
            return not gathered[0] & script.knowable.bit(str(what[-1]))
        if kind == "open":
            return str(what[1]) not in self._open(place, gathered)
        if kind == "line":
            return int(what[1]) not in self._possible([case.when for case in script.moments[place].line], gathered)
        if kind == "cue":
            return not exists_for(script.moments[place].cues[int(what[1])].only, script.variant)
        return False

    def _arrive(self, place: int, gathered: Gathered) -> None:
        self.places.add(place)
        if place < 0:
            return
        cues = reduce(or_, self._script.cues[place])
        before = self._at.get(place)
        after = _union(before or _NONE, _union(gathered, (cues, 0, 0, 0)))
        if before is None or after != before:
            self._at[place] = after
            if place not in self._waiting:
                self._waiting.append(place)

    def _leave(self, place: int) -> None:
        script, gathered = self._script, self._at[place]
        moment, name = script.moments[place], script.moment_ids[place]
        if isinstance(moment, Exchange):
            for one, response in self._open(place, gathered).items():
                self._follow(name, one, response.then, self._after(f"{name}.{one}", response, gathered))
                if response.dismisses and script.can_hang_up:
                    self._arrive(script.hung_up, gathered)
            if moment.silence is not None:
                self._follow(name, SILENCE, moment.silence.then, gathered)
            return
        if isinstance(moment, Compose):
            for one, part in self._open(place, gathered).items():
                gathered = _union(gathered, self._after(f"{name}.{one}", part, gathered))
                if part.dismisses and script.can_hang_up:
                    self._arrive(script.hung_up, gathered)
        elif isinstance(moment, Read):
            gathered = _union(gathered, (script.knowable.mask(moment.right), 0, 0, 0))
        self._follow(name, "", moment.then, gathered)

    def _after(self, name: str, response: Response, gathered: Gathered) -> Gathered:
        script = self._script
        for need in response.offers:
            self._met |= script.serving.get(need, 0) & gathered[0]
        own = (
            script.knowable.mask(response.reveals),
            script.flags.mask(response.sets),
            script.said.mask((name,)),
            script.questions.mask(response.answers),
        )
        return _union(gathered, own)

    def _follow(self, moment: str, response: str, branches: Sequence[Branch], gathered: Gathered) -> None:
        script = self._script
        there = [(number, branch) for number, branch in enumerate(branches) if self._leads_somewhere(branch.to)]
        for choice in self._possible([branch.when for _number, branch in there], gathered):
            number, branch = there[choice]
            self._ways.add((moment, response, number))
            self._arrive(script.place(branch.to), gathered)

    def _leads_somewhere(self, name: str) -> bool:
        scenario = self._script.scenario
        target = scenario.moments.get(name) or scenario.endings.get(name)
        return target is not None and exists_for(target.only, self._script.variant)

    def _open(self, place: int, gathered: Gathered) -> Mapping[str, Response]:
        moment = self._script.moments[place]
        spoken = moment.responses if isinstance(moment, Exchange) else {}
        spoken = moment.parts if isinstance(moment, Compose) else spoken
        return {
            name: one
            for name, one in spoken.items()
            if exists_for(one.only, self._script.variant) and self._may_hold(one.when, gathered)
        }

    def _possible(self, conditions: Sequence[Condition | None], gathered: Gathered) -> list[int]:
        """Those of a list, tried from the first on, that may be the one that holds."""
        found: list[int] = []
        for number, condition in enumerate(conditions):
            if self._may_hold(condition, gathered):
                found.append(number)
            if condition is None:
                break
        return found

    def _may_hold(self, condition: Condition | None, gathered: Gathered) -> bool:
        if condition is None:
            return True
        script = self._script
        for index, wanted, mask in zip(
            (script.knowable, script.flags, script.said, script.questions),
            (condition.knows, condition.flag, condition.said, condition.answered),
            gathered,
            strict=True,
        ):
            if any(not mask & index.bit(name) for name in wanted):
                return False
        if condition.latitude and script.desk.latitude not in condition.latitude:
            return False
        if condition.load and not set(condition.load) & set(LOADS):
            return False
        if condition.trust is not None and not any(map(condition.trust.holds, range(SCALE + 1))):
            return False
        if condition.turn is not None and not (
            condition.turn.holds(condition.turn.bound) or any(map(condition.turn.holds, (1, _LATEST)))
        ):
            return False
        if condition.negated is not None and condition.negated == Condition():
            return False
        alternatives = condition.alternatives
        return not alternatives or any(self._may_hold(one, gathered) for one in alternatives)


def _union(one: Gathered, other: Gathered) -> Gathered:
    return (one[0] | other[0], one[1] | other[1], one[2] | other[2], one[3] | other[3])
