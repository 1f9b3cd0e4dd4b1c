"""A client of a hub for tests: it says what it is told to say, however wrong, and reads what it is told."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from websockets.asyncio.client import ClientConnection, connect

from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.addresses import PATH
from simulator.room.hub import Hub
from simulator.room.keeper import Keeper
from simulator.room.table import Round
from tests.room.rooms import SECRET

Message = TypeVar("Message")
_ids = itertools.count(1)
PATIENCE = 5.0


class Talker:
    """One connection. `until` reads on to the next message of a kind; what came before is in `heard`."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.heard: list[say.FromHub] = []

    async def send(self, message: say.FromClient | str | bytes) -> None:
        await self.socket.send(message if isinstance(message, str | bytes) else say.encode(message).decode())

    async def hello(self, code: str, **keys: Any) -> None:
        await self.send(say.Hello(**{"version": say.VERSION, "code": code, **keys}))

    async def next(self) -> say.FromHub:
        async with asyncio.timeout(PATIENCE):
            self.heard.append(say.read_from_hub(await self.socket.recv()))
        return self.heard[-1]

    async def until(self, kind: type[Message]) -> Message:
        while True:
            message = await self.next()
            if isinstance(message, kind):
                return message

    async def answer_to(self, id: str) -> say.Acknowledged | say.Refused:
        while True:
            message = await self.next()
            if isinstance(message, say.Acknowledged | say.Refused) and message.id == id:
                return message

    async def vote(self, round: int, *pick: int, id: str = "", words: dict[str, str] | None = None) -> Any:
        act = id or f"act-{next(_ids)}"
        await self.send(say.Vote(id=act, round=round, pick=pick, words=words or {}))
        return await self.answer_to(act)

    async def lead(self, event: Any, after: int, id: str = "") -> Any:
        act = id or f"act-{next(_ids)}"
        await self.send(say.Lead(id=act, after=after, event=event))
        return await self.answer_to(act)

    async def sees(self, stage: str, **keys: Any) -> say.Seen:
        """The last view at this stage (and with these), which may have come before an answer that was waited for."""
        while True:
            seen = next((one for one in reversed(self.heard) if isinstance(one, say.Seen)), None)
            wanted = {"stage": stage, **keys}
            if seen is not None and all(getattr(seen.view, key) == value for key, value in wanted.items()):
                return seen
            await self.next()

    async def gone(self) -> None:
        """Wait until the hub has let go."""
        async with asyncio.timeout(PATIENCE):
            await self.socket.wait_closed()


@asynccontextmanager
async def talking(hub: Hub, **settings: Any) -> AsyncIterator[Talker]:
    async with connect(f"ws://127.0.0.1:{hub.port}{PATH}", compression=None, proxy=None, **settings) as socket:
        yield Talker(socket)


@asynccontextmanager
async def leading(hub: Hub, code: str, **keys: Any) -> AsyncIterator[Talker]:
    """The trainer, with his secret."""
    async with talking(hub) as talker:
        await talker.hello(code, secret=SECRET, **keys)
        await talker.until(say.Leads)
        yield talker


@asynccontextmanager
async def joined(hub: Hub, code: str, name: str = "Ada", **keys: Any) -> AsyncIterator[tuple[Talker, say.Welcome]]:
    async with talking(hub) as talker:
        await talker.hello(code, name=name, **keys)
        yield talker, await talker.until(say.Welcome)


async def voting(keeper: Keeper) -> Round:
    """Bring a room to its first vote."""
    while keeper.room.table.stage != "vote":
        assert await keeper.lead(ev.Advanced()) is None
    return keeper.room.table.open[0]
