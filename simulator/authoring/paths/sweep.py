"""One walk through the states of a case: from the start, group of moments by group, through the engine's own step.

Of the states that a question cannot tell apart one is kept; where the question has an objective, the best for it.
Every moment that leads to another comes before it, so that a state outside a loop is walked on from once only.
"""

from array import array
from collections.abc import Callable, Iterable
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any, Final

import msgspec

from simulator.authoring.paths.alike import distinct
from simulator.authoring.paths.features import Features, features
from simulator.authoring.paths.fields import KNOWN, LOAD, PLACE, TRUST, WEIGHT, Question
from simulator.authoring.paths.graph import Graph
from simulator.authoring.paths.live import Getter, Live
from simulator.authoring.paths.moves import Move, Moves
from simulator.authoring.paths.variety import varied
from simulator.conversation.advance import answered, lightened, observe
from simulator.conversation.asides import BREATHE, OBSERVE
from simulator.conversation.indexes import Lazy
from simulator.conversation.node import Opening
from simulator.conversation.script import Script
from simulator.conversation.state import DRAINED, Numbers, State
from simulator.scenario.vocabulary import LOADS

if TYPE_CHECKING:
    from simulator.authoring.paths.ahead import Course
    from simulator.authoring.paths.hope import Hope

Table = tuple[Getter, dict[tuple[Any, ...], int]]
"""Of a place: what is the same of states that need not be told apart, and by it the index of what stands for them."""
Objective = Callable[[Numbers], int]
"""What is to be made as large as it can be, among states that a question cannot tell apart."""
MOST_STATES: Final = 200_000
MANY_STATES: Final = 20_000
FEW_MOMENTS: Final = 500
ANSWERS: Final = 6
"""Answers tried for each state of the budget."""
FEWEST: Final = 2
"""States of a moment that are walked on from even when the budget is spent."""
_SPREAD: Final = 16
"""A moment may take this many times its even share of what is left of the budget."""
_PURSE: Final = 5
"""Halves of a question's budget that all questions together may cost."""
_KEPT: Final = 120_000
"""States that are kept for all customers together: some hundred bytes each, or a few thousand."""
_QUESTIONS: Final = 16
"""Into how many parts what is left is cut once a question was too dear."""
_LOOKS: Final = ((), (OBSERVE,), (BREATHE,), (OBSERVE, BREATHE))


class Ground:
    """What every question about a case shares: its script, its graph, its moves, what its moments can do."""

    def __init__(self, script: Script, graph: Graph, purse: "Purse | None" = None) -> None:
        """`purse`: what all questions may cost together; without one each has the whole of its budget."""
        self.script = script
        self.graph = graph
        self.purse = purse
        self.moves = Moves(script)
        self.features: Lazy[Features] = Lazy(lambda place: features(script, place))

    @cached_property
    def course(self) -> "Course":
        """What may still come from each moment on."""
        from simulator.authoring.paths.ahead import Course  # start-up time: a quick check asks for no scores

        return Course(self.script, self.graph)

    def live(self, question: Question) -> Live:
        return Live(self.script, self.graph, self.features, question)


class Budget(msgspec.Struct, frozen=True):
    """How far one question may be explored before its answer becomes a bound."""

    states: int
    """Distinct states."""
    transitions: int
    """Answers tried."""

    @classmethod
    def of(cls, moments: int, states: int | None = None) -> "Budget":
        """What is spent on a scenario of this many moments: less where there are thousands to get through."""
        states = states or (MOST_STATES if moments <= FEW_MOMENTS else MANY_STATES)
        return cls(states, ANSWERS * states)


class Purse:
    """What the questions about one customer may cost together: a few that are dear, or many that are cheap.

    Once a question could not be answered exactly, the others hardly can: what is left is shared out among them.
    """

    def __init__(self, budget: Budget, cases: int) -> None:
        """`cases`: among how many customers the whole is shared."""
        self._left = _PURSE * budget.transitions // (2 * cases)
        self._most = budget.transitions
        self._states = _KEPT // cases

    def share(self, budget: Budget) -> Budget:
        """What a question may be given now."""
        transitions = min(budget.transitions, self._most, self._left)
        return Budget(max(FEWEST, min(budget.states, self._states, transitions)), transitions)

    def spend(self, transitions: int, *, exact: bool) -> None:
        """Pay for a question."""
        self._left = max(0, self._left - transitions)
        if not exact:
            self._most = min(self._most, self._left // _QUESTIONS)


class Sweep:
    """The states that were met, each with one way to it. Index 0 is the start."""

    def __init__(
        self,
        ground: Ground,
        question: Question,
        budget: Budget,
        *,
        objective: Objective | None = None,
        look: "Look | None" = None,
        took: "Took | None" = None,
        edges: bool = False,
        enough: Callable[[Numbers], bool] | None = None,
        hope: "Hope | None" = None,
        width: int | None = None,
    ) -> None:
        """`look` and `took` are told what is met; `enough`: a state that answers the question and ends the walk.

        States without hope are not walked on from; of a moment's states, `width` at most are.
        """
        self.ground = ground
        self.script = ground.script
        self.exact = True
        """Whether every state was walked on from."""
        self.complete: set[int] = set()
        """The moments of which every state was met and walked on from."""
        self.transitions = 0
        self.states: list[Numbers] = []
        self.parents: list[int] = []
        self.labels: list[tuple[tuple[str, ...], str]] = []
        """How the agent prepared, and the path's item of his answer."""
        self.sources, self.targets = array("l"), array("l")
        """Ways from state to state, hang-ups and silences left out; filled where `edges` are asked for."""
        self.expanded = bytearray()
        """For each state 0 if it was not walked on from, 1 if nothing is open there, 2 otherwise."""
        self.found: int | None = None
        """The index of the state that was enough."""
        self._is_whole = True
        self._question = question
        self._live = ground.live(question)
        self._objective = objective
        self._look = look
        self._took = took
        self._kinds: dict[int, tuple[Move, ...]] = {}
        self._taken: set[tuple[int, int]] = set()
        self._edges = edges
        self._enough = enough
        self._hope = hope
        self._width = width
        self._tables: Lazy[Table] = Lazy(lambda place: (self._live.keys[place], {}))
        self._values: list[int] = []
        self._budget = budget if ground.purse is None else ground.purse.share(budget)
        self._walk()
        if ground.purse is not None:
            ground.purse.spend(self.transitions, exact=self.exact or self.found is not None)

    @property
    def ended(self) -> list[int]:
        """The indexes of the states in which a call has ended."""
        return [index for place in sorted(self._tables) if place < 0 for index in self._at(place)]

    def _at(self, place: int) -> Iterable[int]:
        table = self._tables.get(place)
        return () if table is None else table[-1].values()

    def remembers(self, place: int, name: str) -> bool:
        """Whether states of a moment were told apart by whether an id is known."""
        return bool(self._live.before[place][KNOWN] & self.script.knowable.bit(name))

    def path(self, index: int) -> tuple[str, ...]:
        """The items of the path that was kept to a state."""
        items: list[str] = []
        while index > 0:
            looks, item = self.labels[index]
            items.extend((*(() if not item else (item,)), *reversed(looks)))
            index = self.parents[index]
        return tuple(reversed(items))

    def _walk(self) -> None:
        graph = self.ground.graph
        groups, doubtful = graph.components, set[int]()
        fewest = min(FEWEST, self._budget.states)
        start = self.script.start
        alike, indexes = self._tables[start.place]
        indexes[alike(start)] = self._keep(start, -1, ((), ""))
        for number, group in enumerate(groups):
            left = max(0, self._budget.states - len(self.states))
            most = max(fewest, _SPREAD * left // (len(groups) - number))
            if self.transitions > self._budget.transitions:
                most = fewest
            if self._width is not None:
                most = min(most, self._width)
            self._is_whole = doubtful.isdisjoint(group)
            if len(group) == 1 and not graph.is_cyclic(group[0]):
                for number_there, index in enumerate(self._chosen(group[0], most)):
                    if number_there >= fewest and self._is_spent:
                        self.exact = self._is_whole = False
                        break
                    self._expand(index)
                    if self.found is not None:
                        break
            else:
                self._walk_loop(group, most)
            if self.found is not None:
                self.exact = False
                return
            if self._is_whole:
                self.complete.update(group if self._hope is None else ())
            else:
                doubtful.update(target for place in group for target in graph.onward(place))

    def _chosen(self, place: int, most: int) -> list[int]:
        """The states of a moment to walk on from: all, or as many as the budget leaves."""
        hope = self._hope
        indexes = [index for index in self._at(place) if hope is None or hope.holds(self.states[index])]
        if len(indexes) <= most:
            return indexes
        self.exact = self._is_whole = False
        if hope is not None:
            return hope.first(indexes, self.states, most)
        if self._objective is not None:
            return sorted(indexes, key=lambda index: -self._values[index])[:most]
        return varied(indexes, self.states, most)

    @property
    def _is_spent(self) -> bool:
        budget = self._budget
        return self.transitions > budget.transitions or len(self.states) > budget.states

    def _walk_loop(self, group: tuple[int, ...], most: int) -> None:
        """Moments that lead to one another: until nothing new and nothing better comes up.

        Scores move only when weight is answered for the first time. So the states with the least weight answered are
        walked on from first, and among these the best: each is then walked on from once (Dijkstra, 1959).
        """
        inside = frozenset(group)
        waiting = [(*self._rank(index), index) for place in group for index in self._at(place)]
        heapify(waiting)
        steps = 0
        while waiting:
            *rank, index = heappop(waiting)
            if self.expanded[index] and tuple(rank) != self._rank(index):
                continue
            if self._hope is not None and not self._hope.holds(self.states[index]):
                continue
            if steps >= most * len(group) or self._is_spent:
                self.exact = self._is_whole = False
                return
            steps += 1
            for touched in self._expand(index):
                if self.states[touched][0] in inside:
                    heappush(waiting, (*self._rank(touched), touched))
            if self.found is not None:
                return

    def _rank(self, index: int) -> tuple[int, int]:
        """When a state of a loop is walked on from: by the weight answered, then the best first."""
        if self._objective is None:
            return 0, 0
        return self.states[index][WEIGHT], -self._values[index]

    def _keep(self, state: Numbers, parent: int, label: tuple[tuple[str, ...], str]) -> int:
        """The index of a state that nothing like it stands for yet."""
        index = len(self.states)
        if self._enough is not None and self._enough(state):
            self.found = index
        self.states.append(state)
        self.parents.append(parent)
        self.labels.append(label)
        self.expanded.append(0)
        if self._objective is not None:
            self._values.append(self._objective(state))
        return index

    def _improve(self, index: int, state: Numbers, parent: int, label: tuple[tuple[str, ...], str]) -> bool:
        """Let a state stand for its like, if that is better than the one that stood for them."""
        assert self._objective is not None
        value = self._objective(state)
        if value <= self._values[index]:
            return False
        self._values[index] = value
        self.states[index] = state
        self.parents[index] = parent
        self.labels[index] = label
        return True

    def _expand(self, index: int) -> list[int]:
        """Try everything in a state; the states that are new or better."""
        state = self.states[index]
        place = state[PLACE]
        moves, script, tables, objective = self.ground.moves, self.script, self._tables, self._objective
        node = script.nodes[place]
        touched: list[int] = []
        silent = moves.silence(place) if self._question.silence else None
        look, took, taken, edges = self._look, self._took, self._taken, self._edges
        matters = self._live.before[place][KNOWN]
        self.expanded[index] = 1
        for looks, prepared in self._prepared(state):
            opening = node.opening(prepared) if node.options else None
            if look is not None:
                look(index, looks, prepared, matters, opening)
            if opening is not None:
                options = moves.spoken(node, opening, prepared)
            else:
                options = moves.elsewhere(place, prepared)
            if took is None:
                # Where each answer is told of, none stands for another.
                options = self._distinct(place, options)
            if options:
                self.expanded[index] = 2
            self.transitions += len(options)
            for move in options if silent is None else (*options, silent):
                effect = move.effect
                after = moves.after(prepared, move) if effect is None else answered(script, prepared, effect)
                alike, indexes = tables[after[PLACE]]
                like = alike(after)
                target = indexes.get(like)
                if target is None:
                    target = indexes[like] = self._keep(after, index, (looks, move.item))
                    touched.append(target)
                elif objective is not None and self._improve(target, after, index, (looks, move.item)):
                    touched.append(target)
                # Of an answer that leads to a place it is told once.
                if took is not None and ((way := (move.number, after[PLACE])) not in taken or move.is_ambiguous):
                    taken.add(way)
                    took(index, looks, prepared, move, after)
                if edges and move is not silent and not _hangs_up(script, prepared, move):
                    self.sources.append(index)
                    self.targets.append(target)
        return touched

    def _distinct(self, place: int, options: tuple[Move, ...]) -> tuple[Move, ...]:
        """Of what may be answered, what makes a difference to the question."""
        # The moves of a moment are made once and kept, so that the same tuple is the same object.
        found = self._kinds.get(id(options))
        if found is None:
            found = self._kinds[id(options)] = distinct(options, self._question, self._live.after[place])
        return found

    def _prepared(self, state: Numbers) -> list[tuple[tuple[str, ...], Numbers]]:
        """The state as it is, and as it is once the agent has looked closely, breathed, or both: where it matters."""
        place, load, known = state[0], state[LOAD], state[KNOWN]
        script = self.script
        matters = self._live.before[place]
        told, wanted = script.cues[place], matters[KNOWN]
        found: list[tuple[tuple[str, ...], Numbers]] = [(_LOOKS[0], state)]
        seen = bool(told[load + len(LOADS)] & ~known & wanted)
        if seen:
            found.append((_LOOKS[1], observe(script, State._make(state))))
        if load and (load == DRAINED or matters[LOAD] or told[load - 1] & ~known & wanted):
            found.append((_LOOKS[2], lightened(script, state)))
            if told[load - 1 + len(LOADS)] & ~told[load - 1] & ~known & wanted:
                found.append(
                    (_LOOKS[3], lightened(script, found[1][1] if seen else observe(script, State._make(state))))
                )
        return found


def _hangs_up(script: Script, state: Numbers, move: Move) -> bool:
    return move.effect is not None and move.effect.dismisses and script.can_hang_up and state[TRUST] == 0


Look = Callable[[int, tuple[str, ...], Numbers, int, Opening | None], None]
"""Told every state that is walked on from, once for each way to prepare: index, how prepared, numbers, which bits of
what is known matter there, and what an exchange leaves open."""
Took = Callable[[int, tuple[str, ...], Numbers, Move, Numbers], None]
"""Told each answer with each place that it leads to, at least once: index, how prepared, numbers, answer, after."""
