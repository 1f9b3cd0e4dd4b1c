"""Seats that were taken from this machine, so that a terminal that was closed comes back as the same participant.

One small file a room, readable by its owner alone: a token is as good as the one who holds it. It is offered only to
the hubs that the room is known to have had.
"""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from simulator import locations
from simulator.room.identity import read_code

_MOST: Final = 16
"""Seats kept of a room; one machine is rarely more than one participant."""
_LARGEST: Final = 65_536


class Seat(msgspec.Struct, frozen=True):
    """A place in a room that can be come back to."""

    name: str
    token: str
    team: str | None = None
    hubs: tuple[str, ...] = ()
    """Each hub of the room, as `Address.named` has it: a token that went over TLS is not told without it."""
    asked: str = ""
    """The name that was asked for, where another of that name was there already."""


def folder() -> Path:
    return locations.data() / "rooms"


def kept_seats(code: str, place: str | None = None) -> tuple[Seat, ...]:
    """The seats in a room, the last taken first; with a `place`, those that a hub there may be offered.

    A file that cannot be read, or holds something else, holds no seat: one joins anew then.
    """
    with contextlib.suppress(OSError, msgspec.DecodeError, ValueError):
        path = _file(code)
        if path.stat().st_size <= _LARGEST:
            seats = msgspec.json.decode(path.read_bytes(), type=tuple[Seat, ...])
            return tuple(seat for seat in seats if place is None or place in seat.hubs)
    return ()


def keep(code: str, seat: Seat) -> None:
    """Keep a seat, in front of the others. Raises OSError where the folder cannot be written."""
    others = [one for one in kept_seats(code) if one.token != seat.token and one.name != seat.name]
    _write(code, (seat, *others)[:_MOST])


def forget(code: str, token: str) -> None:
    """Of a seat that the room does not know any more. Raises OSError as `keep` does."""
    left = [one for one in kept_seats(code) if one.token != token]
    if left:
        _write(code, left)
    else:
        with contextlib.suppress(FileNotFoundError):
            _file(code).unlink()


def _file(code: str) -> Path:
    """Raises ValueError for what is no code: it is going to be the name of a file."""
    if read_code(code) != code:
        raise ValueError(code)
    return folder() / f"{code}.seat"


def _write(code: str, seats: Iterable[Seat]) -> None:
    path = _file(code)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as file:
        file.write(msgspec.json.encode(tuple(seats)))
    beside.replace(path)
