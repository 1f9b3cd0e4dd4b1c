"""What the tests of the logs do again and again."""

import asyncio

from simulator.room.log import Entry, Log


async def first(log: Log, count: int, after: int = 0) -> list[Entry]:
    """The next `count` entries of a log; a log that does not give them in time is a failure."""
    found: list[Entry] = []
    async with asyncio.timeout(20):
        async for entry in log.follow(after):
            found.append(entry)
            if len(found) == count:
                break
    return found


async def silence(log: Log, after: int, seconds: float = 0.1) -> bool:
    """Whether nothing comes behind this place for a while."""
    try:
        async with asyncio.timeout(seconds):
            async for _entry in log.follow(after):
                return False
    except TimeoutError:
        return True
    return True
