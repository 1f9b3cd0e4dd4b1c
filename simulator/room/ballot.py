"""What one participant may do with what he sees: whether he is asked, which card is his, what may be picked on it."""

from typing import Final, Literal

from simulator.room.events import AIDS, Aid
from simulator.room.formats.observers import NOTED
from simulator.room.protocol import Welcome
from simulator.room.seen import Question, Shown, View
from simulator.room.table import CARDS, Card

Why = Literal[
    "room_closed",
    "paused",
    "nothing_asked",
    "round_over",
    "wait_for_the_next",
    "another_team_is_asked",
    "others_are_asked",
    "seat_is_asked",
    "observers_are_asked",
]


def may_answer(view: View, me: Welcome) -> Why | None:
    """Why he may not answer now, as a key; None where he is asked."""
    question = view.question
    if view.closed:
        return "room_closed"
    if question is None:
        return "nothing_asked"
    if question.locked or question.to == "nobody":
        return "round_over"
    refused = _not_asked(view, question, me)
    return refused or ("paused" if view.paused else None)


def _not_asked(view: View, question: Question, me: Welcome) -> Why | None:
    is_late = me.joined >= question.before
    match question.to:
        case "team" if me.team != question.team:
            return "another_team_is_asked"
        case "others" if me.team is not None and me.team == question.team:
            return "others_are_asked"
        case "seat":
            return None if me.who == view.seat else "seat_is_asked"
        case "observers" if me.who == view.seat:
            return "observers_are_asked"
        case "team" if me.who == view.seat and view.stage == "ask_team":
            return "others_are_asked"
        case "team" if view.stage == "own" and me.who == view.speaker:
            # A team that had nobody asks the first who joins it, late as he is.
            return None
        case _:
            return "wait_for_the_next" if is_late else None


def card(view: View, me: Welcome) -> Card:
    """The observer's card that is his now."""
    return CARDS[(me.number + view.deal) % len(CARDS)]


def choices(view: View, me: Welcome) -> tuple[Shown, ...]:
    """What he may pick, by number: on an observer's card, what the card asks for; none where words are typed."""
    question = view.question
    if question is None:
        return ()
    if question.ask == "card":
        return tuple(Shown(number, word) for number, word in enumerate(NOTED[card(view, me)], start=1))
    return question.choices


NOTE: Final = "note"
"""The field of an observer's card on which words are typed."""


def fields(view: View, me: Welcome) -> tuple[str, ...]:
    """Where he types, by the fields' names; none where he picks."""
    question = view.question
    if question is None:
        return ()
    if question.ask == "card":
        return () if NOTED[card(view, me)] else (NOTE,)
    return question.fields


def aids(view: View, me: Welcome) -> tuple[Aid, ...]:
    """What he may spend now, from the hot seat."""
    if view.format != "hot-seat" or me.who != view.seat or view.paused or view.closed:
        return ()
    left = dict(zip(AIDS, view.purses.get(me.team or "", _FULL), strict=True))
    wanted: tuple[Aid, ...] = {"seat": _BEFORE, "reveal": _AFTER}.get(view.stage, ())
    # Once the words are chosen and their tone is not, nobody breathes in the middle of an answer.
    is_speaking = view.question is not None and view.question.ask == "tone"
    return tuple(aid for aid in wanted if left[aid] and not (aid == "breathe" and is_speaking))


_BEFORE: Final[tuple[Aid, ...]] = ("ask", "breathe")
_AFTER: Final[tuple[Aid, ...]] = ("rewind",)
_FULL: Final = (2, 1, 1)
"""Where a room has no teams, a purse goes with the seat and is not shown: the hub knows what is left of it."""


def may_go(view: View, me: Welcome) -> bool:
    """Whether he is his team's speaker and can play what it has voted."""
    return view.stage == "own" and view.speaker == me.who and view.question is not None and not view.paused
