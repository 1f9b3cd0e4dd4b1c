"""From what was typed to a place in a room: what is missing is asked, a place that was left is come back to."""

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import click

from simulator.cli.commands.play import has_screen
from simulator.cli.output import warn
from simulator.errors import Misuse, PlatineError, Refused
from simulator.locale import _, language
from simulator.plain.console import Console, EndOfInput
from simulator.room import seats
from simulator.room.addresses import Address, Target, looks_like_code, read_address
from simulator.room.identity import read_code
from simulator.room.protocol import LONGEST_NAME, VERSION, Hello, Lobby, Welcome
from simulator.wording.participant import link, said
from simulator.wording.typography import typeset

if TYPE_CHECKING:
    from simulator.room.client import Client

_REFUSED: Final = 4


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed behind `room join`."""

    address: str | None = None
    code: str | None = None
    name: str | None = None
    team: str | None = None
    in_lines: bool = False


async def take_part(wanted: Wanted) -> int:
    """Join, or come back, and stay until the room or the participant has had enough. The exit code.

    Raises Misuse and Refused for what keeps him out.
    """
    from simulator.room.client import Client  # start-up time: and an extra, which may be missing

    console = Console.standard()
    address, code = _asked_where(wanted, console)
    welcome, address = await _entered(wanted, console, address, code)
    place = _Kept(code, address, wanted.name or welcome.name)
    place(welcome)
    client = Client([address], code, token=welcome.token, kept=place)
    try:
        if wanted.in_lines or not has_screen():
            from simulator.plain.ballot import Ballot  # start-up time: one of the two is needed

            await Ballot(client, console).run()
        else:
            await _on_screen(client)
    finally:
        await client.close()
    return _farewell(client)


async def _on_screen(client: "Client") -> None:
    from simulator.settings import Asked  # start-up time: all of this is for the screen alone
    from simulator.tui.ballots import open_ballot  # start-up time: the same

    await open_ballot(client, asked=Asked(language=click.get_current_context().find_root().obj))


def _farewell(client: "Client") -> int:
    """Who was shown out is told why, also once the screen is gone."""
    if client.state == "refused":
        warn(link(client.state, client.why))
        return _REFUSED
    return 0


class _Kept:
    """Keeps the seat of each welcome. A folder that cannot be written is told of once; the room goes on."""

    def __init__(self, code: str, address: Address, asked: str) -> None:
        self._code = code
        self._address = address
        self._asked = asked
        self._done: Welcome | None = None

    def __call__(self, welcome: Welcome) -> None:
        if self._done is not None and (self._done.token, self._done.hubs) == (welcome.token, welcome.hubs):
            return
        is_first, self._done = self._done is None, welcome
        known = (target.address.named for hub in welcome.hubs if (target := read_address(hub)) is not None)
        hubs = tuple(dict.fromkeys((self._address.named, *known)))
        try:
            seats.keep(self._code, seats.Seat(welcome.name, welcome.token, welcome.team, hubs, self._asked))
        except OSError as error:
            if is_first:
                why = error.strerror or str(error)
                warn(_("Your place cannot be kept for when you come back: {why}.").format(why=why))


def _asked_where(wanted: Wanted, console: Console) -> tuple[Address, str]:
    """The hub and the code. Raises Misuse for what can be neither, and where there is nobody to ask."""
    address, code = wanted.address, wanted.code
    if address is not None and code is None and looks_like_code(address):
        address, code = None, address
    target = _target(address) if address is not None else _ask_target(console)
    typed = code or target.code
    if typed is None:
        return target.address, _ask_code(console)
    read = read_code(typed)
    if read is None:
        raise Misuse("room_mistyped_code", code=typed)
    return target.address, read


def _target(typed: str) -> Target:
    target = read_address(typed)
    if target is None:
        raise Misuse("room_bad_address", address=typed)
    return target


def _ask_target(console: Console) -> Target:
    while True:
        typed = _ask(console, _("The room's address, as it stands on the wall:"))
        target = read_address(typed)
        if target is not None:
            return target
        console.say(_("Write it as it stands there, such as 192.168.1.20:7528."))


def _ask_code(console: Console) -> str:
    while True:
        code = read_code(_ask(console, f"{said('code')}:"))
        if code is not None:
            return code
        console.say(said("code_wrong"))


def _ask(console: Console, question: str) -> str:
    try:
        return console.ask(question) or ""
    except EndOfInput:
        raise Misuse("room_nothing_to_join") from None


async def _entered(wanted: Wanted, console: Console, address: Address, code: str) -> tuple[Welcome, Address]:
    """Back in the seat that was left, or in a new one. Raises as `enter` does."""
    from simulator.room.client import enter, look  # start-up time: and an extra, which may be missing

    lobby, address = await look([address], code)
    team = _team_of(wanted.team, lobby.teams) if wanted.team is not None else None
    seat = _seat_left(wanted.name, team or wanted.team, code, address)
    if seat is not None:
        try:
            welcome, address = await enter([address], Hello(version=VERSION, code=code, token=seat.token))
        except PlatineError as error:
            if error.key not in {"room_join_unknown_token", "room_join_left"}:
                raise
            with contextlib.suppress(OSError):  # it is only tried again then, in vain
                seats.forget(code, seat.token)
        else:
            _tell_back(console, welcome)
            return welcome, address
    if lobby.locked:
        raise Refused("room_join_joins_locked", code=code)
    console.say(lobby.title, language=lobby.language)
    team = _team(wanted, console, lobby, code)
    hello = Hello(version=VERSION, code=code, name=_name(wanted, console), team=team)
    return await enter([address], hello)


def _seat_left(name: str | None, team: str | None, code: str, address: Address) -> seats.Seat | None:
    """The seat taken last from here; with a name or a team, the one of that name and in that team."""
    for seat in seats.kept_seats(code, address.named):
        if name in (None, seat.name, seat.asked) and team in (None, seat.team):
            return seat
    return None


def _tell_back(console: Console, welcome: Welcome) -> None:
    words = _("You are back as {name}. To join as somebody else: --name NAME")
    console.say(words.format(name=welcome.name))


def _name(wanted: Wanted, console: Console) -> str:
    name = wanted.name
    if name is not None and not name.strip():
        raise Misuse("room_join_no_name")
    while name is None or not name.strip():
        name = _ask(console, f"{said('name')}:")
    return " ".join(name.split())[:LONGEST_NAME]


def _team(wanted: Wanted, console: Console, lobby: Lobby, code: str) -> str | None:
    if wanted.team is not None:
        team = _team_of(wanted.team, lobby.teams)
        if team is None:
            raise Misuse("room_join_no_such_team", code=code)
        return team
    if not lobby.teams:
        return None
    console.say(said("pick_team"))
    for number, name in enumerate(lobby.teams, start=1):
        console.say(typeset(name, language()), first=f"{number}. ")
    while True:
        typed = _ask(console, f"{said('team')}:")
        team = _team_of(typed, lobby.teams)
        if team is not None:
            return team
        if typed.isdecimal() and 1 <= int(typed[:3]) <= len(lobby.teams):
            return lobby.teams[int(typed) - 1]


def _team_of(typed: str, teams: tuple[str, ...]) -> str | None:
    """A team by its name, whatever the case."""
    wanted = " ".join(typed.split()).casefold()
    return next((team for team in teams if team.casefold() == wanted), None)
