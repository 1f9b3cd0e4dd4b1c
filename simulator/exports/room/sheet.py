"""The room's figures for a spreadsheet: one row a choice of every vote, and one a prediction, a note, a rating.

Numbers have a point, shares are 0..1, ids stand beside words; what a spreadsheet would work out gets an apostrophe.
"""

import csv as written
import io
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from simulator.authoring.formulas import guarded
from simulator.conversation.script import Script
from simulator.room.debrief import Effect, Moment, RoomDebrief
from simulator.room.table import Room
from simulator.wording.plaintext import printable
from simulator.wording.room_debrief import choice

FIELDS: Final = (
    "what", "format", "team", "question", "moment", "ask", "by", "choice", "text", "first_votes", "first_voters",
    "second_votes", "second_voters", "right", "played", "gain", "to_right", "to_wrong", "entropy", "empathy",
    "naturalness", "reception", "mood", "points",
)  # fmt: skip
"""The columns. `what` is answer, prediction, note, cell, sentence, what_if, rating or points."""
_DECIMALS: Final = 4
Row = dict[str, Any]


def csv(_script: Script, _room: Room, debrief: RoomDebrief) -> str:
    """With a head, lines ending in a line feed. The columns' names and the ids are the same in every language."""
    out = io.StringIO()
    writer = written.DictWriter(out, FIELDS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in _rows(debrief):
        writer.writerow({name: _field(value) for name, value in row.items()})
    return out.getvalue()


def _field(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case Fraction() | float():
            return f"{float(value):.{_DECIMALS}f}".rstrip("0").rstrip(".")
        case int():
            # A number of ours may be below 0: it is no formula of somebody's.
            return str(value)
        case _:
            return guarded(printable(str(value)))


def _rows(debrief: RoomDebrief) -> Iterator[Row]:
    for one in debrief.answers:
        yield from _answer(one)
        for team, mood in one.predictions.items():
            yield {**_of(one), "what": "prediction", "team": team, "mood": mood, "points": one.points.get(team, 0)}
        for facet, cells in one.cells.items():
            yield from ({**_of(one), "what": "cell", "choice": facet, "text": cell} for cell in cells)
    for seen in debrief.observed:
        for note, count in Counter(seen.notes).items():
            yield {
                "what": "note",
                "format": "observers",
                "question": seen.number,
                "moment": seen.moment,
                "ask": seen.card,
                "choice": note if seen.actual else "",
                "text": "" if seen.actual else note,
                "first_votes": count,
                "right": note == seen.actual if seen.actual else None,
            }
    yield from _of_room(debrief)


def _of_room(debrief: RoomDebrief) -> Iterator[Row]:
    for one in debrief.rewritten:
        for sentence in one.sentences:
            yield {
                "what": "sentence",
                "format": "say-better",
                "team": sentence.team,
                "moment": one.moment,
                "ask": "best",
                "text": sentence.text,
                "first_votes": sentence.votes if one.voted else None,
            }
    for branch in debrief.what_ifs:
        yield {
            "what": "what_if",
            "format": "live",
            "moment": branch.moment,
            "ask": branch.ask,
            "choice": " ".join(branch.pick),
            "text": "\n".join(branch.texts),
            "mood": branch.mood,
            **_effect(branch.effect),
        }
    if debrief.perception is not None:
        for value, count in enumerate(debrief.perception.ratings):
            yield {"what": "rating", "ask": "rating", "choice": str(value), "first_votes": count}
    for team, earned in debrief.points.items():
        yield {"what": "points", "team": team, "points": earned}


def _of(one: Moment) -> Row:
    return {
        "format": one.format,
        "team": one.team,
        "question": one.number,
        "moment": one.moment,
        "ask": one.ask,
        "by": one.by,
    }


def _answer(one: Moment) -> Iterator[Row]:
    """What each choice did where it is known: of what was played, and of what somebody voted."""
    shared = {
        **_of(one),
        "what": "answer",
        "gain": one.gain,
        "to_right": one.to_right,
        "to_wrong": one.to_wrong,
    }
    played = {**_effect(one.effect), "mood": one.mood}
    if one.first is None:
        # Nobody voted: what was played has a row all the same.
        yield {**shared, "choice": " ".join(one.pick), "text": "\n".join(one.said), "played": True, **played}
        return
    would = {branch.pick: {**_effect(branch.effect), "mood": branch.mood} for branch in one.minority}
    again = {count.pick: count for count in one.second.counts} if one.second is not None else {}
    for count in one.first.counts:
        second = again.get(count.pick)
        yield {
            **shared,
            "choice": count.pick,
            "text": choice(one.first, count),
            "first_votes": count.votes,
            "first_voters": one.first.voters,
            "second_votes": second.votes if second is not None else None,
            "second_voters": one.second.voters if one.second is not None else None,
            "right": count.right,
            "played": count.played,
            "entropy": one.first.entropy,
            **(played if count.played else would.get((count.pick,), {})),
        }


def _effect(effect: Effect | None) -> Row:
    if effect is None:
        return {}
    return {"empathy": effect.empathy, "naturalness": effect.naturalness, "reception": effect.reception}
