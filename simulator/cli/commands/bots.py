"""`platine bots`: strategies that do not listen, on every customer of a scenario or of all scenarios."""

import click

from simulator.authoring.bots import DEAF_LIMIT, KEY, KEY_GOAL, RANDOM_LIMIT, SEEDS, Table, bots, on_target
from simulator.cli.opening import open_scenario, open_script, rehearsals_beside
from simulator.cli.output import format_option, print_json, table
from simulator.locale import _
from simulator.scenario.packs import entries
from simulator.wording.numbers import number


@click.command("bots", help=_("Let strategies that do not listen play a scenario."))
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@click.option(
    "--seeds",
    metavar="N",
    type=click.IntRange(1, 10_000),
    default=len(SEEDS),
    help=_("how many plays of each strategy"),
)
@click.option("--strict", is_flag=True, help=_("fail where a strategy misses its target"))
@format_option()
def command(scenarios: tuple[str, ...], seeds: int, strict: bool, form: str) -> int:
    """Without a scenario: all that are bundled."""
    names = scenarios or tuple(str(entry.path) for entry in entries())
    tables: list[Table] = []
    for name in names:
        scenario, file = open_scenario(name)
        rehearsals = rehearsals_beside(file)
        for variant in (None, *scenario.variants):
            tables.append(bots(open_script(scenario, variant), rehearsals, seeds=range(seeds)))
    if form == "json":
        print_json({"findings": [], "scenarios": tables})
    else:
        for one in tables:
            click.echo(_heading(one))
            click.echo(_table(one))
            if KEY not in one.bots:
                best = f"best-{one.variant}" if one.variant else "best"
                click.echo(
                    _("Write a rehearsal named {name}, and its path is held against its target too.").format(
                        name=best
                    )
                )
            click.echo()
    return 1 if strict and any(one.missed() for one in tables) else 0


def _heading(one: Table) -> str:
    return f"{one.language}/{one.id} · {one.variant or 'base'}"


def _table(one: Table) -> str:
    rows = [
        (
            name,
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
