"""A room led in lines: whole games on one laptop by a pipe, and what is told while others come and go."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulator import locale
from simulator.locations import bundled_packs
from tests.plain.room_typist import SEED, Typist, kept_rooms, same
from tests.plain.typist import platine, surroundings

TEAMS = ("Azur", "Brume", "Cime")
FORMATS = ("peer", "live", "hot-seat", "say-better")


def scenario(language: str, name: str = "ligne-coupee") -> Path:
    return bundled_packs() / language / f"{name}.yaml"


@pytest.fixture
def speaking():
    before = locale.language()
    yield locale.use
    locale.use(before)


def opened(language: str, form: str, teams: tuple[str, ...]) -> list[str]:
    return [
        "--language", language, "room", "open", str(scenario(language)),
        "--format", form, "--local", "--plain", "--seed", str(SEED),
        *(["--teams", ",".join(teams)] if teams else []),
    ]  # fmt: skip


@pytest.mark.parametrize("teams", [(), TEAMS], ids=["one room", "teams"])
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_whole_game_by_raised_hands_is_what_was_typed(language, form, teams, tmp_path, speaking):
    speaking(language)
    typist = Typist(scenario(language), form, teams, chance=len(form)).play()
    assert len(typist.room.table.turns) > 3 or len(typist.room.table.rewritten) > 1

    played = platine(*opened(language, form, teams), home=tmp_path, lines=typist.lines)

    assert played.returncode == 0, played.stderr
    [(code, room)] = kept_rooms(tmp_path).items()
    assert same(room, typist.room)
    assert f"platine room resume {code}" in played.stderr
    assert "Traceback" not in played.stdout + played.stderr
    assert typist.script.customer.name in played.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_a_room_that_was_killed_goes_on_where_it_was(form, tmp_path):
    typist = Typist(scenario("en"), form, TEAMS, chance=3).play()
    half = len(typist.lines) // 2
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", *opened("en", form, TEAMS)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8", env=surroundings(tmp_path),
    )  # fmt: skip
    with process:
        assert process.stdin is not None
        process.stdin.write("".join(f"{line}\n" for line in typist.lines[:half]))
        process.stdin.flush()
        code = until_at(tmp_path, typist.places[half - 1])
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL

    again = platine("room", "resume", code, "--plain", home=tmp_path, lines=typist.lines[half:])

    assert again.returncode == 0, again.stderr
    assert same(kept_rooms(tmp_path)[code], typist.room)


def until_at(home: Path, place: int) -> str:
    """The code of the only room there is, once its log has come so far."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for code, room in kept_rooms(home).items():
            if room.place >= place:
                return code
        time.sleep(0.05)
    raise AssertionError("the room never came so far")


def test_what_enter_does_is_said_before_every_line(tmp_path):
    typist = Typist(scenario("en"), "peer", ()).play()
    played = platine(*opened("en", "peer", ()), home=tmp_path, lines=typist.lines)
    asked = re.findall(r"^(Enter [^(]+|Raised hands [^(]+)\(", played.stdout, re.MULTILINE)
    assert len(asked) >= len(typist.lines) - 2
    assert {"Enter takes the call ", "Enter opens the vote ", "Enter locks the vote and shows it "} <= set(asked)


def test_the_key_is_not_told_before_it_is_revealed(tmp_path):
    typist = Typist(scenario("en"), "peer", ())
    for _step in range(6):
        typist.play(most=1)
        if typist.room.table.stage == "tally":
            break
    told = platine(*opened("en", "peer", ()), home=tmp_path, lines=typist.lines).stdout
    assert "How you voted" in told
    assert not re.search(r"^[0-9]\..*right", told, re.MULTILINE)
    assert not re.search(r"^[0-9]\..*played", told, re.MULTILINE)
