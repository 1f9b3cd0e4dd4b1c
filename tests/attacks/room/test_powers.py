"""The trainer's powers without his secret, and the votes of others."""

import msgspec
import pytest

from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.hub import Hub
from simulator.room.keeper import Keeper
from simulator.room.log.memory import MemoryLogs
from tests.room.hub.talk import joined, leading, talking, voting
from tests.room.rooms import SECRET, opened, scenario


async def test_a_participant_leads_nothing(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, _):
        place = keeper.place
        refused = await talker.lead(ev.Advanced(), keeper.room.led)
        assert (type(refused), refused.why) == (say.Refused, "not_understood")
        assert keeper.place == place


async def test_who_has_not_come_in_does_nothing(hub: Hub, keeper: Keeper) -> None:
    place = keeper.place
    async with talking(hub) as talker:
        for message in (
            say.Lead(id="a", after=1, event=ev.Advanced()),
            say.Vote(id="b", round=1, pick=(1,)),
            say.Use(id="c", aid="ask"),
            say.Go(id="d", round=1),
            say.Leave(),
        ):
            await talker.send(message)
            assert (await talker.until(say.Refused)).why == "hello_first"
    assert keeper.place == place


async def test_the_secret_of_one_room_opens_no_other(logs: MemoryLogs, hub: Hub, keeper: Keeper) -> None:
    other = await Keeper.create(logs, scenario(), opened(secret="0" * 64))
    async with talking(hub) as talker:
        await talker.hello(other.code, secret=SECRET)
        assert (await talker.until(say.Refused)).why == "wrong_secret"
    await other.close()


async def test_what_is_kept_of_a_secret_or_a_token_opens_nothing(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (_, welcome), talking(hub) as talker:
        await talker.hello(keeper.code, secret=keeper.room.opened.secret)
        assert (await talker.until(say.Refused)).why == "wrong_secret"
        await talker.hello(keeper.code, token=keeper.room.people[welcome.who].token)
        assert (await talker.until(say.Refused)).why == "unknown_token"


async def test_no_participant_is_ever_told_a_secret_or_a_token_of_another_or_an_id_of_a_response(
    hub: Hub, keeper: Keeper
) -> None:
    async with joined(hub, keeper.code, "Ada") as (ada, first), joined(hub, keeper.code, "Bob") as (bob, _):
        asked = await voting(keeper)
        await ada.vote(asked.id, 1)
        while (await bob.until(say.Progress)).voted == 0:
            pass
        told = b"".join(map(say.encode, bob.heard))
        room = keeper.room
        for secret in (
            SECRET, room.opened.secret, first.token, *(person.token for person in room.people.values())
        ):  # fmt: skip
            assert secret.encode() not in told
        assert not [name for name in asked.choices if f'"{name}"'.encode() in told]


@pytest.mark.parametrize(
    "event",
    [
        ev.Voted(who="WHO", round=1, pick=("x",)),
        ev.Joined(who="ghost", name="Ghost", token=""),
        ev.Used(who="WHO", aid="ask"),
        ev.Went(who="WHO", round=1),
        ev.Opened(content="x", secret="y"),
    ],
    ids=lambda event: type(event).__name__,
)
async def test_the_trainer_does_nothing_in_the_name_of_others_and_opens_no_room_anew(
    hub: Hub, keeper: Keeper, event: ev.Event
) -> None:
    async with leading(hub, keeper.code) as trainer:
        refused = await trainer.lead(event, keeper.room.led)
        assert (type(refused), refused.why) == (say.Refused, "not_understood")
        assert keeper.place == 1


async def test_a_vote_in_the_name_of_another_is_ones_own(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Ada") as (_, ada), joined(hub, keeper.code, "Eve") as (eve, welcome):
        asked = await voting(keeper)
        forged = {"do": "vote", "id": "f", "round": asked.id, "pick": [1], "who": ada.who, "token": ada.token}
        await eve.send(msgspec.json.encode(forged).decode())
        await eve.answer_to("f")
        assert set(keeper.room.table.open[0].answers) == {welcome.who}


async def test_a_message_of_another_that_is_replayed_is_no_vote_of_his(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Ada") as (ada, first), joined(hub, keeper.code, "Eve") as (eve, second):
        asked = await voting(keeper)
        await ada.vote(asked.id, 1, id="overheard")
        await eve.vote(asked.id, 2, id="overheard")
        answers = keeper.room.table.open[0].answers
        assert [answers[one.who].pick for one in (first, second)] == [asked.choices[:1], asked.choices[1:2]]


async def test_an_old_vote_that_is_replayed_does_not_come_before_a_newer_one(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, welcome):
        asked = await voting(keeper)
        first = await talker.vote(asked.id, 1, id="old")
        await talker.vote(asked.id, 2, id="new")
        assert await talker.vote(asked.id, 1, id="old") == first
        assert keeper.room.table.open[0].answers[welcome.who].pick == asked.choices[1:2]


async def test_no_vote_counts_after_the_lock(logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened(format="live"))
    async with Hub(logs, (keeper,)) as hub, joined(hub, keeper.code) as (talker, _):
        asked = await voting(keeper)
        await talker.vote(asked.id, 1)
        assert await keeper.lead(ev.Advanced()) is None
        before = keeper.room.table
        for number in range(20):
            assert (await talker.vote(asked.id, 2)).why == "round_over", number
        assert keeper.room.table == before
    await keeper.close()


async def test_votes_that_count_for_nothing_do_not_fill_the_log(logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened())
    async with Hub(logs, (keeper,)) as hub, joined(hub, keeper.code) as (talker, _):
        place = keeper.place
        for _ in range(30):
            await talker.vote(1, 1)
        assert keeper.place - place <= 7
    await keeper.close()
