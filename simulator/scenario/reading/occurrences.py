"""Every place where a name stands: where it is given, and where it is referred to.

    index = occurrences(text)
    index.at(12, 9)                   the name under a cursor
    index.of(symbol)                  all its places, its definitions among them
    index.defined("target")           the moments and endings there are

What a name names is said by the shapes of keys.py, so that a new key that names things needs nothing here. A file
that cannot be read to its end as YAML has no index; one with any other fault has.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from simulator.scenario.reading.context import Step, of_kind, plain, root, under
from simulator.scenario.reading.files import document
from simulator.scenario.reading.forms import BASE, CalledFor, Cases, Kinds, Words
from simulator.scenario.reading.fragments import RETURN
from simulator.scenario.reading.ledger import Enough, Ledger
from simulator.scenario.reading.nodes import Mapping, Node, Scalar, Sequence, unpacked
from simulator.scenario.reading.rehearsals import PathItem
from simulator.scenario.reading.shapes import Id, Named

KINDS: Final = (
    "target",  # a moment or an ending: they share their names
    "response",  # of a moment, or a part of its message
    "detail",  # a fact, a piece of reality or a wish: what can be known
    "flag",
    "duty",
    "need",
    "variant",
    "question",
    "misreading",
    "prefix",
)
_SCOPED: Final = frozenset({"response", "misreading"})
_NOT_NAMES: Final = frozenset({("target", RETURN), ("variant", BASE)})
_BEST: Final = "best-"
"""A rehearsal called `best-VARIANT` is the best path with that variant."""
_PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*[ \t]+)*[\"']?")
_ITEMS: Final = re.compile(r"[^\s,]+")


class Symbol(msgspec.Struct, frozen=True, order=True):
    """What has a name: its kind (one of KINDS), the moment whose own it is (`` for all but responses), the name."""

    kind: str
    scope: str
    name: str


class Occurrence(msgspec.Struct, frozen=True, order=True):
    """One place where a name stands; line and column count from 1, in characters."""

    line: int
    column: int
    length: int
    symbol: Symbol
    defines: bool = False
    path: tuple[Step, ...] = ()
    """The part of the document that the name is the key of, or stands in."""


class Index:
    """All names of one file."""

    def __init__(self, found: Iterable[Occurrence], hidden: Iterable[Symbol], kinds: dict[str, str]) -> None:
        once = {(one.line, one.column, one.symbol): one for one in found}
        self.occurrences: tuple[Occurrence, ...] = tuple(
            sorted(once.values(), key=lambda one: (one.line, one.column))
        )
        self.hidden = frozenset(hidden)
        """What is also written in a way that cannot be found in the text: behind an alias, or with escapes."""
        self.kinds = kinds
        """The kind of each moment."""
        self._symbols: dict[Symbol, list[Occurrence]] = {}
        for one in self.occurrences:
            self._symbols.setdefault(one.symbol, []).append(one)
        self._places = [(one.line, one.column) for one in self.occurrences]

    def at(self, line: int, column: int) -> Occurrence | None:
        """The name that a cursor before this column touches."""
        last = bisect_right(self._places, (line, column)) - 1
        touched = [
            one
            for one in self.occurrences[max(0, last - 3) : last + 1]
            if one.line == line and one.column <= column <= one.column + one.length
        ]
        return touched[-1] if touched else None

    def of(self, symbol: Symbol) -> tuple[Occurrence, ...]:
        """Where a name stands, in order."""
        return tuple(self._symbols.get(symbol, ()))

    def definitions(self, symbol: Symbol) -> tuple[Occurrence, ...]:
        """Where it is given; a detail may be given for several customers."""
        return tuple(one for one in self.of(symbol) if one.defines)

    def defined(self, kind: str, scope: str = "") -> tuple[str, ...]:
        """The names of a kind that are given here, in the order of the file; flags are given where they are set."""
        names = {
            one.symbol.name: None
            for one in self.occurrences
            if one.defines and one.symbol.kind == kind and one.symbol.scope == scope
        }
        return tuple(names)


def occurrences(text: str, kind: str = "scenario", beside: Index | None = None) -> Index | None:
    """The names in a file of this kind; None where YAML cannot read it. Of rehearsals, `beside` is the scenario's."""
    try:
        top = document(text.encode("utf-8", "surrogatepass"), Ledger(""))
    except Enough:
        return None
    if top is None:
        return None
    walk = _Walk(text, beside)
    walk.node(top, root(kind), ())
    return Index(walk.found, walk.hidden, walk.kinds)


class _Walk:
    def __init__(self, text: str, beside: Index | None) -> None:
        self._lines = text.removeprefix("\ufeff").split("\n")
        self._beside = beside
        self._moment = ""
        self.found: list[Occurrence] = []
        self.hidden: set[Symbol] = set()
        self.kinds: dict[str, str] = {}

    def node(self, node: Node, shape: Any, path: tuple[Step, ...]) -> None:
        if isinstance(shape, Kinds):
            shape = self._of_kind(shape, node)
        if isinstance(node, Scalar):
            self._scalar(node, plain(shape), path)
        elif isinstance(node, Sequence):
            for number, item in enumerate(node.items):
                if (inner := under(shape, number)) is not None:
                    self.node(item, inner, (*path, number))
        else:
            self._mapping(node, shape, path)

    def _mapping(self, node: Mapping, shape: Any, path: tuple[Step, ...]) -> None:
        if isinstance(shape, Cases) and not shape.is_case(node):
            shape = shape.plain
        by_variant = isinstance(shape, Words) or (isinstance(shape, CalledFor) and shape.by_variant(node))
        names = shape.named if by_variant else shape
        is_mood = _text(node.entries.get("asks")) == "mood"
        for name, child in node.entries.items():
            inner = under(names, name)
            if inner is None:
                continue
            here = (*path, name)
            if isinstance(names, Named):
                self._key(name, child, names, here)
            if name == "right" and is_mood:
                continue
            before = self._moment
            if path == ("moments",):
                self._moment = name
            self.node(child, inner, here)
            self._moment = before

    def _of_kind(self, shape: Kinds, node: Node) -> Any:
        word = _text(node.entries.get("kind")) if isinstance(node, Mapping) else None
        block = of_kind(shape, word)
        self.kinds[self._moment] = block.name
        return block

    def _key(self, name: str, child: Node, names: Named, path: tuple[Step, ...]) -> None:
        if names.names:
            self._note(names.names, name, child.key_at, names.defines, path)
        elif path[0] == "rehearsals" and len(path) == 2 and name.startswith(_BEST):
            self._note("variant", name[len(_BEST) :], child.key_at, False, path, whole=name)

    def _scalar(self, node: Scalar, shape: Any, path: tuple[Step, ...]) -> None:
        if isinstance(shape, PathItem):
            for item in _ITEMS.finditer(node.text):
                self._item(item.group(), item.start(), node, path)
        elif isinstance(shape, Id) and shape.names == "said":
            self._said(node, path)
        elif isinstance(shape, Id) and shape.names:
            # A flag is given by setting it: nothing declares it.
            self._note(shape.names, node.text, node.at, path[-2:-1] == ("sets",) or path[-1] == "sets", path)

    def _said(self, node: Scalar, path: tuple[Step, ...]) -> None:
        moment, _, response = node.text.rpartition(".")
        if not moment:
            return
        self._note("target", moment, node.at, False, path, whole=node.text, offset=0)
        offset = len(moment) + 1
        self._note("response", response, node.at, False, path, scope=moment, whole=node.text, offset=offset)

    def _item(self, item: str, start: int, node: Scalar, path: tuple[Step, ...]) -> None:
        """`moment.response@tone`, `moment.part+part`, `moment.pick`, `moment=tone`; a lone tone names nothing."""
        place = re.split("[@=]", item)[0]
        moment, dot, picks = place.rpartition(".")
        if not dot:
            moment, picks = place, ""
        known = self._beside is not None and moment in self._beside.kinds
        if item.startswith("!") or (not dot and not known):
            return
        self._note("target", moment, node.at, False, path, whole=node.text, offset=start)
        offset = start + len(moment) + 1
        for pick in picks.split("+"):
            kind = self._picked(moment, pick)
            if pick and kind:
                scope = moment if kind in _SCOPED else ""
                self._note(kind, pick, node.at, False, path, scope=scope, whole=node.text, offset=offset)
            offset += len(pick) + 1

    def _picked(self, moment: str, pick: str) -> str:
        """What is picked at a moment: a response, a reading that is wrong, or one that is right; `` for a mood."""
        beside = self._beside
        if beside is None or beside.kinds.get(moment) != "read":
            return "response"
        if beside.definitions(Symbol("misreading", moment, pick)):
            return "misreading"
        return "detail" if beside.definitions(Symbol("detail", "", pick)) else ""

    def _note(
        self,
        kind: str,
        name: str,
        at: int,
        defines: bool,
        path: tuple[Step, ...],
        *,
        scope: str | None = None,
        whole: str = "",
        offset: int | None = None,
    ) -> None:
        """A name at a packed place; of a longer text, `whole`, what begins at `offset`, or ends it."""
        if not name or (kind, name) in _NOT_NAMES:
            return
        if scope is None:
            scope = self._moment if kind in _SCOPED else ""
        symbol = Symbol(kind, unicodedata.normalize("NFC", scope), unicodedata.normalize("NFC", name))
        span = self._span(whole or name, at)
        if whole and span is not None:
            column, length = span
            # Where accents are written apart, the parts of a text cannot be counted off.
            skipped = len(whole) - len(name) if offset is None else offset
            span = (column + skipped, len(name)) if length == len(whole) else None
        if span is None:
            self.hidden.add(symbol)
            return
        self.found.append(Occurrence(unpacked(at)[0], span[0] + 1, span[1], symbol, defines, path))

    def _span(self, text: str, at: int) -> tuple[int, int] | None:
        """Where a text that YAML says begins here stands: column from 0, length; None if it is not there."""
        line, column = unpacked(at)
        if line > len(self._lines):
            return None
        source = self._lines[line - 1]
        found = _PROPERTIES.match(source, column - 1)
        start = found.end() if found else column - 1
        if source.startswith(text, start):
            return start, len(text)
        if text.isascii():
            return None
        for length in range(len(text), 3 * len(text) + 1):
            if unicodedata.normalize("NFC", source[start : start + length]) == unicodedata.normalize("NFC", text):
                return start, length
        return None


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None
