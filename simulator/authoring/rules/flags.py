"""Flags that are set and never asked for, or asked for and never set: mostly two spellings of one name."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.study import Study
from simulator.authoring.worth import block_of
from simulator.conversation.ground import spoken_options
from simulator.scenario import codes
from simulator.scenario.conditions import Condition
from simulator.scenario.findings import Finding
from simulator.scenario.model import Exchange, Moment, Scenario

CODES: Final = (codes.FLAG_NEVER_READ, codes.FLAG_NEVER_SET)
Path = tuple[str | int, ...]


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
    for name, moment in scenario.moments.items():
        for one, response in spoken_options(moment).items():
            for number, flag in enumerate(response.sets):
                found.setdefault(flag, ("moments", name, block_of(moment), one, "sets", number))
    return found


def _asked(scenario: Scenario) -> dict[str, Path]:
    """The flags that conditions ask for, each with the first place."""
    found: dict[str, Path] = {}
    for name, moment in scenario.moments.items():
        for condition, path in _conditions(moment):
            for flag, place in _flags(condition, path):
                found.setdefault(flag, ("moments", name, *place))
    return found


def _conditions(moment: Moment) -> Iterator[tuple[Condition, Path]]:
    """The conditions of a moment, with where they stand in it."""
    for number, case in enumerate(moment.line):
        if case.when is not None:
            yield case.when, ("line", number, "when")
    for one, response in spoken_options(moment).items():
        where: Path = (block_of(moment), one)
        if response.when is not None:
            yield response.when, (*where, "when")
        for number, branch in enumerate(response.then):
            if branch.when is not None:
                yield branch.when, (*where, "then", number, "when")
    if isinstance(moment, Exchange):
        then, where = (moment.silence.then if moment.silence else ()), ("silence", "then")
    else:
        then, where = moment.then, ("then",)
    for number, branch in enumerate(then):
        if branch.when is not None:
            yield branch.when, (*where, number, "when")


def _flags(condition: Condition, path: Path) -> Iterator[tuple[str, Path]]:
    for number, flag in enumerate(condition.flag):
        yield flag, (*path, "flag", number)
    if condition.negated is not None:
        yield from _flags(condition.negated, (*path, "not"))
    for number, other in enumerate(condition.alternatives):
        yield from _flags(other, (*path, "any", number))
