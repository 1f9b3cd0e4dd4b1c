"""What a moment asks a room, which answers are right, and what playing one decides."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import Final, NamedTuple

from simulator.conversation import decisions as do
from simulator.conversation.effects import Effect
from simulator.conversation.reasons import row_of
from simulator.conversation.scene import scene
from simulator.conversation.script import Script
from simulator.conversation.step import Position
from simulator.room.table import Ask, Round
from simulator.scenario.model import Compose, Exchange, Read
from simulator.scenario.vocabulary import TONES

Pick = tuple[str, ...]
MOST_MESSAGES: Final = 4096
"""How many messages are weighed against one another; beyond, only those that were voted."""


class Question(NamedTuple):
    """What is voted on at a position."""

    ask: Ask
    choices: Pick
    least: int = 1
    most: int = 1

    def takes(self, pick: Pick) -> bool:
        """Whether this is an answer to it: as many as are asked for, none twice, all of them open."""
        return self.least <= len(pick) <= self.most and len(set(pick)) == len(pick) and set(pick) <= set(self.choices)


def question(script: Script, position: Position, seed: int) -> Question | None:
    """What the room votes on here, choices in the order shown; None at a reflection, which is talked over."""
    if position.chosen is not None:
        return Question("tone", TONES)
    moment = script.moment_at(position.state)
    shown = [choice.name for choice in scene(script, position, seed=seed).choices if choice.is_open]
    match moment:
        case Exchange():
            return Question("choose", tuple(shown))
        case Compose():
            least, most = moment.pick
            return Question("parts", tuple(shown), least, min(most, len(shown)))
        case Read():
            return Question("reading", tuple(shown))
        case _:
            return None


def decided(script: Script, position: Position, pick: Pick) -> tuple[do.Decision, ...]:
    """The decisions that play an answer at a position."""
    if position.chosen is not None:
        return (do.Deliver(tone=pick[0]),)  # type: ignore[arg-type]
    match script.moment_at(position.state):
        case Exchange():
            return (do.Respond(response=pick[0]),)
        case Compose():
            return (do.Compose(parts=pick), do.Send())
        case Read():
            return (do.Read(pick=pick[0]),)
        case _:
            return (do.Reflect(),)


def right(script: Script, position: Position, asked: Round) -> frozenset[Pick]:
    """The answers with the highest E + N, ties all right; a reading's are the author's."""
    moment = script.moment_at(position.state)
    if isinstance(moment, Read):
        known = script.right_readings(moment)
        return frozenset((name,) for name in asked.choices if name in known)
    worth = {pick: _worth(script, position, pick) for pick in _weighed(script, position, asked)}
    if not worth:
        return frozenset()
    best = max(worth.values())
    return frozenset(pick for pick, value in worth.items() if value == best)


def better_closed(script: Script, position: Position, best: frozenset[Pick]) -> bool:
    """Whether a response that is not open here is worth more than the right ones."""
    if not best or position.chosen is not None or not isinstance(script.moment_at(position.state), Exchange):
        return False
    every = ((option.name,) for option in script.node(position.state.place).options)
    reached = max(_worth(script, position, pick) for pick in best)
    return any(_worth(script, position, pick) > reached for pick in every)


def is_right(pick: Pick, best: Iterable[Pick], *, ask: Ask) -> bool:
    """Whether an answer is among the right ones; of a message the parts count, and whether the urgent comes first."""
    return pick in best if ask != "parts" else any(set(pick) == set(one) and pick[:1] == one[:1] for one in best)


def share(asked: Round, best: Iterable[Pick]) -> float | None:
    """The share of a vote that is right, 0..1; None if nobody voted.

    None also of a message by raised hands: which parts were taken together is not known of them.
    """
    if not asked.voted or (asked.counts is not None and asked.ask == "parts"):
        return None
    right = frozenset(best)
    if asked.counts is not None:
        return sum(n for name, n in zip(asked.choices, asked.counts, strict=True) if (name,) in right) / asked.voted
    return sum(is_right(one.pick, right, ask=asked.ask) for one in asked.answers.values()) / asked.voted


def _weighed(script: Script, position: Position, asked: Round) -> Iterator[Pick]:
    if asked.ask != "parts":
        yield from ((name,) for name in asked.choices)
        return
    voted = {answer.pick for answer in asked.answers.values()}
    yield from voted
    if sum(comb(len(asked.choices), size) * size for size in range(asked.least, asked.most + 1)) > MOST_MESSAGES:
        return
    for size in range(asked.least, asked.most + 1):
        for parts in combinations(asked.choices, size):
            # Which part comes first may matter, the order of the others never does.
            for first in parts:
                yield (first, *(part for part in parts if part != first))


def _worth(script: Script, position: Position, pick: Pick) -> Fraction:
    effect = _effect(script, position, pick)
    return effect.merits.empathy + effect.merits.naturalness[row_of(position.state)]


def _effect(script: Script, position: Position, pick: Pick) -> Effect:
    """What an answer does. A response that may be said in several tones is worth what the best of them is."""
    place = position.state.place
    if isinstance(script.moments[place], Compose):
        return script.mail(place, pick)
    name = position.chosen or pick[0]
    option = next(one for one in script.node(place).options if one.name == name)
    if position.chosen is not None:
        return option.effects[pick[0]]
    row = row_of(position.state)
    return max(option.effects.values(), key=lambda one: one.merits.empathy + one.merits.naturalness[row])


def leading(asked: Round) -> tuple[Pick, ...]:
    """What has the most votes: several where they lie level, none where nobody voted."""
    if asked.ask == "parts":
        message = _composed(asked)
        return (message,) if message else ()
    counts = tally(asked)
    most = max(counts, default=0)
    return tuple((name,) for name, count in zip(asked.choices, counts, strict=True) if count == most) if most else ()


def tally(asked: Round) -> tuple[int, ...]:
    """Votes for each of a round's choices; of a message, how often each part was taken."""
    if asked.counts is not None:
        return asked.counts
    counts = dict.fromkeys(asked.choices, 0)
    for answer in asked.answers.values():
        for name in answer.pick:
            counts[name] += 1
    return tuple(counts.values())


def _composed(asked: Round) -> Pick:
    """The room's message: the parts half of the voters took, as many as the moment allows, in their mean order."""
    counts = dict(zip(asked.choices, tally(asked), strict=True))
    voters = len(asked.answers) or max(counts.values(), default=0)
    if not voters:
        return ()
    ranked = sorted(asked.choices, key=lambda name: -counts[name])
    wanted = [name for name in ranked if 2 * counts[name] >= voters]
    size = min(max(len(wanted), asked.least), asked.most)
    return tuple(sorted(ranked[:size], key=lambda name: _mean_place(asked, name)))


def _mean_place(asked: Round, name: str) -> Fraction:
    places: Sequence[int] = [one.pick.index(name) for one in asked.answers.values() if name in one.pick]
    return Fraction(sum(places), len(places)) if places else Fraction(asked.choices.index(name))
