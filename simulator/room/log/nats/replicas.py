"""On how many servers of a cluster a stream is kept: on three, where there are so many.

A message is acknowledged there once two of the three have it: one may die, with its disk, and nothing is lost nor
waits for long. A fourth and fifth would only make every vote wait for one more.
"""

from collections.abc import Awaitable, Callable
from typing import Final

from nats.js.api import StreamConfig
from nats.js.errors import APIError, NotFoundError

from simulator.room.log.nats.connection import Connection, may_pass

_WANTED: Final = 3
_MARK: Final = "platine-replicas"
"""What a stream is marked with whose number is ours to choose; who makes it himself keeps what he chose."""
_NAME_IN_USE: Final = 10058


def marked(config: StreamConfig) -> StreamConfig:
    """The same, of which `spread` may raise the number of replicas later."""
    return config.evolve(metadata={**(config.metadata or {}), _MARK: "as-many-as-there-are"})


async def make(create: Callable[[int], Awaitable[object]], most: int | None = None) -> None:
    """Have a stream made with so many replicas, three unless said, or with one where they cannot be had.

    Nothing happens where it is there already, made otherwise. Raises APIError.
    """
    for count in (most or _WANTED, 1):
        try:
            await create(count)
        except APIError as error:
            if error.err_code == _NAME_IN_USE:
                return
            if count == 1 or may_pass(error):
                raise
        else:
            return


async def made(connection: Connection, name: str) -> StreamConfig:
    """A stream that is there, or is to be soon.

    Raises TimeoutError where it is not to be seen yet: another hub may be making it, and a cluster calls its name
    taken before it can be found. Raises APIError.
    """
    try:
        return (await connection.jetstream.stream_info(name)).config
    except NotFoundError as error:
        raise TimeoutError(name) from error


async def spread(connection: Connection, config: StreamConfig) -> int:
    """Keep a marked stream on more servers, where there are more than when it was made; gives how many it has.

    Raises APIError.
    """
    have = config.num_replicas or 1
    if have >= _WANTED or _MARK not in (config.metadata or {}):
        return have
    return await raised(connection, config, _WANTED)


async def raised(connection: Connection, config: StreamConfig, count: int) -> int:
    """Keep a stream on so many servers if that can be had, and as it is if not; gives how many it has then."""
    have = config.num_replicas or 1
    if have >= count:
        return have
    try:
        await connection.jetstream.update_stream(config.evolve(num_replicas=count))
    except APIError as error:
        if may_pass(error):
            raise
        # One server, or a cluster in which too many are down: whoever comes next asks again.
        return have
    return count
