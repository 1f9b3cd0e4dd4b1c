"""Whether a call may still end better than the best one that is known: what cannot need not be walked on from.

This is branch and bound (Land and Doig, 1960). How much may still be gained is worked out moment by moment from the
endings back, as if every condition held and every wish that may come up were met: a bound, never too low.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import Final, Protocol

from simulator.authoring.paths.ahead import Course, leaves
from simulator.authoring.paths.fields import (
    CONFIRMED,
    DISCOVERED,
    HIGHEST,
    INSIGHTS,
    KNOWN,
    PLACE,
    SERVED,
    TRUST,
    WARM,
    WEIGHT,
)
from simulator.authoring.paths.measure import Measure
from simulator.conversation.denominator import moment_weight
from simulator.conversation.state import Numbers
from simulator.debrief.scorecard import steps
from simulator.rubric.ladder import INSIGHTS_WANTED, stage_reached
from simulator.scenario.model import Compose

_STANDING: Final = itemgetter(PLACE, INSIGHTS, KNOWN, DISCOVERED, SERVED, CONFIRMED)
_NOWHERE: Final = None
"""No ending may be reached."""
_FINE: Final = 1024
"""Into how many parts a unit is cut to rank by it."""
Gain = dict[int, int | None]
"""By place, the most that may still be gained; None where no ending follows."""


def ladder_ahead(course: Course, standing: tuple[int, ...]) -> tuple[int, Fraction]:
    """The insights and the share of the platinum stage that a call may end with at most."""
    place, insights, known, discovered, served, confirmed = standing
    ahead = course.ahead[place]
    knowable = known | ahead.told | ahead.shown
    served |= ahead.offered & knowable
    confirmed |= served if ahead.confirms else 0
    share = course.script.platinum(knowable, discovered | (ahead.told & ~known), served, confirmed)
    return min(INSIGHTS_WANTED, insights + ahead.insights), share


class Hope(Protocol):
    """Whether a state may still come to more than is known."""

    def holds(self, state: Numbers) -> bool:
        """False only where it certainly cannot."""

    def first(self, indexes: Sequence[int], states: Sequence[Numbers], most: int) -> list[int]:
        """So many of some states: those to walk on from where not all can be."""


def _most_promising(
    indexes: Sequence[int], states: Sequence[Numbers], most: int, rank: Callable[[Numbers], int]
) -> list[int]:
    return sorted(indexes, key=lambda index: -rank(states[index]))[:most]


class Higher:
    """The hope for a higher stage of the ladder."""

    def __init__(self, course: Course, stage: int) -> None:
        """`stage` is the highest that is known, 0..3."""
        self._course = course
        self._stage = stage
        self._known: dict[tuple[int, ...], int] = {}

    def holds(self, state: Numbers) -> bool:
        standing = _STANDING(state)
        stage = self._known.get(standing)
        if stage is None:
            insights, share = ladder_ahead(self._course, standing)
            stage = self._known[standing] = stage_reached(attentive=True, insights=insights, platinum=share)
        if not state[WARM] and not self._course.ahead[state[PLACE]].warms:
            stage = 0
        return max(stage, state[HIGHEST]) > self._stage

    def first(self, indexes: Sequence[int], states: Sequence[Numbers], most: int) -> list[int]:
        """Those that stand highest."""
        return _most_promising(indexes, states, most, self._rank)

    def _rank(self, state: Numbers) -> int:
        share = self._course.script.platinum(state[KNOWN], state[DISCOVERED], state[SERVED], state[CONFIRMED])
        return int(_FINE * (steps(state[INSIGHTS], share) + state[TRUST]))


class Better:
    """The hope for a better (or a worse) score: what may become of a state, held against a mark to be beaten."""

    def __init__(self, course: Course, measure: Measure, sign: int, mark: Fraction) -> None:
        """`sign` is 1 where the score is to be above the mark, -1 where it is to be below; the mark is 0..100."""
        self._course = course
        self._script = course.script
        self._measure = measure
        self._sign = sign
        self._mark = mark
        self._gains = {place: self._signed(place) for place in course.answers}
        self._weights = {place: moment_weight(self._script.moments[place]) for place in course.answers}
        self._sums: dict[Fraction, Gain] = {}
        self._wanted: dict[tuple[int, ...], tuple[int, int, int | None, int | None]] = {}

    def _signed(self, place: int) -> list[tuple[int, tuple[int, ...], bool]]:
        """For each answer: the most that it may bring in the wanted direction, its targets, whether he may leave."""
        script, measure, sign = self._script, self._measure, self._sign
        moment = script.moments[place]
        everywhere = self._course.graph.targets[place]
        if isinstance(moment, Compose):
            parts = moment.parts.values()
            he_leaves = script.can_hang_up and any(part.dismisses for part in parts)
            return [(measure.most(moment_weight(moment), script) if sign > 0 else 0, everywhere, he_leaves)]
        found = []
        for effect in self._course.answers[place]:
            low, high = measure.gains((effect,))
            targets = tuple({to for _holds, to in effect.branches})
            if all(holds is not None for holds, _to in effect.branches):
                targets = (*targets, place)
            found.append((high if sign > 0 else -low, targets, effect.dismisses and script.can_hang_up))
        return found or [(0, everywhere, False)]

    def holds(self, state: Numbers) -> bool:
        """Whether the mark may still be beaten."""
        return self._margin(state)[0] > 0

    def first(self, indexes: Sequence[int], states: Sequence[Numbers], most: int) -> list[int]:
        """Those that may beat the mark by the most."""
        return _most_promising(indexes, states, most, self._rank)

    def _rank(self, state: Numbers) -> int:
        margin, below = self._margin(state)
        return margin * _FINE // below

    def _margin(self, state: Numbers) -> tuple[int, int]:
        """By how much the mark may be beaten at most, as a numerator and its denominator."""
        standing = _STANDING(state)
        wanted = self._wanted.get(standing)
        if wanted is None:
            wanted = self._wanted[standing] = self._want(standing)
        above, below, over_weight, over_shortest = wanted
        if over_weight is None or over_shortest is None:
            return 0, 1
        value = self._sign * self._measure.value(state)
        by_weight = below * value + over_weight - self._sign * above * state[WEIGHT]
        by_shortest = below * (value + over_shortest) - self._sign * above * self._script.shortest
        if self._sign > 0:
            # The sum is divided by the larger of the two: it has to beat the mark with either.
            return (min(by_weight, by_shortest) if above >= 0 else 1), below
        if above > 0 and not state[WEIGHT] and not self._script.shortest:
            # Nothing may have been answered at the end: then the score is that of the steps alone.
            return 1, below
        return max(by_weight, by_shortest), below

    def _want(self, standing: tuple[int, ...]) -> tuple[int, int, int | None, int | None]:
        """What the answers have to come to beside the steps of the ladder (as a ratio), and the most still gained."""
        ratio = (self._mark - self._measure.steps * self._steps(standing)) * self._measure.unit
        place = standing[0]
        return ratio.numerator, ratio.denominator, self._sum(ratio)[place], self._sum(Fraction(0))[place]

    def _steps(self, standing: tuple[int, ...]) -> Fraction:
        """What the steps of the ladder come to at the end: at most, or (where less is sought) at least."""
        if self._sign > 0 and self._measure.steps:
            return steps(*ladder_ahead(self._course, standing))
        _place, insights, *wishes = standing
        return steps(insights, self._script.platinum(*wishes))

    def _sum(self, ratio: Fraction) -> Gain:
        """By place: the most that `denominator * value - numerator * weight` may still grow."""
        found = self._sums.get(ratio)
        if found is None:
            found = self._sums[ratio] = self._summed(ratio.numerator, ratio.denominator)
        return found

    def _summed(self, above: int, below: int) -> Gain:
        graph = self._course.graph
        most: Gain = {}
        for group in reversed(graph.components):
            costs = {place: self._sign * above * self._weights[place] for place in group}
            if len(group) == 1 and not graph.is_cyclic(group[0]):
                most[group[0]] = self._through(group[0], below, costs[group[0]], most)
            else:
                most.update(dict.fromkeys(group, self._around(group, below, costs, most)))
        return most

    def _around(self, group: tuple[int, ...], below: int, costs: dict[int, int], most: Gain) -> int | None:
        """A moment that comes back scores once: each of a loop may bring its best, or be left out."""
        onward = [0 if target < 0 else most[target] for target in leaves(self._course.graph, group)]
        if any(he_leaves for place in group for _, _, he_leaves in self._gains[place]):
            onward.append(0)
        ends = [one for one in onward if one is not None]
        if not ends:
            return _NOWHERE
        gains = (below * max(gain for gain, _, _ in self._gains[place]) - costs[place] for place in group)
        return max(ends) + sum(max(0, gain) for gain in gains)

    def _through(self, place: int, below: int, cost: int, most: Gain) -> int | None:
        best: int | None = _NOWHERE
        for gain, targets, he_leaves in self._gains[place]:
            onward = [0 if target < 0 else most[target] for target in targets]
            if he_leaves:
                onward.append(0)
            ends = [one for one in onward if one is not None]
            if ends:
                found = below * gain - cost + max(ends)
                best = found if best is None else max(best, found)
        return best
