"""A participant's ballot in lines: what happens in the room is told, and what is typed answers what is asked.

News arrive while a line is being typed. A pipe is a list of answers, one for each question as it comes.
"""

import asyncio
from typing import Any, Final

from simulator.locale import N_, _
from simulator.plain.answers import is_one_of
from simulator.plain.ballot_reading import Given, given, hint
from simulator.plain.ballot_telling import Telling
from simulator.plain.console import Console, EndOfInput
from simulator.plain.room_lines import Lines
from simulator.room.ballot import aids, fields, may_answer, may_go
from simulator.room.client import Client
from simulator.room.events import Aid
from simulator.wording import participant as told
from simulator.wording.room import refusal

_LAST_WORDS_SECONDS: Final = 10.0
"""How long what was answered may take to be acknowledged, once there is nothing more to read."""
_COMMANDS: Final = (
    ("look", "l", N_("look"), N_("hear again where the room stands")),
    ("change", "c", N_("change"), N_("write your words anew")),
    ("ask", "a", N_("ask"), N_("on the hot seat: ask your team, which costs a token")),
    ("breathe", "b", N_("breathe"), N_("on the hot seat: breathe, which costs a token")),
    ("rewind", "r", N_("rewind"), N_("on the hot seat: take the answer back, which costs a token")),
    ("go", "g", N_("go"), N_("as your team's speaker: play what the team has voted")),
    ("help", "?", N_("help"), N_("read this")),
    ("quit", "q", N_("quit"), N_("leave; the same command brings you back to your place")),
)
_AIDS: Final[dict[str, Aid]] = {"ask": "ask", "breathe": "breathe", "rewind": "rewind"}
_OVER: Final = frozenset({"refused", "closed"})


class Ballot:
    """One participant's sitting, from the lobby to the end of the room or of the input."""

    def __init__(self, client: Client, console: Console) -> None:
        self._client = client
        self._console = console
        self._telling = Telling(client, console)
        self._rang = asyncio.Event()
        client.watch(self._rang.set)

    async def run(self) -> None:
        """Until the room or the input ends. The client is started, and left as it is."""
        self._client.start()
        lines = Lines(self._console.source)
        typing = asyncio.ensure_future(lines.next())
        line: str | None = None
        try:
            while self._client.state not in _OVER:
                self._telling.tell()
                if line is None and typing.done():
                    line, typing = typing.result(), asyncio.ensure_future(lines.next())
                if line is None or not self._takes_now(line):
                    await self._something(typing if line is None else None)
                    continue
                self._console.heard(line)
                self._telling.line_taken()
                if not self._take(line):
                    await self._settle()
                    return
                line = None
            self._telling.tell()
        except EndOfInput:
            await self._settle()
        finally:
            typing.cancel()
            await asyncio.gather(typing, return_exceptions=True)

    async def _something(self, typing: "asyncio.Future[str] | None") -> None:
        """Wait for a line or for news."""
        ringing: asyncio.Future[Any] = asyncio.ensure_future(self._rang.wait())
        awaited = {ringing} if typing is None else {ringing, typing}
        await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
        ringing.cancel()
        self._rang.clear()

    def _takes_now(self, line: str) -> bool:
        """A person is answered at once; the lines of a pipe wait until they are asked for."""
        return self._console.interactive or _command(line) is not None or self._telling.is_asking

    async def _settle(self) -> None:
        """What was answered is not given up before it is in, as long as there is hope."""
        try:
            async with asyncio.timeout(_LAST_WORDS_SECONDS):
                while self._client.is_waiting and self._client.state not in _OVER:
                    await self._something(None)
        except TimeoutError:
            self._telling.say(_("Your last answer may not have arrived."))
        self._telling.say(_("You leave; your place and your answers stay. The same command brings you back to them."))

    def _take(self, line: str) -> bool:
        """Do what a line says. False once there is nothing more to do."""
        named = _command(line)
        if named == "quit":
            return False
        if named is not None:
            self._do(named)
        elif line or self._is_typing:
            self._answer(line)
        return True

    @property
    def _is_typing(self) -> bool:
        """Whether words are asked for: an empty line says something there."""
        view, me = self._client.view, self._client.me
        return self._telling.is_asking and view is not None and me is not None and bool(fields(view, me))

    def _do(self, named: str) -> None:
        view, me = self._client.view, self._client.me
        if named == "help":
            self._help()
        elif view is None or me is None or named == "look":
            self._telling.forget()
        elif named == "change":
            self._telling.cells, self._telling.is_changing = {}, True
        elif named == "go":
            self._client.go() if may_go(view, me) else self._telling.say(refusal("not_the_speaker"))
        elif _AIDS[named] in aids(view, me):
            self._client.use(_AIDS[named])
        else:
            self._telling.say(refusal("not_the_seat"))

    def _answer(self, line: str) -> None:
        view, me = self._client.view, self._client.me
        if view is None or me is None:
            self._telling.say(told.link(self._client.state, self._client.why))
            return
        why = may_answer(view, me)
        if why is not None:
            self._telling.say(told.turn(view, me, why))
            return
        answer = given(view, me, line, self._telling.cells)
        if isinstance(answer, Given):
            self._telling.cells, self._telling.is_changing = {}, False
            self._client.vote(answer.pick, answer.words)
        elif answer is not None:
            self._telling.cells = answer
        else:
            self._telling.say(hint(view, me, line))

    def _help(self) -> None:
        self._telling.say(_("Type the number of your answer, or your words. At any time you may type:"))
        for _name, letter, word, about in _COMMANDS:
            self._console.say(_(about), first=f"{letter}, {_(word)}: ", rest="   ")


def _command(line: str) -> str | None:
    """The command that a line names, by its letter or its word."""
    return next((name for name, letter, word, _about in _COMMANDS if is_one_of(line, (letter, name, _(word)))), None)
