"""What can be done at a moment, compiled for exploring: every distinct way to answer, with what it is called.

Tones that come to the same, misreadings (which all come to the same) and messages of equal effect are tried once.
"""

from collections.abc import Iterator
from itertools import combinations, count
from typing import Final

import msgspec

from simulator.conversation.advance import answered, read, reflect
from simulator.conversation.asides import SILENCE
from simulator.conversation.effects import Effect
from simulator.conversation.indexes import Lazy
from simulator.conversation.node import Node, Opening
from simulator.conversation.script import Script
from simulator.conversation.state import DRAINED, Numbers, State
from simulator.scenario.model import Compose, Exchange, Read

LOAD: Final = State._fields.index("load")


class Move(msgspec.Struct, frozen=True):
    """One way to answer: the effect of a response; or none, for a reading and (with no response) a reflection."""

    item: str
    """As a path names it: `moment.response@tone`."""
    response: str
    effect: Effect | None
    reveals: int = 0
    is_right: bool = False
    is_ambiguous: bool = False
    """Whether two of its ways lead to one place, so that the place does not tell which was taken."""
    number: int = msgspec.field(default_factory=count().__next__)
    """Tells moves apart more quickly than their names."""


def _answer(script: Script, item: str, response: str, effect: Effect) -> Move:
    places = [place for _holds, place in effect.branches]
    if effect.dismisses and script.can_hang_up:
        # He may hang up in place of being led there.
        places.append(script.hung_up)
    if all(holds is not None for holds, _place in effect.branches):
        # Where no way is open the call stays, which may be where a way leads as well.
        places.append(effect.place)
    return Move(item, response, effect, is_ambiguous=len(places) > len(set(places)))


def signature(effect: Effect) -> tuple[object, ...]:
    """What tells two effects apart that lead the same ways; equal signatures do the same to every state."""
    return (
        effect.e, effect.n, effect.receptions, effect.warm, effect.bare, effect.attentive, effect.insight,
        effect.dismisses, effect.uses, effect.wishes, effect.calm, effect.calm_halved, effect.control,
        effect.control_halved, effect.trust, effect.valence, effect.arousal, effect.empty_promise, effect.reveals,
        effect.confirms, effect.sets, effect.said, effect.questions, effect.duties,
    )  # fmt: skip


class Moves:
    """The moves of a script's moments, each moment's made when it is first asked for."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self._nodes = script.nodes
        self._spoken: Lazy[dict[str, tuple[Move, ...]]] = Lazy(self._spoken_at)
        self._openings: dict[int, tuple[Move, ...]] = {}
        self._silences: Lazy[Move | None] = Lazy(self._silence)
        self._mails: dict[tuple[int, tuple[str, ...]], tuple[Move, ...]] = {}
        self._readings: Lazy[tuple[Move, ...]] = Lazy(self._readings_at)
        # One for each place: a move tells by itself where it was made.
        # A path may pass over a reflection; a witness names it, so that what is done next is done behind it.
        self._reflections: Lazy[tuple[Move, ...]] = Lazy(
            lambda place: (Move(script.moment_ids[place], "", None, is_ambiguous=True),)
        )

    def _spoken_at(self, place: int) -> dict[str, tuple[Move, ...]]:
        name = self.script.moment_ids[place]
        found: dict[str, tuple[Move, ...]] = {}
        for option in self._nodes[place].options:
            if len(option.effects) == 1:
                found[option.name] = (_answer(self.script, f"{name}.{option.name}", option.name, option.effect),)
                continue
            different = {
                signature(effect): _answer(self.script, f"{name}.{option.name}@{tone}", option.name, effect)
                for tone, effect in reversed(option.effects.items())
            }
            found[option.name] = tuple(reversed(different.values()))
        return found

    def spoken(self, node: Node, opening: Opening, state: Numbers) -> tuple[Move, ...]:
        """What may be said in a state of an exchange; an agent kept from the finest answer has to breathe for it."""
        drained = state[LOAD] == DRAINED and opening.locked is not None
        key = id(opening) * 2 + drained
        moves = self._openings.get(key)
        if moves is None:
            at = self._spoken[node.place]
            options = opening.drained if drained else opening.allowed
            moves = self._openings[key] = tuple(move for option in options for move in at[option.name])
        return moves

    def _silence(self, place: int) -> Move | None:
        effect = self.script.silence(place)
        return None if effect is None else _answer(self.script, SILENCE, "", effect)

    def silence(self, place: int) -> Move | None:
        """Letting him wait past the limit, where a moment has one."""
        return self._silences[place]

    def messages(self, place: int, state: State) -> tuple[Move, ...]:
        """Every message that could be sent in a state, by distinct effect; empty where too few parts are open."""
        open_parts = self.script.open_parts(state)
        key = (place, open_parts)
        moves = self._mails.get(key)
        if moves is None:
            moves = self._mails[key] = tuple(self._messages_of(place, open_parts))
        return moves

    def _messages_of(self, place: int, open_parts: tuple[str, ...]) -> Iterator[Move]:
        moment = self.script.moments[place]
        assert isinstance(moment, Compose)
        least, most = moment.pick
        known: set[tuple[object, ...]] = set()
        name = self.script.moment_ids[place]
        for number in range(max(1, least), min(most, len(open_parts)) + 1):
            for parts in combinations(open_parts, number):
                # Only which part answers first matters in the order.
                for first in parts:
                    order = (first, *(part for part in parts if part != first))
                    effect = self.script.mail(place, order)
                    sign = signature(effect)
                    if sign not in known:
                        known.add(sign)
                        yield _answer(self.script, f"{name}.{'+'.join(order)}", "+".join(order), effect)

    def _readings_at(self, place: int) -> tuple[Move, ...]:
        moment = self.script.moments[place]
        assert isinstance(moment, Read)
        name = self.script.moment_ids[place]
        right = self.script.right_readings(moment)
        bit = self.script.knowable.bit
        # A reading's ways on are told by the state alone, whatever was picked: each may be any of them.
        moves = [Move(f"{name}.{pick}", pick, None, bit(pick), is_right=True, is_ambiguous=True) for pick in right]
        wrong = next(iter(moment.misreadings), None)
        if wrong is not None:
            moves.append(Move(f"{name}.{wrong}", wrong, None, is_ambiguous=True))
        return tuple(moves)

    def elsewhere(self, place: int, state: Numbers) -> tuple[Move, ...]:
        """What may be done at a moment without responses. A reflection is one move without a name.

        In an exchange all of whose responses are for others there is nothing to do.
        """
        moment = self.script.moments[place]
        if isinstance(moment, Exchange):
            return ()
        if isinstance(moment, Compose):
            return self.messages(place, State._make(state))
        return self._readings[place] if isinstance(moment, Read) else self._reflections[place]

    def after(self, state: Numbers, move: Move) -> Numbers:
        """The state after a move, at the next moment or at an ending: the engine's own step."""
        if move.effect is not None:
            return answered(self.script, state, move.effect)
        if not move.response:
            return reflect(self.script, State._make(state))
        return read(self.script, State._make(state), reveals=move.reveals, is_right=move.is_right)
