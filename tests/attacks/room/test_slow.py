"""Those who are slow, silent or too fast: the others do not notice them."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.hub import Hub
from simulator.room.hub import door as door_module
from simulator.room.hub import link as link_module
from simulator.room.hub import server as server_module
from simulator.room.keeper import Keeper
from simulator.room.log.memory import MemoryLogs
from tests.room.hub.talk import Talker, joined, leading, talking, voting
from tests.room.rooms import SECRET

WORDS = "mind what he said about the wait; " * 100


async def connected(hub: Hub, count: int) -> None:
    """Wait until the hub has so many connections."""
    async with asyncio.timeout(10):
        while len(hub._links) != count:
            await asyncio.sleep(0.02)


@contextlib.asynccontextmanager
async def stopped(hub: Hub, code: str) -> AsyncIterator[tuple[Talker, say.Welcome]]:
    """A participant who has joined and reads nothing any more."""
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    plain.connect(("127.0.0.1", hub.port))
    plain.setblocking(False)
    async with talking(hub, sock=plain, max_queue=1, close_timeout=0.1, ping_interval=None) as talker:
        await talker.hello(code, name="Stopped")
        welcome = await talker.until(say.Welcome)
        talker.socket.transport.pause_reading()
        yield talker, welcome


async def test_one_who_does_not_read_delays_nobody_and_is_let_go_beyond_the_bound(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    most_seen = 0
    async with joined(hub, keeper.code, "Ada") as (ada, _), stopped(hub, keeper.code) as (_, welcome):
        slow = next(link for link in hub._links if link.address and _name(hub, keeper, link) == "Stopped")
        await keeper.lead(ev.Advanced())
        for number in range(60):
            assert await keeper.lead(ev.Hinted(words=WORDS)) is None
            # Who waited for one that never reads would wait for ever.
            while len((await ada.until(say.Seen)).view.hints) <= number:
                pass
            most_seen = max(most_seen, slow.waiting)
        await connected(hub, 1)
        assert most_seen <= link_module.MOST_WAITING + 2 * 60 * len(WORDS)
        hall = hub.hall(keeper.code)
        assert hall is not None
        # The room hears of it a moment after the connection is gone.
        async with asyncio.timeout(10):
            while welcome.who in hall.guests:
                await asyncio.sleep(0.02)
    async with talking(hub) as again:
        await again.hello(keeper.code, token=welcome.token)
        assert (await again.until(say.Welcome)).who == welcome.who


def _name(hub: Hub, keeper: Keeper, link: link_module.Link) -> str:
    hall = hub.hall(keeper.code)
    assert hall is not None
    return next(keeper.room.people[guest.who].name for guest in hall.guests.values() if guest.link is link)


async def test_one_who_reads_again_in_time_hears_why_he_was_let_go(hub: Hub, keeper: Keeper) -> None:
    async with stopped(hub, keeper.code) as (talker, _):
        await keeper.lead(ev.Advanced())
        hall = hub.hall(keeper.code)
        assert hall is not None
        link = next(iter(hall.guests.values())).link
        while not link.is_parting:
            assert await keeper.lead(ev.Hinted(words=WORDS)) is None
            await asyncio.sleep(0)
        talker.socket.transport.resume_reading()
        assert await talker.until(say.Bye) == say.Bye(why="too_slow", again=True)


async def test_one_who_asks_and_never_reads_the_answers_is_let_go(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pings are answered by themselves: the answers must not pile up either."""
    monkeypatch.setattr(link_module, "MOST_WAITING", 2000)
    monkeypatch.setattr(link_module, "_FRAMES_AT_ONCE", 1e9)
    async with joined(hub, keeper.code, "Ada") as (ada, _), stopped(hub, keeper.code) as (talker, _):
        ping = Frame(Opcode.PING, b"x" * 125).serialize(mask=True) * 200
        with contextlib.suppress(ConnectionClosed, ConnectionError):
            for _ in range(100):
                talker.socket.transport.write(ping)
                await asyncio.sleep(0)
        await connected(hub, 1)
        asked = await voting(keeper)
        assert (await ada.vote(asked.id, 1)).why == ""


@pytest.mark.parametrize("opcode", [Opcode.PING, Opcode.PONG, Opcode.CONT], ids=["pings", "pongs", "empty pieces"])
async def test_a_flood_of_frames_is_cut_off(hub: Hub, keeper: Keeper, opcode: Opcode) -> None:
    async with joined(hub, keeper.code, "Ada") as (ada, _), joined(hub, keeper.code, "Eve") as (eve, _):
        if opcode is Opcode.CONT:
            eve.socket.transport.write(Frame(Opcode.TEXT, b"", fin=False).serialize(mask=True))
        frame = Frame(opcode, b"", fin=opcode is not Opcode.CONT).serialize(mask=True)
        eve.socket.transport.write(frame * 5000)
        await eve.gone()
        asked = await voting(keeper)
        assert (await ada.vote(asked.id, 1)).why == ""


async def test_messages_that_come_too_fast_are_refused_and_then_the_connection_is_closed(
    hub: Hub, keeper: Keeper
) -> None:
    async with (
        joined(hub, keeper.code, "Ada") as (ada, _),
        joined(hub, keeper.code, "Eve") as (eve, _),
        leading(hub, keeper.code) as trainer,
    ):
        asked = await voting(keeper)
        place = keeper.place
        for number in range(200):
            await eve.send(say.Vote(id=str(number), round=asked.id, pick=(1,)))
        bye = await eve.until(say.Bye)
        assert bye == say.Bye(why="too_fast", again=True)
        refused = [one for one in eve.heard if isinstance(one, say.Refused)]
        assert {one.why for one in refused} == {"too_fast"}
        assert refused[0].id
        assert refused[0].wait > 0
        assert (await trainer.until(say.Warned)).what == "too_fast"
        assert keeper.place - place <= 80
        assert (await ada.vote(asked.id, 1)).why == ""


async def test_who_types_as_fast_as_a_person_can_is_never_too_fast(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, _):
        asked = await voting(keeper)
        answers = [await talker.vote(asked.id, 1 + number % 3) for number in range(35)]
        assert all(answer.why == "" for answer in answers)


async def test_a_slow_handshake_is_cut(logs: MemoryLogs, keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "HANDSHAKE_SECONDS", 0.3)
    async with Hub(logs, (keeper,)) as hub:
        writers = []
        for number in range(50):
            reader, writer = await asyncio.open_connection("127.0.0.1", hub.port)
            writer.write(b"GET /ws HTTP/1.1\r\nHost: x\r\n"[:number])
            writers.append((reader, writer))
        async with joined(hub, keeper.code, "Ada") as (ada, _):
            asked = await voting(keeper)
            assert (await ada.vote(asked.id, 1)).why == ""
        async with asyncio.timeout(3):
            for reader, _ in writers:
                with contextlib.suppress(ConnectionError):
                    assert await reader.read() == b""
        await connected(hub, 0)
        for _, writer in writers:
            writer.close()


async def test_headers_without_end_are_not_kept(hub: Hub, keeper: Keeper) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", hub.port)
    writer.write(b"GET /ws HTTP/1.1\r\nHost: x\r\n")
    with contextlib.suppress(ConnectionError):
        for number in range(100):
            writer.write(b"X%d: %s\r\n" % (number, b"a" * 4000))
            await writer.drain()
    with contextlib.suppress(ConnectionError):
        async with asyncio.timeout(server_module.HANDSHAKE_SECONDS / 2):
            assert await reader.read() == b""
    await connected(hub, 0)
    writer.close()
    async with talking(hub, additional_headers={"Cookie": "x" * 7000}) as talker:
        await talker.hello(keeper.code, look=True)
        assert (await talker.until(say.Lobby)).version == say.VERSION


async def test_who_connects_and_says_nothing_is_cut(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_module, "HELLO_SECONDS", 0.2)
    async with talking(hub) as talker:
        assert await talker.until(say.Bye) == say.Bye(why="too_slow", again=True)
        await talker.gone()


async def test_who_only_ever_greets_is_cut(hub: Hub, keeper: Keeper) -> None:
    async with talking(hub) as talker:
        for _ in range(8):
            await talker.hello(keeper.code, look=True)
            await talker.until(say.Lobby)
        await talker.gone()
        await connected(hub, 0)
        assert not hub._links


async def test_whoever_opens_more_connections_than_there_is_room_for_keeps_nobody_out(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_module, "_MOST_STRANGERS", 3)
    async with joined(hub, keeper.code) as (ada, welcome), contextlib.AsyncExitStack() as stack:
        other = await stack.enter_async_context(talking(hub, local_addr=("127.0.0.2", 0)))
        await other.hello(keeper.code, look=True)
        await other.until(say.Lobby)
        crowd = [await stack.enter_async_context(talking(hub)) for _ in range(2)]
        for one in crowd:
            await one.hello(keeper.code, look=True)
            await one.until(say.Lobby)
        async with joined(hub, keeper.code, "Bob") as (bob, _):
            assert (await crowd[0].until(say.Bye)) == say.Bye(why="too_slow", again=True)
            asked = await voting(keeper)
            assert (await bob.vote(asked.id, 1)).why == (await ada.vote(asked.id, 1)).why == ""
        async with talking(hub) as back:
            await back.hello(keeper.code, token=welcome.token)
            assert (await back.until(say.Welcome)).who == welcome.who
        await other.hello(keeper.code, name="Zoe")
        assert (await other.until(say.Welcome)).name == "Zoe"


async def test_a_trainer_who_does_not_read_delays_nobody_and_fills_no_memory(hub: Hub, keeper: Keeper) -> None:
    plain = socket.socket()
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    plain.connect(("127.0.0.1", hub.port))
    plain.setblocking(False)
    async with (
        joined(hub, keeper.code, "Ada") as (ada, _),
        talking(hub, sock=plain, max_queue=1, close_timeout=0.1, ping_interval=None) as trainer,
    ):
        await trainer.hello(keeper.code, secret=SECRET)
        await trainer.until(say.Leads)
        trainer.socket.transport.pause_reading()
        hall = hub.hall(keeper.code)
        assert hall is not None
        link = next(iter(hall.trainers)).link
        await keeper.lead(ev.Advanced())
        for _ in range(300):
            assert await keeper.lead(ev.Hinted(words=WORDS)) is None
            assert await keeper.lead(ev.SteppedBack()) is None
            while (await ada.until(say.Seen)).view.place < keeper.place:
                pass
            assert link.waiting < link_module.MOST_WAITING
        asked = await voting(keeper)
        began = asyncio.get_running_loop().time()
        assert (await ada.vote(asked.id, 1)).why == ""
        assert asyncio.get_running_loop().time() - began < 3.0
        for number in range(20_000):
            hall.warn("storm", number + 1)
        await connected(hub, 1)


async def test_a_class_that_comes_and_goes_without_end_leaves_nothing_behind(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (_, welcome):
        pass

    async def come_and_go(number: int) -> None:
        for step in range(10):
            async with talking(hub) as talker:
                await talker.hello(keeper.code, token=welcome.token)
                if (number + step) % 3 == 0:
                    talker.socket.transport.abort()
                else:
                    await talker.next()

    await asyncio.gather(*(come_and_go(number) for number in range(10)))
    hall = hub.hall(keeper.code)
    assert hall is not None
    async with asyncio.timeout(10):
        while hall.guests or hub._links or hub._serving:
            await asyncio.sleep(0.02)
    assert len(keeper.room.people) == 1
    assert (hub._door._strangers, hub._door._of_peer, dict(hub._door._held)) == ({}, {}, {})
