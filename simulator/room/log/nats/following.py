"""Following a stream without a gap and without a double, through reconnections and restarts of the server.

A consumer is something small that the server may lose at any time: it numbers what it sends, and says regularly that
it is still there. At the first gap or silence it is left, and another begins behind the last message that came.
"""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from typing import Final

import nats.errors
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import APIError

from simulator.room.log.nats.connection import Connection, may_pass

_HEARTBEAT_SECONDS: Final = 1.0
_SILENCE_SECONDS: Final = 2.5 * _HEARTBEAT_SECONDS
_PAUSE_SECONDS: Final = 0.25


class Following:
    """The messages of one subject, which may have wildcards, behind a sequence number."""

    def __init__(self, connection: Connection, stream: str, subject: str, after: int) -> None:
        self._connection = connection
        self._stream = stream
        self._subject = subject
        self._after = after
        self._is_ended = False
        self._subscription: Subscription | None = None
        self._beginning: asyncio.Task[bool] | None = None
        self._queue: asyncio.Queue[Msg | None] = asyncio.Queue()
        self._next_number = 1

    async def messages(self) -> AsyncGenerator[tuple[int, bytes], None]:
        """Sequence number and content, for ever or until `end`. Raises Refused if the server does not want to."""
        self._connection.on_return.add(self._look_up)
        try:
            while not self._is_ended:
                if await self._begin():
                    while (message := await self._next()) is not None:
                        yield self._after, message.data
        finally:
            self._connection.on_return.discard(self._look_up)
            await self._leave()

    def end(self) -> None:
        self._is_ended = True
        self._look_up()
        if self._beginning is not None:
            self._beginning.cancel()

    def _look_up(self) -> None:
        """Whoever waits for the next message does not get it from this consumer."""
        self._queue.put_nowait(None)

    async def _begin(self) -> bool:
        """A new consumer behind what has come; False where that must be tried again, or is of no use any more."""
        self._beginning = asyncio.ensure_future(self._try_to_begin())
        try:
            return await self._beginning
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if not self._is_ended or (task is not None and task.cancelling()):
                raise
            return False
        finally:
            self._beginning = None

    async def _try_to_begin(self) -> bool:
        try:
            await self._leave()
            await self._connection.wait_until_up(_PAUSE_SECONDS)
            # Each consumer has its own queue: nothing of one that was left gets into the next.
            queue = self._queue = asyncio.Queue()
            self._next_number = 1
            inbox = self._connection.client.new_inbox()
            self._subscription = await self._connection.client.subscribe(inbox, cb=queue.put)
            await self._connection.jetstream.add_consumer(
                self._stream,
                ConsumerConfig(
                    deliver_subject=inbox,
                    deliver_policy=DeliverPolicy.BY_START_SEQUENCE,
                    opt_start_seq=self._after + 1,
                    filter_subject=self._subject,
                    ack_policy=AckPolicy.NONE,
                    max_deliver=1,
                    flow_control=True,
                    idle_heartbeat=_HEARTBEAT_SECONDS,
                    mem_storage=True,
                    num_replicas=1,
                ),
            )
        except nats.errors.ConnectionClosedError:
            self._is_ended = True
        except APIError as error:
            if not may_pass(error):
                raise self._connection.refusal(error) from error
            await asyncio.sleep(_PAUSE_SECONDS)
        except (nats.errors.Error, OSError, TimeoutError):
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            return True
        return False

    async def _next(self) -> Msg | None:
        """The next message; None where this consumer must be left."""
        while (message := await self._received()) is not None and not self._is_ended:
            if message.headers and "Status" in message.headers:
                if not await self._is_in_step(message):
                    return None
                continue
            number = message.metadata.sequence
            if number.consumer != self._next_number:
                return None
            self._next_number += 1
            self._after = number.stream
            return message
        return None

    async def _received(self) -> Msg | None:
        with contextlib.suppress(asyncio.QueueEmpty):
            return self._queue.get_nowait()
        try:
            return await asyncio.wait_for(self._queue.get(), _SILENCE_SECONDS)
        except TimeoutError:
            return None

    async def _is_in_step(self, message: Msg) -> bool:
        """Answer what the server asks between messages; False where its count and ours differ, or it cannot be."""
        headers = message.headers or {}
        if headers.get("Status") != "100":
            return False
        try:
            answer_to = message.reply or headers.get("Nats-Consumer-Stalled")
            if answer_to:
                await self._connection.client.publish(answer_to)
        except (nats.errors.Error, OSError):
            return False
        sent = headers.get("Nats-Last-Consumer")
        return sent is None or int(sent) == self._next_number - 1

    async def _leave(self) -> None:
        """The server forgets a consumer that nobody listens to."""
        subscription, self._subscription = self._subscription, None
        if subscription is not None:
            with contextlib.suppress(nats.errors.Error, OSError):
                await subscription.unsubscribe()
