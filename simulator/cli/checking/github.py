"""`--format github`: commands that GitHub Actions turns into notes beside the lines of a change."""

from typing import Final

from simulator.cli.checking.messages import is_told_elsewhere, message
from simulator.cli.checking.paths import from_here
from simulator.cli.checking.report import Report
from simulator.scenario.codes import SLUGS
from simulator.scenario.findings import Finding
from simulator.wording import findings as told

_COMMANDS: Final = {"error": "error", "warning": "warning", "info": "notice"}


def commands(report: Report) -> list[str]:
    """One command a finding. What only describes a scenario is left out: it would be a note without a cause."""
    return [_command(finding) for finding in report.findings if not is_told_elsewhere(finding)]


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {"file": from_here(place.file)}
    if place.line:
        properties |= {"line": str(place.line), "col": str(place.column)}
    properties["title"] = f"{finding.code} {SLUGS[finding.code]}"
    told_of = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    words = f"{message(finding)} {told.remedy(finding)}"
    return f"::{_COMMANDS[finding.severity]} {told_of}::{_data(words)}"


# The escapes that the runner undoes, in its order: actions/toolkit, packages/core/src/command.ts.
def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
