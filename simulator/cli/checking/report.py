"""Checking files: each as what its name says it is, with the pack and the rehearsals that belong to it."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from simulator.authoring.checking import Checked, check, in_order
from simulator.authoring.overview import Overview, overview
from simulator.authoring.paths.sweep import Budget
from simulator.authoring.silencing import Silenced
from simulator.authoring.surroundings import rehearsals_of, rehearsed_by
from simulator.cli.checking.collector import collect_what_was_left
from simulator.errors import PlatineError, Unreadable
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import Scenario
from simulator.scenario.packs import PACK_FILE, Pack, pack_folder, read_pack, scenario_files_below
from simulator.scenario.reading import read_rehearsals, read_scenario
from simulator.scenario.reading.fragments import read_fragment
from simulator.scenario.rehearsal import Rehearsal

_REHEARSAL, _FRAGMENT = ".rehearsal", ".fragment"


class Asked(msgspec.Struct, frozen=True):
    """What is to be looked for, and how far."""

    wanted: Collection[str]
    overviews: bool = True
    """Whether it is to be told what is known of each customer."""
    scores: bool = True
    """Whether the ranges of scores belong to that."""
    budget: Budget | None = None


class Report(msgspec.Struct):
    """What became of all files."""

    findings: list[Finding] = msgspec.field(default_factory=list)
    silenced: list[Silenced] = msgspec.field(default_factory=list)
    overviews: list[Overview] = msgspec.field(default_factory=list)
    troubles: list[PlatineError] = msgspec.field(default_factory=list)
    """Files that could not be read; the others were checked all the same."""
    files: int = 0
    """How many files were checked."""

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)


def files_of(paths: Iterable[Path], *, ours: bool = False) -> tuple[list[Path], list[PlatineError]]:
    """The files to check, each once, in the order given; and the folders that hold none.

    A folder stands for the scenarios in it and below, with their packs. `ours`: without the YAML of other programs.
    """
    found: dict[str, Path] = {}
    troubles: list[PlatineError] = []
    for path in paths:
        try:
            for file in _below(path) if os.path.isdir(path) else [path]:
                if not ours or _is_ours(file):
                    found.setdefault(os.path.realpath(file), file)
        except PlatineError as error:
            troubles.append(error)
    return list(found.values()), troubles


def _is_ours(file: Path) -> bool:
    from simulator.scenario.ours import is_ours  # start-up time: most are told to check whatever they are given

    return is_ours(file)


def _below(folder: Path) -> list[Path]:
    """The scenarios in a folder and below, each folder's pack before them. Raises Unreadable where there is none."""
    scenarios = scenario_files_below(folder)
    if not scenarios:
        raise Unreadable("no_scenarios", path=str(folder))
    folders = dict.fromkeys((folder, *(file.parent for file in scenarios)))
    packs = [pack for each in folders if os.path.isfile(pack := each / PACK_FILE)]
    return sorted([*packs, *scenarios], key=lambda file: (file.parent, file.name != PACK_FILE, file.name))


def checked(files: Iterable[Path], asked: Asked, watch: Callable[[Path], None] = lambda file: None) -> Report:
    """All files, one after another; what two of them both say is told once."""
    report = Report()
    checker = _Checker(asked, report)
    for number, file in enumerate(files):
        if number:
            collect_what_was_left()
        watch(file)
        try:
            checker.check(file)
            report.files += 1
        except PlatineError as error:
            report.troubles.append(error)
    report.findings = _ordered(report.findings)
    return report


def _ordered(findings: list[Finding]) -> list[Finding]:
    """By file as the files were first spoken of, then by place; each finding once."""
    by_file: dict[str, dict[tuple[object, ...], Finding]] = {}
    for one in findings:
        what = (one.code, one.place, tuple(one.arguments.items()), one.moment, one.response, one.variant)
        by_file.setdefault(one.place.file, {}).setdefault(what, one)
    return [finding for group in by_file.values() for finding in in_order(group.values())]


class _Checker:
    """Checks one file after another into a report, and reads each pack once."""

    def __init__(self, asked: Asked, report: Report) -> None:
        self._asked = asked
        self._report = report
        self._packs: dict[Path, Pack | None] = {}

    def check(self, file: Path) -> None:
        """What is wrong with a file, read as what its name says it is. Raises Unreadable."""
        if file.name == PACK_FILE:
            self._report.findings.extend(read_pack(file.parent).findings)
        elif file.stem.endswith(_REHEARSAL):
            self._report.findings.extend(read_rehearsals(file, rehearsed_by(file))[1])
        elif file.stem.endswith(_FRAGMENT):
            self._report.findings.extend(read_fragment(file))
        else:
            self._check_scenario(file)

    def _check_scenario(self, file: Path) -> None:
        reading = read_scenario(file)
        pack = self._pack_of(file)
        checked = check(
            reading,
            rehearsals=self._rehearsals(file, reading.scenario) if reading.scenario is not None else (),
            siblings=tuple(self._siblings(file, reading.scenario)) if reading.scenario is not None else (),
            severities=pack.severities if pack is not None else None,
            wanted=self._asked.wanted,
            budget=self._asked.budget,
        )
        self._add(checked)

    def _add(self, checked: Checked) -> None:
        self._report.findings.extend(checked.findings)
        self._report.silenced.extend(checked.silenced)
        if checked.study is not None and self._asked.overviews:
            cases = checked.study.cases
            self._report.overviews.extend(overview(case, scores=self._asked.scores) for case in cases)

    def _pack_of(self, file: Path) -> Pack | None:
        """The pack that a file belongs to: the nearest pack.yaml beside or above it. Raises Unreadable."""
        start = file.parent
        if start not in self._packs:
            above = pack_folder(file)
            self._packs[start] = pack = None if above is None else read_pack(above)
            # What a pack.yaml says is acted on, so what is wrong with it is told even if nobody named it.
            self._report.findings.extend(pack.findings if pack is not None else ())
        return self._packs[start]

    def _rehearsals(self, file: Path, scenario: Scenario) -> tuple[Rehearsal, ...]:
        rehearsals, findings = rehearsals_of(file, scenario)
        self._report.findings.extend(findings)
        return rehearsals

    def _siblings(self, file: Path, scenario: Scenario) -> Iterator[Scenario]:
        if codes.TRANSLATION_LAGS in self._asked.wanted:
            from simulator.authoring.translations_found import siblings_of  # start-up time: a quick check has no need

            yield from siblings_of(file, scenario)
