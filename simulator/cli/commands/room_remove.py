"""`platine room remove`: rooms that nobody needs any more, with the names in them and all that was answered."""

import difflib
import os
import sys
import time
from datetime import UTC, date, datetime
from typing import Final, NamedTuple

import click

from simulator.cli.output import complain, warn
from simulator.cli.rooms import FINE, open_logs, run
from simulator.cli.rooms_kept import forget, is_remembered, kept_of
from simulator.cli.rooms_there import There, code_typed, look_at
from simulator.errors import Misuse, PlatineError
from simulator.locale import _, ngettext
from simulator.plain.answers import is_one_of
from simulator.room.identity import ALPHABET, read_code
from simulator.room.log import Logs
from simulator.room.log.file import FileLogs

_DAY_SECONDS: Final = 86_400
_MOST_DAYS: Final = 36_500
_NEAR: Final = 0.5


class _Which(NamedTuple):
    """Which of the rooms there are, where none is named."""

    closed: bool
    before: date | None
    older_than: int | None
    """Days."""

    @property
    def is_any(self) -> bool:
        return self.closed or self.before is not None or self.older_than is not None

    def wants(self, one: There) -> bool:
        if self.closed and (one.room is None or not one.room.closed):
            return False
        if self.older_than is not None and one.at > time.time() - self.older_than * _DAY_SECONDS:
            return False
        return self.before is None or _day(one.at) < self.before


class _Doomed(NamedTuple):
    """A room to be removed, or what this machine remembers of one that is kept elsewhere."""

    code: str
    there: There | None
    """None where its log is not here."""


@click.command("remove", help=_("Remove rooms for good, with the names in them and what was answered."))
@click.argument("codes", nargs=-1, metavar=_("[CODE]..."))
@click.option("--closed", is_flag=True, help=_("every room that was closed"))
@click.option("--before", metavar=_("DATE"), help=_("every room last used before that day"))
@click.option(
    "--older-than",
    metavar=_("DAYS"),
    type=click.IntRange(0, _MOST_DAYS),
    help=_("every room not used for so many days"),
)
@click.option("--yes", is_flag=True, help=_("do not ask first"))
@click.option("--bus", metavar="URL", help=_("the rooms of a NATS server instead"))
def command(
    codes: tuple[str, ...], closed: bool, before: str | None, older_than: int | None, yes: bool, bus: str | None
) -> int:
    """Exit code 2 for a code that no room has: nothing is removed then; 4 for a room that is open elsewhere."""
    which = _Which(closed, _date(before), older_than)
    if bool(codes) == which.is_any:
        told = _("Name the rooms, or say which: --closed, --before DATE, --older-than DAYS; not both.")
        raise click.UsageError(told)
    found: list[_Doomed] = []

    async def look() -> int:
        logs = open_logs(bus)
        try:
            here = bus is None
            found.extend(await (_named(logs, codes, here=here) if codes else _chosen(logs, which)))
        finally:
            await logs.close()
        return FINE

    run(look)
    if not found:
        warn(_("There is no such room: nothing was removed."))
        return FINE
    if not yes and not _is_meant(found):
        warn(_("Nothing was removed."))
        return FINE
    return run(lambda: _remove_all(found, bus))


async def _named(logs: Logs, typed: tuple[str, ...], *, here: bool) -> list[_Doomed]:
    """Each room that was named, once. Raises Misuse for the first code that no room has.

    `here`: what this machine remembers of a room counts, though its log be gone or elsewhere.
    """
    there = dict(await logs.codes())
    wanted = dict.fromkeys(_code(one, there, here=here) for one in typed)
    return [_Doomed(code, await look_at(logs, code, there[code]) if code in there else None) for code in wanted]


def _code(typed: str, there: dict[str, float], *, here: bool) -> str:
    """Only what can be a room's code is ever made into the name of a file."""
    code = read_code(typed)
    if code is not None and (code in there or (here and is_remembered(code))):
        return code
    letters = "".join(letter for letter in typed.upper() if letter in ALPHABET)
    near = difflib.get_close_matches(letters, there, 1, _NEAR)
    if near:
        raise Misuse("unknown_room_near", code=typed[:40], nearest=near[0])
    raise Misuse("unknown_room", code=code_typed(typed))


async def _chosen(logs: Logs, which: _Which) -> list[_Doomed]:
    found = [await look_at(logs, code, at) for code, at in await logs.codes() if read_code(code) == code]
    return [_Doomed(one.code, one) for one in found if which.wants(one)]


def _is_meant(found: list[_Doomed]) -> bool:
    """Asked of a person. Raises UsageError where there is none to ask."""
    if not (sys.stdin is not None and sys.stdin.isatty() and os.isatty(2)):
        raise click.UsageError(
            _("There is no terminal to ask on whether that is meant: add --yes, and nothing is asked.")
        )
    for one in found:
        warn(_told(one))
    asked = ngettext(
        "Remove this room for good, with the names in it and all that was answered? [y/N]",
        "Remove these {count} rooms for good, with the names in them and all that was answered? [y/N]",
        len(found),
    )
    click.echo(asked.format(count=len(found)) + " ", nl=False, err=True)
    return is_one_of(sys.stdin.readline(), ("y", "yes", _("yes"), _("yes")[0]))


def _told(one: _Doomed) -> str:
    """Which room it is, and what goes with it."""
    if one.there is None:
        return _remembered(one.code)
    if not one.there.has_begun:
        return _("{code}: it was never quite opened.").format(code=one.code)
    last = datetime.fromtimestamp(one.there.at, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    room = one.there.room
    if room is None:
        return _("{code}: cannot be read; last written to {date}.").format(code=one.code, date=last)
    count = len(room.people)
    people = ngettext("{count} person", "{count} people", count).format(count=count)
    return _("{code}: “{title}”, last used {date}, {people}.").format(
        code=one.code, title=one.there.title, date=last, people=_("raised hands") if room.opened.local else people
    )


def _remembered(code: str) -> str:
    """What there is of a room whose log is not here: a secret, or seats that were taken from here."""
    kept = kept_of(code)
    if kept is not None and kept.bus is not None:
        place = _("It stays on its bus: --bus removes it there.")
    elif kept is not None and kept.at is None:
        place = _("The room itself is gone already.")
    else:
        place = _("The room itself stays where it is kept.")
    return _("{code}: only what this machine remembers of it is here.").format(code=code) + " " + place


async def _remove_all(found: list[_Doomed], bus: str | None) -> int:
    """One after the other; what cannot be removed keeps nobody from the rest."""
    code = FINE
    logs = open_logs(bus)
    try:
        for one in found:
            try:
                await _remove(logs, one)
            except PlatineError as error:
                complain(error)
                code = max(code, error.exit_code)
            else:
                warn(_("The room {code} is removed.").format(code=one.code))
        if isinstance(logs, FileLogs):
            await logs.tidy()
    finally:
        await logs.close()
    return code


async def _remove(logs: Logs, one: _Doomed) -> None:
    """The log first: where this is cut short, what is left is found again under the same code."""
    if one.there is not None:
        await logs.remove(one.code)
    forget(one.code)


def _day(at: float) -> date:
    return datetime.fromtimestamp(at, UTC).astimezone().date()


def _date(typed: str | None) -> date | None:
    """Raises UsageError."""
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise click.UsageError(
            _("“{typed}” is no date: write it as {example}.").format(typed=typed[:40], example="2026-11-30")
        ) from None
