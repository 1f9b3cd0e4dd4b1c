"""Where in the format a cursor stands, told from the text before it alone.

While somebody types, YAML can rarely read the document: a key without its colon, a bracket still open. Indentation
and brackets say enough.
"""

import re
from typing import Final

import msgspec

from simulator.scenario.reading.context import Step

_KEY: Final = r"(?:[\w-]+|\"[^\"]*\"|'[^']*')"
_LINE: Final = re.compile(rf"(?P<indent>[ ]*)(?P<dashes>(?:-[ ]+)*)(?:(?P<key>{_KEY})[ ]*:(?P<value>(?:[ ].*)?))?$")
_TYPED: Final = re.compile(r"(?P<indent>[ ]*)(?P<dashes>(?:-(?:[ ]+|$))*)(?P<rest>.*)")
_WORD: Final = re.compile(r"[\w.+@=-]*$")
_FARTHEST: Final = 20_000
"""Lines looked back over for what a cursor stands in."""
_LONGEST_FLOW: Final = 200
"""Lines that a text in brackets may run over."""


class Place(msgspec.Struct, frozen=True):
    """A cursor in the format."""

    path: tuple[Step, ...]
    """What it stands in: the mapping whose key it writes, or the place whose value it writes."""
    on_key: bool
    typed: str
    """The beginning of the word that stands before it."""
    present: frozenset[str] = frozenset()
    """The keys that the mapping has already; of a list in brackets, the items before."""
    in_brackets: bool = False
    indent: int = 0
    """The column in which the keys of the mapping begin."""


def place(lines: list[str], line: int, column: int) -> Place:
    """The place of a cursor, line and column counted from 0, in characters."""
    line = min(line, len(lines) - 1)
    before = lines[line][:column]
    flow = _flow(lines, line, before)
    if flow is not None:
        return flow
    found = _TYPED.fullmatch(before)
    assert found is not None, "each of its parts may be empty"
    dashes = len(found["dashes"].split())
    start = len(found["indent"])
    own = start + len(found["dashes"])
    above = _ancestors(lines, line, start, bool(dashes))
    key, value = _split(found["rest"])
    steps: tuple[Step, ...] = (*above, *[0] * dashes)
    typed = _WORD.search(before)
    word = typed.group() if typed is not None else ""
    if key is None:
        is_item = bool(dashes) and not word and own == column
        present = frozenset(_siblings(lines, line, own)) if not is_item else frozenset()
        return Place(steps, True, word, present, indent=own)
    return Place((*steps, key), False, _last_word(value), indent=own)


def _split(rest: str) -> tuple[str | None, str]:
    found = re.match(rf"({_KEY})[ ]*:(?:[ ]+(.*))?$", rest)
    return (None, rest) if found is None else (_bare(found[1]), found[2] or "")


def _bare(key: str) -> str:
    return key[1:-1] if key[:1] in "\"'" else key


def _last_word(value: str) -> str:
    found = _WORD.search(value)
    return found.group() if found is not None else ""


def _is_void(line: str) -> bool:
    stripped = line.strip()
    return not stripped or stripped.startswith("#")


def _ancestors(lines: list[str], line: int, indent: int, is_item: bool) -> tuple[Step, ...]:
    """The keys and items, from the top, that a line with this indentation stands in."""
    steps: list[Step] = []
    limit, allow_equal = indent, is_item
    for number in range(line - 1, max(-1, line - 1 - _FARTHEST), -1):
        if limit == 0 and not allow_equal:
            break
        text = lines[number].rstrip()
        found = _LINE.match(text)
        if found is None or _is_void(text) or not (found["key"] or found["dashes"]):
            continue
        start = len(found["indent"])
        own = start + len(found["dashes"])
        if found["key"] and (own < limit or (allow_equal and own == limit and not found["dashes"])):
            # Behind a key that has its value on the same line, one is in the middle of that text.
            steps.append(_bare(found["key"]))
            limit, allow_equal = own, False
        if found["dashes"] and start < limit:
            steps.extend([0] * len(found["dashes"].split()))
            limit, allow_equal = start, True
    return tuple(reversed(steps))


def _siblings(lines: list[str], line: int, indent: int) -> list[str]:
    """The keys of the mapping that a line belongs to, by their common column."""
    found = []
    for step in (-1, 1):
        number = line + step
        while 0 <= number < len(lines) and abs(number - line) < _FARTHEST:
            text = lines[number]
            matched = _LINE.match(text.rstrip())
            if not _is_void(text):
                start = len(text) - len(text.lstrip(" "))
                own = start + len(matched["dashes"]) if matched is not None else start
                if matched is not None and matched["key"] and own == indent and (step < 0 or not matched["dashes"]):
                    found.append(_bare(matched["key"]))
                if start < indent:
                    break
            number += step
    return found


class _Container:
    """Brackets that are open: the key being written in them, and those that were."""

    def __init__(self, is_list: bool) -> None:
        self.is_list = is_list
        self.key: str | None = None
        self.present: list[str] = []
        self.text = ""
        self.count = 0


def _flow(lines: list[str], line: int, before: str) -> Place | None:
    """The place of a cursor within brackets; None outside of them."""
    for number in range(line, max(-1, line - _LONGEST_FLOW), -1):
        text = before if number == line else lines[number]
        found = _LINE.match(text.rstrip()) or _TYPED.match(text)
        if found is None or _is_void(text):
            continue
        head = re.match(rf"(?P<indent>[ ]*)(?P<dashes>(?:-[ ]+)*)(?:(?P<key>{_KEY})[ ]*:[ ]+)?(?=[\[{{])", text)
        if head is None:
            if number != line and re.match(rf"[ ]*(?:-[ ]+)*{_KEY}[ ]*:(?:[ ]|$)", text) and "{" not in text:
                return None
            continue
        body = "\n".join([text[head.end() :], *lines[number + 1 : line], *([before] if number < line else [])])
        open_ = _open_brackets(body)
        if not open_:
            return None
        dashes = len(head["dashes"].split())
        above = _ancestors(lines, number, len(head["indent"]), bool(dashes))
        own = (_bare(head["key"]),) if head["key"] else ()
        return _inside((*above, *[0] * dashes, *own), open_)
    return None


def _inside(path: tuple[Step, ...], open_: list[_Container]) -> Place:
    for container in open_[:-1]:
        path = (*path, container.count) if container.is_list else (*path, container.key or "")
    last = open_[-1]
    word = _last_word(last.text)
    if last.is_list:
        return Place((*path, last.count), False, word, frozenset(last.present), in_brackets=True)
    if last.key is None:
        return Place(path, True, word, frozenset(last.present), in_brackets=True)
    return Place((*path, last.key), False, word, in_brackets=True)


def _open_brackets(body: str) -> list[_Container]:
    """The brackets still open at the end of a text, quotation marks minded."""
    stack: list[_Container] = []
    quote = ""
    for at, letter in enumerate(body):
        if not stack and letter not in "[{":
            return []
        if quote:
            quote = "" if letter == quote else quote
            stack[-1].text += letter
        elif letter in "\"'" and not stack[-1].text.strip():
            quote = letter
            stack[-1].text += letter
        elif letter in "[{":
            stack.append(_Container(letter == "["))
        elif letter in "]}":
            stack.pop()
        elif letter == ",":
            top = stack[-1]
            if top.is_list:
                top.present.append(_bare(top.text.strip()))
            top.key, top.text, top.count = None, "", top.count + 1
        elif letter == ":" and not stack[-1].is_list and body[at + 1 : at + 2] in ("", " ", "\n"):
            top = stack[-1]
            if top.key is None:
                top.key = _bare(top.text.strip())
                top.present.append(top.key)
                top.text = ""
        else:
            stack[-1].text += letter
    return stack
