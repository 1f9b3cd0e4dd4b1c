"""A room's file outlives its process, refuses what it cannot keep, and never writes over what it does not know."""

import asyncio
import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.errors import PlatineError, Refused, Unreadable
from simulator.room.log import Entry, RoomTaken, UnknownRoom, holding
from simulator.room.log.file import FileLogs
from simulator.room.log.holding import Held, Hold
from simulator.room.log.sqlite import create
from simulator.wording.errors import known
from tests.room.log.kit import first, silence

ROOT = Path(__file__).resolve().parents[3]

WRITES_FOR_EVER = """
import asyncio, sys
from pathlib import Path
from simulator.room.log.file import FileLogs

async def one(log, key, after=None):
    place = await log.append(key.encode(), key=key, after=after)
    print(place, key, flush=True)
    return place

async def main():
    log = await FileLogs(Path(sys.argv[1])).create("ROOM")
    last, number = 0, 0
    while True:
        number += 1
        last = await one(log, f"led-{number}", last)
        await asyncio.gather(*(one(log, f"vote-{number}-{who}") for who in range(7)))

asyncio.run(main())
"""

HOLDS_IT = """
import asyncio, sys
from pathlib import Path
from simulator.room.log.file import FileLogs

async def main():
    log = await FileLogs(Path(sys.argv[1])).create("ROOM")
    await log.append(b"open", key="a", after=0)
    print("held", flush=True)
    for line in iter(sys.stdin.readline, ""):
        await log.append(line.strip().encode(), key=line)
        print("written", flush=True)

asyncio.run(main())
"""

IS_KILLED_WHILE_REMOVING = """
import asyncio, os, signal, sys
from pathlib import Path
from simulator.room.log.file import FileLogs

left = int(sys.argv[2])

def count(event, _arguments):
    global left
    if event == "os.remove":
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
asyncio.run(FileLogs(Path(sys.argv[1])).remove("ROOM"))
"""

FILLS_THE_DISK = """
import asyncio, resource, sys
from pathlib import Path
from simulator.errors import PlatineError
from simulator.room.log.file import FileLogs

async def main():
    log = await FileLogs(Path(sys.argv[1])).create("ROOM")
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    for number in range(100):
        try:
            await log.append(b"x" * 10_000, key=f"k{number}")
        except PlatineError as error:
            print("refused", error.key, flush=True)
            break
        print("written", flush=True)
    refused = await asyncio.gather(*(log.append(b"y" * 10_000, key=f"r{n}") for n in range(5)), return_exceptions=True)
    print("all", all(isinstance(one, PlatineError) for one in refused), flush=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    await log.append(b"room again", key="later")
    print("later", flush=True)

asyncio.run(main())
"""


@contextlib.contextmanager
def child(program: str, folder: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


async def everything(logs: FileLogs, code: str = "ROOM") -> list[Entry]:
    """All entries of a room, read and left."""
    log = await logs.open(code, writes=False)
    with contextlib.closing(sqlite3.connect(logs.path(code))) as connection:
        count = connection.execute("SELECT COUNT(*) FROM entries").fetchone()[0]
    found = await first(log, count) if count else []
    await log.close()
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """Of the rooms' files. What SQLite puts beside them to read is not theirs."""
    return {path.name: path.read_bytes() for path in folder.glob("*.sqlite")}


@pytest.mark.parametrize("acknowledged", [1, 60, 400])
async def test_nothing_that_was_acknowledged_is_lost_when_the_process_is_killed(
    tmp_path: Path, acknowledged: int
) -> None:
    with child(WRITES_FOR_EVER, tmp_path) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(acknowledged)]
        process.send_signal(signal.SIGKILL)
        said += [line for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    logs = FileLogs(tmp_path)
    log = await logs.open("ROOM")
    there = {entry.place: entry.body.decode() for entry in await everything(logs)}
    assert len(set(there.values())) == len(there)
    for line in said:
        place, key = line.split()
        assert there[int(place)] == key
    led = [place for place, key in there.items() if key.startswith("led")]
    assert await log.append(b"goes on", key="after", after=max(led)) == max(there) + 1
    await logs.close()


async def test_a_second_program_may_read_a_room_but_not_write_to_it(tmp_path: Path) -> None:
    logs = FileLogs(tmp_path)
    with child(HOLDS_IT, tmp_path) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(Refused) as caught:
            await logs.open("ROOM")
        assert caught.value.key == "room_open_elsewhere"
        with pytest.raises(RoomTaken):
            await logs.create("ROOM")
        reading = await logs.open("ROOM", writes=False)
        assert [entry.body for entry in await first(reading, 1)] == [b"open"]
        following = asyncio.create_task(first(reading, 2))
        process.stdin.write("vote\n")
        process.stdin.flush()
        assert [entry.body for entry in await following] == [b"open", b"vote"]
        with pytest.raises(Refused) as caught:
            await reading.append(b"x", key="k")
        assert caught.value.key == "room_only_read"
        assert [code for code, _at in await logs.codes()] == ["ROOM"]
        process.kill()
        process.wait()
        log = await logs.open("ROOM")
        assert await log.append(b"mine", key="k") == 3
    await logs.close()


async def test_a_room_that_is_open_is_not_opened_again_here_either(tmp_path: Path) -> None:
    logs, others = FileLogs(tmp_path), FileLogs(tmp_path)
    log = await logs.create("ROOM")
    for elsewhere in (logs, others):
        with pytest.raises(Refused) as caught:
            await elsewhere.open("ROOM")
        assert caught.value.key == "room_open_elsewhere"
    assert await log.append(b"x", key="k") == 1
    await log.close()
    again = await others.open("ROOM")
    assert [entry.body for entry in await first(again, 1)] == [b"x"]
    await others.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
async def test_a_full_disk_refuses_keeps_what_was_written_and_goes_on_once_there_is_room(tmp_path: Path) -> None:
    with child(FILLS_THE_DISK, tmp_path) as process:
        assert process.stdout is not None
        said = process.stdout.read().splitlines()
    written = said.count("written")
    assert 1 < written < 30
    assert said[written:] == ["refused cannot_write", "all True", "later"]
    assert [entry.body for entry in await everything(FileLogs(tmp_path))] == [b"x" * 10_000] * written + [
        b"room again"
    ]


async def made(folder: Path) -> FileLogs:
    logs = FileLogs(folder)
    log = await logs.create("ROOM")
    for number in range(200):
        await log.append(b"x" * 500, key=f"k{number}")
    await logs.close()
    return logs


@pytest.mark.parametrize("kept", [50, 4096, 5000, 60_000])
async def test_a_cut_file_is_refused_and_left_as_it_is(tmp_path: Path, kept: int) -> None:
    logs = await made(tmp_path)
    os.truncate(logs.path("ROOM"), kept)
    before = contents(tmp_path)
    with pytest.raises(Unreadable) as caught:
        await logs.open("ROOM")
    assert caught.value.key == "room_damaged"
    with pytest.raises(RoomTaken):
        await logs.create("ROOM")
    assert contents(tmp_path) == before
    assert [code for code, _at in await logs.codes()] == ["ROOM"]


async def test_text_that_is_called_like_a_room_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    logs = FileLogs(tmp_path)
    logs.path("ROOM").write_bytes(b"my notes, not a room\n" * 400)
    before = contents(tmp_path)
    with pytest.raises(Unreadable):
        await logs.open("ROOM")
    with pytest.raises(RoomTaken):
        await logs.create("ROOM")
    assert contents(tmp_path) == before


async def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    logs = FileLogs(tmp_path)
    with contextlib.closing(sqlite3.connect(logs.path("ROOM"))) as connection:
        connection.executescript("CREATE TABLE accounts (name TEXT); INSERT INTO accounts VALUES ('x');")
    before = contents(tmp_path)
    with pytest.raises(Unreadable):
        await logs.open("ROOM")
    with pytest.raises(RoomTaken):
        await logs.create("ROOM")
    assert contents(tmp_path) == before


async def test_a_room_of_a_later_platine_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    logs = await made(tmp_path)
    with contextlib.closing(sqlite3.connect(logs.path("ROOM"))) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = contents(tmp_path)
    with pytest.raises(Refused) as caught:
        await logs.open("ROOM")
    assert caught.value.key == "room_newer"
    assert contents(tmp_path) == before


async def test_a_room_whose_making_was_cut_short_is_no_room_and_its_code_is_free(tmp_path: Path) -> None:
    logs = FileLogs(tmp_path)
    logs.path("ROOM").touch()
    with contextlib.closing(sqlite3.connect(logs.path("HALF"))) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    for code in ("ROOM", "HALF"):
        with pytest.raises(UnknownRoom):
            await logs.open(code)
    assert await logs.codes() == []
    for code in ("ROOM", "HALF"):
        assert await (await logs.create(code)).append(b"x", key="k") == 1
    await logs.close()


async def test_a_list_of_rooms_puts_nothing_into_the_folder(tmp_path: Path) -> None:
    logs = await made(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert [code for code, _at in await logs.codes()] == ["ROOM"]
    assert sorted(tmp_path.iterdir()) == before


async def crashed(folder: Path) -> None:
    """A room whose program was killed: part of it lies beside its file."""
    with child(HOLDS_IT, folder) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "held\n"
        process.stdin.write("Ana says: 4\n")
        process.stdin.flush()
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (folder / "ROOM.sqlite-wal").stat().st_size > 0


async def test_removing_leaves_no_file_of_a_room_and_every_file_of_another(tmp_path: Path) -> None:
    await crashed(tmp_path)
    logs = FileLogs(tmp_path)
    log = await logs.create("OTHER")
    await log.append(b"x", key="k")
    before = {path.name for path in tmp_path.glob("OTHER*")}
    await logs.remove("ROOM")
    assert {path.name for path in tmp_path.iterdir()} == before
    assert [entry.body for entry in await first(log, 1)] == [b"x"]
    await logs.close()


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed so there")
@pytest.mark.parametrize("removed", [0, 1, 2, 3])
async def test_a_removal_that_is_killed_leaves_the_room_or_none_and_is_ended_later(
    tmp_path: Path, removed: int
) -> None:
    await crashed(tmp_path)
    with child(IS_KILLED_WHILE_REMOVING, tmp_path, str(removed)) as process:
        assert process.wait(60) == -signal.SIGKILL
    logs = FileLogs(tmp_path)
    if removed == 0:
        assert [entry.body for entry in await everything(logs)] == [b"open", b"Ana says: 4"]
    else:
        assert await logs.codes() == []
        with pytest.raises(UnknownRoom):
            await logs.open("ROOM")
    assert list(tmp_path.iterdir())
    await logs.remove("ROOM")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UnknownRoom):
        await logs.remove("ROOM")


async def test_a_code_whose_removal_was_killed_begins_anew(tmp_path: Path) -> None:
    await crashed(tmp_path)
    (tmp_path / "ROOM.sqlite").unlink()
    logs = FileLogs(tmp_path)
    log = await logs.create("ROOM")
    await log.append(b"another room", key="a", after=0)
    assert [entry.body for entry in await everything(logs)] == [b"another room"]
    await logs.close()


async def test_tidying_takes_what_never_began_and_what_is_left_and_nothing_else(tmp_path: Path) -> None:
    await crashed(tmp_path)
    logs = FileLogs(tmp_path)
    create(logs.path("NEVER"), 0.0)
    logs.path("EMPTY").touch()
    for name in ("GONE.sqlite-wal", "GONE.sqlite-shm", "LONE.lock"):
        (tmp_path / name).write_bytes(b"what is left of a room")
    made_now = await logs.create("NOW")
    logs.path("TEXT").write_text("not a room at all")
    for name in ("ROOM.trainer", "notes.txt", "a.b.lock", "-.sqlite"):
        (tmp_path / name).touch()
    before = {path.name for path in tmp_path.iterdir()}
    await logs.tidy()
    left = {path.name for path in tmp_path.iterdir()}
    assert before - left == {"NEVER.sqlite", "EMPTY.sqlite", "GONE.sqlite-wal", "GONE.sqlite-shm", "LONE.lock"}
    assert left <= before
    await made_now.append(b"opened", key="a", after=0)
    assert [entry.body for entry in await everything(logs)] == [b"open", b"Ana says: 4"]
    await logs.close()


async def test_tidying_a_folder_that_there_is_not_makes_none(tmp_path: Path) -> None:
    await FileLogs(tmp_path / "rooms").tidy()
    assert not (tmp_path / "rooms").exists()


def test_a_lock_that_was_removed_is_held_by_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who opened the file just before it was removed, and locks it just after, would hold another than the next."""
    path = tmp_path / "ROOM.lock"
    removed = Hold(path)
    lock = holding.fcntl.flock
    attempts = []

    def flock(descriptor: int, how: int) -> None:
        if not attempts:
            removed.remove()
        attempts.append(descriptor)
        lock(descriptor, how)

    monkeypatch.setattr(holding.fcntl, "flock", flock)
    mine = Hold(path)
    assert len(attempts) == 2
    with pytest.raises(Held):
        Hold(path)
    mine.release()


async def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    logs = FileLogs(tmp_path / "file" / "rooms")
    with pytest.raises(Refused) as caught:
        await logs.create("ROOM")
    assert caught.value.key == "cannot_write"
    assert await logs.codes() == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    logs = await made(tmp_path)
    before = contents(tmp_path)
    tmp_path.chmod(0o500)
    try:
        for act in (logs.create("OTHER"), logs.open("ROOM")):
            with pytest.raises(Refused):
                await act
        assert len(await first(await logs.open("ROOM", writes=False), 200)) == 200
        assert [code for code, _at in await logs.codes()] == ["ROOM"]
        await logs.close()
    finally:
        tmp_path.chmod(0o700)
    assert contents(tmp_path) == before


async def test_a_content_that_is_not_what_its_name_says_is_not_given_out(tmp_path: Path) -> None:
    logs = FileLogs(tmp_path)
    log = await logs.create("ROOM")
    name = await log.put(b"the scenario")
    with contextlib.closing(sqlite3.connect(logs.path("ROOM"))) as connection:
        connection.execute("UPDATE contents SET content = x'00'")
        connection.commit()
    with pytest.raises(Unreadable):
        await log.content(name)
    await logs.close()


async def test_a_class_that_votes_at_once_is_synchronised_a_few_times_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = FileLogs(tmp_path)
    log = await logs.create("ROOM")
    transactions: list[int] = []
    write = type(log._writer)._write
    monkeypatch.setattr(
        type(log._writer), "_write", lambda self, jobs: (transactions.append(len(jobs)), write(self, jobs))[1]
    )
    began = time.monotonic()
    await asyncio.gather(*(log.append(b"vote", key=f"v{number}") for number in range(2000)))
    assert time.monotonic() - began < 2
    assert sum(transactions) == 2000
    assert len(transactions) < 400
    await logs.close()


async def test_one_refusal_among_many_writings_touches_nobody_else(tmp_path: Path) -> None:
    logs = FileLogs(tmp_path)
    log = await logs.create("ROOM")
    outcomes = await asyncio.gather(
        *(log.append(b"%d" % n, key=f"k{n}", after=7 if n == 5 else None) for n in range(10)), return_exceptions=True
    )
    assert [n for n, outcome in enumerate(outcomes) if isinstance(outcome, PlatineError)] == [5]
    assert len(await first(log, 9)) == 9
    assert await silence(log, 9)
    await logs.close()


async def test_who_stops_waiting_for_a_writing_disturbs_nobody(tmp_path: Path) -> None:
    logs = FileLogs(tmp_path)
    log = await logs.create("ROOM")
    writing = [asyncio.create_task(log.append(b"%d" % n, key=f"k{n}")) for n in range(20)]
    await asyncio.sleep(0)
    for task in writing[::2]:
        task.cancel()
    kept = await asyncio.gather(*writing[1::2])
    assert len(set(kept)) == 10
    assert {entry.body for entry in await first(log, 20)} == {b"%d" % n for n in range(20)}
    await logs.close()


async def test_what_is_acknowledged_has_been_synchronised(tmp_path: Path) -> None:
    logs = FileLogs(tmp_path)
    log = await logs.create("ROOM")
    assert log._held.writing.execute("PRAGMA synchronous").fetchone() == (2,)
    assert log._held.writing.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    await logs.close()


async def test_an_entry_is_not_many_times_its_size_on_disk(tmp_path: Path) -> None:
    log = await FileLogs(tmp_path).create("ABC234")
    wal = tmp_path / "ABC234.sqlite-wal"
    await log.append(b"x" * 100, key="first")
    before = wal.stat().st_size
    for number in range(20):
        await log.append(b"x" * 100, key=str(number))
    assert (wal.stat().st_size - before) / 20 < 5000
    await log.close()


async def test_only_who_owns_the_room_may_read_its_file(tmp_path: Path) -> None:
    logs = FileLogs(tmp_path)
    await (await logs.create("ROOM")).append(b"x", key="k")
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0} or sys.platform == "win32"
    await logs.close()


def test_every_key_of_a_refusal_has_its_sentence() -> None:
    keys = ("room_damaged", "room_newer", "room_only_read", "room_open_elsewhere", "room_closed", "cannot_write")
    assert all(known(key) for key in keys)
