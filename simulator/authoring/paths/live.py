"""Which fields of a state can still matter to a question, moment by moment; what no longer matters is dropped.

Two states that differ only in what is dropped have the same future as far as the question goes: they are explored
once. This is liveness analysis (Kildall, 1973) over the moments instead of the instructions of a program.
"""

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any, Final

from simulator.authoring.paths.features import Features
from simulator.authoring.paths.fields import (
    ALL,
    ANSWERED,
    AROUSAL,
    CONTROL,
    FLAGS,
    KNOWN,
    LOAD,
    PLACE,
    QUESTIONS,
    SAID,
    TRUST,
    TURN,
    VALENCE,
    Masks,
    Question,
    join,
    nothing,
)
from simulator.authoring.paths.graph import Graph
from simulator.conversation.asked import within
from simulator.conversation.indexes import Lazy
from simulator.conversation.script import Script
from simulator.conversation.state import Numbers
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Compose, Exchange, Moment, exists_for

Getter = Callable[[Numbers], tuple[Any, ...]]
_MOOD: Final = (VALENCE, AROUSAL, CONTROL)


class Live:
    """What matters to a question at each reached moment, on arrival there."""

    def __init__(self, script: Script, graph: Graph, features: Lazy[Features], question: Question) -> None:
        self._script = script
        self._graph = graph
        self._features = features
        self._question = question
        self.before: dict[int, Masks] = {}
        """By place of a moment, on arrival there."""
        self.after: dict[int, Masks] = {}
        """By place, once the customer has reacted there, before the next moment is arrived at."""
        for group in reversed(graph.components):
            self._settle(group)
        self._last_turn = _last_turn(script)
        self.keys: Lazy[Getter] = Lazy(self._key)
        """By place: what is the same of states that need not be told apart."""

    def _settle(self, group: tuple[int, ...]) -> None:
        for place in group:
            self.before[place] = nothing()
        while True:
            changed = False
            for place in reversed(group):
                masks = self._at(place)
                changed = changed or masks != self.before[place]
                self.before[place] = masks
            if not changed or not self._graph.is_cyclic(group[0]):
                return

    def _at(self, place: int) -> Masks:
        moment, features, question = self._script.moments[place], self._features[place], self._question
        after = list(question.final) if features.ends_the_call else nothing()
        for target in self._graph.onward(place):
            join(after, question.final if target < 0 else self._on_the_way_to(target))
        for branch in ways_on(moment, self._script.variant):
            self._ask(after, branch.when)
        self.after[place] = after
        masks = features.needed(after, question)
        for condition in openers(moment, self._script.variant):
            self._ask(masks, condition)
        if features.may_be_locked or (question.signs and features.hides_signs):
            masks[LOAD] = ALL
        if masks[KNOWN] & features.seen_by_load:
            masks[LOAD] = ALL
        if question.first_answers and features.scores and self._graph.is_cyclic(place):
            masks[ANSWERED] |= 1 << place
        return masks

    def _on_the_way_to(self, place: int) -> Masks:
        """What matters just before a moment is arrived at: what its cues tell there anyway does not."""
        masks, features = list(self.before[place]), self._features[place]
        masks[KNOWN] &= ~features.always_told
        if masks[KNOWN] & features.told_by_load:
            masks[LOAD] = ALL
        return masks

    def _ask(self, masks: Masks, condition: Condition | None) -> None:
        script = self._script
        for one in within(condition):
            masks[KNOWN] |= script.knowable.mask(one.knows)
            masks[FLAGS] |= script.flags.mask(one.flag)
            masks[SAID] |= script.said.mask(one.said)
            masks[QUESTIONS] |= script.questions.mask(one.answered)
            if one.mood:
                for axis in _MOOD:
                    masks[axis] = ALL
            for is_asked, name in ((one.trust, TRUST), (one.turn, TURN), (one.load, LOAD)):
                if is_asked:
                    masks[name] = ALL

    def _key(self, place: int) -> "Getter":
        masks = self._question.final if place < 0 else self.before[place]
        return alike(masks, self._last_turn)


def alike(masks: Masks, last_turn: int) -> Getter:
    """What tells states of one place apart: the fields that matter, each cut down to the bits that do.

    `last_turn`: the turn from which on turns need not be told apart.
    """
    fields = [name for name, mask in enumerate(masks) if mask == ALL and name != TURN]
    # Two at least, so that the getter always gives a tuple; the place is the same for all.
    whole: Getter = itemgetter(*fields, *[PLACE] * (2 - len(fields)))
    # What needs no cutting is most of it, and taken over as it is.
    found = _cut(whole, [(name, mask) for name, mask in enumerate(masks) if mask not in (0, ALL)])
    return (lambda state: (found(state), min(state[TURN], last_turn))) if masks[TURN] else found


def _cut(whole: Getter, fields: list[tuple[int, int]]) -> Getter:
    """What a getter gives, and beside it some fields cut down to some of their bits.

    Every answer that is tried asks for it: up to four fields, which are most, are taken in one go.
    """
    match fields:
        case []:
            return whole
        case [(one, bits)]:
            return lambda state: (whole(state), state[one] & bits)
        case [(one, bits), (two, others)]:
            return lambda state: (whole(state), state[one] & bits, state[two] & others)
        case [(one, bits), (two, others), (three, more)]:
            return lambda state: (whole(state), state[one] & bits, state[two] & others, state[three] & more)
        case [(one, bits), (two, others), (three, more), (four, last), *left]:
            rest = _cut(whole, left)
            return lambda state: (
                rest(state), state[one] & bits, state[two] & others, state[three] & more, state[four] & last
            )  # fmt: skip
    raise AssertionError(fields)


def ways_on(moment: Moment, variant: str | None) -> list[Branch]:
    """Every way on from a moment that exists for a customer, silence included."""
    if not isinstance(moment, Exchange):
        return list(moment.then)
    ways = [way for one in moment.responses.values() if exists_for(one.only, variant) for way in one.then]
    return [*ways, *(moment.silence.then if moment.silence is not None else ())]


def openers(moment: Moment, variant: str | None) -> Iterator[Condition | None]:
    """The conditions asked while the agent has the word: of the lines, and of what he may say."""
    for case in moment.line:
        yield case.when
    if isinstance(moment, Exchange | Compose):
        spoken = moment.responses if isinstance(moment, Exchange) else moment.parts
        for one in spoken.values():
            if exists_for(one.only, variant):
                yield one.when


def _last_turn(script: Script) -> int:
    """The turn from which on no condition can tell one turn from another."""
    asked = [
        one.turn.bound
        for moment in script.moments
        for condition in (*openers(moment, script.variant), *(way.when for way in ways_on(moment, script.variant)))
        for one in within(condition)
        if one.turn is not None
    ]
    return max(asked, default=0) + 1
