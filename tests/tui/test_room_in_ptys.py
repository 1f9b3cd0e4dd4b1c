"""A whole hot-seat game in real terminals: the trainer's with its hub in it, and two participants', by keys alone.

One participant's terminal dies in the middle and comes back to its seat; the trainer's dies and the room is resumed.
What the three screens said is what the log, folded afterwards, says.
"""

import asyncio
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from simulator.exports.room import headlines
from simulator.locale import use
from simulator.room.debrief import room_debrief
from simulator.room.keeper import Keeper
from simulator.room.log.file import FileLogs
from simulator.room.moves import ANSWERING
from simulator.room.table import Room
from simulator.room.views import view
from simulator.wording.labels import label, mood_glyph
from simulator.wording.numbers import number
from tests.tui.terminals import Terminal, Terminals

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="terminals of another kind"),
]

CALL = "scenarios/en/ligne-coupee.yaml"
GUESS = "6"
"""Angry, as he is at first: right at first, and later no more."""


class Call:
    """The trainer's screen, read and led on by its keys."""

    def __init__(self, terminals: Terminals, trainer: Terminal) -> None:
        self.terminals = terminals
        self.trainer = trainer
        self.earned: Counter[str] = Counter()
        self.points_at_the_end: dict[str, int] = {}
        self.mood_at_the_end = ""
        self.answers: list[tuple[str, int]] = []
        """Who answered, and the number of the answer, as it was typed."""

    @property
    def stage(self) -> str:
        return self.trainer.lines[1].strip("─ ")

    def lead(self, keys: str = " ") -> str:
        """Press a key that leads on, and wait for what comes next. Its title."""
        # The rest of a screen may be drawn before its title is.
        self.terminals.until(self.trainer, lambda: self.stage != "", "stage")
        before = self.stage
        self.trainer.child.send(keys)
        self.terminals.until(self.trainer, lambda: self.stage not in {before, ""}, f"another stage than {before!r}")
        self.terminals.settle(self.trainer)
        return self.stage

    @property
    def seat(self) -> str:
        found = re.search(r"On the seat: (\w+)(?: \((\w)\))?", self.trainer.shown)
        assert found is not None, self.trainer.shown
        return found[1]

    def collect(self, names: str) -> None:
        """The points that a reveal gives to teams."""
        for team, points in re.findall(rf"\b({names}): \S+ \w+ \+(\d) points?", self.trainer.shown):
            self.earned[team] += int(points)

    @property
    def points(self) -> dict[str, int]:
        """As the wall tells them, all together."""
        found = re.search(r"Points: ((?:\w+ \d+(?: · )?)+)", self.trainer.shown)
        assert found is not None, self.trainer.shown
        return {team: int(points) for team, points in re.findall(r"(\w+) (\d+)", found[1])}


class Game(Call):
    """With two participants in terminals of their own."""

    def __init__(self, terminals: Terminals, home: Path) -> None:
        self.homes = {name: home / name for name in ("trainer", "Ana", "Bo")}
        opened = ("room", "open", CALL, "--format", "hot-seat", "--teams", "2", "--port", "0", "--seed", "1")
        super().__init__(terminals, terminals.open(self.homes["trainer"], *opened))
        self.terminals.sees(self.trainer, "The room is filling", "The code of the room:")
        found = re.search(r"([A-Z0-9]{6}) · 0 here .*http://(127\.0\.0\.1:\d+)/", self.trainer.shown)
        assert found is not None, self.trainer.shown
        self.code, self.place = found[1], found[2]
        self.people = {
            name: terminals.open(self.homes[name], *self.join, "--name", name, "--team", team)
            for name, team in (("Ana", "A"), ("Bo", "B"))
        }

    @property
    def join(self) -> tuple[str, ...]:
        return ("room", "join", self.place, self.code)

    def other(self, name: str) -> str:
        return "Bo" if name == "Ana" else "Ana"

    def all_see(self, *words: str) -> None:
        for terminal in (self.trainer, *self.people.values()):
            self.terminals.sees(terminal, *words)

    def sees(self, name: str, *words: str, without: str = "") -> str:
        return self.terminals.sees(self.people[name], *words, without=without)

    def press(self, name: str, keys: str) -> None:
        self.people[name].child.send(keys)

    def seated(self, name: str) -> None:
        """Everybody is told who is asked; only he is asked."""
        assert self.seat == name
        team = "A" if name == "Ana" else "B"
        self.sees(name, "You are on the hot seat: answer below.")
        told = self.sees(self.other(name), f"{name}, of team {team}, is on the hot seat and answers.")
        assert "1-9 answer" not in told

    def answers_with(self, name: str, key: str) -> None:
        self.sees(name, "1-9 answer")
        self.press(name, key)
        self.sees(name, "Your answer is in; you may change it until the vote is locked.")
        told = self.terminals.sees(self.trainer, "1 of 1 have answered", "→ take the seat's answer")
        assert "✓" not in told
        self.answers.append((name, int(key)))

    def predicts(self, name: str, key: str = GUESS) -> None:
        """While the seat waits, and the wall does not tell what is predicted."""
        self.sees(name, "In what mood will this answer leave the customer?", "What the seat answered", "1-9 answer")
        self.sees(self.other(name), "The other teams predict; your team waits.")
        self.press(name, key)
        self.sees(name, "Your answer is in")
        told = self.terminals.sees(self.trainer, "1 of 1 have answered", "→ play the answer")
        assert not re.search(r"✓|\d votes?|points", told)

    def moment(self, key: str) -> None:
        """From what the customer says to what the answer did."""
        assert self.lead() == "The hot seat answers"
        name = self.seat
        self.seated(name)
        self.answers_with(name, key)
        stage = self.lead()
        if stage == "The customer has spoken":
            said = re.search(r"▶ (.{30})", self.trainer.shown)
            assert said is not None, self.trainer.shown
            self.sees(self.other(name), said[1])
            assert self.lead() == "The hot seat answers"
            self.terminals.sees(self.trainer, "How do you say it?", said[1])
            self.sees(name, "How do you say it?", said[1])
            self.answers_with(name, "1")
            stage = self.lead()
        if stage == "What mood will this leave the customer in?":
            self.predicts(self.other(name))
            stage = self.lead()
        assert stage == "The customer reacts"
        self.reacted(name)

    def reacted(self, name: str) -> None:
        self.terminals.sees(self.trainer, "→ on to")
        self.collect("A|B")
        self.all_see("The customer reacts")
        self.sees(name, "See what the answer did.")
        rises = re.search(r"([▼▽△▲◆◇■□○]) (\w+)", self.people[name].lines[1])
        assert rises is not None
        assert f"{rises[1]} {rises[2]}" in self.trainer.shown
        assert rises[0] in self.people[self.other(name)].lines[1]
        if self.earned:
            assert self.points == {"A": self.earned["A"], "B": self.earned["B"]}

    def dies_and_comes_back(self, name: str) -> None:
        """A participant's terminal, with an answer given: the same command, from the same machine."""
        self.terminals.kill(self.people[name])
        self.people[name] = self.terminals.open(self.homes[name], *self.join)
        self.sees(name, f"{name} · team", "● Connected")

    def trainer_dies_and_resumes(self) -> None:
        self.terminals.kill(self.trainer)
        for name in self.people:
            self.sees(name, "The connection is lost.")
        self.trainer = self.terminals.open(self.homes["trainer"], "room", "resume", self.code)
        self.terminals.sees(self.trainer, self.code, "2 here")
        for name in self.people:
            self.sees(name, "● Connected", without="The connection is lost.")

    def folded(self, read: Callable[[Keeper], None]) -> None:
        """What the log alone says, the programs all gone."""
        folded(self.homes["trainer"], self.code, read)


def folded(home: Path, code: str, read: Callable[[Keeper], None]) -> None:
    async def task() -> None:
        logs = FileLogs(home / "rooms")
        keeper = await Keeper.resume(logs, code)
        try:
            read(keeper)
        finally:
            await keeper.close()
            await logs.close()

    asyncio.run(task())


def answered(room: Room) -> list[tuple[str, int]]:
    """Who gave which number, as the rounds of what was played tell it."""
    found = []
    for turn in room.table.turns:
        last = next(one for one in reversed(turn.rounds) if one.ask in ANSWERING)
        ((who, answer),) = last.answers.items()
        assert answer.pick == turn.pick
        found.append((room.people[who].team or "", last.choices.index(answer.pick[0]) + 1))
    return found


@pytest.fixture
def terminals() -> Iterator[Terminals]:
    found = Terminals()
    yield found
    found.close()


def test_a_whole_game_in_three_terminals_is_what_its_log_says(terminals, tmp_path):
    use("en")
    game = Game(terminals, tmp_path)
    for name in ("Ana", "Bo"):
        game.sees(name, "You are in. It begins soon.", "2 in the room")
    terminals.sees(game.trainer, "2 are here", "A 1 · B 1", "Ana", "Bo")
    assert game.lead() == "The customer has spoken"
    game.all_see("Twenty-two minutes of piano.", "▼ angry")

    _first_moment_with_a_breath_and_an_answer_taken_back(game)
    _second_moment_with_two_deaths(game)
    for _moment in range(12):
        terminals.sees(game.trainer, "→ on to")
        if "→ on to the last question" in game.trainer.shown:
            break
        assert game.lead() == "The customer has spoken"
        game.moment("1")
    assert game.lead() == "Before the verdict"
    for name, figure in (("Ana", "3"), ("Bo", "8")):
        game.sees(name, "How well understood does the customer feel, from 0 to 10?", "0-9 answer")
        game.press(name, figure)
        game.sees(name, "Your answer is in")
    told = terminals.sees(game.trainer, "2 of 2 have answered")
    assert "5.5" not in told
    assert game.lead() == "The call is over"
    last = terminals.sees(game.trainer, "The debrief", f"platine room debrief {game.code}")
    _all_tell_the_same_end(game)

    for name in game.people:
        game.press(name, "q")
        assert terminals.ends(game.people[name]) == 0
    game.trainer.child.send("q")
    assert terminals.ends(game.trainer) == 0

    def read(keeper: Keeper) -> None:
        room, script = keeper.room, keeper.script
        assert {team: room.table.points.get(team, 0) for team in ("A", "B")} == dict(game.points_at_the_end)
        teams = {"Ana": "A", "Bo": "B"}
        assert answered(room) == [(teams[name], figure) for name, figure in game.answers]
        seen = view(script, room)
        assert seen.rating == 5.5
        assert seen.purses == {"A": (2, 0, 0), "B": (2, 1, 1)}
        assert seen.standing is not None
        mood = f"{mood_glyph(seen.standing.mood)} {label('mood', seen.standing.mood)}"
        assert mood in game.mood_at_the_end
        for row in headlines(script, room_debrief(script, room)):
            assert " ".join(row.split()) in last, row

    game.folded(read)


def _first_moment_with_a_breath_and_an_answer_taken_back(game: Game) -> None:
    assert game.lead() == "The hot seat answers"
    game.seated("Ana")
    game.sees("Ana", "a ask the team · b breathe")
    game.press("Ana", "a")
    game.sees("Ana", "There is nobody else in the team.")
    game.press("Ana", "b")
    told = game.terminals.sees(game.trainer, "ask the team ●● · breathe ○ · take the answer back ●", "Load ●○○")
    assert "0 of 1 have answered" in told
    game.sees("Ana", "Load ●○○", without="b breathe")
    game.answers_with("Ana", "1")
    assert game.lead() == "What mood will this leave the customer in?"
    game.predicts("Bo")
    assert game.lead() == "The customer reacts"
    told = game.terminals.sees(game.trainer, "What the teams predicted", "B: ▼ angry +2 points", "Points: A 0 · B 2")
    assert "▶ 1" in told
    assert "✓ right" in told
    game.sees("Bo", "See what the answer did.", without="take the answer back")
    game.sees("Ana", "r take the answer back")
    game.press("Ana", "r")
    game.answers.clear()
    game.terminals.sees(game.trainer, "The hot seat answers", "take the answer back ○", without="Points")
    game.seated("Ana")
    game.answers_with("Ana", "4")
    assert game.lead() == "What mood will this leave the customer in?"
    game.predicts("Bo")
    assert game.lead() == "The customer reacts"
    game.reacted("Ana")
    game.sees("Ana", without="take back")


def _second_moment_with_two_deaths(game: Game) -> None:
    assert game.lead() == "The customer has spoken"
    assert game.lead() == "The hot seat answers"
    game.seated("Bo")
    game.dies_and_comes_back("Bo")
    game.seated("Bo")
    game.answers_with("Bo", "1")
    game.dies_and_comes_back("Bo")
    game.sees("Bo", "Your answer is in; you may change it until the vote is locked.", "▸1 ✓")
    game.trainer_dies_and_resumes()
    told = game.terminals.sees(game.trainer, "The hot seat answers", "On the seat: Bo (B)", "1 of 1 have answered")
    assert "ask the team ●● · breathe ● · take the answer back ●" in told
    game.sees("Bo", "Your answer is in; you may change it until the vote is locked.")
    assert game.lead() == "The customer reacts"
    assert "What the teams predicted" not in game.trainer.shown
    game.reacted("Bo")


def _all_tell_the_same_end(game: Game) -> None:
    game.points_at_the_end = game.points
    assert sum(game.points.values()) > 0
    mood = re.search(r"[▼▽△▲◆◇■□○] \w+", game.trainer.shown)
    assert mood is not None
    game.mood_at_the_end = mood[0]
    told = f"How well understood you think the customer felt: {number(5.5, 1)}"
    assert told in game.trainer.shown
    for name in game.people:
        seen = game.sees(name, "The call is over", told, mood[0])
        for team, points in game.points.items():
            assert f"· {team}: {points}" in seen


def local_moment(call: Call, key: str) -> None:
    """The same at one keyboard, which goes from team to team."""
    assert call.lead() == "The hot seat answers"
    team = call.seat
    local_answer(call, team, key)
    stage = call.lead()
    if stage == "The customer has spoken":
        assert call.lead() == "The hot seat answers"
        call.terminals.sees(call.trainer, "How do you say it?")
        local_answer(call, team, "1")
        stage = call.lead()
    if stage == "What mood will this leave the customer in?":
        local_prediction(call, "B" if team == "A" else "A")
        stage = call.lead()
    assert stage == "The customer reacts"
    call.terminals.sees(call.trainer, "→ on to")
    call.collect("A|B")
    assert not call.earned or call.points == {"A": call.earned["A"], "B": call.earned["B"]}


def local_answer(call: Call, team: str, key: str) -> None:
    call.terminals.sees(call.trainer, f"On the seat: {team}", f"{team}: it is your turn at the keyboard.")
    call.trainer.child.send(key)
    call.terminals.sees(call.trainer, "1 of 1 have answered", "→ take the seat's answer")
    call.answers.append((team, int(key)))


def local_prediction(call: Call, team: str) -> None:
    call.terminals.sees(call.trainer, f"{team}: it is your turn at the keyboard.", "▶")
    call.trainer.child.send(GUESS)
    call.terminals.sees(call.trainer, "1 of 1 have answered", "→ play the answer")


def test_a_whole_game_at_one_keyboard_is_what_its_log_says(terminals, tmp_path):
    use("en")
    opened = ("room", "open", CALL, "--format", "hot-seat", "--teams", "2", "--local", "--seed", "1")
    call = Call(terminals, terminals.open(tmp_path, *opened))
    terminals.sees(call.trainer, "One laptop and raised hands", "Teams: A, B")
    assert call.lead() == "The customer has spoken"
    _asked_breathed_and_taken_back(call)
    for _moment in range(12):
        terminals.sees(call.trainer, "→ on to")
        if "→ on to the last question" in call.trainer.shown:
            break
        assert call.lead() == "The customer has spoken"
        local_moment(call, "1")
    assert call.lead() == "Before the verdict"
    for keys, counted in (("\r\r2\r", "2 hands"), ("3\r", "5 hands")):
        call.trainer.child.send(keys)
        terminals.sees(call.trainer, f"{counted} counted")
    assert call.lead() == "The call is over"
    last = terminals.sees(call.trainer, "The debrief", "How well understood you think the customer felt: 2.6")
    code = re.search(r"platine room debrief ([A-Z0-9]{6})", last)
    assert code is not None
    points = call.points
    call.trainer.child.send("q")
    assert terminals.ends(call.trainer) == 0

    def read(keeper: Keeper) -> None:
        room, script = keeper.room, keeper.script
        assert {team: room.table.points.get(team, 0) for team in ("A", "B")} == points
        assert points == {"A": call.earned["A"], "B": call.earned["B"]}
        assert answered(room) == call.answers
        assert view(script, room).purses == {"A": (1, 0, 0), "B": (2, 1, 1)}
        assert room.table.rating is not None
        assert room.table.rating.counts == (0, 0, 2, 3, 0, 0, 0, 0, 0, 0, 0)
        for row in headlines(script, room_debrief(script, room)):
            assert " ".join(row.split()) in last, row

    folded(tmp_path, code[1], read)


def _asked_breathed_and_taken_back(call: Call) -> None:
    """All three tokens of the team that begins, at one keyboard."""
    sees, send = call.terminals.sees, call.trainer.child.send
    assert call.lead() == "The hot seat answers"
    assert call.lead("e") == "The seat asks its team"
    sees(call.trainer, "Tokens: ask the team ● · breathe ●", "0 hands counted")
    send("1\r\r\r4")
    sees(call.trainer, "5 hands counted")
    assert call.lead() == "The hot seat answers"
    told = sees(call.trainer, "The team says", "A: it is your turn at the keyboard.")
    assert re.findall(r" (\d) +(\d+) ?%", told) == [("1", "20"), ("0", "0"), ("0", "0"), ("4", "80"), ("0", "0")]
    send("b")
    sees(call.trainer, "ask the team ● · breathe ○", "Load ●○○")
    local_answer(call, "A", "1")
    assert call.lead() == "What mood will this leave the customer in?"
    local_prediction(call, "B")
    assert call.lead() == "The customer reacts"
    sees(call.trainer, "B: ▼ angry +2 points", "Points: A 0 · B 2", "z take back")
    assert call.lead("z") == "The hot seat answers"
    sees(call.trainer, "take the answer back ○", without="Points")
    call.answers.clear()
    local_answer(call, "A", "4")
    assert call.lead() == "What mood will this leave the customer in?"
    local_prediction(call, "B")
    assert call.lead() == "The customer reacts"
    sees(call.trainer, "→ on to")
    call.collect("A|B")
