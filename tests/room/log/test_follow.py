"""Whatever is written, whoever follows from wherever: what comes is exactly what was acknowledged, in order."""

import asyncio
import os
import tempfile
import uuid
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.room.log import Entry, Log, OutOfStep
from simulator.room.log.file import FileLogs
from simulator.room.log.memory import MemoryLogs
from simulator.room.log.nats import NatsLogs
from tests.room.log.kit import first
from tests.room.log.server import NatsServer

EXAMPLES = int(os.environ.get("PLATINE_EXAMPLES", "30"))


class Act(NamedTuple):
    key: int
    """Few keys, so that many are repeated."""
    behind: int | None
    """None for unordered, 0 for the last ordered entry, else that many ordered entries too early."""
    begins_a_follower: bool


acts = st.lists(
    st.builds(
        Act,
        key=st.integers(0, 12),
        behind=st.none() | st.sampled_from([0, 0, 0, 1, 2]),
        begins_a_follower=st.booleans(),
    ),
    max_size=40,
)


async def play(log: Log, played: list[Act], at_once: int) -> tuple[list[Entry], list[tuple[int, list[Entry]]]]:
    """What was acknowledged, by its place; and what each follower saw, with the place it began behind."""
    acknowledged: dict[int, bytes] = {}
    ordered: list[int] = []
    followers: list[tuple[int, asyncio.Queue[Entry], asyncio.Task[None]]] = []

    async def write(number: int, act: Act) -> None:
        after = None if act.behind is None else [0, *ordered][max(-len(ordered) - 1, -1 - act.behind)]
        try:
            place = await log.append(b"%d" % act.key, key=f"k{act.key}", after=after)
        except OutOfStep:
            return
        if place not in acknowledged and act.behind is not None:
            ordered.append(place)
        assert acknowledged.setdefault(place, b"%d" % act.key) == b"%d" % act.key

    async def watch(after: int, queue: "asyncio.Queue[Entry]") -> None:
        async for entry in log.follow(after):
            queue.put_nowait(entry)

    for start in range(0, len(played), at_once):
        some = played[start : start + at_once]
        for act in some:
            if act.begins_a_follower:
                queue: asyncio.Queue[Entry] = asyncio.Queue()
                after = max(acknowledged, default=0) // 2
                followers.append((after, queue, asyncio.create_task(watch(after, queue))))
        await asyncio.gather(*(write(start + n, act) for n, act in enumerate(some)))
    expected = [Entry(place, body) for place, body in sorted(acknowledged.items())]
    seen = []
    for after, queue, task in followers:
        missing = [entry for entry in expected if entry.place > after]
        async with asyncio.timeout(5):
            got = [await queue.get() for _ in missing]
        await asyncio.sleep(0)
        assert queue.empty()
        seen.append((after, got))
        task.cancel()
    return expected, seen


def check(outcome: tuple[list[Entry], list[tuple[int, list[Entry]]]]) -> None:
    expected, seen = outcome
    for after, got in seen:
        assert got == [entry for entry in expected if entry.place > after]


@settings(max_examples=EXAMPLES)
@given(played=acts, at_once=st.integers(1, 10))
def test_memory_shows_exactly_what_it_acknowledged(played: list[Act], at_once: int) -> None:
    async def run() -> None:
        logs = MemoryLogs()
        check(await play(await logs.create("ROOM"), played, at_once))
        await logs.close()

    asyncio.run(run())


@settings(max_examples=EXAMPLES)
@given(played=acts, at_once=st.integers(1, 10))
def test_a_file_shows_exactly_what_it_acknowledged_then_and_later(played: list[Act], at_once: int) -> None:
    async def run(folder: Path) -> None:
        logs = FileLogs(folder)
        outcome = await play(await logs.create("ROOM"), played, at_once)
        check(outcome)
        await logs.close()
        again = await logs.open("ROOM")
        if outcome[0]:
            assert await first(again, len(outcome[0])) == outcome[0]
        await logs.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(Path(folder)))


@settings(max_examples=max(1, EXAMPLES // 3))
@given(played=acts, at_once=st.integers(1, 10))
def test_a_nats_server_shows_exactly_what_it_acknowledged(
    nats_server: NatsServer, played: list[Act], at_once: int
) -> None:
    async def run() -> None:
        logs = NatsLogs(nats_server.url)
        log = await logs.create(uuid.uuid4().hex)
        outcome = await play(log, played, at_once)
        check(outcome)
        if outcome[0]:
            assert await first(log, len(outcome[0])) == outcome[0]
        await logs.close()

    asyncio.run(run())
