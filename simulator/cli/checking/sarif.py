"""`--format sarif`: the Static Analysis Results Interchange Format, version 2.1.0 (OASIS, 2020)."""

from typing import Any, Final

from simulator import __version__
from simulator.cli.checking.messages import message
from simulator.cli.checking.paths import uri
from simulator.cli.checking.report import Report
from simulator.scenario.codes import SLUGS
from simulator.scenario.findings import Finding
from simulator.wording import findings as told

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_DEFAULT_LEVELS: Final = {"E": "error", "W": "warning", "I": "note"}


def log(report: Report, *, code: int) -> dict[str, Any]:
    """The log of one run that leaves with this exit code; what the author silenced is in it, marked as suppressed."""
    told_of: list[tuple[Finding, str | None]] = []
    told_of.extend((finding, None) for finding in report.findings)
    told_of.extend((one.finding, one.reason) for one in report.silenced)
    named = sorted({finding.code for finding, _reason in told_of})
    ranks = {name: rank for rank, name in enumerate(named)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Platine",
                        "version": __version__,
                        "rules": [_rule(name) for name in named],
                    }
                },
                "invocations": [{"executionSuccessful": not report.troubles, "exitCode": code}],
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, reason, ranks) for finding, reason in told_of],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    return {
        "id": code,
        "name": SLUGS[code],
        "shortDescription": {"text": SLUGS[code].replace("-", " ")},
        # `helpUri` has to be absolute, and `help` is for where nothing is online.
        "help": {"text": f"platine explain {code}", "markdown": f"`platine explain {code}`"},
        "defaultConfiguration": {"level": _DEFAULT_LEVELS[code[0]]},
    }


def _plain(words: str) -> str:
    """A message in which no words of a scenario make a link: `[words](address)` is one in SARIF (section 3.11.6)."""
    return words.replace("](", "\\](")


def _result(finding: Finding, reason: str | None, ranks: dict[str, int]) -> dict[str, Any]:
    place = finding.place
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(place.file)}}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": place.column}
    about = {"moment": finding.moment, "response": finding.response, "variant": finding.variant}
    return {
        "ruleId": finding.code,
        "ruleIndex": ranks[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(f"{message(finding)} {told.remedy(finding)}")},
        "locations": [{"physicalLocation": physical}],
        # Once one result has the key, a consumer expects it of all: an empty list says "not suppressed".
        "suppressions": [] if reason is None else [{"kind": "inSource", "justification": reason}],
        "properties": {name: value for name, value in about.items() if value is not None},
    }
