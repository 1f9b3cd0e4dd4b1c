"""Coming in, going away and coming back."""

import asyncio

import pytest
from websockets.asyncio.client import connect

from simulator.errors import Refused
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.addresses import Address
from simulator.room.hub import Hub
from simulator.room.identity import kept, new_secret
from simulator.room.keeper import Keeper
from simulator.room.log import Entry
from simulator.room.log.memory import MemoryLogs
from tests.room.hub.talk import joined, leading, talking, voting
from tests.room.rehearsed import until
from tests.room.rooms import opened, scenario


async def test_who_looks_is_told_what_the_room_is_and_has_not_joined(hub: Hub, keeper: Keeper) -> None:
    async with talking(hub) as talker:
        await talker.hello(keeper.code.lower(), look=True)
        lobby = await talker.until(say.Lobby)
        assert lobby.title == keeper.script.scenario.title
        assert not keeper.room.people


async def test_who_looks_may_join_over_the_same_connection(hub: Hub, keeper: Keeper) -> None:
    async with talking(hub) as talker:
        await talker.hello(keeper.code, look=True)
        await talker.until(say.Lobby)
        await talker.hello(keeper.code, name="Ada")
        assert (await talker.until(say.Welcome)).name == "Ada"


async def test_who_joins_is_welcomed_and_sees_the_room(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Ada") as (talker, welcome):
        seen = await talker.until(say.Seen)
        assert (welcome.name, welcome.number, seen.view.stage) == ("Ada", 0, "lobby")
        assert keeper.room.people[welcome.who].name == "Ada"
        assert keeper.room.people[welcome.who].token != welcome.token


async def test_a_room_that_the_logs_know_is_opened_by_the_first_who_asks_for_it(logs: MemoryLogs) -> None:
    made = await Keeper.create(logs, scenario(), opened())
    async with Hub(logs) as hub:
        assert hub.hall(made.code) is None
        async with joined(hub, made.code, "Ada"), joined(hub, made.code, "Bob") as (_, welcome):
            assert welcome.number == 1
        opened_here = hub.hall(made.code)
        assert opened_here is not None
    assert opened_here.keeper.log is not made.log
    await made.close()


async def test_who_has_the_name_of_another_gets_a_number_behind_it(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Ada"), joined(hub, keeper.code, " ADA ") as (_, second):
        assert second.name == "ADA 2"


async def test_who_missed_his_welcome_asks_again_and_is_in_the_room_once(hub: Hub, keeper: Keeper) -> None:
    mine = new_secret()
    async with talking(hub) as talker:
        await talker.hello(keeper.code, name="Ada", token=mine)
        await until(lambda: bool(keeper.room.people))
    async with talking(hub) as talker, talking(hub) as at_once:
        for one in (talker, at_once):
            await one.hello(keeper.code, name="Ada", token=mine)
        assert (await talker.until(say.Welcome)).name == (await at_once.until(say.Welcome)).name == "Ada"
        assert len(keeper.room.people) == 1


async def test_two_greetings_of_one_token_at_once_are_one_participant(hub: Hub, keeper: Keeper) -> None:
    mine = new_secret()
    async with talking(hub) as one, talking(hub) as two:
        await asyncio.gather(*(talker.hello(keeper.code, name="Ada", token=mine) for talker in (one, two)))
        seated = [await talker.until(say.Welcome) for talker in (one, two)]
        assert {(welcome.who, welcome.name) for welcome in seated} == {(*keeper.room.people, "Ada")}
        # The name that the repeat would have had is free, and the one that he has is not.
        async with joined(hub, keeper.code, "Ada") as (_, namesake):
            assert namesake.name == "Ada 2"


@pytest.mark.parametrize("token", ["", "short", "a" * 65, "of words, and 22 of them"])
async def test_only_what_nobody_guesses_is_taken_for_a_token(hub: Hub, keeper: Keeper, token: str) -> None:
    async with talking(hub) as talker:
        await talker.hello(keeper.code, name="Ada", token=token)
        if token:
            assert (await talker.until(say.Refused)).why == "not_understood"
            assert not keeper.room.people
        else:
            assert (await talker.until(say.Welcome)).token


async def test_whom_the_trainer_removed_does_not_join_again_by_his_token(hub: Hub, keeper: Keeper) -> None:
    mine = new_secret()
    async with joined(hub, keeper.code, "Ada", token=mine) as (_, welcome):
        assert await keeper.lead(ev.Removed(who=welcome.who)) is None
    async with talking(hub) as talker:
        await talker.hello(keeper.code, name="Ada", token=mine)
        assert (await talker.until(say.Refused)).why == "removed"
    assert len(keeper.room.people) == 1


async def test_who_comes_back_by_token_is_the_same_with_his_answer(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, first):
        asked = await voting(keeper)
        await talker.vote(asked.id, 3)
    async with talking(hub) as talker:
        await talker.hello(keeper.code, token=first.token)
        again = await talker.until(say.Welcome)
        assert (again.who, again.number, again.joined) == (first.who, first.number, first.joined)
        assert (again.round, again.pick, again.token) == (asked.id, (3,), "")
        assert (await talker.until(say.Seen)).view.stage == "vote"
    assert len(keeper.room.people) == 1


async def test_a_second_connection_of_the_same_participant_replaces_the_first(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (first, welcome), talking(hub) as second:
        await second.hello(keeper.code, token=welcome.token)
        await second.until(say.Welcome)
        assert await first.until(say.Bye) == say.Bye(why="elsewhere", again=False)
        await first.gone()
        asked = await voting(keeper)
        assert (await second.vote(asked.id, 1)).why == ""


async def test_a_token_that_nobody_has_is_not_known(hub: Hub, keeper: Keeper) -> None:
    async with talking(hub) as talker:
        await talker.hello(keeper.code, token="not one")
        assert (await talker.until(say.Refused)).why == "unknown_token"


async def test_nobody_is_sent_away_while_the_hub_lags_behind_its_log(
    logs: MemoryLogs, hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = new_secret()
    folded: list[Entry] = []
    fold = keeper._fold
    monkeypatch.setattr(keeper, "_fold", folded.append)
    # Taken in by another hub, of which this one has not read yet.
    elsewhere = await Keeper.resume(logs, keeper.code)
    assert (await elsewhere.act(ev.Joined(who="a", name="Ada", token=kept(mine)), key="a")).why is None
    async with talking(hub) as talker:
        await talker.hello(keeper.code, token=mine)
        refused = await talker.until(say.Refused)
        assert (refused.why, refused.wait > 0) == ("log_lost", True)
        for entry in folded:
            fold(entry)
        await talker.hello(keeper.code, token=mine)
        assert (await talker.until(say.Welcome)).who == "a"
    await elsewhere.close()


async def test_who_was_removed_is_told_so_and_does_not_come_back(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, welcome):
        assert await keeper.lead(ev.Removed(who=welcome.who)) is None
        assert await talker.until(say.Bye) == say.Bye(why="removed", again=False)
        await talker.gone()
    async with talking(hub) as talker:
        await talker.hello(keeper.code, token=welcome.token)
        assert (await talker.until(say.Refused)).why == "removed"


async def test_a_late_comer_sees_the_vote_and_waits_for_the_next(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code):
        asked = await voting(keeper)
        async with joined(hub, keeper.code, "Late") as (late, welcome):
            seen = await late.sees("vote")
            assert seen.view.question is not None
            assert welcome.joined >= seen.view.question.before
            assert (await late.vote(asked.id, 1)).why == "wait_for_the_next"


async def test_nobody_joins_while_the_trainer_has_locked_joins_but_who_was_there_comes_back(
    hub: Hub, keeper: Keeper
) -> None:
    async with joined(hub, keeper.code) as (_, welcome):
        await keeper.lead(ev.JoinsLocked(locked=True))
    async with talking(hub) as talker:
        await talker.hello(keeper.code, name="Bob")
        assert (await talker.until(say.Refused)).why == "joins_locked"
        await talker.hello(keeper.code, token=welcome.token)
        assert (await talker.until(say.Welcome)).who == welcome.who


async def test_everybody_is_told_when_the_room_is_closed_and_nobody_comes_in_any_more(
    hub: Hub, keeper: Keeper
) -> None:
    async with joined(hub, keeper.code) as (talker, welcome):
        await keeper.lead(ev.Closed())
        assert (await talker.until(say.Seen)).view.closed or (await talker.until(say.Seen)).view.closed
        assert await talker.until(say.Bye) == say.Bye(why="room_closed", again=False)
    for keys in ({"name": "Bob"}, {"token": welcome.token}, {"look": True}):
        async with talking(hub) as talker:
            await talker.hello(keeper.code, **keys)
            assert (await talker.until(say.Refused)).why == "room_closed"
    async with leading(hub, keeper.code) as trainer:
        assert (await trainer.until(say.Entered)).place == 1


async def test_a_client_of_another_version_is_told_so(hub: Hub, keeper: Keeper) -> None:
    async with talking(hub) as talker:
        await talker.hello(keeper.code, version=say.VERSION + 1, name="Ada")
        assert (await talker.until(say.Refused)).why == "other_version"
        await talker.gone()


async def test_in_a_room_of_teams_one_joins_a_team_that_there_is(logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened(teams=("Red", "Blue")))
    async with Hub(logs, (keeper,)) as hub, talking(hub) as talker:
        await talker.hello(keeper.code, look=True)
        assert (await talker.until(say.Lobby)).teams == ("Red", "Blue")
        await talker.hello(keeper.code, name="Ada", team="Green")
        assert (await talker.until(say.Refused)).why == "no_such_team"
        await talker.hello(keeper.code, name="Ada", team="Blue")
        assert (await talker.until(say.Welcome)).team == "Blue"
    await keeper.close()


async def test_a_hub_that_stops_says_so_and_asks_to_come_back(logs: MemoryLogs, keeper: Keeper) -> None:
    hub = await Hub(logs, (keeper,)).start()
    async with joined(hub, keeper.code) as (talker, welcome):
        closing = asyncio.create_task(hub.close())
        assert await talker.until(say.Bye) == say.Bye(why="hub_stops", again=True)
        await closing
    async with Hub(logs, (keeper,)) as again, talking(again) as talker:
        await talker.hello(keeper.code, token=welcome.token)
        assert (await talker.until(say.Welcome)).who == welcome.who


async def test_a_hub_that_stops_does_not_wait_for_a_log_that_does_not_answer(
    logs: MemoryLogs, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = await Hub(logs, (keeper,)).start()
    async with joined(hub, keeper.code) as (talker, _):
        asked = await voting(keeper)
        monkeypatch.setattr(keeper.log, "append", lambda *_a, **_k: asyncio.sleep(3600))
        await talker.send(say.Vote(id="a", round=asked.id, pick=(1,)))
        await asyncio.sleep(0.1)
        async with asyncio.timeout(8):
            await hub.close()
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", hub.port)


async def test_a_port_that_is_taken_and_an_address_of_another_machine_are_refused(hub: Hub) -> None:
    for host, port in (("127.0.0.1", hub.port), ("192.0.2.1", 0), ("no.such.name.invalid", 0), ("127.0.0.1", 70_000)):
        with pytest.raises(Refused) as caught:
            await Hub(host=host, port=port).start()
        assert caught.value.key == "hub_cannot_listen"
        assert caught.value.values["why"]


async def test_a_hub_can_listen_on_ipv6(logs: MemoryLogs, keeper: Keeper) -> None:
    hub = Hub(logs, (keeper,), host="::1")
    try:
        await hub.start()
    except Refused:
        pytest.skip("there is no IPv6 here")
    assert hub.addresses(keeper.code) == (f"http://[::1]:{hub.port}/{keeper.code}",)
    async with connect(Address("::1", hub.port).socket, proxy=None, origin=f"http://[::1]:{hub.port}") as socket:
        await socket.send(say.encode(say.Hello(version=say.VERSION, code=keeper.code, look=True)).decode())
        assert isinstance(say.read_from_hub(await socket.recv()), say.Lobby)
    await hub.close()
