"""The trainer's place on a hub elsewhere: its entries arrive one by one, and the room is folded here from them."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Final, Self

import msgspec

from simulator.conversation.script import Script
from simulator.errors import PlatineError, Refused
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.addresses import Address
from simulator.room.client import fault
from simulator.room.fold import apply, begin
from simulator.room.identity import new_secret
from simulator.room.keeper import script_of
from simulator.room.table import Room
from simulator.room.wire import Wire, ahead
from simulator.scenario.model import Scenario

ANSWER_SECONDS: Final = 30.0
"""How long something that the trainer does may wait for a hub, through lost connections, before he is told."""
_LOCAL: Final = ("127.0.0.1", "::1", "localhost")
_REST: Final = 1.0


class RemoteDesk:
    """Made by `reach`. What is done is said again with its id after a lost connection: it is done once."""

    def __init__(self, addresses: Sequence[Address], code: str, secret: str) -> None:
        self.code = code
        self.script: Script
        self.room: Room
        self.trouble: str | None = "unreachable"
        self.ahead = 0.0
        self._secret = secret
        self._at = 0
        """The place of the last entry that was heard, whether it could be understood or not."""
        self._stands_at = 0
        """The place of the room where it stood when the hub took us in."""
        self._scenario: Scenario | None = None
        self._online: frozenset[str] = frozenset()
        self._warnings: dict[str, int] = {}
        self._heard_of: dict[str, asyncio.Future[str]] = {}
        self._unheard: dict[str, say.Lead] = {}
        self._awaited: dict[str, int] = {}
        """The places of what has been acknowledged, and has not arrived yet."""
        self._changed: list[Callable[[], None]] = []
        self._will_tell = False
        self._ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._wire = Wire(addresses, hello=self._hello, heard=self._heard, lost=self._lost)
        self._running = asyncio.create_task(self._wire.run(), name=f"desk-{code}")

    @classmethod
    async def reach(cls, addresses: Sequence[Address], code: str, secret: str) -> Self:
        """The trainer's place, once the room is known here.

        Raises Refused (`room_unreachable`, `room_no_hub`, `room_join_wrong_secret`...) and Misuse for a wrong code.
        """
        desk = cls(addresses, code, secret)
        try:
            await asyncio.wait_for(asyncio.shield(desk._ready), ANSWER_SECONDS)
        except TimeoutError as error:
            await desk.close()
            raise Refused("room_unreachable", address=addresses[0].place) from error
        except PlatineError:
            await desk.close()
            raise
        return desk

    @property
    def addresses(self) -> tuple[str, ...]:
        return tuple(address.page(self.code) for address in self._wire.addresses)

    @property
    def is_open_to_network(self) -> bool:
        return any(address.host not in _LOCAL for address in self._wire.addresses)

    @property
    def online(self) -> frozenset[str]:
        return self._online

    @property
    def warnings(self) -> tuple[tuple[str, int], ...]:
        return tuple(self._warnings.items())

    def watch(self, changed: Callable[[], None]) -> None:
        self._changed.append(changed)

    async def lead(self, event: ev.Led) -> str | None:
        """Do something, behind all that the trainer has done so far as it is known here.

        The key of why it did not fit, None once it is in the log and folded. Raises Refused where no hub can be
        reached.
        """
        assert isinstance(event, ev.Event)
        act = say.Lead(id=new_secret(), after=self.room.led, event=event)
        answer = asyncio.get_running_loop().create_future()
        self._heard_of[act.id], self._unheard[act.id] = answer, act
        if self.trouble is None:
            self._wire.send(act)
        try:
            return await asyncio.wait_for(answer, ANSWER_SECONDS) or None
        except TimeoutError as error:
            raise Refused("room_unreachable", address=self._wire.addresses[0].place) from error
        finally:
            self._unheard.pop(act.id, None)
            self._heard_of.pop(act.id, None)

    async def close(self) -> None:
        self._wire.stop()
        self._running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._running
        if self._ready.done() and not self._ready.cancelled():
            self._ready.exception()
        self._ready.cancel()

    def _hello(self) -> say.Hello:
        return say.Hello(version=say.VERSION, code=self.code, secret=self._secret, after=self._at)

    def _lost(self, key: str) -> None:
        self.trouble = "unreachable" if key == "lost" else key
        if key != "lost" and self._at == 0 and not self._ready.done():
            # The first time, one who has mistyped an address wants to be told and not to wait.
            self._ready.set_exception(Refused(f"room_{key}", address=self._wire.addresses[0].place))
        self._tell()

    def _heard(self, message: say.FromHub) -> None:
        match message:
            case say.Leads():
                self._led(message)
            case say.Entered():
                self._entered(message)
            case say.Acknowledged(id=id, place=place, why=why):
                self._answer(id, place, why)
            case say.Refused():
                self._was_refused(message)
            case say.Warned(what=what, count=count):
                self._warnings[what] = count
                if not count:
                    del self._warnings[what]
            case say.Online(who=who):
                self._online = frozenset(who)
            case say.Bye(why=why, again=again) if not again:
                self._refuse(why)
            case _:
                pass
        self._tell()

    def _led(self, leads: say.Leads) -> None:
        if leads.version != say.VERSION:
            self._refuse("other_version")
            return
        if self._scenario is None:
            self._scenario = msgspec.json.decode(leads.content, type=Scenario)
        self._stands_at = leads.place
        self.ahead = ahead(leads.at)
        # Of what lasts, the hub that is here now says so again.
        self._warnings.clear()
        self.trouble = None
        self._wire.settled()
        self._wire.know(leads.hubs)
        for act in self._unheard.values():
            self._wire.send(act)

    def _entered(self, entered: say.Entered) -> None:
        if entered.place <= self._at:
            return  # said twice, across two connections
        self._at = entered.place
        with contextlib.suppress(msgspec.DecodeError):  # of a later Platine: hubs pass over it too
            self._fold(ev.decode(entered.event))
        if hasattr(self, "room") and self._at >= self._stands_at and not self._ready.done():
            self._ready.set_result(None)
        for act, place in list(self._awaited.items()):
            if place <= self._at:
                del self._awaited[act]
                self._settle(act, "")

    def _fold(self, event: ev.Event) -> None:
        if hasattr(self, "room"):
            self.room = apply(self.script, self.room, self._at, event)
        elif isinstance(event, ev.Opened) and self._scenario is not None:
            self.script = script_of(self._scenario, event)
            self.room = begin(self.script, event, self._at)

    def _answer(self, id: str, place: int, why: str) -> None:
        """What was done counts here once its own entry has been folded here."""
        if not why and place > self._at:
            self._awaited[id] = place
        else:
            self._settle(id, why)

    def _settle(self, id: str, why: str) -> None:
        answer = self._heard_of.get(id)
        if answer is not None and not answer.done():
            answer.set_result(why)

    def _was_refused(self, refused: say.Refused) -> None:
        if refused.id and not refused.wait:
            self._settle(refused.id, refused.why)
        elif refused.id:
            asyncio.get_running_loop().call_later(refused.wait, self._again, refused.id)
        elif refused.wait:
            self.trouble = refused.why
            self._wire.rest(refused.wait or _REST)
        else:
            self._refuse(refused.why)

    def _again(self, id: str) -> None:
        if id in self._unheard and self.trouble is None:
            self._wire.send(self._unheard[id])

    def _refuse(self, why: str) -> None:
        """The hub does not take the trainer in, or no more."""
        self.trouble = why
        self._wire.stop()
        error = fault(why, self._wire.addresses[0], self.code)
        if not self._ready.done():
            self._ready.set_exception(error)
        for answer in self._heard_of.values():
            if not answer.done():
                answer.set_exception(error)

    def _tell(self) -> None:
        """Once for all that comes at a stretch: a room that is resumed has thousands of entries."""
        if not self._will_tell:
            self._will_tell = True
            asyncio.get_running_loop().call_soon(self._tell_now)

    def _tell_now(self) -> None:
        self._will_tell = False
        if hasattr(self, "room"):
            for changed in self._changed:
                changed()
