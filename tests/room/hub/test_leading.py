"""The trainer on a hub: every entry reaches him, and what he does is ordered behind what he has seen."""

import asyncio

import msgspec

from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.desks import HubDesk
from simulator.room.fold import apply, begin
from simulator.room.hub import Hub
from simulator.room.keeper import Keeper, script_of
from simulator.room.log.memory import MemoryLogs
from simulator.room.views import view
from simulator.scenario.model import Scenario
from tests.room.hub.talk import Talker, joined, leading, talking, voting
from tests.room.rooms import SECRET, opened, scenario


async def entered(trainer: Talker, place: int) -> list[say.Entered]:
    """All entries up to a place."""
    while (await trainer.until(say.Entered)).place < place:
        pass
    return [one for one in trainer.heard if isinstance(one, say.Entered)]


async def test_the_trainer_gets_the_content_and_every_entry_and_stands_where_the_hub_stands(
    hub: Hub, keeper: Keeper
) -> None:
    async with joined(hub, keeper.code) as (talker, _):
        asked = await voting(keeper)
        await talker.vote(asked.id, 1)
        async with leading(hub, keeper.code) as trainer:
            leads = next(one for one in trainer.heard if isinstance(one, say.Leads))
            entries = await entered(trainer, keeper.place)
    first = ev.decode(bytes(entries[0].event))
    assert isinstance(first, ev.Opened)
    script = script_of(msgspec.json.decode(leads.content, type=Scenario), first)
    room = begin(script, first, entries[0].place)
    for one in entries[1:]:
        room = apply(script, room, one.place, ev.decode(bytes(one.event)))
    assert room == keeper.room


async def test_a_trainer_who_comes_back_gets_what_he_missed_and_nothing_twice(hub: Hub, keeper: Keeper) -> None:
    await keeper.lead(ev.Advanced())
    async with leading(hub, keeper.code, after=1) as trainer:
        assert (await trainer.until(say.Entered)).place == 2
        await keeper.lead(ev.Advanced())
        assert (await trainer.until(say.Entered)).place == 3


async def test_what_the_trainer_does_is_acknowledged_and_everybody_sees_it(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, _), leading(hub, keeper.code) as trainer:
        done = await trainer.lead(ev.Advanced(), keeper.room.led)
        assert (type(done), done.why) == (say.Acknowledged, "")
        assert (await talker.sees("scene")).view.place == done.place


async def test_what_was_made_ready_for_each_team_is_what_it_would_see_of_the_room(logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened(format="teams", teams=("Bleus", "Verts")))
    steps = (
        ev.Advanced(),
        ev.Advanced(),
        ev.Hinted(words="Listen."),
        ev.SteppedBack(),
        ev.SteppedBack(),
        ev.Advanced(),
    )
    stages = []
    async with (
        Hub(logs, (keeper,)) as hub,
        joined(hub, keeper.code, "Ada", team="Bleus") as (ada, _),
        joined(hub, keeper.code, "Bo", team="Verts") as (bo, _),
        leading(hub, keeper.code) as trainer,
    ):
        for event in steps:
            done = await trainer.lead(event, keeper.room.led)
            stages.append(keeper.room.table.stage)
            for talker, team in ((ada, "Bleus"), (bo, "Verts")):
                seen = (await talker.until(say.Seen)).view
                while seen.place < done.place:
                    seen = (await talker.until(say.Seen)).view
                assert seen == view(keeper.script, keeper.room, team)
    assert stages == ["scene", "own", "own", "own", "scene", "own"]
    await keeper.close()


async def test_what_the_trainer_sends_again_is_done_once(hub: Hub, keeper: Keeper) -> None:
    async with leading(hub, keeper.code) as trainer:
        first = await trainer.lead(ev.Advanced(), 1, id="once")
        assert await trainer.lead(ev.Advanced(), 1, id="once") == first
        assert keeper.place == first.place


async def test_of_two_trainers_who_advance_at_once_one_is_told_that_the_other_was_faster(
    hub: Hub, keeper: Keeper
) -> None:
    async with leading(hub, keeper.code) as one, leading(hub, keeper.code) as two:
        done = await asyncio.gather(one.lead(ev.Advanced(), 1), two.lead(ev.Advanced(), 1))
        assert sorted(answer.why for answer in done) == ["", "out_of_step"]
        assert keeper.room.table.stage == "scene"


async def test_what_does_not_fit_is_refused_with_its_reason(hub: Hub, keeper: Keeper) -> None:
    async with leading(hub, keeper.code) as trainer:
        refused = await trainer.lead(ev.SteppedBack(), 1)
        assert (type(refused), refused.why) == (say.Refused, "at_the_beginning")
        assert keeper.place == 1


async def test_the_trainer_is_told_who_is_connected(hub: Hub, keeper: Keeper) -> None:
    async with leading(hub, keeper.code) as trainer:
        assert (await trainer.until(say.Online)).who == ()
        async with joined(hub, keeper.code) as (_, welcome):
            assert (await trainer.until(say.Online)).who == (welcome.who,)
        assert (await trainer.until(say.Online)).who == ()


async def test_a_desk_with_its_hub_shows_who_is_there_where_to_join_and_leads(keeper: Keeper) -> None:
    desk = await HubDesk.open(keeper)
    changed = asyncio.Event()
    desk.watch(changed.set)
    assert desk.addresses == (f"http://127.0.0.1:{desk.hub.port}/{keeper.code}",)
    assert not desk.is_open_to_network
    async with joined(desk.hub, keeper.code) as (talker, welcome):
        assert desk.online == {welcome.who}
        assert await desk.lead(ev.Advanced()) is None
        await talker.sees("scene")
    while desk.online:
        changed.clear()
        await asyncio.wait_for(changed.wait(), 5)
    await desk.close()


async def test_a_desk_that_listens_everywhere_says_so_and_names_addresses_that_others_can_open(
    keeper: Keeper,
) -> None:
    desk = await HubDesk.open(keeper, host="0.0.0.0")
    assert desk.is_open_to_network
    assert all(address.endswith(f":{desk.hub.port}/{keeper.code}") for address in desk.addresses)
    assert not any("0.0.0.0" in address for address in desk.addresses)
    await desk.close()


async def test_the_secret_alone_makes_a_trainer(hub: Hub, keeper: Keeper) -> None:
    async with talking(hub) as talker:
        await talker.hello(keeper.code, secret=SECRET + "x")
        assert (await talker.until(say.Refused)).why == "wrong_secret"
        await talker.hello(keeper.code, secret=SECRET)
        assert (await talker.until(say.Leads)).code == keeper.code
