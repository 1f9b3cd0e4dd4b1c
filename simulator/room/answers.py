"""Which answers count: to a round that is open, from somebody it asks, within what it asks for."""

from msgspec.structs import replace

from simulator.room.events import Counted, Voted
from simulator.room.formats.observers import NOTED, card_of
from simulator.room.formats.say_better import from_the_floor, gathered, owns
from simulator.room.moves import Here, Unfit
from simulator.room.table import MOST_TYPED, MOST_WORDS, Answer, Room, Round, Table
from simulator.rubric.naturalness import word_count
from simulator.scenario.vocabulary import FACETS


def answered(here: Here, room: Room, event: Voted) -> Table:
    """The table with one more answer. Raises Unfit for one that does not count."""
    if room.paused_at is not None:
        raise Unfit("paused")
    if not here.has(event.who):
        raise Unfit("nobody_of_that_name")
    table = room.table
    for number, one in enumerate(table.rounds):
        if one.id == event.round:
            given = _with(here, room, one, event)
            return replace(table, rounds=(*table.rounds[:number], given, *table.rounds[number + 1 :]))
    for team, branch in table.teams.items():
        if table.stage == "own" and branch.round is not None and branch.round.id == event.round:
            given = _with(here, room, branch.round, event)
            return replace(table, teams={**table.teams, team: replace(branch, round=given)})
    raise Unfit("round_over")


def _with(here: Here, room: Room, asked: Round, event: Voted) -> Round:
    if asked.locked:
        raise Unfit("round_over")
    if event.who not in asked.voters:
        raise Unfit("wait_for_the_next")
    _check(here, room, asked, event)
    words = event.words
    if asked.ask == "write" and from_the_floor(here.opened):
        words = gathered(asked, event)
    answer = Answer(here.place, event.pick, words)
    return replace(asked, answers={**asked.answers, event.who: answer})


def _check(here: Here, room: Room, asked: Round, event: Voted) -> None:
    """Raises Unfit for what was not asked."""
    if any(len(words) > MOST_TYPED for words in event.words.values()):
        raise Unfit("too_long")
    match asked.ask:
        case "grid":
            if event.pick or not event.words or not event.words.keys() <= set(FACETS):
                raise Unfit("not_asked")
        case "write":
            _check_sentence(here, event)
        case "card":
            _check_note(room, event)
        case _:
            _check_pick(here, asked, event)


def _check_sentence(here: Here, event: Voted) -> None:
    is_one = event.words.keys() == {"text"} and bool(event.words["text"].strip())
    if event.pick or not (is_one or from_the_floor(here.opened)):
        raise Unfit("not_asked")
    if any(word_count(words) > MOST_WORDS for words in event.words.values()):
        raise Unfit("too_many_words")


def _check_note(room: Room, event: Voted) -> None:
    choices = NOTED[card_of(room, event.who, len(room.table.turns))]
    if choices:
        fits = len(event.pick) == 1 and event.pick[0] in choices and not event.words
    else:
        fits = not event.pick and event.words.keys() == {"note"} and bool(event.words["note"].strip())
    if not fits:
        raise Unfit("not_asked")


def _check_pick(here: Here, asked: Round, event: Voted) -> None:
    picked = event.pick
    if event.words or not asked.least <= len(picked) <= asked.most or len(set(picked)) != len(picked):
        raise Unfit("not_asked")
    if not set(picked) <= set(asked.choices):
        raise Unfit("not_asked")
    if asked.ask == "best" and owns(here, event.who, picked[0]):
        raise Unfit("own_entry")


def counted(room: Room, event: Counted) -> Table:
    """Raised hands, on one laptop. Raises Unfit for counts that cannot be."""
    if not room.opened.local:
        raise Unfit("votes_are_cast")
    if room.paused_at is not None:
        raise Unfit("paused")
    table = room.table
    for number, one in enumerate(table.rounds):
        if one.id == event.round and not one.locked:
            if len(event.counts) != len(one.choices) or not one.choices or min(event.counts) < 0:
                raise Unfit("not_asked")
            if max(event.counts) > _MOST_HANDS:
                raise Unfit("not_asked")
            given = replace(one, counts=event.counts)
            return replace(table, rounds=(*table.rounds[:number], given, *table.rounds[number + 1 :]))
    raise Unfit("round_over")


_MOST_HANDS = 10_000
