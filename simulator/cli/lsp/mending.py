"""Quick fixes: the word that was probably meant, the key that is missing, a finding silenced with a reason."""

import re
from collections.abc import Iterator
from typing import Final

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    OptionalVersionedTextDocumentIdentifier,
    Range,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from simulator.authoring.silencing import is_lasting
from simulator.cli.lsp.buffers import Buffer
from simulator.cli.lsp.diagnosing import Shown, is_elsewhere
from simulator.locale import _
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.wording.plaintext import printable

_WRITTEN: Final = ("key", "value", "id", "word")
"""The argument of a finding that holds the word as it was written."""
_ALONE: Final = re.compile(r" *[\w-]+:[ \t]*(?:#.*)?")
"""A key whose block begins on the line below."""


def actions(buffer: Buffer, shown: list[Shown], asked: Range, *, versioned: bool) -> list[CodeAction]:
    """What can be done at once about the findings that touch a range."""
    touched = [one for one in shown if _touches(one.diagnostic.range, asked)]
    return [action for one in touched for action in _actions(buffer, one, versioned=versioned)]


def _touches(one: Range, other: Range) -> bool:
    starts_before = (one.start.line, one.start.character) <= (other.end.line, other.end.character)
    return starts_before and (other.start.line, other.start.character) <= (one.end.line, one.end.character)


def _actions(buffer: Buffer, one: Shown, *, versioned: bool) -> Iterator[CodeAction]:
    finding = one.finding
    if is_elsewhere(buffer, finding):
        return
    meant = _meant(buffer, finding)
    if meant is not None:
        nearest = finding.arguments["nearest"]
        title = _("Write {nearest}").format(nearest=printable(nearest))
        yield _action(buffer, one, title, meant, preferred=True, versioned=versioned)
    missing = _missing(buffer, finding)
    if missing is not None:
        title = _("Add {key}").format(key=printable(finding.arguments["key"]))
        yield _action(buffer, one, title, missing, preferred=True, versioned=versioned)
    if not is_lasting(finding.code):
        title = _("Silence {code} here, with a reason").format(code=finding.code)
        yield _action(buffer, one, title, _silenced(buffer, finding), preferred=False, versioned=versioned)


def _action(
    buffer: Buffer, one: Shown, title: str, edit: TextEdit, *, preferred: bool, versioned: bool
) -> CodeAction:
    document = OptionalVersionedTextDocumentIdentifier(buffer.uri, buffer.version)
    change = (
        WorkspaceEdit(document_changes=[TextDocumentEdit(document, [edit])])
        if versioned
        else WorkspaceEdit(changes={buffer.uri: [edit]})
    )
    return CodeAction(
        title=title,
        kind=CodeActionKind.QuickFix,
        diagnostics=[one.diagnostic],
        is_preferred=preferred or None,
        edit=change,
    )


def _meant(buffer: Buffer, finding: Finding) -> TextEdit | None:
    """The edit that writes the nearest known word in the place of the one that is there."""
    nearest = finding.arguments.get("nearest")
    written = next((finding.arguments[name] for name in _WRITTEN if name in finding.arguments), None)
    if nearest is None or written is None:
        return None
    place = finding.place
    stands = buffer.word_at(place.line, place.column)
    if "word" in finding.arguments:
        # A placeholder stands inside a text: what is mended is the word between its braces.
        at = stands.find(f"{{{written}}}") + 1
        is_there = at > 0
    else:
        at = stands.find(written)
        is_there = stands.strip("\"'") == written
    if not is_there:
        return None
    return TextEdit(buffer.span(place.line, place.column + at, len(written)), nearest)


def _missing(buffer: Buffer, finding: Finding) -> TextEdit | None:
    """The edit that begins a key which is missing, where its block is written over lines of its own."""
    if finding.code != codes.MISSING_KEY or not finding.place.line:
        return None
    number = finding.place.line
    line = buffer.line(number - 1)
    key = finding.arguments["key"]
    if not line.startswith(" ") and _ALONE.fullmatch(line) is None:
        # The block is the file itself, and this its first line.
        return TextEdit(buffer.span(number + 1, 1, 0), f"{key}: \n")
    if _ALONE.fullmatch(line) is None:
        return None
    below = buffer.line(number)
    indent = below[: len(below) - len(below.lstrip(" "))]
    if len(indent) <= len(line) - len(line.lstrip(" ")) or below.lstrip().startswith("- "):
        return None
    return TextEdit(buffer.span(number + 1, 1, 0), f"{indent}{key}: \n")


def _silenced(buffer: Buffer, finding: Finding) -> TextEdit:
    """The comment on a line of its own above; what concerns the whole file is silenced at its first line."""
    number = max(1, finding.place.line)
    line = buffer.line(number - 1)
    indent = line[: len(line) - len(line.lstrip(" "))] if finding.place.line else ""
    return TextEdit(buffer.span(number, 1, 0), f"{indent}# platine: ignore {finding.code} because \n")
