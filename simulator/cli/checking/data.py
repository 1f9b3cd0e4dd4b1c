"""`--format json`: findings, and what is known of each scenario and customer."""

from typing import TYPE_CHECKING, Any

from simulator.authoring.overview import Overview
from simulator.cli.checking.report import Report
from simulator.cli.output import finding_data

if TYPE_CHECKING:
    from simulator.authoring.paths.ranges import End, Range


def data(report: Report) -> dict[str, Any]:
    return {
        "findings": [finding_data(finding) for finding in report.findings],
        "scenarios": [_scenario(one) for one in report.overviews],
    }


def _scenario(one: Overview) -> dict[str, Any]:
    return {
        "id": one.id,
        "variant": one.variant,
        "language": one.language,
        "file": one.file,
        "exact": one.exact,
        "bounds": one.bounds,
        "states": one.states,
        "moments": one.size.moments,
        "responses": one.size.responses,
        "words": one.size.words,
        "minutes": one.size.minutes,
        "stage": one.stage,
        "ranges": None if one.ranges is None else {name: _range(span) for name, span in one.ranges.items()},
    }


def _range(span: "Range") -> dict[str, Any]:
    return {"exact": span.exact, "least": _end(span.least), "most": _end(span.most)}


def _end(end: "End") -> dict[str, Any]:
    return {"low": round(float(end.low), 4), "high": round(float(end.high), 4), "path": end.path}
