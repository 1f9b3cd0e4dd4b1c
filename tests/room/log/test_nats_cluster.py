"""Rooms on a cluster of three real NATS servers: kept on all of them, and none the worse for the death of one."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Iterator, Sized
from pathlib import Path

import nats
import pytest
import pytest_asyncio
from nats.js import JetStreamContext, api
from nats.js.errors import NotFoundError

from simulator.errors import Refused
from simulator.room.log import Entry, Log, OutOfStep, RoomTaken
from simulator.room.log.nats import NatsLogs, replicas
from tests.room.log.kit import first, silence
from tests.room.log.server import NatsCluster, NatsServer

pytestmark = pytest.mark.slow
STREAMS = ("platine-rooms", "OBJ_platine-contents")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsCluster]:
    """One whose servers nobody kills."""
    cluster = NatsCluster(tmp_path_factory.mktemp("cluster"))
    cluster.start()
    cluster.wait_until_whole()
    yield cluster
    cluster.kill()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[NatsCluster]:
    """One of this test alone, whose servers may be killed."""
    cluster = NatsCluster(tmp_path)
    cluster.start()
    cluster.wait_until_whole()
    yield cluster
    cluster.kill()


@pytest_asyncio.fixture
async def streams(shared: NatsCluster) -> AsyncIterator[JetStreamContext]:
    """What an administrator sees of the shared cluster, on which there is nothing yet."""
    async with beside(shared.url) as seen:
        for name in STREAMS:
            await gone(seen, name)
        yield seen


async def gone(streams: JetStreamContext, name: str) -> None:
    """Have no such stream; a cluster that has just come together may leave the question without an answer."""
    async with asyncio.timeout(60):
        while True:
            try:
                await streams.delete_stream(name)
            except NotFoundError:
                return
            except nats.errors.Error:
                await asyncio.sleep(0.1)


class beside:  # noqa: N801
    """A connection of somebody else's."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def __aenter__(self) -> JetStreamContext:
        async def quiet(_error: Exception) -> None:
            """Servers are killed here."""

        self._client = await nats.connect(self._url.split(","), max_reconnect_attempts=-1, error_cb=quiet)
        return self._client.jetstream()

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()


async def kept_on(streams: JetStreamContext) -> list[int | None]:
    """On how many servers the rooms and the contents are kept."""
    return [(await streams.stream_info(name)).config.num_replicas for name in STREAMS]


async def opened(url: str) -> None:
    logs = NatsLogs(url)
    await logs.codes()
    await logs.close()


async def test_rooms_and_contents_are_kept_on_three_servers(shared: NatsCluster, streams: JetStreamContext) -> None:
    # Often, for what one hub makes may be taken but not yet to be seen by the next only for a moment.
    for _ in range(5):
        for name in STREAMS:
            await gone(streams, name)
        await asyncio.gather(*(opened(shared.url) for _ in range(6)))
        assert await kept_on(streams) == [3, 3]
    assert (await streams.stream_info("platine-rooms")).config.duplicate_window == 3600


async def test_alone_a_server_keeps_them_by_itself(tmp_path: Path) -> None:
    server = NatsServer(tmp_path)
    server.start()
    await opened(server.url)
    await opened(server.url)
    async with beside(server.url) as streams:
        assert await kept_on(streams) == [1, 1]
    server.stop()


async def test_what_somebody_chose_himself_is_left_as_it_is(shared: NatsCluster, streams: JetStreamContext) -> None:
    subjects = ["platine.room.*.led", "platine.room.*.said", "platine.rooms.*"]
    await streams.add_stream(api.StreamConfig(name="platine-rooms", subjects=subjects, num_replicas=1))
    await opened(shared.url)
    assert await kept_on(streams) == [1, 1]


async def test_what_was_made_when_there_was_one_server_is_spread_once_there_are_three(
    shared: NatsCluster, streams: JetStreamContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = NatsLogs(shared.url)
    with monkeypatch.context() as alone:
        alone.setattr(replicas, "_WANTED", 1)
        log = await logs.create("ROOM")
    place = await log.append(b"before", key="before")
    assert await kept_on(streams) == [1, 1]
    await opened(shared.url)
    assert await kept_on(streams) == [3, 3]
    assert await first(log, 1) == [Entry(place, b"before")]
    await logs.close()


async def test_of_many_who_lead_at_once_one_does_and_the_others_are_told_so(
    shared: NatsCluster, streams: JetStreamContext
) -> None:
    hubs = [NatsLogs(shared.url) for _ in range(3)]
    await hubs[0].codes()
    assert await kept_on(streams) == [3, 3]
    made = await asyncio.gather(*(hub.create("ROOM") for hub in hubs * 3), return_exceptions=True)
    assert sum(isinstance(one, RoomTaken) for one in made) == len(made) - 1
    rooms = [await hub.open("ROOM") for hub in hubs]
    last = 0
    for number in range(30):
        outcomes = await asyncio.gather(
            *(room.append(b"%d" % who, key=f"{number}-{who}", after=last) for who, room in enumerate(rooms)),
            *(room.append(b"said", key=f"said-{number}-{who}") for who, room in enumerate(rooms)),
            return_exceptions=True,
        )
        led, said = outcomes[:3], outcomes[3:]
        assert sum(isinstance(one, OutOfStep) for one in led) == 2, led
        assert all(isinstance(one, int) for one in said), said
        last = next(one for one in led if isinstance(one, int))
    again = await asyncio.gather(*(room.append(b"same", key="same", after=last) for room in rooms * 3))
    assert len(set(again)) == 1
    await asyncio.gather(*(hub.close() for hub in hubs))


async def test_servers_killed_in_the_middle_lose_and_double_nothing(own: NatsCluster) -> None:
    hubs = [NatsLogs(own.url) for _ in range(3)]
    rooms = [await hubs[0].create("ROOM"), await hubs[1].open("ROOM"), await hubs[2].open("ROOM")]
    content = b"the scenario" * 50_000
    name = await rooms[0].put(content)
    acknowledged: dict[int, bytes] = {}
    over = asyncio.Event()

    async def vote(room: Log, who: int) -> None:
        for number in itertools.count():
            body = b"vote %d %d" % (who, number)
            acknowledged[await insisting(room, body)] = body
            if over.is_set():
                return
            await asyncio.sleep(0.01)

    async def lead() -> None:
        last = 0
        for number in itertools.count():
            last = await insisting(rooms[0], b"led %d" % number, after=last)
            acknowledged[last] = b"led %d" % number
            if over.is_set():
                return
            await asyncio.sleep(0.05)

    at_work = [asyncio.create_task(vote(room, who)) for who, room in enumerate(rooms * 3)]
    at_work.append(asyncio.create_task(lead()))
    async with beside(own.url) as streams:
        for number in range(3):
            leads = int(await leader(streams))
            await more_than(acknowledged, 100)
            # First the one that leads, then one that follows.
            await asyncio.to_thread(own.kill, (leads + number) % 3)
            await more_than(acknowledged, 100)
            await asyncio.to_thread(own.start, (leads + number) % 3)
            await asyncio.to_thread(own.wait_until_whole)
    over.set()
    await asyncio.gather(*at_work)
    expected = [Entry(place, body) for place, body in sorted(acknowledged.items())]
    assert len({body for _place, body in expected}) == len(expected)
    for room in rooms:
        assert await first(room, len(expected)) == expected
        assert await silence(room, expected[-1].place)
        assert await room.content(name) == content
    await asyncio.gather(*(hub.close() for hub in hubs))


async def insisting(room: Log, body: bytes, after: int | None = None) -> int:
    """Append, again with the same key where nobody acknowledged: as clients do, on a machine of any speed."""
    while True:
        with contextlib.suppress(Refused):
            return await room.append(body, key=body.decode(), after=after)


async def leader(streams: JetStreamContext) -> str:
    """The server that leads the rooms' stream."""
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(nats.errors.Error):
                cluster = (await streams.stream_info("platine-rooms")).cluster
                if cluster is not None and cluster.leader:
                    return cluster.leader
            await asyncio.sleep(0.2)


async def more_than(acknowledged: Sized, more: int) -> None:
    """Wait until so many more have been acknowledged."""
    before = len(acknowledged)
    async with asyncio.timeout(90):
        while len(acknowledged) < before + more:
            await asyncio.sleep(0.01)
