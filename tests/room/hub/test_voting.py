"""What a participant does, what he is told, and what everybody is told."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from simulator.errors import Refused
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.hub import Hub
from simulator.room.hub.hall import COALESCE_SECONDS
from simulator.room.identity import new_secret
from simulator.room.keeper import Keeper
from simulator.room.log.memory import MemoryLogs
from tests.room.hub.talk import joined, talking, voting
from tests.room.rooms import opened, scenario


async def test_a_vote_is_acknowledged_with_its_place(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, welcome):
        asked = await voting(keeper)
        answer = await talker.vote(asked.id, 2)
        assert (answer.place, answer.why) == (keeper.room.place, "")
        assert keeper.room.table.open[0].answers[welcome.who].pick == (asked.choices[1],)


async def test_the_last_vote_counts_and_is_one(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, welcome):
        asked = await voting(keeper)
        await talker.vote(asked.id, 2)
        await talker.vote(asked.id, 1)
        now = keeper.room.table.open[0]
        assert (now.voted, now.answers[welcome.who].pick) == (1, asked.choices[:1])


async def test_a_vote_that_is_sent_again_is_one_vote_even_after_the_lock(logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened(format="live"))
    async with Hub(logs, (keeper,)) as hub, joined(hub, keeper.code) as (talker, welcome):
        asked = await voting(keeper)
        first = await talker.vote(asked.id, 2, id="once")
        while keeper.room.table.stage != "reveal":
            assert await keeper.lead(ev.Advanced()) is None
        again = await talker.vote(asked.id, 2, id="once")
        assert again == first
        assert (await talker.vote(asked.id, 1, id="another")).why == "round_over"
        assert keeper.room.table.turns[-1].rounds[0].answers[welcome.who].pick == (asked.choices[1],)
    await keeper.close()


async def test_a_number_that_is_not_on_the_wall_is_refused(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, _):
        asked = await voting(keeper)
        place = keeper.place
        for pick in [(0,), (-1,), (len(asked.choices) + 1,), (2**70,)]:
            answer = await talker.vote(asked.id, *pick)
            assert (type(answer), answer.why) == (say.Refused, "not_asked")
        assert keeper.place == place


async def test_all_see_each_step_of_the_trainer(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Ada") as (ada, _), joined(hub, keeper.code, "Bob") as (bob, _):
        await keeper.lead(ev.Advanced())
        assert (await ada.sees("scene")).view == (await bob.sees("scene")).view


async def test_nobody_sees_votes_before_they_are_shown_only_how_many(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Ada") as (ada, _), joined(hub, keeper.code, "Bob") as (bob, _):
        asked = await voting(keeper)
        await ada.vote(asked.id, 2)
        while (told := await bob.until(say.Progress)).voted == 0:
            assert told.round in (0, asked.id)
        assert (told.round, told.voted, told.voters, told.people) == (asked.id, 1, 2, 2)
        views = [message.view for message in bob.heard if isinstance(message, say.Seen)]
        assert not any(shown.votes for view in views if view.question for shown in view.question.choices)


async def test_progress_is_told_a_few_times_a_second_at_most(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Watcher") as (watcher, _), AsyncExitStack() as stack:
        voters = [(await stack.enter_async_context(joined(hub, keeper.code, f"N{n}")))[0] for n in range(20)]
        asked = await voting(keeper)
        began = asyncio.get_running_loop().time()
        await asyncio.gather(*(voter.vote(asked.id, 1) for voter in voters))
        while (await watcher.until(say.Progress)).voted < 20:
            pass
        took = asyncio.get_running_loop().time() - began
        told = [one for one in watcher.heard if isinstance(one, say.Progress) and one.round == asked.id]
        assert len(told) <= took / COALESCE_SECONDS + 2


async def test_teams_that_play_their_own_calls_see_their_own(logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened(format="teams", teams=("Red", "Blue")))
    async with (
        Hub(logs, (keeper,)) as hub,
        joined(hub, keeper.code, "Ada", team="Red") as (ada, _),
        joined(hub, keeper.code, "Bob", team="Blue") as (bob, _),
    ):
        while keeper.room.table.stage != "own":
            assert await keeper.lead(ev.Advanced()) is None
        red, blue = await ada.sees("own"), await bob.sees("own")
        assert (red.view.team, blue.view.team) == ("Red", "Blue")
        assert red.view.question is not None
        asked = red.view.question.round
        assert (await ada.vote(asked, 1)).why == ""
        await bob.send(say.Go(id="no", round=asked))
        assert (await bob.answer_to("no")).why == "round_over"
        await ada.send(say.Go(id="go", round=asked))
        assert (await ada.answer_to("go")).why == ""
        assert (await ada.sees("own", number=1)).view.progress == {"Red": (1, False), "Blue": (0, False)}
        assert (await bob.sees("own", progress={"Red": (1, False), "Blue": (0, False)})).view.number == 0
    await keeper.close()


async def test_typed_words_are_kept_without_what_would_act_on_a_screen(logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened(format="grid"))
    async with Hub(logs, (keeper,)) as hub, joined(hub, keeper.code) as (ada, welcome):
        while keeper.room.table.stage != "grid":
            assert await keeper.lead(ev.Advanced()) is None
        asked = keeper.room.table.open[0]
        typed = "<b>[red]é\x1b[31m\u202e\x00\x9b\nnext"
        assert (await ada.vote(asked.id, words={"feels": typed})).why == ""
        assert keeper.room.table.open[0].answers[welcome.who].words == {"feels": "<b>[red]é[31m\nnext"}
    await keeper.close()


async def test_where_the_log_cannot_be_written_whoever_acts_is_told_and_the_hub_goes_on(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with joined(hub, keeper.code) as (talker, _):
        asked = await voting(keeper)
        append = keeper.log.append

        async def full(*_arguments: object, **_keys: object) -> int:
            raise Refused("cannot_write", path="room", why="No space left on device")

        monkeypatch.setattr(keeper.log, "append", full)
        lost = await talker.vote(asked.id, 1, id="same")
        assert (type(lost), lost.why) == (say.Refused, "log_lost")
        assert keeper.trouble == "cannot_write"
        async with talking(hub) as other:
            await other.hello(keeper.code, name="Bob")
            assert (await other.until(say.Refused)).why == "log_lost"
            await other.hello(keeper.code, token=new_secret())
            again = await other.until(say.Refused)
            assert (again.why, again.wait > 0) == ("log_lost", True), (
                "he may be in the log, which is not to be read now"
            )
        monkeypatch.setattr(keeper.log, "append", append)
        assert (await talker.vote(asked.id, 1, id="same")).why == ""
        assert keeper.trouble is None


async def test_who_leaves_is_let_go_and_his_answer_stays(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, welcome):
        asked = await voting(keeper)
        await talker.vote(asked.id, 2)
        await talker.send(say.Leave())
        assert await talker.until(say.Bye) == say.Bye(why="left", again=False)
        await talker.gone()
    assert welcome.who in keeper.room.table.open[0].answers
    assert keeper.room.people[welcome.who].left


async def test_who_has_left_for_good_is_waited_for_no_more_and_may_join_anew_under_his_name(
    hub: Hub, keeper: Keeper
) -> None:
    mine = new_secret()
    async with joined(hub, keeper.code, "Ada", token=mine) as (talker, welcome):
        asked = await voting(keeper)
        await talker.send(say.Leave())
        assert await talker.until(say.Bye) == say.Bye(why="left", again=False)
    assert asked.voters == {welcome.who}
    assert keeper.room.table.open[0].voters == frozenset()
    async with talking(hub) as talker:
        await talker.hello(keeper.code, token=mine)
        assert (await talker.until(say.Refused)).why == "left"
        await talker.hello(keeper.code, name="Ada", token=new_secret())
        again = await talker.until(say.Welcome)
    assert (again.name, again.who != welcome.who) == ("Ada", True)
    assert [person.who for person in keeper.room.present] == [again.who]


async def test_who_leaves_in_haste_has_left(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, welcome):
        asked = await voting(keeper)
        for number in range(45):
            await talker.send(say.Vote(id=str(number), round=asked.id, pick=(1,)))
        await talker.send(say.Leave())
        assert await talker.until(say.Bye) == say.Bye(why="left", again=False)
    assert keeper.room.people[welcome.who].left


async def test_who_cannot_leave_while_the_log_is_lost_is_told_and_may_leave_later(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_arguments: object, **_keys: object) -> int:
        raise Refused("cannot_write", path="room", why="full")

    async with joined(hub, keeper.code) as (talker, welcome):
        with monkeypatch.context() as patched:
            patched.setattr(keeper.log, "append", lost)
            await talker.send(say.Leave())
            assert (await talker.until(say.Refused)).why == "log_lost"
        assert not keeper.room.people[welcome.who].left
        await talker.send(say.Leave())
        assert await talker.until(say.Bye) == say.Bye(why="left", again=False)
    assert keeper.room.people[welcome.who].left
