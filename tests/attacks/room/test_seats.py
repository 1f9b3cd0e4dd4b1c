"""What somebody on the hot seat, in a team, or just removed may try."""

import asyncio

from simulator.conversation.play import Play
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.debrief import room_debrief
from simulator.room.fold import begin, tried
from simulator.room.hub import Hub
from simulator.room.keeper import Keeper, script_of
from simulator.room.log.memory import MemoryLogs
from simulator.room.table import Room
from tests.room.hub.talk import joined, talking
from tests.room.rooms import opened, scenario


def at_a_tone() -> tuple[Room, int, object]:
    """A hot seat whose words are chosen and whose tone is not."""
    told = opened(format="hot-seat", teams=("A", "B"))
    script = script_of(scenario(), told)
    room, place = begin(script, told), 1

    def do(event: ev.Event) -> None:
        nonlocal room, place
        place += 1
        room, _ = tried(script, room, place, event)

    for who, team in (("ada", "A"), ("bob", "B"), ("eve", "A")):
        do(ev.Joined(who=who, name=who, token=who, team=team))
    for _ in range(60):
        if room.table.stage == "seat" and room.table.line.position.chosen is not None:
            break
        if room.table.stage == "seat":
            asked = room.table.open[0]
            assert room.table.seat is not None
            do(ev.Voted(who=room.table.seat, round=asked.id, pick=asked.choices[: asked.least]))
        do(ev.Advanced())
    assert room.table.line.position.chosen is not None
    return room, place, script


def test_nobody_breathes_in_the_middle_of_an_answer_and_every_call_can_be_debriefed() -> None:
    room, place, script = at_a_tone()
    assert room.table.seat is not None
    after, why = tried(script, room, place + 1, ev.Used(who=room.table.seat, aid="breathe"))  # type: ignore[arg-type]
    assert (why, after.table.purses) == ("nothing_asked", room.table.purses)
    assert Play(script, seed=0, decisions=after.table.line.decisions).decisions  # type: ignore[arg-type]
    assert room_debrief(script, after)  # type: ignore[arg-type]


async def test_a_vote_in_another_team_s_round_is_none(logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened(format="teams", teams=("A", "B")))
    async with (
        Hub(logs, (keeper,)) as hub,
        joined(hub, keeper.code, "Ada", team="A") as (ada, _),
        joined(hub, keeper.code, "Eve", team="B") as (eve, _),
    ):
        while keeper.room.table.stage != "own":
            assert await keeper.lead(ev.Advanced()) is None
        theirs = keeper.room.table.teams["A"].round
        assert theirs is not None
        await eve.send(say.Vote(id="v", round=theirs.id, pick=(1,)))
        assert (await eve.answer_to("v")).why == "wait_for_the_next"
        await eve.send(say.Go(id="g", round=theirs.id))
        assert (await eve.answer_to("g")).why == "round_over"
        assert (await ada.vote(theirs.id, 2)).why == ""
        branch = keeper.room.table.teams["A"]
        assert branch.round is not None
        assert [one.pick for one in branch.round.answers.values()] == [theirs.choices[1:2]]
    await keeper.close()


async def test_the_vote_of_one_who_is_removed_goes_with_him_in_a_team_s_own_call_too(logs: MemoryLogs) -> None:
    keeper = await Keeper.create(logs, scenario(), opened(format="teams", teams=("A", "B")))
    async with (
        Hub(logs, (keeper,)) as hub,
        joined(hub, keeper.code, "Ada", team="A") as (ada, first),
        joined(hub, keeper.code, "Eve", team="A") as (eve, second),
    ):
        while keeper.room.table.stage != "own":
            assert await keeper.lead(ev.Advanced()) is None
        asked = keeper.room.table.teams["A"].round
        assert asked is not None
        for talker in (ada, eve):
            assert (await talker.vote(asked.id, 1)).why == ""
        assert await keeper.lead(ev.Removed(who=second.who)) is None
        left = keeper.room.table.teams["A"].round
        assert left is not None
        assert set(left.answers) == {first.who}
    await keeper.close()


async def test_a_token_after_a_removal_or_of_another_room_leads_nowhere(
    logs: MemoryLogs, hub: Hub, keeper: Keeper
) -> None:
    other = await Keeper.create(logs, scenario(), opened())
    async with joined(hub, keeper.code) as (eve, welcome), talking(hub) as talker:
        await talker.hello(other.code, token=welcome.token)
        assert (await talker.until(say.Refused)).why == "unknown_token"
        assert await keeper.lead(ev.Removed(who=welcome.who)) is None
        assert await eve.until(say.Bye) == say.Bye(why="removed", again=False)
        await talker.hello(keeper.code, token=welcome.token)
        assert (await talker.until(say.Refused)).why == "removed"
    await other.close()


async def test_two_connections_that_race_with_one_token_are_one_participant(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (_, welcome):
        pass

    async def back() -> str:
        async with talking(hub) as talker:
            await talker.hello(keeper.code, token=welcome.token)
            return (await talker.until(say.Welcome)).who

    assert set(await asyncio.gather(*(back() for _ in range(6)))) == {welcome.who}
    hall = hub.hall(keeper.code)
    assert hall is not None
    async with asyncio.timeout(5):
        while hall.guests:
            await asyncio.sleep(0.01)
    assert len(keeper.room.people) == 1
