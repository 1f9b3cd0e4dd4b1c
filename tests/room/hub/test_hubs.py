"""Several hubs that serve one room: it is one room wherever one sits, and the death of a hub costs no vote."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.addresses import Address
from simulator.room.client import Client
from simulator.room.hub import Hub
from simulator.room.identity import new_secret
from simulator.room.keeper import Keeper
from simulator.room.log import Logs
from simulator.room.log.memory import MemoryLogs
from simulator.room.log.nats import NatsLogs
from tests.room.hub.process import HubProcess
from tests.room.hub.talk import joined, leading, talking, voting
from tests.room.log.server import NatsServer
from tests.room.rooms import opened, scenario


async def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


@pytest.fixture(scope="module")
def nats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsServer]:
    server = NatsServer(tmp_path_factory.mktemp("nats"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["memory", "nats"])
def another(request: pytest.FixtureRequest) -> Callable[[], Logs]:
    """Makes logs of one place, as each hub opens it."""
    if request.param == "memory":
        shared = MemoryLogs()
        return lambda: shared
    server: NatsServer = request.getfixturevalue("nats")
    return lambda: NatsLogs(server.url)


@pytest_asyncio.fixture
async def pair(another: Callable[[], Logs]) -> AsyncIterator[tuple[Hub, Hub, str]]:
    """Two hubs, and the code of a room that both serve."""
    first, second = another(), another()
    made = await Keeper.create(first, scenario(), opened(format="live"))
    await made.close()
    async with Hub(first) as one, Hub(second) as two:
        yield one, two, made.code
    await first.close()
    await second.close()


def keeper_of(hub: Hub, code: str) -> Keeper:
    hall = hub.hall(code)
    assert hall is not None
    return hall.keeper


async def test_participants_on_different_hubs_are_in_one_room(pair: tuple[Hub, Hub, str]) -> None:
    one, two, code = pair
    async with joined(one, code, "Ada") as (ada, first), joined(two, code, "Bob") as (bob, second):
        asked = await voting(keeper_of(one, code))
        seen = [(await talker.sees("vote")).view for talker in (ada, bob)]
        assert seen[0].question == seen[1].question
        assert [(await ada.vote(asked.id, 1)).why, (await bob.vote(asked.id, 1)).why] == ["", ""]
        await until(lambda: keeper_of(one, code).place == keeper_of(two, code).place)
        assert keeper_of(one, code).room == keeper_of(two, code).room
        assert set(keeper_of(two, code).room.table.open[0].answers) == {first.who, second.who}


async def test_of_two_advances_on_two_hubs_at_once_exactly_one_wins(pair: tuple[Hub, Hub, str]) -> None:
    one, two, code = pair
    async with leading(one, code) as here, leading(two, code) as there:
        for _ in range(5):
            await until(lambda: keeper_of(one, code).place == keeper_of(two, code).place)
            led = keeper_of(one, code).room.led
            events = ev.Hinted(words="one") if keeper_of(one, code).room.table.stage != "lobby" else ev.Advanced()
            done = await asyncio.gather(here.lead(events, led), there.lead(events, led))
            assert sorted(answer.why for answer in done) == ["", "out_of_step"]
        assert len(keeper_of(one, code).room.table.hints) == 4


async def test_who_goes_on_at_another_hub_is_the_same_there(pair: tuple[Hub, Hub, str]) -> None:
    one, two, code = pair
    async with joined(one, code) as (ada, first):
        asked = await voting(keeper_of(one, code))
        done = await ada.vote(asked.id, 2, id="same")
        async with talking(two) as again:
            await again.hello(code, token=first.token)
            welcome = await again.until(say.Welcome)
            assert (welcome.who, welcome.number) == (first.who, first.number)
            assert (await again.vote(asked.id, 2, id="same")).place == done.place


async def test_who_missed_his_welcome_on_one_hub_is_the_same_on_another(pair: tuple[Hub, Hub, str]) -> None:
    one, two, code = pair
    mine = new_secret()
    async with talking(one) as here, talking(two) as there:
        # The second does not know yet what the first has written.
        await asyncio.gather(*(talker.hello(code, name="Ada", token=mine) for talker in (here, there)))
        welcome = await there.until(say.Welcome)
        await here.until(say.Welcome)
    assert [*keeper_of(two, code).room.people] == [welcome.who]
    await until(lambda: keeper_of(one, code).room.people == keeper_of(two, code).room.people)
    async with joined(two, code, "Ada") as (_, namesake):
        assert namesake.name == "Ada 2"


async def test_a_hub_that_has_not_heard_yet_waits_for_what_another_has_shown(pair: tuple[Hub, Hub, str]) -> None:
    one, two, code = pair
    async with joined(one, code, "Ada"), joined(two, code, "Bob") as (bob, _), leading(two, code) as there:
        keeper = keeper_of(one, code)
        assert await keeper.lead(ev.Advanced()) is None
        assert await keeper.lead(ev.Advanced()) is None
        # Nothing was read from the second hub in between: it may or may not know the round by now.
        assert (await bob.vote(keeper.room.table.open[0].id, 1)).why == ""
        assert (await there.lead(ev.Advanced(), keeper.room.led)).why == ""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
async def test_hubs_killed_at_random_lose_no_vote_and_everybody_goes_on_at_another(
    nats: NatsServer, tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)
    logs = NatsLogs(nats.url)
    keeper = await Keeper.create(logs, scenario(), opened(format="live"))
    hubs = [HubProcess(nats.url).start() for _ in range(3)]
    addresses = [Address("127.0.0.1", hub.port) for hub in hubs]
    places = [addresses[n % 3 :] + addresses[: n % 3] for n in range(12)]
    voters = await asyncio.gather(*(Client.join(place, keeper.code, name=f"N{n}") for n, place in enumerate(places)))
    asked = await voting(keeper)
    await until(lambda: all(one.view.stage == "vote" for one in voters))
    last: dict[str, str] = {}
    try:
        for number in range(3):
            killed = draw.choice(hubs)
            for one in draw.sample(voters, len(voters)):
                pick = draw.randint(1, 3)
                last[one.me.who] = asked.choices[pick - 1]
                one.vote([pick])
                if one is voters[draw.randrange(len(voters))]:
                    killed.kill()
            killed.kill()
            await until(lambda: all(one.state == "joined" and not one.is_waiting for one in voters))
            # The keeper here reads the same log, and may be a moment behind the hubs.
            await keeper.act(ev.Voted(who="nobody", round=0), key=f"behind all that was acknowledged {number}")
            answers = keeper.room.table.open[0].answers
            assert {who: answer.pick[0] for who, answer in answers.items()} == last
            killed.start()
        assert len(keeper.room.people) == 12
    finally:
        for one in voters:
            await one.close()
        for hub in hubs:
            hub.kill()
        await keeper.close()
        await logs.close()


@pytest.mark.slow
async def test_a_bus_that_is_gone_for_a_while_holds_everybody_up_and_loses_nothing(tmp_path: Path) -> None:
    server = NatsServer(tmp_path)
    server.start()
    logs = NatsLogs(server.url, patience=1.0)
    keeper = await Keeper.create(logs, scenario(), opened(format="live"))
    async with Hub(logs, (keeper,)) as hub, joined(hub, keeper.code) as (ada, welcome):
        asked = await voting(keeper)
        server.kill()
        lost = await ada.vote(asked.id, 1, id="same")
        assert (type(lost), lost.why) == (say.Refused, "log_lost")
        assert keeper.trouble == "room_not_written"
        server.start()
        async with asyncio.timeout(20):
            while (await ada.vote(asked.id, 1, id="same")).why != "":
                await asyncio.sleep(0.1)
        assert keeper.trouble is None
        assert keeper.room.table.open[0].answers[welcome.who].pick == asked.choices[:1]
    await keeper.close()
    await logs.close()
    server.stop()
