"""Commands that take several scenarios: by name, by file, or by a folder that stands for all those in it."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from simulator.errors import Unreadable
from simulator.locale import _, language
from simulator.scenario.ours import is_ours
from simulator.scenario.packs import PACK_FILE, entries, find, scenario_files, scenario_files_below


def without_names() -> str:
    """What the help of these commands says of being called without a name."""
    return _(
        "Without a scenario: all of the pack in the current folder, or the scenarios that lie there; "
        "where there are none, those that Platine knows by name."
    )


def scenarios_meant(names: Iterable[str]) -> list[str]:
    """The scenarios that some names stand for, each once; without names: those here, or all that have a name.

    Raises Unreadable for a folder without scenarios, UnknownScenario for a name that nothing has.
    """
    names = tuple(names)
    if not names:
        return list(map(str, _own(Path()))) or [str(entry.path) for entry in entries()]
    return list(dict.fromkeys(one for name in names for one in _meant(name)))


def _own(folder: Path) -> list[Path]:
    """What an author works on in a folder: all of a pack, or the scenarios that lie there themselves."""
    if os.path.isfile(folder / PACK_FILE):
        return scenario_files_below(folder)
    # Other programs' YAML may lie where somebody calls Platine.
    return [file for file in scenario_files(folder) if is_ours(file)]


def is_several(name: str) -> bool:
    """Whether a name stands for a folder or a pack, and not for one scenario."""
    return os.path.isdir(name) or Path(name).name == PACK_FILE


def _meant(name: str) -> Iterator[str]:
    if not is_several(name):
        yield name
        return
    named = _named_like_the_folder(name) if os.path.isdir(name) else None
    if named is not None:
        yield str(named)
        return
    files = scenario_files_below(Path(name) if os.path.isdir(name) else Path(name).parent)
    if not files:
        raise Unreadable("no_scenarios", path=name)
    yield from map(str, files)


def _named_like_the_folder(name: str) -> Path | None:
    """A scenario may have the name of a folder that happens to be here."""
    try:
        found = find(name, language())
    except Unreadable as error:
        if error.key != "is_a_folder":
            raise
        found = None
    return found
