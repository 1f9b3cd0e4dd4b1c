"""Findings as an editor shows them: under the word they are about, with the page of their code."""

import re
from typing import Final

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
    Range,
)
from msgspec.structs import replace

from simulator.cli.checking.messages import is_told_elsewhere, message
from simulator.cli.lsp.buffers import Buffer
from simulator.locale import _, language
from simulator.locations import code_pages
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place
from simulator.scenario.reading.occurrences import KINDS, Symbol
from simulator.wording import findings as told
from simulator.wording.plaintext import printable

SOURCE: Final = "platine"
MOST: Final = 300
"""More than that in one document helps nobody, and drowns an editor."""
_SEVERITIES: Final = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    "info": DiagnosticSeverity.Information,
}
_FADED: Final = frozenset(
    {codes.UNREACHABLE_MOMENT, codes.DEAD_RESPONSE, codes.DEAD_BRANCH, codes.UNREACHABLE_ENDING, codes.DEAD_LINE}
)
"""What no call ever comes to: editors can show it faded."""
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,8}")


class Shown:
    """A finding and the diagnostic it became, for what is asked about it later."""

    def __init__(self, finding: Finding, diagnostic: Diagnostic) -> None:
        self.finding = finding
        self.diagnostic = diagnostic


def shown(buffer: Buffer, findings: tuple[Finding, ...]) -> list[Shown]:
    """What is to be shown in this document, at most MOST. What only describes a scenario is no diagnostic."""
    wrong = [finding for finding in findings if not is_told_elsewhere(finding)]
    return [Shown(finding, _diagnostic(buffer, finding)) for finding in wrong[:MOST]]


def _diagnostic(buffer: Buffer, finding: Finding) -> Diagnostic:
    href = page_of(finding.code)
    return Diagnostic(
        range=range_of(buffer, finding),
        message=printable(f"{message(finding)} {told.remedy(finding)}"),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=CodeDescription(href) if href else None,
        source=SOURCE,
        tags=[DiagnosticTag.Unnecessary] if finding.code in _FADED else None,
        related_information=_related(buffer, finding) or None,
    )


def is_elsewhere(buffer: Buffer, finding: Finding) -> bool:
    """Whether it stands in a fragment that this document includes."""
    return finding.place.file != buffer.file


def page_of(code: str) -> str:
    """The address of the page of a code; empty where the pages are not installed."""
    page = code_pages(language()) / f"{code}.md"
    return page.absolute().as_uri() if page.is_file() else ""


def range_of(buffer: Buffer, finding: Finding) -> Range:
    """The word it is about; the first line for the whole file, and for a fragment the line that includes it."""
    place = finding.place
    if is_elsewhere(buffer, finding) and buffer.reading is not None:
        place = buffer.reading.key_place("include")
    if place.line == 0:
        return buffer.span(1, 1, len(buffer.line(0)))
    return buffer.span(place.line, place.column, len(buffer.word_at(place.line, place.column)))


def _related(buffer: Buffer, finding: Finding) -> list[DiagnosticRelatedInformation]:
    """Other places that belong to it: where the same name was given first, where in a fragment it stands."""
    found: list[tuple[Location, str]] = []
    line = finding.arguments.get("line", "")
    if finding.code in (codes.DUPLICATE_KEY, codes.QUOTE, codes.BRACKET) and _NUMBER.fullmatch(line):
        number = int(line)
        words = _("The first stands here.") if finding.code == codes.DUPLICATE_KEY else _("Reading stopped here.")
        found.append((buffer.location(buffer.span(number, 1, len(buffer.line(number - 1)))), words))
    if finding.code == codes.DUPLICATE_ID:
        symbols = [Symbol(kind, "", finding.arguments.get("id", "")) for kind in KINDS]
        places = [one for symbol in symbols for one in buffer.names.definitions(symbol)]
        here = (finding.place.line, finding.place.column)
        found += [
            (buffer.location(buffer.range_of(one)), _("It is also given here."))
            for one in places
            if (one.line, one.column) != here
        ]
    if is_elsewhere(buffer, finding) and buffer.path is not None:
        start = buffer.span(1, 1, 0).start
        start.line = max(0, finding.place.line - 1)
        uri = (buffer.path.parent / finding.place.file).absolute().as_uri()
        found.append((Location(uri, Range(start, start)), _("In the fragment, it stands here.")))
    return [DiagnosticRelatedInformation(location, words) for location, words in found]


def moved(findings: tuple[Finding, ...], file: str, before: list[str], after: list[str]) -> tuple[Finding, ...]:
    """Findings of a file's older lines where the newer still have theirs; those of changed lines are left out."""
    if before == after:
        return findings
    same = _common(before, after)
    changed = len(before) - same[1]
    shift = len(after) - len(before)
    kept = []
    for finding in findings:
        line = finding.place.line
        if line <= same[0] or finding.place.file != file:
            kept.append(finding)
        elif line > changed:
            place = Place(finding.place.file, line + shift, finding.place.column)
            kept.append(replace(finding, place=place))
    return tuple(kept)


def _common(before: list[str], after: list[str]) -> tuple[int, int]:
    """How many lines two texts share at their beginning, and how many at their end."""
    most = min(len(before), len(after))
    start = next((number for number in range(most) if before[number] != after[number]), most)
    most -= start
    end = next((number for number in range(most) if before[-1 - number] != after[-1 - number]), most)
    return start, end
