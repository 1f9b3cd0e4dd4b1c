"""Plays in bulk: half by chance, half least used first, and what comes of them all.

The n-th play of a run has the seed `seed + n`; the even ones of a run are by chance. What was used least depends on
the plays before, so that one such play is replayed by playing those before it again, unseen.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice
from random import Random
from typing import Final, Literal

import msgspec

from simulator.authoring.coverage import KIND_OF, KINDS, Coverage, coverage, things
from simulator.authoring.least_used import ByChance, LeastUsed, Tally
from simulator.authoring.marks import Marks, Spread
from simulator.authoring.paths.facts import Fact
from simulator.authoring.play_path import Taken, path_of
from simulator.authoring.proof import Proof
from simulator.authoring.random_play import MOST_TURNS, random_play
from simulator.conversation.ground import spoken_options
from simulator.conversation.script import Script
from simulator.conversation.state import DRAINED, SCALE, State
from simulator.debrief.scorecard import overall
from simulator.rubric.ladder import INSIGHTS_WANTED
from simulator.rubric.naturalness import REPEAT_MOST
from simulator.scenario.model import Compose, Exchange
from simulator.scenario.vocabulary import STAGES

PLAYS: Final = 2000
Kind = Literal["crashed", "closed", "circles", "impossible", "excluded", "beyond"]
"""The play raised; nothing is open at a moment; it did not end within the limit, and was left at a moment; a field of
its state holds what it cannot; it met a fact that is proven to be out of reach; its mark is not what is proven.
"""
CHANCE, LEAST_USED = "random", "least-used"
_TURNS_A_MOMENT: Final = 4
"""A long story needs more turns than the limit of short ones before it is said to circle."""


class Failure(msgspec.Struct, frozen=True):
    """Plays that failed in one way."""

    kind: Kind
    what: str
    """The exception, moment, field, fact or mark that it is about."""
    seed: int
    """The first play that failed so."""
    count: int
    """How often plays failed so."""


class Plays(msgspec.Struct, frozen=True):
    """What came of a run."""

    seed: int
    count: int
    mean: float
    deviation: float
    min: float
    max: float
    by: dict[str, Marks]
    """The same by strategy: `random`, `least-used`."""
    coverage: Coverage
    endings: dict[str, int]
    """How many plays came to each ending, in the scenario's order."""
    exact: bool
    """Whether what can happen is proven by exploring every state."""
    failures: tuple[Failure, ...]


class Replay(msgspec.Struct, frozen=True):
    """One play of a run again."""

    seed: int
    strategy: str
    path: tuple[str, ...]
    ending: str | None
    overall: float | None
    """The mark it was left with; None where it raised."""
    failures: tuple[Failure, ...]


class Run:
    """The plays of a script from a seed on."""

    def __init__(self, script: Script, seed: int = 0, *, proof: Proof | None = None, most_turns: int = 0) -> None:
        """`most_turns`: after how many a play is said to circle, if not after the limit that suits the story."""
        self._script = script
        self._seed = seed
        self._most_turns = most_turns or max(MOST_TURNS, _TURNS_A_MOMENT * len(script.moments))
        self._proof = proof or Proof(script)
        self._tally = Tally()
        self._failed: dict[tuple[Kind, str], tuple[int, int]] = {}
        """By kind and what: the first seed, and how often."""
        self._met: dict[Fact, int] = {}
        """What plays met, with the seed of the first."""

    def strategy(self, seed: int) -> str:
        """`random` or `least-used`."""
        return LEAST_USED if (seed - self._seed) % 2 else CHANCE

    def play(self, count: int, watch: Callable[[int], None] = lambda done: None) -> Plays:
        """So many plays; `watch` is told after each how many are done."""
        spreads = {CHANCE: Spread(), LEAST_USED: Spread()}
        every = Spread()
        endings = dict.fromkeys(self._script.ending_ids, 0)
        for seed in range(self._seed, self._seed + count):
            state = self._one(seed)
            if state is not None and state.place < 0:
                mark = self._mark(state)
                every.add(mark, seed)
                spreads[self.strategy(seed)].add(mark, seed)
                endings[self._script.ending_ids[-1 - state.place]] += 1
            watch(seed - self._seed + 1)
        if count:
            self._hold_against_proof(every)
        marks = every.marks()
        return Plays(
            seed=self._seed,
            count=count,
            mean=marks.mean,
            deviation=marks.deviation,
            min=marks.min,
            max=marks.max,
            by={name: one.marks() for name, one in spreads.items()},
            coverage=self._coverage() if count else {},
            endings=endings,
            exact=bool(count) and self._is_provable and self._proof.exact,
            failures=self._failures(),
        )

    def replay(self, seed: int) -> Replay:
        """One play again, with its path. A play that raises ends its path there, and is told as a failure."""
        if self.strategy(seed) == LEAST_USED:
            for before in range(self._seed, seed):
                self._one(before)
        self._failed.clear()
        self._met.clear()
        self._tally.visits.clear()
        taken: list[Taken] = []
        state = self._one(seed, taken)
        spread = Spread()
        if state is not None and state.place < 0:
            spread.add(self._mark(state), seed)
        self._hold_against_proof(spread)
        return Replay(
            seed=seed,
            strategy=self.strategy(seed),
            path=path_of(self._script, taken),
            ending=None if state is None else self._script.ending_id(state),
            overall=None if state is None else float(round(self._mark(state), 2)),
            failures=self._failures(),
        )

    def _one(self, seed: int, taken: list[Taken] | None = None) -> State | None:
        """Play once and note what was met and what failed; None where the play raised."""
        chance = Random(seed)  # noqa: S311 - a game's dice, not a secret
        kind = LeastUsed if self.strategy(seed) == LEAST_USED else ByChance
        chooser = kind(self._tally, chance)
        tell = None if taken is None else lambda decision: taken.append((chooser.here, decision))
        visited, used = len(self._tally.visits), len(self._tally.used)
        state = None
        try:
            state = random_play(self._script, chance, tell, chooser=chooser, most_turns=self._most_turns)
        except Exception as error:  # whatever a play raises is told, with the seed that shows it
            self._fail("crashed", f"{type(error).__name__}: {error}", seed)
        else:
            for failure in self._wrong(state):
                self._fail(*failure, seed)
            if state.place < 0:
                self._met.setdefault(("ending", self._script.ending_ids[-1 - state.place]), seed)
        for fact in self._news(visited, used):
            self._met.setdefault(fact, seed)
        return state

    def _news(self, visited: int, used: int) -> Iterator[Fact]:
        """What was met for the first time, told by what was added at the end of the tally."""
        script, tally = self._script, self._tally
        for place in islice(reversed(tally.visits), len(tally.visits) - visited):
            yield ("moment", script.moment_ids[place])
        for place, name in islice(reversed(tally.used), len(tally.used) - used):
            if name in spoken_options(script.moments[place]):
                yield ("open", script.moment_ids[place], name)

    def _wrong(self, state: State) -> Iterator[tuple[Kind, str]]:
        """What is wrong with the state in which a play was left."""
        yield from (("impossible", field) for field in impossible(self._script, state))
        if state.place >= 0:
            name = self._script.moment_id(state)
            yield ("circles" if self._is_open(state) else "closed"), name

    def _is_open(self, state: State) -> bool:
        moment = self._script.moment_at(state)
        if isinstance(moment, Exchange):
            return bool(self._script.node(state.place).open(state))
        return not isinstance(moment, Compose) or len(self._script.open_parts(state)) >= moment.pick[0]

    def _hold_against_proof(self, every: Spread) -> None:
        """Find what the proofs say cannot happen, and did."""
        if not self._is_provable:
            return
        for fact, seed in self._met.items():
            if self._proof.excludes(fact):
                self._fail("excluded", f"{fact[0]} {'.'.join(map(str, fact[1:]))}", seed)
        if every.least is None or every.most is None:
            return
        low, high = self._proof.overall
        for mark, seed in {every.least, every.most}:
            if not low <= mark <= high:
                self._fail("beyond", f"{float(mark):.2f}", seed)

    @property
    def _is_provable(self) -> bool:
        """What raises when it is played would raise when it is explored."""
        return all(kind != "crashed" for kind, _what in self._failed)

    def _mark(self, state: State) -> Fraction:
        return overall(self._script, state)

    def _coverage(self) -> Coverage:
        met: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for fact in self._met:
            if (kind := KIND_OF.get(str(fact[0]))) is not None:
                met[kind].add(".".join(map(str, fact[1:])))
        there = things(self._script)
        return coverage(there, met, self._proof.excludes) if self._is_provable else coverage(there, met)

    def _fail(self, kind: Kind, what: str, seed: int) -> None:
        first, count = self._failed.get((kind, what), (seed, 0))
        self._failed[kind, what] = first, count + 1

    def _failures(self) -> tuple[Failure, ...]:
        return tuple(Failure(kind, what, seed, count) for (kind, what), (seed, count) in self._failed.items())


def impossible(script: Script, state: State) -> Iterator[str]:
    """The fields of a state whose values cannot be."""
    known = len(script.knowable)
    limits = {
        "place": (-len(script.ending_ids), len(script.moments) - 1),
        "valence": (-SCALE, SCALE), "arousal": (-SCALE, SCALE), "control": (-SCALE, SCALE), "trust": (0, SCALE),
        "heard": (0, 1), "load": (0, DRAINED), "known": (0, (1 << known) - 1), "insights": (0, INSIGHTS_WANTED),
        "sympathies": (0, REPEAT_MOST), "highest": (0, len(STAGES)), "weight": (0, None), "empathy": (0, None),
        "naturalness": (0, None), "attentive": (0, None),
    }  # fmt: skip
    for field, (least, most) in limits.items():
        value = getattr(state, field)
        if value < least or (most is not None and value > most):
            yield field
