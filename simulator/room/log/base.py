"""What a room's log promises, wherever it is kept."""

import hashlib
import re
from collections.abc import AsyncIterator
from typing import Final, NamedTuple, Protocol

from simulator.errors import Misuse, Refused

LARGEST_ENTRY: Final = 512 * 1024
"""Bytes of one entry's body at most: a message of a bus is bounded, and a room must run the same everywhere."""
_CODE: Final = re.compile(r"[A-Za-z0-9]{1,32}")


class Entry(NamedTuple):
    """One event of a room."""

    place: int
    """From 1 up, growing strictly in a room, not always by 1."""
    body: bytes


class OutOfStep(Refused):
    """An ordered entry of somebody else came first: nothing was written."""


class RoomTaken(Refused):
    """The code belongs to a room already: draw another."""


class UnknownRoom(Misuse):
    """No room has this code."""


class Log(Protocol):
    """One room's log. Every method may be called many times at once."""

    code: str

    async def append(self, body: bytes, *, key: str, after: int | None = None) -> int:
        """Write one entry and give its place, once it is durable.

        `key` names the message: sent again as it was, it gives the place of the first and writes nothing. `after`
        is None for what is in no order with anything (votes, joins), else the place of the last ordered entry that
        the writer has seen, 0 for none. Raises OutOfStep if that is not the last one any more, and Refused where
        nothing can be written; nothing is written then.
        """
        ...

    def follow(self, after: int = 0) -> AsyncIterator[Entry]:
        """All entries behind the place `after` in their order, then those to come, until the log is closed."""
        ...

    async def end(self) -> int:
        """The place of the last entry there is now, 0 for none: who has followed so far has read what was there."""
        ...

    async def put(self, content: bytes) -> str:
        """Keep a content of up to some MiB, and give its name: the SHA-256 in 64 hexadecimal digits."""
        ...

    async def content(self, name: str) -> bytes:
        """What was put under this name. Raises KeyError where nothing was."""
        ...

    async def close(self) -> None:
        """Finish what is being written; whoever follows comes to an end."""
        ...


class Logs(Protocol):
    """The place where rooms are kept."""

    async def create(self, code: str) -> Log:
        """A new room. Raises RoomTaken where the code has one."""
        ...

    async def open(self, code: str) -> Log:
        """A room that there is, to go on with. Raises UnknownRoom where there is none."""
        ...

    async def codes(self) -> list[tuple[str, float]]:
        """The rooms there are with the time of their last entry in seconds since 1970, the newest first.

        A room without an entry has the time at which it was made.
        """
        ...

    async def has_begun(self, code: str) -> bool:
        """Whether anything was ever written in a room: where its maker was killed before that, it is none yet."""
        ...

    async def remove(self, code: str) -> None:
        """Remove a room for good with all that was written in it, and what was left where that was cut short before.

        Its code is free then. Raises UnknownRoom where there is nothing of it, and Refused while somebody has it open
        (`room_open_elsewhere`; on a bus `room_followed`) or where it cannot be removed. Contents that rooms share
        stay where they are shared.
        """
        ...

    async def close(self) -> None:
        """Close the rooms that are open, too."""
        ...


def content_name(content: bytes) -> str:
    """The name of a content: its SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_code(code: str) -> bool:
    """Whether a room can be called so. A code is typed by strangers and becomes a file's name and a subject."""
    return _CODE.fullmatch(code) is not None


def check_entry(code: str, body: bytes) -> None:
    """Raises Refused for a body that is larger than any place keeps."""
    if len(body) > LARGEST_ENTRY:
        raise Refused("room_entry_too_large", code=code, most=str(LARGEST_ENTRY // 1024))
