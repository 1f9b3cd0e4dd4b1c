"""What stands around a scenario's file and has a say in its check: its pack and its rehearsals."""

import os
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
