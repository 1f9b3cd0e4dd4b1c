"""Where the other languages of a scenario lie: under its file's name in the folders beside it, or beside the file.

One place for everybody who looks for them, so that what `platine translate` compares `platine check` tells of.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from simulator.authoring.translations_kept import Kept, kept_beside
from simulator.errors import Unreadable
from simulator.scenario.model import Scenario
from simulator.scenario.packs import PACK_FILE, entries, pack_folder, scenario_files
from simulator.scenario.reading import read_scenario
from simulator.scenario.reading.files import content_of

_MOST_NEIGHBOURS: Final = 200
"""Files beside a scenario that are looked into for its other languages."""


def translations_of(scenario: Scenario, file: Path) -> Iterator[tuple[Scenario, Path]]:
    """The scenario in other languages, with its files, the likelier first.

    They are looked for under the same name in the folders beside its own, those of packs first, and beside its pack;
    then in its own folder; then among the packs. A language may come more than once.
    """
    for path in _candidates(scenario, file):
        # Somebody else's file, or one half written: what is wrong with it is told when it is asked for.
        with suppress(Unreadable):
            known = read_scenario(path).scenario if _names(path, scenario.id) else None
            if known is not None and known.id == scenario.id and known.language != scenario.language:
                yield known, path


def siblings_of(file: Path, scenario: Scenario) -> Iterator[Scenario]:
    """The scenario in the languages that it may lag behind, each once; none that was translated from it."""
    told: set[str] = set()
    own = _stamps(file)
    for sibling, path in translations_of(scenario, file):
        if sibling.language not in told:
            told.add(sibling.language)
            if not is_made_from(_stamps(path), scenario, own):
                yield sibling


def is_made_from(theirs: Kept | None, scenario: Scenario, own: Kept | None) -> bool:
    """Whether stamps beside another file say that it was translated from this scenario, which has none itself."""
    return theirs is not None and theirs.source == scenario.language and own is None


def _stamps(file: Path) -> Kept | None:
    # What cannot be read is told of the file that it belongs to.
    with suppress(Unreadable):
        return kept_beside(file)
    return None


def _candidates(scenario: Scenario, file: Path) -> Iterator[Path]:
    pack = pack_folder(file)
    for folder in dict.fromkeys((file.parent, pack or file.parent)):
        yield from _named_alike(folder, file)
    # A folder that may be entered and not listed has no neighbours that we could see.
    with suppress(Unreadable):
        yield from (path for path in scenario_files(file.parent)[:_MOST_NEIGHBOURS] if not _same(path, file))
    # A copy of a scenario that comes with Platine is its owner's: the product's translations are none of its own.
    known = entries()
    if any(_same(entry.path, file) for entry in known if entry.path.name == file.name):
        named = (entry.path for entry in known if entry.path.stem in (file.stem, scenario.id))
        yield from (path for path in named if not _same(path, file))


def _named_alike(folder: Path, file: Path) -> Iterator[Path]:
    """The files that have the place of this one in the folders beside one that it lies in."""
    inside = os.path.relpath(file, folder)
    around = folder.parent if folder.is_absolute() else Path(os.path.relpath(folder / os.pardir))
    try:
        names = os.listdir(around)
    except OSError:
        return  # a folder that may be entered and not listed has no neighbours that we could see
    with_pack = [name for name in names if os.path.isfile(around / name / PACK_FILE)]
    for name in (*sorted(with_pack), *sorted(set(names).difference(with_pack))):
        path = around / name / inside
        if os.path.isfile(path) and not _same(path, file):
            yield path


def _names(path: Path, name: str) -> bool:
    """Whether a file has this id in it at all: most of what lies around is another scenario, and long to read."""
    return name.encode() in content_of(path)


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
