"""Observers: one answers, the others hold a card each and note what they see before it is shown.

The cards are five: cues, words, mood, ladder, load. They change hands with each answer.
"""

from msgspec.structs import replace

from simulator.debrief.gap import RATED_STAGES
from simulator.room.asking import Pick
from simulator.room.formats import deciding, hot_seat
from simulator.room.moves import Here, Unfit, ask, lock, onward_from_reveal, play
from simulator.room.table import CARDS, Card, Room, Table
from simulator.scenario.vocabulary import LOADS, MOODS


def onward(here: Here, table: Table) -> Table:
    match table.stage:
        case "scene":
            return hot_seat.take_seat(here, table)
        case "seat" if hot_seat.is_deserted(here, table):
            return hot_seat.take_seat(here, lock(table))
        case "seat":
            return _watched(here, deciding_play(here, table))
        case "notes":
            return _compared(table)
        case "reveal":
            return onward_from_reveal(here, replace(table, seat=None))
        case _:
            raise Unfit("trainer_decides")


def skip(here: Here, table: Table) -> Table:
    """The next one takes the seat; or the notes are left out."""
    if table.stage == "seat":
        return hot_seat.take_seat(here, replace(lock(table), seat=None))
    if table.stage == "notes":
        return _compared(table)
    raise Unfit("nothing_to_skip")


def pick(here: Here, table: Table, chosen: Pick) -> Table:
    return _watched(here, deciding.pick(here, table, chosen))


def deciding_play(here: Here, table: Table) -> Table:
    return play(here, table, hot_seat.answer_of_seat(table), by="seat")


def _watched(here: Here, table: Table) -> Table:
    """What was said is heard; before what it did is shown, the observers note what they saw."""
    observers = here.everybody - {table.seat}
    if table.stage != "reveal" or not observers:
        return table
    return ask(here, table, "notes", "card", (), frozenset(observers))


def _compared(table: Table) -> Table:
    """What they noted belongs to the answer that was played."""
    notes = lock(table).rounds
    turn = replace(table.turns[-1], rounds=(*table.turns[-1].rounds, *notes))
    return replace(table, stage="reveal", turns=(*table.turns[:-1], turn), rounds=(), ends_at=None)


def card_of(room: Room, who: str, turn: int) -> Card:
    """Whose card is which after so many answers: dealt in the order of joining, moved on by one each time."""
    return CARDS[(list(room.people).index(who) + turn) % len(CARDS)]


NOTED: dict[Card, tuple[str, ...]] = {
    "cues": (),
    "words": (),
    "mood": MOODS,
    "ladder": RATED_STAGES,
    "load": LOADS,
}
"""What may be picked on a card; nothing where words are typed."""
