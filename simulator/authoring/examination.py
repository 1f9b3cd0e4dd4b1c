"""The full check of one file as a process of its own: a screen goes on painting while it runs, and may end it.

    python -m simulator.authoring.examination FILE      prints an Examination as JSON

Exit code 3, and nothing printed, where the file cannot be read.
"""

import os
import sys
from pathlib import Path
from typing import Final

import msgspec

from simulator.authoring.checking import check
from simulator.authoring.study import Case
from simulator.authoring.surroundings import pack_of, rehearsals_of
from simulator.authoring.translations_found import siblings_of
from simulator.errors import PlatineError
from simulator.scenario.findings import Finding
from simulator.scenario.reading import read_scenario

_NICENESS: Final = 5
"""Behind whoever types and paints."""


class Known(msgspec.Struct, frozen=True):
    """What is known of a scenario with one of its customers on the line."""

    exact: bool
    """Whether what can happen and what it may score is proven; bounds otherwise."""
    witnesses: dict[str, tuple[str, ...]]
    """For each moment and ending that a play can come to, the items of a path that does."""
    scores: dict[str, tuple[float, float]] = {}
    """The least and the most that each score can come to, 0 to 100; where not exact, none lies outside."""


class Examination(msgspec.Struct, frozen=True):
    """What the full check finds, and what it knows by customer: `base`, then the variants."""

    findings: tuple[Finding, ...]
    known: dict[str, Known] = {}

    @property
    def exact(self) -> bool:
        return all(one.exact for one in self.known.values())


def examine(path: Path) -> Examination:
    """Check a file with all that stands around it. Raises Unreadable for what is not there to read."""
    reading = read_scenario(path)
    pack = pack_of(path)
    rehearsals, wrong = rehearsals_of(path, reading.scenario)
    checked = check(
        reading,
        rehearsals=rehearsals,
        siblings=tuple(siblings_of(path, reading.scenario)) if reading.scenario is not None else (),
        severities=pack.severities if pack is not None else None,
    )
    cases = checked.study.cases if checked.study is not None else ()
    findings = (*checked.findings, *wrong, *(pack.findings if pack is not None else ()))
    return Examination(findings, {case.name: _known(case) for case in cases})


def _known(case: Case) -> Known:
    scenario, witnesses = case.script.scenario, {}
    for kind, names in (("moment", scenario.moments), ("ending", scenario.endings)):
        for name in names:
            if case.reach.seen((kind, name)):
                witnesses[name] = tuple(case.reach.witness((kind, name)))
    spans = case.ranges.of
    proven = all(span.exact for span in spans.values())
    scores = {name: (float(span.least.low), float(span.most.high)) for name, span in spans.items()}
    return Known(case.reach.exact and proven, witnesses, scores)


def main(arguments: list[str]) -> int:
    """Examine the file named and print what comes of it. The exit code."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    try:
        found = examine(Path(arguments[0]))
    except PlatineError as error:
        return error.exit_code
    sys.stdout.buffer.write(msgspec.json.encode(found))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
