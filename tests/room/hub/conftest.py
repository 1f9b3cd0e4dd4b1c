"""A room, and a hub that serves it on this machine alone."""

from collections.abc import AsyncIterator

import pytest_asyncio

from simulator.room.hub import Hub
from simulator.room.keeper import Keeper
from simulator.room.log.memory import MemoryLogs
from tests.room.rooms import opened, scenario


@pytest_asyncio.fixture
async def logs() -> AsyncIterator[MemoryLogs]:
    made = MemoryLogs()
    yield made
    await made.close()


@pytest_asyncio.fixture
async def keeper(logs: MemoryLogs) -> AsyncIterator[Keeper]:
    made = await Keeper.create(logs, scenario(), opened())
    yield made
    await made.close()


@pytest_asyncio.fixture
async def hub(logs: MemoryLogs, keeper: Keeper) -> AsyncIterator[Hub]:
    async with Hub(logs, (keeper,)) as started:
        yield started
