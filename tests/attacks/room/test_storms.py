"""One who comes as a crowd: joins without end, the same seat over and over, numbers by the thousand."""

import asyncio

import pytest

from simulator.room import events as ev
from simulator.room import fold as fold_module
from simulator.room import protocol as say
from simulator.room.fold import fits
from simulator.room.hub import Hub
from simulator.room.hub import door as door_module
from simulator.room.hub import hall as hall_module
from simulator.room.keeper import Keeper
from simulator.room.log.memory import MemoryLogs
from tests.room.hub.talk import joined, leading, talking, voting
from tests.room.rooms import opened, scenario


async def test_one_machine_does_not_fill_a_room_and_others_still_join(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_module, "JOINS_AT_ONCE", 10.0)
    monkeypatch.setattr(door_module, "JOINS_A_SECOND", 0.01)

    async def come(number: int) -> say.FromHub:
        async with talking(hub) as talker:
            await talker.hello(keeper.code, name=f"Bot {number}")
            return await talker.next()

    async with leading(hub, keeper.code) as trainer:
        answers = await asyncio.gather(*(come(number) for number in range(40)))
        late = [one for one in answers if isinstance(one, say.Refused)]
        assert {(one.why, one.wait > 0) for one in late} == {("too_fast", True)}
        assert (len(late), len(keeper.room.people)) == (30, 10)
        assert (await trainer.until(say.Warned)).what == "too_fast"
    async with talking(hub, local_addr=("127.0.0.2", 0)) as other:
        await other.hello(keeper.code, name="Ada")
        assert (await other.until(say.Welcome)).name == "Ada"


async def test_the_trainer_is_warned_no_more_of_haste_that_is_long_over(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_module, "JOINS_AT_ONCE", 1.0)
    monkeypatch.setattr(door_module, "JOINS_A_SECOND", 0.01)
    async with leading(hub, keeper.code) as trainer, joined(hub, keeper.code), talking(hub) as talker:
        await talker.hello(keeper.code, name="Bot")
        assert await trainer.until(say.Warned) == say.Warned(what="too_fast", count=1)
        monkeypatch.setattr(hall_module, "_CALM_SECONDS", 0.0)
        assert await trainer.until(say.Warned) == say.Warned(what="too_fast", count=0)
        hall = hub.hall(keeper.code)
        assert hall is not None
        assert hall.warnings == {}


async def test_who_was_let_in_comes_back_however_many_joined_from_there(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_module, "JOINS_AT_ONCE", 1.0)
    async with joined(hub, keeper.code) as (_, welcome):
        pass
    for _ in range(3):
        async with talking(hub) as talker:
            await talker.hello(keeper.code, token=welcome.token)
            assert (await talker.until(say.Welcome)).who == welcome.who


async def test_the_places_of_those_who_were_removed_are_free_again(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fold_module, "MOST_PEOPLE", 3)
    for number in range(3):
        await keeper.act(ev.Joined(who=f"bot-{number}", name="Bot", token=str(number)), key=str(number))
    ada = ev.Joined(who="ada", name="Ada", token="a")
    assert fits(keeper.script, keeper.room, ada) == "room_full"
    assert await keeper.lead(ev.Removed(who="bot-1")) is None
    assert fits(keeper.script, keeper.room, ada) is None


async def test_who_comes_back_again_and_again_may_not_say_more_for_it(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (_, welcome):
        asked = await voting(keeper)
    place, heard = keeper.place, set()
    for time in range(5):
        async with talking(hub) as talker:
            await talker.hello(keeper.code, token=welcome.token)
            await talker.until(say.Welcome)
            for number in range(30):
                await talker.send(say.Vote(id=f"{time}-{number}", round=asked.id, pick=(1,)))
            heard |= {(await talker.answer_to(f"{time}-{number}")).why for number in range(30)}
    assert heard == {"", "too_fast"}
    assert keeper.place - place < 100


async def test_acts_that_come_late_do_not_fill_the_log_over_many_connections(logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened())
    async with Hub(logs, (keeper,)) as hub:
        async with joined(hub, keeper.code) as (_, welcome):
            pass
        place = keeper.place
        for _ in range(6):
            async with talking(hub) as talker:
                await talker.hello(keeper.code, token=welcome.token)
                await talker.until(say.Welcome)
                for _ in range(5):
                    await talker.vote(1, 1)
        assert keeper.place - place <= 8
    await keeper.close()


async def test_a_thousand_numbers_in_one_vote_are_refused_at_once(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    choices = say._choices
    monkeypatch.setattr(say, "_choices", lambda room, asked, who: looked.append(who) or choices(room, asked, who))
    async with joined(hub, keeper.code) as (talker, _):
        asked = await voting(keeper)
        assert (await talker.vote(asked.id, *([1] * 1900))).why == "not_asked"
        assert len(looked) <= 2
