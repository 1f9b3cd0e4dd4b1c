"""The trainer's connection: he gets every entry of the log, and what he does is ordered behind what he has seen."""

import asyncio
import contextlib

import msgspec
from websockets.exceptions import ConnectionClosed

from simulator.errors import PlatineError
from simulator.room import protocol as say
from simulator.room.events import Led, Opened, decode
from simulator.room.hub.guest import Pace, id_of, read
from simulator.room.hub.hall import Hall
from simulator.room.hub.link import Link
from simulator.room.keeper import log_of_program

_SEEN_SECONDS = 2.0
_LARGEST_PLACE = 2**53


class Trainer:
    def __init__(self, link: Link, hall: Hall, after: int) -> None:
        self.link = link
        self._hall = hall
        self._after = min(max(0, after), _LARGEST_PLACE)
        self._pace = Pace(link)

    async def stay(self) -> None:
        """Tell and be told until the connection ends."""
        keeper = self._hall.keeper
        # The content of a long scenario takes its time over a thin line, and its trainer is not slow for that.
        self.link.most_waiting += len(keeper.content)
        self.link.say(
            say.Leads(
                version=say.VERSION,
                code=keeper.code,
                content=msgspec.Raw(keeper.content),
                place=keeper.room.place,
                hubs=self._hall.hubs,
                at=keeper.now,
            )
        )
        telling = asyncio.create_task(self._tell(), name=f"trainer-{keeper.code}")
        self._hall.attend(self)
        try:
            async for data in self.link:
                if self.link.is_parting:
                    return
                await self._hear(read(data))
        except ConnectionClosed:
            return
        finally:
            self._hall.unattend(self)
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await telling

    async def _tell(self) -> None:
        """Every entry, as fast as he reads them. Where the log cannot be read he comes back and goes on there."""
        keeper = self._hall.keeper
        try:
            async for place, body in keeper.log.follow(self._after):
                # He is one, and they are many: they come first.
                await keeper.reached(place)
                with contextlib.suppress(msgspec.DecodeError, RecursionError):
                    decode(body)
                    entered = say.encode(say.Entered(place=place, event=msgspec.Raw(body)))
                    await self.link.send(entered.decode())
        except ConnectionClosed:
            return
        except PlatineError:
            log_of_program.exception("the log of %s cannot be read to its trainer", self._hall.keeper.code)
            self.link.part("log_lost", again=True)

    async def _hear(self, message: say.FromClient | None) -> None:
        act = id_of(message)
        if not self._pace.allows(act):
            if self._pace.is_spent:
                self.link.part("too_fast", again=True)
            return
        match message:
            case say.Lead(event=Led() as event) if act and message.after >= 0 and not isinstance(event, Opened):
                await self._lead(event, act, message.after)
            case say.Leave():
                self.link.part("left", again=False)
            case _:
                self.link.say(say.Refused(why="not_understood", id=act))

    async def _lead(self, event: Led, id: str, after: int) -> None:
        keeper = self._hall.keeper
        try:
            if keeper.place < after:
                with contextlib.suppress(TimeoutError):
                    # He may have seen it on another hub, of which the log has not told this one yet.
                    await asyncio.wait_for(keeper.reached(after), _SEEN_SECONDS)
            done = await keeper.lead_after(event, key=f"trainer:{id}", after=after)
        except (OverflowError, ValueError):
            self.link.say(say.Refused(why="not_understood", id=id))
        except PlatineError:
            self.link.say(say.Refused(why="log_lost", id=id, wait=1.0))
        else:
            if done.place:
                self.link.say(say.Acknowledged(id=id, place=done.place, why=done.why or ""))
            else:
                self.link.say(say.Refused(why=done.why or "not_understood", id=id))
