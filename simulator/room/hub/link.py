"""One connection to the hub: what is said on it is written at once or not at all, and nobody ever waits for it."""

import asyncio
from collections.abc import Iterable
from typing import Any, ClassVar, Final

from websockets.asyncio.server import ServerConnection
from websockets.frames import CloseCode, Frame, Opcode
from websockets.protocol import OPEN, Event

from simulator.room.hub.limits import Bucket
from simulator.room.protocol import Bye, FromHub, encode
from simulator.room.proxy import HEADER, Number, beyond, number

MOST_WAITING: Final = 256 * 1024
"""Bytes that may wait for a client to read them: some dozens of views."""
PARTING_SECONDS: Final = 2.0
LARGEST_REQUEST: Final = 32 * 1024
"""Bytes before the connection is made: a browser's headers and cookies with room to spare."""
_FRAMES_A_SECOND: Final = 60.0
_FRAMES_AT_ONCE: Final = 600.0
"""Pings and pieces of messages included: whoever sends more is cut off."""


class Link(ServerConnection):
    everyone: ClassVar[set["Link"]] = set()
    """Connections that are open, those in the middle of the handshake too. Each hub has a set of its own."""
    proxy: ClassVar[Number | None] = None
    """A reverse proxy that is believed when it says for whom it connects."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._frames = Bucket(_FRAMES_A_SECOND, _FRAMES_AT_ONCE, self.loop.time())
        self._asked = 0
        self.is_parting = False
        self.most_waiting = MOST_WAITING

    @property
    def address(self) -> str:
        """Of the other end, beyond the proxy where it came over that; empty where it is gone already."""
        peer = self.remote_address
        near = str(peer[0]) if isinstance(peer, tuple) and peer else ""
        if self.proxy is None or self.request is None or number(near) != self.proxy:
            return near
        return beyond(self.request.headers.get_all(HEADER)) or near

    @property
    def waiting(self) -> int:
        """Bytes that the other end has not taken yet."""
        return self.transport.get_write_buffer_size()

    def say(self, message: FromHub) -> None:
        """Write a message as far as the other end takes it now; the rest waits in memory."""
        post([self], encode(message))

    def part(self, why: str, *, again: bool) -> None:
        """Say goodbye, if that can still be heard, and close; after PARTING_SECONDS whatever happens."""
        if self.is_parting:
            return
        self.is_parting = True
        self.say(Bye(why=why, again=again))
        if self.protocol.state is OPEN:
            self.protocol.send_close(CloseCode.NORMAL_CLOSURE)
            self.send_data()
        self.loop.call_later(PARTING_SECONDS, self.transport.abort)

    def drop_if_slow(self) -> None:
        """Let go of a client that does not read what it is told."""
        if self.waiting > self.most_waiting:
            self.part("too_slow", again=True)

    def data_received(self, data: bytes) -> None:
        """The library alone would keep a MiB of headers for each of thousands who never come to their end."""
        if self.request is None:
            self._asked += len(data)
            if self._asked > LARGEST_REQUEST:
                self.transport.abort()
                return
        super().data_received(data)

    def process_event(self, event: Event) -> None:
        if self.request is not None and not self._frames.take(self.loop.time()):
            self.transport.abort()
            return
        super().process_event(event)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.everyone.add(self)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self.everyone.discard(self)
        super().connection_lost(exc)


def post(links: Iterable[Link], data: bytes) -> None:
    """Write one message, encoded already, to many. Those that are closing are passed over.

    The library's own broadcast makes the frame anew for each of them. From a server, without compression and in one
    piece, it is the same bytes for all.
    """
    frame = Frame(Opcode.TEXT, data).serialize(mask=False)
    for link in links:
        if link.protocol.state is OPEN:
            link.transport.write(frame)
