"""A participant's place in a room: what he sees, who he is, what he answered, kept through lost connections.

Every act has an id of its own and is said again with it until a hub acknowledges it: a repeat is one act.
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import Final, Literal, Self

import msgspec

from simulator.errors import Misuse, PlatineError, Refused
from simulator.room import protocol as say
from simulator.room.addresses import Address
from simulator.room.events import Aid
from simulator.room.identity import new_secret
from simulator.room.seen import View
from simulator.room.wire import NoHub, Wire, ahead, first_word

State = Literal["joining", "joined", "reconnecting", "refused", "closed"]
"""`refused`: the hub does not take us in, or no more. `closed`: the room is over, or we have left."""

_MISTYPED: Final = frozenset({"unknown_room", "no_such_team", "no_name"})
_PASSES: Final = frozenset({"wait", "too_fast", "log_lost"})
"""Refusals that time mends."""
_UNANSWERED: Final = frozenset({"room_unreachable", "room_no_hub"})
_ATTEMPTS: Final = 3
_BETWEEN_ATTEMPTS: Final = 0.5
"""Seconds."""
_REST: Final = 2.0
"""Seconds before an act that was too much at once is said again, where the hub names none."""


class Mine(msgspec.Struct, frozen=True):
    """One's own answer to a round."""

    round: int
    pick: tuple[int, ...] = ()
    words: dict[str, str] = {}
    is_in: bool = False
    """The hub has it, for good; until then it is on its way."""
    why: str = ""
    """Why it did not count, as a key."""


async def look(addresses: Sequence[Address], code: str) -> tuple[say.Lobby, Address]:
    """What the room is, before one joins it, and the hub that said so; the first that answers.

    Raises Misuse (`room_no_such_code`) and Refused (`room_unreachable`, `room_no_hub`, `room_other_version` and
    what hubs refuse).
    """
    reply, address = await _asked(addresses, say.Hello(version=say.VERSION, code=code, look=True), code)
    if not isinstance(reply, say.Lobby):
        raise Refused("room_no_hub", address=address.place)
    if reply.version != say.VERSION:
        raise Refused("room_other_version", address=address.place)
    return reply, address


async def enter(addresses: Sequence[Address], hello: say.Hello) -> tuple[say.Welcome, Address]:
    """Join, or come back, and let the connection go again: the token of the welcome leads back at any time.

    A welcome that does not arrive is asked for again, a few times: with a token nobody joins twice. Raises as
    `look` does.
    """
    if not hello.token:
        hello = msgspec.structs.replace(hello, token=new_secret())
    reply, address = await _asked_again(addresses, hello)
    if not isinstance(reply, say.Welcome):
        raise Refused("room_no_hub", address=address.place)
    return _with_token(reply, hello.token), address


async def _asked_again(addresses: Sequence[Address], hello: say.Hello) -> tuple[say.FromHub, Address]:
    for _attempt in range(_ATTEMPTS - 1):
        try:
            return await _asked(addresses, hello, hello.code)
        except Refused as error:
            if error.key not in _UNANSWERED:
                raise
        await asyncio.sleep(_BETWEEN_ATTEMPTS)
    return await _asked(addresses, hello, hello.code)


def _with_token(welcome: say.Welcome, token: str) -> say.Welcome:
    """A hub says a token only where it has drawn it."""
    return welcome if welcome.token else msgspec.structs.replace(welcome, token=token)


async def _asked(addresses: Sequence[Address], hello: say.Hello, code: str) -> tuple[say.FromHub, Address]:
    trouble: PlatineError = Refused("room_unreachable", address="")
    for address in addresses:
        try:
            reply = await first_word(address, hello)
        except NoHub:
            trouble = Refused("room_no_hub", address=address.place)
        except OSError:
            trouble = Refused("room_unreachable", address=address.place)
        else:
            if isinstance(reply, say.Refused | say.Bye):
                wait = reply.wait if isinstance(reply, say.Refused) else 0.0
                raise fault(reply.why, address, code, wait)
            return reply, address
    raise trouble


def fault(why: str, address: Address, code: str, wait: float = 0.0) -> PlatineError:
    """What a hub refuses, as an error with its exit code."""
    values = {"address": address.place, "code": code, "seconds": f"{wait:.0f}"}
    kind = Misuse if why in _MISTYPED else Refused
    return kind(f"room_join_{why}", **values)


class Client:
    """`view`, `me` and `mine` as far as they are known; `watch` tells of every change, on the loop of `run`.

    With a `token` somebody comes back; else he joins under `name`, in `team`. `kept` is given what to come back with.
    """

    def __init__(
        self,
        addresses: Sequence[Address],
        code: str,
        *,
        name: str = "",
        team: str | None = None,
        token: str = "",
        kept: Callable[[say.Welcome], None] | None = None,
    ) -> None:
        self.code = code
        self.view: View | None = None
        self.me: say.Welcome | None = None
        self.state: State = "joining"
        self.why = ""
        """What keeps us from the room, or ended it, as a key."""
        self.refused = ""
        """Why the last token or speaker's word did not count, as a key; empty while there is nothing to tell."""
        self.people = 0
        """How many are in the room, as far as was told."""
        self.ahead = 0.0
        """Seconds that the hub's clock is ahead of this machine's."""
        self._is_known = bool(token)
        """Whether a hub has taken us in before, under our token."""
        self.token = token or new_secret()
        self._name, self._team = name, team
        self._kept = kept
        self._given: dict[int, Mine] = {}
        """One's own answers by round: the trainer may step back to any of the last ones."""
        self._progress: say.Progress | None = None
        self._unheard: dict[str, say.Vote | say.Use | say.Go] = {}
        self._changed: list[Callable[[], None]] = []
        self._wire = Wire(addresses, hello=self._hello, heard=self._heard, lost=self._lost)
        self._running: asyncio.Task[None] | None = None
        self._later: set[asyncio.TimerHandle] = set()

    @classmethod
    async def join(cls, addresses: Sequence[Address], code: str, **who: str | None) -> Self:
        """A client under way, once it was welcomed or refused. `who`: name and team, or a token."""
        client = cls(addresses, code, **who)  # type: ignore[arg-type]
        arrived = asyncio.Event()

        def told() -> None:
            if client.state not in {"joining", "reconnecting"} and (client.view is not None or client.me is None):
                arrived.set()

        client.watch(told)
        client.start()
        await arrived.wait()
        return client

    def watch(self, changed: Callable[[], None]) -> None:
        """Have this called after every change."""
        self._changed.append(changed)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The hubs that are known, the one in use first."""
        return self._wire.addresses

    @property
    def mine(self) -> Mine | None:
        """One's own answer to what is asked now, or was asked last."""
        asked = self.view.question if self.view is not None else None
        return self._given.get(asked.round) if asked is not None else None

    @property
    def voted(self) -> tuple[int, int]:
        """How many have answered what is asked now, and how many it asks."""
        asked = self.view.question if self.view is not None else None
        if asked is None:
            return 0, 0
        heard = self._progress
        if heard is not None and heard.round == asked.round and not asked.locked:
            return max(heard.voted, asked.voted), heard.voters
        return asked.voted, asked.voters

    @property
    def is_waiting(self) -> bool:
        """Whether something that was done is not known to be in the room's log yet."""
        return bool(self._unheard)

    def start(self) -> "asyncio.Task[None]":
        """Run in the background of this loop."""
        if self._running is None:
            self._running = asyncio.create_task(self.run())
        return self._running

    async def run(self) -> None:
        """Stay in the room, through lost connections, until it is over or we leave."""
        try:
            await self._wire.run()
        finally:
            for handle in self._later:
                handle.cancel()

    async def close(self) -> None:
        """Let go of the connection. The seat in the room stays ours, to be come back to."""
        self._end("closed", self.why)
        if self._running is not None:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running

    def vote(self, pick: Sequence[int] = (), words: dict[str, str] | None = None) -> bool:
        """Answer what is asked now; the last answer counts. False for one that is too long to be sent."""
        if self.view is None or self.view.question is None:
            return False
        asked = self.view.question.round
        act = say.Vote(id=new_secret(), round=asked, pick=tuple(pick), words=words or {})
        if len(say.encode(act)) > say.LARGEST:
            self._keep(Mine(asked, act.pick, act.words, why="too_long"))
            self._tell()
            return False
        for earlier in list(self._unheard.values()):
            if isinstance(earlier, say.Vote) and earlier.round == asked:
                del self._unheard[earlier.id]
        self._keep(Mine(asked, act.pick, act.words))
        self._do(act)
        return True

    def _keep(self, mine: Mine) -> None:
        self._given[mine.round] = mine
        while len(self._given) > _MOST_GIVEN:
            del self._given[next(iter(self._given))]

    def use(self, aid: Aid) -> None:
        """Spend one of the team's tokens, on the hot seat."""
        self._do(say.Use(id=new_secret(), aid=aid))

    def go(self) -> None:
        """Play what the team has voted, as its speaker."""
        if self.view is not None and self.view.question is not None:
            self._do(say.Go(id=new_secret(), round=self.view.question.round))

    def _do(self, act: say.Vote | say.Use | say.Go) -> None:
        self.refused = ""
        self._unheard[act.id] = act
        if self.state == "joined":
            self._wire.send(act)
        self._tell()

    def _hello(self) -> say.Hello:
        hello = say.Hello(version=say.VERSION, code=self.code, token=self.token)
        if self._is_known:
            return hello
        return msgspec.structs.replace(hello, name=self._name, team=self._team)

    def _lost(self, key: str) -> None:
        if self.state in {"joined", "reconnecting"}:
            self.state = "reconnecting"
        self.why = key
        self._tell()

    def _heard(self, message: say.FromHub) -> None:
        match message:
            case say.Welcome():
                self._welcomed(message)
            case say.Seen(view=view):
                self._saw(view)
            case say.Progress():
                self._progress = message
                self.people = message.people or self.people
            case say.Acknowledged(id=id, why=why):
                self._answered(id, why)
            case say.Refused():
                self._was_refused(message)
            case say.Bye(why=why, again=again):
                self._bade_farewell(why, again=again)
            case _:
                pass
        self._tell()

    def _welcomed(self, welcome: say.Welcome) -> None:
        if welcome.version != say.VERSION:
            self._end("refused", "other_version")
            return
        welcome = _with_token(welcome, self.token)
        self.me, self.token, self.state, self.why = welcome, welcome.token, "joined", ""
        self._is_known = True
        self.ahead = ahead(welcome.at)
        self._wire.settled()
        self._wire.know(welcome.hubs)
        if self._kept is not None:
            self._kept(welcome)
        known = self._given.get(welcome.round)
        on_its_way = known is not None and not known.is_in and not known.why
        if welcome.round and not on_its_way:
            self._keep(Mine(welcome.round, welcome.pick, welcome.words, is_in=True))
        for act in self._unheard.values():
            self._wire.send(act)

    def _saw(self, view: View) -> None:
        if self.view is not None and view.place < self.view.place:
            return  # another hub, that has not yet read as far: what is known already is not forgotten
        self.view = view
        self.people = view.people
        if view.closed:
            self._end("closed", "room_closed")

    def _answered(self, id: str, why: str) -> None:
        act = self._unheard.pop(id, None)
        mine = self._given.get(act.round) if isinstance(act, say.Vote) else None
        if mine is not None:
            self._keep(msgspec.structs.replace(mine, is_in=not why, why=why))
        elif act is not None:
            self.refused = why

    def _was_refused(self, refused: say.Refused) -> None:
        if refused.id in self._unheard:
            if refused.why in _PASSES or refused.wait:
                self._again(refused.id, refused.wait or _REST)
            else:
                self._answered(refused.id, refused.why)
        elif self.state == "joined":
            self.refused = refused.why
        elif refused.why in _PASSES or refused.wait:
            self.why = refused.why
            self._wire.rest(refused.wait or _REST)
        else:
            self._end("refused", refused.why)

    def _again(self, id: str, wait: float) -> None:
        """Say an act again later, unless the connection is new by then and has said it already."""

        def say_it() -> None:
            self._later.discard(handle)
            act = self._unheard.get(id)
            if act is not None and self.state == "joined":
                self._wire.send(act)

        handle = asyncio.get_running_loop().call_later(min(wait, _LONGEST_REST), say_it)
        self._later.add(handle)

    def _bade_farewell(self, why: str, *, again: bool) -> None:
        if again:
            self.why = why
        elif why == "room_closed":
            self._end("closed", why)
        else:
            self._end("refused", why)

    def _end(self, state: State, why: str) -> None:
        if self.state not in {"refused", "closed"}:
            self.state, self.why = state, why
        self._wire.stop()
        self._tell()

    def _tell(self) -> None:
        for changed in self._changed:
            changed()


_LONGEST_REST: Final = 30.0
_MOST_GIVEN: Final = 64
