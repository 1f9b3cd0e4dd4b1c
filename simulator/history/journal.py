"""The journal: what was decided, on disk before it is acknowledged. A killed call goes on where it was.

One table of events, append only; everything else is derived from it and can be derived again. Standard library
alone: SQLite in WAL mode with full synchronisation, written by one thread so that no screen ever waits.
"""

import contextlib
import queue
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from simulator.conversation.decisions import Decision
from simulator.errors import Refused

SCHEMA_VERSION: Final = 1
_SCHEMA: Final = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS events (
    play TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (play, seq)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS events_by_kind ON events (kind, at);
PRAGMA user_version = {SCHEMA_VERSION};
COMMIT;
"""
"""Asking for the right to write before anything is read: who has read first is refused it at once, not in turn."""
_OURS: Final = "SELECT 1 FROM sqlite_master WHERE name IN ('events', 'events_by_kind')"
_INSERT: Final = (
    "INSERT INTO events SELECT ?, ?, ?, ?, ? WHERE (SELECT COALESCE(MAX(seq), -1) FROM events WHERE play = ?) = ? - 1"
)
_PAGE: Final = 1024
"""Bytes. An event is some hundred: what is synchronised for it should not be many times as much."""
_OPENING_SECONDS: Final = 10.0
"""For how long a journal that others write to is waited for, by somebody who looks at a screen."""
_WRITING_SECONDS: Final = 30.0
"""The same for what is written behind the screen: whoever gets the file next is not whoever waits longest."""
_ASKS_AGAIN_SECONDS: Final = 0.02
BEGAN, DECIDED, UNDONE, FINISHED, RATED, COMMITTED, LEFT = (
    "began",
    "decided",
    "undone",
    "finished",
    "rated",
    "committed",
    "left",
)


class Began(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a play is, before its first decision."""

    scenario: str
    language: str
    hash: str
    """Of the scenario's content: a play is replayed only against the words it was played with."""
    source: str
    """The scenario's file."""
    variant: str | None = None
    seed: int = 0
    practice: bool = False
    load: str | None = None
    """The desk's load where it is not the scenario's own."""


class Finished(msgspec.Struct, frozen=True, omit_defaults=True):
    """The marks of a play that reached its ending, each 0..100."""

    overall: float
    empathy: float
    naturalness: float
    ladder: float
    stage: str
    ending: str
    outcome: str
    mood: str


class Unfinished(msgspec.Struct, frozen=True):
    """A play that has begun and not ended, with the decisions that stand."""

    play: str
    began: Began
    at: datetime
    decisions: tuple[Decision, ...]
    events: int
    """How many events of it are written: what is written next follows on these."""


class Result(msgspec.Struct, frozen=True):
    """A play that ended."""

    play: str
    began: Began
    at: datetime
    finished: Finished


class Commitment(msgspec.Struct, frozen=True):
    """What the trainee set out to do next time: his own or the chosen words, foreign text."""

    text: str
    at: datetime


_decisions: Final = msgspec.json.Decoder(Decision)
_Job = tuple[Callable[[sqlite3.Connection], Any], "Future[Any]"]


class Journal:
    """The journal in one file. Safe for several processes; `close` waits for what was written.

    A file that is no journal any more is set aside under another name, untouched, and a new one begun:
    `set_aside` then says where it is. Raises Refused where the folder cannot be written, and for a journal of a
    later Platine: what it holds must not be written to by one that does not know it.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.path = path
        self.set_aside: Path | None = None
        self._clock = clock
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            raise Refused("cannot_write", path=str(path), why=str(error)) from error
        self._writer = threading.Thread(target=self._write, name="journal", daemon=True)
        self._writer.start()

    def _prepare(self) -> None:
        """Set aside what is no journal, before anything is written to it; then make sure of the table."""
        if self.path.exists() and not _is_sound(self.path):
            self.set_aside = _free_name(self.path)
            for ending in ("", "-wal", "-shm"):
                companion = self.path.with_name(self.path.name + ending)
                if companion.exists():
                    companion.rename(self.set_aside.with_name(self.set_aside.name + ending))
        with contextlib.closing(_connect(self.path)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise Refused("journal_newer", path=str(self.path))
            # What is ready is not written to: a journal opens while others write down their calls.
            if version < SCHEMA_VERSION or len(connection.execute(_OURS).fetchall()) < 2:
                _be_patient(connection)
                connection.executescript(_SCHEMA)

    def _write(self) -> None:
        """The writer's thread: one job after another, each one statement and so a transaction by itself."""
        try:
            connection = _connect(self.path)
            _be_patient(connection)
        except sqlite3.Error as error:
            self._refuse_all(error)
            return
        with contextlib.closing(connection):
            while (job := self._jobs.get()) is not None:
                task, future = job
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    result = task(connection)
                except sqlite3.Error as error:
                    future.set_exception(Refused("cannot_write", path=str(self.path), why=str(error)))
                except Exception as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)

    def _refuse_all(self, error: sqlite3.Error) -> None:
        """Without a connection nothing can be written: whoever waits must be told so, not left waiting."""
        while (job := self._jobs.get()) is not None:
            job[1].set_exception(Refused("cannot_write", path=str(self.path), why=str(error)))

    def _submit(self, task: Callable[[sqlite3.Connection], Any]) -> "Future[Any]":
        future: Future[Any] = Future()
        self._jobs.put((task, future))
        return future

    def close(self) -> None:
        """Write what waits, then stop."""
        self._jobs.put(None)
        self._writer.join()

    def append(self, play: str, seq: int, kind: str, body: Any, *, unless: Callable[[], bool]) -> "Future[None]":
        """Write a play's event number `seq`; the future is done once it is on disk, or holds Refused.

        Refused too where `unless` holds when its turn comes, and where not `seq` events stand before it: fewer if
        one could not be written, more if somebody else writes the play down as well. So what is on disk can always
        be played again.
        """
        text = msgspec.json.encode(body).decode()
        at = self._clock().isoformat()

        def insert(connection: sqlite3.Connection) -> None:
            if unless():
                raise Refused("journal_out_of_step", path=str(self.path))
            done = connection.execute(_INSERT, (play, seq, at, kind, text, play, seq))
            if done.rowcount != 1:
                raise Refused("journal_out_of_step", path=str(self.path))

        return self._submit(insert)

    def begin(self, began: Began) -> "Recorder":
        """A new play."""
        recorder = Recorder(self, uuid.uuid4().hex, 0)
        recorder.began(began)
        return recorder

    def resume(self, unfinished: Unfinished) -> "Recorder":
        """Go on recording a play that was cut short."""
        return Recorder(self, unfinished.play, unfinished.events)

    def unfinished(self) -> list[Unfinished]:
        """Plays cut short that can be gone on with, the newest first. One left on purpose is not among them."""
        query = (
            "SELECT play, at, body FROM events b WHERE kind = ?"
            " AND NOT EXISTS (SELECT 1 FROM events e WHERE e.play = b.play AND e.kind IN (?, ?))"
        )
        found = []
        for play, at, body in self._query(query, (BEGAN, FINISHED, LEFT)):
            with _what_is_understood():
                events, decisions = self._standing(play)
                if decisions:
                    found.append(Unfinished(play, _decode(body, Began), _moment(at), decisions, events))
        return sorted(found, key=lambda one: one.at, reverse=True)

    def results(self) -> list[Result]:
        """Plays that ended, the newest first."""
        query = (
            "SELECT e.play, e.at, e.body, b.body FROM events e JOIN events b ON b.play = e.play AND b.kind = ?"
            " WHERE e.kind = ? ORDER BY e.at DESC"
        )
        found = []
        for play, at, finished, began in self._query(query, (BEGAN, FINISHED)):
            with _what_is_understood():
                found.append(Result(play, _decode(began, Began), _moment(at), _decode(finished, Finished)))
        return found

    def commitment(self) -> Commitment | None:
        """The last commitment made."""
        rows = self._query("SELECT at, body FROM events WHERE kind = ? ORDER BY at DESC LIMIT 1", (COMMITTED,))
        for at, body in rows:
            with _what_is_understood():
                return Commitment(_decode(body, str), _moment(at))
        return None

    def _standing(self, play: str) -> tuple[int, tuple[Decision, ...]]:
        """How many events a play has, and its decisions, less those that were undone."""
        decisions: list[Decision] = []
        rows = self._query("SELECT kind, body FROM events WHERE play = ? ORDER BY seq", (play,))
        for kind, body in rows:
            if kind == UNDONE:
                del decisions[_decode(body, int) :]
            elif kind == DECIDED:
                decisions.append(_decisions.decode(body))
        return len(rows), tuple(decisions)

    def _query(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """Rows as of now, everything handed in before included."""
        rows: list[tuple[Any, ...]] = self._submit(
            lambda connection: connection.execute(query, values).fetchall()
        ).result()
        return rows


class Recorder:
    """Writes one play down. Each call gives a future that is done once the event is on disk.

    After the first that could not be written nothing follows: what stands is the play up to there, without holes.
    """

    def __init__(self, journal: Journal, play: str, events: int) -> None:
        """`events`: how many of the play are written already."""
        self.play = play
        self.waiting: list[Future[None]] = []
        self._journal = journal
        self._events = events
        self._has_failed = False

    def _append(self, kind: str, body: Any) -> "Future[None]":
        future = self._journal.append(self.play, self._events, kind, body, unless=lambda: self._has_failed)
        future.add_done_callback(self._note)
        self._events += 1
        self.waiting.append(future)
        return future

    def _note(self, written: "Future[None]") -> None:
        """Called by the writer's thread before it turns to the next event."""
        self._has_failed = self._has_failed or written.cancelled() or written.exception() is not None

    def began(self, began: Began) -> "Future[None]":
        return self._append(BEGAN, began)

    def decided(self, decision: Decision) -> "Future[None]":
        return self._append(DECIDED, decision)

    def undone(self, kept: int) -> "Future[None]":
        """Only the first `kept` decisions stand."""
        return self._append(UNDONE, kept)

    def finished(self, finished: Finished) -> "Future[None]":
        return self._append(FINISHED, finished)

    def rated(self, rating: Any) -> "Future[None]":
        """The self-rating, as plain data."""
        return self._append(RATED, rating)

    def committed(self, text: str) -> "Future[None]":
        return self._append(COMMITTED, text)

    def left(self) -> "Future[None]":
        """The trainee does not want to go on with this play."""
        return self._append(LEFT, {})

    def settle(self) -> None:
        """Wait until everything is on disk. Raises Refused for the first event that could not be written."""
        waiting, self.waiting = self.waiting, []
        for future in waiting:
            future.result()


def _decode(text: str, kind: type[Any]) -> Any:
    return msgspec.json.decode(text, type=kind)


def _moment(at: str) -> datetime:
    """A moment as it was written down. Raises ValueError for what is none, or says no time zone."""
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None:
        raise ValueError(at)
    return moment


@contextlib.contextmanager
def _what_is_understood() -> Iterator[None]:
    """Leave a play out that holds what no Platine of this version writes: it stays in the file as it is."""
    with contextlib.suppress(msgspec.DecodeError, ValueError, TypeError):
        yield


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_OPENING_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        # Only where there is no file yet.
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Whoever finds another at the same switch is refused at once and does not wait for his turn: he asks again."""
    until = time.monotonic() + _OPENING_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_ASKS_AGAIN_SECONDS)
        else:
            return


def _be_patient(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {int(_WRITING_SECONDS * 1000)}")


def _is_sound(path: Path) -> bool:
    """Whether the file can be read as a journal. Looks, and writes nothing.

    Raises OperationalError for a file that is locked.
    """
    if not path.stat().st_size:
        return True
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {int(_OPENING_SECONDS * 1000)}")
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False


def _free_name(path: Path) -> Path:
    """A name beside the file that is not taken yet."""
    number = 1
    while (candidate := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    return candidate
