"""`--format text`: each finding with its line and remedy, then what is known, then a sum."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.overview import REACH, Overview
from simulator.authoring.paths.ranges import End, Range
from simulator.cli.checking.excerpt import Excerpts
from simulator.cli.checking.paint import Paint
from simulator.cli.checking.report import Report
from simulator.locale import N_, _, ngettext
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Severity
from simulator.wording import findings as told
from simulator.wording.labels import label
from simulator.wording.numbers import number, points
from simulator.wording.plaintext import printable

SEVERITIES: Final[dict[Severity, str]] = {"error": N_("error"), "warning": N_("warning"), "info": N_("info")}
KNOWN: Final = frozenset({codes.SIZE, codes.SCORE_RANGE, codes.STAGES_REACHED})
"""What the block on each customer says anyway is not said again as a finding, unless a pack makes it weigh more."""
_QUESTIONS: Final = {
    REACH: N_("what can happen"),
    "overall": N_("overall"),
    "empathy": N_("empathy"),
    "naturalness": N_("naturalness"),
    "ladder": N_("ladder"),
}


def lines(report: Report, excerpts: Excerpts, paint: Paint, *, verbose: bool) -> Iterator[str]:
    """Everything to print, safe for a terminal."""
    shown = [finding for finding in report.findings if verbose or not is_told_elsewhere(finding)]
    for finding in shown:
        yield _head(finding, paint)
        if verbose or finding.severity != "info":
            yield from _details(finding, excerpts, paint)
    if verbose:
        for hushed in report.silenced:
            words = _("{code} is silenced: {reason}").format(code=hushed.finding.code, reason=hushed.reason)
            yield paint.faint(_safe(f"{_where(hushed.finding)}: {words}"))
    for one in report.overviews:
        yield from _overview(one, paint, verbose=verbose)
    yield _sum(report, paint)


def is_told_elsewhere(finding: Finding) -> bool:
    return finding.code in KNOWN and finding.severity == "info"


def message(finding: Finding) -> str:
    """What is wrong, and with which customer where it is not wrong with all."""
    customer = f" ({told.visible(finding.variant)})" if finding.variant else ""
    return told.sentence(finding) + customer


def _head(finding: Finding, paint: Paint) -> str:
    """Where, how bad, and what is wrong, on one line that editors can jump from."""
    mark = paint.severity(f"{_(SEVERITIES[finding.severity])} {finding.code}", finding.severity)
    return f"{_safe(_where(finding))}: {mark} {paint.strong(_safe(message(finding)))}"


def _details(finding: Finding, excerpts: Excerpts, paint: Paint) -> Iterator[str]:
    excerpt = excerpts.of(finding.place)
    if excerpt is not None:
        line, caret = excerpt
        yield _safe(line)
        yield caret[:-1] + paint.severity(caret[-1], finding.severity)
    yield "    " + _safe(told.remedy(finding))
    yield ""


def _where(finding: Finding) -> str:
    place = finding.place
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    return told.visible(where)


def _safe(text: str) -> str:
    """One line, whatever an author wrote."""
    return printable(" ".join(text.split("\n")))


def _overview(one: Overview, paint: Paint, *, verbose: bool) -> Iterator[str]:
    size = one.size
    parts = (
        ngettext("{count} moment", "{count} moments", size.moments).format(count=number(size.moments)),
        ngettext("{count} response", "{count} responses", size.responses).format(count=number(size.responses)),
        ngettext("{count} word", "{count} words", size.words).format(count=number(size.words)),
        ngettext("about {count} minute", "about {count} minutes", size.minutes).format(count=number(size.minutes)),
    )
    yield paint.strong(_safe(f"{one.language}/{one.id} ({one.variant}): ")) + ", ".join(parts)
    yield "    " + _proof(one)
    yield from (f"    {line}" for line in _scores(one, verbose=verbose))


def _scores(one: Overview, *, verbose: bool) -> Iterator[str]:
    """What each score can come to, and the highest stage: on one line, or each with its paths."""
    spans = {name: f"{_(_QUESTIONS[name])} {_span(span)}" for name, span in (one.ranges or {}).items()}
    reached = _("highest stage: {stage}").format(stage=label("stage", one.stage)) if one.stage is not None else ""
    if not verbose:
        yield from filter(None, [", ".join(filter(None, [*spans.values(), reached]))])
        return
    for name, words in spans.items():
        span = (one.ranges or {})[name]
        yield words
        yield from (f"    {_way(end)}" for end in (span.least, span.most))
    yield from filter(None, [reached])


def _proof(one: Overview) -> str:
    states = ngettext("{count} state explored", "{count} states explored", one.states).format(
        count=number(one.states)
    )
    if one.exact:
        return states + _(", all of it proven")
    questions = ", ".join(_(_QUESTIONS[name]) for name in one.bounds)
    return states + _(", only bounds for: {questions}").format(questions=questions)


def _span(span: Range) -> str:
    least, most = _end(span.least), _end(span.most)
    return least if least == most else _("{least} to {most}").format(least=least, most=most)


def _end(end: End) -> str:
    """One figure where it is proven, or the two between which it lies."""
    low, high = points(end.low), points(end.high)
    return low if end.exact else _("[{low}, {high}]").format(low=low, high=high)


def _way(end: End) -> str:
    """An end with the path that comes to it."""
    if end.path is None:
        return _("{figure}, and no path is known").format(figure=_end(end))
    return _("{figure} by {path}").format(figure=_end(end), path=_safe(", ".join(end.path)))


def _sum(report: Report, paint: Paint) -> str:
    errors, warnings, infos = map(report.count, ("error", "warning", "info"))
    infos -= sum(map(is_told_elsewhere, report.findings))
    silenced = len(report.silenced)
    bad = [
        paint.severity(ngettext("{count} error", "{count} errors", errors), "error").format(count=errors),
        paint.severity(ngettext("{count} warning", "{count} warnings", warnings), "warning").format(count=warnings),
    ]
    parts = [words for words, count in zip(bad, (errors, warnings), strict=True) if count]
    parts = parts or [_("no errors, no warnings")]
    if infos:
        parts.append(ngettext("{count} remark", "{count} remarks", infos).format(count=infos))
    if silenced:
        parts.append(
            ngettext("{count} finding silenced", "{count} findings silenced", silenced).format(count=silenced)
        )
    told_so = ", ".join(parts)
    return told_so[:1].upper() + told_so[1:] + "."
