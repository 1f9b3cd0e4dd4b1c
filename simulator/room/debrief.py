"""What a room's session meant: what moved between two votes, what split the room, what the minority would have done.

It speaks of the room, and of teams where there are teams; never of one participant.
"""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from math import sqrt
from typing import Final, cast

import msgspec

from simulator.conversation.decisions import Deliver
from simulator.conversation.events import Answered, Ended
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.gap import mood_steps
from simulator.debrief.report import Report, debrief
from simulator.debrief.scorecard import current_stage
from simulator.room.asking import question, tally
from simulator.room.events import Format
from simulator.room.fold import here_in
from simulator.room.formats import hot_seat, say_better
from simulator.room.formats.observers import card_of
from simulator.room.moves import ANSWERING, branched_line, mood_of, walk
from simulator.room.table import CARDS, Ask, Branched, Card, Line, Room, Round, Turn
from simulator.room.views import line_before, text_of
from simulator.room.votes import Ballot, ballot, change, gain, votes_of
from simulator.rubric.ladder import stage_word
from simulator.scenario.vocabulary import FACETS, Mood

MOST_MESSAGES: Final = 3
"""Of the messages that were voted and not sent, so many are told of: every participant may have put his own."""


class Effect(msgspec.Struct, frozen=True):
    """What an answer did, or would have done."""

    empathy: Fraction
    naturalness: Fraction
    """Both 0..1."""
    reception: int
    """-2..2."""


class Minority(msgspec.Struct, frozen=True):
    """What some voted and nobody heard, or what if: what it would have done."""

    moment: str
    ask: Ask
    pick: tuple[str, ...]
    """Ids."""
    texts: tuple[str, ...]
    """What each of them says; a tone by its word."""
    votes: int
    effect: Effect | None
    """None where it answers nothing by itself."""
    mood: Mood
    ended: str | None
    """The ending it would have led to at once, by its id."""
    outcome: str | None
    """Of that ending."""


class Moment(msgspec.Struct, frozen=True):
    """One answer that the room gave, or one team of it."""

    number: int
    """From 1, in the call it belongs to, of all that was asked there: readings and tones too."""
    moment: str
    format: Format
    team: str | None
    """Whose call it belongs to, in parallel teams; whose the hot seat was."""
    ask: Ask
    line: str
    """What the customer had said."""
    pick: tuple[str, ...]
    said: tuple[str, ...]
    """A mood that was read and a tone that was chosen by their words."""
    by: str
    first: Ballot | None
    """None where nothing was voted."""
    second: Ballot | None
    gain: float | None
    """Of what could be gained, the share that was; None without two votes on the same choices, or if all were so."""
    to_right: int | None
    to_wrong: int | None
    """How many changed from wrong to right and the other way; None where hands were counted."""
    effect: Effect | None
    """None for a reading, and for a response whose tone was still to come."""
    before: Mood
    mood: Mood
    """That it left the customer in."""
    minority: tuple[Minority, ...]
    predictions: dict[str, Mood] = {}
    """By team, on the hot seat."""
    points: dict[str, int] = {}
    cells: dict[str, tuple[str, ...]] = {}
    """What was written before the responses were shown, by facet: as it stood after the talk in pairs."""


class Seen(msgspec.Struct, frozen=True):
    """What the observers with one card noted at one answer, against what happened."""

    number: int
    """As of the Moment."""
    moment: str
    card: Card
    notes: tuple[str, ...]
    actual: str
    """The mood, the stage or the load; empty where the notes are words, and what showed stands in `showed`."""
    right: int
    near: int
    """Moods of which a single sign differs."""
    showed: tuple[str, ...] = ()


class Sentence(msgspec.Struct, frozen=True):
    """One team's sentence, and how many wanted to hear it."""

    text: str
    votes: int
    team: str | None
    """None where the room has no teams: it stays nameless."""
    hits: tuple[tuple[int, int], ...]
    """Where stock phrases stand in it, as slices of the text."""


class Rewriting(msgspec.Struct, frozen=True):
    moment: str
    hollow: str
    hits: tuple[tuple[int, int], ...]
    """Where stock phrases stand in the hollow sentence."""
    sentences: tuple[Sentence, ...]
    """The most wanted first."""
    voted: bool
    """Whether the best was voted; else the votes say nothing."""


class Perception(msgspec.Struct, frozen=True):
    """How well understood he felt, 0..10: what the room thought, what he felt, what the key holds."""

    thought: float | None
    spread: float | None
    """Standard deviation of the room's ratings."""
    felt: Fraction
    key: Fraction
    ratings: tuple[int, ...] = ()
    """How many gave each of 0 to 10."""

    @property
    def gap(self) -> float | None:
        """How much better than the customer the room thought it was."""
        return None if self.thought is None else self.thought - float(self.felt)


class RoomDebrief(msgspec.Struct, frozen=True):
    people: int
    """0 on one laptop, where nobody joins."""
    moments: tuple[Moment, ...]
    """What the room answered in its call."""
    shares: tuple[float, float] | None
    """Right at the first vote and at the second, 0..1: the means of all answers that were voted twice."""
    gain: float | None
    """That of the means, as Hake (1998) takes it of a class: no answer that was nearly right weighs too much."""
    to_right: int | None
    to_wrong: int | None
    """Of all answers; None where nobody's two votes can be held side by side."""
    perception: Perception | None
    report: Report | None
    """The debrief of the call that the room played; None if it played none."""
    observed: tuple[Seen, ...]
    rewritten: tuple[Rewriting, ...]
    what_ifs: tuple[Minority, ...]
    points: dict[str, int]
    """By team, where the format has points."""
    teams: dict[str, tuple[Report, tuple[Moment, ...]]]
    """In parallel teams, each one's own call."""

    @property
    def answers(self) -> tuple[Moment, ...]:
        """Those of the room, then those of each parallel team."""
        return (*self.moments, *(moment for _, moments in self.teams.values() for moment in moments))

    @property
    def by_split(self) -> tuple[Moment, ...]:
        """The answers that were voted on, the one that split the room most first."""
        voted = [one for one in self.answers if one.first is not None]
        return tuple(sorted(voted, key=lambda one: -(one.first.entropy if one.first is not None else 0)))


def room_debrief(script: Script, room: Room) -> RoomDebrief:
    """Of a room wherever it stands; meant for one whose call is over."""
    table = room.table
    moments = _moments(script, room, table.line, table.turns)
    teams = {
        name: (_report(script, room, branch.line), _moments(script, room, branch.line, branch.turns))
        for name, branch in table.teams.items()
        if branch.turns
    }
    answers = (*moments, *(moment for _, of_team in teams.values() for moment in of_team))
    shares = _shares(answers)
    report = _report(script, room, table.line) if table.turns else None
    return RoomDebrief(
        people=sum(not one.removed for one in room.people.values()) if not room.opened.local else 0,
        moments=moments,
        shares=shares,
        gain=gain(*shares) if shares is not None else None,
        to_right=_sum(one.to_right for one in answers),
        to_wrong=_sum(one.to_wrong for one in answers),
        perception=_perception(table.rating, report),
        report=report,
        observed=tuple(seen for dealt in range(len(table.turns)) for seen in _seen(script, room, dealt + 1)),
        rewritten=tuple(_rewriting(script, room, number) for number in range(len(table.rewritten))),
        what_ifs=tuple(_branch(script, table.line, one, votes=0) for one in table.what_ifs),
        points={team: table.points[team] for team in room.opened.teams if team in table.points},
        teams=teams,
    )


def _moments(script: Script, room: Room, line: Line, turns: tuple[Turn, ...]) -> tuple[Moment, ...]:
    """A reflection is talked over and answers nothing: it is not told of."""
    answers = [turn for turn in turns if turn.pick]
    return tuple(_moment(script, room, line, number, turn) for number, turn in enumerate(answers, start=1))


def _shares(answers: tuple[Moment, ...]) -> tuple[float, float] | None:
    """Of the answers that were voted twice on the same choices."""
    pairs = [
        (one.first.right, one.second.right)
        for one in answers
        if one.first is not None and one.second is not None and _names(one.first) == _names(one.second)
        if one.first.right is not None and one.second.right is not None
    ]
    if not pairs:
        return None
    return sum(first for first, _ in pairs) / len(pairs), sum(second for _, second in pairs) / len(pairs)


def _names(voted: Ballot) -> frozenset[str]:
    return frozenset(count.pick for count in voted.counts)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _report(script: Script, room: Room, line: Line) -> Report:
    return debrief(Play(script, seed=room.opened.seed, decisions=line.decisions))


def _perception(rated: Round | None, report: Report | None) -> Perception | None:
    if report is None:
        return None
    bars = report.gap.empathy
    if rated is None or not rated.voted:
        return Perception(None, None, bars.felt, bars.key)
    counts = tally(rated)
    total = sum(counts)
    mean = sum(value * count for value, count in enumerate(counts)) / total
    spread = sqrt(sum(count * (value - mean) ** 2 for value, count in enumerate(counts)) / total)
    return Perception(mean, spread, bars.felt, bars.key, counts)


def _moment(script: Script, room: Room, line: Line, number: int, turn: Turn) -> Moment:
    before = line_before(script, line, turn.kept)
    after = branched_line(script, line, Branched(turn.moment, turn.kept, turn.pick))
    asked = question(script, before.position, room.opened.seed)
    assert asked is not None, "only a reflection asks for nothing, and it has no pick"
    first, second = votes_of(turn)
    moved = change(first, second, turn)
    answered = _answered(after)
    moods = next((one for one in turn.rounds if one.ask == "mood"), None)
    return Moment(
        number=number,
        moment=turn.moment,
        format=turn.format,
        team=turn.team or _seated(room, turn),
        ask=asked.ask,
        line=script.line(before.position.state),
        pick=turn.pick,
        said=answered.words if answered is not None else _texts(script, before, asked.ask, turn.pick),
        by=turn.by,
        first=ballot(script, before, first, turn) if first is not None else None,
        second=ballot(script, before, second, turn) if second is not None else None,
        gain=moved.gain,
        to_right=moved.to_right,
        to_wrong=moved.to_wrong,
        effect=_effect(answered),
        before=mood_of(before.position),
        mood=mood_of(after.position),
        minority=_minority(script, line, asked.ask, turn),
        predictions=hot_seat.predictions(here_in(script, room), moods) if moods is not None else {},
        points=turn.points,
        cells=_cells(turn),
    )


def _texts(script: Script, before: Line, ask: Ask, pick: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text_of(script, before, ask, name) for name in pick)


def _answered(line: Line) -> Answered | None:
    return next((event for event in line.told if isinstance(event, Answered)), None)


def _effect(answered: Answered | None) -> Effect | None:
    return Effect(answered.empathy, answered.naturalness, answered.reception) if answered is not None else None


def _seated(room: Room, turn: Turn) -> str | None:
    """The team whose member answered on the hot seat."""
    if turn.format != "hot-seat" or turn.by != "seat":
        return None
    seats = (one.voters for one in reversed(turn.rounds) if one.ask in ANSWERING and len(one.voters) == 1)
    return next((room.people[who].team for voters in seats for who in voters), None)


def _cells(turn: Turn) -> dict[str, tuple[str, ...]]:
    """The last of each participant's, by facet, in an order that says nothing of who wrote them."""
    last: dict[str, dict[str, str]] = {}
    for one in turn.rounds:
        if one.ask == "grid":
            last.update({who: answer.words for who, answer in one.answers.items()})
    written = {facet: sorted(cell for words in last.values() if (cell := words.get(facet, ""))) for facet in FACETS}
    return {facet: tuple(cells) for facet, cells in written.items() if cells}


def _minority(script: Script, line: Line, ask: Ask, turn: Turn) -> tuple[Minority, ...]:
    """What somebody voted and nobody heard, the most voted first. A reading changes nothing that could be told."""
    votes: dict[tuple[str, ...], int] = {}
    for asked in votes_of(turn):
        if asked is not None:
            # What was given up in the second vote keeps its first votes; what is new there has those.
            votes = {**_voted(asked), **votes}
    unheard = sorted((pick for pick in votes if not _same(pick, turn.pick)), key=lambda pick: -votes[pick])
    return tuple(
        _branch(script, line, Branched(turn.moment, turn.kept, pick), votes=votes[pick])
        for pick in (unheard[:MOST_MESSAGES] if ask == "parts" else unheard)
        if ask in _BRANCHES
    )


def _voted(asked: Round) -> dict[tuple[str, ...], int]:
    """Whole messages; which parts hands took together is not known."""
    if asked.ask == "parts":
        return dict(Counter(answer.pick for answer in asked.answers.values()))
    return {(name,): count for name, count in zip(asked.choices, tally(asked), strict=True) if count}


def _same(pick: tuple[str, ...], played: tuple[str, ...]) -> bool:
    """Of a message the order counts for its first part only."""
    return pick[:1] == played[:1] and set(pick) == set(played)


_BRANCHES: Final = frozenset({"choose", "tone", "parts"})


def _branch(script: Script, line: Line, branch: Branched, *, votes: int) -> Minority:
    before = line_before(script, line, branch.kept)
    asked = question(script, before.position, 0)
    assert asked is not None, "a reflection has no branches"
    side = branched_line(script, line, branch)
    if side.position.chosen is not None:
        side = walk(script, side, (_tone_after(line, branch.kept),))
    answered = _answered(side)
    ended = next((event for event in side.told if isinstance(event, Ended)), None)
    return Minority(
        moment=branch.moment,
        ask=asked.ask,
        pick=branch.pick,
        texts=_texts(script, before, asked.ask, branch.pick),
        votes=votes,
        effect=_effect(answered),
        mood=mood_of(side.position),
        ended=ended.ending if ended is not None else None,
        outcome=ended.outcome if ended is not None else None,
    )


def _tone_after(line: Line, kept: int) -> str:
    """Said as the room then said what it chose; steadily where it chose no tone there."""
    followed = line.decisions[kept + 1] if len(line.decisions) > kept + 1 else None
    return followed.tone if isinstance(followed, Deliver) else "steady"


def _seen(script: Script, room: Room, dealt: int) -> tuple[Seen, ...]:
    """The notes of each card once so many turns had been played: by then the cards had changed hands so often."""
    turn = room.table.turns[dealt - 1]
    notes: dict[Card, list[str]] = {}
    for asked in turn.rounds:
        if asked.ask == "card":
            for who, answer in asked.answers.items():
                card = card_of(room, who, dealt)
                notes.setdefault(card, []).append(answer.pick[0] if answer.pick else answer.words["note"])
    if not notes:
        return ()
    line = room.table.line
    after = branched_line(script, line, Branched(turn.moment, turn.kept, turn.pick))
    before = line_before(script, line, turn.kept).position.state
    state = after.position.state
    mood = mood_of(after.position)
    answered = _answered(after)
    actual: dict[Card, str] = {
        "mood": mood,
        "ladder": stage_word(current_stage(script, state)),
        "load": script.load_word(state),
    }
    showed: dict[Card, tuple[str, ...]] = {
        "cues": script.signs(before, observed=True),
        "words": answered.words if answered is not None else (),
    }
    return tuple(
        Seen(
            number=sum(bool(one.pick) for one in room.table.turns[:dealt]),
            moment=turn.moment,
            card=card,
            notes=tuple(sorted(notes[card])),
            actual=actual.get(card, ""),
            right=sum(note == actual.get(card) for note in notes[card]),
            near=sum(mood_steps(cast("Mood", note), mood) == 1 for note in notes[card]) if card == "mood" else 0,
            showed=showed.get(card, ()),
        )
        for card in CARDS
        if card in notes
    )


def _rewriting(script: Script, room: Room, number: int) -> Rewriting:
    done = room.table.rewritten[number]
    option = next(one for one in script.node(script.place(done.moment)).options if one.name == done.response)
    written = next(one for one in done.rounds if one.ask == "write")
    voted = next((one for one in done.rounds if one.ask == "best"), None)
    votes = dict(zip(voted.choices, tally(voted), strict=True)) if voted is not None else {}
    sentences = [
        Sentence(
            text=answer.words["text"],
            votes=votes.get(owner, 0),
            team=owner if owner in room.opened.teams else None,
            hits=_hits(script, answer.words["text"]),
        )
        for owner, answer in say_better.entries(here_in(script, room), written).items()
    ]
    return Rewriting(
        moment=done.moment,
        hollow=option.text,
        hits=_hits(script, option.text),
        # Those that had as many votes stand in an order that says nothing of who wrote first.
        sentences=tuple(sorted(sentences, key=lambda one: (-one.votes, one.text))),
        voted=voted is not None and voted.voted > 0,
    )


def _hits(script: Script, text: str) -> tuple[tuple[int, int], ...]:
    return tuple((hit.start, hit.end) for hit in say_better.stock_in(script, text))
