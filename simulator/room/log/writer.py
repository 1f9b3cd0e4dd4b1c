"""The one thread that writes a room's file. What waits together is written together, in one transaction."""

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

from simulator.room.log.sqlite import fault

Task = Callable[[sqlite3.Connection], Any]
"""What is to be written, in one statement. It raises, if it does, before it has written anything."""
_MOST_AT_ONCE: Final = 4096


class _Job(NamedTuple):
    task: Task
    future: "asyncio.Future[Any]"


class Writer:
    """Takes tasks from an event loop and gives each its result once it is on disk.

    Synchronising costs the same for one entry as for a thousand: so a whole class that votes at once waits for
    one synchronisation, or two.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, after_each: Callable[[list[Any]], None]
    ) -> None:
        """`after_each` is called in the event loop whenever something was written, with what the tasks gave."""
        self._path = path
        self._connection = connection
        connection.isolation_level = None
        self._after_each = after_each
        self._loop = asyncio.get_running_loop()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=f"room-log-{path.stem}", daemon=True)
        self._thread.start()

    def submit(self, task: Task) -> "asyncio.Future[Any]":
        """The future has what the task gives, once that is durable; or what it raised; or a PlatineError."""
        future: asyncio.Future[Any] = self._loop.create_future()
        self._jobs.put(_Job(task, future))
        return future

    def finish(self) -> None:
        """Write what waits, then end: blocks until it has."""
        self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        goes_on = True
        with contextlib.closing(self._connection):
            while goes_on:
                jobs, goes_on = self._take()
                outcomes = self._write(jobs)
                # A loop that is closed has nobody in it who waits to be told.
                with contextlib.suppress(RuntimeError):
                    self._loop.call_soon_threadsafe(self._tell, jobs, outcomes)

    def _take(self) -> tuple[list[_Job], bool]:
        """All that waits, at least one; and whether there may be more later."""
        jobs: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            jobs.append(job)
            if len(jobs) == _MOST_AT_ONCE:
                return jobs, True
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return jobs, True
        return jobs, False

    def _write(self, jobs: list[_Job]) -> list[Any]:
        """One transaction; where it fails, nothing of it stands and everybody in it is told so."""
        if not jobs:
            return []
        try:
            if len(jobs) == 1:
                # A statement by itself is a transaction.
                return [self._outcome(jobs[0].task)]
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                return [self._outcome(job.task) for job in jobs]
        except sqlite3.Error as error:
            return [fault(self._path, error) for _job in jobs]

    def _outcome(self, task: Task) -> Any:
        try:
            return task(self._connection)
        except sqlite3.Error:
            raise
        except Exception as error:
            return error

    def _tell(self, jobs: list[_Job], outcomes: list[Any]) -> None:
        """In the event loop. Who follows the log wakes first: many wait for him, and one for each job."""
        self._after_each(outcomes)
        for job, outcome in zip(jobs, outcomes, strict=True):
            if job.future.done():
                continue
            if isinstance(outcome, Exception):
                job.future.set_exception(outcome)
            else:
                job.future.set_result(outcome)
