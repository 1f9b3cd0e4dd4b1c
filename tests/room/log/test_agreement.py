"""What holds for every room's log, wherever it is kept."""

import asyncio
import time
from collections.abc import Callable

import pytest

from simulator.errors import PlatineError, Refused
from simulator.room.log import LARGEST_ENTRY, Entry, Logs, OutOfStep, RoomTaken, UnknownRoom, content_name
from simulator.room.log.memory import MemoryLogs
from simulator.room.log.nats import NatsLogs
from simulator.wording.errors import known
from tests.room.log.kit import first, silence


async def test_entries_come_in_the_order_of_their_places(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    places = [await log.append(b'{"vote": %d}' % number, key=f"k{number}") for number in range(5)]
    assert places == sorted(set(places))
    assert places[0] >= 1
    assert await first(log, 5) == [Entry(place, b'{"vote": %d}' % n) for n, place in enumerate(places)]


async def test_a_follower_may_begin_behind_any_place(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    places = [await log.append(b"%d" % number, key=f"k{number}") for number in range(6)]
    assert [entry.place for entry in await first(log, 3, after=places[2])] == places[3:]
    assert await silence(log, places[-1])


async def test_the_end_is_the_place_of_the_last_entry(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    assert await log.end() == 0
    for key, after in (("led", 0), ("said", None), ("again", None)):
        place = await log.append(b"{}", key=key, after=after)
        assert await log.end() == place
    await log.append(b"{}", key="said")
    assert await log.end() == place


async def test_a_follower_gets_what_comes_later_at_once(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    waiting = asyncio.create_task(first(log, 1))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    began = time.monotonic()
    place = await log.append(b"now", key="k")
    assert await waiting == [Entry(place, b"now")]
    assert time.monotonic() - began < 1


async def test_a_hundred_followers_see_the_same(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    followers = [asyncio.create_task(first(log, 20)) for _ in range(100)]
    await asyncio.gather(*(log.append(b"%d" % number, key=f"k{number}") for number in range(20)))
    seen = await asyncio.gather(*followers)
    assert len({tuple(entries) for entries in seen}) == 1
    assert {entry.body for entry in seen[0]} == {b"%d" % number for number in range(20)}


async def test_a_repeated_key_gives_the_first_place_and_writes_nothing(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    place = await log.append(b"first", key="same")
    await log.append(b"other", key="other")
    assert await log.append(b"second", key="same") == place
    assert [entry.body for entry in await first(log, 2)] == [b"first", b"other"]
    assert await silence(log, (await first(log, 2))[-1].place)


async def test_a_key_repeated_at_the_same_time_is_written_once(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    places = await asyncio.gather(*(log.append(b"vote", key="same") for _ in range(50)))
    assert len(set(places)) == 1
    assert await silence(log, places[0])


async def test_a_key_belongs_to_its_room(logs: Logs, code: str) -> None:
    one, two = await logs.create(code), await logs.create(f"{code}B")
    await one.append(b"one", key="same")
    await two.append(b"two", key="same")
    assert [entry.body for entry in await first(two, 1)] == [b"two"]


async def test_an_ordered_entry_follows_the_last_ordered_one(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    one = await log.append(b"open", key="a", after=0)
    await log.append(b"vote", key="v")
    two = await log.append(b"lock", key="b", after=one)
    with pytest.raises(OutOfStep):
        await log.append(b"reveal", key="c", after=one)
    with pytest.raises(OutOfStep):
        await log.append(b"reveal", key="c", after=0)
    three = await log.append(b"reveal", key="c", after=two)
    assert [entry.body for entry in await first(log, 4)] == [b"open", b"vote", b"lock", b"reveal"]
    assert await silence(log, three)


async def test_an_ordered_entry_sent_again_is_not_out_of_step(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    one = await log.append(b"open", key="a", after=0)
    await log.append(b"lock", key="b", after=one)
    assert await log.append(b"open", key="a", after=0) == one


async def test_of_two_trainers_exactly_one_leads_on(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    last = 0
    for round_number in range(10):
        outcomes = await asyncio.gather(
            *(log.append(b"%d" % who, key=f"{round_number}-{who}", after=last) for who in range(2)),
            return_exceptions=True,
        )
        won = [outcome for outcome in outcomes if isinstance(outcome, int)]
        assert len(won) == 1
        assert sum(isinstance(outcome, OutOfStep) for outcome in outcomes) == 1
        last = won[0]
    assert len(await first(log, 10)) == 10
    assert await silence(log, last)


async def test_votes_never_wait_for_one_another_and_none_is_lost(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    began = time.monotonic()
    places = await asyncio.gather(*(log.append(b"vote %d" % number, key=f"v{number}") for number in range(2000)))
    assert time.monotonic() - began < 5
    assert len(set(places)) == 2000
    by_place = {place: b"vote %d" % number for number, place in enumerate(places)}
    assert await first(log, 2000) == [Entry(place, by_place[place]) for place in sorted(places)]


async def test_a_room_is_gone_on_with_by_whoever_opens_it_next(another: Callable[[], Logs], code: str) -> None:
    before = another()
    log = await before.create(code)
    place = await log.append(b"open", key="a", after=0)
    name = await log.put(b"the scenario")
    await before.close()
    after = another()
    again = await after.open(code)
    assert again.code == code
    with pytest.raises(Refused):
        await log.append(b"late", key="late")
    assert await again.append(b"open", key="a", after=0) == place
    second = await again.append(b"lock", key="b", after=place)
    assert await first(again, 2) == [Entry(place, b"open"), Entry(second, b"lock")]
    assert await again.content(name) == b"the scenario"
    await after.close()


async def test_a_place_that_was_closed_may_be_used_again(logs: Logs, code: str) -> None:
    place = await (await logs.create(code)).append(b"x", key="k")
    await logs.close()
    assert await first(await logs.open(code), 1) == [Entry(place, b"x")]


@pytest.mark.parametrize("content", [b"", b"\0\xff" * 7, bytes(range(256)) * 12_000], ids=["none", "bytes", "3 MB"])
async def test_content_comes_back_by_its_hash(logs: Logs, code: str, content: bytes) -> None:
    log = await logs.create(code)
    names = [await log.put(content), await log.put(content)]
    assert names == [content_name(content)] * 2
    assert await log.content(names[0]) == content


async def test_content_that_nobody_put_is_not_there(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    for name in (content_name(b"nobody put this"), "../secret", "*", ""):
        with pytest.raises(KeyError):
            await log.content(name)


async def test_a_code_belongs_to_one_room(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    await log.append(b"mine", key="k")
    with pytest.raises(RoomTaken):
        await logs.create(code)
    assert [entry.body for entry in await first(log, 1)] == [b"mine"]


async def test_of_many_who_want_a_code_one_gets_it(logs: Logs, code: str) -> None:
    outcomes = await asyncio.gather(*(logs.create(code) for _ in range(10)), return_exceptions=True)
    assert sum(isinstance(outcome, RoomTaken) for outcome in outcomes) == 9


@pytest.mark.parametrize("strange", ["", "NOROOM", "../etc", "A.B", "*", ">", "A B", "Ａ", "A" * 33, "a\n"])
async def test_there_is_no_room_under_a_strange_code(logs: Logs, strange: str) -> None:
    with pytest.raises(UnknownRoom):
        await logs.open(strange)


@pytest.mark.parametrize("strange", ["", "../etc", "A.B", "*", ">", "A B", "Ａ", "A" * 33, "a\n"])
async def test_no_room_is_made_under_a_strange_code(logs: Logs, strange: str) -> None:
    with pytest.raises(Refused):
        await logs.create(strange)


async def test_rooms_are_listed_the_newest_first(logs: Logs, code: str) -> None:
    began = time.time()
    for letter in "ABC":
        await logs.create(code + letter)
        await asyncio.sleep(0.01)
    await (await logs.create(f"{code}D")).append(b"x", key="k")
    await asyncio.sleep(0.01)
    third = await logs.create(f"{code}E")
    await asyncio.sleep(0.01)
    await third.append(b"last", key="k")
    listed = await logs.codes()
    assert [name for name, _at in listed if name.startswith(code)] == [code + letter for letter in "EDCBA"]
    assert all(began - 1 < at < time.time() + 1 for name, at in listed if name.startswith(code))
    assert [at for _name, at in listed] == sorted((at for _name, at in listed), reverse=True)


async def test_closing_ends_those_who_follow_and_refuses_who_writes(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    await log.append(b"x", key="k")

    async def all_of_it() -> list[Entry]:
        return [entry async for entry in log.follow()]

    following = asyncio.create_task(all_of_it())
    await asyncio.sleep(0.2)
    await log.close()
    await log.close()
    assert [entry.body for entry in await asyncio.wait_for(following, 5)] == [b"x"]
    for act in (log.append(b"y", key="l"), log.put(b"y"), log.content("y")):
        with pytest.raises(Refused):
            await act


async def test_what_is_being_written_is_finished_before_a_room_is_closed(
    another: Callable[[], Logs], code: str
) -> None:
    logs = another()
    log = await logs.create(code)
    writing = [asyncio.create_task(log.append(b"%d" % number, key=f"k{number}")) for number in range(100)]
    await asyncio.sleep(0)
    await log.close()
    places = await asyncio.gather(*writing)
    await logs.close()
    later = another()
    assert {entry.place for entry in await first(await later.open(code), 100)} == set(places)
    await later.close()


async def test_a_follower_that_stops_leaves_the_others_alone(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    stopped = asyncio.create_task(first(log, 10))
    stays = asyncio.create_task(first(log, 1))
    await asyncio.sleep(0.1)
    stopped.cancel()
    await log.append(b"x", key="k")
    assert [entry.body for entry in await stays] == [b"x"]
    assert stopped.cancelled()


async def test_an_entry_has_a_largest_size_that_is_the_same_everywhere(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    with pytest.raises(Refused):
        await log.append(b"x" * (LARGEST_ENTRY + 1), key="too large")
    await log.append(b"x" * LARGEST_ENTRY, key="large")
    assert len((await first(log, 1))[0].body) == LARGEST_ENTRY


async def test_odd_keys_are_keys_like_any_other(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    keys = ["", " ", "é\n\r: x", "a" * 5000, "Nats-Msg-Id: other", "\0", "a b", "a  b", " a b"]
    places = [await log.append(b"%d" % number, key=key) for number, key in enumerate(keys)]
    assert len(set(places)) == len(keys)
    assert [await log.append(b"again", key=key) for key in keys] == places


async def test_every_refusal_has_its_sentence(code: str) -> None:
    logs = MemoryLogs()
    log = await logs.create(code)
    met: set[str] = set()
    for act in (
        logs.create(code),
        logs.create("../x"),
        logs.open("NOROOM"),
        log.append(b"x", key="k", after=5),
        log.append(b"x" * (LARGEST_ENTRY + 1), key="k"),
    ):
        with pytest.raises(PlatineError) as caught:
            await act
        met.add(caught.value.key)
    assert len(met) == 5
    assert all(known(key) for key in met)


async def test_a_room_that_was_removed_is_gone_and_its_code_begins_anew(logs: Logs, code: str) -> None:
    log = await logs.create(code)
    await log.append(b"opened", key="opened", after=0)
    await log.append(b"a name, and what it answered", key="vote")
    await log.close()
    await logs.remove(code)
    assert code not in [name for name, _at in await logs.codes()]
    for act in (logs.open(code), logs.remove(code)):
        with pytest.raises(UnknownRoom):
            await act
    again = await logs.create(code)
    place = await again.append(b"another", key="opened", after=0)
    voted = await again.append(b"other words", key="vote")
    assert await first(again, 2) == [Entry(place, b"another"), Entry(voted, b"other words")]
    assert await silence(again, voted)


async def test_removing_a_room_leaves_the_others_as_they_are(logs: Logs, code: str) -> None:
    codes = [code + letter for letter in ("", "A", "B")]
    for name in codes:
        log = await logs.create(name)
        await log.append(name.encode(), key="k")
        scenario = await log.put(b"the scenario of all three")
        await log.close()
    await logs.remove(codes[1])
    for name in (codes[0], codes[2]):
        log = await logs.open(name)
        assert [entry.body for entry in await first(log, 1)] == [name.encode()]
        assert await log.content(scenario) == b"the scenario of all three"


async def test_a_room_that_somebody_has_open_is_not_removed(another: Callable[[], Logs], code: str) -> None:
    here, there = another(), another()
    log = await there.create(code)
    await log.append(b"x", key="k", after=0)

    async def all_of_it() -> list[Entry]:
        return [entry async for entry in log.follow()]

    following = asyncio.create_task(all_of_it())
    await first(log, 1)
    await asyncio.sleep(0.1)
    with pytest.raises(Refused) as caught:
        await here.remove(code)
    assert caught.value.key == ("room_followed" if isinstance(here, NatsLogs) else "room_open_elsewhere")
    await log.append(b"y", key="l")
    assert [entry.body for entry in await first(log, 2)] == [b"x", b"y"]
    await log.close()
    await following
    await here.remove(code)
    assert code not in [name for name, _at in await here.codes()]
    await there.close()
    await here.close()


@pytest.mark.parametrize("strange", ["", "NOROOM", "../etc", "A.B", "*", ">", "A B", "Ａ", "A" * 33, "a\n"])
async def test_nothing_is_removed_under_a_strange_code(logs: Logs, code: str, strange: str) -> None:
    await (await logs.create(code)).append(b"x", key="k")
    with pytest.raises(UnknownRoom):
        await logs.remove(strange)
    assert not await logs.has_begun(strange)
    assert code in [name for name, _at in await logs.codes()]


async def test_a_room_has_begun_with_its_first_entry(logs: Logs, code: str) -> None:
    assert not await logs.has_begun(code)
    log = await logs.create(code)
    await log.put(b"the scenario alone is nobody's room")
    assert not await logs.has_begun(code)
    await log.append(b"opened", key="opened", after=0)
    assert await logs.has_begun(code)
    await log.close()
    assert await logs.has_begun(code)
    await logs.remove(code)
    assert not await logs.has_begun(code)
