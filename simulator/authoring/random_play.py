"""Random plays in bulk, on the integer half alone: what exploring a scenario by chance costs the least.

Whatever is open is equally likely, unless a `Chooser` chooses. An agent who is kept from an answer by his load
breathes first, as the bots do; apart from that only a chooser observes or breathes. Told to `tell`, the same
decisions played on the interfaces' side lead to the same state.
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final, Protocol, TypeVar, cast

from simulator.conversation import decisions as do
from simulator.conversation.advance import advance, answered, lightened, read, reflect
from simulator.conversation.effects import Effect
from simulator.conversation.node import Node, Option
from simulator.conversation.script import Script
from simulator.conversation.state import BREATHED, DRAINED, Numbers, State
from simulator.scenario.model import Compose, Exchange, Read
from simulator.scenario.vocabulary import TONES, Tone

MOST_TURNS: Final = 400
"""A play that circles is left here."""
_LOAD, _HANDS = State._fields.index("load"), State._fields.index("hands")
Tell = Callable[[do.Decision], None]
Thing = TypeVar("Thing")


class Chooser(Protocol):
    """Chooses in the place of chance, and hears of each moment that a play comes to."""

    def prepare(self, script: Script, state: Numbers, tell: Tell | None) -> Numbers:
        """The state in which the agent answers: as he came, or once he has looked closely or breathed."""

    def one(self, place: int, names: Sequence[str]) -> int:
        """Which of some names to take at a moment: its index."""

    def some(self, place: int, names: Sequence[str], number: int) -> tuple[str, ...]:
        """So many of some names, in the order in which they are sent."""


def play_many(script: Script, count: int, seed: int = 0, *, most_turns: int = MOST_TURNS) -> Iterator[State]:
    """The states in which `count` random plays end, one after another. A seed always gives the same plays."""
    chance = Random(seed)  # noqa: S311 - a game's dice, not a secret
    for _ in range(count):
        yield random_play(script, chance, most_turns=most_turns)


def random_play(
    script: Script,
    chance: Random,
    tell: Tell | None = None,
    *,
    chooser: Chooser | None = None,
    most_turns: int = MOST_TURNS,
) -> State:
    """One random play to its end, to a state from which nothing is open, or to the limit."""
    state: Numbers = script.start
    nodes, draw = script.nodes, chance.random
    for _ in range(most_turns):
        place = state[0]
        if place < 0:
            break
        if chooser is not None:
            state = chooser.prepare(script, state, tell)
        node = nodes[place]
        if not node.options:
            following = _elsewhere(script, node, State._make(state), chance, tell, chooser)
            if following is None:
                break
            state = following
            continue
        opening = node.opening(state)
        options = opening.allowed
        if state[_LOAD] == DRAINED:
            if opening.locked is not None and not state[_HANDS] & BREATHED:
                if tell is not None:
                    tell(do.Breathe())
                state = lightened(script, state)
                options = node.opening(state).allowed
            else:
                options = opening.drained
        if not options:
            break
        if chooser is None:
            option = options[int(draw() * len(options))]
        else:
            option = options[chooser.one(place, [one.name for one in options])]
        effect = option.effect if len(option.effects) == 1 else _delivered(option, place, chance, chooser)
        if tell is not None:
            _tell_answer(tell, option, effect)
        state = answered(script, state, effect)
    return State._make(state)


def _pick(things: Sequence[Thing], chance: Random) -> Thing:
    return things[int(chance.random() * len(things))]


def _delivered(option: Option, place: int, chance: Random, chooser: Chooser | None) -> Effect:
    if chooser is None:
        return option.effects[_pick(TONES, chance)]
    return option.effects[TONES[chooser.one(place, [f"{option.name}@{tone}" for tone in TONES])]]


def _tell_answer(tell: Tell, option: Option, effect: Effect) -> None:
    tell(do.Respond(response=option.name))
    if len(option.effects) > 1:
        tone = next(tone for tone, said in option.effects.items() if said is effect)
        tell(do.Deliver(tone=cast(Tone, tone)))


def _elsewhere(
    script: Script, node: Node, state: State, chance: Random, tell: Tell | None, chooser: Chooser | None
) -> State | None:
    """A message, a reading or a reflection; None where too little is open for this customer to say anything."""
    moment = node.moment
    if isinstance(moment, Exchange):
        return None
    if isinstance(moment, Compose):
        open_parts = script.open_parts(state)
        least, most = moment.pick
        if len(open_parts) < least:
            return None
        number = chance.randint(least, min(most, len(open_parts)))
        if chooser is None:
            parts = tuple(chance.sample(open_parts, number))
        else:
            parts = chooser.some(state.place, open_parts, number)
        if tell is not None:
            tell(do.Compose(parts=parts))
            tell(do.Send())
        return advance(script, state, script.mail(state.place, parts))
    if isinstance(moment, Read):
        right = script.right_readings(moment)
        picks = (*right, *moment.misreadings)
        pick = _pick(picks, chance) if chooser is None else picks[chooser.one(state.place, picks)]
        if tell is not None:
            tell(do.Read(pick=pick))
        is_right = pick in right
        return read(script, state, reveals=script.knowable.bit(pick) if is_right else 0, is_right=is_right)
    if tell is not None:
        tell(do.Reflect())
    return reflect(script, state)
