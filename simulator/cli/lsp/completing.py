"""What may be written where the cursor stands: keys of the format, words of its lists, the scenario's own names."""

import re
from collections.abc import Iterator
from typing import Any, Final

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    InsertTextFormat,
    MarkupContent,
    MarkupKind,
    Position,
    Range,
    TextEdit,
)

from simulator.cli.lsp.buffers import Buffer, Buffers
from simulator.cli.lsp.cursor import Place, place
from simulator.cli.lsp.telling import first_words, gist
from simulator.locale import _
from simulator.scenario.meanings import MEANINGS, meaning
from simulator.scenario.reading.context import Expected, expected, keys_of, plain
from simulator.scenario.reading.forms import (
    BASE,
    CalledFor,
    Cases,
    Compared,
    Facets,
    KindWord,
    LanguageTag,
    Version,
    Words,
)
from simulator.scenario.reading.fragments import RETURN
from simulator.scenario.reading.occurrences import Index, Symbol
from simulator.scenario.reading.rehearsals import PathItem
from simulator.scenario.reading.shapes import Choice, Id, Key, Named, Said, Whole, YesNo
from simulator.scenario.vocabulary import FACETS, MOODS, NEEDS

MOST: Final = 500
"""A list longer than that helps nobody."""
_COLON: Final = re.compile(r"[\w-]*[ ]*:")
_FEW: Final = 4
"""A number is offered where it is one of few."""
_BOUNDS: Final = ("at least 6", "at most 3")
_LANGUAGES: Final = ("fr", "en")


class _Word:
    """One thing that may be written."""

    def __init__(
        self,
        text: str,
        kind: CompletionItemKind,
        detail: str = "",
        about: str = "",
        *,
        body: str = "",
        is_key: bool = False,
    ) -> None:
        """`body`: the text to insert as a snippet, where it is more than the word."""
        self.text, self.kind, self.detail, self.about = text, kind, detail, about
        self.body, self.is_key = body, is_key


def completions(buffers: Buffers, buffer: Buffer, position: Position, *, snippets: bool) -> list[CompletionItem]:
    """What is offered at a position, the likeliest first. Nothing in files that are not ours."""
    column = buffer.character(position)
    found = place(buffer.lines, position.line, column)
    words = list(_Offer(buffers, buffer, found, position.line).words(snippets=snippets))
    if len(words) > MOST:
        # The editor cannot choose among what it was not given.
        words = [word for word in words if found.typed in word.text][:MOST]
    typed = buffer.position(position.line, column - len(found.typed))
    edited = Range(typed, position)
    # Right behind a colon a blank must come first, or it ends no key.
    glue = " " if buffer.line(position.line)[:column].endswith(":") and not found.on_key else ""
    colon = "" if _COLON.match(buffer.line(position.line), column) else ": "
    return [_item(word, number, edited, (glue, colon)) for number, word in enumerate(words)]


def _item(word: _Word, number: int, edited: Range, around: tuple[str, str]) -> CompletionItem:
    is_snippet = bool(word.body)
    glue, colon = around
    return CompletionItem(
        label=word.text,
        kind=word.kind,
        detail=word.detail or None,
        documentation=MarkupContent(MarkupKind.PlainText, word.about) if word.about else None,
        sort_text=f"{number:04}",
        filter_text=word.text,
        insert_text_format=InsertTextFormat.Snippet if is_snippet else InsertTextFormat.PlainText,
        text_edit=TextEdit(edited, glue + (word.body or word.text) + (colon if word.is_key else "")),
    )


class _Offer:
    def __init__(self, buffers: Buffers, buffer: Buffer, at: Place, line: int) -> None:
        self._buffers, self._buffer, self._at = buffers, buffer, at
        self._told = buffer
        names = buffer.names_without(line)
        if buffer.kind == "rehearsals" and (beside := buffers.beside(buffer)) is not None:
            names, self._told = beside.names, beside
        self._names: Index = names

    def words(self, *, snippets: bool) -> Iterator[_Word]:
        at = self._at
        here = expected(self._buffer.kind, at.path, self._moment_kind)
        if here is None:
            return
        if at.on_key:
            yield from self._keys(here, snippets=snippets)
            if not at.path or not isinstance(at.path[-1], int):
                return
        # What a list names once it need not name again.
        yield from (word for word in self._values(plain(here.shape)) if word.text not in at.present)

    def _moment_kind(self, moment: str) -> str | None:
        return self._names.kinds.get(moment) or _written_kind(self._buffer.lines, moment)

    # Keys.

    def _keys(self, here: Expected, *, snippets: bool) -> Iterator[_Word]:
        shape, present = here.shape, self._at.present
        named = list(self._names_as_keys(shape.plain if isinstance(shape, Cases) else shape, present))
        keys = sorted(keys_of(shape), key=lambda key: not key.required)
        # Of a line, words by customer are written far oftener than a single case.
        first = named if isinstance(shape, Cases) else []
        yield from first
        yield from (self._key(key) for key in keys if key.name not in present)
        yield from named[len(first) :]
        if isinstance(shape, Named) and shape.sample is not None and snippets and not self._at.in_brackets:
            body = "\n".join(_snippet(shape.sample["body"]))
            label, about = str(shape.sample["label"]), str(shape.sample["description"])
            yield _Word(label, CompletionItemKind.Snippet, about=_(about), body=body)

    def _names_as_keys(self, shape: Any, present: frozenset[str]) -> Iterator[_Word]:
        """Keys that name what is given elsewhere: customers, questions, the three facets."""
        if isinstance(shape, Words | CalledFor):
            yield from self._refers("variant", present, (BASE,))
        elif isinstance(shape, Named) and not shape.defines:
            yield from self._refers(shape.names, present)
        elif isinstance(shape, Facets):
            yield from (self._key_word(facet, _(meaning("facet", facet))) for facet in FACETS if facet not in present)

    def _key(self, key: Key) -> _Word:
        required = _("required") if key.required else ""
        return self._key_word(key.name, _(key.meaning), required)

    def _key_word(self, name: str, about: str, detail: str = "") -> _Word:
        return _Word(name, CompletionItemKind.Property, detail, about, is_key=True)

    def _refers(self, kind: str, present: frozenset[str], first: tuple[str, ...] = ()) -> Iterator[_Word]:
        for name in (*first, *self._names.defined(kind)):
            if name not in present:
                yield self._key_word(name, "")

    # Values.

    def _values(self, shape: Any) -> Iterator[_Word]:
        if isinstance(shape, PathItem):
            yield from self._said()
        elif isinstance(shape, Id) and shape.names:
            yield from self._named(shape.names)
        else:
            kind, words = _closed(shape)
            for word in words:
                about = meaning(kind, word)
                item = CompletionItemKind.EnumMember if kind else CompletionItemKind.Value
                yield _Word(word, item, about=_(about) if about else "")

    def _named(self, kind: str) -> Iterator[_Word]:
        if kind == "said":
            yield from self._said()
            return
        if kind == "detail" and self._asks_for_a_mood():
            yield from (_Word(mood, CompletionItemKind.EnumMember, about=_(meaning("mood", mood))) for mood in MOODS)
            return
        if kind == "variant":
            yield _Word(BASE, CompletionItemKind.Reference, about=_("The scenario's own customer."))
        for name in self._in_order(kind):
            yield _Word(name, CompletionItemKind.Reference, about=gist(self._told, Symbol(kind, "", name)))
        if kind == "need":
            for need in NEEDS:
                yield _Word(need, CompletionItemKind.EnumMember, about=_(meaning("need", need)))
        if kind == "target" and self._buffer.kind == "fragment":
            yield _Word(RETURN, CompletionItemKind.Keyword, about=_("Back to where the scenario goes on."))

    def _in_order(self, kind: str) -> list[str]:
        """The names of a kind; of moments those below the cursor's own first: a story goes down the page."""
        names = list(self._names.defined(kind))
        moment = self._moment
        if kind == "target" and moment in names:
            at = names.index(moment) + 1
            names = names[at:] + names[:at]
        return names

    @property
    def _moment(self) -> str:
        path = self._at.path
        return str(path[1]) if len(path) > 1 and path[0] == "moments" else ""

    def _asks_for_a_mood(self) -> bool:
        path = self._at.path
        return "right" in path[2:] and _written(self._buffer.lines, self._moment, "asks") == "mood"

    def _said(self) -> Iterator[_Word]:
        for moment in self._names.defined("target"):
            for response in self._names.defined("response", moment):
                about = gist(self._told, Symbol("response", moment, response))
                yield _Word(f"{moment}.{response}", CompletionItemKind.Reference, about=first_words(about))


def _closed(shape: Any) -> tuple[str, tuple[str, ...]]:
    """The words that a shape takes, or the likeliest of them, behind the name of the list they belong to."""
    match shape:
        case KindWord():
            return "kind", tuple(MEANINGS["kind"])
        case Said():
            return shape.choice.kind, shape.choice.words
        case Choice():
            return shape.kind, shape.words
        case YesNo():
            return "", ("true", "false")
        case Version():
            return "", ("1",)
        case LanguageTag():
            return "", _LANGUAGES
        case Compared():
            return "", _BOUNDS
        case Whole() if shape.most - shape.least <= _FEW:
            return "", tuple(map(str, range(shape.least, shape.most + 1)))
        case _:
            return "", ()


def _written_kind(lines: list[str], moment: str) -> str | None:
    return _written(lines, moment, "kind")


def _written(lines: list[str], moment: str, key: str) -> str | None:
    """The value that a moment gives a key, read off its lines."""
    head = f"{moment}:"
    start = next((number for number, line in enumerate(lines) if line.strip().startswith(head)), None)
    if start is None:
        return None
    indent = len(lines[start]) - len(lines[start].lstrip())
    for line in lines[start : start + 200]:
        stripped = line.strip()
        if line is not lines[start] and stripped and len(line) - len(line.lstrip()) <= indent:
            return None
        _before, found, rest = f" {stripped}".replace("{", " ").partition(f" {key}: ")
        if found:
            return rest.split(",")[0].strip().rstrip("}").strip("\"'")
    return None


def _snippet(body: Any, indent: str = "") -> list[str]:
    """A sample as lines of YAML, in the syntax of snippets. Editors add the cursor's own indentation."""
    lines: list[str] = []
    for key, value in body.items():
        if isinstance(value, dict) and any(not isinstance(inner, int) for inner in value.values()):
            lines += [f"{indent}{key}:", *_snippet(value, indent + "  ")]
        elif isinstance(value, dict):
            inside = ", ".join(f"{name}: {number}" for name, number in value.items())
            lines.append(f"{indent}{key}: {{{inside}\\}}")
        else:
            lines.append(f"{indent}{key}: {value}")
    return lines
