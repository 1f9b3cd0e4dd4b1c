"""The open documents: their text, what was last read of it, and where things stand in an editor's own counting."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

from lsprotocol.types import Location, Position, PositionEncodingKind, Range
from pygls.uris import to_fs_path

from simulator.errors import Unreadable
from simulator.scenario.findings import Finding
from simulator.scenario.model import Scenario
from simulator.scenario.reading import Reading
from simulator.scenario.reading.context import kind_of_file
from simulator.scenario.reading.files import ENDINGS, content_of
from simulator.scenario.reading.occurrences import Index, Occurrence, occurrences
from simulator.scenario.reading.raw import LARGEST
from simulator.scenario.reading.unsaved import read_unsaved

_BREAKS: Final = re.compile("\r\n|\r")
_OURS: Final = re.compile(
    r"^(?:platine[ \t]*:|# yaml-language-server:.*\bscenario\.schema\.json)|\A\s*\Z", re.MULTILINE
)
_BLOCKS: Final = re.compile(r"^(?:customer|moments|endings|calls_for)[ \t]*:", re.MULTILINE)
_LONG: Final = 200_000
_WORD: Final = re.compile(r"[\w.-]+")
_QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_REHEARSAL: Final = ".rehearsal"


class Units:
    """How an editor counts the columns of a line: UTF-16 units unless it agreed on others."""

    def __init__(self, encoding: str = PositionEncodingKind.Utf16) -> None:
        self._encoding = encoding

    def count(self, text: str) -> int:
        if self._encoding == PositionEncodingKind.Utf32 or text.isascii():
            return len(text)
        if self._encoding == PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(letter > "\uffff" for letter in text)

    def characters(self, text: str, units: int) -> int:
        """How many characters of a line lie before this many units; one that is cut counts whole."""
        if text.isascii() or self._encoding == PositionEncodingKind.Utf32:
            return min(units, len(text))
        counted = 0
        for number, letter in enumerate(text):
            if counted >= units:
                return number
            counted += self.count(letter)
        return len(text)


class Buffer:
    """One text as it stands in an editor, or in a file beside; never changed, only replaced."""

    def __init__(
        self, uri: str, text: str, version: int | None, units: Units, before: "Buffer | None" = None
    ) -> None:
        """`before`: the text that this one replaces, whose names help while this one cannot be read."""
        self.uri = uri
        self.version = version
        self.units = units
        self.text = _BREAKS.sub("\n", text)
        self.lines = self.text.split("\n")
        local = to_fs_path(uri) if uri.startswith("file:") else None
        self.path = None if local is None or "\0" in local else Path(local)
        name = self.path.name if self.path is not None else uri.rpartition("/")[2]
        self.file = str(self.path) if self.path is not None else uri
        self.kind = kind_of_file(name)
        self._last_index: Index | None = None
        self._last_scenario: Scenario | None = None
        if before is not None:
            # Only what is known already: most texts are replaced by the next letter before anybody asks about them.
            known = before.__dict__
            self._last_index = known.get("index") or before._last_index
            self._last_scenario = before.scenario if "_read" in known else before._last_scenario

    @property
    def is_ours(self) -> bool:
        """Whether this is a file of Platine's: editors show us every YAML file that they open."""
        if len(self.text) > LARGEST:
            return False
        if self.kind != "scenario":
            return True
        return _OURS.search(self.text) is not None or len(set(_BLOCKS.findall(self.text))) > 1

    @cached_property
    def _read(self) -> tuple[tuple[Finding, ...], Reading | None]:
        folder = self.path.parent if self.path is not None else None
        return read_unsaved(self.text, self.kind, self.file, folder)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What reading finds."""
        return self._read[0]

    @property
    def reading(self) -> Reading | None:
        """Of a scenario."""
        return self._read[1]

    @cached_property
    def scenario(self) -> Scenario | None:
        """The scenario, or the last one that this text held while it could be read."""
        found = self.reading.scenario if self.reading is not None else None
        return found or self._last_scenario

    @cached_property
    def index(self) -> Index | None:
        """The names in this very text; None while YAML cannot read it."""
        return occurrences(self.text, self.kind)

    @property
    def names(self) -> Index:
        """The names there are: of this text, or of the last one that could be read. Their places may be old.

        Of a long text they are those of the last rest: each letter typed would cost a search through all of it.
        """
        is_old_enough = self._last_index is not None and len(self.text) > _LONG and "index" not in self.__dict__
        found = self._last_index if is_old_enough else self.index or self._last_index
        return found or Index((), (), {})

    def names_without(self, line: int) -> Index:
        """The same; of a text that could never be read yet, those around a line that is being written."""
        if self._last_index is not None or self.index is not None or not 0 <= line < len(self.lines):
            return self.names
        around = "\n".join([*self.lines[:line], "", *self.lines[line + 1 :]])
        return occurrences(around, self.kind) or self.names

    def index_beside(self, scenario: Index) -> Index | None:
        """The names in rehearsals, understood by those of their scenario."""
        return occurrences(self.text, self.kind, scenario)

    # Places.

    def line(self, number: int) -> str:
        """A line, counted from 0; empty past the end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def character(self, position: Position) -> int:
        """The column, in characters from 0, of an editor's position."""
        return self.units.characters(self.line(position.line), position.character)

    def position(self, line: int, column: int) -> Position:
        """An editor's position for a line and a column that count from 0."""
        line = max(0, min(line, len(self.lines) - 1))
        return Position(line, self.units.count(self.line(line)[: max(0, column)]))

    def span(self, line: int, column: int, length: int) -> Range:
        """An editor's range for a place that counts from 1."""
        if line == 1 and self.text.startswith("\ufeff"):
            column += 1
        return Range(self.position(line - 1, column - 1), self.position(line - 1, column - 1 + length))

    def range_of(self, occurrence: Occurrence) -> Range:
        return self.span(occurrence.line, occurrence.column, occurrence.length)

    def word_at(self, line: int, column: int) -> str:
        """What stands at a place that counts from 1: a quoted text, a word, or the rest of the line."""
        text, start = self.line(line - 1), max(0, column - 1)
        found = _QUOTED.match(text, start) or _WORD.match(text, start)
        if found is not None:
            return found.group()
        return text[start:].rstrip() or text[start : start + 1]

    def location(self, range_: Range) -> Location:
        return Location(self.uri, range_)


class Buffers:
    """All that are open, and a way to those beside them."""

    def __init__(self) -> None:
        self.units = Units()
        self._open: dict[str, Buffer] = {}

    def __iter__(self) -> Iterator[Buffer]:
        return iter(tuple(self._open.values()))

    def put(self, uri: str, text: str, version: int | None) -> Buffer:
        """Take a document in, or its text anew."""
        self._open[uri] = buffer = Buffer(uri, text, version, self.units, self._open.get(uri))
        return buffer

    def get(self, uri: str) -> Buffer | None:
        return self._open.get(uri)

    def drop(self, uri: str) -> None:
        self._open.pop(uri, None)

    def at(self, path: Path) -> Buffer | None:
        """A file as it is open, or as it is saved; None where it is neither or cannot be read."""
        uri = path.absolute().as_uri()
        for one in self._open.values():
            if one.uri == uri or one.path == path:
                return one
        try:
            data = content_of(path)
        except Unreadable:
            return None
        return Buffer(uri, data.decode("utf-8", "replace"), None, self.units)

    def beside(self, buffer: Buffer) -> Buffer | None:
        """Of a scenario its rehearsals, of rehearsals their scenario."""
        if buffer.path is None or buffer.kind not in ("scenario", "rehearsals"):
            return None
        stem, ending = buffer.path.stem, buffer.path.suffix
        endings = (ending, *(other for other in ENDINGS if other != ending))
        other = stem + _REHEARSAL if buffer.kind == "scenario" else stem.removesuffix(_REHEARSAL)
        found = (self.at(buffer.path.with_name(other + one)) for one in endings)
        return next((one for one in found if one is not None), None)

    def findings(self, buffer: Buffer) -> tuple[Finding, ...]:
        """What reading finds; of rehearsals, the names too that their scenario lacks."""
        beside = self.beside(buffer) if buffer.kind == "rehearsals" else None
        scenario = None if beside is None else beside.scenario
        if scenario is None:
            return buffer.findings
        return read_unsaved(buffer.text, buffer.kind, buffer.file, scenario=scenario)[0]

    def indexes(self, buffer: Buffer) -> dict[str, tuple[Buffer, Index]]:
        """The document and the one beside it, by address, each with its names; without those YAML cannot read."""
        beside = self.beside(buffer)
        pair = [buffer] if beside is None else [buffer, beside]
        scenario = next((one for one in pair if one.kind == "scenario"), None)
        names = scenario.names if scenario is not None else Index((), (), {})
        found = {}
        for one in pair:
            index = one.index_beside(names) if one.kind == "rehearsals" else one.index
            if index is not None:
                found[one.uri] = (one, index)
        return found
