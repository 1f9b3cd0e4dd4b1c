"""Which rooms there are, and where each stands: read from their logs, whoever else has them open."""

import asyncio
from typing import Final, NamedTuple

from simulator.conversation.script import Script
from simulator.errors import Misuse, PlatineError
from simulator.room.identity import read_code
from simulator.room.keeper import Keeper
from simulator.room.log import Log, Logs
from simulator.room.log.file import FileLogs
from simulator.room.table import Room

_AT_ONCE: Final = 8
_LOOKED_AT_ONCE: Final = 32


class There(NamedTuple):
    """A room that there is."""

    code: str
    at: float
    """When the last thing happened in it, in seconds since 1970."""
    room: Room | None
    """Where it stands; None where it cannot be read."""
    title: str = ""
    """The scenario's."""
    has_begun: bool = True
    """False for what a program that was killed has left: it is no room yet."""


class _Reading:
    """The rooms of a folder, to be read only."""

    def __init__(self, logs: FileLogs) -> None:
        self._logs = logs
        self.create = logs.create
        self.codes = logs.codes
        self.has_begun = logs.has_begun
        self.remove = logs.remove
        self.close = logs.close

    async def open(self, code: str) -> Log:
        return await self._logs.open(code, writes=False)


async def rooms_there(logs: Logs, *, most: int | None = None) -> list[There]:
    """The rooms there are, the newest first, at most so many of them. What never began is none."""
    codes = await begun(logs, most=most)
    few = asyncio.Semaphore(_AT_ONCE)

    async def looked_at(code: str, at: float) -> There:
        async with few:
            return await look_at(logs, code, at)

    return list(await asyncio.gather(*(looked_at(code, at) for code, at in codes)))


async def begun(logs: Logs, *, most: int | None = None) -> list[tuple[str, float]]:
    """The codes of the rooms there are, and when the last thing happened in each, the newest first."""
    codes = await logs.codes()
    found: list[tuple[str, float]] = []
    while codes and (most is None or len(found) < most):
        now, codes = codes[:_LOOKED_AT_ONCE], codes[_LOOKED_AT_ONCE:]
        have = await asyncio.gather(*(logs.has_begun(code) for code, _at in now))
        found += [one for one, has in zip(now, have, strict=True) if has]
    return found[:most]


async def newest_open(logs: Logs) -> str | None:
    """The code of the room in which something happened last and that is not closed; None where there is none."""
    for code, at in await begun(logs):
        there = await look_at(logs, code, at)
        if there.room is not None and not there.room.closed:
            return code
    return None


def code_typed(typed: str) -> str:
    """The code as it was typed. Raises Misuse for what can be none."""
    code = read_code(typed)
    if code is None:
        raise Misuse("unknown_room", code=typed[:40])
    return code


async def as_it_stands(logs: Logs, code: str) -> tuple[Script, Room]:
    """What is played in a room, and where it stands. Raises UnknownRoom, Unreadable, and Refused."""
    keeper = await Keeper.resume(_Reading(logs) if isinstance(logs, FileLogs) else logs, code)
    try:
        return keeper.script, keeper.room
    finally:
        await keeper.close()


async def look_at(logs: Logs, code: str, at: float) -> There:
    """A room that the logs list, as it stands. Raises Refused where the logs cannot be read."""
    if not await logs.has_begun(code):
        return There(code, at, None, has_begun=False)
    try:
        script, room = await as_it_stands(logs, code)
    except PlatineError:
        return There(code, at, None)
    return There(code, at, room, script.scenario.title)
