"""Rooms as files of one folder, one SQLite file each: nothing to install, nothing to run beside it."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from simulator.errors import Refused, Unreadable
from simulator.room.log.base import Entry, Log, OutOfStep, RoomTaken, UnknownRoom, check_entry, content_name, is_code
from simulator.room.log.bell import Bell
from simulator.room.log.holding import Held, Hold
from simulator.room.log.latest import Latest
from simulator.room.log.sqlite import connect, create, fault, files, has_entries, last_change, remove
from simulator.room.log.writer import Task, Writer

_READ_AT_ONCE: Final = 500
_ENDINGS: Final = (".sqlite", ".sqlite-wal", ".sqlite-shm", ".lock")
"""Of the files of a room."""
_APPEND: Final = """
INSERT INTO entries (key, is_ordered, at, body)
SELECT :key, :is_ordered, :at, :body
WHERE NOT EXISTS (SELECT 1 FROM entries WHERE key = :key)
AND (:after IS NULL OR :after = (SELECT COALESCE(MAX(place), 0) FROM entries WHERE is_ordered = 1))
"""
"""Writes an entry if its key is new and its writer in step. One statement: the thread that runs it lets go of the
interpreter once, and what the event loop does meanwhile is not in its way.
"""
_LOOKS_AGAIN_SECONDS: Final = 0.5
"""Between two looks at a room that another process writes: nothing rings from there."""


class FileLogs:
    """The rooms of a folder: `CODE.sqlite`, and `CODE.lock` for who writes to it. The folder is made when needed.

    Raises Refused (`cannot_write`, `room_open_elsewhere`, `room_newer`) and Unreadable (`room_damaged`); whatever
    it raises, what was in a file stays there.
    """

    def __init__(self, folder: Path, *, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self._clock = clock
        self._opened: list[FileLog] = []

    def path(self, code: str) -> Path:
        """Where the room of this code is kept."""
        return self.folder / f"{code}.sqlite"

    async def create(self, code: str) -> Log:
        if not is_code(code):
            raise Refused("room_bad_code", code=code)
        return self._keep(FileLog(code, self.path(code), await asyncio.to_thread(self._create, code), self._clock))

    async def open(self, code: str, *, writes: bool = True) -> Log:
        """With `writes=False` the room is only read, whoever else has it open: writing to it raises Refused."""
        if not is_code(code) or not self.path(code).is_file():
            raise UnknownRoom("unknown_room", code=code)
        held = await asyncio.to_thread(self._open, code, writes)
        return self._keep(FileLog(code, self.path(code), held, self._clock))

    async def codes(self) -> list[tuple[str, float]]:
        return await asyncio.to_thread(self._codes)

    async def has_begun(self, code: str) -> bool:
        return is_code(code) and await asyncio.to_thread(_has_begun, self.path(code))

    async def remove(self, code: str) -> None:
        if not is_code(code) or not any(one.exists() for one in (*files(self.path(code)), self._lock(code))):
            raise UnknownRoom("unknown_room", code=code)
        await asyncio.to_thread(self._remove, code)

    async def tidy(self) -> None:
        """Remove what a process that was killed has left of rooms that never began, or that it was removing."""
        await asyncio.to_thread(self._tidy)

    async def close(self) -> None:
        for log in self._opened:
            await log.close()

    def _keep(self, log: "FileLog") -> "FileLog":
        self._opened = [*(one for one in self._opened if not one.is_closed), log]
        return log

    def _create(self, code: str) -> "_Held":
        path = self.path(code)
        try:
            # The names of the files are the codes of the rooms.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            hold = self._hold(code)
        except Refused as error:
            if error.key == "room_open_elsewhere":
                raise RoomTaken("room_taken", code=code) from error
            raise
        except OSError as error:
            raise fault(path, error) from error
        with contextlib.ExitStack() as undo:
            undo.callback(hold.release)
            try:
                if not create(path, self._clock()):
                    raise RoomTaken("room_taken", code=code)
            except (OSError, sqlite3.Error) as error:
                raise fault(path, error) from error
            held = _Held(code, path, hold)
            undo.pop_all()
        return held

    def _open(self, code: str, writes: bool) -> "_Held":
        hold = self._hold(code) if writes else None
        with contextlib.ExitStack() as undo:
            if hold:
                undo.callback(hold.release)
            held = _Held(code, self.path(code), hold)
            undo.pop_all()
        return held

    def _hold(self, code: str) -> Hold:
        path = self.path(code)
        try:
            return Hold(self._lock(code))
        except Held as error:
            raise Refused("room_open_elsewhere", code=code) from error
        except OSError as error:
            raise fault(path, error) from error

    def _lock(self, code: str) -> Path:
        return self.path(code).with_suffix(".lock")

    def _remove(self, code: str, *, begun: bool = True) -> None:
        """With `begun=False`, only what never began or is left of a room."""
        path = self.path(code)
        hold = self._hold(code)
        with contextlib.ExitStack() as undo:
            undo.callback(hold.release)
            if begun or not _has_begun(path):
                try:
                    remove(path)
                except OSError as error:
                    raise fault(path, error) from error
                hold.remove()

    def _tidy(self) -> None:
        codes = {path.name.partition(".")[0] for path in self.folder.glob("*.*") if path.name.endswith(_ENDINGS)}
        for code in codes:
            if is_code(code) and not _has_begun(self.path(code)):
                # What somebody holds is only being made.
                with contextlib.suppress(Refused):
                    self._remove(code, begun=False)

    def _codes(self) -> list[tuple[str, float]]:
        found = [(path.stem, last_change(path)) for path in self.folder.glob("*.sqlite") if is_code(path.stem)]
        return sorted([(code, at) for code, at in found if at is not None], key=lambda one: -one[1])


class _Held:
    """What an open room has of its file: who reads, and, where it is held, who writes."""

    def __init__(self, code: str, path: Path, hold: Hold | None) -> None:
        self.hold = hold
        with contextlib.ExitStack() as undo:
            # Reading comes first and looks whether this is a room at all: a connection that writes changes a file.
            self.reading = connect(code, path, writes=False)
            undo.callback(self.reading.close)
            self.writing = connect(code, path, writes=True) if hold else None
            undo.pop_all()


class FileLog:
    """An open room. Made by FileLogs, inside the event loop that it is used in."""

    def __init__(self, code: str, path: Path, held: _Held, clock: Callable[[], float]) -> None:
        self.code = code
        self.is_closed = False
        self._path = path
        self._held = held
        self._clock = clock
        self._bell = Bell()
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"room-reader-{code}")
        self._latest = Latest()
        self._writer = Writer(path, held.writing, after_each=self._written) if held.writing else None

    async def append(self, body: bytes, *, key: str, after: int | None = None) -> int:
        check_entry(self.code, body)
        at = self._clock()

        def insert(connection: sqlite3.Connection) -> int | Entry:
            values = {"key": key, "is_ordered": after is not None, "at": at, "body": body, "after": after}
            done = connection.execute(_APPEND, values)
            if done.rowcount:
                return Entry(int(done.lastrowid or 0), body)
            known = connection.execute("SELECT place FROM entries WHERE key = ?", (key,)).fetchone()
            if known is None:
                raise OutOfStep("room_out_of_step", code=self.code)
            return int(known[0])

        written = await self._write(insert)
        return int(written.place if isinstance(written, Entry) else written)

    async def follow(self, after: int = 0) -> AsyncIterator[Entry]:
        query = "SELECT place, body FROM entries WHERE place > ? ORDER BY place LIMIT ?"
        while not self.is_closed:
            ring = self._bell.next_ring()
            entries = self._latest.behind(after)
            if entries is None:
                entries = [_entry(*row) for row in await self._read(query, (after, _READ_AT_ONCE))]
            for entry in entries:
                if self.is_closed:
                    return
                after = entry.place
                yield entry
            if not entries:
                await self._wait_for(ring)

    async def end(self) -> int:
        self._check_open()
        ((place,),) = await self._read("SELECT COALESCE(MAX(place), 0) FROM entries", ())
        return int(place)

    async def put(self, content: bytes) -> str:
        name = content_name(content)

        def insert(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT OR IGNORE INTO contents VALUES (?, ?)", (name, content))

        await self._write(insert)
        return name

    async def content(self, name: str) -> bytes:
        self._check_open()
        rows = await self._read("SELECT content FROM contents WHERE name = ?", (name,))
        if not rows:
            raise KeyError(name)
        content = rows[0][0]
        if not isinstance(content, bytes) or content_name(content) != name:
            raise Unreadable("room_damaged", path=str(self._path))
        return content

    async def close(self) -> None:
        if self.is_closed:
            return
        self.is_closed = True
        self._bell.ring()
        await asyncio.to_thread(self._finish)

    def _finish(self) -> None:
        """Readers first: so the writer's connection is the last, and folds what is beside the file into it."""
        self._reader.shutdown()
        self._held.reading.close()
        if self._writer:
            self._writer.finish()
        if self._held.hold:
            self._held.hold.release()

    def _written(self, outcomes: Sequence[Any]) -> None:
        self._latest.add(one for one in outcomes if isinstance(one, Entry))
        self._bell.ring()

    def _check_open(self) -> None:
        if self.is_closed:
            raise Refused("room_closed", code=self.code)

    async def _write(self, task: Task) -> Any:
        self._check_open()
        if self._writer is None:
            raise Refused("room_only_read", code=self.code)
        return await self._writer.submit(task)

    async def _read(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        def rows() -> list[tuple[Any, ...]]:
            try:
                return self._held.reading.execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise fault(self._path, error) from error

        return await asyncio.get_running_loop().run_in_executor(self._reader, rows)

    async def _wait_for(self, ring: asyncio.Event) -> None:
        if self._writer:
            await ring.wait()
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ring.wait(), _LOOKS_AGAIN_SECONDS)


def _has_begun(path: Path) -> bool:
    return path.exists() and has_entries(path)


def _entry(place: int, body: object) -> Entry:
    """What is no content is an entry that nobody understands."""
    return Entry(place, body if isinstance(body, bytes) else b"")
