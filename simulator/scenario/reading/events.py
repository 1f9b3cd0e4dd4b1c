"""From bytes to a tree of nodes, over libyaml's event stream, without recursion.

PyYAML's own composer calls itself once a level and dies by signal on deep nesting, keeps the last of two equal
keys in silence, and forgets where keys stood. This builder stops the stream at the first limit that is passed.
"""

import unicodedata
from typing import Any, Final

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from simulator.scenario import codes
from simulator.scenario.reading.ledger import Enough, Ledger
from simulator.scenario.reading.nodes import (
    BLOCK,
    LAST_COLUMN,
    LOST,
    PLAIN,
    QUOTED,
    SPLIT,
    Mapping,
    Node,
    Scalar,
    Sequence,
    packed,
    under_key,
    unpacked,
)
from simulator.scenario.reading.raw import FORBIDDEN, hashes_after_one_blank

DEEPEST: Final = 32
MOST_ALIASED: Final = 100_000
"""Nodes that aliases and merge keys may add."""
FREE_BYTES: Final = 100_000
BYTES_AN_ENTRY: Final = 7
BYTES_AN_ITEM: Final = 7
BYTES_A_BRACKET: Final = 2
"""What a key with its value, an item of a list, and a container take at least in any scenario, indentation included;
a small file may be denser. It bounds the memory and the time that `[a,a,a,...` can ask for."""
_NEVER: Final = 1 << 62

_STYLES: Final = {"": PLAIN, None: PLAIN, "'": QUOTED, '"': QUOTED, "|": BLOCK, ">": BLOCK}
_REPEATED: Final = ("line", "calls_for", "responses", "say", "then", "empathy", "uses", "reveals", "coach")
_SHARED: Final = {word: word for word in _REPEATED}
"""Keys that stand in every moment and response: one string for all of them spares a large file's memory."""
_MERGE: Final = "<<"
_TAGS: Final = "tag:yaml.org,2002:"
_KNOWN_TAGS: Final = frozenset(
    {"!", *(_TAGS + name for name in ("str", "int", "float", "bool", "null", "map", "seq"))}
)

Anchored = tuple[Node, int, int]
"""A node, how many nodes it counts, and how many levels."""
Frame = tuple["dict[str, Node] | None", "list[Node]", "str | None", int, Node, "str | None", int, int]


def tree(data: bytes, ledger: Ledger) -> Node | None:
    """The document in these UTF-8 bytes; None when it cannot be read, and the ledger then says why."""
    builder = _Builder(data, ledger)
    try:
        return builder.run()
    except Enough:
        return None
    except YAMLError as error:
        from simulator.scenario.reading import syntax  # start-up time: most files can be read to their end

        syntax.explain(error, data, builder.quoted, ledger)
        return None


class _Builder:
    def __init__(self, data: bytes, ledger: Ledger) -> None:
        self._ledger = ledger
        self._next_event: Any = CParser(data).get_event
        self._hashes = hashes_after_one_blank(data)
        self._next_hash = next(self._hashes, _NEVER)
        self._escapes = b"\\" in data
        self._allowed = FREE_BYTES + len(data)
        self._anchors: dict[str, Anchored | None] = {}
        self._aliased = 0
        self._count = 0
        self._deepest = 0
        self._stack: list[Frame] = []
        # The container being filled: a mapping's entries, or the items of a sequence.
        self._root: list[Node] = []
        self._entries: dict[str, Node] | None = None
        self._items: list[Node] = self._root
        self._key: str | None = None
        self._key_at = -1
        self._key_event: Any = None
        self.quoted: Any = None
        """The last quoted value: a syntax error often has its cause in a quotation mark long before."""

    def run(self) -> Node | None:
        steps = {
            MappingStartEvent: self._open,
            SequenceStartEvent: self._open,
            MappingEndEvent: self._close,
            SequenceEndEvent: self._close,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
        }
        next_event, scalar = self._next_event, self._scalar
        while (event := next_event()) is not None:
            kind = event.__class__
            if kind is ScalarEvent:
                scalar(event)
            elif kind in steps:
                steps[kind](event)
        return self._root[0] if self._root else None

    # Nearly all events are scalars: what every one of them needs is written out here, without calls.
    def _scalar(self, event: Any) -> None:
        text: str = event.value
        mark = event.start_mark
        at: int = mark.line << 20 | mark.column if mark.column <= LAST_COLUMN else packed(mark.line, mark.column)
        if event.tag is not None:
            self._check_tag(event, at)
        entries = self._entries
        if entries is not None and self._key is None:
            self._key = _SHARED.get(text) or (text if text.isascii() else unicodedata.normalize("NFC", text))
            self._key_at, self._key_event = at, event
            if event.anchor is not None:
                self._anchors[event.anchor] = (Scalar(text, at, 0, QUOTED), 1, 0)
            return
        style = _STYLES[event.style]
        if style == PLAIN:
            if not text:
                style = self._empty_style(event)
                if style == PLAIN and self._next_hash != _NEVER:
                    style = self._before_a_hash(event.end_mark)
            elif self._next_hash != _NEVER:
                style = self._before_a_hash(event.end_mark)
        elif style == QUOTED:
            self.quoted = event
            if self._escapes:
                self._check_escapes(text, at)
        node = Scalar(text, at, 0, style) if entries is None else Scalar(text, self._key_at, at - self._key_at, style)
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, 1, 0)
        self._attach(node)

    def _empty_style(self, event: Any) -> int:
        key = self._key_event
        cut = self._key is not None and key is not None and key.end_mark.index == event.end_mark.index
        return SPLIT if cut else PLAIN

    def _before_a_hash(self, mark: Any) -> int:
        """Whether one blank and a `#` follow a plain scalar that ends at this mark."""
        end = packed(mark.line, mark.column)
        while self._next_hash < end:
            self._next_hash = next(self._hashes, _NEVER)
        return LOST if self._next_hash == end else PLAIN

    def _check_escapes(self, text: str, at: int) -> None:
        found = FORBIDDEN.search(text)
        if found is not None:
            self._ledger.note(codes.CONTROL, at, character=f"U+{ord(found.group()):04X}")

    def _check_tag(self, event: Any, at: int) -> None:
        if event.tag not in _KNOWN_TAGS:
            self._ledger.note(codes.UNKNOWN_TAG, at, tag=event.tag)

    def _attach(self, node: Node) -> None:
        self._count += 1
        entries = self._entries
        if entries is None:
            self._spend(BYTES_AN_ITEM, node.at)
            self._items.append(node)
            return
        key = self._key
        if key is None:
            raise self._ledger.stop(codes.KEY_NOT_A_WORD, node.at)
        self._spend(BYTES_AN_ENTRY, node.at)
        if key in entries:
            first = unpacked(entries[key].key_at)[0]
            self._ledger.note(codes.DUPLICATE_KEY, self._key_at, key=key, line=str(first))
        else:
            entries[key] = node
        self._key = None

    def _spend(self, size: int, at: int) -> None:
        self._allowed -= size
        if self._allowed < 0:
            raise self._ledger.stop(codes.TOO_DENSE, at)

    def _open(self, event: Any) -> None:
        mark = event.start_mark
        at = packed(mark.line, mark.column)
        depth = len(self._stack) + 1
        if depth > DEEPEST:
            raise self._ledger.stop(codes.TOO_DEEP, at, most=str(DEEPEST))
        if event.tag is not None:
            self._check_tag(event, at)
        self._spend(BYTES_A_BRACKET, at)
        entries: dict[str, Node] | None = None
        items: list[Node] = []
        key_at = at if self._entries is None else self._key_at
        node: Node
        if event.__class__ is MappingStartEvent:
            entries = {}
            node = Mapping(entries, key_at, at - key_at)
        else:
            node = Sequence(items, key_at, at - key_at)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self._attach(node)
        self._stack.append(
            (self._entries, self._items, self._key, self._key_at, node, event.anchor, self._count, self._deepest)
        )
        self._entries, self._items = entries, items
        self._key, self._key_event = None, None
        self._deepest = depth

    def _close(self, _event: Any) -> None:
        depth = len(self._stack)
        entries = self._entries
        if entries is not None and _MERGE in entries:
            self._merge(entries)
        parent, items, key, key_at, node, anchor, count, deepest = self._stack.pop()
        self._entries, self._items, self._key, self._key_at = parent, items, key, key_at
        if anchor is not None:
            self._anchors[anchor] = (node, self._count - count + 1, self._deepest - depth + 1)
        self._deepest = max(deepest, self._deepest)

    def _alias(self, event: Any) -> None:
        mark = event.start_mark
        at = packed(mark.line, mark.column)
        name: str = event.anchor
        if name not in self._anchors:
            raise self._ledger.stop(codes.UNKNOWN_ALIAS, at, name=name, **self._ledger.nearest(name, self._anchors))
        anchored = self._anchors[name]
        if anchored is None:
            raise self._ledger.stop(codes.CYCLIC_ALIAS, at, name=name)
        node, size, levels = anchored
        self._count_aliased(size, at)
        self._count += size - 1
        depth = len(self._stack) + levels
        if depth > DEEPEST:
            raise self._ledger.stop(codes.TOO_DEEP, at, most=str(DEEPEST))
        self._deepest = max(self._deepest, depth)
        if self._entries is None:
            self._attach(node)
        elif self._key is not None:
            self._attach(under_key(node, self._key_at))
        elif isinstance(node, Scalar):
            self._key, self._key_at = node.text, at
        else:
            raise self._ledger.stop(codes.KEY_NOT_A_WORD, at)

    def _count_aliased(self, number: int, at: int) -> None:
        self._aliased += number
        if self._aliased > MOST_ALIASED:
            raise self._ledger.stop(codes.ALIAS_BOMB, at, most=str(MOST_ALIASED))

    def _merge(self, entries: dict[str, Node]) -> None:
        merged = entries.pop(_MERGE)
        sources = merged.items if isinstance(merged, Sequence) else [merged]
        for source in sources:
            if not isinstance(source, Mapping):
                self._ledger.note(codes.BAD_MERGE, merged.key_at)
                continue
            self._count_aliased(len(source.entries), merged.key_at)
            for key, node in source.entries.items():
                entries.setdefault(key, node)

    def _document(self, event: Any) -> None:
        if self._root:
            mark = event.start_mark
            raise self._ledger.stop(codes.SECOND_DOCUMENT, packed(mark.line, mark.column))
