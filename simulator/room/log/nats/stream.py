"""The stream that holds all rooms of a server: three subjects a room, and its sequence numbers as the places.

`platine.rooms.CODE` holds one message, which says that the room is there; `platine.room.CODE.led` what is ordered,
`platine.room.CODE.said` what is not. An acknowledgement means that the message is in the server's file; in a cluster,
in those of two servers. Whether it survives a power cut too is for the servers to say (`sync_interval: always`).
"""

import hashlib
from typing import Final

from nats.js import api
from nats.js.errors import APIError, NotFoundError

from simulator.room.log.base import OutOfStep
from simulator.room.log.nats import replicas
from simulator.room.log.nats.connection import Connection

STREAM: Final = "platine-rooms"
DUPLICATE_WINDOW_SECONDS: Final = 3600.0
"""For how long a message that is sent again is known by its key: far longer than anybody waits for an answer."""
_MSG_ID: Final = api.Header.MSG_ID.value
_WRONG_LAST_SEQUENCE: Final = 10071


def made(code: str) -> str:
    return f"platine.rooms.{code}"


def led(code: str) -> str:
    return f"platine.room.{code}.led"


def said(code: str) -> str:
    return f"platine.room.{code}.said"


def everything(code: str) -> str:
    return f"platine.room.{code}.*"


async def prepare(connection: Connection) -> int:
    """Make the stream where there is none; gives on how many servers it is kept.

    One that somebody made otherwise is used as it is. Raises APIError, and TimeoutError to be called again.
    """
    config = replicas.marked(
        api.StreamConfig(
            name=STREAM,
            subjects=[made("*"), led("*"), said("*")],
            storage=api.StorageType.FILE,
            retention=api.RetentionPolicy.LIMITS,
            discard=api.DiscardPolicy.NEW,
            duplicate_window=DUPLICATE_WINDOW_SECONDS,
        )
    )
    try:
        found = (await connection.jetstream.stream_info(STREAM)).config
    except NotFoundError:
        await replicas.make(lambda count: connection.jetstream.add_stream(config.evolve(num_replicas=count)))
        found = await replicas.made(connection, STREAM)
    return await replicas.spread(connection, found)


async def publish(
    connection: Connection, code: str, subject: str, body: bytes, *, key: str, after: int | None = None
) -> int:
    """Write a message and give its sequence number; many may be on their way at once.

    `key` is made into an identifier that is the code's own. `after` is the last sequence number of the subject,
    0 for none. Raises OutOfStep where it is another, and Refused.
    """
    identifier = f"{code}.{hashlib.sha256(key.encode()).hexdigest()}"
    headers = {_MSG_ID: identifier}
    if after is not None:
        headers[api.Header.EXPECTED_LAST_SUBJECT_SEQUENCE.value] = str(after)

    async def send(seconds: float) -> int:
        # The client takes what it is given as its own and adds to it: each attempt has its own.
        acknowledged = await connection.jetstream.publish(
            subject, body, timeout=seconds, stream=STREAM, headers=dict(headers)
        )
        return acknowledged.seq

    try:
        return await connection.insist(send, writes_to=code)
    except APIError as error:
        if error.err_code != _WRONG_LAST_SEQUENCE:
            raise connection.refusal(error) from error
    # The server looks at the sequence before it looks at the identifier: a message whose acknowledgement was lost is
    # refused when it is sent again. If it was written, then right behind `after`.
    place, found = await _next(connection, code, subject, after or 0)
    if found != identifier:
        raise OutOfStep("room_out_of_step", code=code)
    return place


async def _next(connection: Connection, code: str, subject: str, after: int) -> tuple[int, str]:
    """Sequence number and identifier of the first message of a subject behind `after`; 0 and nothing for none."""
    try:
        message = await connection.insist(
            lambda _s: connection.jetstream.get_msg(STREAM, after + 1, subject, next=True), writes_to=code
        )
    except NotFoundError:
        return 0, ""
    except APIError as error:
        raise connection.refusal(error) from error
    return message.seq or 0, (message.headers or {}).get(_MSG_ID, "")


async def last_time(connection: Connection, subject: str) -> float | None:
    """When the last message of a subject was written, in seconds since 1970; None for none. Raises Refused."""
    message = await _last(connection, subject)
    if message is None:
        return None
    return message.time.timestamp() if message.time else 0.0


async def last_place(connection: Connection, subject: str) -> int | None:
    """The sequence number of the last message of a subject; None for none. Raises Refused."""
    message = await _last(connection, subject)
    return message.seq or 0 if message is not None else None


async def _last(connection: Connection, subject: str) -> api.RawStreamMsg | None:
    try:
        return await connection.insist(lambda _s: connection.jetstream.get_last_msg(STREAM, subject))
    except NotFoundError:
        return None
    except APIError as error:
        raise connection.refusal(error) from error


async def is_followed(connection: Connection, code: str) -> bool:
    """Whether some hub has a room open: it listens to what is said there. Raises Refused."""
    found = 0
    try:
        while consumers := await _consumers(connection, found):
            if any(one.push_bound and one.config.filter_subject == everything(code) for one in consumers):
                return True
            found += len(consumers)
    except APIError as error:
        raise connection.refusal(error) from error
    return False


async def _consumers(connection: Connection, found: int) -> list[api.ConsumerInfo]:
    """Some of those that the stream has, behind so many that were found before."""
    return await connection.insist(lambda _s: connection.jetstream.consumers_info(STREAM, offset=found))


async def purge(connection: Connection, subject: str) -> None:
    """Remove all messages of a subject. Raises Refused."""
    try:
        await connection.insist(lambda _s: connection.jetstream.purge_stream(STREAM, subject=subject))
    except APIError as error:
        raise connection.refusal(error) from error


async def codes(connection: Connection) -> list[str]:
    """The codes of all rooms there are. Raises Refused."""
    try:
        info = await connection.insist(lambda _s: connection.jetstream.stream_info(STREAM, made("*")))
    except APIError as error:
        raise connection.refusal(error) from error
    return [subject.rpartition(".")[2] for subject in info.state.subjects or {}]
