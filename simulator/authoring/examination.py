"""The full check of one file as a process of its own: a screen goes on painting while it runs, and may end it.

    python -m simulator.authoring.examination FILE      prints an Examination as JSON

Exit code 3, and nothing printed, where the file cannot be read.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from simulator.authoring.checking import check
from simulator.authoring.study import Case
from simulator.errors import PlatineError
from simulator.scenario.findings import Finding
from simulator.scenario.packs import PACK_FILE
from simulator.scenario.reading import read_rehearsals, read_scenario
from simulator.scenario.reading.packfile import read_pack_file
from simulator.scenario.rehearsal import Rehearsal

_NICENESS: Final = 5
"""Behind whoever types and paints."""


class Known(msgspec.Struct, frozen=True):
    """What is known of a scenario with one of its customers on the line."""

    exact: bool
    """Whether what can happen is proven; a bound otherwise."""
    witnesses: dict[str, tuple[str, ...]]
    """For each moment and ending that a play can come to, the items of a path that does."""


class Examination(msgspec.Struct, frozen=True):
    """What the full check finds, and what it knows by customer: `base`, then the variants."""

    findings: tuple[Finding, ...]
    known: dict[str, Known] = {}

    @property
    def exact(self) -> bool:
        return all(one.exact for one in self.known.values())


def examine(path: Path) -> Examination:
    """Check a file with all that stands beside it. Raises Unreadable for a file that is not there to read."""
    reading = read_scenario(path)
    rehearsals, findings = _rehearsals(path)
    checked = check(reading, rehearsals=rehearsals, severities=_severities(path))
    cases = checked.study.cases if checked.study is not None else ()
    return Examination((*checked.findings, *findings), {case.name: _known(case) for case in cases})


def _known(case: Case) -> Known:
    scenario, witnesses = case.script.scenario, {}
    for kind, names in (("moment", scenario.moments), ("ending", scenario.endings)):
        for name in names:
            if case.reach.seen((kind, name)):
                witnesses[name] = tuple(case.reach.witness((kind, name)))
    return Known(case.reach.exact, witnesses)


def _rehearsals(path: Path) -> tuple[tuple[Rehearsal, ...], tuple[Finding, ...]]:
    beside = path.with_name(f"{path.stem}.rehearsal.yaml")
    if not os.path.isfile(beside):
        return (), ()
    try:
        return read_rehearsals(beside)
    except PlatineError:
        # Gone since, or nobody's to read: the scenario is checked without it.
        return (), ()


def _severities(path: Path) -> Mapping[str, str]:
    """What the pack around the file says of the checker's codes."""
    beside = path.with_name(PACK_FILE)
    if not os.path.isfile(beside):
        return {}
    try:
        given, _findings = read_pack_file(beside)
    except PlatineError:
        return {}
    return dict(given.get("severities", {})) if given is not None else {}


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
