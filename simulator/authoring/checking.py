"""The checker as a whole: every rule on a study, and what they find merged, silenced, weighed and put in order.

checked = check(read_scenario(path), rehearsals=..., severities=pack.severities)
checked.findings      what is to be told, those of reading included
checked.silenced      what the author silenced, with his reasons
checked.study         the study, None where the file cannot be played
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Final, Protocol

import msgspec

from simulator.authoring.copies import told_once
from simulator.authoring.following import without_consequences
from simulator.authoring.paths.sweep import Budget
from simulator.authoring.rules import (
    odd_blank,
    trap,
    unfulfilled_duty,
    unknowable,
    unreached,
    unrevealed_wish,
    unseen_cue,
)
from simulator.authoring.silencing import Silenced, is_lasting, silence
from simulator.authoring.study import Study
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Severity
from simulator.scenario.model import Scenario
from simulator.scenario.reading import Reading
from simulator.scenario.reading.comments import ignores
from simulator.scenario.rehearsal import Rehearsal


class Rule(Protocol):
    """A module of rules/: the codes it may yield, and the yielding."""

    @property
    def CODES(self) -> tuple[str, ...]: ...  # noqa: N802 - a constant of the module

    def check(self, study: Study) -> Iterator[Finding]: ...


class Later:
    """A rule that is loaded when it is first asked: many are about scores and words, and a quick check asks few."""

    def __init__(self, name: str, *codes_made: str) -> None:
        """`name` is that of the module, `codes_made` what it names as its `CODES`."""
        self.__name__ = f"simulator.authoring.rules.{name}"
        self.CODES = codes_made

    def check(self, study: Study) -> Iterator[Finding]:
        rule: Rule = import_module(self.__name__)
        return rule.check(study)


RULES: Final[tuple[Rule, ...]] = (
    Later("dominated", codes.DOMINATED, codes.DOMINATED_BY_BEST),
    Later("equal_effects", codes.EQUAL_EFFECTS),
    Later("equal_texts", codes.EQUAL_TEXTS),
    Later("figures", codes.SIZE, codes.SCORE_RANGE, codes.STAGES_REACHED, codes.ONLY_BOUNDS),
    Later("flags", codes.FLAG_NEVER_READ, codes.FLAG_NEVER_SET),
    Later("given_away", codes.LONGEST_IS_BEST, codes.POLITEST_IS_BEST),
    Later("key", codes.WEAK_KEY, codes.NO_KEY),
    Later("lazy_strategy", codes.LAZY_STRATEGY),
    Later("missing_coach", codes.MISSING_COACH),
    Later("missing_verdict", codes.MISSING_VERDICT),
    Later("no_choice", codes.NO_CHOICE),
    odd_blank,
    Later("platinum", codes.PLATINUM_OUT_OF_REACH),
    Later("same_best_path", codes.SAME_BEST_PATH),
    Later("same_customer", codes.SAME_CUSTOMER),
    Later("silence_pays", codes.SILENCE_PAYS),
    Later("stock_in_natural", codes.STOCK_IN_NATURAL),
    Later("too_long", codes.TOO_LONG),
    Later("translation", codes.TRANSLATION_LAGS),
    trap,
    unfulfilled_duty,
    unknowable,
    unreached,
    unrevealed_wish,
    unseen_cue,
)

ALL: Final = frozenset(codes.SLUGS)
QUICK: Final = frozenset(code for code in codes.SLUGS if code[1] == "1" or code[:3] in ("E20", "W20", "W23")) - {
    codes.PLATINUM_OUT_OF_REACH
}
"""What reading, reachability and knowledge find: no scores, no strategies."""
_OFF: Final = "off"
_SEVERITIES: Final[dict[str, Severity]] = {"error": "error", "warning": "warning", "info": "info"}


class Checked(msgspec.Struct, frozen=True):
    """A file, checked."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()
    study: Study | None = None


def check(
    reading: Reading,
    *,
    rehearsals: Sequence[Rehearsal] = (),
    siblings: Sequence[Scenario] = (),
    severities: Mapping[str, str] | None = None,
    wanted: Collection[str] = ALL,
    budget: Budget | None = None,
) -> Checked:
    """Everything that is wrong with a scenario that was read, or worth knowing, sorted by file and place.

    `severities`: what the pack says, `error`, `warning`, `info` or `off` by code. `wanted`: the codes to look for;
    what keeps a file from being played is told in any case.
    """
    study = None
    found: Iterable[Finding] = reading.findings
    looked_for: frozenset[str] = frozenset()
    severities = severities or {}
    if reading.scenario is not None:
        study = Study(reading, reading.scenario, rehearsals, budget=budget, siblings=siblings)
        off = {code for code, severity in severities.items() if severity == _OFF}
        looked_for = frozenset(wanted) - off
        names = tuple(case.name for case in study.cases)
        found = (*found, *merged(told_once(study, _found(study, looked_for)), names))
    comments = {file: ignores(text) for file, text in reading.sources} if _is_whole(reading) else {}
    left, silenced = silence(found, comments, looked_for)
    told = _told(left, severities, wanted)
    if study is not None:

        def ask(supposed: Scenario, asked: Collection[str]) -> Iterator[Finding]:
            return _found(Study(reading, supposed, rehearsals, budget=budget, siblings=siblings), asked)

        told = without_consequences(told, study, ask)
    return Checked(in_order(told), tuple(silenced), study)


def _found(study: Study, looked_for: Collection[str]) -> Iterator[Finding]:
    for rule in RULES:
        if any(code in looked_for for code in rule.CODES):
            yield from (finding for finding in rule.check(study) if finding.code in looked_for)


def _is_whole(reading: Reading) -> bool:
    """Whether YAML could read the files to their end, so that their comments are where they seem to be."""
    return all(not is_lasting(finding.code) or finding.code >= codes.UNKNOWN_KEY for finding in reading.findings)


def merged(findings: Iterable[Finding], customers: Collection[str]) -> list[Finding]:
    """What is found for every customer becomes one finding for all (variant None); the rest keeps its customer.

    `customers` are the names of the cases; a rule that looks at the file as a whole names none.
    """
    groups: dict[tuple[object, ...], dict[str | None, Finding]] = {}
    for one in findings:
        what = (one.code, one.place, tuple(one.arguments.items()), one.moment, one.response)
        groups.setdefault(what, {}).setdefault(one.variant, one)
    told: list[Finding] = []
    for group in groups.values():
        if None in group or len(group) == len(customers):
            first = next(iter(group.values()))
            told.append(first if first.variant is None else msgspec.structs.replace(first, variant=None))
        else:
            told.extend(group.values())
    return told


def _told(findings: Iterable[Finding], severities: Mapping[str, str], wanted: Collection[str]) -> list[Finding]:
    """What is wanted, with the severity that the pack gives it."""
    told = []
    for finding in findings:
        if not is_lasting(finding.code):
            severity = severities.get(finding.code)
            if severity == _OFF or finding.code not in wanted:
                continue
            if severity in _SEVERITIES and severity is not None:
                finding = msgspec.structs.replace(finding, weight=_SEVERITIES[severity])
        told.append(finding)
    return told


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By place, then by code, then by customer."""
    return tuple(sorted(findings, key=lambda one: (one.place, one.code, one.variant or "")))
