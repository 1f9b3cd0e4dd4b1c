"""What is under the pointer: a name and what it stands for, a key and what it means, a word, a finding's remedy."""

from collections.abc import Iterator
from typing import Any, Final

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position, Range

from simulator.cli.lsp.buffers import Buffer, Buffers
from simulator.cli.lsp.cursor import place
from simulator.cli.lsp.diagnosing import Shown, page_of
from simulator.cli.lsp.navigating import name_at
from simulator.cli.lsp.telling import counted, gist, leads_to, markdown, response
from simulator.locale import N_, _, ngettext
from simulator.scenario.meanings import meaning
from simulator.scenario.model import Exchange, Scenario
from simulator.scenario.reading.context import Expected, expected, plain
from simulator.scenario.reading.occurrences import Occurrence
from simulator.scenario.reading.shapes import Choice, Id, Said
from simulator.wording import findings as told
from simulator.wording.labels import label

_NAMED: Final = {
    "response": N_("response"),
    "detail": N_("what can be known"),
    "flag": N_("flag"),
    "duty": N_("duty"),
    "need": N_("need"),
    "variant": N_("customer"),
    "question": N_("question"),
    "misreading": N_("wrong reading"),
    "prefix": N_("fragment"),
}
_PARAGRAPHS: Final = "\n\n"
_PIECES: Final = frozenset("\"' ,[]{}:#")


def hover(buffers: Buffers, buffer: Buffer, position: Position, shown: list[Shown], *, rich: bool) -> Hover | None:
    """The paragraphs to show, as Markdown where the editor knows it; None where there is nothing to say."""
    parts = [_finding(one, rich) for one in shown if _holds(one.diagnostic.range, position)]
    name = name_at(buffers, buffer, position)
    range_: Range | None
    if name is not None:
        parts += _name(buffers, buffer, name, rich)
        range_ = buffer.range_of(name)
    else:
        range_, about = _word(buffer, position, rich)
        parts += about
    if not parts:
        return None
    kind = MarkupKind.Markdown if rich else MarkupKind.PlainText
    return Hover(MarkupContent(kind, _PARAGRAPHS.join(parts)), range_)


def _holds(range_: Range, position: Position) -> bool:
    at = (position.line, position.character)
    return (range_.start.line, range_.start.character) <= at <= (range_.end.line, range_.end.character)


def _text(text: str, rich: bool) -> str:
    return markdown(text) if rich else text


def _strong(text: str, rich: bool) -> str:
    return f"**{markdown(text)}**" if rich else text


def _finding(one: Shown, rich: bool) -> str:
    finding = one.finding
    page = page_of(finding.code)
    code = f"[{finding.code}]({page})" if rich and page else finding.code
    return f"{code}: {_text(told.remedy(finding), rich)}"


# Names.


def _name(buffers: Buffers, buffer: Buffer, one: Occurrence, rich: bool) -> Iterator[str]:
    symbol = one.symbol
    beside = buffers.beside(buffer) if buffer.kind == "rehearsals" else None
    about = beside or buffer
    kind = _(_NAMED[symbol.kind]) if symbol.kind in _NAMED else _target(about, symbol.name)
    yield f"{_strong(symbol.name, rich)} ({kind})"
    words = gist(about, symbol)
    if words:
        yield _text(words, rich)
    yield from (_text(line, rich) for line in _more(about, one))
    places = sum(len(index.of(symbol)) for _there, index in buffers.indexes(buffer).values())
    yield ngettext("It stands in {n} place.", "It stands in {n} places.", places).format(n=places)


def _target(buffer: Buffer, name: str) -> str:
    scenario = buffer.scenario
    return _("ending") if scenario is not None and name in scenario.endings else _("moment")


def _more(buffer: Buffer, one: Occurrence) -> Iterator[str]:
    """What the scenario tells beyond the words: where it leads, what it is worth, how it ends."""
    scenario, symbol = buffer.scenario, one.symbol
    if scenario is None:
        return
    if symbol.kind == "response":
        found = response(scenario, symbol)
        if found is not None:
            if found.then:
                yield _("Leads to: {names}").format(names=leads_to(found.then))
            if found.reveals:
                yield _("Reveals: {names}").format(names=", ".join(found.reveals))
            if found.offers:
                yield _("Offers: {names}").format(names=", ".join(found.offers))
    elif symbol.kind == "target":
        yield from _of_target(scenario, symbol.name)


def _of_target(scenario: Scenario, name: str) -> Iterator[str]:
    moment = scenario.moments.get(name)
    if moment is None:
        if name in scenario.endings:
            yield _("The request: {outcome}").format(outcome=label("outcome", scenario.endings[name].outcome))
        return
    if isinstance(moment, Exchange):
        yield counted(len(moment.responses))
        ways = tuple(way for one in moment.responses.values() for way in one.then)
    else:
        ways = moment.then
    yield _("Leads to: {names}").format(names=leads_to(ways))


# Keys and words.


def _word(buffer: Buffer, position: Position, rich: bool) -> tuple[Range | None, list[str]]:
    """The key or the word under the pointer, and what it means."""
    line, column = buffer.line(position.line), buffer.character(position)
    start, end = _bounds(line, column)
    if start == end:
        return None, []
    word = line[start:end]
    range_ = Range(buffer.position(position.line, start), buffer.position(position.line, end))
    at = place(buffer.lines, position.line, start)
    kinds = buffer.names.kinds
    is_key = line[end:].lstrip("\"' ").startswith(":") and at.on_key
    path = (*at.path, word) if is_key else at.path
    here = expected(buffer.kind, path, kinds.get)
    if here is None:
        return None, []
    if is_key:
        return range_, _key(word, here, rich)
    about = _meaning(plain(here.shape), word)
    return (range_, [_strong(word, rich), _(about)]) if about else (None, [])


def _bounds(line: str, column: int) -> tuple[int, int]:
    """The word that a column touches."""
    start = end = min(column, len(line))
    while start > 0 and line[start - 1] not in _PIECES:
        start -= 1
    while end < len(line) and line[end] not in _PIECES:
        end += 1
    return start, end


def _key(word: str, here: Expected, rich: bool) -> list[str]:
    """What a key of the format means, and the words it takes. Ours: its backticks are Markdown already."""
    if here.key is None or here.key.name != word:
        about = meaning("facet", word)
        return [_strong(word, rich), _(about)] if about else []
    required = f" ({_('required')})" if here.key.required else ""
    parts = [_strong(word, rich) + required, _(here.key.meaning)]
    shape = plain(here.shape)
    shape = shape.choice if isinstance(shape, Said) else shape
    if isinstance(shape, Choice) and shape.kind:
        mark = "`" if rich else ""
        told_words = [(one, meaning(shape.kind, one)) for one in shape.words]
        parts.append("\n".join(f"- {mark}{one}{mark}: {_(about)}" for one, about in told_words if about))
    return parts


def _meaning(shape: Any, word: str) -> str:
    """What a word of a closed list means; empty for any other."""
    shape = shape.choice if isinstance(shape, Said) else shape
    if isinstance(shape, Choice):
        return meaning(shape.kind, word)
    if isinstance(shape, Id):
        return meaning(shape.known, word) or (meaning("mood", word) if shape.names == "detail" else "")
    return meaning("kind", word)
