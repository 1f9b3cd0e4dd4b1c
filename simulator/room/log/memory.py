"""Rooms that are kept nowhere: for one sitting that leaves no trace, and for tests."""

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from simulator.errors import Refused
from simulator.room.log.base import Entry, Log, OutOfStep, RoomTaken, UnknownRoom, check_entry, content_name, is_code
from simulator.room.log.bell import Bell


@dataclass
class _Room:
    """What one room holds, whoever has it open."""

    last_at: float
    entries: list[Entry] = field(default_factory=list)
    """The entry of place n at n - 1."""
    places: dict[str, int] = field(default_factory=dict)
    """By the key of the message."""
    contents: dict[str, bytes] = field(default_factory=dict)
    last_ordered: int = 0
    bell: Bell = field(default_factory=Bell)


class MemoryLogs:
    """Rooms for as long as this object lives. One room may be opened several times, as if by several hubs."""

    def __init__(self, *, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._rooms: dict[str, _Room] = {}
        self._opened: list[MemoryLog] = []

    async def create(self, code: str) -> Log:
        if not is_code(code):
            raise Refused("room_bad_code", code=code)
        if code in self._rooms:
            raise RoomTaken("room_taken", code=code)
        self._rooms[code] = _Room(self._clock())
        return await self.open(code)

    async def open(self, code: str) -> Log:
        if code not in self._rooms:
            raise UnknownRoom("unknown_room", code=code)
        log = MemoryLog(code, self._rooms[code], self._clock)
        self._opened = [*(one for one in self._opened if not one.is_closed), log]
        return log

    async def codes(self) -> list[tuple[str, float]]:
        return sorted(((code, room.last_at) for code, room in self._rooms.items()), key=lambda one: -one[1])

    async def has_begun(self, code: str) -> bool:
        return code in self._rooms and bool(self._rooms[code].entries)

    async def remove(self, code: str) -> None:
        if code not in self._rooms:
            raise UnknownRoom("unknown_room", code=code)
        if any(log.code == code and not log.is_closed for log in self._opened):
            raise Refused("room_open_elsewhere", code=code)
        del self._rooms[code]

    async def close(self) -> None:
        for log in self._opened:
            await log.close()


class MemoryLog:
    """A room in memory, opened once."""

    def __init__(self, code: str, room: _Room, clock: Callable[[], float]) -> None:
        self.code = code
        self._room = room
        self._clock = clock
        self.is_closed = False

    async def append(self, body: bytes, *, key: str, after: int | None = None) -> int:
        self._check_open()
        check_entry(self.code, body)
        room = self._room
        if key in room.places:
            return room.places[key]
        if after is not None and after != room.last_ordered:
            raise OutOfStep("room_out_of_step", code=self.code)
        place = len(room.entries) + 1
        room.entries.append(Entry(place, body))
        room.places[key] = place
        room.last_at = self._clock()
        if after is not None:
            room.last_ordered = place
        room.bell.ring()
        return place

    async def follow(self, after: int = 0) -> AsyncIterator[Entry]:
        while not self.is_closed:
            ring = self._room.bell.next_ring()
            if after < len(self._room.entries):
                entry = self._room.entries[after]
                after = entry.place
                yield entry
            else:
                await ring.wait()

    async def end(self) -> int:
        self._check_open()
        return len(self._room.entries)

    async def put(self, content: bytes) -> str:
        self._check_open()
        name = content_name(content)
        self._room.contents[name] = content
        return name

    async def content(self, name: str) -> bytes:
        self._check_open()
        return self._room.contents[name]

    async def close(self) -> None:
        self.is_closed = True
        self._room.bell.ring()

    def _check_open(self) -> None:
        if self.is_closed:
            raise Refused("room_closed", code=self.code)
