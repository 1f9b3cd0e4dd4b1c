"""Answers that the trainer gives himself: what is played, what might have been, and on one laptop each team's own."""

from collections.abc import Callable, Mapping
from functools import partial

from simulator.conversation.script import Script
from simulator.locale import _, ngettext
from simulator.room import events as ev
from simulator.room.asking import Question, question
from simulator.room.fold import here_in
from simulator.room.formats.say_better import from_the_floor
from simulator.room.moves import ANSWERING, here_asked
from simulator.room.table import MOST_WORDS, Line, Person, Room, Round
from simulator.room.views import line_before, text_of
from simulator.tui.leading.errands import Choose, Errand, Fits, Gather, Outcome, Pass, Type
from simulator.tui.text import one_line
from simulator.wording.labels import label, mood_glyph
from simulator.wording.room import ask_line, choice_text
from simulator.wording.typography import typeset


def texts(script: Script, line: Line, asked: Question) -> dict[str, str]:
    """The words of each choice of a question, as the wall shows them."""
    return {name: _text(script, line, asked.ask, name) for name in asked.choices}


def _text(script: Script, line: Line, ask: str, name: str) -> str:
    if ask == "mood":
        return f"{mood_glyph(name)} {label('mood', name)}"  # type: ignore[arg-type]
    return typeset(choice_text(ask, text_of(script, line, ask, name)), script.scenario.language)


def play(script: Script, room: Room, fits: Fits) -> Errand | None:
    """Decide what is played, among the choices on the wall. None where nothing can be decided."""
    table = room.table
    here = here_in(script, room)
    asked = here_asked(here, table)
    if asked is None:
        return None
    shown = next((one for one in reversed(table.rounds) if one.ask in ANSWERING), None)
    if shown is not None:
        asked = asked._replace(choices=shown.choices)
    return Choose(
        _("Which answer is played?"),
        asked,
        texts(script, table.line, asked),
        lambda pick: ev.Picked(pick=pick),
        fits,
        confirmed=_("Play this answer?"),
    )


def what_if(script: Script, room: Room, fits: Fits) -> Errand | None:
    """Another answer to what was played last, looked at beside it."""
    table = room.table
    if not table.turns:
        return None
    before = line_before(script, table.line, table.turns[-1].kept)
    asked = question(script, before.position, room.opened.seed)
    if asked is None:
        return None
    played = table.turns[-1].pick
    if asked.most == 1:
        asked = asked._replace(choices=tuple(name for name in asked.choices if (name,) != played))
    return Choose(
        _("What if the answer had been"),
        asked,
        texts(script, before, asked),
        lambda pick: ev.WhatIf(pick=pick),
        fits,
    )


def play_for(script: Script, room: Room, fits: Fits) -> Errand:
    """In parallel teams: an answer for a team that is stuck."""
    names = {team: one_line(team) for team, branch in room.table.teams.items() if branch.round is not None}

    def further(team: str) -> Outcome:
        branch = room.table.teams[team]
        asked = question(script, branch.line.position, room.opened.seed) if branch.round is not None else None
        if asked is None:
            return ev.Picked(pick=(), team=team)
        return Choose(
            _("Which answer is played for {team}?").format(team=one_line(team)),
            asked,
            texts(script, branch.line, asked),
            lambda pick: ev.Picked(pick=pick, team=team),
            fits,
            confirmed=_("Play this answer?"),
        )

    return Pass(_("Which team is stuck?"), names, further)


def asked_by_voice(room: Room) -> Round | None:
    """On one laptop: the round that teams answer one after the other at the keyboard; None where hands are raised."""
    table = room.table
    if not room.opened.local or table.stage not in {"seat", "predict", "rewrite", "decide"}:
        return None
    return table.open[-1] if table.open else None


def counted_by_hand(room: Room) -> Round | None:
    """On one laptop: the round whose raised hands are counted."""
    table = room.table
    if not room.opened.local or table.stage not in {"vote", "ask_team", "best", "rating"}:
        return None
    return table.open[-1] if table.open else None


def next_voice(room: Room, asked: Round) -> Person | None:
    """Who is to answer next: the first voice that has not yet."""
    return next((one for one in room.present if one.who in asked.voters - asked.answers.keys()), None)


def still_playing(room: Room) -> int:
    """In parallel teams: how many have somebody in them and an answer yet to give."""
    table = room.table
    if table.stage != "own":
        return 0
    return sum(branch.round is not None and bool(branch.round.voters) for branch in table.teams.values())


def voice_name(person: Person) -> str:
    return one_line(person.team or person.name) or _("the room")


def voice(script: Script, room: Room, asked: Round, person: Person, fits: Fits) -> Errand:
    """One voice's answer, typed or picked at the trainer's keyboard."""
    name = voice_name(person)
    if asked.ask == "write":
        given = asked.answers.get(person.who)
        told = _("{team}: your sentence, in {count} words at most").format(team=name, count=MOST_WORDS)
        before = given.words.get("text", "") if given is not None else ""
        return Type(told, ask_line("write"), _words(asked, person), before=before)
    plain = Question(asked.ask, asked.choices, asked.least, asked.most)
    return Choose(
        _("{team} answers").format(team=name),
        plain,
        texts(script, room.table.line, plain),
        lambda pick: ev.Voted(who=person.who, round=asked.id, pick=pick),
        fits,
    )


def _words(asked: Round, person: Person) -> Callable[[str], Outcome]:
    return lambda words: ev.Voted(who=person.who, round=asked.id, words={"text": words})


def is_gathered(room: Room, asked: Round) -> bool:
    """Whether sentences are typed one after the other, whoever's they are."""
    return asked.ask == "write" and from_the_floor(room.opened)


def sentences(asked: Round) -> dict[str, str]:
    """The sentences from the floor, by their numbers."""
    return {number: words for answer in asked.answers.values() for number, words in answer.words.items()}


def gather(room: Room, asked: Round) -> Gather:
    """One sentence after the other, as many as there are."""
    return Gather(gather_heading(asked), ask_line("write"), lambda words: _sentence(room, asked, "text", words))


def gather_heading(asked: Round) -> str:
    count = len(sentences(asked))
    if not count:
        return _("A sentence of the room, in {most} words at most").format(most=MOST_WORDS)
    return ngettext(
        "{count} sentence so far; another one, or enter alone",
        "{count} sentences so far; another one, or enter alone",
        count,
    ).format(count=count)


def any_sentence(room: Room, asked: Round) -> Errand:
    """One more, or one that is put right or, with nothing typed, taken away."""
    given = sentences(asked)
    if not given:
        return gather(room, asked)

    def further(number: str) -> Outcome:
        if not number:
            return gather(room, asked)
        told = _("Sentence {number}; nothing typed takes it away").format(number=number)
        made = partial(_sentence, room, asked, number)
        return Type(told, ask_line("write"), made, before=given[number], takes_nothing=True)

    names = {number: one_line(words) for number, words in given.items()}
    return Pass(_("Which sentence?"), {**names, "": _("Another one")}, further)


def _sentence(room: Room, asked: Round, field: str, words: str) -> ev.Voted:
    [who] = [one.who for one in room.present if one.who in asked.voters]
    return ev.Voted(who=who, round=asked.id, words={field: words})


def any_voice(script: Script, room: Room, asked: Round, fits: Fits) -> Errand:
    """An answer of a voice that has answered already, or of the only one there is."""
    if is_gathered(room, asked):
        return any_sentence(room, asked)
    people: Mapping[str, Person] = {one.who: one for one in room.present if one.who in asked.voters}
    if len(people) == 1:
        return voice(script, room, asked, next(iter(people.values())), fits)
    return Pass(
        _("Whose answer?"),
        {who: voice_name(person) for who, person in people.items()},
        lambda who: voice(script, room, asked, people[who], fits),
    )
