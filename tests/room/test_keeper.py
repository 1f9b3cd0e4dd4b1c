"""A room kept in step with its log."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from simulator.errors import Refused
from simulator.room import events as ev
from simulator.room.desks import LocalDesk
from simulator.room.fold import apply, begin
from simulator.room.keeper import Keeper
from simulator.room.log import Entry, Log, RoomTaken, UnknownRoom
from simulator.room.log.memory import MemoryLogs
from simulator.room.table import Room
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


def joined(who: str) -> ev.Joined:
    return ev.Joined(who=who, name=who.upper(), token="")


async def voting(keeper: Keeper) -> int:
    """Bring the room to its first vote and give the round."""
    assert await keeper.lead(ev.Advanced()) is None
    assert await keeper.lead(ev.Advanced()) is None
    assert keeper.room.table.stage == "vote"
    return keeper.room.table.open[0].id


class Halting:
    """A log that is read in bits, with a rest before each: a slow disk, a slow bus, a machine with much to do."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def __getattr__(self, name: str) -> Any:
        return getattr(self._log, name)

    async def follow(self, after: int = 0) -> AsyncIterator[Entry]:
        async for entry in self._log.follow(after):
            await asyncio.sleep(0.3)
            yield entry


async def test_a_room_is_resumed_where_it_was_left_however_slowly_its_log_is_read(logs: MemoryLogs) -> None:
    first = await Keeper.create(logs, scenario(), opened())
    for who in "abc":
        await first.act(joined(who), key=who)
    await first.close()

    class HaltingLogs(MemoryLogs):
        async def open(self, code: str) -> Any:
            return Halting(await logs.open(code))

    again = await Keeper.resume(HaltingLogs(), first.code)
    assert set(again.room.people) == {"a", "b", "c"}
    await again.close()


async def test_what_is_done_is_folded_before_it_is_acknowledged(keeper: Keeper) -> None:
    done = await keeper.act(joined("a"), key="1")
    assert done.why is None
    assert keeper.room.people["a"].joined == done.place


async def test_the_same_key_again_is_the_same_act(keeper: Keeper) -> None:
    first = await keeper.act(joined("a"), key="1")
    assert await keeper.act(joined("a"), key="1") == first
    assert keeper.place == first.place


async def test_an_act_that_does_not_count_where_it_stands_says_why_ever_after(keeper: Keeper) -> None:
    await keeper.act(joined("a"), key="1")
    late = await keeper.act(ev.Voted(who="a", round=1), key="2")
    assert late.why == "round_over"
    assert await keeper.act(ev.Voted(who="a", round=1), key="2") == late


async def test_a_vote_behind_the_lock_in_the_log_does_not_count(logs: MemoryLogs, keeper: Keeper) -> None:
    other = await Keeper.resume(logs, keeper.code)
    await keeper.act(joined("a"), key="1")
    asked = await voting(keeper)
    first, second = keeper.room.table.open[0].choices[:2]
    await keeper.act(ev.Voted(who="a", round=asked, pick=(first,)), key="2")
    await other.reached(keeper.place)
    vote = ev.Voted(who="a", round=asked, pick=(second,))
    # The lock is in the log first, and the other keeper has not seen it when the vote is written.
    lock, done = await asyncio.gather(keeper.lead(ev.Advanced()), other.act(vote, key="3"))
    assert (lock, done.why) == (None, "round_over")
    assert keeper.room.table.rounds[0].answers["a"].pick == (first,)
    await other.close()


async def test_of_two_advances_at_once_exactly_one_wins_and_the_other_is_told(
    logs: MemoryLogs, keeper: Keeper
) -> None:
    other = await Keeper.resume(logs, keeper.code)
    whys = await asyncio.gather(keeper.lead(ev.Advanced()), other.lead(ev.Advanced()))
    assert sorted(whys, key=str) == [None, "out_of_step"]
    assert keeper.room.table.stage == other.room.table.stage == "scene"
    await other.close()


async def test_what_does_not_fit_is_not_written(keeper: Keeper) -> None:
    place = keeper.place
    assert await keeper.lead(ev.SteppedBack()) == "at_the_beginning"
    assert keeper.place == place


async def test_what_the_trainer_does_is_shown_ahead_to_those_who_ask_and_is_what_is_heard_of_then(
    keeper: Keeper,
) -> None:
    ahead: list[Room] = []
    heard: list[Room] = []
    stop = keeper.scout(ahead.append)
    keeper.listen(lambda change: heard.append(change.after))
    assert await keeper.lead(ev.Advanced()) is None
    assert ahead[0] is heard[0] is keeper.room
    assert await keeper.lead(ev.Unpaused()) == "not_paused"
    stop()
    assert await keeper.lead(ev.Advanced()) is None
    assert len(ahead) == 1
    assert ahead[0] == apply(keeper.script, begin(keeper.script, keeper.room.opened), 2, ev.Advanced())


async def test_what_comes_between_is_part_of_the_room_and_not_what_was_expected_ahead(
    logs: MemoryLogs, keeper: Keeper
) -> None:
    class Pushing(Halting):
        """Somebody joins on another hub whenever the trainer does something."""

        async def append(self, body: bytes, *, key: str, after: int | None = None) -> int:
            if after is not None:
                await self._log.append(ev.encode(joined(key)), key=f"joined {key}")
            return await self._log.append(body, key=key, after=after)

    ahead: list[Room] = []
    keeper.scout(ahead.append)
    keeper.log = Pushing(keeper.log)
    for event in (ev.Advanced(), ev.Advanced(), ev.SteppedBack()):
        assert await keeper.lead(event) is None
    assert len(keeper.room.people) == len(ahead) == 3
    again = await Keeper.resume(logs, keeper.code)
    assert again.room == keeper.room
    assert keeper.room not in ahead
    await again.close()


async def test_a_room_is_resumed_where_it_was(logs: MemoryLogs, keeper: Keeper) -> None:
    await keeper.act(joined("a"), key="1")
    await voting(keeper)
    await keeper.close()
    again = await Keeper.resume(logs, keeper.code)
    assert again.room == keeper.room
    await again.close()


async def test_an_entry_that_nobody_can_read_is_passed_over_and_counted(logs: MemoryLogs, keeper: Keeper) -> None:
    log = await logs.open(keeper.code)
    for number, body in enumerate(
        [b"", b"\xff", b'{"what":"danced"}', b"[" * 20_000, b'{"what":"advanced","at":"x"}']
    ):
        await log.append(body, key=f"bad {number}")
    assert (await keeper.act(joined("a"), key="1")).why is None
    assert keeper.skipped == 5


async def test_a_trainers_entry_of_a_later_platine_does_not_bar_the_way(logs: MemoryLogs, keeper: Keeper) -> None:
    log = await logs.open(keeper.code)
    await keeper.reached(await log.append(b'{"what":"danced"}', key="x", after=keeper.room.led))
    assert await keeper.lead(ev.Advanced()) is None


async def test_the_code_of_a_room_is_not_given_twice(logs: MemoryLogs, keeper: Keeper) -> None:
    with pytest.raises(RoomTaken):
        await Keeper.create(logs, scenario(), opened(), code=keeper.code)


async def test_a_room_that_nobody_knows_is_unknown(logs: MemoryLogs) -> None:
    with pytest.raises(UnknownRoom):
        await Keeper.resume(logs, "ABCDEF")


async def test_who_waits_for_an_entry_is_told_when_the_room_is_closed_here(keeper: Keeper) -> None:
    waiting = asyncio.ensure_future(keeper.reached(10**6))
    await asyncio.sleep(0)
    await keeper.close()
    with pytest.raises(Refused):
        await waiting


async def test_a_desk_without_network_shows_the_room_and_leads_it(keeper: Keeper) -> None:
    desk = LocalDesk(keeper)
    told: list[str] = []
    desk.watch(lambda: told.append(desk.room.table.stage))
    assert await desk.lead(ev.Advanced()) is None
    await asyncio.sleep(0)
    assert told == ["scene"]
    assert (desk.addresses, desk.is_open_to_network, desk.online) == ((), False, frozenset())


async def test_one_who_watches_and_stumbles_harms_nobody(keeper: Keeper) -> None:
    told: list[int] = []

    def stumble() -> None:
        raise ValueError

    keeper.watch(stumble)
    keeper.watch(lambda: told.append(keeper.place))
    assert await keeper.lead(ev.Advanced()) is None
    await asyncio.sleep(0)
    assert told == [keeper.place]


async def test_a_log_that_can_be_read_again_is_no_trouble_any_more(logs: MemoryLogs) -> None:
    class Stumbling(Halting):
        """Cannot be read a first time."""

        tries = 0

        async def follow(self, after: int = 0) -> AsyncIterator[Entry]:
            self.tries += 1
            async for entry in self._log.follow(after):
                if self.tries == 1 and entry.place > 1:
                    raise Refused("cannot_write", path="room", why="the disk is busy")
                yield entry

    first = await Keeper.create(logs, scenario(), opened())
    read = Stumbling(await logs.open(first.code))

    class StumblingLogs(MemoryLogs):
        async def open(self, code: str) -> Any:
            return read

    other = await Keeper.resume(StumblingLogs(), first.code)
    done = await first.act(joined("a"), key="1")
    async with asyncio.timeout(30):
        while other.trouble is None and read.tries == 1:
            await asyncio.sleep(0.01)
        await other.reached(done.place)
    assert read.tries == 2
    assert other.trouble is None
    await other.close()
    await first.close()
