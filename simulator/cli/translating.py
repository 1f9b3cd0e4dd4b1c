"""A scenario and the same one in another language, found by name, beside it, or among the packs."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, overload

import msgspec

from simulator.authoring.translations import primary
from simulator.authoring.translations_kept import kept_beside
from simulator.cli.opening import open_scenario
from simulator.errors import Misuse, Unplayable, Unreadable
from simulator.locale import language as spoken
from simulator.scenario.model import Scenario
from simulator.scenario.packs import entries, find, scenario_files
from simulator.scenario.reading import Reading, read_scenario

_MOST_NEIGHBOURS: Final = 200
"""Files beside a scenario that are read to find its other language."""


class Pair(msgspec.Struct, frozen=True):
    """A scenario and its translation, with their files."""

    source: Scenario
    source_file: Path
    translation: Scenario
    translation_file: Path


def pair_of(name: str, other: str | None) -> Pair:
    """The two, the one that has stamps from the other as the translation.

    Raises Misuse where there is no other, where both are in one language, or where they are two scenarios.
    """
    scenario, file = open_scenario(name)
    if other is not None:
        theirs = find(other, spoken())
        sibling: Scenario | None = read_or_refuse(theirs)
    else:
        sibling, found = other_of(scenario, file)
        theirs = found or file
    if sibling is None:
        raise Misuse("translate_alone", path=str(file))
    if sibling.id != scenario.id:
        raise Misuse(
            "translate_other_scenario", path=str(file), other=str(theirs), id=scenario.id, other_id=sibling.id
        )
    if sibling.language == scenario.language:
        raise Misuse("translate_same_language", path=str(file), other=str(theirs), language=scenario.language)
    kept = kept_beside(file)
    if kept is not None and kept.source == sibling.language and kept_beside(theirs) is None:
        return Pair(sibling, theirs, scenario, file)
    return Pair(scenario, file, sibling, theirs)


def other_of(scenario: Scenario, file: Path, language: str | None = None) -> tuple[Scenario | None, Path | None]:
    """The scenario in another language, or in this one, with its file; nothing where there is none at hand.

    It is looked for under the same name in the folders beside its own, then in its own folder, then among the packs.
    """
    for path in _candidates(scenario, file):
        try:
            known = read_scenario(path).scenario
        except Unreadable:
            continue  # somebody else's file: what is wrong with it is told when it is asked for
        if known is None or known.id != scenario.id or known.language == scenario.language:
            continue
        if language is None or known.language == language or primary(known.language) == language:
            return known, path
    return None, None


def _candidates(scenario: Scenario, file: Path) -> Iterator[Path]:
    folder = file.parent
    around = folder / os.pardir if not folder.is_absolute() else folder.parent
    try:
        names = sorted(os.listdir(around))
    except OSError:
        names = []  # a folder that may be entered and not listed has no neighbours that we could see
    for name in names:
        path = Path(os.path.normpath(around / name / file.name))
        if os.path.isfile(path) and not _same(path, file):
            yield path
    yield from (path for path in scenario_files(folder)[:_MOST_NEIGHBOURS] if not _same(path, file))
    # A copy of a scenario that comes with Platine is its owner's: the product's translations are none of its own.
    known = entries()
    if any(_same(entry.path, file) for entry in known if entry.path.name == file.name):
        yield from (entry.path for entry in known if entry.path.stem in (file.stem, scenario.id))


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


@overload
def read_or_refuse(path: Path, *, whole: Literal[True]) -> Reading: ...
@overload
def read_or_refuse(path: Path, *, whole: Literal[False] = False) -> Scenario: ...


def read_or_refuse(path: Path, *, whole: bool = False) -> Scenario | Reading:
    """A scenario that can be played, or with `whole` its reading. Raises Unreadable or Unplayable."""
    reading = read_scenario(path)
    if reading.scenario is None:
        raise Unplayable("unplayable", findings=reading.findings, path=str(path))
    return reading if whole else reading.scenario
