"""Whether the journal is sound, found out without changing a byte of it."""

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Literal

import msgspec

from simulator.history.journal import BEGAN, SCHEMA_VERSION

Verdict = Literal["absent", "sound", "newer", "damaged", "unreadable"]


class Health(msgspec.Struct, frozen=True):
    verdict: Verdict
    plays: int = 0
    events: int = 0
    why: str = ""
    """What the database said; foreign text."""


def health(path: Path) -> Health:
    """How a journal is. `newer`: written by a later Platine; `damaged`: no journal any more."""
    if not os.path.exists(path):
        return Health("absent")
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return _looked_at(connection)
    except sqlite3.OperationalError as error:
        return Health("unreadable", why=str(error))
    except sqlite3.DatabaseError as error:
        return Health("damaged", why=str(error))


def _looked_at(connection: sqlite3.Connection) -> Health:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        return Health("newer", why=str(version))
    said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        return Health("damaged", why=said)
    events = connection.execute("SELECT COUNT(*) FROM events").fetchone()[0]
    plays = connection.execute("SELECT COUNT(*) FROM events WHERE kind = ?", (BEGAN,)).fetchone()[0]
    return Health("sound", plays, events)
