"""`--format text`: each finding with its line and remedy, then what is known, then a sum."""

from collections.abc import Iterable, Iterator
from typing import Final

from simulator.cli.checking.excerpt import Excerpts
from simulator.cli.checking.known import block
from simulator.cli.checking.messages import is_told_elsewhere, message
from simulator.cli.checking.report import Report
from simulator.cli.checking.sheet import Sheet
from simulator.locale import N_, _, ngettext
from simulator.scenario.findings import Finding, Severity
from simulator.wording import findings as told

SEVERITIES: Final[dict[Severity, str]] = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}
_STEP: Final = "    "


def lines(report: Report, sheet: Sheet, *, verbose: bool) -> Iterator[str]:
    """Everything to print, safe for a terminal. What is only worth knowing takes one line unless `verbose`."""
    excerpts = Excerpts(sheet.width)
    shown = _by_weight(finding for finding in report.findings if verbose or not is_told_elsewhere(finding))
    for finding in shown:
        yield from _head(finding, sheet)
        if verbose or finding.severity != "info":
            yield from _details(finding, excerpts, sheet)
    if shown and shown[-1].severity == "info" and not verbose:
        yield ""
    if verbose:
        for hushed in report.silenced:
            words = _("{code} is silenced: {reason}").format(code=hushed.finding.code, reason=hushed.reason)
            yield from sheet.rows(f"{_where(hushed.finding)}: {words}", rest=_STEP)
    for one in report.overviews:
        yield from block(one, sheet, verbose=verbose)
    yield _sum(report, sheet)


def _by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Of each file its errors first, then what has a line, then what is said of the whole."""
    files: dict[str, int] = {}
    return sorted(
        findings,
        key=lambda one: (files.setdefault(one.place.file, len(files)), one.severity != "error", not one.place.line),
    )


def _head(finding: Finding, sheet: Sheet) -> list[str]:
    """Where, how bad, and what is wrong, as editors can jump from."""
    mark = f"{_(SEVERITIES[finding.severity])} {finding.code}"
    first, *rest = sheet.rows(f"{_where(finding)}: {mark} {message(finding)}", rest=_STEP)
    return [first.replace(mark, sheet.severity(mark, finding.severity), 1), *rest]


def _details(finding: Finding, excerpts: Excerpts, sheet: Sheet) -> Iterator[str]:
    excerpt = excerpts.of(finding.place)
    if excerpt is not None:
        line, caret = excerpt
        yield line
        yield caret[:-1] + sheet.severity(caret[-1], finding.severity)
    yield from sheet.rows(told.remedy(finding), first=_STEP, rest=_STEP)
    yield ""


def _where(finding: Finding) -> str:
    place = finding.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    return told.visible(where)


def _sum(report: Report, sheet: Sheet) -> str:
    errors, warnings, infos = map(report.count, ("error", "warning", "info"))
    infos -= sum(map(is_told_elsewhere, report.findings))
    silenced = len(report.silenced)
    parts = []
    if errors:
        words = ngettext("{count} error", "{count} errors", errors).format(count=errors)
        parts.append(sheet.severity(words, "error"))
    if warnings:
        words = ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings)
        parts.append(sheet.severity(words, "warning"))
    if not parts:
        parts.append(_("No errors, no warnings"))
    if infos:
        parts.append(ngettext("{count} remark", "{count} remarks", infos).format(count=infos))
    if silenced:
        words = ngettext("{count} finding silenced", "{count} findings silenced", silenced)
        parts.append(words.format(count=silenced))
    return ", ".join(parts) + "."
