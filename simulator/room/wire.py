"""A connection to a hub that is kept up: lost, it is made again, with the next hub of the list where one is dead.

How long to wait between two rounds of the list is drawn at random within bounds that double, so that a class whose
hub has just come back does not fall upon it in the same instant.
"""

import asyncio
import contextlib
import random
import time
from collections.abc import Callable, Iterable
from typing import Final

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI, WebSocketException

from simulator.room.addresses import Address, read_address
from simulator.room.protocol import FromClient, FromHub, Hello, encode, read_from_hub

OPEN_SECONDS: Final = 6.0
"""How long a hub may take to open a connection before it counts as dead."""
_PING_SECONDS: Final = 10.0
_CLOSE_SECONDS: Final = 2.0
LARGEST_HEARD: Final = 32 * 2**20
"""Bytes of a hub's message: the content of a long scenario is in one of them."""
_FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0
"""Seconds."""
_UNWRITTEN: Final = 64
"""Messages that wait to be written; a person types fewer."""


_LATEST: Final = 253_402_300_799.0
"""The end of the year 9999, in seconds since 1970."""


class NoHub(Exception):
    """What answers at an address is no hub of ours, or speaks another version."""


def pause(failures: int, draw: Callable[[float, float], float] = random.uniform) -> float:
    """Seconds to wait after so many rounds of the list in vain: 0.25 to 0.5, then twice that, up to 8."""
    most = min(LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(failures, 10))
    return draw(most / 2, most)


def ahead(told: float) -> float:
    """Seconds that a hub's clock is ahead of this machine's, from what it has just told; 0 where that is no time."""
    return told - time.time() if 0 < told < _LATEST else 0.0


def opening(address: Address) -> connect:
    """A connection to a hub, to be entered by `async with`."""
    return connect(
        address.socket,
        # A hub is in this room or this house: what the environment says of proxies is about the web outside.
        proxy=None,
        compression=None,
        open_timeout=OPEN_SECONDS,
        ping_interval=_PING_SECONDS,
        ping_timeout=_PING_SECONDS,
        close_timeout=_CLOSE_SECONDS,
        max_size=LARGEST_HEARD,
    )


async def first_word(address: Address, hello: Hello) -> FromHub:
    """What a hub answers to a greeting; the connection is closed again.

    Raises OSError (TimeoutError included) where nobody answers, NoHub where something else does.
    """
    try:
        async with asyncio.timeout(2 * OPEN_SECONDS), opening(address) as socket:
            await socket.send(encode(hello), text=True)
            return read_from_hub(await socket.recv())
    except ConnectionClosed as error:
        raise ConnectionResetError(str(error)) from error
    except (InvalidHandshake, InvalidURI, WebSocketException, msgspec.DecodeError, ValueError) as error:
        raise NoHub(str(error)) from error


class Wire:
    """`hello` makes the greeting of each connection, `heard` takes every message, `lost` is called between two.

    `lost` is given a key: `lost` for a connection that broke, `unreachable` or `no_hub` where none could be made.
    """

    def __init__(
        self,
        addresses: Iterable[Address],
        *,
        hello: Callable[[], Hello],
        heard: Callable[[FromHub], None],
        lost: Callable[[str], None],
    ) -> None:
        self._addresses = list(dict.fromkeys(addresses))
        self._hello = hello
        self._heard = heard
        self._lost = lost
        self._failures = 0
        self._unwritten: asyncio.Queue[bytes] | None = None
        self._is_over = False
        self._rests = 0.0

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The hubs, the one in use first."""
        return tuple(self._addresses)

    def know(self, hubs: Iterable[str]) -> None:
        """Other hubs that serve the same room, as a hub has named them."""
        for named in hubs:
            target = read_address(named)
            if target is not None and target.address not in self._addresses:
                self._addresses.append(target.address)

    def send(self, message: FromClient) -> bool:
        """Write as soon as may be. False without a connection: whoever has to be heard says it again later."""
        if self._unwritten is None or self._unwritten.full():
            return False
        self._unwritten.put_nowait(encode(message))
        return True

    def settled(self) -> None:
        """The hub has taken us in: the next loss begins with short pauses again."""
        self._failures = 0

    def rest(self, seconds: float) -> None:
        """The hub asks to be left alone for so long."""
        self._rests = max(self._rests, min(seconds, 60.0))

    def stop(self) -> None:
        """Make no connection any more; `run` ends once the present one is closed."""
        self._is_over = True

    async def run(self) -> None:
        """Keep a connection up until `stop`."""
        while not self._is_over:
            for _ in range(len(self._addresses)):
                address = self._addresses[0]
                if await self._talked(address) or self._is_over:
                    break
                self._addresses.append(self._addresses.pop(0))
            if not self._is_over:
                await asyncio.sleep(max(pause(self._failures), self._rests))
                self._rests = 0.0
                self._failures += 1

    async def _talked(self, address: Address) -> bool:
        """One connection, to its end. False where there was none to be had."""
        try:
            async with opening(address) as socket:
                await self._talk(socket)
        except ConnectionClosed:
            pass
        except (InvalidHandshake, InvalidURI, msgspec.DecodeError, ValueError):
            self._tell("no_hub")
            return False
        except (OSError, WebSocketException):
            self._tell("unreachable")
            return False
        self._tell("lost")
        return True

    def _tell(self, key: str) -> None:
        if not self._is_over:
            self._lost(key)

    async def _talk(self, socket: ClientConnection) -> None:
        await socket.send(encode(self._hello()), text=True)
        unwritten = self._unwritten = asyncio.Queue(_UNWRITTEN)
        writing = asyncio.create_task(_write(socket, unwritten))
        try:
            async for data in socket:
                self._heard(read_from_hub(data))
                if self._is_over:
                    return
        finally:
            self._unwritten = None
            writing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writing


async def _write(socket: ClientConnection, unwritten: "asyncio.Queue[bytes]") -> None:
    # The reader learns of a connection that broke, and says so.
    with contextlib.suppress(ConnectionClosed):
        while True:
            await socket.send(await unwritten.get(), text=True)
