"""A scenario and the same one in another language, found by name, beside it, or among the packs."""

from pathlib import Path
from typing import Literal, overload

import msgspec

from simulator.authoring.translations import primary
from simulator.authoring.translations_found import is_made_from, translations_of
from simulator.authoring.translations_kept import kept_beside
from simulator.cli.opening import open_scenario
from simulator.errors import Misuse, Unplayable
from simulator.locale import language as spoken
from simulator.scenario.model import Scenario
from simulator.scenario.packs import find
from simulator.scenario.reading import Reading, read_scenario


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
    if is_made_from(kept_beside(file), sibling, kept_beside(theirs)):
        return Pair(sibling, theirs, scenario, file)
    return Pair(scenario, file, sibling, theirs)


def other_of(scenario: Scenario, file: Path, language: str | None = None) -> tuple[Scenario | None, Path | None]:
    """The scenario in another language, or in this one, with its file; nothing where there is none at hand."""
    for known, path in translations_of(scenario, file):
        if language is None or known.language == language or primary(known.language) == language:
            return known, path
    return None, None


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
