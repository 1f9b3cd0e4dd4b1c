"""Who comes in: a code, then a name, a token or the trainer's secret. Codes are guessed slowly."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

from simulator.errors import PlatineError
from simulator.room import protocol as say
from simulator.room.hub.guest import Guest, read
from simulator.room.hub.hall import Hall
from simulator.room.hub.limits import Bucket, WrongCodes, peer_of
from simulator.room.hub.link import Link
from simulator.room.hub.names import clean_name
from simulator.room.hub.trainer import Trainer
from simulator.room.identity import is_token, new_secret, read_code

HELLO_SECONDS: Final = 5.0
"""For the first message."""
LOOKING_SECONDS: Final = 600.0
"""For a name to be thought of."""
_MOST_HELLOS: Final = 8
"""Of one connection."""
_HOLD_SECONDS: Final = 1.0
_MOST_HELD: Final = 32
"""Greetings of one peer that are held at a time. With the seconds above: so many guesses a second."""
_CATCH_UP_SECONDS: Final = 1.0
_MOST_STRANGERS: Final = 2000
"""Connections at a time that have not joined."""
JOINS_A_SECOND: Final = 5.0
JOINS_AT_ONCE: Final = 2000.0
"""Of one peer, in one room: a school may share an address, but nobody fills a room from one telephone."""
_MOST_JOINING: Final = 10_000
_WARN_SECONDS: Final = 1.0


class Door:
    """`known` gives the hall of a code if it is open here, `find` opens it if the log knows it."""

    def __init__(self, *, known: Callable[[str], Hall | None], find: Callable[[str], Awaitable[Hall | None]]) -> None:
        self.wrong = WrongCodes()
        self._known = known
        self._find = find
        self._held: Counter[str] = Counter()
        self._strangers: dict[Link, str] = {}
        """With their peers, who has waited longest first."""
        self._of_peer: Counter[str] = Counter()
        self._joins: OrderedDict[tuple[str, str], Bucket] = OrderedDict()
        self._warned_at = -_WARN_SECONDS

    async def admit(self, link: Link) -> Guest | Trainer | None:
        """Whoever the other end turns out to be, taken in; None where it was refused or went away.

        Raises ConnectionClosed.
        """
        if len(self._strangers) >= _MOST_STRANGERS:
            self._make_room()
        peer = self._strangers[link] = peer_of(link.address)
        self._of_peer[peer] += 1
        try:
            return await self._greet(link)
        finally:
            self._forget(link)

    def _make_room(self) -> None:
        """The oldest stranger of the peer that has most of them goes.

        Were newcomers sent away instead, whoever opens enough connections would keep a whole class out.
        """
        crowd = max(self._of_peer.values())
        oldest = next(link for link, peer in self._strangers.items() if self._of_peer[peer] == crowd)
        self._forget(oldest)
        oldest.part("too_slow", again=True)

    def _forget(self, link: Link) -> None:
        peer = self._strangers.pop(link, None)
        if peer is not None:
            self._of_peer[peer] -= 1
            if not self._of_peer[peer]:
                del self._of_peer[peer]

    async def _greet(self, link: Link) -> Guest | Trainer | None:
        seconds = HELLO_SECONDS
        for _ in range(_MOST_HELLOS):
            try:
                hello = read(await asyncio.wait_for(link.recv(), seconds))
            except TimeoutError:
                link.part("too_slow", again=True)
                return None
            if not isinstance(hello, say.Hello):
                link.say(say.Refused(why="hello_first" if hello is not None else "not_understood"))
                continue
            if hello.version != say.VERSION:
                link.say(say.Refused(why="other_version"))
                return None
            taken = await self._take(link, hello)
            if isinstance(taken, Guest | Trainer):
                return taken
            link.say(taken)
            if isinstance(taken, say.Lobby):
                seconds = LOOKING_SECONDS
        return None

    async def _take(self, link: Link, hello: say.Hello) -> Guest | Trainer | say.Lobby | say.Refused:
        code = read_code(hello.code[: say.LONGEST_ID])
        hall = await self._hall(link, code, hello)
        if isinstance(hall, say.Refused):
            return hall
        if hello.secret:
            return Trainer(link, hall, hello.after) if hall.is_trainer(hello.secret) else _no("wrong_secret")
        if hall.keeper.room.closed:
            return _no("room_closed")
        if hello.look:
            return hall.lobby()
        if hello.name and hall.who_has(hello.token) is None:
            return await self._joined(link, hall, hello)
        if hello.token:
            return await self._returned(link, hall, hello.token)
        return _no("no_name")

    async def _returned(self, link: Link, hall: Hall, token: str) -> Guest | say.Refused:
        who = hall.who_has(token)
        until = link.loop.time() + _CATCH_UP_SECONDS
        while who is None and link.loop.time() < until:
            # Another hub may have taken him in a moment ago.
            await asyncio.sleep(_CATCH_UP_SECONDS / 20)
            who = hall.who_has(token)
        if who is None and await hall.keeper.may_lag():
            # What is not known here may stand in the log: nobody loses his seat to a log that is read too slowly.
            return say.Refused(why="log_lost", wait=2.0)
        who = who or hall.who_has(token)
        if who is None:
            return _no("unknown_token")
        return self._seated(link, hall, who, "")

    def _seated(self, link: Link, hall: Hall, who: str, token: str) -> Guest | say.Refused:
        person = hall.keeper.room.people[who]
        if not person.is_here:
            return _no("removed" if person.removed else "left")
        guest = Guest(link, hall, who)
        hall.enter(guest, token)
        return guest

    async def _joined(self, link: Link, hall: Hall, hello: say.Hello) -> Guest | say.Refused:
        name = clean_name(hello.name)
        if not name:
            return _no("no_name")
        if not self._may_join(link, hall):
            self._warn(link, hall)
            return say.Refused(why="too_fast", wait=2.0)
        if hello.token and not is_token(hello.token):
            return _no("not_understood")
        token = hello.token or new_secret()
        try:
            who, why = await hall.join(name, hello.team, token)
        except PlatineError:
            return say.Refused(why="log_lost", wait=1.0)
        return _no(why) if why is not None else self._seated(link, hall, who, "" if hello.token else token)

    def _may_join(self, link: Link, hall: Hall) -> bool:
        whose, now = (hall.keeper.code, peer_of(link.address)), link.loop.time()
        bucket = self._joins.setdefault(whose, Bucket(JOINS_A_SECOND, JOINS_AT_ONCE, now))
        self._joins.move_to_end(whose)
        while len(self._joins) > _MOST_JOINING:
            self._joins.popitem(last=False)
        return bucket.take(now)

    def _warn(self, link: Link, hall: Hall) -> None:
        """Not for each of them: the warnings must not become the flood that they warn of."""
        now = link.loop.time()
        if now - self._warned_at >= _WARN_SECONDS:
            self._warned_at = now
            hall.warn_of_haste()

    async def _hall(self, link: Link, code: str | None, hello: say.Hello) -> Hall | say.Refused:
        """The hall of a code, or why not yet. A peer that has guessed too often is answered late, right or wrong.

        A class may share one address: so a right code is let in all the same, and who has a token of the room, or
        its secret, does not even wait.
        """
        peer = peer_of(link.address)
        known = self._known(code) if code is not None else None
        if known is not None and (known.who_has(hello.token) is not None or known.is_trainer(hello.secret)):
            return known
        is_late = self.wrong.wait(peer, link.loop.time()) > 0
        if is_late and not await self._hold(peer):
            return self._wait(link, peer)
        try:
            hall = await self._find(code) if code is not None else None
        except PlatineError:
            return say.Refused(why="log_lost", wait=2.0)
        if hall is not None:
            return hall
        self.wrong.note(peer, link.loop.time())
        return self._wait(link, peer) if is_late else _no("unknown_room")

    async def _hold(self, peer: str) -> bool:
        """Keep a greeting waiting; False where too many of this peer wait already."""
        if self._held[peer] >= _MOST_HELD:
            return False
        self._held[peer] += 1
        try:
            await asyncio.sleep(_HOLD_SECONDS)
        finally:
            self._held[peer] -= 1
            if not self._held[peer]:
                del self._held[peer]
        return True

    def _wait(self, link: Link, peer: str) -> say.Refused:
        return say.Refused(why="wait", wait=round(max(1.0, self.wrong.wait(peer, link.loop.time())), 1))


def _no(why: str) -> say.Refused:
    return say.Refused(why=why)
