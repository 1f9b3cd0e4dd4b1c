"""A hub that is killed, put to sleep or ended: what was acknowledged is there, and clients go on."""

import asyncio
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.errors import Refused
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.addresses import Address
from simulator.room.client import Client
from simulator.room.hub import Hub
from simulator.room.keeper import Keeper
from simulator.room.log.file import FileLogs
from simulator.room.log.memory import MemoryLogs
from simulator.room.serving import serve
from tests.room.hub.process import HubProcess
from tests.room.hub.talk import joined, leading, talking, voting
from tests.room.rooms import opened, scenario

VOTERS = 12


async def until(condition, seconds: float = 30.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


async def room_in(folder: Path) -> str:
    logs = FileLogs(folder)
    keeper = await Keeper.create(logs, scenario(), opened(format="live"))
    await keeper.close()
    await logs.close()
    return keeper.code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rooms"


@pytest.fixture
def process(folder: Path) -> Iterator[HubProcess]:
    made = HubProcess(str(folder))
    yield made
    made.kill()


class Reached:
    """What `talk` needs of a hub: its port."""

    def __init__(self, process: HubProcess) -> None:
        self.port = process.port


async def clients(process: HubProcess, code: str, count: int) -> list[Client]:
    address = Address("127.0.0.1", process.port)
    return list(await asyncio.gather(*(Client.join([address], code, name=f"N{n}") for n in range(count))))


async def lead(process: HubProcess, code: str, event: ev.Led) -> say.Acknowledged | say.Refused:
    """One step of a trainer who has seen everything, and goes again."""
    async with leading(Reached(process), code) as trainer:
        await asyncio.sleep(0.2)
        led = 1
        while True:
            done = await trainer.lead(event, led)
            entered = [one for one in trainer.heard if isinstance(one, say.Entered)]
            led_at = [one.place for one in entered if isinstance(ev.decode(bytes(one.event)), ev.Led)]
            latest = max(led_at, default=led)
            if done.why != "out_of_step":
                return done
            if latest == led:
                await asyncio.sleep(0.05)
            led = latest


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_no_acknowledged_vote_is_lost_when_the_hub_is_killed_in_the_middle_of_votes(
    folder: Path, process: HubProcess, seed: int
) -> None:
    draw = random.Random(seed)
    code = await room_in(folder)
    process.start()
    voters = await clients(process, code, VOTERS)
    for _ in range(2):
        assert (await lead(process, code, ev.Advanced())).why == ""
    await until(lambda: all(one.view.stage == "vote" for one in voters))
    acknowledged: dict[str, list[int]] = {one.me.who: [] for one in voters}
    last: dict[str, int] = {}

    def note(one: Client):
        def told() -> None:
            mine = one.mine
            if mine is not None and mine.is_in:
                acknowledged[one.me.who].append(mine.pick[0])

        return told

    for one in voters:
        one.watch(note(one))
    for _kill in range(3):
        for one in draw.sample(voters, VOTERS):
            last[one.me.who] = draw.randint(1, 3)
            one.vote([last[one.me.who]])
            await asyncio.sleep(draw.random() * 0.004)
        process.kill()
        # What was acknowledged before the hub died is in the log that it left.
        logs = FileLogs(folder)
        left = await Keeper.resume(logs, code)
        answers = left.room.table.open[0].answers
        choices = left.room.table.open[0].choices
        for who, picks in acknowledged.items():
            if picks:
                assert choices.index(answers[who].pick[0]) + 1 in (picks[-1], last[who])
        assert {who for who, picks in acknowledged.items() if picks} <= set(answers)
        await left.close()
        await logs.close()
        process.start()
        await until(lambda: all(one.state == "joined" and not one.is_waiting for one in voters))
    process.kill()
    logs = FileLogs(folder)
    left = await Keeper.resume(logs, code)
    answers = left.room.table.open[0].answers
    assert {who: choices.index(answer.pick[0]) + 1 for who, answer in answers.items()} == last
    assert len(left.room.people) == VOTERS
    await left.close()
    await logs.close()
    for one in voters:
        await one.close()


@pytest.mark.slow
async def test_clients_go_on_when_the_hub_has_slept_for_a_while(folder: Path, process: HubProcess) -> None:
    code = await room_in(folder)
    process.start()
    voters = await clients(process, code, 5)
    for _ in range(2):
        assert (await lead(process, code, ev.Advanced())).why == ""
    await until(lambda: all(one.view.stage == "vote" for one in voters))
    process.send(signal.SIGSTOP)
    for one in voters:
        one.vote([2])
    await asyncio.sleep(4)
    assert all(one.is_waiting for one in voters)
    process.send(signal.SIGCONT)
    await until(lambda: all(one.state == "joined" and one.mine is not None and one.mine.is_in for one in voters))
    assert (await lead(process, code, ev.Advanced())).why == ""
    await until(lambda: all(one.view.stage == "tally" for one in voters))
    for one in voters:
        await one.close()


async def test_a_hub_that_is_asked_to_end_says_so_and_leaves_the_room_to_be_resumed(
    folder: Path, process: HubProcess
) -> None:
    code = await room_in(folder)
    process.start()
    async with joined(Reached(process), code) as (talker, welcome):
        process.send(signal.SIGTERM)
        assert await talker.until(say.Bye) == say.Bye(why="hub_stops", again=True)
    assert process.wait() == 0
    process.start()
    async with talking(Reached(process)) as talker:
        await talker.hello(code, token=welcome.token)
        assert (await talker.until(say.Welcome)).who == welcome.who
    process.send(signal.SIGINT)
    assert process.wait() == 0


async def test_a_hub_that_serves_by_itself_can_be_ended_from_within(logs: MemoryLogs) -> None:
    ends = asyncio.Event()
    ready: list[Hub] = []
    serving = asyncio.create_task(serve(logs, "127.0.0.1", 0, ready.append, ends=ends))
    await until(lambda: bool(ready))
    assert ready[0].port
    ends.set()
    await asyncio.wait_for(serving, 5)


async def test_a_clock_that_jumps_changes_what_is_suggested_and_nothing_else(logs: MemoryLogs) -> None:
    now = [1_000_000.0]
    keeper = await Keeper.create(logs, scenario(), opened(seconds=60), clock=lambda: now[0])
    async with Hub(logs, (keeper,)) as hub, joined(hub, keeper.code) as (talker, _):
        for jump in (0.0, -500_000.0, 10_000_000.0):
            now[0] += jump
            asked = await voting(keeper)
            assert keeper.room.table.ends_at is not None
            assert (await talker.vote(asked.id, 1)).why == ""
            assert await keeper.lead(ev.Extended(seconds=30)) is None
            assert await keeper.lead(ev.Paused()) is None
            now[0] -= 3600
            assert await keeper.lead(ev.Unpaused()) is None
            assert (await talker.vote(asked.id, 2)).why == ""
            assert await keeper.lead(ev.SteppedBack()) is None
    await keeper.close()


async def test_a_hub_that_cannot_listen_lets_go_of_its_rooms(keeper: Keeper) -> None:
    async with Hub(keepers=(keeper,)) as first:
        before = len(keeper._listeners)
        second = Hub(keepers=(keeper,), port=first.port)
        with pytest.raises(Refused):
            await second.start()

        assert second.hall(keeper.code) is None
        assert len(keeper._listeners) == before
