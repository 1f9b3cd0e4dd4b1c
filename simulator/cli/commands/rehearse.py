"""`platine rehearse`: run the rehearsals written beside scenarios, and tell how much of these they play."""

from dataclasses import dataclass
from typing import Final

import click

from simulator.authoring.coverage import Coverage
from simulator.authoring.rehearsals import Outcome, covered, rehearse
from simulator.authoring.surroundings import rehearsals_file
from simulator.cli.opening import open_scenario, rehearsals_beside
from simulator.cli.output import complain, format_option, print_json
from simulator.cli.reached import as_data, reached
from simulator.cli.several import is_several, scenarios_meant, without_names
from simulator.errors import PlatineError, Unreadable
from simulator.locale import _
from simulator.wording.errors import sentence
from simulator.wording.plaintext import printable

_TOLD_ALREADY: Final = ("path_elsewhere", "path_closed", "path_unknown")
"""Errors whose hints say what is open: that is told of every call that stands somewhere."""


@dataclass(frozen=True, slots=True)
class _Rehearsed:
    """One scenario, its rehearsals played."""

    id: str
    language: str
    outcomes: list[Outcome]
    coverage: Coverage


@click.command("rehearse", help=_("Run a scenario's rehearsals, its own tests."), epilog=without_names())
@click.argument("scenarios", nargs=-1, metavar=_("[SCENARIO|PATH]..."))
@format_option()
def command(scenarios: tuple[str, ...], form: str) -> int:
    """Exit code 1 where one does not come out as written.

    In a folder or a pack, or where none is named, a scenario may go without rehearsals; one that is named may not.
    """
    code = 0
    played: list[_Rehearsed] = []
    is_one_of_many = not scenarios or any(map(is_several, scenarios))
    for name in scenarios_meant(scenarios):
        try:
            one = _rehearsed(name, may_lack=is_one_of_many)
        except PlatineError as error:
            complain(error)
            code = max(code, error.exit_code)
        else:
            played.append(one)
            if form == "text":
                _print(one)
    if form == "json" and (played or not code):
        print_json({"findings": [], "scenarios": list(map(_as_data, played))})
    passed = all(outcome.passed for one in played for outcome in one.outcomes)
    return max(code, int(not passed))


def _rehearsed(name: str, *, may_lack: bool) -> _Rehearsed:
    scenario, file = open_scenario(name)
    rehearsals = rehearsals_beside(file)
    if not rehearsals and not may_lack:
        raise Unreadable("no_rehearsals", path=str(rehearsals_file(file)))
    outcomes = rehearse(scenario, rehearsals)
    return _Rehearsed(scenario.id, scenario.language, outcomes, covered(scenario, outcomes))


def _print(one: _Rehearsed) -> None:
    name = f"{one.language}/{one.id}"
    if not one.outcomes:
        click.echo(printable(_("{name} has no rehearsals.").format(name=name)))
        return
    for outcome in one.outcomes:
        mark = _("passes") if outcome.passed else _("FAILS")
        click.echo(printable(f"{mark}  {name}  {outcome.name}"))
        for line in _differences(outcome):
            click.echo(printable(f"       {line}"))
    for line in reached(one.coverage):
        click.echo(printable(line))


def _differences(outcome: Outcome) -> list[str]:
    lines = [
        _("{what}: {expected} was expected, {found} came").format(
            what=one.what, expected=one.expected, found=one.found
        )
        for one in outcome.differences
    ]
    if outcome.error is not None:
        what, hint = sentence(outcome.error)
        if outcome.step is not None:
            what = _("Step {number}: {what}").format(number=outcome.step, what=what)
        lines += [what, hint] if outcome.error.key not in _TOLD_ALREADY else [what]
    if outcome.here is not None and not outcome.passed:
        open_here = ", ".join(outcome.open) or _("nothing")
        is_place_told = outcome.error is not None and outcome.error.key == "path_elsewhere"
        words = _("Open here: {open}.") if is_place_told else _("The call stands at “{moment}”. Open here: {open}.")
        lines.append(words.format(moment=outcome.here, open=open_here))
    return list(dict.fromkeys(filter(None, lines)))


def _as_data(one: _Rehearsed) -> dict[str, object]:
    return {
        "id": one.id,
        "language": one.language,
        "rehearsals": [
            {
                "name": outcome.name,
                "variant": outcome.variant,
                "passed": outcome.passed,
                "differences": outcome.differences,
                "error": " ".join(sentence(outcome.error)) if outcome.error else None,
                "step": outcome.step,
                "moment": outcome.here,
                "open": outcome.open,
            }
            for outcome in one.outcomes
        ],
        "coverage": as_data(one.coverage),
    }
