"""What must be on arrival at a moment for something further on to happen: states without it are left out.

Worked out from what is aimed at back to the start, response by response, on the bounds of what the customer feels
(backward abstract interpretation, Cousot and Cousot, 1977). A moment has several such bounds, since those who gave
him control also pleased him; what is known and what was said is not looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from simulator.authoring.paths.facts import Fact
from simulator.authoring.paths.feelings import ANYTHING, Bounds, both, failed, fewer, held, moods
from simulator.authoring.paths.fields import AROUSAL, CONTROL, PLACE, TRUST, VALENCE
from simulator.authoring.paths.graph import Graph
from simulator.authoring.paths.variety import varied
from simulator.conversation.customer import Temper
from simulator.conversation.effects import Effect
from simulator.conversation.ground import spoken_options
from simulator.conversation.node import Option
from simulator.conversation.script import Script
from simulator.conversation.state import SCALE, Numbers
from simulator.rubric.reception import WOUNDED
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Compose, Exchange

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
                    self._own.setdefault(place, []).extend(moods(frozenset({str(name)})))
                continue
            place = script.place(str(name))
            self._own.setdefault(place, []).extend(self._wanted(kind, place, rest))
        self._at.update((place, fewer(bounds)) for place, bounds in self._own.items() if place < 0)
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
            earlier = [case.when for case in moment.line[: int(rest[0])]]
            yield from _chosen(moment.line[int(rest[0])].when, earlier)
        elif kind != "way":
            yield from held(spoken_options(moment)[str(rest[0])].when)
        elif not isinstance(moment, Exchange) or str(rest[0]) not in moment.responses:
            yield ANYTHING
        else:
            ways = moment.responses[str(rest[0])].then
            behind = _chosen(ways[int(rest[1])].when, self._earlier(ways[: int(rest[1])]))
            for option in script.nodes[place].options:
                if option.name == rest[0]:
                    yield from self._before(option, behind)

    def _settle(self, group: tuple[int, ...]) -> None:
        for place in group:
            self._at[place] = fewer(self._own.get(place, ()))
        for _round in range(_PATIENCE):
            changed = False
            for place in reversed(group):
                found = fewer((*self._own.get(place, ()), *self._ahead(place)))
                changed = changed or found != self._at[place]
                self._at[place] = found
            if not changed or not self._graph.is_cyclic(group[0]):
                return
        for place in group:
            self._at[place] = (ANYTHING,)

    def _ahead(self, place: int) -> Iterator[Bounds]:
        """What must be at a moment for one that follows."""
        script, moment = self._script, self._script.moments[place]
        if isinstance(moment, Compose):
            # Messages are many: what one does to his feelings is not followed.
            leads = (*self._graph.onward(place), *((script.hung_up,) if script.can_hang_up else ()))
            if any(self._at.get(target) for target in leads):
                yield ANYTHING
        elif isinstance(moment, Exchange):
            for option in script.nodes[place].options:
                yield from self._before(option, self._behind(place, option.response.then))
                if option.response.dismisses and script.can_hang_up and self._at.get(script.hung_up):
                    yield ANYTHING
            silence = script.silence(place)
            if silence is not None and moment.silence is not None:
                behind = self._behind(place, moment.silence.then)
                yield from before(silence, behind, script.temper)
        else:
            yield from self._behind(place, moment.then)

    def _before(self, option: Option, behind: Sequence[Bounds]) -> tuple[Bounds, ...]:
        """What must be for a response to be chosen and to leave him so."""
        temper = self._script.temper
        found = [one for effect in option.effects.values() for one in before(effect, behind, temper)]
        return both(found, held(option.response.when))

    def _behind(self, place: int, ways: Sequence[Branch]) -> list[Bounds]:
        """What he must feel once he has reacted, for one of some ways to lead where something may come."""
        found: list[Bounds] = []
        for number, way in enumerate(ways):
            if self._script.has(way.to):
                wanted = self._at.get(self._script.place(way.to), ())
                found += both(wanted, _chosen(way.when, self._earlier(ways[:number])))
        # Where no way is open, he stays.
        return [*found, *both(self._at.get(place, ()), _chosen(None, self._earlier(ways)))]

    def _earlier(self, ways: Sequence[Branch]) -> list[Condition | None]:
        """The conditions that stand before a way."""
        return [way.when for way in ways if self._script.has(way.to)]


def _chosen(condition: Condition | None, earlier: Iterable[Condition | None]) -> tuple[Bounds, ...]:
    """Outside of these a condition is not the first of a list to hold."""
    found = held(condition)
    for other in earlier:
        found = both(found, failed(other)) if other is not None else ()
    return found


def before(effect: Effect, behind: Iterable[Bounds], temper: Temper) -> Iterator[Bounds]:
    """Outside of which feelings a response cannot lead to these; each of the four by itself."""
    worst, best = min(effect.receptions), max(one + (one < 0) for one in effect.receptions)
    wishes, kindness = effect.wishes.bit_count(), effect.trust - effect.empty_promise
    lost = 2 if effect.dismisses and WOUNDED in effect.receptions else 0
    soothed = -max(effect.receptions) - max(effect.calm, effect.calm_halved) + effect.arousal
    roused = -min(effect.receptions) - min(effect.calm, effect.calm_halved) + effect.arousal
    weakened = min(effect.control, effect.control_halved) - lost
    steadied = max(effect.control, effect.control_halved) - lost
    gladdest = best + 2 * wishes + effect.valence
    for sad, glad, calm, stirred, weak, firm, wary, sure in behind:
        calm, stirred = _drifted_from(calm, stirred, temper.rest)
        yield (
            *_from(sad, glad, worst + effect.valence, gladdest, -SCALE, temper.highest_valence),
            *_from(calm, stirred, soothed, roused, -SCALE, SCALE),
            *_from(weak, firm, weakened, steadied, -SCALE, SCALE),
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
