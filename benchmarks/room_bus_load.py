"""The load of many rooms on many hubs that share a NATS server, and what the death of one of the hubs costs.

A process of its own, with the very clients that people use. It reads its plan as JSON, writes what it found as JSON,
and ends by itself after the seconds of its plan at most.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from typing import Final

import msgspec
import nats

from benchmarks.room_servers import Listening, Open
from benchmarks.room_voices import AT_ONCE, Leader
from simulator.room.addresses import Address
from simulator.room.client import Client
from simulator.room.events import Advanced

_REST: Final = 1.0
"""Seconds between two votes: a hub counts for a while after one."""
_SCRATCH: Final = "scratch"


class BusPlan(msgspec.Struct):
    """`hubs` serve the same `rooms`; the first of them is killed in the last vote."""

    bus: str
    hubs: tuple[Listening, ...]
    rooms: tuple[Open, ...]
    people: int
    """In each room."""
    votes: int
    seconds: float


class Acted(msgspec.Struct):
    """A participant, and how many of his votes were acknowledged as counting."""

    code: str
    who: str
    votes: int


class BusFound(msgspec.Struct):
    rates: list[float]
    """Votes acknowledged a second, of each vote of all rooms at once."""
    acknowledged: list[float]
    """Seconds of each vote."""
    bare: float
    """Messages of that size that the NATS server acknowledges a second, without any hub."""
    orphans: int
    """Participants of the hub that was killed."""
    unanswered: int
    """Of whom so many had no acknowledgement when it died."""
    seconds: float
    """From the kill until every one of them was on another hub with his vote acknowledged."""
    acted: list[Acted]


class Person:
    """A participant who votes when he is told to."""

    def __init__(self, client: Client, code: str, home: Address) -> None:
        self.client = client
        self.code = code
        self.home = home
        self.votes = 0
        self.took: float | None = None
        """Seconds until the vote under way was acknowledged."""
        self._began = 0.0
        client.watch(self._look)

    def vote(self) -> None:
        self.took = None
        self._began = time.perf_counter()
        self.client.vote((1 + self.votes % 2,))

    @property
    def is_at_home(self) -> bool:
        """Whether he is in a room of a hub that lives."""
        return self.client.state == "joined" and self.took is not None

    def _look(self) -> None:
        mine = self.client.mine
        if self.took is None and self._began and mine is not None and (mine.is_in or mine.why):
            assert not mine.why, mine.why
            self.took = time.perf_counter() - self._began
            self.votes += 1


async def load(plan: BusPlan) -> BusFound:
    async with asyncio.timeout(plan.seconds):
        hubs = [Address("127.0.0.1", hub.port) for hub in plan.hubs]
        people = await _gathered(plan, hubs)
        await _lead_to_the_vote(plan.rooms, hubs)
        await _until(lambda: all(one.client.view is not None and one.client.view.question for one in people))
        rates, acknowledged = [], []
        for _ in range(plan.votes):
            await asyncio.sleep(_REST)
            began = time.perf_counter()
            _vote(people)
            await _until(lambda: all(one.took is not None for one in people))
            rates.append(len(people) / (time.perf_counter() - began))
            acknowledged += [one.took for one in people if one.took is not None]
        await asyncio.sleep(_REST)
        orphans = [one for one in people if one.client.addresses[0] == hubs[0]]
        unanswered, seconds = await _death(plan, people, orphans)
        bare = await _bare_rate(plan.bus, len(people))
        acted = [Acted(one.code, one.client.me.who, one.votes) for one in people if one.client.me is not None]
        await asyncio.gather(*(one.client.close() for one in people))
        return BusFound(rates, acknowledged, bare, len(orphans), unanswered, seconds, acted)


async def _gathered(plan: BusPlan, hubs: list[Address]) -> list[Person]:
    """Everybody in his room, one after the other on the hubs."""
    among = asyncio.Semaphore(AT_ONCE)

    async def one(code: str, number: int) -> Person:
        start = number % len(hubs)
        async with among:
            client = await Client.join([*hubs[start:], *hubs[:start]], code, name=f"P {number}")
        assert client.state == "joined", client.why
        return Person(client, code, hubs[start])

    return await asyncio.gather(*(one(room.code, number) for room in plan.rooms for number in range(plan.people)))


async def _lead_to_the_vote(rooms: Iterable[Open], hubs: list[Address]) -> None:
    for number, room in enumerate(rooms):
        leader = Leader(room)
        await leader.come(hubs[number % len(hubs)])
        await leader.lead(Advanced())
        await leader.lead(Advanced())
        await leader.go()


def _vote(people: list[Person]) -> None:
    for one in people:
        one.vote()


async def _death(plan: BusPlan, people: list[Person], orphans: list[Person]) -> tuple[int, float]:
    """Kill the first hub in the middle of a vote: who had no acknowledgement then, and seconds until all had one."""
    _vote(people)
    await _until(lambda: any(one.took is not None for one in orphans), pause=0)
    os.kill(plan.hubs[0].pid, signal.SIGKILL)
    began = time.perf_counter()
    unanswered = sum(one.took is None for one in orphans)
    await _until(
        lambda: all(one.client.state == "reconnecting" or one.client.addresses[0] != one.home for one in orphans)
    )
    await _until(lambda: all(one.is_at_home for one in people))
    return unanswered, time.perf_counter() - began


async def _bare_rate(bus: str, messages: int) -> float:
    """How many messages as large as a vote the server takes a second, all sent at once as a class votes."""
    client = await nats.connect(bus)
    stream = client.jetstream()
    await stream.add_stream(name=_SCRATCH, subjects=[_SCRATCH])
    body = b"x" * 120
    began = time.perf_counter()
    await asyncio.gather(*(stream.publish(_SCRATCH, body, timeout=30) for _ in range(messages)))
    rate = messages / (time.perf_counter() - began)
    await stream.delete_stream(_SCRATCH)
    await client.close()
    return rate


async def _until(holds: Callable[[], object], pause: float = 0.002) -> None:
    while not holds():
        await asyncio.sleep(pause)


if __name__ == "__main__":
    plan = msgspec.json.decode(sys.stdin.buffer.read(), type=BusPlan)
    print(msgspec.json.encode(asyncio.run(load(plan))).decode())
