"""What a trainer comes back with: kept beside a room's log, where nobody else may read it."""

import contextlib
import os
from pathlib import Path

import msgspec

from simulator.errors import Refused
from simulator.room.identity import read_code
from simulator.room.seats import folder

_LARGEST = 65_536


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """The trainer's secret, and where his room was led from."""

    secret: str
    host: str = ""
    """Where its hub listened; empty for a room that listens nowhere."""
    port: int = 0
    hubs: tuple[str, ...] = ()
    """Other hubs of the same room."""
    bus: str | None = None
    """The bus it is kept on; None for this machine's folder."""
    at: str | None = None
    """The hub elsewhere over which it is led."""


def keep(code: str, kept: Kept) -> None:
    """Keep it, in the place of what was kept before. Raises Refused where it cannot be written."""
    path = _file(code)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(msgspec.json.encode(kept))
        beside.replace(path)
    except OSError as error:
        raise Refused("cannot_write", path=str(path), why=error.strerror or str(error)) from error


def kept_of(code: str) -> Kept | None:
    """What was kept of a room that was opened here; None where nothing is, or nothing that can be read."""
    with contextlib.suppress(OSError, msgspec.DecodeError, ValueError):
        path = _file(code)
        if path.stat().st_size <= _LARGEST:
            return msgspec.json.decode(path.read_bytes(), type=Kept)
    return None


def is_remembered(code: str) -> bool:
    """Whether this machine has a trainer's secret of a room, or seats that were taken in it."""
    return any(_files(code))


def forget(code: str) -> None:
    """Remove what this machine remembers of a room. Raises Refused where a file of it cannot be removed."""
    for path in _files(code):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise Refused("cannot_write", path=str(path), why=error.strerror or str(error)) from error


def _files(code: str) -> list[Path]:
    """What is kept of a room beside its log, also where a program was killed while it wrote that."""
    assert read_code(code) == code, code
    kept = [folder() / f"{code}.{ending}" for ending in ("trainer", "seat")]
    return [path for path in (*kept, *folder().glob(f".{code}.*")) if path.is_file()]


def _file(code: str) -> Path:
    return folder() / f"{code}.trainer"
