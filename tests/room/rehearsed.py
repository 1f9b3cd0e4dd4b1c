"""A hub of a few lines, for clients: the very fold and the very views, one process, no limits and no disk."""

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Any

import msgspec
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from simulator.conversation.script import Script
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.addresses import Address
from simulator.room.fold import apply, begin, fits
from simulator.room.identity import is_same, kept, new_id, new_secret
from simulator.room.table import Room
from simulator.room.views import view
from tests.kit import full_scenario

CODE = "K7PM2Q"
SECRET = "the trainer's own"


@dataclass
class Rehearsed:
    """The log, and everybody who is connected. `stop` and `start` again: the log is still there."""

    opened: ev.Opened
    script: Script = field(default_factory=lambda: Script(full_scenario()))
    log: list[ev.Event] = field(default_factory=list)
    room: Room = field(init=False)
    port: int = 0
    hears: bool = True
    """Off, acts are taken into the log and never acknowledged: the connection will have to be cut."""
    heard: list[say.FromClient] = field(default_factory=list)
    hubs: tuple[str, ...] = ()
    refuses: dict[type, say.Refused] = field(default_factory=dict)
    """What is said, once, instead of taking the next message of a kind."""
    loses_welcomes: int = 0
    """So many who join are written down and cut off before they are told."""
    halts: float = 0.0
    """Seconds before each entry: a thin line, a busy hub."""
    version: int = say.VERSION

    def __post_init__(self) -> None:
        self.log.append(self.opened)
        self.room = begin(self.script, self.opened)
        self._here: dict[ServerConnection, str] = {}
        self._sent: dict[ServerConnection, int] = {}
        self._done: dict[str, tuple[int, str]] = {}
        self._server: Any = None

    @property
    def address(self) -> Address:
        return Address("127.0.0.1", self.port)

    async def start(self) -> None:
        self._server = await serve(self._serve, "127.0.0.1", self.port, max_size=say.LARGEST)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """As if it was killed: nobody is told anything."""
        for socket in list(self._here):
            socket.transport.abort()
        self._server.close()
        await self._server.wait_closed()
        self._here.clear()

    async def lead(self, *events: ev.Event) -> None:
        for event in events:
            why = fits(self.script, self.room, event)
            assert why is None, why
            self._append(event)
        await self.show()

    def _append(self, event: ev.Event) -> int:
        self.log.append(event)
        self.room = apply(self.script, self.room, len(self.log), event)
        return len(self.log)

    async def show(self) -> None:
        for socket, who in list(self._here.items()):
            person = self.room.people.get(who)
            if person is not None:
                await self._send(socket, say.Seen(view=view(self.script, self.room, person.team)))
            else:
                await self._send_entries(socket)

    async def tell(self, message: say.FromHub) -> None:
        for socket in list(self._here):
            await self._send(socket, message)

    async def _send(self, socket: ServerConnection, message: say.FromHub) -> None:
        with contextlib.suppress(ConnectionClosed):
            await socket.send(say.encode(message), text=True)

    async def _serve(self, socket: ServerConnection) -> None:
        try:
            async for data in socket:
                message = say.read_from_client(data)
                self.heard.append(message)
                refused = self.refuses.pop(type(message), None)
                if refused is not None:
                    act = getattr(message, "id", "")
                    await self._send(socket, msgspec.structs.replace(refused, id=act))
                elif isinstance(message, say.Hello):
                    await self._greet(socket, message)
                else:
                    await self._take(socket, message)
        except ConnectionClosed:
            pass
        finally:
            self._here.pop(socket, None)

    async def _greet(self, socket: ServerConnection, hello: say.Hello) -> None:
        people = self.room.people
        if hello.code != CODE:
            await self._send(socket, say.Refused(why="unknown_room"))
        elif hello.version != self.version:
            await self._send(socket, say.Refused(why="other_version"))
        elif hello.look:
            lobby = say.Lobby(
                version=self.version, title="Small", language="en", teams=self.opened.teams, locked=self.room.locked
            )
            await self._send(socket, lobby)
        elif hello.secret:
            await self._lead_from(socket, hello)
        else:
            token = hello.token or new_secret()
            who = next((one.who for one in people.values() if is_same(token, one.token)), None)
            if not hello.name and who is None:
                await self._send(socket, say.Refused(why="unknown_token"))
                return
            if who is None:
                who = new_id()
                event = ev.Joined(who=who, name=hello.name, token=kept(token), team=hello.team)
                why = "room_closed" if self.room.closed else fits(self.script, self.room, event)
                if why:
                    await self._send(socket, say.Refused(why=why))
                    return
                self._append(event)
            if self.loses_welcomes:
                self.loses_welcomes -= 1
                socket.transport.abort()
                return
            self._here[socket] = who
            await self._send(socket, self._welcome(who, "" if hello.token else token))
            await self.show()

    async def _lead_from(self, socket: ServerConnection, hello: say.Hello) -> None:
        if not is_same(hello.secret, self.opened.secret):
            await self._send(socket, say.Refused(why="wrong_secret"))
            return
        self._here[socket] = "the trainer"
        content = msgspec.Raw(msgspec.json.encode(self.script.scenario))
        await self._send(socket, say.Leads(version=self.version, code=CODE, content=content, place=len(self.log)))
        self._sent[socket] = hello.after
        await self._send_entries(socket)

    async def _send_entries(self, socket: ServerConnection) -> None:
        places = range(self._sent[socket] + 1, len(self.log) + 1)
        self._sent[socket] = len(self.log)
        for place in places:
            await asyncio.sleep(self.halts)
            event = msgspec.Raw(ev.encode(self.log[place - 1]))
            await self._send(socket, say.Entered(place=place, event=event))

    def _welcome(self, who: str, token: str) -> say.Welcome:
        person = self.room.people[who]
        asked = next((one for one in self.room.table.rounds if who in one.answers and not one.locked), None)
        given: dict[str, Any] = {}
        if asked is not None:
            answer = asked.answers[who]
            pick = say.numbers(self.room, asked, who, answer.pick)
            given = {"round": asked.id, "pick": pick, "words": answer.words}
        number = list(self.room.people).index(who)
        return say.Welcome(
            version=self.version, who=who, name=person.name, number=number, joined=person.joined, token=token,
            team=person.team, hubs=self.hubs, **given,
        )  # fmt: skip

    async def _take(self, socket: ServerConnection, message: say.FromClient) -> None:
        if isinstance(message, say.Leave):
            await self._send(socket, say.Bye(why="left", again=False))
            await socket.close()
            return
        assert not isinstance(message, say.Hello)
        if message.id not in self._done:
            self._done[message.id] = self._folded(self._here[socket], message)
        place, why = self._done[message.id]
        if self.hears:
            await self.show()
            await self._send(socket, say.Acknowledged(id=message.id, place=place, why=why))

    def _folded(self, who: str, message: say.FromClient) -> tuple[int, str]:
        event: ev.Event | None
        match message:
            case say.Vote():
                event = say.voted(self.room, who, message, 0.0)
            case say.Use(aid=aid):
                event = ev.Used(who=who, aid=aid)
            case say.Go(round=asked):
                event = ev.Went(who=who, round=asked)
            case say.Lead(event=event, after=after) if after != self.room.led:
                return 0, "out_of_step"
            case _:
                pass
        if event is None:
            return 0, "round_over"
        why = fits(self.script, self.room, event)
        return (0, why) if why else (self._append(event), "")


@contextlib.asynccontextmanager
async def rehearsed(format: str = "peer", **opened: Any):
    """A hub that listens."""
    hub = Rehearsed(ev.Opened(content="", secret=kept(SECRET), format=format, **opened))  # type: ignore[arg-type]
    await hub.start()
    try:
        yield hub
    finally:
        await hub.stop()


async def until(holds: Any, seconds: float = 10.0) -> None:
    """Wait for something to hold."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)
