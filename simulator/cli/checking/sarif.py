"""`--format sarif`: the Static Analysis Results Interchange Format, version 2.1.0 (OASIS, 2020).

What the code scanning of GitHub asks beyond the standard is here too: a full description of each rule, and a line for
each result. Fingerprints are left to whoever uploads: the one that counts there is a hash of the lines around.
"""

from typing import Any, Final

from simulator import __version__
from simulator.cli.checking.excerpt import Lines
from simulator.cli.checking.messages import is_told_elsewhere, message
from simulator.cli.checking.paths import uri
from simulator.cli.checking.report import Report
from simulator.cli.manual import markdown, page
from simulator.errors import PlatineError
from simulator.locale import language
from simulator.scenario.codes import SLUGS
from simulator.scenario.findings import Finding, Place
from simulator.wording import findings as told
from simulator.wording.errors import sentence
from simulator.wording.plaintext import printable

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_DEFAULT_LEVELS: Final = {"E": "error", "W": "warning", "I": "note"}


def log(report: Report, *, code: int) -> dict[str, Any]:
    """The log of one run that leaves with this exit code; what the author silenced is in it, marked as suppressed."""
    told_of: list[tuple[Finding, str | None]] = []
    # How long a scenario is and what can be scored in it is nothing to be mended: here it would be an open alert.
    told_of.extend((finding, None) for finding in report.findings if not is_told_elsewhere(finding))
    told_of.extend((one.finding, one.reason) for one in report.silenced)
    named = sorted({finding.code for finding, _reason in told_of})
    ranks = {name: rank for rank, name in enumerate(named)}
    lines = Lines()
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
                "invocations": [_invocation(report.troubles, code)],
                "columnKind": "utf16CodeUnits",
                "results": [_result(finding, reason, ranks, lines) for finding, reason in told_of],
            }
        ],
    }


def _invocation(troubles: list[PlatineError], code: int) -> dict[str, Any]:
    told: dict[str, Any] = {"executionSuccessful": not troubles, "exitCode": code}
    if troubles:
        words = (" ".join(filter(None, sentence(trouble))) for trouble in troubles)
        told["toolExecutionNotifications"] = [
            {"level": "error", "message": {"text": _plain(printable(each))}} for each in words
        ]
    return told


def _rule(code: str) -> dict[str, Any]:
    explained = page(code, language())
    return {
        "id": code,
        "name": SLUGS[code],
        "shortDescription": {"text": SLUGS[code].replace("-", " ")},
        "fullDescription": {"text": explained.summary},
        # `helpUri` has to be absolute, and `help` is for where nothing is online.
        "help": {"text": f"platine explain {code}", "markdown": markdown(explained)},
        "defaultConfiguration": {"level": _DEFAULT_LEVELS[code[0]]},
    }


def _plain(words: str) -> str:
    """A message in which no words of a scenario make a link: `[words](address)` is one in SARIF (section 3.11.6)."""
    return words.replace("](", "\\](")


def _result(finding: Finding, reason: str | None, ranks: dict[str, int], lines: Lines) -> dict[str, Any]:
    place = finding.place
    about = {"moment": finding.moment, "response": finding.response, "variant": finding.variant}
    return {
        "ruleId": finding.code,
        "ruleIndex": ranks[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(f"{message(finding)} {told.remedy(finding)}")},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": uri(place.file)}, "region": _region(place, lines)}}
        ],
        # Once one result has the key, a consumer expects it of all: an empty list says "not suppressed".
        "suppressions": [] if reason is None else [{"kind": "inSource", "justification": reason}],
        "properties": {name: value for name, value in about.items() if value is not None},
    }


def _region(place: Place, lines: Lines) -> dict[str, int]:
    """Where the finding points. Columns count what UTF-16 needs for the letters before: so do editors."""
    if not place.line:
        return {"startLine": 1}
    before = (lines.of(place) or "")[: place.column - 1]
    return {"startLine": place.line, "startColumn": place.column + sum(letter > "\uffff" for letter in before)}
