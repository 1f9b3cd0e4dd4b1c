"""`platine room debrief`: read from the log, in four forms, while somebody else may lead the room."""

import asyncio
import csv
import io
import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from simulator.cli.app import platine
from simulator.cli.rooms_kept import Kept, keep
from simulator.errors import Refused
from simulator.locale import use
from simulator.room import events as ev
from simulator.room.keeper import Keeper
from simulator.room.log.file import FileLogs
from simulator.room.seats import folder
from tests.room.games import answer, script


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PLATINE_HOME", str(tmp_path))
    use("en")
    yield tmp_path
    use("en")


async def _played(keeper: Keeper, people: int = 4) -> None:
    """A few stages of a room that is led through its log."""
    chance = Random(3)
    for number in range(people):
        await keeper.act(ev.Joined(who=f"p{number}", name=f"Zyx {number}", token=f"{number:064}"), f"join-{number}")
    for step in range(9):
        for asked in keeper.room.table.open:
            for who in sorted(asked.voters):
                await keeper.act(answer(keeper.room, asked, who, chance), f"vote-{step}-{who}")
        if await keeper.lead(ev.Advanced()) == "trainer_decides":
            await keeper.lead(ev.Picked(pick=keeper.room.table.tied[0]))


@contextmanager
def a_room(code: str = "ABCDEF", *, played: bool = True):
    """A room of this machine that somebody has open for as long as this lasts."""
    loop = asyncio.new_event_loop()
    logs = FileLogs(folder())

    async def begin() -> Keeper:
        opened = ev.Opened(content="", secret="s" * 64)
        keeper = await Keeper.create(logs, script().scenario, opened, code=code)
        if played:
            await _played(keeper)
        return keeper

    keeper = loop.run_until_complete(begin())
    try:
        yield keeper
    finally:
        loop.run_until_complete(keeper.close())
        loop.run_until_complete(logs.close())
        loop.close()


def asked(*arguments: str):
    return CliRunner().invoke(platine, ["--language", "en", "room", "debrief", *arguments])


def test_a_room_is_debriefed_while_it_is_led_elsewhere():
    with a_room():
        done = asked("abc-def")

    assert done.exit_code == 0
    assert done.stdout.startswith("The room's debrief\n  In the room: 4 participants\n")
    assert "What split the room" in done.stdout
    assert "Zyx" not in done.output


def test_without_a_code_it_is_the_newest_room():
    with a_room("ABCDEF"):
        pass
    with a_room("FEDCBA", played=False):
        done = asked()

    assert "Nothing has been played in this room yet." in done.stdout


def test_json_holds_every_figure_and_no_name():
    with a_room():
        done = asked("--format", "json")

    data = json.loads(done.stdout)
    assert data["people"] == 4
    assert data["moments"][0]["first"]["voters"] == 4
    assert 0 <= data["report"]["scorecard"]["overall"] <= 100
    assert "Zyx" not in done.output


def test_what_is_written_follows_from_the_file_s_ending(home: Path):
    with a_room():
        for name in ("debrief.html", "debrief.csv", "debrief.json", "debrief.txt"):
            assert asked("-o", str(home / name)).exit_code == 0

    assert (home / "debrief.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    rows = list(csv.DictReader(io.StringIO((home / "debrief.csv").read_text(encoding="utf-8-sig"))))
    assert {row["what"] for row in rows} == {"answer"}
    assert json.loads((home / "debrief.json").read_text(encoding="utf-8"))["people"] == 4
    assert (home / "debrief.txt").read_text(encoding="utf-8").startswith("The room's debrief\n")


def test_the_format_asked_for_goes_before_the_file_s_ending(home: Path):
    with a_room():
        done = asked("--format", "csv", "-o", str(home / "debrief.txt"))

    assert done.stdout == ""
    assert (home / "debrief.txt").read_text(encoding="utf-8-sig").startswith("what,format,team,")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [((), "There is no room yet."), (("ABCDEF",), "no room ABCDEF"), (("not a code",), "no room not a code")],
)
def test_a_room_that_there_is_not_is_misuse_and_says_so(arguments: tuple[str, ...], said: str):
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "--language", "en", "room", "debrief", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_room_that_was_led_on_a_bus_is_looked_for_there():
    pytest.importorskip("nats")
    keep("ABCDEF", Kept("s", bus="nats://127.0.0.1:1"))

    with pytest.raises(Refused) as refused:
        CliRunner().invoke(platine, ["room", "debrief", "ABCDEF"], catch_exceptions=False)

    assert refused.value.key == "nats_unreachable"
