"""The file of one room: its tables, and what it takes to trust one that is found."""

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Final

from simulator.errors import PlatineError, Refused, Unreadable
from simulator.room.log.base import UnknownRoom

SCHEMA_VERSION: Final = 1
_APPLICATION: Final = 0x506C7452
"""Written into the head of the file, so that another program's database is not taken for a room: “PltR”."""
_PAGE: Final = 1024
"""Bytes. An entry is some hundred: what is synchronised for it should not be many times as much."""
_SCHEMA: Final = f"""
BEGIN IMMEDIATE;
CREATE TABLE room (made REAL NOT NULL);
CREATE TABLE entries (
    place INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    is_ordered INTEGER NOT NULL,
    at REAL NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX ordered_entries ON entries (place) WHERE is_ordered = 1;
CREATE TABLE contents (name TEXT PRIMARY KEY, content BLOB NOT NULL);
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {SCHEMA_VERSION};
"""
_OURS: Final = {"room": "table", "entries": "table", "contents": "table", "ordered_entries": "index"}
"""What there is in the file of a room. A view or a trigger in its place would be run with every look."""
_ITS_OWN: Final = "sqlite_"
"""How the names begin that the database gives."""
_BUSY_SECONDS: Final = 5.0
_LATEST: Final = 253_402_300_799.0
"""The end of the year 9999: what lies behind it, no clock here has said."""
_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def create(path: Path, made: float) -> bool:
    """Make the file of a new room, whole or not at all; False where the name is taken. Raises OSError, sqlite3.Error.

    What a process that was killed here has left behind is no room yet and is gone on with.
    """
    path.touch(mode=0o600)
    if path.stat().st_size and last_change(path) is not None:
        return False
    with contextlib.closing(_connect(path)) as connection:
        connection.executescript(_SCHEMA)
        connection.execute("INSERT INTO room VALUES (?)", (made,))
        connection.commit()
    _make_names_durable(path.parent)
    return True


def has_entries(path: Path) -> bool:
    """Whether anything was ever written in a room. A file that cannot be read holds what somebody may look for."""
    try:
        with contextlib.closing(_connect_to_read(path, is_at_rest=_is_at_rest(path))) as connection:
            if _is_blank(connection):
                return False
            if not _is_ours(connection):
                return True
            return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM entries)").fetchone()[0])
    except sqlite3.Error:
        return True


def remove(path: Path) -> None:
    """Remove the file of a room that nobody has open: first the one that makes it a room. Raises OSError."""
    for one in files(path):
        one.unlink(missing_ok=True)
    _make_names_durable(path.parent)


def files(path: Path) -> tuple[Path, ...]:
    """What SQLite makes of a room: its file, and what may lie beside that while it is open, or after a crash."""
    return (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))


def connect(code: str, path: Path, *, writes: bool) -> sqlite3.Connection:
    """A connection to the file of a room, for one thread at a time.

    Raises UnknownRoom where there is no room in it, Unreadable for a damaged file, Refused for one of a later
    Platine or where it cannot be used. The file is left as it is.
    """
    try:
        # To read, SQLite puts files beside a room's, unless it is told that nobody can change it.
        is_fixed = _is_at_rest(path) and not os.access(path.parent, os.W_OK)
        connection = _connect(path) if writes else _connect_to_read(path, is_at_rest=is_fixed)
    except sqlite3.Error as error:
        raise fault(path, error) from error
    try:
        _trust(code, path, connection)
    except sqlite3.Error as error:
        connection.close()
        raise fault(path, error) from error
    except PlatineError:
        connection.close()
        raise
    return connection


def fault(path: Path, error: Exception) -> PlatineError:
    """What an error of the database or the disk is called in this house."""
    if isinstance(error, sqlite3.DatabaseError) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
        return Unreadable("room_damaged", path=str(path))
    return Refused("cannot_write", path=str(path), why=str(error))


def last_change(path: Path) -> float | None:
    """When the last entry was written, or the room made, in seconds since 1970; None where there is no room.

    A file that cannot be read is still a room that somebody may look for: the file's own time stands in for it.
    """
    # Nothing is put beside a file at which nobody writes: a list of rooms changes no folder, and needs no right to.
    try:
        with contextlib.closing(_connect_to_read(path, is_at_rest=_is_at_rest(path))) as connection:
            if _is_blank(connection):
                return None
            if not _is_ours(connection):
                return path.stat().st_mtime
            query = "SELECT COALESCE((SELECT at FROM entries ORDER BY place DESC LIMIT 1), made) FROM room"
            at = float(connection.execute(query).fetchone()[0])
            return at if 0 <= at <= _LATEST else path.stat().st_mtime
    except (sqlite3.Error, TypeError, ValueError):
        return path.stat().st_mtime


def _trust(code: str, path: Path, connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Unreadable("room_damaged", path=str(path))
    if _is_blank(connection):
        raise UnknownRoom("unknown_room", code=code)
    if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION:
        raise Unreadable("room_damaged", path=str(path))
    if connection.execute("PRAGMA user_version").fetchone()[0] > SCHEMA_VERSION:
        raise Refused("room_newer", path=str(path))
    if not _is_ours(connection):
        raise Unreadable("room_damaged", path=str(path))


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether what the file holds is a room's, whoever wrote it: tables, and nothing that is run or worked out."""
    found = {
        name: kind
        for name, kind in connection.execute("SELECT name, type FROM sqlite_master")
        if not name.startswith(_ITS_OWN)
    }
    generated = connection.execute(
        "SELECT 1 FROM sqlite_master AS one, pragma_table_xinfo(one.name) AS field"
        " WHERE one.type = 'table' AND field.hidden > 0"
    ).fetchone()
    return found == _OURS and generated is None


def _is_at_rest(path: Path) -> bool:
    """Whether all of the room is in its file: nobody writes to it, and nobody was killed while writing."""
    return not path.with_name(f"{path.name}-wal").exists()


def _is_blank(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_master)").fetchone()[0]


def _connect(path: Path) -> sqlite3.Connection:
    """To write. The file must be there: a room that was removed meanwhile is not made anew."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=_BUSY_SECONDS, check_same_thread=False
    )
    try:
        # Only where nothing is in the file yet, and not after the next.
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _connect_to_read(path: Path, *, is_at_rest: bool = False) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro" + ("&immutable=1" if is_at_rest else "")
    return sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, check_same_thread=False)


def _make_names_durable(folder: Path) -> None:
    """A file is there, or gone, after a power cut only once its folder is on disk too; Windows has no such call and
    no such need.
    """
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
