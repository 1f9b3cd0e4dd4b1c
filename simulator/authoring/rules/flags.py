"""Flags that are set and never asked for, or asked for and never set: mostly two spellings of one name."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.asking import Path, asked_in, responses_of
from simulator.authoring.study import Study
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import Scenario

CODES: Final = (codes.FLAG_NEVER_READ, codes.FLAG_NEVER_SET)


def check(study: Study) -> Iterator[Finding]:
    """One finding a flag, where it is met first."""
    written, asked = _set(study.scenario), _asked(study.scenario)
    for here, there, code in ((written, asked, codes.FLAG_NEVER_READ), (asked, written, codes.FLAG_NEVER_SET)):
        for flag, path in here.items():
            if flag not in there:
                response = str(path[3]) if path[2] in ("responses", "parts") else None
                yield study.finding(code, *path, on_key=False, moment=str(path[1]), response=response, id=flag)


def _set(scenario: Scenario) -> dict[str, Path]:
    """The flags that responses set, each with the first place."""
    found: dict[str, Path] = {}
    for name, block, one, response in responses_of(scenario):
        for number, flag in enumerate(response.sets):
            found.setdefault(flag, ("moments", name, block, one, "sets", number))
    return found


def _asked(scenario: Scenario) -> dict[str, Path]:
    """The flags that conditions ask for, each with the first place."""
    found: dict[str, Path] = {}
    for asked in asked_in(scenario):
        for number, flag in enumerate(asked.condition.flag):
            found.setdefault(flag, (*asked.path, "flag", number))
    return found
