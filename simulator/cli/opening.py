"""From a name or a path on the command line to a script that can be played."""

import os
from pathlib import Path

import click

from simulator.authoring.surroundings import rehearsals_file, rehearsed_file
from simulator.cli.output import say_finding, warn
from simulator.conversation.script import Script
from simulator.errors import UnknownVariant, Unplayable
from simulator.locale import _, language
from simulator.scenario.model import Desk, Scenario
from simulator.scenario.packs import find
from simulator.scenario.reading import read_rehearsals, read_scenario
from simulator.scenario.rehearsal import Rehearsal


def open_scenario(name: str) -> tuple[Scenario, Path]:
    """A scenario by id, `language/id` or path, its rehearsals' too, with its file.

    Findings that do not forbid playing are warned of.

    Raises UnknownScenario, Unreadable or Unplayable.
    """
    found = find(name, language())
    path = rehearsed_file(found) or found
    reading = read_scenario(path)
    if reading.scenario is None:
        raise Unplayable("unplayable", findings=reading.findings, path=str(path))
    for finding in reading.findings:
        say_finding(finding)
    if reading.findings:
        warn(_("It can be played all the same."))
    return reading.scenario, path


def open_script(scenario: Scenario, variant: str | None, *, load: str | None = None, agent: str = "") -> Script:
    """The script for one customer, at the scenario's desk or under another load. Raises UnknownVariant.

    An agent without a name gets one, so that no sentence that speaks it has a hole.
    """
    if variant in (None, "base"):
        variant = None
    elif variant not in scenario.variants:
        raise UnknownVariant("unknown_variant", variant=variant, known=", ".join(("base", *scenario.variants)))
    desk = scenario.desk
    if load is not None:
        desk = Desk(load, desk.queue, desk.tools, desk.latitude)  # type: ignore[arg-type]
    return Script(scenario, variant, desk=desk, agent=agent or _("Alex"))


def rehearsals_beside(file: Path) -> tuple[Rehearsal, ...]:
    """The rehearsals written for a scenario; none where there is no such file. Raises Unplayable for a broken one."""
    beside = rehearsals_file(file)
    if not os.path.exists(beside):
        return ()
    rehearsals, findings = read_rehearsals(beside)
    if findings:
        raise Unplayable("rehearsal_unreadable", findings=findings, path=str(beside))
    return rehearsals


variant_option = click.option("--variant", metavar="ID", help=_("the customer on the line"))
