"""Tabs, no-break spaces and their kin where YAML expects a blank, in a file that could be read all the same.

Only what stands between the values is looked at: before a key, an item or a value, and at the beginning of a line
that goes on an unquoted text. Within a text, quoted or a block, a blank is the author's own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from simulator.scenario.reading.nodes import PLAIN, Mapping, Node, Scalar, packed

_ODD: Final = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_RUN: Final = rf"[{_ODD}][ {_ODD}]*"
_BEFORE_A_VALUE: Final = frozenset("\n:-?,[{")


def odd_blanks(text: str, root: Mapping) -> Iterator[tuple[int, str]]:
    """The first odd blank of each run that stands where a blank is expected: its packed place and the character.

    `root` is the tree that the text was read into; it is walked only if there is an odd blank. Linear in the text.
    """
    if not any(character in text for character in _ODD):
        return
    starts = _starts(root)
    rising = sorted(starts)
    line = begin = seen = 0
    for found in re.finditer(_RUN, text):
        start, end = found.span()
        newlines = text.count("\n", seen, start)
        if newlines:
            line, begin = line + newlines, text.rindex("\n", seen, start) + 1
        seen = first = start
        while first > begin and text[first - 1] == " ":
            first -= 1
        before, after = text[first - 1 : first] or "\n", text[end : end + 1]
        style = _style_before(packed(line, first - begin), starts, rising)
        if after == "#":
            # Only a true blank opens a comment: this one makes the sign a part of the text.
            separates = style == PLAIN and first == start and text[start] != "\t" and before not in _BEFORE_A_VALUE
        elif not after or after.isspace() or before not in _BEFORE_A_VALUE:
            continue
        else:
            separates = _begins_within(packed(line, first - begin), packed(line, end - begin), rising) or (
                before == "\n" and style == PLAIN
            )
        if separates:
            yield packed(line, start - begin), text[start]


def _starts(root: Node) -> dict[int, int]:
    """Where keys and values begin, with the style of what begins there; what is no plain text counts as -1."""
    starts: dict[int, int] = {}
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        starts.setdefault(node.key_at, -1)
        if isinstance(node, Scalar):
            starts[node.at] = node.style
            continue
        starts.setdefault(node.at, -1)
        waiting += node.entries.values() if isinstance(node, Mapping) else node.items
    return starts


def _begins_within(first: int, last: int, rising: list[int]) -> bool:
    """Whether a key or a value begins at one of these places, both included."""
    place = bisect_right(rising, last)
    return place > 0 and rising[place - 1] >= first


def _style_before(at: int, starts: dict[int, int], rising: list[int]) -> int:
    """The style of the last thing that begins before a place."""
    place = bisect_right(rising, at)
    return starts[rising[place - 1]] if place else -1
