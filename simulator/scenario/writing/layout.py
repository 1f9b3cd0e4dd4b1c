"""Where every part of a YAML text begins and ends, counted in characters, over libyaml's events.

Reading forgets what it does not need: ends, commas, the style of each scalar. Writing needs those, and nothing else.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from simulator.scenario.writing.changes import Path, normal

MERGE: Final = "<<"
_BLOCK_HEADER: Final = re.compile(r"[|>][-+0-9]*")
_PROPERTY: Final = re.compile(r"[&!][^\s,\[\]{}]*")
_FILLER: Final = re.compile(r"(?:\s|(?<=\s)#[^\r\n]*|(?<=^)#[^\r\n]*)*", re.MULTILINE)
_STYLES: Final = {"": "plain", None: "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


class Part(msgspec.Struct, kw_only=True):
    """A value: `start` is behind its anchor and tag, `end` behind its last character that is not filler."""

    start: int
    end: int
    style: str
    """plain, single, double, literal, folded; flow or block for what holds others; alias."""
    bare: int
    """Where its anchor or tag begins; `start` where it has none."""
    anchor: str | None = None
    entries: "dict[str, Entry] | None" = None
    items: "list[Item] | None" = None

    @property
    def holds(self) -> "list[Entry] | list[Item]":
        """What stands in it, in the order written."""
        if self.entries is not None:
            return list(self.entries.values())
        return self.items or []


class Item(msgspec.Struct, kw_only=True):
    """A list's item; `start` is where its dash stands, in brackets where the item does."""

    start: int
    part: Part

    @property
    def end(self) -> int:
        return self.part.end


class Entry(msgspec.Struct, kw_only=True):
    """A key with its value; `colon` is behind the colon, or behind the key where there is none."""

    start: int
    colon: int
    has_colon: bool
    part: Part

    @property
    def end(self) -> int:
        return max(self.colon, self.part.end)


class Layout:
    """A text and its parts. `text` must be one that the reader can parse."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
        self.anchors: dict[str, str] = {}
        self.shared: set[str] = set()
        """Anchors that some alias names."""
        self._parser: Any = CParser(text)
        self._next: Any = self._parser.get_event
        self.root = self._root()
        self.step = self._indentation()

    def part(self, path: Path) -> Part | None:
        """What stands at a path; None where nothing does, or where only an alias or a merge key leads."""
        part: Part | None = self.root
        for step in path:
            part = None if part is None else inner(part, step)
        return part

    def line_end(self, at: int) -> int:
        """Where the line ends that `at` stands in, its line break left out."""
        end = self.text.find("\n", at)
        if end < 0:
            return len(self.text)
        return end - 1 if end > at and self.text[end - 1] == "\r" else end

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def column(self, at: int) -> int:
        return at - self.line_start(at)

    def after_filler(self, at: int) -> int:
        """The first character from `at` on that is neither blank nor in a comment."""
        found = _FILLER.match(self.text, at)
        return found.end() if found else at

    def header(self, part: Part) -> str:
        """The `|` or `>` of a block scalar with what belongs to it."""
        found = _BLOCK_HEADER.match(self.text, part.start)
        return found.group() if found else ""

    def _root(self) -> Part:
        while True:
            event = self._next()
            if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent):
                return self._value(event)

    # A level of the text is a level of calls: reading has refused what is deeper than 32.
    def _value(self, event: Any) -> Part:
        bare: int = event.start_mark.index
        end: int = event.end_mark.index
        if isinstance(event, AliasEvent):
            self.shared.add(str(event.anchor))
            return Part(start=bare, end=end, style="alias", bare=bare, anchor=event.anchor)
        start = self._behind_properties(bare) if event.anchor is not None or event.tag is not None else bare
        if isinstance(event, ScalarEvent):
            return self._scalar(event, bare, min(start, end), end)
        style = "flow" if event.flow_style else "block"
        part = Part(start=start, end=start, style=style, bare=bare, anchor=event.anchor)
        ended = self._entries(part) if isinstance(event, MappingStartEvent) else self._items(part)
        last = part.holds[-1] if part.holds else None
        part.end = ended if style == "flow" else last.end if last is not None else start
        return part

    def _scalar(self, event: Any, bare: int, start: int, end: int) -> Part:
        style = _STYLES[event.style]
        part = Part(start=start, end=end, style=style, bare=bare, anchor=event.anchor)
        if event.anchor is not None:
            self.anchors[event.anchor] = event.value
        if style in ("literal", "folded"):
            header = self.header(part)
            written = self.text[start:end]
            # Blank lines behind it are its own only where `+` keeps them.
            written = re.sub(r"\r?\n\Z", "", written) if "+" in header else written.rstrip()
            part.end = start + max(len(written), len(header))
        return part

    def _behind_properties(self, at: int) -> int:
        while found := _PROPERTY.match(self.text, at):
            at = self.after_filler(found.end())
        return at

    def _entries(self, part: Part) -> int:
        entries: dict[str, Entry] = {}
        part.entries = entries
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._value(event)
            written: str = event.value if isinstance(event, ScalarEvent) else self.anchors.get(key.anchor or "", "")
            (name,) = normal((written,))
            value = self._value(self._next())
            colon = self.after_filler(key.end)
            has_colon = self.text[colon : colon + 1] == ":"
            entry = Entry(start=key.bare, colon=colon + 1 if has_colon else key.end, has_colon=has_colon, part=value)
            entries.setdefault(str(name), entry)
        return _end_of(event)

    def _items(self, part: Part) -> int:
        items: list[Item] = []
        part.items = items
        behind = part.start
        while not isinstance(event := self._next(), SequenceEndEvent):
            value = self._value(event)
            dash = value.bare if part.style == "flow" else self.after_filler(behind)
            items.append(Item(start=dash, part=value))
            behind = max(dash + 1, value.end)
        return _end_of(event)

    def _indentation(self) -> int:
        """How many blanks the author indents by: those of the first block under a key, 2 where there is none."""
        for entry in _blocks(self.root):
            step = self.column(entry.part.start) - self.column(entry.start)
            if step > 0:
                return step
        return 2


def _end_of(event: Any) -> int:
    return int(event.end_mark.index)


def inner(part: Part, step: str | int) -> Part | None:
    """What stands one step below a part, by its key or its place from 0; None where nothing does."""
    if isinstance(step, str) and part.entries is not None:
        entry = part.entries.get(step)
        return None if entry is None else entry.part
    if isinstance(step, int) and part.items is not None and 0 <= step < len(part.items):
        return part.items[step].part
    return None


def _blocks(part: Part) -> Iterator[Entry]:
    for entry in (part.entries or {}).values():
        if entry.part.style == "block":
            yield entry
        yield from _blocks(entry.part)
    for item in part.items or ():
        yield from _blocks(item.part)
