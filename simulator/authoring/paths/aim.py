"""What must be on arrival at a moment for something further on to happen: states without it are left out.

Worked out from what is aimed at back to the start, response by response, on the bounds of what the customer feels
(backward abstract interpretation, Cousot and Cousot, 1977). A moment has several such bounds, since those who gave
him control also pleased him; what is known and what was said is not looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from simulator.authoring.paths.ahead import answers
from simulator.authoring.paths.facts import Fact
from simulator.authoring.paths.fields import AROUSAL, CONTROL, PLACE, TRUST, VALENCE
from simulator.authoring.paths.graph import Graph
from simulator.authoring.paths.variety import varied
from simulator.conversation.effects import Effect
from simulator.conversation.ground import spoken_options
from simulator.conversation.script import Script
from simulator.conversation.state import SCALE, Numbers
from simulator.rubric.mood import EVEN, NEUTRAL, SIGNS
from simulator.rubric.reception import WOUNDED
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Compose, Exchange

Bounds = tuple[int, int, int, int, int, int, int, int]
"""The least and the most valence, arousal, control and trust."""
ANYTHING: Final[Bounds] = (-SCALE, SCALE, -SCALE, SCALE, -SCALE, SCALE, 0, SCALE)
_MOST: Final = 24
"""Bounds kept for a moment; beyond, one that holds them all."""
_PATIENCE: Final = 30
"""How often the moments of a loop are gone through before anything is taken to be possible there."""
AIMED_AT: Final = frozenset({"moment", "line", "open", "use", "knows", "cue", "way", "ending", "mood"})
"""The facts that can be aimed at."""


class Aim:
    """The hope that one of some facts is still to come."""

    def __init__(self, script: Script, graph: Graph, wanted: Iterable[Fact]) -> None:
        """`wanted` are facts of the kinds `AIMED_AT`."""
        self._script = script
        self._graph = graph
        self._at: dict[int, tuple[Bounds, ...]] = {}
        self._own: dict[int, list[Bounds]] = {}
        for kind, name, *rest in wanted:
            if kind == "mood":
                for place in range(-len(script.ending_ids), 0):
                    self._own.setdefault(place, []).append((*_mood_bounds(str(name)), 0, SCALE))
                continue
            place = script.place(str(name))
            self._own.setdefault(place, []).extend(self._wanted(kind, place, rest))
        self._at.update((place, _fewer(bounds)) for place, bounds in self._own.items() if place < 0)
        for group in reversed(graph.components):
            self._settle(group)

    def holds(self, state: Numbers) -> bool:
        """Whether one of the facts may still come."""
        valence, arousal, control, trust = state[VALENCE], state[AROUSAL], state[CONTROL], state[TRUST]
        return any(
            sad <= valence <= glad
            and calm <= arousal <= stirred
            and weak <= control <= firm
            and wary <= trust <= sure
            for sad, glad, calm, stirred, weak, firm, wary, sure in self._at.get(state[PLACE], ())
        )

    def first(self, indexes: Sequence[int], states: Sequence[Numbers], most: int) -> list[int]:
        """All hold as much: as different ones as there are."""
        return varied(indexes, states, most)

    def _wanted(self, kind: str | int, place: int, rest: list[str | int]) -> Iterator[Bounds]:
        """What must be on arrival at the fact's own moment."""
        script = self._script
        if place < 0 or kind not in ("way", "open", "use", "line"):
            yield ANYTHING
            return
        moment = script.moments[place]
        if kind == "line":
            yield from _bounds_of(moment.line[int(rest[0])].when)
        elif kind != "way":
            yield from _bounds_of(spoken_options(moment)[str(rest[0])].when)
        elif not isinstance(moment, Exchange) or str(rest[0]) not in moment.responses:
            yield ANYTHING
        else:
            behind = list(_bounds_of(moment.responses[str(rest[0])].then[int(rest[1])].when))
            for option in script.nodes[place].options:
                if option.name == rest[0]:
                    for effect in option.effects.values():
                        yield from (before(effect, one, self._rest, self._top) for one in behind)

    @property
    def _rest(self) -> int:
        return self._script.temper.rest

    @property
    def _top(self) -> int:
        return self._script.temper.highest_valence

    def _settle(self, group: tuple[int, ...]) -> None:
        for place in group:
            self._at[place] = _fewer(self._own.get(place, ()))
        for _round in range(_PATIENCE):
            changed = False
            for place in reversed(group):
                found = _fewer((*self._own.get(place, ()), *self._ahead(place)))
                changed = changed or found != self._at[place]
                self._at[place] = found
            if not changed or not self._graph.is_cyclic(group[0]):
                return
        for place in group:
            self._at[place] = (ANYTHING,)

    def _ahead(self, place: int) -> Iterator[Bounds]:
        """What must be at a moment for one that follows."""
        script, moment = self._script, self._script.moments[place]
        if not isinstance(moment, Exchange):
            onward = [one for target in self._graph.onward(place) for one in self._at.get(target, ())]
            if isinstance(moment, Compose):
                if onward or (script.can_hang_up and self._at.get(script.hung_up)):
                    yield ANYTHING
            else:
                yield from onward
            return
        silence = script.silence(place)
        for effect in (*answers(script, place), *(() if silence is None else (silence,))):
            targets = {to for _holds, to in effect.branches}
            if all(holds is not None for holds, _to in effect.branches):
                targets.add(place)
            for target in targets:
                for one in self._at.get(target, ()):
                    yield before(effect, one, self._rest, self._top)
            if effect.dismisses and script.can_hang_up and self._at.get(script.hung_up):
                yield ANYTHING


def before(effect: Effect, after: Bounds, rest: int, top: int) -> Bounds:
    """Outside of which feelings a response cannot lead to these; each of the four by itself."""
    sad, glad, calm, stirred, weak, firm, wary, sure = after
    worst, best = min(effect.receptions), max(one + (one < 0) for one in effect.receptions)
    wishes, kindness = effect.wishes.bit_count(), effect.trust - effect.empty_promise
    lost = 2 if effect.dismisses and WOUNDED in effect.receptions else 0
    soothed = -max(effect.receptions) - max(effect.calm, effect.calm_halved) + effect.arousal
    roused = -min(effect.receptions) - min(effect.calm, effect.calm_halved) + effect.arousal
    return (
        *_from(sad, glad, worst + effect.valence, best + 2 * wishes + effect.valence, -SCALE, top),
        *_from(*_drifted_from(calm, stirred, rest), soothed, roused, -SCALE, SCALE),
        *_from(
            weak,
            firm,
            min(effect.control, effect.control_halved) - lost,
            max(effect.control, effect.control_halved) - lost,
            -SCALE,
            SCALE,
        ),
        *_from(wary, sure, worst + kindness, best + wishes + kindness, 0, SCALE),
    )


def _from(low: int, high: int, least: int, most: int, bottom: int, top: int) -> tuple[int, int]:
    """Where something stood that moved by `least` to `most`, was kept on its scale, and is now within bounds."""
    return (-SCALE if low <= bottom else low - most), (SCALE if high >= top else high - least)


@lru_cache(maxsize=1000)
def _drifted_from(low: int, high: int, rest: int) -> tuple[int, int]:
    """The least and the most arousal that come to lie within bounds once they have moved a point toward rest."""
    far = 3 * SCALE
    if low <= -SCALE:
        least = -far
    else:
        least = next(one for one in range(-far, far) if one + (one < rest) - (one > rest) >= low)
    if high >= SCALE:
        return least, far
    return least, next(one for one in range(far, -far, -1) if one + (one < rest) - (one > rest) <= high)


def _fewer(bounds: Iterable[Bounds]) -> tuple[Bounds, ...]:
    """The same without those that lie within another, or cannot be; one around them all where they are many."""
    kept: list[Bounds] = []
    there = sorted(
        {one for one in bounds if all(one[axis] <= one[axis + 1] for axis in (0, 2, 4, 6))},
        key=lambda one: (sum(one[::2]) - sum(one[1::2]), one),
    )
    for one in there:
        if not any(_is_within(one, other) for other in kept):
            kept.append(one)
    if len(kept) <= _MOST:
        return tuple(kept)
    lows = [min(one[axis] for one in kept) for axis in (0, 2, 4, 6)]
    highs = [max(one[axis] for one in kept) for axis in (1, 3, 5, 7)]
    return ((lows[0], highs[0], lows[1], highs[1], lows[2], highs[2], lows[3], highs[3]),)


def _is_within(one: Bounds, other: Bounds) -> bool:
    return all(other[axis] <= one[axis] and one[axis + 1] <= other[axis + 1] for axis in (0, 2, 4, 6))


def _bounds_of(condition: Condition | None) -> list[Bounds]:
    """Outside of which feelings a condition cannot hold; what it asks beside mood and trust is not looked at."""
    wary, sure = 0, SCALE
    if condition is not None and condition.trust is not None:
        trusts = [trust for trust in range(SCALE + 1) if condition.trust.holds(trust)]
        if not trusts:
            return []
        wary, sure = trusts[0], trusts[-1]
    if condition is None or not condition.mood:
        return [(*ANYTHING[:6], wary, sure)]
    return [(*_mood_bounds(word), wary, sure) for word in condition.mood]


def _mood_bounds(word: str) -> tuple[int, int, int, int, int, int]:
    if word == NEUTRAL:
        return (-EVEN, EVEN, -EVEN, EVEN, -SCALE, SCALE)
    signs = next(signs for mood, signs in SIGNS.items() if mood == word)
    (sad, glad), (calm, stirred), (weak, firm) = ((1, SCALE) if sign else (-SCALE, 0) for sign in signs)
    return sad, glad, calm, stirred, weak, firm
