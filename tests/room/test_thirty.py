"""Thirty participants over the real network path: each format from its lobby to its end, and its log read again."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from simulator.room.addresses import read_address
from simulator.room.ballot import choices, fields, may_answer, may_go
from simulator.room.client import Client
from simulator.room.desks import HubDesk
from simulator.room.events import FORMATS, Advanced, Picked, decode
from simulator.room.fold import apply, begin
from simulator.room.keeper import Keeper
from simulator.room.log.file import FileLogs
from simulator.room.table import ASKING, Room
from simulator.room.views import view
from tests.room.rooms import opened, scenario

pytestmark = pytest.mark.slow
PEOPLE = 30
TEAMS = ("Nord", "Sud", "Ouest")
PATIENCE = 20.0
WORDS = {"feels": "alone", "thinks": "nobody reads my file", "does": "says it again", "note": "a sigh"}


class Class:
    """A desk with its hub, and thirty who joined it by their own connections."""

    def __init__(self, desk: HubDesk, people: list[Client], chance: Random) -> None:
        self.desk = desk
        self.people = people
        self._chance = chance

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():
                await asyncio.sleep(0.005)

    async def everybody_sees(self) -> None:
        """Until what was done last has come to everybody."""
        place = self.desk.room.led
        await self.until(lambda: all(one.view is not None and one.view.place >= place for one in self.people))

    async def everybody_answers(self) -> None:
        """Whoever is asked does, as his own ballot lets him; until the hub has acknowledged it all."""
        for one in self.people:
            assert one.view is not None
            assert one.me is not None
            if may_answer(one.view, one.me) is None:
                self._answer(one)
        await self.until(lambda: not any(one.is_waiting for one in self.people))

    def _answer(self, one: Client) -> None:
        assert one.view is not None
        assert one.me is not None
        typed = fields(one.view, one.me)
        if typed:
            words = {field: WORDS.get(field, f"I stay on the line, {one.me.name}.") for field in typed}
            assert one.vote(words=words)
            return
        asked = one.view.question
        assert asked is not None
        shown = choices(one.view, one.me)
        size = self._chance.randint(asked.least, asked.most)
        assert one.vote([choice.number for choice in self._chance.sample(shown, size)])

    async def teams_go(self) -> None:
        for one in self.people:
            if one.view is not None and one.me is not None and may_go(one.view, one.me):
                one.go()
        await self.until(lambda: not any(one.is_waiting for one in self.people))


async def gather(logs: FileLogs, format_: str, chance: Random) -> Class:
    teams = TEAMS if format_ in {"teams", "hot-seat", "say-better"} else ()
    keeper = await Keeper.create(logs, scenario(), opened(format=format_, teams=teams))
    desk = await HubDesk.open(keeper)
    target = read_address(desk.addresses[0])
    assert target is not None
    people = await asyncio.gather(
        *(
            Client.join(
                [target.address], desk.code, name=f"Person {number}", team=teams[number % 3] if teams else None
            )
            for number in range(PEOPLE)
        )
    )
    assert {one.state for one in people} == {"joined"}
    return Class(desk, list(people), chance)


async def played(here: Class) -> list[str]:
    """To the end of the call; the stages on the way."""
    stages = []
    for _ in range(300):
        stages.append(here.desk.room.table.stage)
        if stages[-1] == "over":
            break
        await here.everybody_sees()
        if stages[-1] in ASKING:
            await here.everybody_answers()
        if stages[-1] == "own" and any(branch.round for branch in here.desk.room.table.teams.values()):
            await here.teams_go()
            await here.until(lambda: all(one.view is not None and not one.is_waiting for one in here.people))
            continue
        why = await here.desk.lead(Advanced())
        if why == "trainer_decides":
            why = await here.desk.lead(Picked(pick=here.desk.room.table.tied[0]))
        if why == "nothing_hollow":
            break
        assert why is None, (stages[-3:], why)
    return stages


async def read_again(folder: Path, code: str, script: object) -> Room:
    """The room as its file alone tells it."""
    log = await FileLogs(folder).open(code, writes=False)
    entries = log.follow()
    first = await anext(entries)
    room = begin(script, decode(first.body), first.place)  # type: ignore[arg-type]
    try:
        async with asyncio.timeout(1.0):
            async for place, body in entries:
                room = apply(script, room, place, decode(body))  # type: ignore[arg-type]
    except TimeoutError:
        pass
    await log.close()
    return room


@pytest.mark.parametrize("format_", FORMATS)
async def test_thirty_play_a_whole_call_and_their_log_tells_it_again(format_: str, tmp_path: Path) -> None:
    logs = FileLogs(tmp_path)
    here = await gather(logs, format_, Random(7))
    stages = await played(here)
    await here.everybody_sees()

    assert stages[-1] == ("scene" if format_ == "say-better" else "over")
    assert len(here.desk.room.people) == PEOPLE
    for one in here.people:
        assert one.me is not None
        assert one.view == view(here.desk.script, here.desk.room, one.me.team if format_ == "teams" else None)
    code, script, room = here.desk.code, here.desk.script, here.desk.room
    await asyncio.gather(*(one.close() for one in here.people))
    await here.desk.close()
    await logs.close()

    assert await read_again(tmp_path, code, script) == room
