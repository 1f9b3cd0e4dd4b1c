"""One connection to NATS that outlives its server: what is sent while nobody answers waits, and is sent again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final, Self, TypeVar

import nats
import nats.errors
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.errors import APIError

from simulator.errors import Refused
from simulator.room.log.nats.address import Bus

OPENING_SECONDS: Final = 3.0
ATTEMPT_SECONDS: Final = 3.0
"""An answer that has not come by then was lost on the way, or the question was."""
_PAUSE_SECONDS: Final = 0.1
_RECONNECT_SECONDS: Final = 0.2
_PING_SECONDS: Final = 5
_BEING_WRITTEN: Final = 10158
"""JSStreamDuplicateMessageConflict: a cluster is still writing the first message of this key."""
_SUBJECT_BEING_WRITTEN: Final = 10164
"""JSStreamWrongLastSequenceConstant: a cluster is still writing something else to this subject. Whether the expected
sequence is the right one is known when that is done."""
_HOPELESS: Final = {10023, 10039, 10047, 10076, 10077}
"""Refusals that are called unavailability (503) and do not pass: no JetStream, no room left."""

T = TypeVar("T")


class Connection:
    """What the rooms of one server share. `open` makes it."""

    def __init__(self, shown: str, patience: float) -> None:
        self.shown = shown
        self.client = Client()
        self.jetstream: JetStreamContext = self.client.jetstream(timeout=ATTEMPT_SECONDS)
        self.on_return: set[Callable[[], None]] = set()
        """Called whenever the server is back: what it did not keep must be made again."""
        self._patience = patience
        self._is_up = asyncio.Event()
        self._last_error = ""
        self._barred = ""
        """What a server said that did not let us in: it says so once, and hangs up at each further attempt."""

    @classmethod
    async def open(cls, bus: Bus, *, patience: float) -> Self:
        """Raises Refused where no server answers in OPENING_SECONDS, or none that lets us in."""
        self = cls(bus.shown, patience)
        logging.getLogger("asyncio").addFilter(_is_worth_telling)
        try:
            async with asyncio.timeout(OPENING_SECONDS):
                await self.client.connect(
                    list(bus.servers),
                    user=bus.login.user,
                    password=bus.login.password,
                    token=bus.login.token,
                    name="platine",
                    connect_timeout=2,
                    reconnect_time_wait=_RECONNECT_SECONDS,  # type: ignore[arg-type]  # seconds, handed to sleep
                    max_reconnect_attempts=-1,
                    ping_interval=_PING_SECONDS,
                    error_cb=self._note,
                    disconnected_cb=self._went,
                    reconnected_cb=self._came_back,
                )
        except (nats.errors.Error, OSError, TimeoutError) as error:
            await self.client.close()
            if self._barred:
                raise Refused("nats_not_let_in", url=bus.shown, why=self._barred) from error
            why = self._last_error or str(error) or type(error).__name__
            raise Refused("nats_unreachable", url=bus.shown, why=why) from error
        self._is_up.set()
        return self

    @property
    def is_up(self) -> bool:
        return self._is_up.is_set()

    async def wait_until_up(self, seconds: float) -> None:
        """Raises TimeoutError if the server is not back by then."""
        if not self._is_up.is_set():
            await asyncio.wait_for(self._is_up.wait(), seconds)

    async def insist(
        self, act: Callable[[float], Awaitable[T]], *, writes_to: str | None = None, patience: float | None = None
    ) -> T:
        """Do it, again and again where no answer comes: so it must be something that may be done twice.

        `act` gets the seconds it has; `writes_to` is the code of the room, where something is written to one.
        Raises Refused after the patience is over, or when the connection is closed; what the server answers
        otherwise is raised as it comes (APIError).
        """
        patience = self._patience if patience is None else patience
        loop = asyncio.get_running_loop()
        deadline = loop.time() + patience
        why = ""
        while (left := deadline - loop.time()) > 0:
            try:
                await self.wait_until_up(left)
                return await act(min(left, ATTEMPT_SECONDS))
            except nats.errors.ConnectionClosedError as error:
                if writes_to is not None:
                    raise Refused("room_closed", code=writes_to) from error
                raise Refused("nats_unreachable", url=self.shown, why=str(error)) from error
            except APIError as error:
                if not may_pass(error):
                    raise
                why = str(error)
            except (nats.errors.Error, OSError, TimeoutError) as error:
                why = self._last_error or str(error) or type(error).__name__
            await asyncio.sleep(_PAUSE_SECONDS)
        if writes_to is not None:
            raise Refused("room_not_written", code=writes_to, seconds=f"{patience:g}", why=why)
        raise Refused("nats_unreachable", url=self.shown, why=why)

    def refusal(self, error: APIError) -> Refused:
        """What the server's no is called in this house."""
        return Refused("nats_refused", url=self.shown, why=error.description or str(error))

    async def close(self) -> None:
        await self.client.close()
        # Who waits for the server finds the connection closed now.
        self._is_up.set()

    async def _note(self, error: Exception) -> None:
        self._last_error = str(error) or type(error).__name__
        if "authorization" in self._last_error.casefold():
            self._barred = self._last_error

    async def _went(self) -> None:
        self._is_up.clear()

    async def _came_back(self) -> None:
        self._last_error = ""
        self._is_up.set()
        for call in tuple(self.on_return):
            call()


def _is_worth_telling(record: logging.LogRecord) -> bool:
    """Whether a line of asyncio's log is: it says this of every connection with TLS that ends, over the screen."""
    return "eof_received() has no effect" not in str(record.msg)


def may_pass(error: APIError) -> bool:
    """Whether the same question may be answered better a little later."""
    return error.err_code in (_BEING_WRITTEN, _SUBJECT_BEING_WRITTEN) or (
        error.code == 503 and error.err_code not in _HOPELESS
    )
