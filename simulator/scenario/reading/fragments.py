"""Fragments: moments written once and included by several scenarios, under a prefix.

A fragment is a file that holds `platine: 1` and `moments`. Its own targets become `prefix.name`; `then: return`
goes where the includer's `returns` says; any other target is looked for in the scenario that includes it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec

from simulator.scenario import codes
from simulator.scenario.conditions import Condition
from simulator.scenario.findings import Place
from simulator.scenario.model import Branch, Compose, Exchange, LineCase, Moment, Response
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.nodes import Mapping, Node, Scalar, Sequence, place_of, unpacked

RETURN: Final = "return"
MOST_FRAGMENTS: Final = 100


class Source(msgspec.Struct):
    """One file that was read, as a tree."""

    file: str
    root: Mapping


class Sources:
    """The files of a scenario: its own, and those that it includes, by prefix."""

    def __init__(self, file: str, folder: Path | None) -> None:
        self._file = file
        self._folder = folder
        self._main: Source | None = None
        self._fragments: dict[str, Source] = {}
        self._paths: list[Path] = []

    @property
    def files(self) -> tuple[Path, ...]:
        own = () if self._folder is None else (Path(self._file),)
        return (*own, *self._paths)

    def add(self, source: Source) -> None:
        self._main = source

    def place(self, path: tuple[str | int, ...], key: bool = False) -> Place:
        """Where the part at this path stands; the whole file where there is none."""
        if self._main is None:
            return Place(self._file)
        source, path = self._source_of(self._main, path)
        node = walk(source.root, path)
        if node is source.root:
            return Place(source.file, 1, 1)
        at = node.key_at if key and node.key_at >= 0 else place_of(node)
        return Place(source.file, *unpacked(at))

    def _source_of(self, main: Source, path: tuple[str | int, ...]) -> tuple[Source, tuple[str | int, ...]]:
        if len(path) > 1 and path[0] == "moments" and isinstance(path[1], str) and "." in path[1]:
            prefix, _, name = path[1].rpartition(".")
            if prefix in self._fragments:
                return self._fragments[prefix], ("moments", name, *path[2:])
        return main, path

    def included(
        self,
        root: Mapping,
        include: dict[str, str],
        returns: dict[str, str],
        own: Iterable[str],
        ledger: Ledger,
    ) -> dict[str, Moment]:
        return {}


def walk(root: Node, path: Iterable[str | int]) -> Node:
    """The node that a path leads to, or the deepest one on the way."""
    node = root
    for step in path:
        below: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            below = node.entries.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            below = node.items[step]
        if below is None:
            return node
        node = below
    return node
