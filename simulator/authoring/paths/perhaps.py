"""What might happen if every doubtful condition held: what this rules out is ruled out for certain.

For each moment the ids, flags and answers that some way there could bring together, and the bounds between which the
customer's feelings then lie (abstract interpretation, Cousot and Cousot, 1977). It takes time in proportion to the
story, however many states it has.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, reduce
from heapq import heappop, heappush
from operator import or_
from typing import Final, NamedTuple

from simulator.authoring.paths.box import ANYTHING, Box, box_of
from simulator.authoring.paths.graph import Graph
from simulator.conversation.asides import SILENCE
from simulator.conversation.script import Script
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Compose, Exchange, Read, Response, exists_for

Way = tuple[str, str, int]
"""A way on: the moment, the response ("" for the moment's own, `!silence`), which of its ways."""
_LATEST: Final = 10_000
_PATIENCE: Final = 12
"""How often the bounds of a moment in a loop may widen step by step before they are given up."""


class Perhaps:
    """What may be the case on arrival at each moment, and while the agent has the word there."""

    def __init__(self, script: Script, graph: Graph, is_never_taken: Callable[[Way], bool]) -> None:
        """`is_never_taken` knows better of some ways on, because every state before them was explored."""
        self._script = script
        self._is_never_taken = is_never_taken
        self._graph = graph
        self._at: dict[int, _Gathered] = {}
        self._visits: dict[int, int] = {}
        self.places: set[int] = set()
        """The moments and endings that a call may come to."""
        self._ways: set[Way] = set()
        self._met = 0
        self._leads: dict[tuple[str, str], set[int]] = {}
        """Where the ways of a response, or of a moment ("") may lead; its own place where none may be open."""
        self._ends: Box | None = None
        """His feelings at the end of a call."""
        # Moments are left in the order in which they lead to one another: outside a loop, each once.
        self._waiting: list[tuple[int, int]] = []
        self._queued: set[int] = set()
        self._arrive(graph.start, _Gathered(script.start.known, 0, 0, 0, box_of(script.start)))
        while self._waiting:
            _, place = heappop(self._waiting)
            self._queued.discard(place)
            self._leave(place)

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
        if kind == "mood":
            return self._ends is None or what[0] not in self._ends.moods()
        place = script.place(str(what[0]))
        if place not in self.places:
            return True
        gathered = self._at[place]
        if kind in ("use", "knows"):
            return not gathered.known & script.knowable.bit(str(what[-1]))
        if kind == "open":
            return str(what[1]) not in self._open(place, gathered.rested)
        if kind == "line":
            lines = [case.when for case in script.moments[place].line]
            return int(what[1]) not in self._possible(lines, gathered)
        if kind == "trap":
            return place in self._safe
        if kind == "closed":
            return self._surely_open(place)
        if kind == "cue":
            return not exists_for(script.moments[place].cues[int(what[1])].only, script.variant)
        return False

    def is_safe(self, place: int) -> bool:
        """Whether from every state of a place a call can be brought to an ending, or has come to one."""
        return place < 0 or place in self._safe

    @cached_property
    def _safe(self) -> set[int]:
        """The moments at which something is surely open whose every way leads to an ending, or to such a moment.

        Hanging up and waiting in silence are no way out.
        """
        safe: set[int] = set()
        for group in reversed(self._graph.components):
            left = [place for place in group if place in self.places]
            while True:
                found = [place for place in left if self._has_a_way_out(place, safe)]
                if not found:
                    break
                safe.update(found)
                left = [place for place in left if place not in safe]
        return safe

    def _has_a_way_out(self, place: int, safe: set[int]) -> bool:
        script, name = self._script, self._script.moment_ids[place]
        moment = script.moments[place]
        keys = [""]
        if isinstance(moment, Exchange):
            keys = [one for one, response in self._sure(place).items() if not self._may_end(response)]
        elif isinstance(moment, Compose):
            kind = [one for one, part in self._sure(place).items() if not self._may_end(part)]
            keys = [""] if len(kind) >= max(1, moment.pick[0]) else []
        elif isinstance(moment, Read) and not script.right_readings(moment) and not moment.misreadings:
            keys = []
        ways = (self._leads.get((name, key)) for key in keys)
        return any(leads and all(to < 0 or to in safe for to in leads) for leads in ways)

    def _may_end(self, response: Response) -> bool:
        """Whether he may hang up on it."""
        return response.dismisses and self._script.can_hang_up

    def _surely_open(self, place: int) -> bool:
        """Whether something can be chosen in every state of a moment."""
        moment = self._script.moments[place]
        if isinstance(moment, Exchange | Compose):
            least = moment.pick[0] if isinstance(moment, Compose) else 1
            return len(self._sure(place)) >= max(1, least)
        return True

    def _sure(self, place: int) -> dict[str, Response]:
        """The responses or parts that are open in every state of a moment."""
        gathered = self._at[place].rested
        return {
            name: one
            for name, one in self._open(place, gathered).items()
            if one.when is None or self._must_hold(one.when, gathered)
        }

    def _arrive(self, place: int, gathered: "_Gathered") -> None:
        self.places.add(place)
        if place < 0:
            self._ends = gathered.box if self._ends is None else self._ends.joined(gathered.box)
            return
        cues = reduce(or_, self._script.cues[place])
        after = gathered._replace(known=gathered.known | cues)
        before = self._at.get(place)
        if before is not None:
            after = before.joined(after)
            if after == before:
                return
            visits = self._visits[place] = self._visits.get(place, 0) + 1
            if visits > _PATIENCE:
                after = after._replace(box=ANYTHING)
        self._at[place] = after
        if place not in self._queued:
            self._queued.add(place)
            heappush(self._waiting, (self._graph.component[place], place))

    def _leave(self, place: int) -> None:
        script, gathered = self._script, self._at[place].rested
        moment, name = script.moments[place], script.moment_ids[place]
        if isinstance(moment, Exchange):
            self._answer(place, moment, gathered)
            return
        if isinstance(moment, Compose):
            for one, part in self._open(place, gathered).items():
                gathered = gathered.joined(self._told(f"{name}.{one}", part, gathered))
                if part.dismisses and script.can_hang_up:
                    self._arrive(script.hung_up, gathered._replace(box=ANYTHING))
            # Messages are many: what one does to his feelings is not followed.
            gathered = gathered._replace(box=ANYTHING)
        elif isinstance(moment, Read):
            gathered = gathered._replace(known=gathered.known | script.knowable.mask(moment.right))
        self._follow(name, "", moment.then, gathered)

    def _answer(self, place: int, moment: Exchange, gathered: "_Gathered") -> None:
        script, name = self._script, self._script.moment_ids[place]
        open_here = self._open(place, gathered)
        for option in script.nodes[place].options:
            if option.name not in open_here:
                continue
            after = self._told(f"{name}.{option.name}", option.response, gathered)
            boxes = [gathered.box.after(script.temper, effect) for effect in option.effects.values()]
            after = after._replace(box=reduce(Box.joined, boxes))
            self._follow(name, option.name, option.response.then, after)
            if option.response.dismisses and script.can_hang_up and gathered.box.trust[0] == 0:
                self._arrive(script.hung_up, after)
        silence = script.silence(place)
        if silence is not None and moment.silence is not None:
            box = gathered.box.after(script.temper, silence)
            self._follow(name, SILENCE, moment.silence.then, gathered._replace(box=box))

    def _told(self, name: str, response: Response, gathered: "_Gathered") -> "_Gathered":
        """What may be known, set, said and answered after a response."""
        script = self._script
        for need in response.offers:
            self._met |= script.serving.get(need, 0) & gathered.known
        return gathered._replace(
            known=gathered.known | script.knowable.mask(response.reveals),
            flags=gathered.flags | script.flags.mask(response.sets),
            said=gathered.said | script.said.mask((name,)),
            questions=gathered.questions | script.questions.mask(response.answers),
        )

    def _follow(self, moment: str, response: str, branches: Sequence[Branch], gathered: "_Gathered") -> None:
        there = [(number, branch) for number, branch in enumerate(branches) if self._script.has(branch.to)]
        conditions = [branch.when for _number, branch in there]
        leads = self._leads[moment, response] = set()
        if not any(when is None or self._must_hold(when, gathered) for when in conditions):
            # The call stays where it is, with all that the answer told and did to him.
            leads.add(self._script.place(moment))
            self._arrive(self._script.place(moment), gathered)
        for choice in self._possible(conditions, gathered):
            number, branch = there[choice]
            way = (moment, response, number)
            if self._is_never_taken(way):
                continue
            self._ways.add(way)
            leads.add(self._script.place(branch.to))
            self._arrive(self._script.place(branch.to), gathered)

    def _open(self, place: int, gathered: "_Gathered") -> Mapping[str, Response]:
        moment = self._script.moments[place]
        spoken = moment.responses if isinstance(moment, Exchange) else {}
        spoken = moment.parts if isinstance(moment, Compose) else spoken
        return {
            name: one
            for name, one in spoken.items()
            if exists_for(one.only, self._script.variant) and self._may_hold(one.when, gathered)
        }

    def _possible(self, conditions: Sequence[Condition | None], gathered: "_Gathered") -> list[int]:
        """Those of a list, tried from the first on, that may be the one that holds."""
        found: list[int] = []
        for number, condition in enumerate(conditions):
            if self._may_hold(condition, gathered):
                found.append(number)
            if condition is None or self._must_hold(condition, gathered):
                break
        return found

    def _may_hold(self, condition: Condition | None, gathered: "_Gathered") -> bool:
        if condition is None:
            return True
        script, box = self._script, gathered.box
        for index, wanted, mask in zip(
            (script.knowable, script.flags, script.said, script.questions),
            (condition.knows, condition.flag, condition.said, condition.answered),
            gathered[:4],
            strict=True,
        ):
            if any(not mask & index.bit(name) for name in wanted):
                return False
        turn = condition.turn
        alternatives = condition.alternatives
        return (
            (not condition.latitude or script.desk.latitude in condition.latitude)
            and (not condition.load or not set(condition.load).isdisjoint(box.loads()))
            and (not condition.mood or not box.moods().isdisjoint(condition.mood))
            and (condition.trust is None or any(box.trusts(condition.trust)))
            and (turn is None or turn.holds(turn.bound) or any(map(turn.holds, (1, _LATEST))))
            and (condition.negated is None or not self._must_hold(condition.negated, gathered))
            and (not alternatives or any(self._may_hold(one, gathered) for one in alternatives))
        )

    def _must_hold(self, condition: Condition, gathered: "_Gathered") -> bool:
        """Whether it holds in every state that may be the case; false where that is not known."""
        box = gathered.box
        if condition.knows or condition.flag or condition.said or condition.answered or condition.turn is not None:
            return False
        alternatives = condition.alternatives
        return (
            (not condition.latitude or self._script.desk.latitude in condition.latitude)
            and (not condition.load or set(condition.load).issuperset(box.loads()))
            and (not condition.mood or box.moods() <= set(condition.mood))
            and (condition.trust is None or all(box.trusts(condition.trust)))
            and (condition.negated is None or not self._may_hold(condition.negated, gathered))
            and (not alternatives or any(self._must_hold(one, gathered) for one in alternatives))
        )


class _Gathered(NamedTuple):
    """Bits that may be set, and the bounds of his feelings and of the load."""

    known: int
    flags: int
    said: int
    questions: int
    box: Box

    def joined(self, other: "_Gathered") -> "_Gathered":
        return _Gathered(
            self.known | other.known,
            self.flags | other.flags,
            self.said | other.said,
            self.questions | other.questions,
            self.box if self.box == other.box else self.box.joined(other.box),
        )

    @property
    def rested(self) -> "_Gathered":
        return self._replace(box=self.box.rested) if self.box.load[1] else self
