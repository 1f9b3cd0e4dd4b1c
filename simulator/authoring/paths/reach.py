"""What can happen in a case and what cannot, each with its proof.

What can happen is shown by a witness: a path that does it. What cannot is proven in one of two ways: it stays out of
reach even if every doubtful condition held, or every state was explored and none does it. Most questions are settled
without exploring every state: by what no condition can prevent, by a scout that walks on from a few states of each
moment, by what is ruled out at once. What is left is looked for; all is explored only where that is not enough.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from simulator.authoring.paths.aim import AIMED_AT, Aim
from simulator.authoring.paths.facts import Fact, facts
from simulator.authoring.paths.fields import ALL, AROUSAL, CONTROL, PLACE, VALENCE, Question, nothing
from simulator.authoring.paths.perhaps import Perhaps
from simulator.authoring.paths.surely import Surely
from simulator.authoring.paths.sweep import FEW_MOMENTS, Budget, Ground, Sweep
from simulator.authoring.paths.telling import Telling
from simulator.conversation.state import State
from simulator.rubric.mood import mood_word
from simulator.scenario.vocabulary import MOODS

if TYPE_CHECKING:
    from simulator.authoring.paths.hope import Hope

WIDTH: Final = 8
"""Enough to show nearly everything that scenarios written by people hold."""
Path = Callable[[], tuple[str, ...]]
"""What gives a path when it is asked for."""
Ended = tuple[State, Path]
"""A state in which a call ended, and what gives the path to it."""


class Walk:
    """One walk for the facts, and what it showed."""

    def __init__(
        self,
        ground: Ground,
        budget: Budget,
        *,
        width: int | None = None,
        edges: bool = False,
        hope: "Hope | None" = None,
        ids: int = ALL,
    ) -> None:
        """`edges`: look for traps as well. `ids`: bits of what may be known that it is asked for."""
        script = ground.script
        telling = Telling(script)
        self.shown = telling.shown
        question = Question(ids=ids & ((1 << len(script.knowable)) - 1), silence=True, signs=True)
        self.sweep = Sweep(
            ground, question, budget, look=telling.look, took=telling.take, edges=edges, hope=hope, width=width
        )
        for index in self.sweep.ended:
            telling.show(("ending", script.ending_ids[-1 - self.sweep.states[index][PLACE]]), index)
        if edges:
            for index in _traps(self.sweep):
                telling.show(("trap", script.moment_ids[self.sweep.states[index][PLACE]]), index)

    def witness(self, fact: Fact) -> tuple[str, ...]:
        """The items of a path that shows it. Raises KeyError for what was not shown."""
        index, looks, item = self.shown[fact]
        return (*self.sweep.path(index), *looks, *((item,) if item else ()))


class Reach:
    """The facts of a case."""

    def __init__(self, ground: Ground, budget: Budget, *, width: int = WIDTH) -> None:
        """`width`: of a moment's states, so many does the scout walk on from."""
        self._ground = ground
        self._script = ground.script
        self._budget = budget
        # Through thousands of moments nothing is walked twice that can be helped, and the scout is in a hurry.
        self._is_long = len(self._script.moments) > FEW_MOMENTS
        self._is_whole = False
        self._moods_exact = True
        self._width = 1 if self._is_long else width

    @cached_property
    def _surely(self) -> Surely:
        """What no condition can prevent: nothing is walked for it."""
        return Surely(self._script, self._ground.graph)

    @cached_property
    def _walks(self) -> list[Walk]:
        """The walks so far: the scout's, then those for the questions that were left."""
        return [Walk(self._ground, self._budget, width=self._width)]

    @cached_property
    def whole(self) -> Sweep:
        """Every state explored, as far as the budget goes."""
        self._walk_whole()
        return self._walks[-1].sweep

    @cached_property
    def exact(self) -> bool:
        """Whether everything that the checker asks was shown or ruled out."""
        left = facts(self._script, self._surely.settles)
        return all(self.seen(fact) or self.excluded(fact) for fact in left)

    def settles(self, moment: str) -> bool:
        """Whether it is plain that a call comes to a moment, and to everything there: no fact of it need be asked."""
        return self._surely.settles(moment)

    @property
    def states(self) -> int:
        """How many states were met; none where nothing had to be walked."""
        return sum(len(walk.sweep.states) for walk in self._walked)

    @property
    def transitions(self) -> int:
        """How many answers were tried."""
        return sum(walk.sweep.transitions for walk in self._walked)

    @property
    def _walked(self) -> list[Walk]:
        """The walks so far, without setting out on one."""
        return self._walks if "_walks" in self.__dict__ else []

    def seen(self, fact: Fact) -> bool:
        """Whether a play shows it."""
        if fact[0] == "mood":
            return self._mood_path(fact) is not None
        if self._surely.shows(fact):
            return True
        return not self._surely.excludes(fact) and self._walk_that_shows(fact) is not None

    def excluded(self, fact: Fact) -> bool:
        """Whether it is proven that no play shows it."""
        if self.seen(fact):
            return False
        if self._surely.excludes(fact) or self._perhaps.excludes(fact):
            return True
        if fact[0] == "mood":
            return not self._is_long and self._moods_exact
        if fact in self._aimed_at or self.whole.exact:
            return not self._is_forgotten(fact)
        return self._perhaps_behind.excludes(fact)

    def _walk_that_shows(self, fact: Fact) -> Walk | None:
        """A walk that shows a fact. One goes further than the scout only for what is neither shown nor ruled out."""
        shown = self._first_that_shows(fact)
        if shown is not None or self._is_whole or self._perhaps.excludes(fact):
            return shown
        if fact not in self._aimed_at:
            self._walk_whole()
        return self._first_that_shows(fact)

    def _walk_whole(self) -> None:
        if not self._is_whole:
            safe = self._surely.safe
            edges = not all(place in safe or self._perhaps.is_safe(place) for place in self._perhaps.places)
            self._walks.append(Walk(self._ground, self._budget, edges=edges))
            self._is_whole = True

    def _first_that_shows(self, fact: Fact) -> Walk | None:
        for walk in self._walks:
            if fact in walk.shown:
                return walk
        return None

    @cached_property
    def _aimed_at(self) -> frozenset[Fact]:
        """The questions that a walk settled which looked for nothing else; none where such a walk is not enough."""
        if self._is_long:
            return frozenset()
        left = [fact for fact in facts(self._script) if not self._is_plain(fact)]
        if any(fact[0] not in AIMED_AT for fact in left):
            return frozenset()
        for width in (WIDTH, None):
            asked = [fact for fact in left if self._first_that_shows(fact) is None]
            if not asked:
                return frozenset(left)
            ids = self._script.knowable.mask(str(fact[-1]) for fact in asked if fact[0] in ("use", "knows"))
            hope = Aim(self._script, self._ground.graph, asked)
            walk = Walk(self._ground, self._budget, hope=hope, ids=ids, width=width)
            self._walks.append(walk)
            if walk.sweep.exact:
                return frozenset(left)
        return frozenset()

    def _is_plain(self, fact: Fact) -> bool:
        """Whether it was shown, or is ruled out, without looking for it."""
        if self._surely.shows(fact) or self._surely.excludes(fact):
            return True
        return self._first_that_shows(fact) is not None or self._perhaps.excludes(fact)

    def _is_forgotten(self, fact: Fact) -> bool:
        """Whether what is asked may have been dropped from the states: what is known, where nothing depends on it."""
        if fact[0] != "knows":
            return False
        place = self._script.place(str(fact[1]))
        return place in self._ground.graph.reached and not self._walks[-1].sweep.remembers(place, str(fact[2]))

    @property
    def ended(self) -> list[Ended]:
        """States in which a call ended, each with what gives its path."""
        if self._is_long and not self._walked:
            return self._ended_surely
        return [call for walk in self._walks for call in ended_in(walk.sweep)]

    @cached_property
    def _ended_surely(self) -> list[Ended]:
        return [(state, partial(tuple, items)) for state, items in self._surely.ended(self._ground.moves)]

    def witness(self, fact: Fact) -> tuple[str, ...]:
        """The items of a path that shows it. Raises KeyError for what was not seen."""
        if fact[0] == "mood":
            path = self._mood_path(fact)
            if path is None:
                raise KeyError(fact)
            return path()
        walk = next((walk for walk in self._walked if fact in walk.shown), None)
        if walk is None and self._surely.shows(fact):
            return self._surely.witness(fact, self._ground.moves)
        walk = walk or self._walk_that_shows(fact)
        if walk is None:
            raise KeyError(fact)
        return walk.witness(fact)

    @cached_property
    def _perhaps(self) -> Perhaps:
        """What might be, as far as a scout knows."""
        return Perhaps(self._script, self._ground.graph, self._is_never_taken)

    @cached_property
    def _perhaps_behind(self) -> Perhaps:
        """The same behind the walk that went as far as the budget did."""
        return Perhaps(self._script, self._ground.graph, self._is_never_taken)

    def _is_never_taken(self, way: tuple[str, str, int]) -> bool:
        """Whether a way on was never taken from a moment of which every state was walked on from."""
        place = self._script.place(way[0])
        return any(place in walk.sweep.complete and ("way", *way) not in walk.shown for walk in self._walks)

    def _mood_path(self, fact: Fact) -> Path | None:
        """What gives a path that ends in a mood."""
        found = self._moods_met.get(fact)
        if found is None and not self._is_long and not self._perhaps.excludes(fact):
            found = self._moods.get(fact)
        return found

    @cached_property
    def _moods_met(self) -> dict[Fact, Path]:
        """The moods in which calls ended that were walked anyway."""
        return _moods_in(self.ended)

    @cached_property
    def _moods(self) -> dict[Fact, Path]:
        """Those in which he can leave besides, as far as the budget goes."""
        final = nothing()
        final[VALENCE] = final[AROUSAL] = final[CONTROL] = ALL
        found: dict[Fact, Path] = {}
        asked: list[Fact] = [("mood", mood) for mood in MOODS]
        for width in (WIDTH, None):
            left = [one for one in asked if not {one} & (found.keys() | self._moods_met.keys())]
            left = [one for one in left if not self._perhaps.excludes(one)]
            if left:
                hope = Aim(self._script, self._ground.graph, left)
                sweep = Sweep(self._ground, Question(final=final, silence=True), self._budget, hope=hope, width=width)
                found = _moods_in(ended_in(sweep)) | found
                self._moods_exact = sweep.exact
        return found


def ended_in(sweep: Sweep) -> Iterator[Ended]:
    """The calls of a walk that came to an ending."""
    for index in sweep.ended:
        yield State._make(sweep.states[index]), partial(sweep.path, index)


def _moods_in(ended: Iterable[Ended]) -> dict[Fact, Path]:
    found: dict[Fact, Path] = {}
    for state, path in ended:
        found.setdefault(("mood", mood_word(state.valence, state.arousal, state.control)), path)
    return found


def _traps(sweep: Sweep) -> Iterator[int]:
    """States in which a call arrives from where it could still end, and from where it cannot any more.

    A state that was not walked on from, or in which nothing is open, is no trap: the one is not known, the other is
    told by itself.
    """
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
    for index in range(len(sweep.states)):
        if not saved[index] and (index == 0 or saved[sweep.parents[index]]):
            yield index
