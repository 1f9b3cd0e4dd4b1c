"""Between which bounds the scores lie, without exploring a single state: in proportion to the story's length.

A mean of scores along a path is a ratio of two sums. The largest ratio over all paths is found by asking again and
again for the path with the largest sum of `score - ratio * weight` (Dinkelbach, 1967), moment by moment from the
endings back. Conditions are taken to hold, and a loop gives the best of each of its moments once.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Final

import msgspec

from simulator.authoring.paths.graph import Graph
from simulator.conversation.denominator import moment_weight
from simulator.conversation.effects import Effect
from simulator.conversation.script import Script
from simulator.debrief.scorecard import OVERALL
from simulator.rubric.ladder import EMPATHY, GOLDEN, INSIGHTS_WANTED, PLATINUM
from simulator.scenario.model import Compose, Exchange

_WHOLE: Final = 100
_ROUNDS: Final = 40
"""Far more than the few rounds in which the ratio settles."""
Worth = Callable[[Effect], tuple[int, int]]
"""The least and the most that an effect adds to a sum, whatever the state."""


class Between(msgspec.Struct, frozen=True):
    """A score lies between these, both included; 0..100."""

    low: Fraction
    high: Fraction


_Sum = tuple[int, int, int]
"""Along a path: the sum that it is judged by, in whole numbers, that of the scores, and the weight."""


def bounds(script: Script, graph: Graph) -> dict[str, Between]:
    """For empathy, naturalness, ladder and overall, on every play of the case."""
    effects = {place: _effects(script, place) for place in graph.reached if place >= 0}
    skeleton, words = _Skeleton(script, graph), script.naturalness_unit
    empathy = _mean(skeleton, effects, lambda effect: (effect.e, effect.e), script.empathy_unit)
    naturalness = _mean(skeleton, effects, lambda effect: _span(effect.n), words)
    golden = _mean(skeleton, effects, _attentive, words)
    steps = _ladder(script, effects, golden)
    parts = (empathy, naturalness, steps)
    overall = Between(
        sum((share * part.low for share, part in zip(OVERALL, parts, strict=True)), Fraction(0)),
        sum((share * part.high for share, part in zip(OVERALL, parts, strict=True)), Fraction(0)),
    )
    return {"empathy": empathy, "naturalness": naturalness, "ladder": steps, "overall": overall}


def _effects(script: Script, place: int) -> tuple[Effect, ...]:
    moment = script.moments[place]
    if not isinstance(moment, Exchange):
        return ()
    found = [effect for option in script.nodes[place].options for effect in option.effects.values()]
    silence = script.silence(place)
    return (*found, *((silence,) if silence is not None else ()))


def _attentive(effect: Effect) -> tuple[int, int]:
    if effect.dismisses or not (effect.attentive or effect.uses):
        return 0, 0
    least, most = _span(effect.n)
    return (least if effect.attentive else 0), most


@lru_cache(maxsize=4096)  # the responses of a long story have few different scores between them
def _span(n: tuple[int, ...]) -> tuple[int, int]:
    return min(n), max(n)


class _Skeleton:
    """The groups of a graph from the endings back, with what a sum along a path needs of each."""

    def __init__(self, script: Script, graph: Graph) -> None:
        self.script = script
        self.groups: list[tuple[tuple[tuple[int, int], ...], tuple[int, ...], bool, bool]] = []
        """The moments that weigh anything, each with its weight; the groups that may follow; whether a call may end
        here; whether it may come back."""
        numbers: dict[int, int] = {}
        for number, group in enumerate(reversed(graph.components)):
            targets = {target for place in group for target in graph.onward(place)} - set(group)
            onward = sorted({numbers[target] for target in targets if target >= 0})
            stops = script.can_hang_up or not onward or any(target < 0 for target in targets)
            weights = tuple((place, weight) for place in group if (weight := moment_weight(script.moments[place])))
            self.groups.append((weights, tuple(onward), stops, graph.is_cyclic(group[0])))
            numbers.update(dict.fromkeys(group, number))
        self.start = numbers[graph.start]

    def best(self, scores: dict[int, int], ratio: Fraction, *, largest: bool) -> _Sum:
        """The path from the start with the largest (or the least) sum of `score - ratio * weight`."""
        sign = 1 if largest else -1
        # Values are brought to whole numbers, of which the largest is looked for in any case.
        above, below = sign * ratio.numerator, sign * ratio.denominator
        values: list[int] = []
        taken: list[int] = []
        """By group: the value of the best path from it on, and the group that comes next; -1 where the call ends."""
        for weights, onward, stops, is_cyclic in self.groups:
            value, following = (0, -1) if stops else (values[onward[0]], onward[0])
            for one in onward:
                if values[one] > value:
                    value, following = values[one], one
            for place, own in weights:
                gain = scores[place] * below - own * above
                if not is_cyclic or gain > 0:
                    value += gain
            values.append(value)
            taken.append(following)
        score, weight, number = 0, 0, self.start
        while number >= 0:
            weights, _onward, _stops, is_cyclic = self.groups[number]
            for place, own in weights:
                if not is_cyclic or scores[place] * below - own * above > 0:
                    score, weight = score + scores[place], weight + own
            number = taken[number]
        return sign * values[self.start], score, weight

    def ratio(self, scores: dict[int, int], *, largest: bool) -> Fraction:
        """The largest (or the least) ratio of scores to weight over all paths; 0 where nothing weighs anything."""
        found: Fraction | None = None
        ratio = Fraction(0) if largest else Fraction(max(scores.values(), default=0) + 1)
        for _round in range(_ROUNDS):
            value, score, weight = self.best(scores, ratio, largest=largest)
            if not weight or (value <= 0 if largest else value >= 0):
                break
            found = ratio = Fraction(score, weight)
        return found or Fraction(0)


def _mean(skeleton: _Skeleton, effects: dict[int, tuple[Effect, ...]], worth: Worth, unit: int) -> Between:
    """The bounds of a mean of scores, each at most its moment's weight times the unit."""
    script = skeleton.script
    least: dict[int, int] = {}
    most: dict[int, int] = {}
    for place, here in effects.items():
        moment = script.moments[place]
        if isinstance(moment, Compose):
            # A message is worth something between nothing and all: its parts are too many to try together.
            least[place], most[place] = 0, moment_weight(moment) * unit
            continue
        worths = [worth(effect) for effect in here] or [(0, 0)]
        least[place], most[place] = min(low for low, _ in worths), max(high for _, high in worths)
    high = skeleton.ratio(most, largest=True)
    low = skeleton.ratio(least, largest=False)
    if script.shortest:
        _, poorest, _ = skeleton.best(least, Fraction(0), largest=False)
        low = min(low, Fraction(poorest, script.shortest))
    return Between(max(Fraction(0), _WHOLE * low / unit), min(Fraction(_WHOLE), _WHOLE * high / unit))


def _ladder(script: Script, effects: dict[int, tuple[Effect, ...]], golden: Between) -> Between:
    """From the golden part alone to all insights and all wishes that some response could meet."""
    insights = 0
    offered = 0
    confirms = False
    for place, here in effects.items():
        moment = script.moments[place]
        if isinstance(moment, Compose):
            insights += 1
            for part in moment.parts.values():
                confirms = confirms or part.confirms
                for need in part.offers:
                    offered |= script.serving.get(need, 0)
            continue
        insights += any(effect.insight and effect.uses for effect in here)
        for effect in here:
            offered |= effect.wishes
            confirms = confirms or effect.confirms
    wishes = script.wishes.bit_count()
    served = Fraction(offered.bit_count(), wishes) if wishes else Fraction(1)
    platinum = Fraction(4, 10) + Fraction(4, 10) * served + (Fraction(2, 10) * served if confirms else 0)
    return Between(
        GOLDEN * golden.low / _WHOLE,
        GOLDEN * golden.high / _WHOLE
        + EMPATHY * Fraction(min(INSIGHTS_WANTED, insights), INSIGHTS_WANTED)
        + PLATINUM * platinum,
    )
