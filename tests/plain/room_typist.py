"""A trainer with one laptop: the lines he would type for a class of chance, and the room that must come of them."""

import contextlib
import random
import sqlite3
from pathlib import Path

import msgspec

from simulator.plain.room_words import word
from simulator.room import events as ev
from simulator.room.fold import apply, begin, fits
from simulator.room.keeper import script_of
from simulator.room.table import Room, Round
from simulator.scenario.model import Scenario
from simulator.scenario.reading import read_scenario

SEED = 1
_SENTENCES = ("I can see how long you have waited.", "Let us do it now: together.", "3 times, and still kind.")


class Typist:
    """Plays a local room in its head, and writes down what is typed for it."""

    def __init__(self, file: Path, form: str, teams: tuple[str, ...], *, chance: int = 0) -> None:
        scenario = read_scenario(file).scenario
        assert scenario is not None
        opened = ev.Opened(content="", secret="", format=form, seed=SEED, teams=teams, local=True)  # type: ignore[arg-type]
        self.script = script_of(scenario, opened)
        self.room = begin(self.script, opened)
        self.lines: list[str] = []
        self.places: list[int] = []
        """Of the last event that is in the log once so many lines have been read."""
        self._chance = random.Random(chance)

    def play(self, *, most: int = 400) -> "Typist":
        """To the end of the call, or of the sentences that can be said better."""
        for _step in range(most):
            if self.room.table.stage == "over":
                return self
            if self.room.opened.local and self.room.table.open:
                self._answer(self.room.table.open[-1])
            if not self._onward():
                return self
        return self

    def type(self, line: str, *events: ev.Event) -> None:
        for event in events:
            assert fits(self.script, self.room, event) is None, (line, event)
            self.room = apply(self.script, self.room, self.room.place + 1, event)
        self.lines.append(line)
        self.places.append(self.room.place)

    def _onward(self) -> bool:
        why = fits(self.script, self.room, ev.Advanced())
        if why is None:
            self.type(self._chance.choice(["", "next", "n"]), ev.Advanced())
        elif why == "trainer_decides":
            place = self.room.table.rounds[-1].choices.index(self.room.table.tied[0][0]) + 1
            self.type(f"{word('pick')} {place}", ev.Picked(pick=self.room.table.tied[0]))
        else:
            return False
        return True

    def _answer(self, asked: Round) -> None:
        voters = [one for one in self.room.present if one.who in asked.voters]
        match self.room.table.stage:
            case "rewrite" if not self.room.team_names:
                self._say_from_the_floor(asked)
            case "rewrite":
                for voice, sentence in zip(reversed(voters), _SENTENCES, strict=False):
                    event = ev.Voted(who=voice.who, round=asked.id, words={"text": sentence})
                    self.type(f"{voice.name} : {sentence}", event)
            case "predict":
                picks = [self._chance.choice(asked.choices) for _voice in voters]
                events = [
                    ev.Voted(who=one.who, round=asked.id, pick=(name,))
                    for one, name in zip(voters, picks, strict=True)
                ]
                self.type(" ".join(str(asked.choices.index(name) + 1) for name in picks), *events)
            case "seat" | "decide":
                size = self._chance.randint(asked.least, asked.most)
                pick = tuple(self._chance.sample(asked.choices, size))
                typed = " ".join(str(asked.choices.index(name) + 1) for name in pick)
                self.type(typed, ev.Voted(who=voters[0].who, round=asked.id, pick=pick))
            case "rating":
                counts = tuple({7: 3, 8: 5}.get(number, 0) for number in range(11))
                self.type("7:3 8 : 5", ev.Counted(round=asked.id, counts=counts))
            case _:
                counts = tuple(self._chance.choice([0, 0, 2, 4]) for _name in asked.choices)
                counts = (*counts[:-1], counts[-1] + 1)
                self.type(" ".join(map(str, counts)), ev.Counted(round=asked.id, counts=counts))

    def _say_from_the_floor(self, asked: Round) -> None:
        """Some sentences, or one alone; now and then one is put right, or taken away."""
        [who] = asked.voters
        count = self._chance.randint(1, len(_SENTENCES))
        for sentence in _SENTENCES[:count]:
            self.type(sentence, ev.Voted(who=who, round=asked.id, words={"text": sentence}))
        again = self._chance.choice(["", f"{count}: next", f"{count + 1} : 1: hint me", "1:" if count > 1 else ""])
        if again:
            number, _colon, words = again.partition(":")
            event = ev.Voted(who=who, round=asked.id, words={number.strip(): words.strip()})
            self.type(again, event)


def kept_rooms(home: Path) -> dict[str, Room]:
    """The rooms that are open under a home, as their files have them; what is still being written is read too."""
    found = {file.stem: _kept(file) for file in (home / "rooms").glob("*.sqlite")}
    return {code: room for code, room in found.items() if room}


def _kept(file: Path) -> Room | None:
    """None for a room that is only being made: its file is there before its tables, and they before what opens it."""
    with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'entries'").fetchone():
            return None
        entries = connection.execute("SELECT place, body FROM entries ORDER BY place").fetchall()
        if not entries:
            return None
        first, body = entries[0]
        opened = ev.decode(body)
        assert isinstance(opened, ev.Opened)
        [content] = connection.execute("SELECT content FROM contents WHERE name = ?", (opened.content,)).fetchone()
    script = script_of(msgspec.json.decode(content, type=Scenario), opened)
    room = begin(script, opened, first)
    for place, body in entries[1:]:
        room = apply(script, room, place, ev.decode(body))
    return room


def same(room: Room, expected: Room) -> bool:
    """Whether two rooms stand in the same place, whenever they were played."""
    return room.table == expected.table
