"""A room led in lines: what the wall shows is told, and what the trainer types is done."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, Literal, cast

from simulator.errors import PlatineError
from simulator.locale import _
from simulator.plain import room_hands as hands
from simulator.plain.answers import is_one_of
from simulator.plain.console import Console, EndOfInput
from simulator.plain.room_ahead import prompt
from simulator.plain.room_debrief import tell as tell_debrief
from simulator.plain.room_lines import Lines
from simulator.plain.room_news import News
from simulator.plain.room_people import People
from simulator.plain.room_wall import Wall
from simulator.plain.room_words import ACTS, addressed, format_of, numbers, read, word
from simulator.room import events as ev
from simulator.room.desk import Desk
from simulator.room.events import FORMATS, WITHOUT_NETWORK
from simulator.room.fold import here_in
from simulator.room.formats.deciding import share_right
from simulator.room.formats.peer import advice
from simulator.room.moves import ANSWERING
from simulator.room.table import MOST_TYPED, Round, Table
from simulator.room.views import view
from simulator.wording.errors import sentence
from simulator.wording.numbers import duration
from simulator.wording.room import advice as advised
from simulator.wording.room import format_about, format_name, refusal

End = Literal["left", "ended", "closed", "not_understood"]
"""How it ended: the trainer left, the input was over, the room is closed, a pipe went on making no sense."""
MOST_MISUNDERSTOOD: Final = 20
"""Lines in a row that a pipe may give and mean nothing, before it is taken for the wrong file."""
_EXTENSION: Final = 30


class _Left(Exception):
    """The trainer leaves; the room stays."""


async def lead(desk: Desk, console: Console) -> End:
    """Lead a room from its lobby, or from where it stands, until its end or that of the input."""
    return await Leader(desk, console).run()


class Leader:
    """The trainer's place in lines."""

    def __init__(self, desk: Desk, console: Console) -> None:
        self._desk = desk
        self._console = console
        self._lines = Lines(console.source)
        self._wall = Wall(console, desk.script, seconds=desk.room.opened.seconds)
        self._people = People(desk, console)
        self._news = News(desk)
        self._shown: object = None
        self._hints: tuple[str, ...] = ()
        self._misunderstood = 0
        self._acts: dict[str, Callable[[str], Awaitable[None]]] = {
            "pick": self._pick,
            "what_if": self._what_if,
            "breathe": self._breathe,
            "extend": self._extend,
            "format": self._format,
            "hint": self._hint,
            "remove": self._remove,
            "look": self._look,
            "close": self._close,
        }

    async def run(self) -> End:
        self._people.say_where()
        self._show(whole=True)
        try:
            while not self._desk.room.closed:
                self._show()
                await self._take(await self._line())
                if self._misunderstood >= MOST_MISUNDERSTOOD and not self._console.interactive:
                    return "not_understood"
        except _Left:
            return "left"
        except EndOfInput:
            self._console.gap()
            self._console.flush()
            return "ended"
        return "closed"

    async def _line(self) -> str:
        """The next line typed; what happens in the room meanwhile is told, and then asked again."""
        self._prompt()
        typed = asyncio.ensure_future(self._lines.next())
        try:
            while not typed.done():
                news = asyncio.ensure_future(self._news.heard())
                left = self._news.seconds_left()
                await asyncio.wait({typed, news}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
                news.cancel()
                if not typed.done():
                    self._tell_news()
            line = await typed
        finally:
            typed.cancel()
        self._console.heard(line)
        return line

    def _tell_news(self) -> None:
        told = self._news.take()
        changed = self._face() != self._shown
        if not told and not changed:
            return
        self._console.gap()
        for words in told:
            self._say(words)
        self._show()
        if self._desk.room.closed:
            raise _Left
        self._prompt()

    def _prompt(self) -> None:
        self._console.prompt(prompt(self._desk.script, self._desk.room))

    async def _take(self, line: str) -> None:
        typed = read(line)
        self._misunderstood += 1
        if typed is None:
            await self._answer(line)
            return
        self._misunderstood = 0
        simple = _SIMPLE.get(typed.act)
        if simple is not None:
            await self._lead(simple)
        elif typed.act in self._acts:
            await self._acts[typed.act](typed.rest)
        elif typed.act in ("ask", "rewind"):
            await self._use(typed.act)  # type: ignore[arg-type]
        elif typed.act == "quit":
            raise _Left
        else:
            {
                "help": self._help,
                "who": self._people.say_who_answered,
                "people": self._people.say_people,
                "code": self._people.say_where,
            }[typed.act]()

    async def _answer(self, line: str) -> None:
        """A line that is no act: hands that were counted, what a voice says, or the number that decides."""
        room = self._desk.room
        asked = hands.asked_here(room)
        if asked is not None:
            events = hands.answers(room, asked, line)
            if events:
                self._misunderstood = 0
                await self._say_for_the_room(events)
                return
        elif room.table.tied and numbers(line, most=len(self._voted().choices)) is not None:
            self._misunderstood = 0
            await self._pick(line)
            return
        self._say(
            (hands.miscounted(room, asked, line) if asked is not None else "")
            or _("“{answer}” is not among what can be answered here.").format(answer=line[:80])
        )

    async def _say_for_the_room(self, events: tuple[ev.Event, ...]) -> None:
        for event in events:
            if await self._do(event):
                told = hands.told(self._desk.room, event)
                if told:
                    self._say(told)

    async def _lead(self, event: ev.Led) -> bool:
        assert isinstance(event, ev.Event)
        return await self._do(event)

    async def _do(self, event: ev.Event) -> bool:
        """Do it, or say why it cannot be done. Whether it was."""
        try:
            if isinstance(event, ev.Led):
                why = await self._desk.lead(event)
            else:
                assert isinstance(event, ev.Voted | ev.Used)
                why = await cast(hands.LocalDesk, self._desk).say(event)
        except PlatineError as error:
            for words in sentence(error):
                self._say(words)
            return False
        if why is not None:
            self._say(refusal(why))
        return why is None

    async def _use(self, aid: ev.Aid) -> None:
        """A token of the hot seat; in a room with a network the seat spends it on its own screen."""
        room = self._desk.room
        if not room.opened.local:
            self._say(_("In this room the hot seat spends its tokens on its own screen."))
        else:
            await self._do(ev.Used(who=room.table.seat or "", aid=aid))

    async def _breathe(self, _rest: str) -> None:
        room = self._desk.room
        if room.opened.local and room.table.stage == "seat":
            await self._use("breathe")
        else:
            await self._lead(ev.Aside(action="breathe"))

    def _voted(self) -> Round:
        """What is voted on now, or was voted on last: what a number on the wall names."""
        table = self._desk.room.table
        rounds = (*table.turns[-1].rounds,) if table.stage in {"reveal", "what_if"} and table.turns else table.rounds
        found = [one for one in rounds if one.ask in ANSWERING]
        return found[-1] if found else Round(0, "choose", "", (), frozenset())

    def _named(self, asked: Round, typed: str) -> tuple[str, ...] | None:
        """The ids of the numbers typed; None, and a sentence, for anything else."""
        places = numbers(typed, most=len(asked.choices))
        if places is None:
            self._say(
                _("A number from 1 to {most}, please.").format(most=len(asked.choices))
                if asked.choices
                else refusal("nothing_asked")
            )
            return None
        return tuple(asked.choices[place - 1] for place in places)

    async def _pick(self, rest: str) -> None:
        table = self._desk.room.table
        team, typed = self._of_team(rest)
        branch = table.teams.get(team) if team is not None and table.stage == "own" else None
        asked = branch.round if branch is not None else self._voted()
        if asked is None or (asked.ask == "reading" and not asked.choices):
            chosen: tuple[str, ...] | None = ()
        else:
            chosen = self._named(asked, typed)
        if chosen is not None:
            await self._lead(ev.Picked(pick=chosen, team=team if branch is not None else None))

    def _of_team(self, typed: str) -> tuple[str | None, str]:
        """The team that a line begins with, as `TEAM 2` or `TEAM: 2`, and the rest."""
        teams = self._desk.room.team_names
        team, rest = addressed(typed, teams)
        if team is not None:
            return team, rest
        head, _blank, last = typed.strip().rpartition(" ")
        whole = addressed(f"{typed}:", teams)[0]
        if whole is not None:
            return whole, ""
        return addressed(f"{head}:", teams)[0], last if addressed(f"{head}:", teams)[0] else typed

    async def _what_if(self, rest: str) -> None:
        chosen = self._named(self._voted(), rest)
        if chosen is not None:
            await self._lead(ev.WhatIf(pick=chosen))

    async def _extend(self, rest: str) -> None:
        seconds = numbers(rest, most=3600) if rest else (_EXTENSION,)
        if seconds is None or len(seconds) != 1:
            self._say(_("Seconds, from 1 to 3600, please."))
        elif await self._lead(ev.Extended(seconds=seconds[0])):
            self._say(_("{time} more.").format(time=duration(seconds[0])))

    async def _format(self, rest: str) -> None:
        chosen = format_of(rest)
        if chosen is not None:
            await self._lead(ev.FormatChosen(format=chosen))
            return
        self._say(_("The formats there are:"))
        for name in WITHOUT_NETWORK if self._desk.room.opened.local else FORMATS:
            self._console.say(f"{format_name(name)}. {format_about(name)}", first=f"{name}: ", rest="  ")

    async def _hint(self, rest: str) -> None:
        if len(rest) > MOST_TYPED:
            self._say(refusal("too_long"))
        else:
            await self._lead(ev.Hinted(words=rest))

    async def _remove(self, rest: str) -> None:
        person = self._people.meant(rest)
        if person is not None and await self._lead(ev.Removed(who=person.who)):
            self._say(_("{name} is no longer in the room.").format(name=person.name))

    async def _look(self, rest: str) -> None:
        """The wall again, whole; or one team's own call."""
        room = self._desk.room
        team, _rest = self._of_team(rest)
        if team is not None and team in room.table.teams:
            self._wall.team(view(self._desk.script, room, team))
        elif rest:
            self._say(refusal("no_such_team" if team is None else "nothing_asked"))
        else:
            self._wall.tell(view(self._desk.script, room), whole=True)

    async def _close(self, _rest: str) -> None:
        """Asked of a person; a pipe means what it says."""
        if self._console.interactive:
            self._console.prompt(_("Close the room for everybody, for good? [y/N]"))
            answer = await self._lines.next()
            if not is_one_of(answer, ("y", "yes", _("yes"), _("yes")[0])):
                return
        await self._lead(ev.Closed())

    def _show(self, *, whole: bool = False) -> None:
        """The wall where it has changed, whole or in the one thing that is new."""
        face, hints = self._face(), self._desk.room.table.hints
        new = hints[len(self._hints) :]
        self._hints = hints
        if face == self._shown:
            for words in new:
                self._wall.hint(words)
        else:
            self._shown = face
            self._news.take()
            now = view(self._desk.script, self._desk.room)
            self._wall.tell(now, whole=whole)
            table = self._desk.room.table
            if table.stage == "over":
                self._console.gap()
                tell_debrief(self._console, self._desk.script, self._desk.room)
            if table.format == "peer" and table.stage == "tally" and _is_first_vote(table):
                here = here_in(self._desk.script, self._desk.room)
                self._say(advised(advice(share_right(here, table))))

    def _face(self) -> object:
        """What the wall is told anew for when it changes."""
        room = self._desk.room
        table = room.table
        asked = table.rounds[-1] if table.rounds else None
        return (
            table.format,
            table.stage,
            len(table.turns),
            len(table.what_ifs),
            len(table.rewritten),
            table.seat,
            table.line.decisions if table.stage in {"scene", "seat"} else (),
            tuple(len(branch.turns) for branch in table.teams.values()),
            room.paused_at is not None,
            (asked.id, asked.locked) if asked is not None else None,
        )

    def _help(self) -> None:
        self._say(_("Enter goes on. These words may be typed at any time, in French or in English:"))
        for act in ACTS:
            letter = f" ({act.letter})" if act.letter else ""
            takes = f" {_(act.takes)}" if act.takes else ""
            self._console.say(f"{_(act.help)}", first=f"{word(act.name)}{takes}{letter}: ", rest="  ")
        if self._desk.room.opened.local:
            self._say(
                _(
                    "On one laptop you type what the room says. Raised hands, one figure for each choice: 3 5 0 2."
                    " Only those that were raised: 2:5 4:1. What one team says: its name, a colon, and its number"
                    " or its sentence; without the name it is the next team's. What is typed again replaces it."
                )
            )
            if not self._desk.room.team_names:
                self._say(
                    _(
                        "Without teams every line is one more sentence that is said better. 2: and a sentence puts it"
                        " in the place of the second, 2: alone takes that away."
                    )
                )

    def _say(self, text: str) -> None:
        self._console.say(text)


def _is_first_vote(table: Table) -> bool:
    return len([one for one in table.rounds if one.ask in ANSWERING]) == 1


_SIMPLE: Final[dict[str, ev.Led]] = {
    "next": ev.Advanced(),
    "back": ev.SteppedBack(),
    "skip": ev.Skipped(),
    "pause": ev.Paused(),
    "go_on": ev.Unpaused(),
    "observe": ev.Aside(action="observe"),
    "lock": ev.JoinsLocked(locked=True),
    "unlock": ev.JoinsLocked(locked=False),
}
