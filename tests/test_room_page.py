"""The pages on playing together are one story each: typed along by a trainer who has never seen Platine.

Their marks, on the line before a block:

    <!-- room: local, resume, sentences -->   a command that leads a room, and waits for what is typed
    <!-- typed -->                 what is typed into it, a line each, enter written as a sign
    <!-- room: network -->         the trainer's command; two join by the next block, and the call is played to its end
    <!-- room: join -->            a participant's command
    <!-- room: debrief -->         commands that look at the room that was played
    <!-- room: remove -->          commands that remove rooms, and are told that they are meant
    <!-- room: serve -->           a hub by itself, stopped again
    <!-- room: bus -->             a hub and a trainer on one NATS server
    <!-- not run: why -->          the commands are not run
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from simulator.room.events import FORMATS
from simulator.room.table import Room
from tests.cli.test_room_remove import asked, left, local
from tests.plain.room_typist import kept_rooms
from tests.plain.test_room_over_the_network import Terminal, play_on
from tests.plain.typist import surroundings
from tests.room.log.server import NatsServer
from tests.test_docs import ROOMS, ROOT, Shown, blocks

pytestmark = pytest.mark.slow
ENTER = "⏎"


def test_these_are_the_pages() -> None:
    assert [page.name for page in ROOMS] == ["salle.md", "room.md"]


def commands(block: Shown) -> list[list[str]]:
    """The arguments of each `platine` of a block."""
    lines = [line.removeprefix("$ ") for line in block.text.splitlines() if line.strip()]
    assert all(line.startswith("platine ") for line in lines), block
    return [shlex.split(line)[1:] for line in lines]


def of_kind(page: Path, kind: str) -> Shown:
    return next(block for block in blocks(page) if block.mark == "room" and block.about == kind)


@pytest.mark.parametrize("page", ROOMS, ids=lambda page: page.name)
def test_a_room_on_one_laptop_is_led_as_the_page_says(page: Path, tmp_path: Path) -> None:
    led: Terminal | None = None
    rooms: list[Room] = []
    for block in blocks(page):
        if block.mark == "room" and block.about in {"local", "resume", "sentences"}:
            [arguments] = commands(block)
            home = tmp_path / block.about.replace("resume", "local")
            led = Terminal(home, *arguments)
        elif block.mark == "typed":
            assert led is not None, block
            for line in block.text.splitlines():
                assert line.endswith(ENTER), block
                led.type(line.removesuffix(ENTER).rstrip())
            [last] = block.text.splitlines()[-1:]
            if last.startswith("quit"):
                with led:
                    assert led.ended() == 0, led.told
                rooms.extend(kept_rooms(home).values())

    left, resumed, sentences = rooms
    [turn] = left.table.turns
    assert left.table.stage == "reveal"
    assert [asked.counts for asked in turn.rounds] == [(3, 5, 0, 2, 0), (1, 2, 0, 0, 7)]
    assert turn.pick == (turn.rounds[0].choices[4],)
    assert resumed.table == left.table
    [better] = sentences.table.rewritten
    assert better.rounds[1].counts == (2, 7, 3)
    assert [len(answer.words) for answer in better.rounds[0].answers.values()] == [3]


@pytest.mark.parametrize("page", ROOMS, ids=lambda page: page.name)
def test_a_room_on_the_network_is_opened_joined_played_and_debriefed(page: Path, tmp_path: Path) -> None:
    home = tmp_path / "trainer"
    [opened] = commands(of_kind(page, "network"))
    with Terminal(home, *at_home(opened), "--port", "0", "--plain", "--seed", "1") as trainer:
        address = trainer.wait_for(r"http://\S+").group()
        code = trainer.wait_for(r"\b[A-Z2-9]{6}\b").group()
        with (
            Terminal(tmp_path / "ana", *joining(page, address, code, "Ana", "A")) as ana,
            Terminal(tmp_path / "ben", *joining(page, address, code, "Ben", "B")) as ben,
        ):
            trainer.wait_for("Ana")
            trainer.wait_for("Ben")
            assert play_on(trainer, [ana, ben], home)
            trainer.type("close")
            trainer.type("")
            trainer.type("quit")
    for debrief in commands(of_kind(page, "debrief")):
        told = subprocess.run(
            [sys.executable, "-m", "simulator", *debrief],
            cwd=tmp_path, env=surroundings(home) | {"PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8",
            timeout=60, check=False,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        assert told.stdout or (tmp_path / debrief[-1]).stat().st_size

    assert {file.name for file in tmp_path.iterdir()} >= {"debrief.html", "votes.csv"}


@pytest.mark.parametrize("page", ROOMS, ids=lambda page: page.name)
def test_rooms_are_removed_as_the_page_says(page: Path, tmp_path: Path) -> None:
    for code, days, is_closed in (
        ("ABCDE2", 0, False),
        ("ABCDE3", 31, True),
        ("ABCDE4", 31, False),
        ("ABCDE5", 29, True),
    ):
        local(tmp_path, code, ago=days, closed=is_closed)
    for arguments in commands(of_kind(page, "remove")):
        named = ["ABCDE2" if one == "CODE" else one for one in arguments]
        with asked(tmp_path, named) as child:
            child.sendline("o" if "fr" in arguments else "y")
            child.expect(pexpect.EOF)
            child.wait()
        assert child.exitstatus == 0
    assert left(tmp_path) == {"ABCDE4", "ABCDE5"}


@pytest.mark.parametrize("page", ROOMS, ids=lambda page: page.name)
def test_a_hub_serves_by_itself_until_it_is_stopped(page: Path, tmp_path: Path) -> None:
    [arguments] = commands(of_kind(page, "serve"))
    with Terminal(tmp_path, *at_home(arguments), "--port", "0") as hub:
        hub.wait_for(r"http://127\.0\.0\.1:\d+")
        hub.interrupt()
        assert hub.ended() == 0


@pytest.mark.parametrize("page", ROOMS, ids=lambda page: page.name)
def test_on_a_bus_a_room_is_joined_over_a_hub_that_did_not_open_it(page: Path, tmp_path: Path) -> None:
    server = NatsServer(tmp_path)
    server.start()
    try:
        serve, opened = (at_home(one, bus=server.url) for one in commands(of_kind(page, "bus")))
        with Terminal(tmp_path / "hub", *serve, "--port", "0") as hub:
            served = hub.wait_for(r"http://127\.0\.0\.1:\d+").group()
            with Terminal(tmp_path / "trainer", *opened, "--port", "0", "--plain") as trainer:
                own = trainer.wait_for(r"http://127\.0\.0\.1:\d+").group()
                code = trainer.wait_for(r"\b[A-Z2-9]{6}\b").group()
                assert own != served
                with Terminal(tmp_path / "ana", "room", "join", served, code, "--name", "Ana", "--plain"):
                    trainer.wait_for("Ana")
                trainer.type("quit")
                assert trainer.ended() == 0
    finally:
        server.stop()


def at_home(arguments: list[str], *, bus: str = "") -> list[str]:
    """The same where a test may run them: it opens no door to the network that it runs in."""
    own = ["127.0.0.1" if one == "0.0.0.0" else one for one in arguments]
    return [bus if one.startswith("nats://") else one for one in own]


def joining(page: Path, address: str, code: str, name: str, team: str) -> list[str]:
    """What the page says to join by, with this room's address and code, and this one's name."""
    [arguments] = commands(of_kind(page, "join"))
    place, asked = arguments.index("join") + 1, {"Ana": name, "A": team}
    arguments[place : place + 2] = [address, code]
    return [*(asked.get(one, one) for one in arguments), "--plain"]


@pytest.mark.parametrize("page", ROOMS, ids=lambda page: page.name)
def test_the_page_tells_of_every_format_and_no_other(page: Path) -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| [^|]+ \| [^|]+ \|$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(FORMATS)


@pytest.mark.parametrize("page", ROOMS, ids=lambda page: page.name)
def test_the_page_names_no_option_that_is_not_there(page: Path) -> None:
    told = "".join(
        subprocess.run(
            [sys.executable, "-m", "simulator", "--language", "en", "room", one, "--help"],
            env={**os.environ, "COLUMNS": "200"}, capture_output=True, encoding="utf-8", check=True,
        ).stdout
        for one in ("open", "join", "resume", "serve", "debrief", "remove")
    )  # fmt: skip
    named = set(re.findall(r"(?<![\w-])--[a-z]+", page.read_text(encoding="utf-8"))) - {"--language"}
    assert named
    assert {option for option in named if option not in told} == set()
