"""The least and the most that each score can come to, with a path for each end; bounds where states are too many."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property, partial
from typing import Final

import msgspec

from simulator.authoring.paths.bounds import Between, bounds
from simulator.authoring.paths.fields import (
    ALL,
    CONFIRMED,
    DISCOVERED,
    HIGHEST,
    INSIGHTS,
    KNOWN,
    LOWERED,
    SERVED,
    WARM,
    WEIGHT,
    Masks,
    Question,
    nothing,
)
from simulator.authoring.paths.hope import Better, Higher, Hope
from simulator.authoring.paths.measure import Measure
from simulator.authoring.paths.reach import Ended, ended_in
from simulator.authoring.paths.sweep import Budget, Ground, Sweep
from simulator.conversation.script import Script
from simulator.conversation.state import State
from simulator.debrief import scorecard as score
from simulator.rubric.ladder import stage_word

DIMENSIONS: Final = ("overall", "empathy", "naturalness", "ladder")
_PLATINUM: Final = 3
MANY_MOMENTS: Final = 1000
"""In stories beyond this, scores are bounded and not explored: each sweep costs as much as the whole reading."""

_WIDTHS: Final = (12, 48, 192, None)
"""Of a moment's states, so many are walked on from at first: the better the call that is known, the less is left."""


class End(msgspec.Struct, frozen=True):
    """One end of a range: the true value lies between `low` and `high`, which are equal where it is exact."""

    low: Fraction
    high: Fraction
    path: tuple[str, ...] | None
    """A path whose score is the bound on the inner side; None where no path to an ending was met."""

    @property
    def exact(self) -> bool:
        return self.low == self.high


class Range(msgspec.Struct, frozen=True):
    """What a score can come to, 0..100."""

    least: End
    most: End
    states: int

    @property
    def exact(self) -> bool:
        return self.least.exact and self.most.exact


class Highest(msgspec.Struct, frozen=True):
    """The highest stage of the ladder within reach, with a path to it."""

    stage: str
    path: tuple[str, ...]
    exact: bool
    """Whether no higher one is proven to be in reach."""


def _final(wishes: int, **others: int) -> Masks:
    masks = nothing()
    masks[WEIGHT] = ALL
    if others.get("ladder"):
        masks[INSIGHTS] = ALL
        for name in (KNOWN, DISCOVERED, SERVED, CONFIRMED):
            masks[name] = wishes
    return masks


class Ranges:
    """The ranges of a case, each worked out when it is first asked for."""

    def __init__(self, ground: Ground, budget: Budget, ended: Callable[[], Iterable[Ended]]) -> None:
        """`ended` gives states of calls that came to an ending: what is known already need not be searched for."""
        self._ground = ground
        self._script = ground.script
        self._budget = budget
        self._ended = ended
        self._found: dict[str, Range] = {}

    @cached_property
    def _calls(self) -> list[Ended]:
        """Calls that are known, the best and the worst found so far among them."""
        return list(self._ended())

    @cached_property
    def _bounds(self) -> dict[str, Between]:
        return bounds(self._script, self._ground.graph)

    def __getitem__(self, dimension: str) -> Range:
        """One of `DIMENSIONS`. Raises KeyError for anything else."""
        found = self._found.get(dimension)
        if found is None:
            found = self._found[dimension] = self._range(dimension)
        return found

    @property
    def of(self) -> dict[str, Range]:
        """All of them."""
        return {dimension: self[dimension] for dimension in DIMENSIONS}

    @property
    def exact(self) -> bool:
        return all(one.exact for one in self.of.values())

    @cached_property
    def highest(self) -> Highest:
        """The highest stage that a play reaches."""
        known = max(self._calls, key=lambda call: call[0].highest, default=None)
        if known is not None and (known[0].highest == _PLATINUM or len(self._script.moments) > MANY_MOMENTS):
            return Highest(stage_word(known[0].highest), known[1](), exact=known[0].highest == _PLATINUM)
        final = _final(self._script.wishes, ladder=1)
        for name in (HIGHEST, WARM, LOWERED):
            final[name] = ALL
        question = Question(final=final, worth_of_words=True, first_answers=True, attention=True)
        stage, path, exact = (known[0].highest, known[1], False) if known is not None else (0, tuple, False)
        for width in (_WIDTHS[0], None):
            sweep = Sweep(
                self._ground,
                question,
                self._budget,
                enough=lambda state: state[HIGHEST] == _PLATINUM,
                hope=Higher(self._ground.course, stage),
                width=width,
            )
            index = max(range(len(sweep.states)), key=lambda index: sweep.states[index][HIGHEST])
            if sweep.states[index][HIGHEST] > stage:
                stage, path = sweep.states[index][HIGHEST], partial(sweep.path, index)
            exact = stage == _PLATINUM or sweep.exact
            if exact:
                break
        return Highest(stage_word(stage), path(), exact=exact)

    def _range(self, dimension: str) -> Range:
        least, few = self._end(dimension, -1)
        most, many = self._end(dimension, 1)
        return Range(least, most, few + many)

    def _end(self, dimension: str, sign: int) -> tuple[End, int]:
        """One end of a range, and how many states it took. A call that comes to the bound itself needs no search."""
        worth = _WORTHS[dimension]
        between = self._bounds[dimension]
        bound = between.high if sign > 0 else between.low
        best = self._best(self._calls, worth, sign)
        exact, states = best is not None and best[0] == bound, 0
        if not exact and len(self._script.moments) <= MANY_MOMENTS:
            measure = Measure.of(self._script, dimension)
            for width in _WIDTHS:
                hope = None if best is None else Better(self._ground.course, measure, sign, best[0])
                sweep = self._sweep(dimension, measure, sign, hope, width)
                exact, states = sweep.exact, states + len(sweep.states)
                swept = self._best(ended_in(sweep), worth, sign)
                if swept is not None and (best is None or sign * swept[0] > sign * best[0]):
                    best = swept
                    self._calls.append(swept[1])
                if exact:
                    break
        if best is None:
            return End(between.low, between.high, None), states
        score, (_state, path) = best
        if exact:
            return End(score, score, path()), states
        return (End(score, bound, path()) if sign > 0 else End(bound, score, path())), states

    def _sweep(self, dimension: str, measure: Measure, sign: int, hope: Hope | None, width: int | None) -> Sweep:
        return Sweep(
            self._ground,
            self._question(dimension),
            self._budget,
            objective=lambda state: sign * measure.value(state),
            hope=hope,
            width=width,
        )

    def _best(self, calls: Iterable[Ended], worth: "Worth", sign: int) -> tuple[Fraction, Ended] | None:
        """The call with the most (or the least) of a score."""
        found = ((worth(self._script, call[0]), call) for call in calls)
        return max(found, key=lambda one: sign * one[0], default=None)

    def _question(self, dimension: str) -> Question:
        climbs = dimension in ("ladder", "overall")
        return Question(
            final=_final(self._script.wishes, ladder=climbs),
            worth_of_care=dimension in ("empathy", "overall"),
            worth_of_words=dimension != "empathy",
            first_answers=True,
            attention=climbs,
        )


Worth = Callable[[Script, State], Fraction]
_WORTHS: Final[dict[str, Worth]] = {
    "overall": score.overall,
    "empathy": score.empathy,
    "naturalness": score.naturalness,
    "ladder": lambda script, state: score.ladder(script, state).total,
}
