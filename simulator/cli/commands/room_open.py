"""`platine room open`: a room on a scenario, led from here."""

import contextlib
import secrets
from typing import Final

import click

from simulator.cli.opening import open_scenario, open_script
from simulator.cli.output import warn
from simulator.cli.rooms import (
    LOOPBACK,
    Leading,
    Listening,
    bus_option,
    desk_of,
    host_option,
    hub_address,
    hub_option,
    need_network,
    open_logs,
    plain_option,
    port_option,
    reached,
    run,
)
from simulator.errors import PlatineError
from simulator.locale import _
from simulator.plain.room_words import format_of, plain
from simulator.room.addresses import Address
from simulator.room.events import FORMATS, WITHOUT_NETWORK, Closed, Format, Opened
from simulator.room.identity import kept as hashed
from simulator.room.identity import new_secret
from simulator.room.keeper import Keeper
from simulator.room.log import Logs
from simulator.room.log.file import FileLogs
from simulator.scenario.vocabulary import LOADS

_SEEDS: Final = 2**31
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST_TEAM: Final = 40
_MOST_TEAMS: Final = 26
_WITH_TEAMS: Final = ("teams",)
_BETTER_WITH_TEAMS: Final = ("hot-seat",)


@click.command("open", help=_("Open a room on a scenario, and lead it."))
@click.argument("scenario", metavar=_("SCENARIO"))
@click.option("--format", "form", metavar=_("FORMAT"), default="peer", help=", ".join(FORMATS))
@click.option(
    "--teams", "teams_typed", metavar=_("N|NAME,NAME"), default="", help=_("how many teams, or their names")
)
@click.option("--variant", metavar="ID", help=_("the customer on the line"))
@click.option("--load", type=click.Choice(LOADS), help=_("play at a desk under this load"))
@click.option(
    "--seed", metavar="N", type=click.IntRange(0, _SEEDS - 1), help=_("the order in which responses are shown")
)
@click.option(
    "--seconds",
    metavar="S",
    type=click.IntRange(1, 3600),
    help=_("how long a vote is suggested to take; no clock without"),
)
@click.option("--local", is_flag=True, help=_("one laptop and raised hands: nobody joins, you type the counts"))
@host_option
@port_option
@bus_option
@hub_option
@click.option("--at", "elsewhere", metavar=_("ADDRESS"), help=_("lead it over the hub that serves there"))
@plain_option
@click.option("--no-save", is_flag=True, help=_("write nothing down"))
def command(
    scenario: str,
    form: str,
    teams_typed: str,
    variant: str | None,
    load: str | None,
    seed: int | None,
    seconds: int | None,
    local: bool,
    host: str | None,
    port: int | None,
    bus: str | None,
    hubs: tuple[str, ...],
    elsewhere: str | None,
    in_lines: bool,
    no_save: bool,
) -> int:
    """Exit code 4 where the room cannot listen, or not be written."""
    chosen = _format(form)
    teams = teams_of(teams_typed)
    _check(chosen, teams, local=local)
    _check_where(local=local, listens=host is not None or port is not None, no_save=no_save, bus=bus, at=elsewhere)
    over = hub_address(elsewhere) if elsewhere is not None else None
    read, file = open_scenario(scenario)
    script = open_script(read, variant, load=load)
    secret = new_secret()
    opened = Opened(
        content="",
        secret=hashed(secret),
        format=chosen,
        variant=script.variant,
        load=load,  # type: ignore[arg-type]
        seed=secrets.randbelow(_SEEDS) if seed is None else seed,
        teams=teams,
        local=local,
        seconds=seconds,
        source=str(file),
    )
    listening = Listening(host or LOOPBACK, port, hubs=tuple(hub_address(one).named for one in hubs))
    leading = Leading(plain=in_lines, saved=not no_save, bus=bus)

    async def task() -> int:
        if not local:
            need_network()
        logs = open_logs(bus, save=not no_save)
        try:
            if isinstance(logs, FileLogs):
                await logs.tidy()
            keeper = await Keeper.create(logs, read, opened)
            if over is not None:
                return await _elsewhere(leading, logs, keeper, over, secret)
            return await _begin(leading, keeper, listening, secret)
        finally:
            await logs.close()

    return run(task)


async def _elsewhere(leading: Leading, logs: Logs, keeper: Keeper, over: Address, secret: str) -> int:
    """Over a hub that serves the same rooms; where it cannot be reached, the room is closed again as in `_begin`."""
    await keeper.close()
    try:
        desk = await reached(over, keeper.code, secret)
    except PlatineError:
        with contextlib.suppress(PlatineError):  # what is told is why the hub was not reached
            again = await Keeper.resume(logs, keeper.code)
            await again.lead(Closed())
            await again.close()
        raise
    return await leading.over(desk, over, secret)


async def _begin(leading: Leading, keeper: Keeper, listening: Listening, secret: str) -> int:
    """Where nobody could ever join it, the room is closed again: it is nothing to go on with."""
    try:
        desk = await desk_of(keeper, listening)
    except PlatineError:
        await keeper.lead(Closed())
        await keeper.close()
        raise
    return await leading.here(desk, listening, secret)


def _format(typed: str) -> Format:
    """Raises UsageError."""
    found = format_of(typed)
    if found is None:
        told = _("There is no format “{name}”; there are: {formats}.")
        raise click.UsageError(told.format(name=typed, formats=", ".join(FORMATS)))
    return found


def _check_where(*, local: bool, listens: bool, no_save: bool, bus: str | None, at: str | None) -> None:
    """Raises UsageError for options that exclude one another."""
    if local and (listens or bus is not None or at is not None):
        raise click.UsageError(_("With --local the room listens nowhere: leave the address out."))
    if no_save and (bus is not None or at is not None):
        raise click.UsageError(_("With --no-save the room is kept nowhere: no other hub can serve it."))
    if at is not None and listens:
        raise click.UsageError(_("With --at it is the hub there that listens: leave --host and --port out."))


def teams_of(typed: str) -> tuple[str, ...]:
    """The teams of `--teams`: that many letters, or the names given. Raises UsageError for what can be none."""
    if not typed.strip():
        return ()
    if typed.strip().isdecimal():
        count = int(typed)
        if not 2 <= count <= _MOST_TEAMS:
            raise click.UsageError(_("From 2 to {most} teams, please.").format(most=_MOST_TEAMS))
        return tuple(_LETTERS[:count])
    names = tuple(" ".join(name.split()) for name in typed.split(","))
    if not 2 <= len(names) <= _MOST_TEAMS:
        raise click.UsageError(_("From 2 to {most} teams, please.").format(most=_MOST_TEAMS))
    if any(not name or len(name) > _LONGEST_TEAM or ":" in name or not name.isprintable() for name in names):
        raise click.UsageError(
            _("A team's name has from 1 to {most} characters, and no colon.").format(most=_LONGEST_TEAM)
        )
    if len({plain(name) for name in names}) < len(names):
        raise click.UsageError(_("Two teams have the same name."))
    return names


def _check(form: str, teams: tuple[str, ...], *, local: bool) -> None:
    """Raises UsageError for what cannot be played so."""
    if local and form not in WITHOUT_NETWORK:
        raise click.UsageError(
            _("Raised hands are not enough for {form}: with --local there are {formats}.").format(
                form=form, formats=", ".join(WITHOUT_NETWORK)
            )
        )
    if form in _WITH_TEAMS and not teams:
        raise click.UsageError(_("This format needs teams: name them with --teams."))
    if local and form in _BETTER_WITH_TEAMS and not teams:
        warn(_("The room is one team here; with --teams there are several."))
