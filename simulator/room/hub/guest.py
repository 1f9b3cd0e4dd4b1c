"""A participant's connection: what he does becomes an entry of the log, and he is told once it is there."""

import asyncio
from typing import Final

import msgspec
from websockets.exceptions import ConnectionClosed

from simulator.errors import PlatineError
from simulator.room import protocol as say
from simulator.room.events import Left, Used, Voted, Went
from simulator.room.fold import fits
from simulator.room.hub.hall import Hall
from simulator.room.hub.limits import Bucket
from simulator.room.hub.link import Link
from simulator.room.hub.names import clean_words
from simulator.room.table import opened_at

MESSAGES_A_SECOND: Final = 20.0
MESSAGES_AT_ONCE: Final = 40.0
_MOST_TOO_FAST: Final = 100
"""Messages refused as too fast before the connection is closed."""
_LATE_A_SECOND: Final = 0.5
_LATE_AT_ONCE: Final = 5.0
"""Acts that do not fit any more and are written all the same: they may be repeats of some that did."""
_BEHIND_SECONDS: Final = 2.0
_LARGEST_ROUND: Final = 2**53


def pace_of_messages(now: float) -> Bucket:
    return Bucket(MESSAGES_A_SECOND, MESSAGES_AT_ONCE, now)


def pace_of_late_acts(now: float) -> Bucket:
    return Bucket(_LATE_A_SECOND, _LATE_AT_ONCE, now)


class Pace:
    """How much one connection may say."""

    def __init__(self, link: Link, bucket: Bucket | None = None) -> None:
        self._link = link
        self._bucket = bucket or pace_of_messages(link.loop.time())
        self._refused = 0

    def allows(self, id: str) -> bool:
        """Whether a message may be looked at; if not, the client is told."""
        if self._bucket.take(self._link.loop.time()):
            return True
        self._refused += 1
        self._link.say(say.Refused(why="too_fast", id=id, wait=1.0))
        return False

    @property
    def is_spent(self) -> bool:
        """Whether it went on being too fast for so long that there is no use in telling it."""
        return self._refused > _MOST_TOO_FAST


def read(data: str | bytes) -> say.FromClient | None:
    """A message; None for what is none. Binary ones are none: nobody who means well sends them."""
    if not isinstance(data, str):
        return None
    try:
        return say.read_from_client(data)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def id_of(message: say.FromClient | None) -> str:
    """What the answer to a message refers to; empty for a message without an id, or with one of a wrong length."""
    named = getattr(message, "id", "")
    return named if 0 < len(named) <= say.LONGEST_ID else ""


class Guest:
    def __init__(self, link: Link, hall: Hall, who: str) -> None:
        self.link = link
        self.who = who
        self.team = hall.keeper.room.people[who].team
        self._hall = hall
        # A participant's and not a connection's: who comes back again and again may say no more for it.
        messages, self._late = hall.paces.setdefault(
            who, (pace_of_messages(link.loop.time()), pace_of_late_acts(link.loop.time()))
        )
        self._pace = Pace(link, messages)

    async def stay(self) -> None:
        """Take what he says, one after the other, until the connection ends."""
        try:
            async for data in self.link:
                if self.link.is_parting:
                    return
                await self._hear(read(data))
        except ConnectionClosed:
            return
        finally:
            self._hall.leave(self)

    async def _hear(self, message: say.FromClient | None) -> None:
        act = id_of(message)
        if not isinstance(message, say.Leave) and not self._pace.allows(act):
            if self._pace.is_spent:
                self._hall.warn_of_haste()
                self.link.part("too_fast", again=True)
            return
        try:
            match message:
                case say.Vote() if act and 0 <= message.round < _LARGEST_ROUND:
                    await self._vote(message)
                case say.Use() if act:
                    await self._do(Used(who=self.who, aid=message.aid), act)
                case say.Go() if act and 0 <= message.round < _LARGEST_ROUND:
                    await self._seen(message.round)
                    await self._do(Went(who=self.who, round=message.round), act)
                case say.Leave():
                    await self._leave()
                case _:
                    self.link.say(say.Refused(why="not_understood", id=act))
        except PlatineError:
            self.link.say(say.Refused(why="log_lost", id=act, wait=1.0))

    async def _leave(self) -> None:
        """For good: once it is written nobody waits for him."""
        await self._hall.keeper.act(Left(who=self.who), key=f"left:{self.who}")
        self.link.part("left", again=False)

    async def _vote(self, message: say.Vote) -> None:
        await self._seen(message.round)
        message = msgspec.structs.replace(
            message, words={clean_words(field): clean_words(words) for field, words in message.words.items()}
        )
        room = self._hall.keeper.room
        if say.open_round(room, message.round) is None:
            # It may be the repeat of one that came in time.
            await self._do(Voted(who=self.who, round=message.round), message.id)
            return
        event = say.voted(room, self.who, message, 0.0)
        if event is None:
            self.link.say(say.Refused(why="not_asked", id=message.id))
            return
        await self._do(event, message.id)

    async def _seen(self, round: int) -> None:
        """Another hub may have shown him a round of which the log has not told this one yet."""
        keeper = self._hall.keeper
        place = opened_at(round)
        if place <= keeper.place:
            return
        try:
            await asyncio.wait_for(keeper.reached(place), _BEHIND_SECONDS)
        except TimeoutError:
            return

    async def _do(self, event: Voted | Used | Went, id: str) -> None:
        """Write it and say where. What does not fit is written a few times only: it changes nothing.

        Written it must be: whether it is the repeat of an act that counted is known to the log alone.
        """
        keeper = self._hall.keeper
        why = fits(keeper.script, keeper.room, event)
        if why is not None and not self._late.take(self.link.loop.time()):
            self.link.say(say.Refused(why=why, id=id))
            return
        done = await keeper.act(event, key=f"{self.who}:{id}")
        self.link.say(say.Acknowledged(id=id, place=done.place, why=done.why or ""))
