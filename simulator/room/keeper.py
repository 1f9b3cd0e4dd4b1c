"""Keeps a room in step with its log: what is written anywhere is folded here, and what is done here is written there.

A room may have many keepers, each in its own process; all of them fold the same entries in the same order.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable
from typing import Final, NamedTuple, Self

import msgspec
from msgspec.structs import replace

from simulator.conversation.script import Script
from simulator.errors import PlatineError, Refused, Unreadable
from simulator.room import identity
from simulator.room.events import Event, Led, Opened, decode, encode
from simulator.room.fold import begin, tried
from simulator.room.log import Entry, Log, Logs, OutOfStep, RoomTaken, UnknownRoom
from simulator.room.table import Room
from simulator.scenario.model import Desk, Scenario
from simulator.scenario.reading import content as content_of

log_of_program = logging.getLogger("platine.room")
log_of_program.addHandler(logging.NullHandler())

OPENING_SECONDS: Final = 5.0
"""For how long a room that is resumed is waited for to say what it is."""
_CATCHING_UP_SECONDS: Final = 30.0
"""For how long a room that is resumed is read to its end; it is gone on with all the same then, and reads on."""
_LOOK_SECONDS: Final = 0.01
_IN_BETWEEN_SECONDS: Final = 5.0
_SLICE_SECONDS: Final = 0.005
"""Of folding at a stretch: others have their turn in between."""
_AGAIN_SECONDS: Final = 1.0
_MOST_KNOWN_UNFIT: Final = 10_000
_DRAWS: Final = 20


class Acknowledgement(NamedTuple):
    """What has become of an act."""

    place: int
    """In the log, for good; 0 where nothing was written."""
    why: str | None
    """Why it changed nothing, as a key; None where it counts."""


class Change(NamedTuple):
    """One entry, folded."""

    place: int
    event: Event
    before: Room
    after: Room
    why: str | None
    """Why the event changed nothing where it stands in the log, as a key."""


class _Ahead(NamedTuple):
    """What the trainer's event comes to if it is the next entry: worked out to see whether it fits, and kept."""

    before: Room
    entry: Entry
    after: Room


class Keeper:
    """One room, followed for as long as this is open. Made by `create` and `resume`."""

    def __init__(self, log: Log, script: Script, room: Room, content: bytes, clock: Callable[[], float]) -> None:
        self.code = log.code
        self.script = script
        self.room = room
        """A new object after every entry."""
        self.content = content
        """The scenario's content, as canonical JSON."""
        self.log = log
        self.place = room.place
        """Of the last entry that was read, whether it could be understood or not."""
        self.skipped = 0
        """Entries that nobody here can read."""
        self.trouble: str | None = None
        """Why the log cannot be written or read now, as a key; None while all is well."""
        self._clock = clock
        self._unreadable_at = 0
        self._unfit: dict[int, str] = {}
        self._awaited: dict[int, list[asyncio.Future[None]]] = {}
        self._ahead: _Ahead | None = None
        self._listeners: list[Callable[[Change], None]] = []
        self._scouts: list[Callable[[Room], None]] = []
        self._watchers: list[Callable[[], None]] = []
        self._will_tell = False
        self._reads = True
        self._is_closed = False
        self._following: asyncio.Task[None] | None = None

    @classmethod
    async def create(
        cls,
        logs: Logs,
        scenario: Scenario,
        opened: Opened,
        *,
        code: str | None = None,
        clock: Callable[[], float] = time.time,
    ) -> Self:
        """A new room, under a code that is drawn unless one is given; `content` and `at` of `opened` are filled in.

        Raises RoomTaken for a given code that has a room, and Refused where nothing can be written.
        """
        log = await _new_log(logs, code)
        async with contextlib.AsyncExitStack() as undo:
            undo.push_async_callback(log.close)
            content = await log.put(content_of(scenario))
            body = encode(replace(opened, content=content, at=clock()))
            await log.append(body, key="opened", after=0)
            keeper = await cls._begun(log, clock)
            undo.pop_all()
        return keeper

    @classmethod
    async def resume(cls, logs: Logs, code: str, *, clock: Callable[[], float] = time.time) -> Self:
        """A room that there is, where it was left.

        Raises UnknownRoom (also where it was never quite opened), Unreadable where it cannot be folded, and Refused.
        """
        log = await logs.open(code)
        async with contextlib.AsyncExitStack() as undo:
            undo.push_async_callback(log.close)
            keeper = await cls._begun(log, clock)
            await keeper._catch_up(await log.end())
            undo.pop_all()
        return keeper

    @classmethod
    async def _begun(cls, log: Log, clock: Callable[[], float]) -> Self:
        entries = log.follow()
        try:
            place, opened = await asyncio.wait_for(_first_opened(entries), OPENING_SECONDS)
        except (TimeoutError, StopAsyncIteration) as error:
            raise UnknownRoom("unknown_room", code=log.code) from error
        try:
            content = await log.content(opened.content)
            script = script_of(msgspec.json.decode(content, type=Scenario), opened)
            room = begin(script, opened, place)
        except PlatineError:
            raise
        except Exception as error:
            # A content that was never checked may be wrong in any way.
            raise Unreadable("room_damaged", path=log.code) from error
        keeper = cls(log, script, room, content, clock)
        keeper._following = asyncio.create_task(keeper._follow(entries), name=f"room-{log.code}")
        return keeper

    @property
    def now(self) -> float:
        """The time by the clock that events are stamped with, in seconds since 1970."""
        return self._clock()

    async def act(self, event: Event, key: str) -> Acknowledgement:
        """Write what somebody does, in no order with anything; `at` is filled in. The same key again is the same act.

        Gives its place once it has been folded there. Raises Refused where the log cannot be written.
        """
        place = await self._append(encode(replace(event, at=self._clock())), key)
        await self.reached(place)
        return Acknowledgement(place, self._unfit.get(place))

    async def lead(self, event: Led) -> str | None:
        """Do what the trainer does, behind all that he has done. The key of why it did not fit, None once it is done.

        `out_of_step` says that another hub of his was faster; what it did has been folded then. Raises Refused.
        """
        return (await self.lead_after(event, key=identity.new_id(), after=self.room.led)).why

    async def lead_after(self, event: Led, *, key: str, after: int) -> Acknowledgement:
        """The same where the trainer has seen his events up to the place `after`, and none behind it."""
        assert isinstance(event, Event)
        event = replace(event, at=self._clock())
        body = encode(event)
        if after == self.room.led and (why := self._look_ahead(event, body)) is not None:
            return Acknowledgement(0, why)
        try:
            place = await self._append_behind(body, key, after)
        except OutOfStep:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._led_behind(after), _IN_BETWEEN_SECONDS)
            return Acknowledgement(0, "out_of_step")
        await self.reached(place)
        return Acknowledgement(place, self._unfit.get(place))

    async def reached(self, place: int) -> None:
        """Wait until the entry of this place is folded. Raises Refused if the room is closed here before."""
        if self.place >= place:
            return
        if self._is_closed:
            raise Refused("room_closed", code=self.code)
        future = asyncio.get_running_loop().create_future()
        waiting = self._awaited.setdefault(place, [])
        waiting.append(future)
        try:
            await future
        finally:
            waiting.remove(future)
            if not waiting:
                self._awaited.pop(place, None)

    async def may_lag(self) -> bool:
        """Whether the log may hold what is not folded here yet."""
        if self.trouble is not None:
            return True
        try:
            return await self.log.end() > self.place
        except PlatineError:
            return True

    def listen(self, heard: Callable[[Change], None]) -> Callable[[], None]:
        """Have this called for every entry that is folded, in their order. Call what it gives to end that."""
        self._listeners.append(heard)
        return lambda: self._listeners.remove(heard)

    def scout(self, ahead: Callable[[Room], None]) -> Callable[[], None]:
        """Have this called with the room as it will be if what the trainer does is the next entry.

        It is called while the log is being written: what is made ready then delays nobody. If it was the next, that
        very object is what is heard of; if a vote came between or the log failed, it never is. Call what it gives to
        end that.
        """
        self._scouts.append(ahead)
        return lambda: self._scouts.remove(ahead)

    def watch(self, changed: Callable[[], None]) -> None:
        """Have this called after changes: once for all that come at a stretch."""
        self._watchers.append(changed)

    def tell(self) -> None:
        """Call those who watch, soon."""
        if not self._will_tell:
            self._will_tell = True
            asyncio.get_running_loop().call_soon(self._tell)

    async def close(self) -> None:
        """Leave the room as it is. Nothing happens the second time."""
        if self._is_closed:
            return
        self._end()
        await self.log.close()
        if self._following is not None:
            # Who follows a log that is closed comes to an end by himself.
            await self._following

    def _end(self) -> None:
        self._is_closed = True
        for waiting in self._awaited.values():
            for future in waiting:
                if not future.done():
                    future.set_exception(Refused("room_closed", code=self.code))

    def _look_ahead(self, event: Event, body: bytes) -> str | None:
        """Why an event of the trainer's would change nothing now, as a key; None where it fits."""
        before = self.room
        place = self.place + 1
        after, why = tried(self.script, before, place, event)
        if why is None:
            self._ahead = _Ahead(before, Entry(place, body), after)
            # Once the log has been asked to write: until it has, there is time.
            asyncio.get_running_loop().call_soon(self._send_scouts, after)
        return why

    def _send_scouts(self, ahead: Room) -> None:
        for scout in tuple(self._scouts):
            _call(scout, ahead)

    async def _append(self, body: bytes, key: str, after: int | None = None) -> int:
        try:
            place = await self.log.append(body, key=key, after=after)
        except OutOfStep:
            raise
        except PlatineError as error:
            self._be_in_trouble(error.key)
            raise
        self._be_in_trouble(None)
        return place

    async def _append_behind(self, body: bytes, key: str, after: int) -> int:
        try:
            return await self._append(body, key, after)
        except OutOfStep:
            # What cannot be read here may have been the trainer's, led with a later Platine.
            if self._unreadable_at <= after or after != self.room.led:
                raise
            return await self._append(body, key, self._unreadable_at)

    async def _led_behind(self, after: int) -> None:
        while self.room.led <= after:
            await asyncio.sleep(_LOOK_SECONDS)

    async def _catch_up(self, end: int) -> None:
        """Fold what was written before. Where the log cannot be read so far, `trouble` says so."""
        try:
            async with asyncio.timeout(_CATCHING_UP_SECONDS):
                while self.place < end and self.trouble is None:
                    await asyncio.sleep(_LOOK_SECONDS)
        except TimeoutError:
            self._cannot_read("log_lost")

    async def _follow(self, entries: AsyncIterator[Entry]) -> None:
        """Fold what comes, until the log is closed; where it cannot be read, try again and again."""
        while True:
            try:
                await self._fold_all(entries)
            except Exception as error:
                log_of_program.exception("the log of %s cannot be read", self.code)
                self._cannot_read(error.key if isinstance(error, PlatineError) else "log_lost")
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                # It comes to an end when the log is closed, and never else.
                self._end()
            if self._is_closed:
                return
            entries = self.log.follow(self.place)

    async def _fold_all(self, entries: AsyncIterator[Entry]) -> None:
        loop = asyncio.get_running_loop()
        folded = 0.0
        async for entry in entries:
            if not self._reads:
                self._reads = True
                self._be_in_trouble(None)
            began = loop.time()
            self._fold(entry)
            folded += loop.time() - began
            if folded > _SLICE_SECONDS:
                await asyncio.sleep(0)
                folded = 0.0

    def _fold(self, entry: Entry) -> None:
        before = self.room
        ahead, self._ahead = self._ahead, None
        try:
            event = decode(entry.body)
            if ahead is not None and ahead.before is before and ahead.entry == entry:
                self.room, why = ahead.after, None
            else:
                self.room, why = tried(self.script, before, entry.place, event)
        except Exception:
            # Every hub passes over it alike: so they still agree, and nobody's room ends here.
            self.skipped += 1
            self._unreadable_at = entry.place
            log_of_program.warning("entry %d of %s passed over", entry.place, self.code, exc_info=True)
            self._arrive(entry.place)
            return
        if why is not None:
            self._unfit[entry.place] = why
            if len(self._unfit) > _MOST_KNOWN_UNFIT:
                del self._unfit[next(iter(self._unfit))]
        change = Change(entry.place, event, before, self.room, why)
        for heard in tuple(self._listeners):
            _call(heard, change)
        self._arrive(entry.place)
        self.tell()

    def _arrive(self, place: int) -> None:
        self.place = place
        for future in self._awaited.get(place, ()):
            if not future.done():
                future.set_result(None)

    def _cannot_read(self, key: str) -> None:
        self._reads = False
        self._be_in_trouble(key)

    def _be_in_trouble(self, key: str | None) -> None:
        if key != self.trouble:
            self.trouble = key
            self.tell()

    def _tell(self) -> None:
        self._will_tell = False
        for changed in tuple(self._watchers):
            _call(changed)


def script_of(scenario: Scenario, opened: Opened) -> Script:
    """What a room plays. Raises KeyError for a customer that the scenario does not have."""
    desk = scenario.desk
    if opened.load is not None:
        desk = Desk(opened.load, desk.queue, desk.tools, desk.latitude)
    return Script(scenario, opened.variant, desk=desk)


async def _new_log(logs: Logs, code: str | None) -> Log:
    if code is not None:
        return await logs.create(code)
    for _draw in range(_DRAWS - 1):
        with contextlib.suppress(RoomTaken):
            return await logs.create(identity.new_code())
    return await logs.create(identity.new_code())


async def _first_opened(entries: AsyncIterator[Entry]) -> tuple[int, Opened]:
    """What a room is. Whatever stands before that belongs to no room."""
    while True:
        place, body = await anext(entries)
        with contextlib.suppress(msgspec.DecodeError, RecursionError):
            event = decode(body)
            if isinstance(event, Opened):
                return place, event


def _call(function: Callable[..., None], *arguments: object) -> None:
    """One who listens and stumbles takes neither the room nor the others with him."""
    try:
        function(*arguments)
    except Exception:
        log_of_program.exception("somebody who watches a room stumbled")
