"""The rooms of a NATS server once there is a connection, and one room's log there."""

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator, Iterator
from typing import Final, Self

from nats.js.errors import APIError

from simulator.errors import Refused
from simulator.room.log.base import Entry, OutOfStep, check_entry
from simulator.room.log.nats import stream
from simulator.room.log.nats.address import Bus
from simulator.room.log.nats.connection import Connection
from simulator.room.log.nats.contents import Contents
from simulator.room.log.nats.following import Following

_PREPARING_SECONDS: Final = 10.0
"""For how long a server that is there is asked for the streams: a cluster that elects its leader does not answer."""
_CLOSING_SECONDS: Final = 5.0
"""For how long a room that is closed waits for what was being written, where the server is gone."""
_ASKED_AT_ONCE: Final = 64
_LOOKS: Final = 5
_LOOKS_AGAIN_SECONDS: Final = 0.2


class Rooms:
    """What NatsLogs does once it is connected."""

    def __init__(self, connection: Connection, contents: Contents) -> None:
        self._connection = connection
        self._contents = contents
        self._opened: list[NatsLog] = []

    @classmethod
    async def connect(cls, bus: Bus, *, patience: float) -> Self:
        """Raises Refused where nobody answers, or only one who does not keep anything."""
        connection = await Connection.open(bus, patience=patience)

        async def prepare(_seconds: float) -> Contents:
            return await Contents.open(connection, await stream.prepare(connection))

        try:
            return cls(connection, await connection.insist(prepare, patience=_PREPARING_SECONDS))
        except Refused:
            await connection.close()
            raise
        except APIError as error:
            await connection.close()
            raise connection.refusal(error) from error

    async def make(self, code: str) -> "NatsLog | None":
        """None where the code is taken. It is afterwards; of many who ask at once, one gets it."""
        key = uuid.uuid4().hex
        try:
            place = await stream.publish(self._connection, code, stream.made(code), b"{}", key=key, after=0)
        except OutOfStep:
            return None
        return self._log(code, place)

    async def open(self, code: str) -> "NatsLog | None":
        """None where there is no such room."""
        place = await stream.last_place(self._connection, stream.made(code))
        return self._log(code, place) if place is not None else None

    async def has_begun(self, code: str) -> bool:
        return await stream.last_time(self._connection, stream.everything(code)) is not None

    async def remove(self, code: str) -> bool:
        """Whether there was such a room; there is not any more. Raises Refused while a hub has it open."""
        if await stream.last_time(self._connection, stream.made(code)) is None:
            return False
        if any(log.code == code and not log.is_closed for log in self._opened) or await self._is_open(code):
            raise Refused("room_followed", code=code)
        # Cut short in between, it leaves a room that never began.
        await stream.purge(self._connection, stream.everything(code))
        await stream.purge(self._connection, stream.made(code))
        return True

    async def _is_open(self, code: str) -> bool:
        """Whether some hub has the room open; one that has just left it is listed for a moment longer."""
        for _look in range(_LOOKS):
            if not await stream.is_followed(self._connection, code):
                return False
            await asyncio.sleep(_LOOKS_AGAIN_SECONDS)
        return True

    def _log(self, code: str, place: int) -> "NatsLog":
        log = NatsLog(code, place, self._connection, self._contents)
        self._opened = [*(one for one in self._opened if not one.is_closed), log]
        return log

    async def codes(self) -> list[tuple[str, float]]:
        """As Logs has it."""
        asked = asyncio.Semaphore(_ASKED_AT_ONCE)

        async def last_change(code: str) -> tuple[str, float]:
            async with asked:
                at = await stream.last_time(self._connection, stream.everything(code))
                if at is None:
                    at = await stream.last_time(self._connection, stream.made(code))
            return code, at or 0.0

        found = await asyncio.gather(*(last_change(code) for code in await stream.codes(self._connection)))
        return sorted(found, key=lambda one: -one[1])

    async def close(self) -> None:
        await asyncio.gather(*(log.close() for log in self._opened))
        await self._connection.close()


class NatsLog:
    """An open room. Refused from `append` means that nothing was acknowledged: where the connection broke, the entry
    may be there all the same, and sending it again with its key is safe and tells.
    """

    def __init__(self, code: str, made_at: int, connection: Connection, contents: Contents) -> None:
        """`made_at` is the place of the message that says that the room is there."""
        self.code = code
        self._made_at = made_at
        self._connection = connection
        self._contents = contents
        self.is_closed = False
        self._followings: set[Following] = set()
        self._being_written = 0
        self._all_written = asyncio.Event()
        self._all_written.set()

    async def append(self, body: bytes, *, key: str, after: int | None = None) -> int:
        self._check_open()
        check_entry(self.code, body)
        subject = stream.said(self.code) if after is None else stream.led(self.code)
        # A key is the room's own, and not that of one that was removed and had the same code.
        own = f"{self._made_at}:{key}"
        with self._writing():
            return await stream.publish(self._connection, self.code, subject, body, key=own, after=after)

    async def follow(self, after: int = 0) -> AsyncIterator[Entry]:
        if self.is_closed:
            return
        following = Following(self._connection, stream.STREAM, stream.everything(self.code), after)
        self._followings.add(following)
        messages = following.messages()
        try:
            async for place, body in messages:
                yield Entry(place, body)
        finally:
            self._followings.discard(following)
            await messages.aclose()

    async def end(self) -> int:
        self._check_open()
        return await stream.last_place(self._connection, stream.everything(self.code)) or 0

    async def put(self, content: bytes) -> str:
        self._check_open()
        with self._writing():
            return await self._contents.put(self.code, content)

    async def content(self, name: str) -> bytes:
        self._check_open()
        return await self._contents.get(name)

    async def close(self) -> None:
        if self.is_closed:
            return
        self.is_closed = True
        for following in self._followings:
            following.end()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._all_written.wait(), _CLOSING_SECONDS)

    def _check_open(self) -> None:
        if self.is_closed:
            raise Refused("room_closed", code=self.code)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        self._being_written += 1
        self._all_written.clear()
        try:
            yield
        finally:
            self._being_written -= 1
            if not self._being_written:
                self._all_written.set()
