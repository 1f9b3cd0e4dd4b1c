"""Giving a thing another name: every place where the old one stands, in all files at once."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, Literal

import msgspec

from simulator.scenario.reading.forms import BASE
from simulator.scenario.reading.fragments import RETURN
from simulator.scenario.reading.occurrences import Index, Occurrence, Symbol
from simulator.scenario.vocabulary import MOODS, NEEDS

Why = Literal["no-name", "not-ours", "hidden", "bad-id", "taken", "reserved"]
"""`no-name`: it names nothing that can be renamed. `not-ours`: it is given in another file, or by the format itself.
`hidden`: it also stands where it cannot be found, behind an alias. `bad-id`, `taken`, `reserved`: the new name."""

RENAMED: Final = frozenset(
    {"target", "response", "detail", "flag", "duty", "need", "variant", "question", "misreading"}
)
_NAME: Final = re.compile(r"\w[\w-]*")
"""Narrower than an id: one that begins with a dash means something else at the beginning of a line."""
_LONGEST: Final = 200
"""Letters of a name. YAML takes no more than 1,024 for a key, and nobody reads as many."""
_RESERVED: Final = {"target": {RETURN}, "variant": {BASE}, "need": set(NEEDS)}
_TOGETHER: Final = {"misreading": ("misreading", "detail"), "detail": ("detail", "misreading")}
"""Right and wrong readings stand side by side in a path, so that a name may not be both."""


class Refusal(Exception):
    """A name that cannot be given; nothing is changed."""

    def __init__(self, why: Why, name: str) -> None:
        super().__init__(why, name)
        self.why = why
        self.name = name


class Edit(msgspec.Struct, frozen=True, order=True):
    """Characters of one line to be replaced; line and column count from 1."""

    line: int
    column: int
    length: int
    text: str


def renaming(symbol: Symbol, new: str, files: Mapping[str, Index]) -> dict[str, tuple[Edit, ...]]:
    """The edits by file; `files` are the scenario and what stands beside it. Raises Refusal."""
    new = unicodedata.normalize("NFC", new)
    symbols = _written_with(symbol, files.values())
    for one in symbols:
        can_be_renamed(one, files.values())
        _check(one, new, symbols, files.values())
    edits = {}
    for file, index in files.items():
        found = {place for one in symbols for place in index.of(one)}
        edits[file] = tuple(sorted({Edit(one.line, one.column, one.length, new) for one in found}))
    return {file: changes for file, changes in edits.items() if changes}


def can_be_renamed(symbol: Symbol, files: Iterable[Index]) -> None:
    """Raises Refusal for what has no definition here, or stands where it cannot be found."""
    if symbol.kind not in RENAMED:
        raise Refusal("no-name", symbol.name)
    indexes = tuple(files)
    if not any(index.definitions(symbol) for index in indexes):
        raise Refusal("not-ours", symbol.name)
    if any(symbol in index.hidden for index in indexes):
        raise Refusal("hidden", symbol.name)


def _written_with(symbol: Symbol, files: Iterable[Index]) -> frozenset[Symbol]:
    """The symbol, and those that an alias writes with the same letters: they can only change together."""
    indexes = tuple(files)
    at_place: dict[tuple[int, int, int], set[Symbol]] = {}
    for number, index in enumerate(indexes):
        for one in index.occurrences:
            at_place.setdefault((number, one.line, one.column), set()).add(one.symbol)
    shared = [symbols for symbols in at_place.values() if len(symbols) > 1]
    found = {symbol}
    while more := [symbols for symbols in shared if symbols & found and not symbols <= found]:
        found.update(*more)
    return frozenset(found)


def _check(symbol: Symbol, new: str, renamed: frozenset[Symbol], files: Iterable[Index]) -> None:
    if not _NAME.fullmatch(new) or len(new) > _LONGEST:
        raise Refusal("bad-id", new)
    if new in _RESERVED.get(symbol.kind, ()) or (symbol.kind == "misreading" and new in MOODS):
        raise Refusal("reserved", new)
    for kind in _TOGETHER.get(symbol.kind, (symbol.kind,)):
        for index in files:
            taken = [one for one in index.occurrences if one.symbol.kind == kind and one.symbol.name == new]
            if any(_clash(one, symbol) and one.symbol not in renamed for one in taken):
                raise Refusal("taken", new)


def _clash(one: Occurrence, symbol: Symbol) -> bool:
    """Whether two names of the same kind would be taken for each other."""
    return one.symbol.scope == symbol.scope or one.symbol.kind != symbol.kind


def renamed(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made."""
    lines = text.split("\n")
    start = 1 if text.startswith("\ufeff") else 0
    for edit in sorted(edits, reverse=True):
        line = lines[edit.line - 1]
        at = edit.column - 1 + (start if edit.line == 1 else 0)
        lines[edit.line - 1] = line[:at] + edit.text + line[at + edit.length :]
    return "\n".join(lines)
