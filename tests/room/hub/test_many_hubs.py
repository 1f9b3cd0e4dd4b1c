"""Rooms on hubs that are killed at random, while bots vote without a rest and two trainers of a room lead at once.

What everybody was told is held against what the log says. A few kills here; `make torture-room` makes hundreds, and
kills the bus too.
"""

import asyncio
import itertools
import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException

from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.addresses import Address
from simulator.room.client import Client
from simulator.room.keeper import Change, Keeper
from simulator.room.log.nats import NatsLogs
from tests.room.hub.process import HubProcess
from tests.room.hub.talk import leading, voting
from tests.room.log.server import NatsServer
from tests.room.rooms import opened, scenario

KILLS = int(os.environ.get("PLATINE_KILLS", "3"))
_HUBS, _ROOMS, _BOTS = 3, 2, 6
_BUS_TOO = 10
"""From so many kills on, every fifth is the bus's own."""
_PATIENCE = 60.0


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while not condition():
            await asyncio.sleep(0.01)


class Stage:
    """A room, and what its log says, entry by entry."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self.votes: dict[str, list[tuple[str, ...]]] = {}
        """What each participant voted, in the order of the log, where it counted."""
        self.written: dict[str, int] = {}
        """How many votes of each the log holds, whether they counted or not."""
        self.led = [keeper.room.led]
        """The places of what was led."""
        keeper.listen(self._heard)

    def _heard(self, change: Change) -> None:
        match change.event:
            case ev.Voted(who=who, pick=pick):
                self.written[who] = self.written.get(who, 0) + 1
                if change.why is None:
                    self.votes.setdefault(who, []).append(pick)
            case ev.Led():
                self.led.append(change.place)


class Bot:
    """A participant who votes again as soon as he is told what became of his last vote."""

    def __init__(self, client: Client, stage: Stage, draw: random.Random) -> None:
        self.client = client
        self.counted: list[tuple[str, ...]] = []
        """What he was told counts, in order."""
        self.acts = 0
        self._stage = stage
        self._draw = draw
        self._home = client.addresses[0]

    @property
    def who(self) -> str:
        assert self.client.me is not None
        return self.client.me.who

    @property
    def has_moved(self) -> bool:
        return self.client.addresses[0] != self._home

    async def vote_until(self, over: asyncio.Event) -> None:
        choices = self._stage.keeper.room.table.rounds[-1].choices
        while not over.is_set():
            pick = self._draw.randint(1, len(choices))
            assert self.client.vote([pick])
            self.acts += 1
            await until(lambda: not self.client.is_waiting)
            mine = self.client.mine
            assert mine is not None
            if mine.is_in:
                self.counted.append((choices[pick - 1],))
            await asyncio.sleep(self._draw.uniform(0.06, 0.12))


async def contest(stage: Stage, hubs: Sequence[HubProcess], draw: random.Random) -> list[tuple[int, int]]:
    """The trainer leads on two hubs at once: what he had seen, and the place of what he was told he did."""
    keeper = stage.keeper
    seen = keeper.room.led
    event = ev.SteppedBack() if keeper.room.table.stage == "tally" else ev.Advanced()

    async def lead(hub: HubProcess) -> say.Acknowledged | say.Refused | None:
        try:
            async with asyncio.timeout(_PATIENCE), leading(hub, keeper.code, after=seen) as trainer:  # type: ignore[arg-type]
                answer: say.Acknowledged | say.Refused = await trainer.lead(event, seen)
                return answer
        except (OSError, WebSocketException):
            # The hub died under him, or was dead: he knows nothing.
            return None

    answers = await asyncio.gather(*(lead(hub) for hub in draw.sample(list(hubs), 2)))
    done = [one.place for one in answers if isinstance(one, say.Acknowledged) and not one.why]
    for place in done:
        await asyncio.wait_for(keeper.reached(place), _PATIENCE)
    return [(seen, place) for place in done]


async def lead_until(
    over: asyncio.Event, stage: Stage, hubs: Sequence[HubProcess], draw: random.Random
) -> list[tuple[int, int]]:
    told = []
    while not over.is_set():
        told += await contest(stage, hubs, draw)
        await asyncio.sleep(draw.uniform(0.0, 0.3))
    return told


async def kill_now_and_then(hubs: Sequence[HubProcess], bus: NatsServer, draw: random.Random) -> None:
    for number in range(KILLS):
        await asyncio.sleep(draw.uniform(0.1, 0.6))
        if KILLS >= _BUS_TOO and number % 5 == 4:
            bus.kill()
            await asyncio.sleep(draw.uniform(0.0, 0.5))
            await asyncio.to_thread(bus.start)
            continue
        hub = draw.choice(hubs)
        hub.kill()
        await asyncio.sleep(draw.uniform(0.0, 0.5))
        await asyncio.to_thread(hub.start)


async def gathered(stage: Stage, addresses: list[Address], draw: random.Random) -> list[Bot]:
    """The bots of a room, one after the other on the hubs."""
    bots = []
    for number in range(_BOTS):
        first = number % len(addresses)
        client = await Client.join([*addresses[first:], *addresses[:first]], stage.keeper.code, name=f"Bot {number}")
        bots.append(Bot(client, stage, random.Random(draw.random())))
    await voting(stage.keeper)
    await until(lambda: all(bot.client.view is not None and bot.client.view.stage == "vote" for bot in bots))
    return bots


def is_within(some: list[tuple[str, ...]], all_of: list[tuple[str, ...]]) -> bool:
    """Whether some are among all, in the same order."""
    rest = iter(all_of)
    return all(one in rest for one in some)


def test_what_is_within() -> None:
    one, two, three = ("1",), ("2",), ("3",)
    assert is_within([one, three], [one, two, three])
    assert not is_within([three, one], [one, two, three])
    assert not is_within([one, one], [one, two])


@pytest.mark.slow
async def test_votes_and_steps_are_what_everybody_was_told_however_many_hubs_die(tmp_path: Path) -> None:
    draw = random.Random(KILLS)
    bus = NatsServer(tmp_path)
    bus.start()
    logs = NatsLogs(bus.url)
    stages = [Stage(await Keeper.create(logs, scenario(), opened(format="live"))) for _ in range(_ROOMS)]
    hubs = [HubProcess(bus.url).start() for _ in range(_HUBS)]
    addresses = [Address("127.0.0.1", hub.port) for hub in hubs]
    over = asyncio.Event()
    bots = [await gathered(stage, addresses, draw) for stage in stages]
    everybody = list(itertools.chain(*bots))
    try:
        at_work = [asyncio.create_task(bot.vote_until(over)) for bot in everybody]
        leads = [asyncio.create_task(lead_until(over, stage, hubs, random.Random(draw.random()))) for stage in stages]
        await kill_now_and_then(hubs, bus, draw)
        await asyncio.sleep(0.5)
        over.set()
        await asyncio.gather(*at_work)
        for stage, told in zip(stages, await asyncio.gather(*leads), strict=True):
            await until(lambda stage=stage, told=told: {place for _, place in told} <= set(stage.led))
            check_steps(stage, told)
        for stage, some in zip(stages, bots, strict=True):
            await check_votes(stage, some)
        assert any(bot.has_moved for bot in everybody)
    finally:
        for bot in everybody:
            await bot.client.close()
        for hub in hubs:
            hub.kill()
        for stage in stages:
            await stage.keeper.close()
        await logs.close()
        bus.stop()


def check_steps(stage: Stage, told: list[tuple[int, int]]) -> None:
    """Nobody led behind what he had not seen; so of two who had seen the same, one alone led."""
    assert told
    assert len({seen for seen, _ in told}) == len(told)
    for seen, place in told:
        assert stage.led[stage.led.index(place) - 1] == seen


async def check_votes(stage: Stage, bots: list[Bot]) -> None:
    """Every vote of which somebody was told that it counts is in the log, in its order, and none is there twice."""
    for bot in bots:
        assert bot.counted
        await until(lambda bot=bot: is_within(bot.counted, stage.votes.get(bot.who, [])))
        assert stage.written[bot.who] <= bot.acts
        assert stage.keeper.room.table.rounds[-1].answers[bot.who].pick == stage.votes[bot.who][-1]
