"""The three places where a room's log is kept, each behind the same door, for tests that hold for all of them."""

import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from simulator.room.log import Logs
from simulator.room.log.file import FileLogs
from simulator.room.log.memory import MemoryLogs
from simulator.room.log.nats import NatsLogs
from tests.room.log.server import NatsServer

_codes = (f"R{number:05d}" for number in itertools.count(1))


@pytest.fixture
def code() -> str:
    """A room's code that no other test uses: the NATS server is one for all."""
    return next(_codes)


@pytest.fixture(scope="session")
def nats_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsServer]:
    server = NatsServer(tmp_path_factory.mktemp("nats"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["memory", "file", "nats"])
def another(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Logs]:
    """Makes Logs of one and the same place, as another hub would open it."""
    if request.param == "memory":
        logs = MemoryLogs()
        return lambda: logs
    if request.param == "file":
        return lambda: FileLogs(tmp_path / "rooms")
    server = request.getfixturevalue("nats_server")
    return lambda: NatsLogs(server.url)


@pytest_asyncio.fixture
async def logs(another: Callable[[], Logs]) -> AsyncIterator[Logs]:
    opened = another()
    yield opened
    await opened.close()
