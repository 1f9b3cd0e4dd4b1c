"""Clients and a trainer elsewhere before the real hub: what they were rehearsed for is what it does."""

import contextlib
import time

import pytest

from simulator.errors import Misuse, Refused
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.addresses import Address
from simulator.room.client import Client, enter, look
from simulator.room.hub import Hub
from simulator.room.identity import kept
from simulator.room.keeper import Keeper
from simulator.room.log.file import FileLogs
from simulator.room.remote import RemoteDesk
from tests.kit import full_scenario
from tests.room.rehearsed import until

SECRET = "the trainer's own"


@contextlib.asynccontextmanager
async def opened(folder, format: str = "peer", *, clock=time.time, **how):
    """A room in a file, and its hub."""
    logs = FileLogs(folder)
    keeper = await Keeper.create(
        logs, full_scenario(), ev.Opened(content="", secret=kept(SECRET), format=format, **how), clock=clock
    )
    hub = await Hub(keepers=(keeper,)).start()
    try:
        yield hub, keeper, Address("127.0.0.1", hub.port)
    finally:
        await hub.close()
        await keeper.close()
        await logs.close()


async def test_the_suggested_time_goes_by_the_clock_of_the_hub(tmp_path):
    def an_hour_fast() -> float:
        return time.time() + 3600

    async with opened(tmp_path, seconds=90, clock=an_hour_fast) as (_hub, keeper, address):
        desk = await RemoteDesk.reach([address], keeper.code, SECRET)
        ana = await Client.join([address], keeper.code, name="Ana")
        assert [await desk.lead(ev.Advanced()), await desk.lead(ev.Advanced())] == [None, None]
        await until(lambda: ana.view.stage == "vote")
        for ahead in (ana.ahead, desk.ahead):
            assert 80 < ana.view.ends_at - time.time() - ahead <= 91
        await ana.close()
        await desk.close()


async def test_a_class_votes_and_is_led_from_elsewhere(tmp_path):
    async with opened(tmp_path) as (_hub, keeper, address):
        desk = await RemoteDesk.reach([address], keeper.code, SECRET)
        ana = await Client.join([address], keeper.code, name="Ana")
        bo = await Client.join([address], keeper.code, name="Ana")
        assert (ana.me.name, bo.me.name != "Ana") == ("Ana", True)
        assert await desk.lead(ev.Advanced()) is None
        assert await desk.lead(ev.Advanced()) is None
        await until(lambda: ana.view.stage == bo.view.stage == "vote")
        ana.vote([1])
        bo.vote([2])
        await until(lambda: ana.mine.is_in and bo.mine.is_in and ana.voted == (2, 2))
        await until(lambda: desk.room == keeper.room and len(desk.online) == 2)
        assert await desk.lead(ev.Removed(who=bo.me.who)) is None
        await until(lambda: bo.state == "refused")
        assert bo.why == "removed"
        elsewhere = await Client.join([address], keeper.code, token=ana.token)
        await until(lambda: ana.state == "refused")
        assert ana.why == "elsewhere"
        assert elsewhere.mine.pick == (1,)
        assert await desk.lead(ev.Closed()) is None
        await until(lambda: elsewhere.state == "closed")
        for one in (ana, bo, elsewhere, desk):
            await one.close()


async def test_what_the_hub_refuses_has_a_sentence(tmp_path):
    async with opened(tmp_path, "hot-seat", teams=("North", "South")) as (_hub, keeper, address):
        lobby, _address = await look([address], keeper.code)
        assert lobby.teams == ("North", "South")
        for make, error, key in (
            ({"team": "West"}, Misuse, "room_join_no_such_team"),
            ({"team": "North", "name": " "}, Misuse, "room_join_no_name"),
            ({"token": "forged", "name": ""}, Refused, "room_join_unknown_token"),
            ({"version": 99}, Refused, "room_join_other_version"),
            ({"code": "AAAAAA"}, Misuse, "room_join_unknown_room"),
        ):
            given = {"version": say.VERSION, "code": keeper.code, "name": "Ana", **make}
            with pytest.raises(error) as caught:
                await enter([address], say.Hello(**given))
            assert caught.value.key == key
        with pytest.raises(Refused) as caught:
            await RemoteDesk.reach([address], keeper.code, "forged")
        assert caught.value.key == "room_join_wrong_secret"


async def test_a_hub_that_stops_and_comes_back_on_its_port_finds_everybody_again(tmp_path):
    async with opened(tmp_path) as (hub, keeper, address):
        client = await Client.join([address], keeper.code, name="Ana")
        desk = await RemoteDesk.reach([address], keeper.code, SECRET)
        await keeper.lead(ev.Advanced())
        await keeper.lead(ev.Advanced())
        await until(lambda: client.view.stage == "vote")
        await hub.close()
        await until(lambda: client.state == "reconnecting" and desk.trouble is not None)
        client.vote([3])
        again = await Hub(keepers=(keeper,), port=hub.port).start()
        await until(lambda: client.state == "joined" and client.mine.is_in and desk.trouble is None)
        assert len(keeper.room.people) == 1
        assert await desk.lead(ev.Advanced()) is None
        assert keeper.room.table.stage == "tally"
        await client.close()
        await desk.close()
        await again.close()
