"""What stands around a scenario's file and has a say in its check: its pack, its rehearsals, its other languages."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from simulator.errors import Unreadable
from simulator.scenario.findings import Finding
from simulator.scenario.model import Scenario
from simulator.scenario.packs import PACK_FILE, Pack, pack_folder, read_pack
from simulator.scenario.reading import read_rehearsals, read_scenario
from simulator.scenario.reading.files import ENDINGS
from simulator.scenario.rehearsal import Rehearsal

_REHEARSAL: Final = ".rehearsal"


def rehearsals_file(file: Path) -> Path:
    """Where the rehearsals of a scenario are looked for."""
    return file.with_name(f"{file.stem}{_REHEARSAL}.yaml")


def pack_file(file: Path) -> Path | None:
    """The nearest pack.yaml beside a file or above it."""
    folder = pack_folder(file)
    return None if folder is None else folder / PACK_FILE


def pack_of(file: Path) -> Pack | None:
    """The pack that a file belongs to. Raises Unreadable for a pack.yaml that nobody may read."""
    folder = pack_folder(file)
    return None if folder is None else read_pack(folder)


def rehearsals_of(file: Path, scenario: Scenario | None = None) -> tuple[tuple[Rehearsal, ...], tuple[Finding, ...]]:
    """A scenario's rehearsals, and what is wrong with their file; nothing where there is none. Raises Unreadable.

    `scenario`: what the file holds, where that is known; names that it lacks are told then.
    """
    beside = rehearsals_file(file)
    return read_rehearsals(beside, scenario) if os.path.isfile(beside) else ((), ())


def rehearsed_file(file: Path) -> Path | None:
    """The file of the scenario that these rehearsals are of; None for any other file, and where there is none."""
    if not file.stem.endswith(_REHEARSAL):
        return None
    stem = file.stem.removesuffix(_REHEARSAL)
    return next((one for ending in ENDINGS if os.path.isfile(one := file.with_name(stem + ending))), None)


def rehearsed_by(file: Path) -> Scenario | None:
    """The scenario that a file of rehearsals stands beside; None where there is none, or none that can be played."""
    beside = rehearsed_file(file)
    # What is wrong with the scenario is told when it is checked itself.
    with suppress(Unreadable):
        return None if beside is None else read_scenario(beside).scenario
    return None


def siblings_of(file: Path, pack: Pack | None, scenario: Scenario) -> Iterator[Scenario]:
    """The scenario in other languages: the file of the same name in the packs next to its own."""
    if pack is None:
        return
    inside = os.path.relpath(file, pack.folder)
    for other in _neighbours(pack.folder):
        # What is wrong with a neighbour is told when it is checked itself.
        with suppress(Unreadable):
            sibling = read_scenario(other / inside).scenario if os.path.isfile(other / inside) else None
            if sibling is not None and sibling.id == scenario.id and sibling.language != scenario.language:
                yield sibling


def _neighbours(folder: Path) -> list[Path]:
    """The other packs in the folder that holds this one."""
    around = folder.parent if folder.is_absolute() else Path(os.path.relpath(folder / os.pardir))
    try:
        names = sorted(os.listdir(around))
    except OSError:
        return []  # a folder that may be entered and not listed has no neighbours that we could see
    own = os.path.realpath(folder)
    return [
        around / name
        for name in names
        if os.path.isfile(around / name / PACK_FILE) and os.path.realpath(around / name) != own
    ]
