"""The hub's server: connections come in here, find their room, and are let go of here."""

import asyncio
import contextlib
import logging
import os
import socket
import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Final, Self

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from simulator.errors import Refused
from simulator.room.addresses import Address
from simulator.room.hub.door import Door
from simulator.room.hub.hall import Hall
from simulator.room.hub.limits import STORM
from simulator.room.hub.link import PARTING_SECONDS, Link
from simulator.room.hub.machine import is_loopback, own_addresses
from simulator.room.hub.pages import Pages
from simulator.room.keeper import Keeper
from simulator.room.log import Logs, UnknownRoom
from simulator.room.page import files
from simulator.room.protocol import LARGEST
from simulator.room.proxy import number

HANDSHAKE_SECONDS: Final = 5.0
PING_SECONDS: Final = 20.0
_SWEEP_SECONDS: Final = 1.0
_WARN_SECONDS: Final = 5.0
_IDLE_SECONDS: Final = 1800.0
"""After which a room that nobody is connected to is let go of here; the next who comes opens it again."""
_OVER_SECONDS: Final = 60.0
"""The same for a room that its trainer has closed."""
_BACKLOG: Final = 1024
_KERNEL_BYTES: Final = 128 * 1024
"""That the system keeps for a client that does not read, besides what waits here."""
_FILES_WANTED: Final = 16_384

_logger = logging.getLogger("platine.room.hub")
_logger.addHandler(logging.NullHandler())
_logger.propagate = False


class Hub:
    """One hub: rooms that are given, and any that `logs` know, opened when the first client asks for them.

    `hubs` are addresses of others that serve the same rooms, told to clients; `origins` are further origins whose
    pages may connect (a name under which this hub is published), `proxy` the address of the one that publishes it.
    Rooms that are given stay open when it closes.
    """

    def __init__(
        self,
        logs: Logs | None = None,
        keepers: Iterable[Keeper] = (),
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        hubs: Iterable[str] = (),
        origins: Iterable[str] = (),
        proxy: str | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.host = host
        self.port = port
        """The real one once it is started."""
        self.hubs = tuple(hubs)
        self._logs = logs
        self._given = tuple(keepers)
        self._proxy = number(proxy) if proxy is not None else None
        self._clock = clock
        self._pages = Pages(files(), hubs=self.hubs, origins=origins)
        self._door = Door(known=self._known, find=self._find)
        self._halls: dict[str, Hall] = {}
        self._opening: dict[str, asyncio.Task[Hall]] = {}
        self._links: set[Link] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self._server: Server | None = None
        self._sweeping: asyncio.Task[None] | None = None
        self._is_storm = False
        self._warned_at = 0.0

    async def start(self) -> Self:
        """Listen. Raises Refused where that address is taken or is not this machine's."""
        _want_files()
        for keeper in self._given:
            self._halls[keeper.code] = Hall(keeper, hubs=self.hubs)

        class Here(Link):
            everyone = self._links
            proxy = self._proxy

        try:
            self._server = await serve(
                self._serve,
                self.host or None,
                self.port,
                process_request=self._answer,
                compression=None,
                max_size=LARGEST,
                max_queue=4,
                open_timeout=HANDSHAKE_SECONDS,
                ping_interval=PING_SECONDS,
                ping_timeout=PING_SECONDS,
                close_timeout=PARTING_SECONDS,
                server_header=None,
                logger=_logger,
                create_connection=Here,
                backlog=_BACKLOG,
            )
        except (OSError, OverflowError) as error:
            place = Address(self.host, self.port).place
            for code, hall in tuple(self._halls.items()):
                await self._close_hall(code, hall)
            raise Refused("hub_cannot_listen", address=place, why=_why(error)) from error
        for listening in self._server.sockets:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KERNEL_BYTES)
        self.port = int(self._server.sockets[0].getsockname()[1])
        self._sweeping = asyncio.create_task(self._sweep(), name="hub-sweep")
        return self

    async def close(self) -> None:
        """Say goodbye to everybody, and close the rooms that were opened here."""
        if self._server is None:
            return
        server, self._server = self._server, None
        if self._sweeping is not None:
            self._sweeping.cancel()
        for link in tuple(self._links):
            link.part("hub_stops", again=True)
        server.close(close_connections=False)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(server.wait_closed(), PARTING_SECONDS)
        for link in tuple(self._links):
            link.transport.abort()
        # Who still waits for a log that does not answer has been told nothing, and will say it again elsewhere.
        for serving in tuple(self._serving):
            serving.cancel()
        await server.wait_closed()
        for opening in tuple(self._opening.values()):
            opening.cancel()
        for code, hall in tuple(self._halls.items()):
            await self._close_hall(code, hall)

    @property
    def is_open_to_network(self) -> bool:
        return not is_loopback(self.host)

    def addresses(self, code: str = "") -> tuple[str, ...]:
        """What a browser opens to join a room, the likeliest first."""
        return tuple(Address(host, self.port).page(code) for host in own_addresses(self.host))

    def hall(self, code: str) -> Hall | None:
        """A room that is open here."""
        return self._halls.get(code)

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def _answer(self, connection: ServerConnection, request: Request) -> Response | None:
        assert isinstance(connection, Link)
        return self._pages.answer(connection, request)

    async def _serve(self, connection: ServerConnection) -> None:
        """One connection, from its greeting to its end."""
        assert isinstance(connection, Link)
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            one = await self._door.admit(connection)
            if one is not None:
                await one.stay()
        except ConnectionClosed:
            return
        finally:
            self._serving.discard(task)

    def _known(self, code: str) -> Hall | None:
        return self._halls.get(code)

    async def _find(self, code: str) -> Hall | None:
        """The hall of a room; None where no log knows it. Raises Refused and Unreadable where that cannot be told."""
        hall = self._halls.get(code)
        if hall is not None or self._logs is None:
            return hall
        opening = self._opening.get(code)
        if opening is None:
            opening = self._opening[code] = asyncio.create_task(self._open(self._logs, code))
            opening.add_done_callback(lambda done: self._opened(code, done))
        # Many may wait for one room to be opened; one of them going away does not end it.
        try:
            return await asyncio.shield(opening)
        except UnknownRoom:
            return None

    def _opened(self, code: str, done: asyncio.Task[Hall]) -> None:
        self._opening.pop(code, None)
        if not done.cancelled() and done.exception() is not None:
            _logger.info("the room %s was not opened", code, exc_info=done.exception())

    async def _open(self, logs: Logs, code: str) -> Hall:
        hall = Hall(await Keeper.resume(logs, code, clock=self._clock), hubs=self.hubs)
        self._halls[code] = hall
        return hall

    async def _close_hall(self, code: str, hall: Hall) -> None:
        del self._halls[code]
        hall.close()
        if hall.keeper not in self._given:
            await hall.keeper.close()

    async def _sweep(self) -> None:
        """Once a second: who does not read, who guesses, which rooms nobody is in."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            now = loop.time()
            for link in tuple(self._links):
                link.drop_if_slow()
            self._watch_for_storms(now)
            for code, hall in tuple(self._halls.items()):
                hall.calm_down(now)
                idle = hall.keeper not in self._given and not hall.guests and not hall.trainers
                patience = _OVER_SECONDS if hall.keeper.room.closed else _IDLE_SECONDS
                if idle and now - hall.left_at > patience:
                    await self._close_hall(code, hall)

    def _watch_for_storms(self, now: float) -> None:
        count = self._door.wrong.lately(now)
        is_storm = count > STORM
        if is_storm == self._is_storm and (not is_storm or now - self._warned_at < _WARN_SECONDS):
            return
        self._is_storm, self._warned_at = is_storm, now
        for hall in self._halls.values():
            hall.warn("storm", count if is_storm else 0)


def _why(error: OSError | OverflowError) -> str:
    """In the system's own words: asyncio wraps them into a sentence of its own, which says the address twice."""
    if isinstance(error, OSError) and not isinstance(error, socket.gaierror) and error.errno:
        return os.strerror(error.errno)
    return getattr(error, "strerror", None) or str(error)


def _want_files() -> None:
    """A connection is an open file, and many systems allow a program a thousand unless it asks for more."""
    try:
        import resource  # not on Windows, where nobody counts; start-up time is as good a reason
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES_WANTED if hard == resource.RLIM_INFINITY else min(_FILES_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
