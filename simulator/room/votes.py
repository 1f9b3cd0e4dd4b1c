"""How a room voted: each vote whole, and what moved between the first and the second.

Votes of one participant are compared with one another and counted; nothing here says whose they were.
"""

from collections.abc import Iterable
from math import log
from typing import NamedTuple

import msgspec

from simulator.conversation.script import Script
from simulator.room.asking import is_right, share, tally
from simulator.room.moves import ANSWERING
from simulator.room.table import Ask, Line, Round, Turn
from simulator.room.views import text_of


class Count(msgspec.Struct, frozen=True):
    """One choice of a vote."""

    pick: str
    """Its id."""
    text: str
    """What it says; a mood or a tone by its word."""
    votes: int
    right: bool
    """Whether it is a right answer, or a part of one."""
    better_closed: bool
    """It is right only of those that were open: the call had closed a better one."""
    played: bool


class Ballot(msgspec.Struct, frozen=True):
    """One vote, whole."""

    ask: Ask
    counts: tuple[Count, ...]
    """Of a message: how often each part was taken."""
    voters: int
    """How many voted; of a message whose parts were counted by hand, how many hands."""
    right: float | None
    """The share that is right, 0..1; None if nobody voted, or where it cannot be told."""
    entropy: float
    """How it split, 0 (all alike) to 1 (evenly over all choices): Shannon's (1948), over that of an even split."""


class Change(NamedTuple):
    """What moved between two votes; each None where it cannot be told."""

    gain: float | None = None
    to_right: int | None = None
    """How many changed from wrong to right; None where hands were counted."""
    to_wrong: int | None = None


def votes_of(turn: Turn) -> tuple[Round | None, Round | None]:
    """The first vote on an answer and the second, where there were any.

    The seat's own answer is no vote; its team's advice is. What the least-heard team decides, after two votes that
    lay level, is no third vote of the room.
    """
    votes = [one for one in turn.rounds if one.ask in ANSWERING and one.choices and one.voted]
    if turn.format in {"hot-seat", "observers"}:
        votes = [one for one in votes if one.is_advice]
    first, second, *_ = *votes, None, None
    return first, second


def ballot(script: Script, before: Line, asked: Round, turn: Turn) -> Ballot:
    """`before` is the call as it stood when it was asked."""
    counts = tally(asked)
    best = _best(turn)
    right = {name for pick in best for name in pick}
    shown = tuple(
        Count(
            pick=name,
            text=text_of(script, before, asked.ask, name),
            votes=votes,
            right=name in right,
            better_closed=name in right and turn.better_closed,
            played=name in turn.pick,
        )
        for name, votes in zip(asked.choices, counts, strict=True)
    )
    return Ballot(asked.ask, shown, asked.voted, _share(asked, turn), entropy(counts))


def change(first: Round | None, second: Round | None, turn: Turn) -> Change:
    """Between two votes on the same choices; nothing can be told of others, or where nothing is right."""
    if first is None or second is None or set(first.choices) != set(second.choices) or not turn.right:
        return Change()
    shares = _share(first, turn), _share(second, turn)
    gained = gain(*shares) if None not in shares else None  # type: ignore[arg-type]
    if first.counts is not None or second.counts is not None:
        return Change(gained)
    best = _best(turn)
    pairs = [
        (is_right(first.answers[who].pick, best, ask=first.ask), is_right(answer.pick, best, ask=second.ask))
        for who, answer in second.answers.items()
        if who in first.answers
    ]
    return Change(gained, sum(not was and now for was, now in pairs), sum(was and not now for was, now in pairs))


def gain(first: float, second: float) -> float | None:
    """Of what could still be gained, the share that was: (second - first) / (1 - first), at most 1.

    Of two shares that are right, 0..1. None where all were right at once. Source: Hake (1998),
    "Interactive-engagement versus traditional methods".
    """
    return (second - first) / (1 - first) if first < 1 else None


def entropy(counts: Iterable[int]) -> float:
    """0..1; 0 where nobody voted, or where there was nothing to choose between."""
    votes = tuple(counts)
    total = sum(votes)
    if not total or len(votes) < 2:
        return 0.0
    shares = [count / total for count in votes if count]
    return max(0.0, -sum(share * log(share) for share in shares) / log(len(votes)))


def _best(turn: Turn) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(pick.split(" ")) for pick in turn.right)


def _share(asked: Round, turn: Turn) -> float | None:
    """Nothing is said of a turn at which nothing was right."""
    return share(asked, _best(turn)) if turn.right else None
