"""Rename: in the document and in the rehearsals or the scenario beside it, or not at all."""

from typing import Final

from lsprotocol.types import (
    OptionalVersionedTextDocumentIdentifier,
    Position,
    PrepareRenamePlaceholder,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from simulator.cli.lsp.buffers import Buffer, Buffers
from simulator.cli.lsp.navigating import name_at
from simulator.locale import N_, _
from simulator.scenario.reading.fragments import RETURN
from simulator.scenario.reading.occurrences import Occurrence, Symbol, occurrences
from simulator.scenario.reading.renaming import Refusal, can_be_renamed, renaming
from simulator.wording.plaintext import printable

_NAMELESS: Final = N_("There is nothing here that can be renamed.")
_WHY: Final = {
    "no-name": _NAMELESS,
    "not-ours": N_("“{name}” is given elsewhere: rename it there."),
    "hidden": N_("“{name}” also stands behind an alias or an escape, where it cannot be changed: rename it by hand."),
    "bad-id": N_("“{name}” cannot be an id: ids are made of letters, digits, - and _, without blanks."),
    "taken": N_("“{name}” is already taken."),
    "reserved": N_("“{name}” means something else in the format and cannot be a name here."),
}
_UNREADABLE: Final = N_("Put the syntax right first: what cannot be read cannot be renamed safely.")
_BESIDE: Final = N_("{file} cannot be read: put it right first, so that it can follow.")
_SHARED: Final = N_("“{name}” also stands in {file}, which other scenarios may share: rename it by hand.")
_FRAGMENT: Final = N_("Scenarios that include this fragment may speak of “{name}”: rename it by hand.")


class CannotRename(Exception):
    """With the sentence that says why."""


def prepare(buffers: Buffers, buffer: Buffer, position: Position) -> PrepareRenamePlaceholder:
    """The word that would be renamed. Raises CannotRename."""
    one = _asked(buffers, buffer, position)
    found = buffers.indexes(buffer)
    try:
        can_be_renamed(one.symbol, [index for _there, index in found.values()])
    except Refusal as refusal:
        raise CannotRename(_sentence(refusal)) from refusal
    return PrepareRenamePlaceholder(range=buffer.range_of(one), placeholder=one.symbol.name)


def rename(buffers: Buffers, buffer: Buffer, position: Position, new: str, *, versioned: bool) -> WorkspaceEdit:
    """The edits of all files. Raises CannotRename."""
    one = _asked(buffers, buffer, position)
    _check_neighbours(buffers, buffer, one.symbol)
    found = buffers.indexes(buffer)
    try:
        edits = renaming(one.symbol, new.strip(), {uri: index for uri, (_there, index) in found.items()})
    except Refusal as refusal:
        raise CannotRename(_sentence(refusal)) from refusal
    changes = {
        uri: [TextEdit(found[uri][0].span(edit.line, edit.column, edit.length), edit.text) for edit in made]
        for uri, made in edits.items()
    }
    if not versioned:
        return WorkspaceEdit(changes=changes)
    return WorkspaceEdit(
        document_changes=[
            TextDocumentEdit(OptionalVersionedTextDocumentIdentifier(uri, found[uri][0].version), list(made))
            for uri, made in changes.items()
        ]
    )


def _asked(buffers: Buffers, buffer: Buffer, position: Position) -> Occurrence:
    if buffer.index is None:
        raise CannotRename(_(_UNREADABLE))
    one = name_at(buffers, buffer, position)
    if one is None:
        raise CannotRename(_(_NAMELESS))
    return one


def _check_neighbours(buffers: Buffers, buffer: Buffer, symbol: Symbol) -> None:
    """Files that would no longer fit: one beside that cannot be read, fragments that others share."""
    beside = buffers.beside(buffer)
    if beside is not None and beside.uri not in buffers.indexes(buffer):
        raise CannotRename(_(_BESIDE).format(file=printable(beside.file)))
    if buffer.kind == "fragment" and symbol.kind in ("target", "response", "misreading"):
        raise CannotRename(_(_FRAGMENT).format(name=printable(symbol.name)))
    scenario = next((one for one in (buffer, beside) if one is not None and one.kind == "scenario"), None)
    files = scenario.reading.files[1:] if scenario is not None and scenario.reading is not None else ()
    for path in files:
        fragment = buffers.at(path)
        index = occurrences(fragment.text, "fragment") if fragment is not None else None
        own = index is not None and symbol.kind in ("target", "flag") and bool(index.definitions(symbol))
        if index is not None and index.of(symbol) and symbol.name != RETURN and (not own or symbol.kind == "flag"):
            raise CannotRename(_(_SHARED).format(name=printable(symbol.name), file=printable(path.name)))


def _sentence(refusal: Refusal) -> str:
    return _(_WHY[refusal.why]).format(name=printable(refusal.name))
