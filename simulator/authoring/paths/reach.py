"""What can happen in a case and what cannot, each with its proof.

What can happen is shown by a witness: a path that does it. What cannot is proven in one of two ways: every state was
explored and none does it; or, where they are too many, it stays out of reach even if every doubtful condition held.
"""

from collections import deque
from collections.abc import Callable
from functools import cached_property, partial
from typing import Final

from simulator.authoring.paths.fields import ALL, AROUSAL, CONTROL, KNOWN, LOAD, PLACE, VALENCE, Question, nothing
from simulator.authoring.paths.moves import Move
from simulator.authoring.paths.perhaps import Perhaps
from simulator.authoring.paths.sweep import Budget, Ground, Sweep
from simulator.conversation.advance import react
from simulator.conversation.guards import Guard
from simulator.conversation.path import BREATHE, OBSERVE, SILENCE
from simulator.conversation.state import Numbers, State
from simulator.rubric.mood import mood_word
from simulator.scenario.model import Compose, Exchange, exists_for
from simulator.scenario.vocabulary import LOADS

Fact = tuple[str | int, ...]
"""Something that can happen; see `Reach`."""
_SHOWN_ONLY: Final = ("trap", "closed")
"""What is never proven impossible but by exploring every state."""


class Reach:
    """The facts of a case.

    ("moment", m)            a call comes to the moment
    ("ending", e)            a call comes to the ending
    ("open", m, r)           the response (or part) can be chosen there
    ("way", m, r, n)         the n-th way on is taken; r is "" for a moment's own ways, "!silence" for a silence's
    ("line", m, n)           the n-th line of the moment is said
    ("cue", m, n)            the n-th cue of the moment can be noticed
    ("use", m, r, id)        the id is known where a response that uses it can be chosen
    ("knows", m, id)         the id is known while the agent has the word at the moment; answered exactly where a
                             condition there asks for it
    ("wish-met", wish)       an offer meets the wish while it is known
    ("closed", m)            nothing is open at the moment
    ("trap", m)              a call comes to the moment and can from there no longer come to an ending
    ("mood", word)           a call ends with the customer in this mood
    """

    def __init__(self, ground: Ground, budget: Budget) -> None:
        self._ground = ground
        self._script = ground.script
        self._graph = ground.graph
        self._budget = budget
        self._shown: dict[Fact, tuple[int, tuple[str, ...], str]] = {}
        """For each fact the state that shows it, how the agent prepared there, and his answer if it takes one."""
        self._views: dict[int, set[object]] = {}
        self._ways_of: dict[int, tuple[str, tuple[tuple[int, Guard | None, int], ...]]] = {}
        ids = (1 << len(self._script.knowable)) - 1
        question = Question(ids=ids, silence=True)
        self._sweep = Sweep(ground, question, budget, look=self._look, took=self._take, edges=True)
        for index in self._sweep.ended:
            self._show(("ending", self._script.ending_ids[-1 - self._sweep.states[index][PLACE]]), index)
        self._tell_traps()

    @property
    def exact(self) -> bool:
        """Whether every state was explored."""
        return self._sweep.exact

    @property
    def states(self) -> int:
        """How many distinct states were met."""
        return len(self._sweep.states)

    @property
    def transitions(self) -> int:
        """How many answers were tried."""
        return self._sweep.transitions

    def seen(self, fact: Fact) -> bool:
        """Whether a play shows it."""
        return fact in (self._moods[0] if fact[0] == "mood" else self._shown)

    def excluded(self, fact: Fact) -> bool:
        """Whether it is proven that no play shows it."""
        if self.seen(fact):
            return False
        if fact[0] == "mood":
            return self._moods[1]
        if self.exact and not self._is_forgotten(fact):
            return True
        return fact[0] not in _SHOWN_ONLY and self._perhaps.excludes(fact)

    def _is_forgotten(self, fact: Fact) -> bool:
        """Whether what is asked may have been dropped from the states: what is known, where nothing depends on it."""
        if fact[0] != "knows":
            return False
        place = self._script.place(str(fact[1]))
        return place in self._graph.reached and not self._sweep.remembers(place, str(fact[2]))

    def open_questions(self, facts: list[Fact]) -> list[Fact]:
        """Those of some facts that were neither seen nor excluded."""
        return [fact for fact in facts if not self.seen(fact) and not self.excluded(fact)]

    @property
    def ended(self) -> list[tuple[State, Callable[[], tuple[str, ...]]]]:
        """States in which a call ended, each with what gives its path."""
        sweep = self._sweep
        return [(State._make(sweep.states[index]), partial(sweep.path, index)) for index in sweep.ended]

    def witness(self, fact: Fact) -> tuple[str, ...]:
        """The items of a path that shows it. Raises KeyError for what was not seen."""
        if fact[0] == "mood":
            return self._moods[0][fact]
        index, looks, item = self._shown[fact]
        return (*self._sweep.path(index), *looks, *((item,) if item else ()))

    @cached_property
    def _perhaps(self) -> Perhaps:
        return Perhaps(self._script, self._graph, self._is_never_taken)

    def _is_never_taken(self, way: tuple[str, str, int]) -> bool:
        """Whether a way on was never taken from a moment of which every state was walked on from."""
        return self._script.place(way[0]) in self._sweep.complete and ("way", *way) not in self._shown

    def _show(self, fact: Fact, index: int, looks: tuple[str, ...] = (), item: str = "") -> None:
        if fact not in self._shown:
            self._shown[fact] = index, looks, item

    def _look(self, index: int, looks: tuple[str, ...], state: Numbers, matters: int) -> None:
        """Tell what a state shows; each view of a moment once."""
        place, known = state[PLACE], state[KNOWN] & matters
        node = self._script.nodes[place]
        lines = node.lines
        said = 0
        if len(lines) > 1:
            said = next((n for n, (holds, _words) in enumerate(lines) if holds is None or holds(state)), -1)
        what: object = node.opening(state) if node.options else self._parts_open(place, state)
        view = (what, known, state[LOAD], said, looks)
        views = self._views.get(place)
        if views is None:
            views = self._views[place] = set()
            self._show(("moment", self._script.moment_ids[place]), index)
        if view in views:
            return
        views.add(view)
        self._look_closer(index, looks, state, known, said)

    def _parts_open(self, place: int, state: Numbers) -> tuple[str, ...]:
        is_message = isinstance(self._script.moments[place], Compose)
        return self._script.open_parts(State._make(state)) if is_message else ()

    def _look_closer(self, index: int, looks: tuple[str, ...], state: Numbers, known: int, said: int) -> None:
        place = state[PLACE]
        script, node = self._script, self._script.nodes[place]
        name = script.moment_ids[place]
        if said >= 0 and not looks:
            self._show(("line", name, said), index)
        for one in script.knowable.within(known):
            self._show(("knows", name, one), index, looks)
        if BREATHE not in looks:
            # What one breath shows is told of the state before it: nobody breathes twice in a moment.
            self._look_at_cues(index, place, state[LOAD])
        if isinstance(node.moment, Exchange | Compose):
            names = (
                tuple(option.name for option in node.opening(state).allowed)
                if node.options
                else self._parts_open(place, state)
            )
            least = node.moment.pick[0] if isinstance(node.moment, Compose) else 1
            if len(names) < max(1, least):
                self._show(("closed", name), index, looks)
            self._look_at_options(index, looks, node.moment, name, names, known)

    def _look_at_cues(self, index: int, place: int, load: int) -> None:
        moment, name = self._script.moments[place], self._script.moment_ids[place]
        for number, cue in enumerate(moment.cues):
            fact: Fact = ("cue", name, number)
            if fact in self._shown or not exists_for(cue.only, self._script.variant):
                continue
            clear = cue.load_hides is None or load < LOADS.index(cue.load_hides)
            # Breathing takes one step off the load, and whoever has breathed may look closely as well.
            if clear or load - 1 < LOADS.index(cue.load_hides or "light"):
                looks = (*(() if clear else (BREATHE,)), *((OBSERVE,) if cue.hidden else ()))
                self._show(fact, index, looks)

    def _look_at_options(
        self,
        index: int,
        looks: tuple[str, ...],
        moment: Exchange | Compose,
        name: str,
        names: tuple[str, ...],
        known: int,
    ) -> None:
        script = self._script
        spoken = moment.responses if isinstance(moment, Exchange) else moment.parts
        for one in names:
            self._show(("open", name, one), index, looks)
            response = spoken[one]
            for used in script.knowable.within(script.knowable.mask(response.uses) & known):
                self._show(("use", name, one, used), index, looks)
            for need in response.offers:
                for wish in script.knowable.within(script.serving.get(need, 0) & known):
                    self._show(("wish-met", wish), index, looks)

    def _take(self, index: int, looks: tuple[str, ...], before: Numbers, move: Move, after: Numbers) -> None:
        """Tell which way on was taken; called for each answer and place it leads to, at least once."""
        script, place = self._script, before[PLACE]
        key, ways = self._ways(place, move)
        state = State._make(before)
        state = state._replace(known=state.known | move.reveals) if move.effect is None else state
        reacted = state if move.effect is None else react(script, state, move.effect)
        if reacted.place < 0:
            return
        for number, holds, to in ways:
            if holds is None or holds(reacted):
                if to == after[PLACE]:
                    self._show(("way", script.moment_ids[place], key, number), index, looks, move.item)
                return

    def _ways(self, place: int, move: Move) -> tuple[str, tuple[tuple[int, Guard | None, int], ...]]:
        """The key under which a move's ways on are told of, and the ways that exist for this customer."""
        found = self._ways_of.get(move.number)
        if found is None:
            moment = self._script.moments[place]
            key = ""
            if not isinstance(moment, Exchange):
                branches = moment.then
            elif move.item == SILENCE:
                key, branches = SILENCE, moment.silence.then if moment.silence is not None else ()
            else:
                key, branches = move.response, moment.responses[move.response].then
            ways = tuple(
                (number, *way) for number, branch in enumerate(branches) for way in self._script.ways_along((branch,))
            )
            found = self._ways_of[move.number] = key, ways
        return found

    def _tell_traps(self) -> None:
        """Moments at which a call arrives from where it could still end, and from where it cannot any more.

        A state that was not walked on from, or in which nothing is open, is no trap: the one is not known, the other
        is told by itself.
        """
        sweep = self._sweep
        before: list[list[int]] = [[] for _ in sweep.states]
        for source, target in zip(sweep.sources, sweep.targets, strict=True):
            before[target].append(source)
        saved = bytearray(state[PLACE] < 0 or sweep.expanded[index] < 2 for index, state in enumerate(sweep.states))
        waiting = deque(index for index, is_saved in enumerate(saved) if is_saved)
        while waiting:
            for source in before[waiting.popleft()]:
                if not saved[source]:
                    saved[source] = 1
                    waiting.append(source)
        for index, state in enumerate(sweep.states):
            if not saved[index] and (index == 0 or saved[sweep.parents[index]]):
                self._show(("trap", self._script.moment_ids[state[PLACE]]), index)

    @cached_property
    def _moods(self) -> tuple[dict[Fact, tuple[str, ...]], bool]:
        """The moods he can leave in, each with a path, and whether these are all.

        In a story too large to be explored once, it is not explored a second time for these alone.
        """
        if not self.exact:
            return self._moods_in(self._sweep), False
        final = nothing()
        final[VALENCE] = final[AROUSAL] = final[CONTROL] = ALL
        sweep = Sweep(self._ground, Question(final=final, silence=True), self._budget)
        return self._moods_in(sweep), sweep.exact

    def _moods_in(self, sweep: Sweep) -> dict[Fact, tuple[str, ...]]:
        found: dict[Fact, tuple[str, ...]] = {}
        for index in sweep.ended:
            state = sweep.states[index]
            fact = ("mood", mood_word(state[VALENCE], state[AROUSAL], state[CONTROL]))
            if fact not in found:
                found[fact] = sweep.path(index)
        return found
