"""The trainer's place on a hub elsewhere."""

import asyncio
import contextlib

import pytest

from simulator.errors import Misuse, Refused
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.addresses import Address
from simulator.room.client import Client
from simulator.room.desk import Desk
from simulator.room.remote import RemoteDesk
from tests.room.rehearsed import CODE, SECRET, rehearsed, until


@contextlib.asynccontextmanager
async def led(hub, secret: str = SECRET):
    desk = await RemoteDesk.reach([hub.address], CODE, secret)
    try:
        yield desk
    finally:
        await desk.close()


async def test_the_room_is_folded_here_as_it_is_there():
    async with rehearsed() as hub:
        await hub.lead(ev.Advanced())
        async with led(hub) as desk:
            held: Desk = desk
            assert held.room == hub.room
            assert desk.script.scenario == hub.script.scenario
            changes: list[int] = []
            desk.watch(lambda: changes.append(desk.room.place))
            client = await Client.join([hub.address], CODE, name="Ana")
            await until(lambda: changes and desk.room == hub.room)
            assert changes[-1] == 3
            assert [person.name for person in desk.room.present] == ["Ana"]
            await client.close()


async def test_the_room_is_led_from_where_it_stands_however_slowly_that_is_told():
    async with rehearsed() as hub:
        await hub.lead(ev.Advanced(), ev.Advanced(), ev.Paused(), ev.Closed())
        hub.halts = 0.3
        async with led(hub) as desk:
            assert desk.room == hub.room
            assert desk.room.closed


async def test_what_is_done_is_folded_once_it_is_told_and_what_does_not_fit_says_why():
    async with rehearsed() as hub, led(hub) as desk:
        assert await desk.lead(ev.Advanced()) is None
        assert desk.room.table.stage == "scene"
        assert await desk.lead(ev.Unpaused()) == "not_paused"
        assert hub.room == desk.room


async def test_two_trainers_never_both_advance():
    async with rehearsed() as hub, led(hub) as one, led(hub) as other:
        told = await asyncio.gather(one.lead(ev.Advanced()), other.lead(ev.Advanced()))
        assert sorted(told, key=str) == [None, "out_of_step"]
        await until(lambda: one.room == other.room == hub.room)
        assert hub.room.table.stage == "scene"


async def test_what_was_done_without_a_word_is_done_once_after_a_lost_connection():
    async with rehearsed() as hub, led(hub) as desk:
        hub.hears = False
        doing = asyncio.create_task(desk.lead(ev.Advanced()))
        await until(lambda: any(isinstance(message, say.Lead) for message in hub.heard))
        await hub.stop()
        await until(lambda: desk.trouble == "unreachable")
        hub.hears = True
        await hub.start()
        assert await doing is None
        assert desk.trouble is None
        assert sum(isinstance(event, ev.Advanced) for event in hub.log) == 1
        assert desk.room == hub.room


async def test_what_the_hub_warns_of_and_who_is_there_is_known():
    async with rehearsed() as hub, led(hub) as desk:
        await hub.tell(say.Warned(what="storm", count=12))
        await hub.tell(say.Online(who=("a", "b")))
        await until(lambda: desk.online == {"a", "b"})
        assert desk.warnings == (("storm", 12),)
        assert desk.addresses == (f"http://127.0.0.1:{hub.port}/{CODE}",)
        assert not desk.is_open_to_network


async def test_what_a_hub_that_died_warned_of_is_over():
    async with rehearsed() as hub, led(hub) as desk:
        await hub.tell(say.Warned(what="storm", count=60))
        await until(lambda: desk.warnings, 30)
        await hub.stop()
        await until(lambda: desk.trouble is not None, 30)
        await hub.start()
        await until(lambda: desk.trouble is None, 30)

        assert desk.warnings == ()


async def test_an_entry_of_a_later_platine_is_passed_over():
    async with rehearsed() as hub, led(hub) as desk:
        await hub.tell(say.Entered(place=2, event=b'{"what":"from the future"}'))  # type: ignore[arg-type]
        hub.log.append(ev.Hinted(words=" "))
        await hub.lead(ev.Advanced())
        await until(lambda: desk.room.table.stage == "scene")
        assert desk.room.place == 3


@pytest.mark.parametrize(
    ("code", "secret", "error", "key"),
    [(CODE, "forged", Refused, "room_join_wrong_secret"), ("AAAAAA", SECRET, Misuse, "room_join_unknown_room")],
)
async def test_the_trainer_s_place_hangs_on_his_secret(code, secret, error, key):
    async with rehearsed() as hub:
        with pytest.raises(error) as caught:
            await RemoteDesk.reach([hub.address], code, secret)
    assert caught.value.key == key


async def test_a_hub_that_is_not_there_is_told_at_once():
    with pytest.raises(Refused) as caught:
        await RemoteDesk.reach([Address("127.0.0.1", 9)], CODE, SECRET)
    assert caught.value.key == "room_unreachable"
