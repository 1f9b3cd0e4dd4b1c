"""One laptop and raised hands: what a trainer types for the room, and which events come of it."""

from typing import Final, Protocol

from simulator.locale import _, ngettext
from simulator.plain.room_words import addressed, counts, figures, numbers, plain
from simulator.room.desk import Desk
from simulator.room.events import Counted, Event, Used, Voted
from simulator.room.formats.say_better import from_the_floor
from simulator.room.table import MOST_WORDS, Person, Room, Round
from simulator.wording.room import choice_text

_BY_VOICE: Final = frozenset({"seat", "predict", "rewrite", "decide"})
"""Stages in which somebody answers by himself, and hands are not counted."""


class LocalDesk(Desk, Protocol):
    """The trainer's place of a room on one laptop: he says what the room says, too."""

    async def say(self, event: Voted | Used) -> str | None:
        """The key of why it did not count, or None."""
        ...


def asked_here(room: Room) -> Round | None:
    """The round that is answered by typing; None where nothing is."""
    return room.table.open[-1] if room.opened.local and room.table.open else None


def waiting(room: Room, asked: Round) -> tuple[Person, ...]:
    """The voices that have not answered yet, in their order."""
    return tuple(one for one in room.present if one.who in asked.voters and one.who not in asked.answers)


def is_answered(room: Room, asked: Round) -> bool:
    """Whether all has been typed that can be."""
    if _is_from_the_floor(room, asked):
        return False
    return asked.counts is not None or (_is_by_voice(room) and not waiting(room, asked))


def question(room: Room, asked: Round) -> str:
    """What is to be typed now."""
    most = len(asked.choices)
    if asked.ask == "rating":
        return _("Raised hands, such as 7:3 8:5 for three who say 7 and five who say 8")
    if not _is_by_voice(room):
        example = " ".join(map(str, _EXAMPLE[:most])) if most <= len(_EXAMPLE) else "2:5 4:1"
        return _("Raised hands for 1 to {most}, such as {example}").format(most=most, example=example)
    if _is_from_the_floor(room, asked):
        return _next_sentence(asked)
    team = name_of((waiting(room, asked) or _voters(room, asked))[0])
    if asked.ask == "write":
        return _("The sentence of {team}, in {most} words at most").format(team=team, most=MOST_WORDS)
    if asked.ask == "mood":
        return _("The prediction of {team}, 1 to {most}").format(team=team, most=most)
    return _("The answer of {team}, 1 to {most}").format(team=team, most=most)


def answers(room: Room, asked: Round, line: str) -> tuple[Event, ...]:
    """The events of a typed line; none where it cannot be meant."""
    if not _is_by_voice(room):
        found = counts(line, _names(asked))
        return () if found is None else (Counted(round=asked.id, counts=found),)
    if _is_from_the_floor(room, asked):
        return _sentence(room, asked, line)
    team, said = addressed(line, room.team_names)
    voters = _voters(room, asked)
    if team is not None:
        return _said(tuple(one for one in voters if one.team == team), asked, said)
    left = waiting(room, asked)
    return _said(left or (voters if len(voters) == 1 else ()), asked, said)


def miscounted(room: Room, asked: Round, line: str) -> str:
    """What is wrong with figures that are too many or too few; empty where something else is."""
    given = figures(line) if not _is_by_voice(room) else None
    if given is None:
        return ""
    return ngettext(
        "That is {given} figure; there are {most} choices.",
        "That is {given} figures; there are {most} choices.",
        len(given),
    ).format(given=len(given), most=len(asked.choices))


def name_of(person: Person) -> str:
    """A voice's team, or the room's own where there are no teams."""
    return person.name or _("the room")


def told(room: Room, event: Event) -> str:
    """What was understood, to be read back."""
    if isinstance(event, Counted):
        return _("Hands counted: {count}.").format(count=sum(event.counts))
    if isinstance(event, Voted) and not event.words:
        asked = next(one for one in room.table.rounds if one.id == event.round)
        texts = ", ".join(
            choice_text(asked.ask, name) if asked.ask in _NAMED else _number(asked, name) for name in event.pick
        )
        return f"{name_of(room.people[event.who])}: {texts}"
    if isinstance(event, Voted) and from_the_floor(room.opened):
        return _noted(room, event)
    return ""


_EXAMPLE: Final = (3, 5, 0, 2, 1, 4)
_NAMED: Final = frozenset({"mood", "tone"})


def _is_from_the_floor(room: Room, asked: Round) -> bool:
    """Whether one sentence after the other is typed, whoever's they are."""
    return asked.ask == "write" and from_the_floor(room.opened)


def _sentences(asked: Round) -> list[str]:
    """The numbers of the sentences from the floor."""
    return [number for answer in asked.answers.values() for number in answer.words]


def _next_sentence(asked: Round) -> str:
    count = len(_sentences(asked))
    if not count:
        return _("A sentence of the room, in {most} words at most").format(most=MOST_WORDS)
    return ngettext(
        "{count} sentence so far; another one, or Enter shows it",
        "{count} sentences so far; another one, or Enter shows them",
        count,
    ).format(count=count)


def _sentence(room: Room, asked: Round, line: str) -> tuple[Event, ...]:
    """One more, or, behind the number of one that there is or of the next, that one."""
    known = _sentences(asked)
    behind = str(max(map(int, known), default=0) + 1)
    who = _voters(room, asked)[0].who
    number, colon, said = line.partition(":")
    field = number.strip()
    if colon and (field in known or (field == behind and said.strip())):
        return (Voted(who=who, round=asked.id, words={field: said.strip()}),)
    return (Voted(who=who, round=asked.id, words={"text": line.strip()}),)


def _noted(room: Room, event: Voted) -> str:
    """Under which number a sentence from the floor stands now, and how it is put right."""
    known = [number for one in room.table.open for number in _sentences(one)]
    [field] = event.words
    number = known[-1] if field == "text" else field
    if number not in known:
        return _("Sentence {number} is taken away.").format(number=number)
    if len(known) == 1:
        return _("Sentence {number} is noted. To put it right: {number}: and all of it anew.").format(number=number)
    return _("Sentence {number} is noted.").format(number=number)


def _number(asked: Round, name: str) -> str:
    return str(asked.choices.index(name) + 1)


def _is_by_voice(room: Room) -> bool:
    return room.table.stage in _BY_VOICE


def _voters(room: Room, asked: Round) -> tuple[Person, ...]:
    return tuple(one for one in room.present if one.who in asked.voters)


def _names(asked: Round) -> tuple[str, ...]:
    """What each choice goes by on the wall: its number, or for a rating itself."""
    return asked.choices if asked.ask == "rating" else tuple(str(place + 1) for place in range(len(asked.choices)))


def _said(voices: tuple[Person, ...], asked: Round, said: str) -> tuple[Event, ...]:
    """What these voices say, one after another."""
    if not voices or not said:
        return ()
    if asked.ask == "write":
        return (Voted(who=voices[0].who, round=asked.id, words={"text": said}),)
    picked = _picked(asked, said)
    if not picked:
        return ()
    if asked.most > 1:
        return (Voted(who=voices[0].who, round=asked.id, pick=picked),)
    if len(picked) > len(voices):
        return ()
    return tuple(
        Voted(who=voice.who, round=asked.id, pick=(name,)) for voice, name in zip(voices, picked, strict=False)
    )


def _picked(asked: Round, said: str) -> tuple[str, ...]:
    """The ids of what was named by its number, its word on the wall, or its id."""
    places = numbers(said, most=len(asked.choices))
    if places is not None:
        return tuple(asked.choices[place - 1] for place in places)
    named = (name for name in asked.choices if plain(said) in (plain(name), plain(_word(asked, name))))
    return tuple(named)[:1]


def _word(asked: Round, name: str) -> str:
    return choice_text(asked.ask, name) if asked.ask in _NAMED else name
