"""`platine bots`: strategies that do not listen, and plays in bulk, on every customer of one scenario or of many."""

import shlex
import sys
from pathlib import Path

import click
import msgspec

from simulator.authoring.bots import (
    CHANCE,
    DEAF_LIMIT,
    KEY,
    KEY_GOAL,
    RANDOM_LIMIT,
    SEEDS,
    Table,
    bots,
    key_name,
    on_target,
)
from simulator.authoring.bulk import PLAYS, Plays, Replay, Run
from simulator.cli import plays_told
from simulator.cli.bar import Bar
from simulator.cli.opening import open_scenario, open_script, rehearsals_beside, variant_option
from simulator.cli.output import complain, format_option, print_json, table, warn
from simulator.cli.reached import as_data, reached
from simulator.cli.several import scenarios_meant, without_names
from simulator.conversation.script import Script
from simulator.errors import BadPath, PlatineError
from simulator.locale import _, ngettext
from simulator.scenario.rehearsal import Rehearsal
from simulator.wording.labels import label
from simulator.wording.naming import in_full
from simulator.wording.numbers import number
from simulator.wording.plaintext import printable


class Played(Table, frozen=True):
    """The strategies' marks on one customer, and what came of plays in bulk."""

    plays: Plays


class Replayed(Replay, frozen=True):
    """One play of one customer."""

    id: str
    language: str
    variant: str | None


@click.command("bots", help=_("Let strategies that do not listen play a scenario."), epilog=without_names())
@click.argument("scenarios", nargs=-1, metavar=_("[SCENARIO|PATH]..."))
@click.option(
    "--seeds",
    metavar="N",
    type=click.IntRange(1, 10_000),
    default=len(SEEDS),
    help=_("how many plays of each strategy"),
)
@click.option(
    "--plays", "count", metavar="N", type=click.IntRange(0, 10_000_000), default=PLAYS,
    help=_("how many plays in bulk, half by chance, half taking what was used least"),
)  # fmt: skip
@click.option("--seed", metavar="S", type=click.IntRange(0), default=0, help=_("the seed of the first of them"))
@click.option("--replay", metavar="S", type=click.IntRange(0), help=_("play one of them again, and tell its path"))
@variant_option
@click.option("--strict", is_flag=True, help=_("fail where a strategy misses its target"))
@format_option()
def command(
    scenarios: tuple[str, ...],
    seeds: int,
    count: int,
    seed: int,
    replay: int | None,
    variant: str | None,
    strict: bool,
    form: str,
) -> int:
    """Exit code 1 where a play fails, or the key cannot be played."""
    if replay is not None and replay < seed:
        raise click.UsageError(
            _("--replay {replay} lies before the first play, --seed {seed}.").format(replay=replay, seed=seed)
        )
    code, tables, replays = 0, [], []
    for name in scenarios_meant(scenarios):
        try:
            for script, rehearsals in _opened(name, variant):
                if replay is not None:
                    replays.append(_replay(script, seed, replay, form))
                    continue
                one, error = _play(script, rehearsals, range(seeds), count, seed)
                tables.append(one)
                if error is not None:
                    _tell_of_the_key(one, error)
                    code = max(code, 1)
                if form == "text":
                    click.echo(printable(_heading(script)))
                    _print(one, seeds, _again(name, one), is_key_lacking=error is None and KEY not in one.bots)
        except PlatineError as error:
            complain(error)
            code = max(code, error.exit_code)
    if form == "json" and replay is not None:
        print_json({"findings": [], "replays": replays})
    elif form == "json" and (tables or not code):
        print_json({"findings": [], "scenarios": list(map(_as_data, tables))})
    failed = any(one.plays.failures for one in tables) or any(one.failures for one in replays)
    return max(code, int(failed or (strict and any(one.missed() for one in tables))))


def _opened(name: str, variant: str | None) -> list[tuple[Script, tuple[Rehearsal, ...]]]:
    """The script of each customer, or of the one asked for, with the scenario's rehearsals."""
    scenario, file = open_scenario(name)
    rehearsals = rehearsals_beside(file)
    customers = (None, *scenario.variants) if variant is None else (variant,)
    return [(open_script(scenario, customer), rehearsals) for customer in customers]


def _play(
    script: Script, rehearsals: tuple[Rehearsal, ...], seeds: range, count: int, seed: int
) -> tuple[Played, BadPath | None]:
    """What came of the plays, and why the key is not among them where its rehearsal cannot be walked."""
    unwalked = None
    try:
        strategies = bots(script, rehearsals, seeds=seeds)
    except BadPath as error:
        unwalked = error
        strategies = bots(script, seeds=seeds)
    with Bar(printable(_heading(script)), count, sys.stderr) as bar:
        plays = Run(script, seed).play(count, bar.done)
    return Played(strategies.id, strategies.language, strategies.variant, strategies.bots, plays), unwalked


def _tell_of_the_key(one: Played, error: BadPath) -> None:
    warn(_("The rehearsal “{name}” cannot be played, so that it is missing here.").format(name=key_name(one.variant)))
    complain(error)


def _replay(script: Script, seed: int, replay: int, form: str) -> Replayed:
    again = Run(script, seed).replay(replay)
    scenario = script.scenario
    if form == "text":
        click.echo(printable(_heading(script)))
        click.echo(printable(plays_told.replayed(again)))
        click.echo(",".join(again.path))
        for failure in again.failures:
            click.echo(printable(plays_told.failure(failure)))
    return Replayed(
        again.seed, again.strategy, again.path, again.ending, again.overall, again.failures,
        scenario.id, scenario.language, script.variant,
    )  # fmt: skip


def _print(one: Played, seeds: int, again: str, *, is_key_lacking: bool) -> None:
    words = ngettext(
        "Strategies that do not listen, {count} play each",
        "Strategies that do not listen, {count} plays each",
        seeds,
    )
    click.echo(words.format(count=number(seeds)))
    click.echo(_table(one))
    by_chance = one.bots[CHANCE].plays
    if by_chance > seeds:
        click.echo(
            printable(
                _("{strategy}: {count} plays, so that its mean is no matter of luck.").format(
                    strategy=label("strategy", CHANCE), count=number(by_chance)
                )
            )
        )
    if is_key_lacking:
        click.echo(
            _("Write a rehearsal named “{name}”, and its path is held against its target too.").format(
                name=key_name(one.variant)
            )
        )
    click.echo()
    plays = one.plays
    if plays.count:
        click.echo(plays_told.heading(plays))
        heads = (_("by"), _("plays"), _("mean"), _("deviation"), _("min"), _("max"))
        click.echo(table(plays_told.rows(plays), heads=heads, right=frozenset(range(1, 6))))
        for line in (*reached(plays.coverage), plays_told.endings(plays)):
            click.echo(printable(line))
        for failure in plays.failures:
            click.echo(printable(f"{_('FAILS')}  {plays_told.failure(failure)}"))
            click.echo(printable(f"       {plays_told.frequency(failure)}: {again} --replay {failure.seed}"))
        click.echo()


def _again(name: str, one: Played) -> str:
    """The command that plays this customer's plays again, one of them once a seed is added."""
    named = name if Path(name).suffix else f"{one.language}/{one.id}"
    variant = f" --variant {shlex.quote(one.variant or 'base')}"
    seed = f" --seed {one.plays.seed}" if one.plays.seed else ""
    return f"platine bots {shlex.quote(named)}{variant}{seed}"


def _as_data(one: Played) -> dict[str, object]:
    plays = {**msgspec.structs.asdict(one.plays), "coverage": as_data(one.plays.coverage)}
    return {**msgspec.structs.asdict(one), "plays": plays}


def _heading(script: Script) -> str:
    return f"{script.scenario.language}/{script.scenario.id} · {in_full(script)}"


def _table(one: Table) -> str:
    rows = [
        (
            label("strategy", name),
            number(marks.mean, 1),
            number(marks.min, 1),
            number(marks.max, 1),
            _goal(name),
            _("yes") if on_target(name, marks) else _("NO"),
        )
        for name, marks in one.bots.items()
    ]
    heads = (_("strategy"), _("mean"), _("min"), _("max"), _("target"), _("met"))
    return table(rows, heads=heads, right=frozenset({1, 2, 3}))


def _goal(name: str) -> str:
    if name == KEY:
        return f"≥ {KEY_GOAL}"
    return f"≤ {RANDOM_LIMIT if name == 'random' else DEAF_LIMIT}"
