"""What one walk shows: each fact with the first state that shows it."""

from typing import NamedTuple

from simulator.authoring.paths.facts import Fact
from simulator.authoring.paths.fields import KNOWN, LOAD, PLACE
from simulator.authoring.paths.moves import Move
from simulator.conversation.advance import react
from simulator.conversation.asides import BREATHE, OBSERVE, SILENCE
from simulator.conversation.guards import Guard
from simulator.conversation.node import Opening
from simulator.conversation.script import Script
from simulator.conversation.state import Numbers, State
from simulator.scenario.model import Branch, Compose, Exchange, Moment, exists_for
from simulator.scenario.vocabulary import LOADS


class Shown(NamedTuple):
    """How a fact is shown."""

    state: int
    """Its index in the walk."""
    looks: tuple[str, ...] = ()
    """How the agent prepared there."""
    item: str = ""
    """His answer, if it takes one."""


class Telling:
    """The facts that a walk meets, while it walks."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.shown: dict[Fact, Shown] = {}
        self._views: set[tuple[object, ...]] = set()
        self._ways_of: dict[tuple[int, str], tuple[tuple[int, Guard | None, int], ...]] = {}

    def show(self, fact: Fact, index: int, looks: tuple[str, ...] = (), item: str = "") -> None:
        """Keep a state that shows a fact, if it is the first."""
        if fact not in self.shown:
            self.shown[fact] = Shown(index, looks, item)

    def look(self, index: int, looks: tuple[str, ...], state: Numbers, matters: int, opening: Opening | None) -> None:
        """Tell what a state shows; each view of a moment once."""
        place, known = state[PLACE], state[KNOWN] & matters
        node = self._script.nodes[place]
        said = _first_said(node.lines, state) if len(node.lines) > 1 else 0
        what: object = self._parts_open(place, state) if opening is None else opening
        if self._is_new(place, what, known, state[LOAD], said, looks):
            self._look_closer(index, looks, state, what, known, said)

    def _is_new(self, place: int, *view: object) -> bool:
        """Whether nobody looked at a moment in this way yet: what shows there was told by whoever did."""
        seen = (place, *view)
        if seen in self._views:
            return False
        self._views.add(seen)
        return True

    def _parts_open(self, place: int, state: Numbers) -> tuple[str, ...]:
        is_message = isinstance(self._script.moments[place], Compose)
        return self._script.open_parts(State._make(state)) if is_message else ()

    def _look_closer(
        self, index: int, looks: tuple[str, ...], state: Numbers, what: object, known: int, said: int
    ) -> None:
        place = state[PLACE]
        script, node = self._script, self._script.nodes[place]
        name = script.moment_ids[place]
        self.show(("moment", name), index)
        if said >= 0 and not looks:
            self.show(("line", name, said), index)
        if self._is_new(place, known):
            for one in script.knowable.within(known):
                self.show(("knows", name, one), index, looks)
        if BREATHE not in looks and self._is_new(place, LOADS[state[LOAD]]):
            # What one breath shows is told of the state before it: nobody breathes twice in a moment.
            self._look_at_cues(index, place, state[LOAD])
        if isinstance(node.moment, Exchange | Compose) and self._is_new(place, what, known):
            names = (
                tuple(option.name for option in node.opening(state).allowed)
                if node.options
                else self._parts_open(place, state)
            )
            least = node.moment.pick[0] if isinstance(node.moment, Compose) else 1
            if len(names) < max(1, least):
                self.show(("closed", name), index, looks)
            self._look_at_options(index, looks, node.moment, name, names, known)

    def _look_at_cues(self, index: int, place: int, load: int) -> None:
        moment, name = self._script.moments[place], self._script.moment_ids[place]
        for number, cue in enumerate(moment.cues):
            fact: Fact = ("cue", name, number)
            if fact in self.shown or not exists_for(cue.only, self._script.variant):
                continue
            clear = cue.load_hides is None or load < LOADS.index(cue.load_hides)
            # Breathing takes one step off the load, and whoever has breathed may look closely as well.
            if clear or load - 1 < LOADS.index(cue.load_hides or "light"):
                looks = (*(() if clear else (BREATHE,)), *((OBSERVE,) if cue.hidden else ()))
                self.show(fact, index, looks)

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
            self.show(("open", name, one), index, looks)
            response = spoken[one]
            for used in script.knowable.within(script.knowable.mask(response.uses) & known):
                self.show(("use", name, one, used), index, looks)
            for need in response.offers:
                for wish in script.knowable.within(script.serving.get(need, 0) & known):
                    self.show(("wish-met", wish), index, looks)

    def take(self, index: int, looks: tuple[str, ...], before: Numbers, move: Move, after: Numbers) -> None:
        """Tell which way on was taken; called for each answer and place it leads to, at least once."""
        script, place = self._script, before[PLACE]
        key, ways = self._ways(place, move)
        effect = move.effect
        if effect is not None and effect.straight is not None and not effect.dismisses:
            # Nothing is asked and nobody hangs up: it is the first way.
            if ways:
                self.show(("way", script.moment_ids[place], key, ways[0][0]), index, looks, move.item)
            return
        state = State._make(before)
        state = state._replace(known=state.known | move.reveals) if move.effect is None else state
        reacted = state if move.effect is None else react(script, state, move.effect)
        if reacted.place < 0:
            return
        for number, holds, to in ways:
            if holds is None or holds(reacted):
                if to == after[PLACE]:
                    self.show(("way", script.moment_ids[place], key, number), index, looks, move.item)
                return

    def _ways(self, place: int, move: Move) -> tuple[str, tuple[tuple[int, Guard | None, int], ...]]:
        """The key under which a move's ways on are told of, and the ways that exist for this customer."""
        moment = self._script.moments[place]
        # The ways on from a message are those of its moment, whatever it is made of.
        key = ""
        if isinstance(moment, Exchange):
            key = SILENCE if move.item == SILENCE else move.response
        found = self._ways_of.get((place, key))
        if found is None:
            branches = self._branches(moment, key)
            found = self._ways_of[place, key] = tuple(
                (number, *way) for number, branch in enumerate(branches) for way in self._script.ways_along((branch,))
            )
        return key, found

    def _branches(self, moment: Moment, key: str) -> tuple[Branch, ...]:
        if not isinstance(moment, Exchange):
            return moment.then
        if key == SILENCE:
            return moment.silence.then if moment.silence is not None else ()
        return moment.responses[key].then


def _first_said(lines: tuple[tuple[Guard | None, str], ...], state: Numbers) -> int:
    """Which of a moment's lines he says: the first whose condition holds; -1 where none does."""
    for number, (holds, _words) in enumerate(lines):
        if holds is None or holds(state):
            return number
    return -1
