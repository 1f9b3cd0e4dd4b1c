"""The one thing done well that the remarks begin with. There is always one, and it is always true."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, Literal

import msgspec

from simulator.conversation.events import Noticed, ReadMood
from simulator.conversation.play import Play
from simulator.debrief.turns import Turn, rang_off
from simulator.rubric.ladder import ATTENTIVE_ENOUGH
from simulator.rubric.reception import REACHED, UNMOVED

Praise = Literal[
    "wish_served", "insight", "discovered", "confirmed", "reached",
    "natural", "read_right", "observed", "breathed", "stayed", "answered", "picked_up",
]  # fmt: skip
PRAISES: Final[tuple[Praise, ...]] = (
    "wish_served", "insight", "discovered", "confirmed", "reached",
    "natural", "read_right", "observed", "breathed", "stayed", "answered", "picked_up",
)  # fmt: skip
"""What can be praised, the finest first."""
_CAUSES: Final[tuple[tuple[str, Praise], ...]] = (
    ("wish_served", "wish_served"),
    ("insight", "insight"),
    ("learned", "discovered"),
    ("confirmed", "confirmed"),
)


LANDED: Final = Fraction(9, 16)
"""From this E x N on, where an answer touches, a turn needs no remark."""


class DoneWell(msgspec.Struct, frozen=True):
    why: Praise
    turn: int | None = None
    words: str = ""
    about: tuple[str, ...] = ()
    """Ids of what was served, used, discovered or confirmed."""
    coach: tuple[str, ...] = ()
    """The trainer's own remarks on that turn, where nothing in it fell short."""


def done_well(play: Play, turns: Sequence[Turn]) -> DoneWell:
    """The best answer that reached him (of equals, the one that did the finest thing, then the first).

    Without one, the best of what else was done.
    """
    reaching = [turn for turn in turns if turn.answered.reception >= REACHED and _is_sound(turn)]
    if reaching:
        best = max(reaching, key=lambda turn: (worth(turn), turn.weight, -PRAISES.index(_why(play, turn)[0])))
        why, about = _why(play, best)
        return DoneWell(why, best.number, best.words, about, best.answered.coach if worth(best) >= LANDED else ())
    return next(_otherwise(play, turns))


def _is_sound(turn: Turn) -> bool:
    """It neither misreads nor promises wind: that is not to be praised, however it landed."""
    return not any(reason.cause in {"misread", "empty_promise"} for reason in turn.answered.reasons)


def worth(turn: Turn) -> Fraction:
    """E x N of a turn, 0..1."""
    return turn.answered.empathy * turn.answered.naturalness


def _why(play: Play, turn: Turn) -> tuple[Praise, tuple[str, ...]]:
    wishes = play.script.customer.wishes
    for cause, praise in _CAUSES:
        about = tuple(
            reason.about
            for reason in turn.answered.reasons
            if reason.cause == cause and (praise != "discovered" or reason.about in wishes)
        )
        if about:
            return praise, about
    return "reached", ()


def _otherwise(play: Play, turns: Sequence[Turn]) -> Iterator[DoneWell]:
    for event in play.events:
        if isinstance(event, ReadMood) and event.right:
            yield DoneWell("read_right", about=(event.pick,))
    natural = [turn for turn in turns if _is_natural(turn)]
    if natural:
        best = max(natural, key=lambda turn: (worth(turn), -turn.number))
        yield DoneWell("natural", best.number, best.words)
    for event in play.events:
        if isinstance(event, Noticed):
            yield DoneWell("observed" if event.by == "observe" else "breathed")
    if play.ended is not None and not rang_off(play):
        yield DoneWell("stayed")
    if turns:
        yield DoneWell("answered")
    yield DoneWell("picked_up")


def _is_natural(turn: Turn) -> bool:
    """Attentive, in words of one's own, and it did not cool him: a stock phrase is nothing to praise."""
    answered = turn.answered
    return (
        _is_sound(turn)
        and not answered.coach
        and answered.after.attentive > answered.before.attentive
        and answered.reception >= UNMOVED
        and answered.naturalness >= ATTENTIVE_ENOUGH
        and not any(cost for _, cost in answered.hits)
    )
