"""A hub of a few lines that serves the page too, so that a browser can be sat before it."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from simulator.conversation.script import Script
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.identity import kept
from simulator.room.page import files, policy
from tests.room.games import script
from tests.room.rehearsed import CODE, SECRET, Rehearsed


@dataclass
class Served(Rehearsed):
    async def start(self) -> None:
        self._server = await serve(
            self._serve, "127.0.0.1", self.port, max_size=say.LARGEST, process_request=self._page
        )
        self.port = self._server.sockets[0].getsockname()[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{CODE}"

    def _page(self, socket: ServerConnection, request: Request) -> Response | None:
        if request.path == "/ws":
            return None
        kind, body = files().get("/" if request.path == f"/{CODE}" else request.path, ("text/plain", b""))
        headers = Headers({"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"})
        headers["Content-Security-Policy"] = policy((*self.hubs, f"127.0.0.1:{self.port}"))
        headers["X-Content-Type-Options"] = "nosniff"
        return Response(HTTPStatus.OK, "OK", headers, body)

    def person(self, name: str) -> str:
        return next(one.who for one in self.room.people.values() if one.name == name)

    def answers(self) -> dict[str, Any]:
        """Who has answered what in the open rounds, by name: numbers of what was picked, or what was written."""
        found: dict[str, Any] = {}
        branches = (one.round for one in self.room.table.teams.values() if one.round is not None)
        for asked in (*self.room.table.rounds, *branches):
            for who, answer in asked.answers.items():
                pick = say.numbers(self.room, asked, who, answer.pick)
                found[self.room.people[who].name] = answer.words or pick
        return found

    async def joins(self, *names: str, teams: tuple[str | None, ...] = (None,)) -> None:
        """Others, who sit somewhere else."""
        for number, name in enumerate(names):
            self._append(ev.Joined(who=f"w{name}", name=name, token="0", team=teams[number % len(teams)]))
        await self.show()

    async def vote(self, name: str, pick: tuple[str, ...] = (), **words: str) -> None:
        """Somebody else's answer, to whatever asks him."""
        who = self.person(name)
        branches = (one.round for one in self.room.table.teams.values() if one.round is not None)
        asked = next(one for one in (*self.room.table.open, *branches) if who in one.voters)
        await self.lead(ev.Voted(who=who, round=asked.id, pick=pick, words=words))


@contextlib.asynccontextmanager
async def served(
    format: str = "peer", scenario: str | Script = "en/ligne-coupee", **opened: Any
) -> AsyncIterator[Served]:
    """A hub that listens."""
    played = script(scenario) if isinstance(scenario, str) else scenario
    hub = Served(ev.Opened(content="", secret=kept(SECRET), format=format, **opened), played)  # type: ignore[arg-type]
    await hub.start()
    try:
        yield hub
    finally:
        await hub.stop()
