"""Packs: folders of scenarios with a `pack.yaml`. Where they are found, and how a name becomes a file.

Packs come with Platine, lie in the user's data folder, or in folders that he names.
"""

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import msgspec

from simulator import locations
from simulator.errors import UnknownScenario, Unreadable
from simulator.scenario.findings import Finding
from simulator.scenario.model import PassMark, Phrase
from simulator.scenario.reading import Reading, read_scenario
from simulator.scenario.reading.files import ENDINGS
from simulator.scenario.reading.ledger import closest
from simulator.scenario.reading.packfile import PACK_FILE, mark_of, pack_folder, phrases_of, read_pack_file
from simulator.scenario.reading.rehearsals import read_rehearsals

_BESIDE: Final = (".rehearsal", ".fragment")


class Pack(msgspec.Struct, frozen=True):
    """A folder of scenarios."""

    folder: Path
    title: str
    languages: tuple[str, ...]
    licence: str | None = None
    order: tuple[str, ...] = ()
    pass_mark: PassMark | None = None
    severities: dict[str, str] = {}
    """`error`, `warning`, `info` or `off`, by the checker's code."""
    stock: tuple[Phrase, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What is wrong with its pack.yaml; where an error is, the pack goes by its folder's name alone."""

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def files(self) -> tuple[Path, ...]:
        """Its scenarios' files: in the pack's order, the others behind, by name."""
        ranks = {name: rank for rank, name in enumerate(self.order)}
        found = scenario_files(self.folder)
        return tuple(sorted(found, key=lambda path: ranks.get(path.stem, len(ranks))))


class Entry:
    """A scenario's file in a pack, read when it is first looked at."""

    def __init__(self, pack: Pack, path: Path) -> None:
        self.pack = pack
        self.path = path

    @property
    def id(self) -> str:
        """The scenario's id; its file's name where it cannot be read."""
        scenario = self.reading.scenario
        return self.path.stem if scenario is None else scenario.id

    @property
    def language(self) -> str:
        scenario = self.reading.scenario
        return self.pack.languages[0] if scenario is None else scenario.language

    @cached_property
    def reading(self) -> Reading:
        """The scenario, read. Raises Unreadable."""
        return read_scenario(self.path)


def is_scenario_file(path: Path) -> bool:
    """Whether a file of a pack is a scenario: not the pack's own, not a rehearsal, not a fragment."""
    beside = path.stem.endswith(_BESIDE) or path.name == PACK_FILE or path.name.startswith(".")
    return path.suffix in ENDINGS and not beside and os.path.isfile(path)


def scenario_files(folder: Path) -> list[Path]:
    """The scenarios that lie in a folder, pack or not, by name. Raises Unreadable."""
    return [path for path in _listed(folder) if is_scenario_file(path)]


def scenario_files_below(folder: Path) -> list[Path]:
    """The scenarios in a folder and in all below it, sorted. Raises Unreadable.

    Links to folders are not followed, and hidden folders not entered: they hold the settings of other programs.
    """
    found: list[Path] = []
    # A list of what is left to enter, as folders may be nested deeper than functions may call themselves.
    waiting = [folder]
    while waiting:
        for path in _listed(waiting.pop()):
            if is_scenario_file(path):
                found.append(path)
            elif not path.name.startswith(".") and os.path.isdir(path) and not os.path.islink(path):
                waiting.append(path)
    return sorted(found)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise Unreadable("cannot_read", path=str(folder), why=error.strerror or str(error)) from error


def packs(extra: Sequence[Path] = ()) -> list[Pack]:
    """All packs that are found: under the paths given, in the user's folder, in Platine itself, in this order.

    A path given may be a pack or a folder of packs. Raises Unreadable for one given that is neither.
    """
    found: dict[Path, Pack] = {}
    for path in extra:
        below = list(_packs_in(path)) if os.path.isdir(path) else []
        if not os.path.isdir(path):
            raise Unreadable("no_such_file", path=str(path))
        if not below:
            raise Unreadable("not_a_pack", path=str(path))
        found.update((pack.folder.resolve(), pack) for pack in below)
    for folder in (locations.user_packs(), locations.bundled_packs()):
        for pack in _packs_in(folder):
            found.setdefault(pack.folder.resolve(), pack)
    return list(found.values())


def _packs_in(folder: Path) -> Iterator[Pack]:
    # os.path answers no where pathlib raises: for a name too long, or below a folder that may not be entered.
    if os.path.isfile(folder / PACK_FILE):
        yield read_pack(folder)
    elif os.path.isdir(folder):
        for path in _listed(folder):
            if os.path.isfile(path / PACK_FILE):
                yield read_pack(path)


def read_pack(folder: Path) -> Pack:
    """A folder's pack. Raises Unreadable where its pack.yaml is not there to read."""
    given, findings = read_pack_file(folder / PACK_FILE)
    if given is None:
        return Pack(folder, folder.name, ("en",), findings=findings)
    values: dict[str, Any] = {name: value for name, value in given.items() if name != "platine"}
    values["pass_mark"] = mark_of(values)
    values["stock"] = phrases_of(values)
    return Pack(folder, findings=findings, **values)


def entries(extra: Sequence[Path] = (), language: str | None = None) -> list[Entry]:
    """Every scenario of every pack, those of one language only if it is given."""
    return [
        Entry(pack, path)
        for pack in packs(extra)
        if language is None or language in pack.languages
        for path in pack.files
    ]


def find(name: str, language: str, extra: Sequence[Path] = ()) -> Path:
    """The file of a scenario by its id, `language/id`, or path; the asked language first.

    Raises UnknownScenario, with the nearest id, or Unreadable for what looks like a path and is no file.
    """
    path = Path(name)
    if _stands_there(path):
        return path
    wanted, _, scenario = name.rpartition("/")
    languages = {tag for pack in packs(extra) for tag in pack.languages}
    if _looks_like_a_path(name) and wanted not in languages:
        raise Unreadable("is_a_folder" if os.path.isdir(path) else "no_such_file", path=name)
    known = entries(extra, wanted or None)
    matching = _named(scenario, known)
    if matching:
        return min(matching, key=lambda entry: entry.language.split("-")[0] != (wanted or language)).path
    if os.path.isdir(path):
        raise Unreadable("is_a_folder", path=name)
    for ending in ENDINGS:
        if _stands_there(Path(name + ending)):
            raise UnknownScenario("unknown_scenario_near", name=name, nearest=name + ending)
    near = closest(scenario, sorted({entry.path.stem for entry in known} | {entry.id for entry in known}))
    if near is None:
        raise UnknownScenario("unknown_scenario", name=name)
    raise UnknownScenario("unknown_scenario_near", name=name, nearest=f"{wanted}/{near}" if wanted else near)


def _stands_there(path: Path) -> bool:
    """Whether anything but a folder has this name: what it is, and whether it can be read, reading finds out."""
    return os.path.lexists(path) and not os.path.isdir(path)


def _named(scenario: str, known: Sequence[Entry]) -> list[Entry]:
    """Entries of this id. File names are tried first: a scenario is usually named after its id, and the others
    need not be read then."""
    by_name = [entry for entry in known if entry.path.stem == scenario and entry.id == scenario]
    return by_name or [entry for entry in known if entry.id == scenario]


def _looks_like_a_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith(ENDINGS) or name.startswith((".", "~"))


__all__ = [
    "PACK_FILE",
    "Entry",
    "Pack",
    "PassMark",
    "Phrase",
    "entries",
    "find",
    "is_scenario_file",
    "pack_folder",
    "packs",
    "read_pack",
    "read_rehearsals",
    "scenario_files",
    "scenario_files_below",
]
