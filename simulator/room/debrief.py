"""What a room's session meant: what moved between two votes, what split the room, what the minority would have done.

It speaks of the room, and of teams where there are teams; never of one participant.
"""

from fractions import Fraction
from math import log, sqrt

import msgspec

from simulator.conversation.events import Answered
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.gap import mood_steps
from simulator.debrief.report import Report, debrief
from simulator.debrief.scorecard import current_stage
from simulator.room.asking import is_right, tally
from simulator.room.events import Format
from simulator.room.fold import here_in
from simulator.room.formats import hot_seat, say_better
from simulator.room.formats.observers import card_of
from simulator.room.moves import ANSWERING, branched_line, mood_of
from simulator.room.table import Branched, Card, Line, Room, Round, Turn
from simulator.room.views import line_before, text_of
from simulator.rubric.ladder import stage_word
from simulator.scenario.vocabulary import Mood


class Count(msgspec.Struct, frozen=True):
    """One choice of a vote."""

    pick: str
    """Its id."""
    text: str
    votes: int
    right: bool
    played: bool


class Ballot(msgspec.Struct, frozen=True):
    """One vote, whole."""

    counts: tuple[Count, ...]
    voters: int
    right: float | None
    """The share that is right, 0..1; None if nobody voted."""
    entropy: float
    """How it split, 0 (all alike) to 1 (evenly over all choices): Shannon's, over that of an even split."""


class Minority(msgspec.Struct, frozen=True):
    """What some voted and nobody heard: what it would have done."""

    pick: str
    text: str
    votes: int
    empathy: Fraction
    naturalness: Fraction
    """Both 0..1."""
    reception: int
    """-2..2."""
    mood: Mood
    ended: str | None
    """The ending it would have led to, by its id."""


class Moment(msgspec.Struct, frozen=True):
    """One answer that the room gave."""

    moment: str
    format: Format
    said: tuple[str, ...]
    by: str
    first: Ballot | None
    """None where nothing was voted."""
    second: Ballot | None
    gain: float | None
    """(p2 - p1) / (1 - p1), after Hake (1998); None without two votes, or where all were right at once."""
    to_right: int | None
    to_wrong: int | None
    """How many changed from wrong to right and the other way; None where hands were counted."""
    mood: Mood
    """That it left the customer in."""
    minority: tuple[Minority, ...]
    predictions: dict[str, Mood] = {}
    """By team, on the hot seat."""
    points: dict[str, int] = {}


class Seen(msgspec.Struct, frozen=True):
    """What the observers with one card noted at one answer, against what happened."""

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
    hits: int
    """Stock phrases in it."""


class Rewriting(msgspec.Struct, frozen=True):
    hollow: str
    sentences: tuple[Sentence, ...]
    """The most wanted first."""


class Perception(msgspec.Struct, frozen=True):
    """How well understood he felt, 0..10: what the room thought, what he felt, what the key holds."""

    thought: float | None
    spread: float | None
    """Standard deviation of the room's ratings."""
    felt: Fraction
    key: Fraction

    @property
    def gap(self) -> float | None:
        """How much better than the customer the room thought it was."""
        return None if self.thought is None else self.thought - float(self.felt)


class RoomDebrief(msgspec.Struct, frozen=True):
    people: int
    moments: tuple[Moment, ...]
    gain: float | None
    """The mean of the moments' gains."""
    to_right: int
    to_wrong: int
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
    def by_split(self) -> tuple[Moment, ...]:
        """The moments that were voted on, the one that split the room most first."""
        voted = [one for one in self.moments if one.first is not None and one.first.voters]
        return tuple(sorted(voted, key=lambda one: -(one.first.entropy if one.first is not None else 0)))


def room_debrief(script: Script, room: Room) -> RoomDebrief:
    """Of a room wherever it stands; meant for one whose call is over."""
    table = room.table
    moments = tuple(_moment(script, room, table.line, turn) for turn in table.turns)
    gains = [one.gain for one in moments if one.gain is not None]
    report = _report(script, room, table.line) if table.turns else None
    return RoomDebrief(
        people=len(room.present) if not room.opened.local else 0,
        moments=moments,
        gain=sum(gains) / len(gains) if gains else None,
        to_right=sum(one.to_right or 0 for one in moments),
        to_wrong=sum(one.to_wrong or 0 for one in moments),
        perception=_perception(table.rating, report),
        report=report,
        observed=tuple(seen for turn in enumerate(table.turns, start=1) for seen in _seen(script, room, *turn)),
        rewritten=tuple(_rewriting(script, room, number) for number in range(len(table.rewritten))),
        what_ifs=tuple(_branch(script, table.line, one, votes=0) for one in table.what_ifs),
        points=table.points,
        teams={
            name: (
                _report(script, room, branch.line),
                tuple(_moment(script, room, branch.line, turn) for turn in branch.turns),
            )
            for name, branch in table.teams.items()
            if branch.turns
        },
    )


def _report(script: Script, room: Room, line: Line) -> Report:
    return debrief(Play(script, seed=room.opened.seed, decisions=line.decisions))


def _perception(rated: Round | None, report: Report | None) -> Perception | None:
    if report is None:
        return None
    bars = report.gap.empathy
    if rated is None or not rated.voted:
        return Perception(None, None, bars.felt, bars.key)
    counts = list(zip((int(name) for name in rated.choices), tally(rated), strict=True))
    total = sum(count for _, count in counts)
    mean = sum(value * count for value, count in counts) / total
    spread = sqrt(sum(count * (value - mean) ** 2 for value, count in counts) / total)
    return Perception(mean, spread, bars.felt, bars.key)


def _moment(script: Script, room: Room, line: Line, turn: Turn) -> Moment:
    before = line_before(script, line, turn.kept)
    after = branched_line(script, line, Branched(turn.moment, turn.kept, turn.pick))
    votes = [one for one in turn.rounds if one.ask in ANSWERING and one.voted]
    if turn.format in {"hot-seat", "observers"}:
        # The seat's own answer is no vote; its team's advice is.
        votes = [one for one in votes if len(one.voters) > 1]
    first = votes[0] if votes else None
    second = votes[-1] if len(votes) > 1 else None
    to_right, to_wrong = _changed(first, second, turn)
    ballots = [_ballot(script, before, one, turn) if one is not None else None for one in (first, second)]
    answered = next((event for event in after.told if isinstance(event, Answered)), None)
    moods = next((one for one in turn.rounds if one.ask == "mood"), None)
    return Moment(
        moment=turn.moment,
        format=turn.format,
        said=answered.words
        if answered is not None
        else tuple(text_of(script, before, "reading", x) for x in turn.pick),
        by=turn.by,
        first=ballots[0],
        second=ballots[1],
        gain=_gain(ballots[0], ballots[1]),
        to_right=to_right,
        to_wrong=to_wrong,
        mood=mood_of(after.position),
        minority=_minority(script, line, first, turn),
        predictions=hot_seat.predictions(here_in(script, room), moods) if moods is not None else {},
        points=turn.points,
    )


def _readings(script: Script, before: Line, turn: Turn) -> tuple[str, ...]:
    return tuple(text_of(script, before, "reading", name) for name in turn.pick)


def _ballot(script: Script, before: Line, asked: Round, turn: Turn) -> Ballot:
    counts = tally(asked)
    best = _best(turn)
    shown = tuple(
        Count(
            name,
            text_of(script, before, asked.ask, name),
            votes,
            any(name in pick for pick in best),
            name in turn.pick,
        )
        for name, votes in zip(asked.choices, counts, strict=True)
    )
    return Ballot(shown, asked.voted, _share(asked, turn), _entropy(counts))


def _best(turn: Turn) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(pick.split(" ")) for pick in turn.right)


def _share(asked: Round, turn: Turn) -> float | None:
    if not asked.voted or not turn.right:
        return None
    best = _best(turn)
    if asked.counts is not None:
        right = sum(n for name, n in zip(asked.choices, asked.counts, strict=True) if (name,) in best)
        return right / asked.voted
    return sum(is_right(one.pick, best, ask=asked.ask) for one in asked.answers.values()) / len(asked.answers)


def _entropy(counts: tuple[int, ...]) -> float:
    total = sum(counts)
    if not total or len(counts) < 2:
        return 0.0
    shares = [count / total for count in counts if count]
    return max(0.0, -sum(share * log(share) for share in shares) / log(len(counts)))


def _gain(first: Ballot | None, second: Ballot | None) -> float | None:
    if first is None or second is None or first.right is None or second.right is None or first.right == 1:
        return None
    return (second.right - first.right) / (1 - first.right)


def _changed(first: Round | None, second: Round | None, turn: Turn) -> tuple[int | None, int | None]:
    """How many went from wrong to right, and from right to wrong; of those who voted twice."""
    if first is None or second is None or first.counts is not None or second.counts is not None or not turn.right:
        return None, None
    best = _best(turn)
    pairs = [
        (is_right(first.answers[who].pick, best, ask=first.ask), is_right(answer.pick, best, ask=second.ask))
        for who, answer in second.answers.items()
        if who in first.answers
    ]
    return sum(not was and now for was, now in pairs), sum(was and not now for was, now in pairs)


def _minority(script: Script, line: Line, asked: Round | None, turn: Turn) -> tuple[Minority, ...]:
    """Every response that somebody voted and that was not played, the most voted first."""
    if asked is None or asked.ask != "choose":
        return ()
    found = [
        _branch(script, line, Branched(turn.moment, turn.kept, (name,)), votes=votes)
        for name, votes in zip(asked.choices, tally(asked), strict=True)
        if votes and name not in turn.pick
    ]
    return tuple(sorted(found, key=lambda one: -one.votes))


def _branch(script: Script, line: Line, branch: Branched, *, votes: int) -> Minority:
    side = branched_line(script, line, branch)
    before = line_before(script, line, branch.kept)
    answered = next((event for event in side.told if isinstance(event, Answered)), None)
    state = side.position.state
    return Minority(
        pick=" ".join(branch.pick),
        text=text_of(script, before, "choose", branch.pick[0]),
        votes=votes,
        empathy=answered.empathy if answered is not None else Fraction(0),
        naturalness=answered.naturalness if answered is not None else Fraction(0),
        reception=answered.reception if answered is not None else 0,
        mood=mood_of(side.position),
        ended=script.ending_id(state),
    )


def _seen(script: Script, room: Room, number: int, turn: Turn) -> tuple[Seen, ...]:
    """The notes of each card at the answer of this number, from 1."""
    table = room.table
    after = branched_line(script, table.line, Branched(turn.moment, turn.kept, turn.pick))
    before = line_before(script, table.line, turn.kept)
    state = after.position.state
    actual: dict[Card, str] = {
        "mood": mood_of(after.position),
        "ladder": stage_word(current_stage(script, state)),
        "load": script.load_word(state),
    }
    showed: dict[Card, tuple[str, ...]] = {
        "cues": script.signs(before.position.state, observed=True),
        "words": tuple(word for event in after.told if isinstance(event, Answered) for word in event.words),
    }
    notes: dict[Card, list[str]] = {}
    for asked in turn.rounds:
        if asked.ask == "card":
            for who, answer in asked.answers.items():
                card = card_of(room, who, number)
                notes.setdefault(card, []).append(answer.pick[0] if answer.pick else answer.words["note"])
    return tuple(
        Seen(
            moment=turn.moment,
            card=card,
            notes=tuple(sorted(noted)),
            actual=actual.get(card, ""),
            right=sum(note == actual.get(card) for note in noted),
            near=sum(mood_steps(note, actual["mood"]) == 1 for note in noted) if card == "mood" else 0,  # type: ignore[arg-type]
            showed=showed.get(card, ()),
        )
        for card, noted in sorted(notes.items())
    )


def _rewriting(script: Script, room: Room, number: int) -> Rewriting:
    done = room.table.rewritten[number]
    option = next(one for one in script.node(script.place(done.moment)).options if one.name == done.response)
    here = here_in(script, room)
    written = next(one for one in done.rounds if one.ask == "write")
    voted = next((one for one in done.rounds if one.ask == "best"), None)
    votes = dict(zip(voted.choices, tally(voted), strict=True)) if voted is not None else {}
    sentences = [
        Sentence(
            answer.words["text"],
            votes.get(owner, 0),
            owner if owner in room.opened.teams else None,
            len(say_better.stock_in(script, answer.words["text"])),
        )
        for owner, answer in say_better.entries(here, written).items()
    ]
    return Rewriting(option.text, tuple(sorted(sentences, key=lambda one: -one.votes)))
