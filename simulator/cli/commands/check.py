"""`platine check`: what keeps a scenario from being played, line by line."""

import os
from pathlib import Path

import click
import msgspec

from simulator.cli.output import format_option, print_json
from simulator.errors import Unreadable
from simulator.locale import _
from simulator.scenario.findings import Finding
from simulator.scenario.model import Scenario
from simulator.scenario.packs import PACK_FILE, scenario_files_below
from simulator.scenario.reading import read_rehearsals, read_scenario
from simulator.scenario.reading.fragments import read_fragment
from simulator.scenario.reading.packfile import read_pack_file
from simulator.wording import findings as told
from simulator.wording.plaintext import printable


@click.command("check", help=_("Say line by line what keeps a scenario from being played."))
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar=_("PATH..."),
    type=click.Path(readable=False, path_type=Path),  # reading says better why it cannot
)
@click.option("--strict", is_flag=True, help=_("warnings fail too"))
@format_option()
def command(paths: tuple[Path, ...], strict: bool, form: str) -> int:
    """Files and folders. Exit code 1 where there are errors, 3 where a folder holds no scenario."""
    findings: list[Finding] = []
    checked: list[dict[str, object]] = []
    for path in paths:
        for file in _files(path):
            found, scenario = _read(file)
            findings.extend(found)
            if scenario is not None:
                checked.extend({"id": scenario.id, "variant": variant} for variant in (None, *scenario.variants))
    if form == "json":
        print_json({"findings": [finding_data(finding) for finding in findings], "scenarios": checked})
    else:
        for finding in findings:
            click.echo(printable(told.line(finding)))
        if not findings:
            click.echo(
                _("Nothing keeps this from being played.") if checked else _("Nothing is wrong with this file.")
            )
    failing = {"error", "warning"} if strict else {"error"}
    return 1 if any(finding.severity in failing for finding in findings) else 0


def _read(file: Path) -> tuple[tuple[Finding, ...], Scenario | None]:
    """What is wrong with a file, read as what its name says it is; and the scenario, if it is one."""
    if file.name == PACK_FILE:
        return read_pack_file(file)[1], None
    if file.stem.endswith(".rehearsal"):
        return read_rehearsals(file)[1], None
    if file.stem.endswith(".fragment"):
        return read_fragment(file), None
    reading = read_scenario(file)
    return reading.findings, reading.scenario


def _files(path: Path) -> list[Path]:
    if not os.path.isdir(path):
        return [path]
    files = scenario_files_below(path)
    if not files:
        raise Unreadable("no_scenarios", path=str(path))
    return files


def finding_data(finding: Finding) -> dict[str, object]:
    """A finding as every command prints it in JSON."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        **msgspec.structs.asdict(finding.place),
        "message": told.sentence(finding),
        "remedy": told.remedy(finding),
        "moment": finding.moment,
        "response": finding.response,
        "variant": finding.variant,
    }
