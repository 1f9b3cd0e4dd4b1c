"""Cheap clients: many of them in one process, each told a message where it arrives."""

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.frames import Frame, Opcode
from websockets.protocol import Event

from benchmarks.room_servers import LEADS, SYNCED, Listening, Open
from simulator.room import protocol as say
from simulator.room.addresses import Address
from simulator.room.events import Advanced, Led, SteppedBack

AT_ONCE: Final = 64
"""Connections that are being made at a time."""
Heard = Callable[["Voice", bytes], None]


class Voice(ClientConnection):
    """A client without a task of its own: nothing has to wake up for a message to be heard."""

    def __init__(self, heard: Heard, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._told = heard
        self.taken_in: asyncio.Future[None] = self.loop.create_future()
        self.sent_at = 0.0

    def process_event(self, event: Event) -> None:
        if isinstance(event, Frame) and event.opcode is Opcode.TEXT:
            self._told(self, bytes(event.data))
        else:
            super().process_event(event)

    def say(self, data: bytes) -> None:
        """Written at once."""
        self.protocol.send_text(data)
        self.send_data()


async def voice(url: str, heard: Heard) -> Voice:
    made = await connect(
        url, create_connection=partial(Voice, heard), compression=None, ping_interval=None, proxy=None, max_size=2**25
    )
    assert isinstance(made, Voice)
    return made


class Crowd(ABC):
    """Clients of one server, and one who commands it. Times are in seconds of `perf_counter`."""

    def __init__(self, listening: Listening) -> None:
        self._address = Address("127.0.0.1", listening.port)
        self._voices: list[Voice] = []
        self._left = 0
        self._done: asyncio.Future[float] | None = None
        self._latencies: list[float] = []
        self._ids = count()

    async def come(self, clients: int) -> None:
        """So many more clients, each taken in."""
        among = asyncio.Semaphore(AT_ONCE)

        async def one() -> Voice:
            async with among:
                return await self._enter()

        self._voices += await asyncio.gather(*(one() for _ in range(clients)))

    async def vote(self) -> tuple[float, list[float]]:
        """Everybody votes at once: seconds until the last vote is acknowledged, and what each one took."""
        self._latencies = []
        done = self._await_all()
        began = time.perf_counter()
        for number, one in enumerate(self._voices):
            data = self._ballot(number)
            one.sent_at = time.perf_counter()
            one.say(data)
        return await done - began, self._latencies

    @abstractmethod
    async def _enter(self) -> Voice: ...

    @abstractmethod
    def _ballot(self, number: int) -> bytes: ...

    def _await_all(self) -> "asyncio.Future[float]":
        """What holds the time when every client has got what all of them wait for."""
        self._left = len(self._voices)
        self._done = asyncio.get_running_loop().create_future()
        return self._done

    def _arrived(self) -> None:
        self._left -= 1
        if not self._left and self._done is not None:
            self._done.set_result(time.perf_counter())

    def _acknowledged(self, one: Voice) -> None:
        self._latencies.append(time.perf_counter() - one.sent_at)
        self._arrived()


class Leader:
    """The trainer of one room, on a hub."""

    def __init__(self, room: Open) -> None:
        self._room = room
        self._after = room.place
        self._ids = count()
        self._told: asyncio.Future[None] | None = None
        self._voice: Voice | None = None

    async def come(self, address: Address) -> None:
        """Take the trainer's place in a room where nothing has been led yet."""
        self._voice = await voice(address.socket, self._heard)
        await self.say(say.encode(say.Hello(version=say.VERSION, code=self._room.code, secret=self._room.secret)))

    async def lead(self, event: Led) -> None:
        """Returns once it is acknowledged."""
        await self.say(self.order(event))

    def order(self, event: Led) -> bytes:
        """The message that orders this, behind all that was ordered before."""
        return say.encode(say.Lead(id=f"lead-{next(self._ids)}", after=self._after, event=event))

    def say(self, message: bytes) -> "asyncio.Future[None]":
        """Written at once; done when the hub has answered it."""
        assert self._voice is not None
        self._told = asyncio.get_running_loop().create_future()
        self._voice.say(message)
        return self._told

    async def go(self) -> None:
        assert self._voice is not None
        await self._voice.close()

    def _heard(self, _one: Voice, data: bytes) -> None:
        if data.startswith((b'{"is":"entry"', b'{"is":"online"')):
            return
        told = say.read_from_hub(data)
        assert self._told is not None
        match told:
            case say.Acknowledged(place=place, why=""):
                self._after = place
                self._told.set_result(None)
            case say.Leads():
                self._told.set_result(None)
            case _:
                self._told.set_exception(AssertionError(told))


class HubCrowd(Crowd):
    """Participants of one room, and their trainer."""

    def __init__(self, listening: Listening) -> None:
        super().__init__(listening)
        self._code = listening.rooms[0].code
        self._leader = Leader(listening.rooms[0])
        self._is_new = False
        self._round = 0
        self.view = b""
        """The last that was broadcast."""

    async def begin(self) -> None:
        """The trainer takes his place."""
        await self._leader.come(self._address)

    async def lead(self, event: Led) -> float:
        """Seconds from the trainer's word until the last client sees what it did."""
        done = self._await_all()
        self._is_new = True
        order = self._leader.order(event)
        began = time.perf_counter()
        told = self._leader.say(order)
        ended = await done
        await told
        # Read once all have it: what is timed is the hub, not how fast this process understands it.
        self._round = _round_in(self.view)
        return ended - began

    async def to_and_fro(self, *, is_open: bool) -> float:
        """Open the vote, or take that back: a view that everybody gets."""
        return await self.lead(Advanced() if is_open else SteppedBack())

    async def look(self) -> None:
        """A connection that sees what there is and goes."""
        one = await self._greet(look=True)
        await one.close()

    async def _enter(self) -> Voice:
        return await self._greet(name=f"P {next(self._ids)}")

    async def _greet(self, **more: Any) -> Voice:
        one = await voice(self._address.socket, self._heard)
        one.say(say.encode(say.Hello(version=say.VERSION, code=self._code, **more)))
        await one.taken_in
        return one

    def _ballot(self, number: int) -> bytes:
        return say.encode(say.Vote(id=f"vote-{next(self._ids)}", round=self._round, pick=(1 + number % 2,)))

    def _heard(self, one: Voice, data: bytes) -> None:
        if data.startswith(b'{"is":"view"'):
            if self._is_new:
                self.view, self._is_new = data, False
            if data == self.view:
                self._arrived()
        elif data.startswith(b'{"is":"ack"'):
            assert b'"why"' not in data, data
            self._acknowledged(one)
        elif data.startswith((b'{"is":"welcome"', b'{"is":"lobby"')):
            one.taken_in.set_result(None)
        else:
            assert data.startswith(b'{"is":"progress"'), data


def _round_in(view: bytes) -> int:
    """The number of the question that a view asks; 0 for none."""
    seen = say.read_from_hub(view)
    assert isinstance(seen, say.Seen)
    return seen.view.question.round if seen.view.question is not None else 0


class BareCrowd(Crowd):
    """Clients of the bare loop, and who tells it what to send them."""

    def __init__(self, listening: Listening) -> None:
        super().__init__(listening)
        self._commanders: dict[str, Voice] = {}
        self._view = b""

    async def begin(self) -> None:
        for path in (LEADS, SYNCED):
            self._commanders[path] = await voice(f"ws://{self._address.place}{path}", self._heard)

    async def send_all(self, view: bytes, path: str = LEADS) -> float:
        """Seconds from the order until the last client has the message."""
        self._view = view
        done = self._await_all()
        began = time.perf_counter()
        self._commanders[path].say(view)
        return await done - began

    async def look(self) -> None:
        one = await self._enter()
        await one.close()

    async def _enter(self) -> Voice:
        return await voice(self._address.socket, self._heard)

    def _ballot(self, _number: int) -> bytes:
        return say.encode(say.Vote(id=f"vote-{next(self._ids)}", round=1, pick=(1,)))

    def _heard(self, one: Voice, data: bytes) -> None:
        if data == self._view:
            self._arrived()
        else:
            self._acknowledged(one)
