"""From a name to where it is given and to all that refer to it; and the outline of a document."""

from collections.abc import Iterator
from pathlib import Path

from lsprotocol.types import (
    DocumentHighlight,
    DocumentHighlightKind,
    DocumentSymbol,
    Location,
    Position,
    Range,
    SymbolKind,
)

from simulator.cli.lsp.buffers import Buffer, Buffers
from simulator.cli.lsp.telling import gist
from simulator.scenario.reading.occurrences import Index, Occurrence, Symbol

_OUTLINED = {
    "target": SymbolKind.Class,
    "response": SymbolKind.Method,
    "variant": SymbolKind.Object,
    "question": SymbolKind.Field,
    "misreading": SymbolKind.Field,
    "detail": SymbolKind.Property,
    "need": SymbolKind.Constant,
    "duty": SymbolKind.Constant,
}


def name_at(buffers: Buffers, buffer: Buffer, position: Position) -> Occurrence | None:
    """The name under the cursor, as long as the text can be read."""
    found = buffers.indexes(buffer).get(buffer.uri)
    if found is None:
        return None
    return found[1].at(position.line + 1, buffer.character(position) + 1)


def definitions(buffers: Buffers, buffer: Buffer, position: Position) -> list[Location]:
    """Where the name under the cursor is given: here, in the scenario beside, or in a fragment."""
    one = name_at(buffers, buffer, position)
    if one is None:
        return []
    found = [
        there.location(there.range_of(place))
        for there, index in buffers.indexes(buffer).values()
        for place in index.definitions(one.symbol)
    ]
    return found or list(_in_fragments(buffers, buffer, one.symbol))


def _in_fragments(buffers: Buffers, buffer: Buffer, symbol: Symbol) -> Iterator[Location]:
    """Where a fragment gives the name: `prefix.moment`."""
    beside = buffers.beside(buffer) if buffer.kind == "rehearsals" else buffer
    reading = beside.reading if beside is not None else None
    if reading is None or beside is None or beside.path is None:
        return
    moment = symbol.scope or symbol.name
    path = ("moments", moment) if symbol.kind == "target" else ("moments", moment, "responses", symbol.name)
    if symbol.kind not in ("target", "response") or "." not in moment:
        return
    place = reading.key_place(*path)
    there = buffers.at(Path(place.file))
    if place.line and there is not None:
        yield there.location(there.span(place.line, place.column, len(path[-1].rpartition(".")[2])))


def references(buffers: Buffers, buffer: Buffer, position: Position, *, declared: bool) -> list[Location]:
    """All places where the name under the cursor stands, here and beside; with `declared` where it is given too."""
    one = name_at(buffers, buffer, position)
    if one is None:
        return []
    return [
        there.location(there.range_of(place))
        for there, index in buffers.indexes(buffer).values()
        for place in index.of(one.symbol)
        if declared or not place.defines
    ]


def highlights(buffers: Buffers, buffer: Buffer, position: Position) -> list[DocumentHighlight]:
    """The same within the document."""
    one = name_at(buffers, buffer, position)
    found = buffers.indexes(buffer).get(buffer.uri)
    if one is None or found is None:
        return []
    kinds = {True: DocumentHighlightKind.Write, False: DocumentHighlightKind.Read}
    return [DocumentHighlight(buffer.range_of(place), kinds[place.defines]) for place in found[1].of(one.symbol)]


def outline(buffer: Buffer) -> list[DocumentSymbol]:
    """Customers, moments with their responses, endings; of rehearsals their names."""
    index = buffer.index
    if index is None:
        return []
    if buffer.kind == "rehearsals":
        return _rehearsals(buffer)
    top: list[DocumentSymbol] = []
    parents: dict[str, DocumentSymbol] = {}
    ends = _ends(buffer, index)
    customer = _customer(buffer)
    if customer is not None:
        top.append(customer)
    for one in index.occurrences:
        if not one.defines or one.symbol.kind not in _OUTLINED or len(one.path) < 2:
            continue
        symbol = _symbol(buffer, one, ends)
        if one.symbol.kind in ("target", "variant", "need", "duty"):
            top.append(symbol)
            if one.path[0] == "moments":
                parents[one.symbol.name] = symbol
        elif one.symbol.scope in parents:
            _adopt(parents[one.symbol.scope], symbol)
        elif one.symbol.kind == "question" and str(one.path[1]) in parents:
            _adopt(parents[str(one.path[1])], symbol)
    return top


def _adopt(parent: DocumentSymbol, child: DocumentSymbol) -> None:
    parent.children = [*(parent.children or ()), child]
    # What an alias brings in stands outside of its parent, and editors refuse such a child.
    if child.range.end.line > parent.range.end.line:
        parent.range = Range(parent.range.start, child.range.end)
    if child.range.start.line < parent.range.start.line:
        parent.children = [one for one in parent.children if one is not child] or None


def _customer(buffer: Buffer) -> DocumentSymbol | None:
    number = next((at for at, line in enumerate(buffer.lines) if line.startswith("customer:")), None)
    if number is None:
        return None
    key = buffer.span(number + 1, 1, len("customer"))
    whole = Range(key.start, _end(buffer, number))
    name = buffer.scenario.customer.name if buffer.scenario is not None else None
    return DocumentSymbol("customer", SymbolKind.Object, whole, key, detail=name)


def _rehearsals(buffer: Buffer) -> list[DocumentSymbol]:
    found = []
    for number, line in enumerate(buffer.lines):
        name = line.strip().rstrip(":")
        if line.startswith("  ") and not line.startswith("   ") and line.rstrip().endswith(":") and name:
            key = buffer.span(number + 1, 3, len(name))
            found.append(DocumentSymbol(name, SymbolKind.Event, Range(key.start, _end(buffer, number)), key))
    return found


def _symbol(buffer: Buffer, one: Occurrence, ends: dict[int, Position]) -> DocumentSymbol:
    key = buffer.range_of(one)
    kind = SymbolKind.Event if one.path[0] == "endings" else _OUTLINED[one.symbol.kind]
    whole = Range(key.start, max(ends[one.line], key.end, key=lambda at: (at.line, at.character)))
    return DocumentSymbol(one.symbol.name, kind, whole, key, detail=gist(buffer, one.symbol) or None)


def _ends(buffer: Buffer, index: Index) -> dict[int, Position]:
    """Where what begins on a line ends, by the number of the line."""
    return {one.line: _end(buffer, one.line - 1) for one in index.occurrences if one.defines}


def _end(buffer: Buffer, number: int) -> Position:
    """The end of the last line that is indented deeper than this one."""
    indent = len(buffer.line(number)) - len(buffer.line(number).lstrip())
    last = number
    for at in range(number + 1, len(buffer.lines)):
        line = buffer.lines[at]
        if line.strip() and not line.lstrip().startswith("#"):
            if len(line) - len(line.lstrip()) <= indent:
                break
            last = at
    return buffer.position(last, len(buffer.line(last)))
