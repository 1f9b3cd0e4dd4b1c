"""Rooms played by bots: through the fold alone, without any network."""

from collections.abc import Iterator
from functools import cache
from random import Random

from simulator import locations
from simulator.conversation.script import Script
from simulator.room import events as ev
from simulator.room.fold import apply, begin, fits
from simulator.room.formats.observers import NOTED, card_of
from simulator.room.table import Room, Round
from simulator.scenario.reading import read_scenario

TEAMS = ("Nord", "Sud", "Ouest")


@cache
def script(name: str = "en/ligne-coupee") -> Script:
    language, scenario = name.split("/")
    reading = read_scenario(locations.bundled_packs() / language / f"{scenario}.yaml")
    assert reading.scenario is not None
    return Script(reading.scenario)


class Game:
    """A room, and the log of everything that happened in it, with what did not fit."""

    def __init__(
        self,
        format_: str = "peer",
        *,
        played: Script | None = None,
        teams: tuple[str, ...] = TEAMS,
        people: int = 6,
        local: bool = False,
        seconds: int | None = None,
    ) -> None:
        self.script = played or script()
        self.opened = ev.Opened(
            content="0" * 64, secret="1" * 64, format=format_, teams=teams, local=local, seconds=seconds
        )
        self.room = begin(self.script, self.opened)
        self.log: list[tuple[int, ev.Event]] = [(1, self.opened)]
        for number in range(0 if local else people):
            self.join(number)

    def join(self, number: int) -> str:
        who = f"p{number}"
        team = self.opened.teams[number % len(self.opened.teams)] if self.opened.teams else None
        self.do(ev.Joined(who=who, name=f"Name {number}", token=f"{number:064}", team=team))
        return who

    def do(self, event: ev.Event) -> str | None:
        """Let it happen; why it did not fit."""
        why = fits(self.script, self.room, event)
        place = self.room.place + 1
        self.log.append((place, event))
        self.room = apply(self.script, self.room, place, event)
        return why

    def replayed(self) -> Room:
        room = begin(self.script, self.opened)
        for place, event in self.log[1:]:
            room = apply(self.script, room, place, ev.decode(ev.encode(event)))
        return room

    @property
    def stage(self) -> str:
        return self.room.table.stage

    def open_rounds(self) -> list[Round]:
        if self.stage == "own":
            return [branch.round for branch in self.room.table.teams.values() if branch.round is not None]
        return list(self.room.table.open)

    def vote(self, who: str, *pick: str, **words: str) -> str | None:
        """An answer to the round that asks this participant."""
        asked = next((one for one in self.open_rounds() if who in one.voters), None)
        return self.do(ev.Voted(who=who, round=asked.id if asked is not None else 0, pick=pick, words=words))

    def everybody_answers(self, chance: Random) -> None:
        for asked in self.open_rounds():
            for who in sorted(asked.voters):
                self.do(answer(self.room, asked, who, chance))

    def advance(self) -> str | None:
        return self.do(ev.Advanced())

    def to_stage(self, wanted: str, chance: Random | None = None) -> None:
        """On, with everybody answering, until a stage is reached."""
        chance = chance or Random(1)
        for _ in range(40):
            if self.stage == wanted:
                return
            self.everybody_answers(chance)
            if self.advance() == "trainer_decides":
                self.do(ev.Picked(pick=self.room.table.tied[0]))
        raise AssertionError(f"{wanted} was not reached: {self.stage}")

    def walk(self, chance: Random) -> Iterator[str]:
        """A whole session, stage by stage."""
        for _ in range(400):
            yield self.stage
            if self.stage == "over":
                return
            self.everybody_answers(chance)
            if self.stage == "own" and self.open_rounds():
                self._teams_go()
                continue
            why = self.advance()
            if why == "trainer_decides":
                self.do(ev.Picked(pick=self.room.table.tied[0]))
            elif why is not None:
                return

    def _teams_go(self) -> None:
        for asked in self.open_rounds():
            team = next(name for name, branch in self.room.table.teams.items() if branch.round == asked)
            self.do(ev.Went(who=self.room.members(team)[0].who, round=asked.id))


def answer(room: Room, asked: Round, who: str, chance: Random) -> ev.Voted:
    """Something that fits what is asked."""
    match asked.ask:
        case "grid":
            return ev.Voted(who=who, round=asked.id, words={"feels": "alone", "does": f"{who} says it again"})
        case "write":
            return ev.Voted(who=who, round=asked.id, words={"text": f"I stay on the line with you, {who}."})
        case "card":
            choices = NOTED[card_of(room, who, len(room.table.turns))]
            if not choices:
                return ev.Voted(who=who, round=asked.id, words={"note": "a sigh"})
            return ev.Voted(who=who, round=asked.id, pick=(chance.choice(choices),))
        case "best":
            own = {who, room.people[who].team}
            others = [name for name in asked.choices if name not in own]
            return ev.Voted(who=who, round=asked.id, pick=(chance.choice(others or asked.choices),))
        case _:
            size = chance.randint(asked.least, asked.most)
            return ev.Voted(who=who, round=asked.id, pick=tuple(chance.sample(asked.choices, size)))
