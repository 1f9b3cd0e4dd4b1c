"""`platine room remove`: gone for good what was meant, and nothing else; asked before, and never while it is open."""

import asyncio
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from simulator.room import events as ev
from simulator.room.keeper import Keeper
from simulator.room.log import Logs
from simulator.room.log.file import FileLogs
from simulator.room.log.nats import NatsLogs
from simulator.room.log.sqlite import create
from tests.cli.test_room import until_begun
from tests.plain.typist import platine, surroundings
from tests.room.games import script
from tests.room.log.server import NatsServer

DAY = 86_400.0
REMOVE = ("--language", "en", "room", "remove")


def room(logs: Logs, code: str, *, names: tuple[str, ...] = ("Ana",), closed: bool = False) -> None:
    """A room in which these have joined, left again."""

    async def made() -> None:
        opened = ev.Opened(content="", secret="s" * 64)
        keeper = await Keeper.create(logs, script().scenario, opened, code=code)
        for number, name in enumerate(names):
            await keeper.act(ev.Joined(who=f"p{number}", name=name, token=f"{number:064}"), f"join-{number}")
        await keeper.lead(ev.Closed() if closed else ev.Advanced())
        await keeper.close()
        await logs.close()

    asyncio.run(made())


def local(home: Path, code: str, *, ago: float = 0.0, **how) -> None:
    """A room of this machine in which something happened last so many days ago."""
    room(FileLogs(home / "rooms", clock=lambda: time.time() - ago * DAY), code, **how)
    (home / "rooms" / f"{code}.trainer").write_text('{"secret":"hush"}', encoding="utf-8")


def left(home: Path) -> set[str]:
    """Which rooms there is any file of."""
    return {file.name.strip(".").partition(".")[0] for file in (home / "rooms").iterdir()}


def remove(*arguments: str, home: Path, language: str = "en") -> subprocess.CompletedProcess[str]:
    return platine("--language", language, "room", "remove", *arguments, home=home)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_room_goes_with_all_that_this_machine_has_of_it(tmp_path):
    local(tmp_path, "ABCDE2", names=("Ana", "Bo"))
    local(tmp_path, "ABCDE3")
    rooms = tmp_path / "rooms"
    for name in ("ABCDE2.seat", ".ABCDE2.seat.77", ".ABCDE2.trainer.77", "ABCDE3.seat"):
        (rooms / name).write_text("[]", encoding="utf-8")
    kept = {file.name: file.read_bytes() for file in rooms.glob("*ABCDE3*")}
    done = remove("abc-de2", "ABCDE2", "--yes", home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "The room ABCDE2 is removed.\n"
    assert {file.name: file.read_bytes() for file in rooms.iterdir()} == kept
    assert "There is no room ABCDE2" in remove("ABCDE2", "--yes", home=tmp_path).stderr


@contextmanager
def asked(home: Path, arguments: Sequence[str]) -> "Iterator[pexpect.spawn[str]]":
    """The command in a terminal, waiting for an answer; what it has said so far is `before`."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "simulator", *arguments],
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 200),
        env=surroundings(home, TERM="dumb"),
    )
    try:
        child.expect(re.compile(r"\[[yo]/N\] "))
        yield child
    finally:
        child.close(force=True)


@pytest.mark.parametrize(("language", "yes"), [("en", "y"), ("en", "YES"), ("fr", "oui"), ("fr", "o")])
def test_who_is_asked_sees_what_goes_and_says_yes(tmp_path, language, yes):
    local(tmp_path, "ABCDE2", names=("Ana", "Bo", "Cy"), ago=40)
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() - 40 * DAY))
    with asked(tmp_path, ["--language", language, "room", "remove", "ABCDE2"]) as child:
        told = one_line(child.before)
        assert "ABCDE2" in told
        assert script().scenario.title in told
        assert day in told
        assert ("3 people" if language == "en" else "3 personnes") in told
        child.sendline(yes)
        child.expect(pexpect.EOF)
        child.wait()
    assert child.exitstatus == 0
    assert left(tmp_path) == set()


@pytest.mark.parametrize("answer", ["", "n", "yesterday", "ABCDE2"])
def test_anything_else_removes_nothing(tmp_path, answer):
    local(tmp_path, "ABCDE2")
    local(tmp_path, "ABCDE3")
    with asked(tmp_path, [*REMOVE, "ABCDE2", "ABCDE3"]) as child:
        assert "2 rooms" in one_line(child.after if isinstance(child.after, str) else "") + one_line(child.before)
        child.sendline(answer)
        child.expect("Nothing was removed")
    assert left(tmp_path) == {"ABCDE2", "ABCDE3"}


def test_who_is_interrupted_has_removed_nothing(tmp_path):
    local(tmp_path, "ABCDE2")
    with asked(tmp_path, [*REMOVE, "ABCDE2"]) as child:
        # A signal that comes just before a program begins to wait is seen with the next one, as anybody presses again.
        for _press in range(6):
            child.sendintr()
            if child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=10) == 0:
                break
        child.wait()
        assert "Traceback" not in child.before
    assert child.exitstatus != 0
    assert left(tmp_path) == {"ABCDE2"}


def test_without_a_terminal_it_refuses_unless_told_not_to_ask(tmp_path):
    local(tmp_path, "ABCDE2")
    done = remove("ABCDE2", home=tmp_path)
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert left(tmp_path) == {"ABCDE2"}


@pytest.mark.parametrize(
    ("arguments", "gone"),
    [
        (("--closed",), {"SHUT22", "SHUT99"}),
        (("--older-than", "7"), {"WEEK99", "SHUT99"}),
        (("--older-than", "7", "--closed"), {"SHUT99"}),
        (("--older-than", "0"), {"SHUT22", "SHUT99", "WEEK99", "DAYS22"}),
        (("--older-than", "300"), set()),
        (("--before", "{yesterday}"), {"WEEK99", "SHUT99"}),
        (("--before", "{tomorrow}"), {"SHUT22", "SHUT99", "WEEK99", "DAYS22"}),
        (("--before", "1970-01-01"), set()),
        (("--before", "0001-01-01"), set()),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_rooms_go_by_their_age_and_whether_they_are_closed(tmp_path, arguments, gone):
    ages = {"DAYS22": (0.0, False), "SHUT22": (0.0, True), "SHUT99": (9.0, True), "WEEK99": (9.0, False)}
    for code, (ago, closed) in ages.items():
        local(tmp_path, code, ago=ago, closed=closed)
    days = {
        "{yesterday}": time.strftime("%Y-%m-%d", time.localtime(time.time() - DAY)),
        "{tomorrow}": time.strftime("%Y-%m-%d", time.localtime(time.time() + DAY)),
    }
    done = remove(*(days.get(one, one) for one in arguments), "--yes", home=tmp_path)
    assert done.returncode == 0
    assert left(tmp_path) == set(ages) - gone
    assert set(re.findall(r"[A-Z]{4}(?:22|99)", done.stderr)) == gone


def test_a_code_that_no_room_has_is_2_names_the_nearest_and_removes_nothing(tmp_path):
    local(tmp_path, "ABCDE2")
    for typed, told in (
        ("ABCDE3", "There is no room ABCDE3.\nDid you mean “ABCDE2”?\n"),
        ("abcd-e22", "There is no room abcd-e22.\nDid you mean “ABCDE2”?\n"),
        ("XYZXYZ", "There is no room XYZXYZ.\nCheck the code"),
        ("../ABCDE2", "There is no room ../ABCDE2.\nDid you mean “ABCDE2”?\n"),
        ("\x1b[2J", "There is no room "),
        ("", "There is no room "),
    ):
        done = remove("ABCDE2", typed, "--yes", home=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(told)
        assert "\x1b" not in done.stderr
    assert left(tmp_path) == {"ABCDE2"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Name the rooms"),
        (("ABCDE2", "--closed"), "Name the rooms"),
        (("--before", "yesterday"), "“yesterday” is no date"),
        (("--before", "2026-02-30"), "“2026-02-30” is no date"),
        (("--older-than", "-1"), "-1"),
    ],
)
def test_what_cannot_be_meant_is_2(tmp_path, arguments, told):
    local(tmp_path, "ABCDE2", closed=True)
    done = remove(*arguments, "--yes", home=tmp_path)
    assert done.returncode == 2
    assert told in one_line(done.stderr)
    assert left(tmp_path) == {"ABCDE2"}


def test_a_room_that_is_open_elsewhere_stays_and_the_others_go(tmp_path):
    local(tmp_path, "ABCDE3")
    led = subprocess.Popen(
        [sys.executable, "-m", "simulator", "room", "open", "en/ligne-coupee", "--local", "--plain"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8", env=surroundings(tmp_path),
    )  # fmt: skip
    with led:
        until_begun(led)
        [code] = left(tmp_path) - {"ABCDE3"}
        done = remove(code, "ABCDE3", "--yes", home=tmp_path)
        assert done.returncode == 4
        assert f"The room {code} is open in another window or program on this machine." in done.stderr
        assert "The room ABCDE3 is removed." in done.stderr
        assert left(tmp_path) == {code}
        assert (tmp_path / "rooms" / f"{code}.trainer").exists()
        _out, told = led.communicate("\n", timeout=60)
        assert f"The room {code} is kept" in told
    assert remove(code, "--yes", home=tmp_path).returncode == 0
    assert left(tmp_path) == set()


def test_a_room_that_cannot_be_read_can_be_removed(tmp_path):
    local(tmp_path, "ABCDE2")
    (tmp_path / "rooms" / "ABCDE2.sqlite").write_bytes(b"not a room at all" * 400)
    with asked(tmp_path, [*REMOVE, "ABCDE2"]) as child:
        assert "ABCDE2: cannot be read" in one_line(child.before)
        child.sendline("y")
        child.expect("The room ABCDE2 is removed")
        child.wait()
    assert left(tmp_path) == set()


def test_a_removal_that_was_cut_short_is_ended_under_the_same_code(tmp_path):
    """The room's file goes first: what names and answers lie beside it is found by what the trainer kept."""
    local(tmp_path, "ABCDE2")
    rooms = tmp_path / "rooms"
    (rooms / "ABCDE2.sqlite").rename(rooms / "ABCDE2.sqlite-wal")
    listed = platine("room", "list", home=tmp_path)
    assert (listed.returncode, listed.stdout) == (0, "")
    assert remove("ABCDE2", "--yes", home=tmp_path).returncode == 0
    assert list(rooms.iterdir()) == []


def test_a_seat_in_a_room_that_is_kept_elsewhere_is_forgotten_and_the_room_said_to_stay(tmp_path):
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    (rooms / "ABCDE2.seat").write_text('[{"name":"Ana","token":"t"}]', encoding="utf-8")
    with asked(tmp_path, [*REMOVE, "ABCDE2"]) as child:
        assert "The room itself stays where it is kept." in one_line(child.before)
        child.sendline("y")
        child.expect(pexpect.EOF)
    assert list(rooms.iterdir()) == []


def test_what_was_never_opened_goes_when_it_is_named_or_a_room_is_opened(tmp_path):
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    create(rooms / "ABCDE2.sqlite", 0.0)
    assert remove("ABCDE2", "--yes", home=tmp_path).returncode == 0
    assert list(rooms.iterdir()) == []
    create(rooms / "ABCDE2.sqlite", 0.0)
    local(tmp_path, "ABCDE3")
    (rooms / "ABCDE4.sqlite-wal").write_text("left over", encoding="utf-8")
    done = platine("room", "open", "en/ligne-coupee", "--local", "--plain", home=tmp_path)
    assert done.returncode == 0
    assert "ABCDE3" in left(tmp_path)
    assert not {"ABCDE2", "ABCDE4"} & left(tmp_path)


def test_a_room_on_a_bus_goes_there_and_here(tmp_path):
    server = NatsServer(tmp_path)
    server.start()
    try:
        for code in ("ABCDE2", "ABCDE3"):
            room(NatsLogs(server.url), code, names=("Ana", "Bo"))
        (tmp_path / "rooms").mkdir()
        (tmp_path / "rooms" / "ABCDE2.trainer").write_text(f'{{"secret":"s","bus":"{server.url}"}}', encoding="utf-8")
        with asked(tmp_path, [*REMOVE, "ABCDE2"]) as child:
            assert "--bus removes it there" in one_line(child.before)
            child.sendline("n")
            child.expect(pexpect.EOF)
        unknown = remove("ABCDE4", "--yes", "--bus", server.url, home=tmp_path)
        assert unknown.returncode == 2
        with asked(tmp_path, [*REMOVE, "ABCDE2", "--bus", server.url]) as child:
            assert "2 people" in one_line(child.before)
            child.sendline("y")
            child.expect(pexpect.EOF)
            child.wait()
        assert child.exitstatus == 0
        assert left(tmp_path) == set()
        listed = platine("room", "list", "--bus", server.url, home=tmp_path).stdout
        assert "ABCDE3" in listed
        assert "ABCDE2" not in listed
    finally:
        server.kill()
