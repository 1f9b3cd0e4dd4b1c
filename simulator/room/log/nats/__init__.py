"""Rooms on a NATS server with JetStream: many hubs, on many machines, share them. Needs the extra `platine[nats]`."""

import asyncio
import os
from typing import TYPE_CHECKING

from simulator.errors import Refused
from simulator.room.log.base import Log, RoomTaken, UnknownRoom, is_code
from simulator.room.log.nats.address import read_bus

if TYPE_CHECKING:
    from simulator.room.log.nats.rooms import Rooms


class NatsLogs:
    """The rooms of a NATS server, or of a cluster: addresses with commas between them.

    The connection is made by the first call. Raises Misuse for what is no address; Refused where nats-py is not
    installed (`nats_not_installed`), nobody answers (`nats_unreachable`), the login is not the right one
    (`nats_not_let_in`) or the server does not want to (`nats_refused`). No error tells the password that may stand in
    the address, or in the environment.
    """

    def __init__(self, url: str, *, patience: float = 30.0) -> None:
        """`patience`: for how many seconds what is written waits for a server that is gone."""
        self._bus = read_bus(url, os.environ)
        self.shown = self._bus.shown
        """The addresses, to be shown."""
        self._patience = patience
        self._rooms: Rooms | None = None
        self._connecting = asyncio.Lock()

    async def create(self, code: str) -> Log:
        if not is_code(code):
            raise Refused("room_bad_code", code=code)
        log = await (await self._connected()).make(code)
        if log is None:
            raise RoomTaken("room_taken", code=code)
        return log

    async def open(self, code: str) -> Log:
        log = await (await self._connected()).open(code) if is_code(code) else None
        if log is None:
            raise UnknownRoom("unknown_room", code=code)
        return log

    async def codes(self) -> list[tuple[str, float]]:
        return await (await self._connected()).codes()

    async def has_begun(self, code: str) -> bool:
        return is_code(code) and await (await self._connected()).has_begun(code)

    async def remove(self, code: str) -> None:
        if not is_code(code) or not await (await self._connected()).remove(code):
            raise UnknownRoom("unknown_room", code=code)

    async def close(self) -> None:
        rooms, self._rooms = self._rooms, None
        if rooms is not None:
            await rooms.close()

    async def _connected(self) -> "Rooms":
        async with self._connecting:
            if self._rooms is None:
                try:
                    # start-up time: and nats-py is an extra that those with one hub never install
                    from simulator.room.log.nats.rooms import Rooms
                except ModuleNotFoundError as error:
                    raise Refused("nats_not_installed") from error
                self._rooms = await Rooms.connect(self._bus, patience=self._patience)
            return self._rooms
