"""Coming in, going away and coming back."""

from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.hub import Hub
from simulator.room.keeper import Keeper
from tests.room.hub.talk import joined, talking


async def test_who_looks_is_told_what_the_room_is_and_has_not_joined(hub: Hub, keeper: Keeper) -> None:
    async with talking(hub) as talker:
        await talker.hello(keeper.code.lower(), look=True)
        lobby = await talker.until(say.Lobby)
        assert lobby.title == keeper.script.scenario.title
        assert not keeper.room.people


async def test_who_joins_is_welcomed_and_sees_the_room(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Ada") as (talker, welcome):
        seen = await talker.until(say.Seen)
        assert (welcome.name, welcome.number, seen.view.stage) == ("Ada", 0, "lobby")
        assert keeper.room.people[welcome.who].name == "Ada"
        assert keeper.room.people[welcome.who].token != welcome.token


async def test_a_vote_is_acknowledged_with_its_place(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code) as (talker, welcome):
        await keeper.lead(ev.Advanced())
        await keeper.lead(ev.Advanced())
        asked = keeper.room.table.open[0]
        answer = await talker.vote(asked.id, 2)
        assert (answer.place, answer.why) == (keeper.room.place, "")
        assert keeper.room.table.open[0].answers[welcome.who].pick == (asked.choices[1],)
