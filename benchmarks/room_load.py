"""The load of one room: clients of a hub and of a bare broadcast loop, on this machine's loopback, in turn.

A process of its own. It reads its plan as JSON, writes what it found as JSON, and ends by itself after the seconds
of its plan at most.
"""

import asyncio
import gc
import sys
from pathlib import Path

import msgspec

from benchmarks.room_servers import SYNCED, Listening
from benchmarks.room_voices import BareCrowd, HubCrowd
from simulator.room.events import Advanced

_REST = 0.3
"""Seconds after which nothing is under way any more: a hub counts votes four times a second."""
_LOOKS = 10
"""Clients that come and go before memory is looked at: what the first one costs is no cost of each."""


class Plan(msgspec.Struct):
    """One hub and one bare loop, with as many clients each."""

    hub: Listening
    bare: Listening
    clients: int
    broadcasts: int
    votes: int
    seconds: float


class Side(msgspec.Struct):
    """What was found of one of them. Times in seconds."""

    memory: float = 0.0
    """Bytes for each client."""
    broadcasts: list[float] = []
    """From the order to the last client's receipt."""
    synced: list[float] = []
    """The same where the bare loop syncs the order to disk first."""
    votes: list[float] = []
    """From the first vote that is sent to the last that is acknowledged."""
    acknowledged: list[float] = []
    """Each vote's own time."""


class Found(msgspec.Struct):
    hub: Side
    bare: Side


async def load(plan: Plan) -> Found:
    async with asyncio.timeout(plan.seconds):
        ours, theirs = HubCrowd(plan.hub), BareCrowd(plan.bare)
        found = Found(Side(), Side())
        for crowd, listening, side in ((ours, plan.hub, found.hub), (theirs, plan.bare, found.bare)):
            side.memory = await _come(crowd, listening.pid, plan.clients)
        # What is measured is the servers: nothing is collected here meanwhile.
        gc.collect()
        gc.freeze()
        await ours.lead(Advanced())
        for number in range(plan.broadcasts):
            await asyncio.sleep(_REST / 3)
            found.hub.broadcasts.append(await ours.to_and_fro(is_open=number % 2 == 0))
            await asyncio.sleep(_REST / 3)
            found.bare.broadcasts.append(await theirs.send_all(ours.view))
            await asyncio.sleep(_REST / 3)
            found.bare.synced.append(await theirs.send_all(ours.view, SYNCED))
        if plan.broadcasts % 2 == 0:
            await ours.to_and_fro(is_open=True)
        for _ in range(plan.votes):
            for crowd, side in ((ours, found.hub), (theirs, found.bare)):
                await asyncio.sleep(_REST)
                took, each = await crowd.vote()
                side.votes.append(took)
                side.acknowledged += each
        return found


async def _come(crowd: HubCrowd | BareCrowd, pid: int, clients: int) -> float:
    """Bytes of a server's memory for each of so many clients."""
    await crowd.begin()
    for _ in range(_LOOKS):
        await crowd.look()
    await asyncio.sleep(_REST)
    before = resident(pid)
    await crowd.come(clients)
    await asyncio.sleep(2 * _REST)
    return (resident(pid) - before) / clients


def resident(pid: int) -> int:
    """Bytes of a process that are in memory."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise ProcessLookupError(pid)


if __name__ == "__main__":
    plan = msgspec.json.decode(sys.stdin.buffer.read(), type=Plan)
    print(msgspec.json.encode(asyncio.run(load(plan))).decode())
