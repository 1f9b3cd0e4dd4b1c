"""When a hub lets go of a room that it has opened for those who came."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import Refused
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.hub import Hub
from simulator.room.hub import server as server_module
from simulator.room.keeper import Keeper
from simulator.room.log.file import FileLogs
from tests.room.hub.talk import joined, leading, talking
from tests.room.rooms import opened, scenario


async def holds(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not condition():
            await asyncio.sleep(0.02)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_SWEEP_SECONDS", 0.05)


async def made(folder: Path) -> str:
    logs = FileLogs(folder)
    keeper = await Keeper.create(logs, scenario(), opened())
    await keeper.close()
    return keeper.code


@pytest.mark.usefixtures("quick")
async def test_a_room_that_its_trainer_has_closed_is_soon_free_to_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "_OVER_SECONDS", 0.3)
    code = await made(tmp_path)
    async with Hub(FileLogs(tmp_path)) as hub:
        async with joined(hub, code), leading(hub, code) as trainer:
            assert (await trainer.lead(ev.Closed(), 1)).why == ""
            with pytest.raises(Refused, match="room_open_elsewhere"):
                await FileLogs(tmp_path).remove(code)
        async with asyncio.timeout(10):
            while (tmp_path / f"{code}.sqlite").exists():
                with contextlib.suppress(Refused):
                    await FileLogs(tmp_path).remove(code)
                await asyncio.sleep(0.02)
        assert hub.hall(code) is None


@pytest.mark.usefixtures("quick")
async def test_a_room_that_goes_on_is_kept_open_for_those_who_may_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "_OVER_SECONDS", 0.0)
    code = await made(tmp_path)
    async with Hub(FileLogs(tmp_path)) as hub:
        async with joined(hub, code) as (_, welcome):
            pass
        await asyncio.sleep(0.3)
        assert hub.hall(code) is not None
        monkeypatch.setattr(server_module, "_IDLE_SECONDS", 0.1)
        await holds(lambda: hub.hall(code) is None)
        async with talking(hub) as talker:
            # Whoever comes opens it again, and nobody has lost his place.
            # While it is still being closed it cannot be opened: clients ask again then.
            await talker.hello(code, token=welcome.token)
            while isinstance(answer := await talker.next(), say.Refused):
                assert (answer.why, answer.wait > 0) == ("log_lost", True)
                await asyncio.sleep(0.1)
                await talker.hello(code, token=welcome.token)
            assert (
                await talker.until(say.Welcome) if not isinstance(answer, say.Welcome) else answer
            ).who == welcome.who
            await asyncio.sleep(0.3)
            assert hub.hall(code) is not None
