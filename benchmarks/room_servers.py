"""The servers that are measured, each a process of its own: a hub, and a bare broadcast loop of `websockets`.

Each prints one line of JSON when it listens, and ends when its input does: so it never outlives who started it.
"""

import asyncio
import os
import sys
import tempfile
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import msgspec
from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

from benchmarks.measure import ROOT
from simulator.room.events import Opened
from simulator.room.hub import Hub
from simulator.room.hub.link import PARTING_SECONDS
from simulator.room.hub.server import HANDSHAKE_SECONDS, PING_SECONDS
from simulator.room.identity import kept, new_secret
from simulator.room.keeper import Keeper
from simulator.room.log import Logs
from simulator.room.log.file import FileLogs
from simulator.room.log.nats import NatsLogs
from simulator.room.protocol import LARGEST
from simulator.scenario.model import Scenario
from simulator.scenario.packs import scenario_files
from simulator.scenario.reading import read_scenario

LEADS, SYNCED = "/leads", "/synced"
"""The paths of whoever commands the bare loop: it sends at once, or when what it sends is on disk."""


class Open(msgspec.Struct):
    """A room that was opened."""

    code: str
    secret: str
    place: int
    """Of its opening in the log: what is led next must follow on it."""


class Listening(msgspec.Struct):
    """What a server says of itself."""

    port: int
    pid: int = 0
    rooms: tuple[Open, ...] = ()


async def hub(logs: Logs, rooms: int, port: int, hubs: tuple[str, ...]) -> None:
    """A hub that opens so many rooms, and serves any other that the logs know."""
    async with AsyncExitStack() as stack:
        stack.push_async_callback(logs.close)
        keepers, opened = [], []
        for _ in range(rooms):
            secret = new_secret()
            keeper = await Keeper.create(logs, _scenario(), Opened(content="", secret=kept(secret)))
            stack.push_async_callback(keeper.close)
            keepers.append(keeper)
            opened.append(Open(keeper.code, secret, keeper.room.led))
        one = await stack.enter_async_context(Hub(logs, keepers, port=port, hubs=hubs))
        await _serve_until_the_end(Listening(one.port, rooms=tuple(opened)))


def _scenario() -> Scenario:
    """The first of those that come with Platine."""
    packs = (pack for pack in sorted((ROOT / "scenarios").iterdir()) if pack.is_dir())
    scenario = read_scenario(next(path for pack in packs for path in scenario_files(pack))).scenario
    assert scenario is not None
    return scenario


async def bare() -> None:
    """What one sends on LEADS, all others get; what others send, they get back. With the settings of the hub."""
    others: set[ServerConnection] = set()

    async def talk(connection: ServerConnection) -> None:
        assert connection.request is not None
        path = connection.request.path
        if path in {LEADS, SYNCED}:
            with suppress(ConnectionClosed), tempfile.TemporaryFile() as file:
                async for message in connection:
                    if path == SYNCED:
                        os.write(file.fileno(), message.encode())
                        os.fdatasync(file.fileno())
                    broadcast(others, message)
            return
        others.add(connection)
        with suppress(ConnectionClosed):
            async for message in connection:
                await connection.send(message)
        others.discard(connection)

    async with serve(
        talk,
        "127.0.0.1",
        0,
        compression=None,
        max_size=LARGEST,
        max_queue=4,
        open_timeout=HANDSHAKE_SECONDS,
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
        close_timeout=PARTING_SECONDS,
        backlog=1024,
    ) as server:
        await _serve_until_the_end(Listening(server.sockets[0].getsockname()[1]))


async def _serve_until_the_end(listening: Listening) -> None:
    print(msgspec.json.encode(listening).decode(), flush=True)
    await asyncio.to_thread(sys.stdin.read)


def main(kind: str, *arguments: str) -> None:
    """`bare`, or `hub LOGS ROOMS PORT HUB...`, where LOGS is a folder or the address of a NATS server."""
    if kind == "bare":
        asyncio.run(bare())
        return
    where, rooms, port, *hubs = arguments
    logs: Logs = NatsLogs(where) if where.startswith("nats:") else FileLogs(Path(where))
    asyncio.run(hub(logs, int(rooms), int(port), tuple(hubs)))


if __name__ == "__main__":
    main(*sys.argv[1:])
