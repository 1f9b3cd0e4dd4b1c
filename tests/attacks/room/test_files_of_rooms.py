"""The file of a room that somebody else has edited, and who may look into the folder."""

import asyncio
import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.cli.rooms_there import as_it_stands, rooms_there
from simulator.errors import Misuse, Unreadable
from simulator.exports.room import page
from simulator.room import events as ev
from simulator.room import keeper as keeper_module
from simulator.room.debrief import room_debrief
from simulator.room.keeper import Keeper
from simulator.room.log import UnknownRoom, content_name
from simulator.room.log.file import FileLogs
from tests.room.rooms import opened, scenario

CODE = "ABCDEF"
DEEP = b"[" * 100_000
FOREVER = (
    "CREATE VIEW entries AS WITH RECURSIVE more(place) AS (SELECT 1 UNION ALL SELECT place + 1 FROM more)"
    " SELECT place, '' AS key, 0 AS is_ordered, 0 AS at, x'' AS body FROM more"
)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeper_module, "OPENING_SECONDS", 1.0)


def platine(home: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PLATINE_HOME": str(home), "PLATINE_LANGUAGE": "en", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "simulator", "room", *words],
        input=typed, capture_output=True, encoding="utf-8", env=environment, timeout=60,
    )  # fmt: skip


async def room_in(folder: Path) -> Path:
    logs = FileLogs(folder)
    keeper = await Keeper.create(logs, scenario(), opened(), code=CODE)
    await keeper.lead(ev.Advanced())
    await keeper.close()
    await logs.close()
    return folder / f"{CODE}.sqlite"


def edited(path: Path, *statements: str, values: tuple[object, ...] = ()) -> None:
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement, values)
    connection.close()


def opened_anew(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    """Edit the first event."""
    connection = sqlite3.connect(path)
    with connection:
        body = json.loads(connection.execute("SELECT body FROM entries WHERE place = 1").fetchone()[0])
        change(body)
        connection.execute("UPDATE entries SET body = ? WHERE place = 1", (json.dumps(body).encode(),))
    connection.close()


def other_content(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    """Edit the scenario, and its hash with it."""
    connection = sqlite3.connect(path)
    with connection:
        content = json.loads(connection.execute("SELECT content FROM contents").fetchone()[0])
        change(content)
        data = json.dumps(content).encode()
        connection.execute("UPDATE contents SET name = ?, content = ?", (content_name(data), data))
    connection.close()
    opened_anew(path, lambda body: body.update(content=content_name(data)))


DAMAGED = {
    "a first entry that is a number": ("UPDATE entries SET body = 7 WHERE place = 1",),
    "a first entry that is nothing": ("UPDATE entries SET body = x'' WHERE place = 1",),
    "a content that is a huge number": ("UPDATE contents SET content = 1000000000000",),
    "a content that is text": ("UPDATE contents SET content = 'x'",),
    "another content under the same name": ("UPDATE contents SET content = x'7b7d'",),
    "no content": ("DELETE FROM contents",),
    "a trigger": ("CREATE TRIGGER gone AFTER INSERT ON entries BEGIN DELETE FROM entries; END",),
    "a view without end": ("DROP TABLE entries", FOREVER),
    "a table that is not there": ("DROP TABLE room",),
    "a column that is worked out": ("ALTER TABLE room ADD COLUMN more AS (length(zeroblob(900000000)))",),
}


@pytest.mark.parametrize("statements", DAMAGED.values(), ids=DAMAGED)
async def test_a_file_that_is_no_room_any_more_is_said_to_be_damaged(
    tmp_path: Path, statements: tuple[str, ...]
) -> None:
    path = await room_in(tmp_path)
    edited(path, *statements)
    logs = FileLogs(tmp_path)
    with pytest.raises((Unreadable, Misuse)):
        await Keeper.resume(logs, CODE)
    (there,) = await rooms_there(logs)
    assert (there.code, there.room) == (CODE, None)
    await logs.close()


async def test_a_file_whose_entries_are_gone_is_told_as_a_room_that_never_began(tmp_path: Path) -> None:
    edited(await room_in(tmp_path), "DELETE FROM entries")
    logs = FileLogs(tmp_path)
    with pytest.raises(UnknownRoom):
        await Keeper.resume(logs, CODE)
    assert await rooms_there(logs) == []
    await logs.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.update(start="nowhere"),
        lambda content: content.update(moments={}),
        lambda content: content["moments"].clear(),
    ],
    ids=["a beginning that is not there", "no moments", "moments cleared"],
)
async def test_a_scenario_that_was_never_checked_takes_nobody_with_it(
    tmp_path: Path, change: Callable[[dict[str, object]], None]
) -> None:
    path = await room_in(tmp_path)
    other_content(path, change)
    logs = FileLogs(tmp_path)
    with pytest.raises(Unreadable):
        await Keeper.resume(logs, CODE)
    await logs.close()


@pytest.mark.parametrize("at", ["'abc'", "9e999", "-1e300", "1e300"])
async def test_a_time_that_never_was_lists_the_room_all_the_same(tmp_path: Path, at: str) -> None:
    path = await room_in(tmp_path / "rooms")
    edited(path, f"UPDATE entries SET at = {at}")
    logs = FileLogs(path.parent)
    ((code, when),) = await logs.codes()
    assert (code, when) == (CODE, path.stat().st_mtime)
    await logs.close()
    done = await asyncio.to_thread(platine, tmp_path, "list")
    assert (done.returncode, CODE in done.stdout) == (0, True)


@pytest.mark.parametrize("at", [1e308, -1e308, 1e12])
async def test_a_room_that_was_opened_at_no_time_has_a_page(tmp_path: Path, at: float) -> None:
    path = await room_in(tmp_path)
    opened_anew(path, lambda body: body.update(at=at))
    logs = FileLogs(tmp_path)
    script, room = await as_it_stands(logs, CODE)
    await logs.close()
    assert "<time" not in page(script, room, room_debrief(script, room))


async def test_entries_that_were_forged_are_passed_over_and_the_rest_stands(tmp_path: Path) -> None:
    path = await room_in(tmp_path)
    again = sqlite3.connect(path)
    first = again.execute("SELECT body FROM entries WHERE place = 1").fetchone()[0]
    forged = [first, b'{"what":"advanced","x":' + DEEP, b"\xff", 7, b"x" * 3_000_000, b'{"what":"owned"}']
    with again:
        for number, body in enumerate(forged):
            again.execute(
                "INSERT INTO entries (key, is_ordered, at, body) VALUES (?, ?, 0, ?)",
                (f"f{number}", body == first, body),
            )
    again.close()
    logs = FileLogs(tmp_path)
    keeper = await Keeper.resume(logs, CODE)
    assert (keeper.room.table.stage, keeper.room.opened.secret) == ("scene", opened().secret)
    assert keeper.skipped == 5
    assert await keeper.lead(ev.Advanced()) is None
    await keeper.close()
    await logs.close()


async def test_a_name_that_was_forged_in_the_file_acts_on_no_terminal(tmp_path: Path) -> None:
    path = await room_in(tmp_path / "rooms")
    joined = ev.Joined(who="eve", name="Eve\x1b]0;owned\x07\u202e", token="")
    edited(
        path,
        "INSERT INTO entries (key, is_ordered, at, body) VALUES ('f', 0, 0, ?)",
        values=(ev.encode(joined),),
    )
    done = await asyncio.to_thread(
        platine, tmp_path, "resume", CODE, "--port", "0", "--plain", typed="people\nwho\nquit\n"
    )
    output = done.stdout + done.stderr
    assert "Eve" in output
    assert not {"\x1b", "\x07", "\u202e"} & set(output)


@pytest.mark.parametrize("code", ["../../etc", "ABCDEF/../x", "*"])
def test_a_code_is_no_path(tmp_path: Path, code: str) -> None:
    for command in ("resume", "debrief"):
        done = platine(tmp_path, command, code)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
async def test_nobody_else_on_this_machine_sees_codes_secrets_or_votes(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        folder = tmp_path / "data" / "rooms"
        logs = FileLogs(folder)
        keeper = await Keeper.create(logs, scenario(), opened())
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        files = list(folder.iterdir())
        assert {one.suffix for one in files} >= {".sqlite", ".sqlite-wal", ".lock"}
        assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
        await keeper.close()
        await logs.close()
    finally:
        os.umask(before)
