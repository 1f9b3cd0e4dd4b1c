"""`platine room open`: a room on a scenario, led from here."""

import secrets
from typing import Final

import click

from simulator.cli.opening import open_scenario, open_script
from simulator.cli.output import warn
from simulator.cli.rooms import at_the_desk, keep_secret, open_logs, run
from simulator.locale import _
from simulator.plain.room_words import format_of, plain
from simulator.room.desks import LocalDesk
from simulator.room.events import FORMATS, WITHOUT_NETWORK, Opened
from simulator.room.identity import kept, new_secret
from simulator.room.keeper import Keeper
from simulator.scenario.vocabulary import LOADS

_SEEDS: Final = 2**31
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONGEST_TEAM: Final = 40
_MOST_TEAMS: Final = 26
_WITH_TEAMS: Final = ("teams",)
_BETTER_WITH_TEAMS: Final = ("hot-seat", "say-better")


@click.command("open", help=_("Open a room on a scenario, and lead it."))
@click.argument("scenario")
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
@click.option(
    "--plain", "in_lines", is_flag=True, help=_("line by line: for pipes, screen readers and simple terminals")
)
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
    in_lines: bool,
    no_save: bool,
) -> int:
    """Exit code 4 where the room cannot listen or be written."""
    chosen = format_of(form)
    if chosen is None:
        raise click.UsageError(
            _("There is no format “{name}”; there are: {formats}.").format(name=form, formats=", ".join(FORMATS))
        )
    teams = teams_of(teams_typed)
    _check(chosen, teams, local=local)
    read, file = open_scenario(scenario)
    script = open_script(read, variant, load=load)
    secret = new_secret()
    opened = Opened(
        content="",
        secret=kept(secret),
        format=chosen,
        variant=script.variant,
        load=load,  # type: ignore[arg-type]
        seed=secrets.randbelow(_SEEDS) if seed is None else seed,
        teams=teams,
        local=local,
        seconds=seconds,
        source=str(file),
    )

    async def task() -> int:
        logs = open_logs(None, save=not no_save)
        try:
            keeper = await Keeper.create(logs, read, opened)
            if not no_save:
                keep_secret(keeper.code, secret)
            return await at_the_desk(LocalDesk(keeper), plain=in_lines, saved=not no_save)
        finally:
            await logs.close()

    return run(task)


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
