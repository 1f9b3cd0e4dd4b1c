"""`platine rehearse`: run the rehearsals written beside scenarios."""

from pathlib import Path

import click

from simulator.authoring.rehearsals import Outcome, rehearse
from simulator.cli.opening import open_scenario, rehearsals_beside
from simulator.cli.output import format_option, print_json
from simulator.errors import Unreadable
from simulator.locale import _
from simulator.scenario.packs import entries
from simulator.wording.errors import sentence
from simulator.wording.plaintext import printable


@click.command("rehearse", help=_("Run a scenario's rehearsals, its own tests."))
@click.argument("scenarios", nargs=-1, metavar="[SCENARIO]...")
@format_option()
def command(scenarios: tuple[str, ...], form: str) -> int:
    """Without a scenario: all that are bundled. Exit code 1 where one does not come out as written."""
    played: list[tuple[str, list[Outcome]]] = []
    for name in scenarios or tuple(str(entry.path) for entry in entries()):
        scenario, file = open_scenario(name)
        rehearsals = rehearsals_beside(file)
        if scenarios and not rehearsals:
            raise Unreadable("no_rehearsals", path=str(_beside(file)))
        played.append((f"{scenario.language}/{scenario.id}", rehearse(scenario, rehearsals)))
    outcomes = [outcome for _name, outcomes in played for outcome in outcomes]
    if form == "json":
        print_json({"findings": [], "scenarios": [_as_data(name, outcomes) for name, outcomes in played]})
    else:
        _print(played)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.stem}.rehearsal.yaml")


def _print(played: list[tuple[str, list[Outcome]]]) -> None:
    for name, outcomes in played:
        for outcome in outcomes:
            mark = _("passes") if outcome.passed else _("FAILS")
            click.echo(printable(f"{mark}  {name}  {outcome.name}"))
            for line in _differences(outcome):
                click.echo(printable(f"       {line}"))


def _differences(outcome: Outcome) -> list[str]:
    lines = [
        _("{what}: {expected} was expected, {found} came").format(
            what=one.what, expected=one.expected, found=one.found
        )
        for one in outcome.differences
    ]
    if outcome.error is not None:
        lines.extend(filter(None, sentence(outcome.error)))
    return lines


def _as_data(name: str, outcomes: list[Outcome]) -> dict[str, object]:
    language, _slash, identifier = name.partition("/")
    return {
        "id": identifier,
        "language": language,
        "rehearsals": [
            {
                "name": outcome.name,
                "variant": outcome.variant,
                "passed": outcome.passed,
                "differences": outcome.differences,
                "error": " ".join(sentence(outcome.error)) if outcome.error else None,
            }
            for outcome in outcomes
        ],
    }
