"""A whole game in lines over the network: a trainer and two participants, each a process of its own."""

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

from simulator.room.table import Room
from tests.plain.room_typist import kept_rooms
from tests.plain.typist import surroundings

WAITED_SECONDS = 30.0
MOST_STEPS = 120


class Terminal:
    """A process in line mode: what it has written, and lines typed to it."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "simulator", *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", env=surroundings(home),
        )  # fmt: skip
        self.told = ""
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while letter := self._process.stdout.read(1):
            self.told += letter

    def type(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def wait_for(self, pattern: str, *, after: int = 0) -> re.Match[str]:
        """The first match of a pattern in what is written from `after` on."""
        until = time.monotonic() + WAITED_SECONDS
        while time.monotonic() < until:
            found = re.compile(pattern).search(self.told, after)
            if found is not None:
                return found
            time.sleep(0.02)
        raise AssertionError(f"{pattern} never came in:\n{self.told[after:]}")

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for what this program does elsewhere than on its screen."""
        until = time.monotonic() + WAITED_SECONDS
        while not true():
            assert time.monotonic() < until, self.told
            time.sleep(0.05)

    def interrupt(self) -> None:
        self._process.send_signal(signal.SIGINT)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(WAITED_SECONDS)

    def ended(self) -> int:
        return self._process.wait(WAITED_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.wait()
        self._reading.join()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()


def stands(home: Path) -> Room:
    [room] = kept_rooms(home).values()
    return room


def answer_of(room: Room) -> str:
    """What everybody answers to the round that is open."""
    asked = room.table.open[-1]
    return "7" if asked.ask == "rating" else " ".join(str(place + 1) for place in range(max(1, asked.least)))


def play_on(trainer: Terminal, voters: list[Terminal], home: Path, *, steps: int = MOST_STEPS) -> bool:
    """Lead the room on, everybody answering what is asked. Whether the call has come to its end."""
    for _step in range(steps):
        room = stands(home)
        if room.table.stage == "over":
            return True
        mark = len(trainer.told)
        if room.table.open and room.table.open[-1].voted < len(voters):
            for one in voters:
                one.type(answer_of(room))
            trainer.wait_for("Everybody who is asked has answered|Toutes les réponses attendues sont là", after=mark)
            mark = len(trainer.told)
        trainer.type("")
        # A prompt alone may be that of an answer that came in meanwhile.
        trainer.until(lambda led=room.led: stands(home).led > led)
        trainer.wait_for(r"q\)\s?: $", after=mark)
    return False


@pytest.mark.parametrize("elsewhere", [False, True], ids=["hub of his own", "over a hub that serves"])
def test_a_whole_game_is_played_by_three_processes(elsewhere, tmp_path):
    home = tmp_path / "trainer"
    where: tuple[str, ...] = ("--port", "0")
    hub = Terminal(home, "room", "serve", "--port", "0") if elsewhere else None
    try:
        if hub is not None:
            where = ("--at", hub.wait_for(r"Serving at (http://\S+)").group(1))
        open_it = ("room", "open", "en/ligne-coupee", "--format", "live", "--plain", "--seed", "1", *where)
        with Terminal(home, *open_it) as trainer:
            address = trainer.wait_for(r"in a browser: (http://\S+)").group(1)
            code = address.rpartition("/")[2]
            with (
                Terminal(tmp_path / "lea", "room", "join", address, "--name", "Léa", "--plain") as lea,
                Terminal(tmp_path / "noor", "room", "join", address, "--name", "Noor", "--plain") as noor,
            ):
                trainer.wait_for("2 in the room")
                assert play_on(trainer, [lea, noor], home)
                assert "Mood:" in lea.told
                trainer.type("close")
                assert trainer.ended() == 0
                assert (lea.ended(), noor.ended()) == (0, 0)
            assert f"platine room debrief {code}" in trainer.told
    finally:
        if hub is not None:
            hub.__exit__()
    room = stands(home)
    assert room.closed
    assert len(room.table.turns) > 3
    assert all(len(turn.rounds[-1].answers) == 2 for turn in room.table.turns if turn.rounds)
    assert room.table.rating is not None


def test_everybody_goes_on_where_they_were_when_the_trainer_s_program_is_killed(tmp_path):
    home = tmp_path / "trainer"
    open_it = ("room", "open", "en/ligne-coupee", "--format", "live", "--plain", "--seed", "1", "--port", "0")
    with Terminal(home, *open_it) as trainer:
        address = trainer.wait_for(r"in a browser: (http://\S+)").group(1)
        join_it = ("room", "join", address, "--plain")
        with (
            Terminal(tmp_path / "lea", *join_it, "--name", "Léa") as lea,
            Terminal(tmp_path / "noor", *join_it, "--name", "Noor") as noor,
        ):
            trainer.wait_for("2 in the room")
            assert not play_on(trainer, [lea, noor], home, steps=5)
            before = stands(home)
            trainer.kill()
            marks = [len(one.told) for one in (lea, noor)]
            with Terminal(home, "room", "resume", "--plain") as again:
                assert again.wait_for(r"in a browser: (http://\S+)").group(1) == address
                for one, mark in zip((lea, noor), marks, strict=True):
                    one.wait_for("Connected", after=mark)
                assert stands(home).table == before.table
                assert play_on(again, [lea, noor], home)
                assert {person.name for person in stands(home).present} == {"Léa", "Noor"}
                again.type("close")
                assert again.ended() == 0
