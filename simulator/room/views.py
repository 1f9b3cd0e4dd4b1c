"""What may be seen of a room, as plain data: no sentence, no secret, no key before it is revealed.

The wall and every ballot show the same view; only teams that play their own calls have one each. What a participant
may answer follows from the view and from who he is, so that one message serves a whole class.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from simulator.conversation.events import Answered, Ended, ReadMood, Replied
from simulator.conversation.scene import scene
from simulator.conversation.script import Script
from simulator.conversation.step import fold
from simulator.debrief.scorecard import current_stage
from simulator.room import asking
from simulator.room.fold import here_in
from simulator.room.formats import hot_seat, say_better, teams
from simulator.room.formats.observers import card_of
from simulator.room.moves import ANSWERING, Unfit, branched_line, mood_of
from simulator.room.seen import Mark, Noted, Question, Reaction, Shown, Typed, View, Who
from simulator.room.table import MOST_WORDS, Branch, Line, Purse, Room, Round, Table, Turn, opened_at
from simulator.rubric.ladder import stage_word
from simulator.scenario.model import Compose, Exchange, Ratings
from simulator.scenario.vocabulary import FACETS

Parts = dict[str, Any]

KEY_SHOWN: Final = frozenset({"reveal", "what_if"})
VOTES_SHOWN: Final = frozenset({"tally", "hint", "talk", "plead", "decide", "reveal", "what_if"})


def view(script: Script, room: Room, team: str | None = None) -> View:
    """The room as the wall shows it; as one team sees it, where teams play their own calls."""
    table = room.table
    branch = table.teams.get(team) if team is not None and table.stage in {"own", "over"} else None
    line = branch.line if branch is not None else table.line
    rated = room.table.rating
    sizes = Counter(person.team for person in room.people.values() if person.is_here)
    return View(
        place=room.place,
        format=table.format,
        stage=table.stage,
        title=script.scenario.title,
        customer=script.customer.name,
        channel=script.scenario.channel,
        language=script.scenario.language,
        number=len(branch.turns if branch is not None else table.turns),
        standing=_mark(script, line) if table.stage != "notes" else None,
        what_if=_what_if(script, table),
        what_ifs=len(table.what_ifs),
        hints=table.hints,
        tied=tuple(text_of(script, line, "choose", name) for (name, *_) in table.tied),
        teams={name: sizes[name] for name in room.team_names},
        people=sizes.total(),
        deal=len(table.turns),
        points=table.points,
        progress={name: (len(one.turns), one.round is None) for name, one in table.teams.items()},
        rating=_mean(rated) if rated is not None else None,
        ends_at=table.ends_at,
        paused=room.paused_at is not None,
        locked=room.locked,
        closed=room.closed,
        **_of_scene(script, room, table, line),
        **_of_question(script, room, table, branch, team),
        **_of_reaction(script, table, branch),
        **_of_format(script, room, table),
    )  # fmt: skip


def _of_scene(script: Script, room: Room, table: Table, line: Line) -> Parts:
    """The moment before the room. What he says next is heard once the last answer has been looked at."""
    hidden = table.stage in {"lobby", "reveal", "what_if", "notes", "rating", "over"}
    if hidden or line.position.state.is_over:
        return {}
    now = scene(script, line.position, seed=room.opened.seed)
    return {
        "kind": now.kind,
        "line": now.line,
        "cues": now.cues,
        "asks": now.asks or now.stage,
        "asked": tuple(question.text for question in now.questions),
    }


def _of_question(script: Script, room: Room, table: Table, branch: Branch | None, team: str | None) -> Parts:
    if branch is not None:
        speaker = teams.speaker(here_in(script, room), team or "")
        if branch.round is None or table.stage != "own":
            return {"team": team, "speaker": speaker}
        asked = _question(script, room, table, branch.line, branch.round, "team", team)
        return {"question": asked, "team": team, "speaker": speaker}
    if table.rounds and table.stage not in {"scene", "lobby"}:
        asked_round = table.rounds[-1]
        to, of = _asked_whom(room, table, asked_round)
        return {"question": _question(script, room, table, table.line, asked_round, to, of)}
    if table.stage in KEY_SHOWN and table.turns:
        turn = table.turns[-1]
        last = next((one for one in reversed(turn.rounds) if one.ask in ANSWERING), None)
        if last is not None:
            before = line_before(script, table.line, turn.kept)
            return {"question": _question(script, room, table, before, last, "nobody", None, turn)}
    if table.stage == "reveal" and table.format == "say-better" and table.rewritten:
        last = table.rewritten[-1].rounds[-1]
        return {"question": _question(script, room, table, table.line, last, "nobody", None)}
    return {}


def _asked_whom(room: Room, table: Table, asked: Round) -> tuple[Who, str | None]:
    if asked.locked:
        return "nobody", None
    seat = room.people.get(table.seat) if table.seat is not None else None
    match table.stage:
        case "seat":
            return "seat", None
        case "notes":
            return "observers", None
        case "predict":
            return "others", seat.team if seat is not None else None
        case "ask_team":
            return "team", seat.team if seat is not None else None
        case "decide":
            team = next((room.people[who].team for who in asked.voters if who in room.people), None)
            return ("team", team) if team is not None else ("nobody", None)
        case _:
            return "everybody", None


def _question(  # what a question is, and where it stands
    script: Script,
    room: Room,
    table: Table,
    line: Line,
    asked: Round,
    to: Who,
    team: str | None,
    turn: Turn | None = None,
) -> Question:
    show_votes = (asked.locked and table.stage in VOTES_SHOWN) or turn is not None
    counts = asking.tally(asked) if show_votes and asked.choices else None
    texts = _texts(script, room, line, asked)
    return Question(
        round=asked.id,
        ask=asked.ask,
        to=to,
        choices=tuple(
            Shown(
                number,
                texts[name],
                votes=counts[number - 1] if counts is not None else None,
                right=_is_key(name, asked, turn) if turn is not None else None,
                better_closed=turn is not None and turn.better_closed and _is_key(name, asked, turn),
                played=turn is not None and name in turn.pick,
                panel=_panel(script, asked, name) if turn is not None else None,
                hits=_hits(script, texts[name]) if asked.ask == "best" else (),
            )
            for number, name in enumerate(asked.choices, start=1)
        ),
        fields=_FIELDS.get(asked.ask, ()),
        team=team,
        least=asked.least,
        most=asked.most,
        most_words=MOST_WORDS if asked.ask == "write" else None,
        locked=asked.locked,
        before=opened_at(asked.id),
        voted=asked.voted,
        voters=len(asked.voters),
    )


_FIELDS: Final[dict[str, tuple[str, ...]]] = {"grid": FACETS, "write": ("text",)}


def _is_key(name: str, asked: Round, turn: Turn) -> bool:
    return any(name in best.split(" ") for best in turn.right)


def _panel(script: Script, asked: Round, name: str) -> Ratings | None:
    moment = script.scenario.moments.get(asked.moment)
    if asked.ask == "choose" and isinstance(moment, Exchange):
        return moment.responses[name].panel
    if asked.ask == "parts" and isinstance(moment, Compose):
        return moment.parts[name].panel
    return None


def _texts(script: Script, room: Room, line: Line, asked: Round) -> dict[str, str]:
    if asked.ask == "best":
        rounds = room.table.rounds or room.table.rewritten[-1].rounds
        written = next(one for one in rounds if one.ask == "write")
        found = say_better.entries(here_in(script, room), written)
        return {name: found[name].words["text"] if name in found else "" for name in asked.choices}
    said = _texts_said(script, line, asked.ask)
    return {name: said.get(name, name) for name in asked.choices}


def text_of(script: Script, line: Line, ask: str, name: str) -> str:
    """What a choice says, wherever it stands: moods and tones by their word."""
    return _texts_said(script, line, ask).get(name, name)


def _texts_said(script: Script, line: Line, ask: str) -> dict[str, str]:
    if ask not in {"choose", "parts", "reading"} or line.position.state.is_over:
        return {}
    return {choice.name: choice.text for choice in scene(script, line.position).choices}


def _hits(script: Script, text: str) -> tuple[tuple[int, int], ...]:
    """Where stock phrases stand, as the detector marks them."""
    return tuple((hit.start, hit.end) for hit in say_better.stock_in(script, text))


def _mark(script: Script, line: Line) -> Mark:
    state = line.position.state
    return Mark(
        mood_of(line.position),
        state.valence,
        state.trust,
        stage_word(current_stage(script, state)),
        script.load_word(state),
    )


def _of_reaction(script: Script, table: Table, branch: Branch | None) -> Parts:
    line, turns = (branch.line, branch.turns) if branch is not None else (table.line, table.turns)
    told = _unsaid(script, line, turns) if table.stage != "predict" else None
    if told is not None:
        return {"reaction": told}
    if branch is not None:
        if not branch.turns:
            return {}
        turn = branch.turns[-1]
        return {"reaction": _reaction(script, line_before(script, branch.line, turn.kept), branch.line, turn.by)}
    if table.stage not in {"reveal", "what_if", "notes"} or not table.turns or table.format == "say-better":
        return {}
    turn = table.turns[-1]
    told = _reaction(script, line_before(script, table.line, turn.kept), table.line, turn.by)
    if table.stage == "notes":
        told = msgspec.structs.replace(told, before=None, after=None, reception=None, right=None)
    return {"reaction": told}


def _unsaid(script: Script, line: Line, turns: Sequence[Turn]) -> Reaction | None:
    """The response that was decided on while it is asked how to say it; None where there is none."""
    chosen = line.position.chosen
    if chosen is None or not turns:
        return None
    return Reaction((text_of(script, line, "choose", chosen),), by=turns[-1].by)


def line_before(script: Script, line: Line, kept: int) -> Line:
    """The call as it stood after so many decisions."""
    position, told = fold(script, line.decisions[:kept])
    return Line(position, line.decisions[:kept], told)


def _reaction(script: Script, before: Line, after: Line, by: str) -> Reaction:
    told = after.told
    answered = next((event for event in told if isinstance(event, Answered)), None)
    reading = next((event for event in told if isinstance(event, ReadMood)), None)
    reply = next((event.words for event in told if isinstance(event, Replied)), "")
    ended = next((event for event in told if isinstance(event, Ended)), None)
    said: tuple[str, ...] = answered.words if answered is not None else ()
    if reading is not None:
        said = (text_of(script, before, "reading", reading.pick),)
    return Reaction(
        said=said,
        tone=answered.tone if answered is not None and script.spoken else "",
        reply=reply,
        reception=answered.reception if answered is not None else None,
        right=reading.right if reading is not None else None,
        before=_mark(script, before),
        after=_mark(script, after),
        ended=(ended.text or "") if ended is not None else None,
        outcome=ended.outcome if ended is not None else None,
        by=by,
    )


def _what_if(script: Script, table: Table) -> Reaction | None:
    if table.stage != "what_if":
        return None
    branch = table.what_ifs[-1]
    side = branched_line(script, table.line, branch)
    turn = table.turns[-1]
    return _reaction(script, line_before(script, table.line, turn.kept), side, "what_if")


def _of_format(script: Script, room: Room, table: Table) -> Parts:
    found: Parts = {}
    if table.seat is not None and table.seat in room.people:
        person = room.people[table.seat]
        found |= {"seat": person.who, "seat_name": person.name, "seat_team": person.team}
    match table.format:
        case "hot-seat":
            found |= _of_hot_seat(script, room, table)
        case "grid":
            found["typed"] = _typed(table)
        case "observers":
            found["notes"] = _notes(script, room, table)
        case "say-better":
            found["hollow"] = _hollow(script, table)
            if table.stage == "entries":
                found["typed"] = _entries(script, room, table)
            elif table.stage == "rewrite" and say_better.from_the_floor(room.opened):
                written = say_better.entries(here_in(script, room), table.rounds[-1])
                found["typed"] = tuple(Typed({number: one.words["text"]}) for number, one in written.items())
        case _:
            pass
    return found


def _of_hot_seat(script: Script, room: Room, table: Table) -> Parts:
    found: Parts = {
        "purses": {
            team: (purse.ask, purse.breathe, purse.rewind)
            for team in room.team_names
            for purse in (table.purses.get(team, Purse()),)
        }
    }
    asked = hot_seat.team_votes(table)
    if asked is not None and table.stage == "seat":
        rounds, counts = asked
        texts = _texts(script, room, table.line, rounds)
        found["team_said"] = tuple(
            Shown(number, texts[name], votes=votes)
            for number, (name, votes) in enumerate(zip(rounds.choices, counts, strict=True), start=1)
        )
    if table.stage == "predict":
        found["reaction"] = _predicted_on(script, table)
    if table.stage == "reveal" and table.turns:
        moods = next((one for one in table.turns[-1].rounds if one.ask == "mood"), None)
        if moods is not None:
            found["predictions"] = hot_seat.predictions(here_in(script, room), moods)
    return found


def _predicted_on(script: Script, table: Table) -> Reaction:
    """What the seat has answered; where it was asked how to say it, what it says so."""
    said = hot_seat.answer_of_seat(table)
    chosen = table.line.position.chosen
    if chosen is not None:
        return Reaction((text_of(script, table.line, "choose", chosen),), tone=said[0], by="seat")
    return Reaction(tuple(text_of(script, table.line, "choose", name) for name in said), by="seat")


def _typed(table: Table) -> tuple[Typed, ...]:
    """The cells as they stand after the talk in pairs, shown together and without names."""
    if table.stage != "shared":
        return ()
    cells = {}
    for one in table.rounds:
        if one.ask == "grid":
            cells.update({who: answer.words for who, answer in one.answers.items()})
    return tuple(Typed(words) for _, words in sorted(cells.items(), key=lambda one: one[0]))


def _notes(script: Script, room: Room, table: Table) -> tuple[Noted, ...]:
    if table.stage != "reveal" or not table.turns:
        return ()
    after = _mark(script, table.line)
    actual = {"mood": after.mood, "ladder": after.ladder, "load": after.load}
    notes = []
    for one in table.turns[-1].rounds:
        if one.ask == "card":
            for who, answer in one.answers.items():
                card = card_of(room, who, len(table.turns))
                picked = answer.pick[0] if answer.pick else None
                fits = picked == actual[card] if picked is not None else None
                notes.append(Noted(card, picked or answer.words.get("note", ""), fits))
    return tuple(sorted(notes, key=lambda note: (note.card, note.note)))


def _hollow(script: Script, table: Table) -> Shown | None:
    """The sentence to be said better; at the reveal, the one that was."""
    if table.stage == "reveal" and table.rewritten:
        last = table.rewritten[-1]
        place = script.place(last.moment)
        option = next(one for one in script.node(place).options if one.name == last.response)
    elif table.stage in {"lobby", "rating", "over"}:
        return None
    else:
        try:
            _, option = say_better.next_hollow(script, table)
        except Unfit:
            return None
    return Shown(0, option.text, hits=_hits(script, option.text))


def _entries(script: Script, room: Room, table: Table) -> tuple[Typed, ...]:
    written = table.rounds[-1]
    found = say_better.entries(here_in(script, room), written)
    return tuple(Typed(found[owner].words) for owner in say_better.shown(here_in(script, room), written))


def _mean(rated: Round) -> float | None:
    counts = asking.tally(rated)
    total = sum(counts)
    if not total:
        return None
    return sum(int(name) * count for name, count in zip(rated.choices, counts, strict=True)) / total
