"""Places of the file that one can look at, each with what is to be said of it."""

from dataclasses import dataclass
from pathlib import Path

from simulator.scenario.findings import Finding, Severity
from simulator.wording import findings as told


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a file, and what is to be said of it. Lines and columns count from 1; 0 means the whole file."""

    path: Path
    line: int
    column: int = 0
    severity: Severity | None = None
    title: str = ""
    words: str = ""
    remedy: str = ""


def passage_of(finding: Finding) -> Passage:
    """Where a finding is, with its sentence and its remedy."""
    place = finding.place
    title = finding.code if finding.variant is None else f"{finding.code} · {told.customer(finding.variant)}"
    return Passage(
        Path(place.file),
        place.line,
        place.column,
        finding.severity,
        title,
        told.sentence(finding),
        told.remedy(finding),
    )
