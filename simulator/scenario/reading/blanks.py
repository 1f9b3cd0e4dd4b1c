"""Tabs, no-break spaces and their kin where YAML expects a blank, in a file that could be read all the same.

Only what stands between the values is looked at: before a key, an item or a value, and at the beginning of a line
that goes on an unquoted text. Within a text, quoted or a block, a blank is the author's own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from simulator.scenario.reading.nodes import PLAIN, Mapping, Node, Scalar, packed

_NO_BLANKS: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD: Final = re.compile(rf"[\t{_NO_BLANKS}]")
_CANDIDATE: Final = re.compile(
    rf"(?:^|(?<=[:\-?,\[{{]))(?P<run> *[\t{_NO_BLANKS}][ \t{_NO_BLANKS}]*)(?=[^\s#])"
    rf"|(?<=\S)(?P<stuck>[{_NO_BLANKS}]+)(?=#(?:[ \t]|$))",
    re.MULTILINE,
)
"""A run of blanks, one of them odd, where a value may begin; or one that keeps a `#` from opening a comment."""


def odd_blanks(text: str, root: Mapping) -> Iterator[tuple[int, str]]:
    """The first odd blank of each run that stands where a blank is expected: its packed place and the character.

    `root` is the tree that the text was read into; it is walked only if there is a candidate. Linear in the text.
    """
    starts: dict[int, int] | None = None
    rising: list[int] = []
    line = begin = 0
    for found in _CANDIDATE.finditer(text):
        if starts is None:
            starts = _starts(root)
            rising = sorted(starts)
        start, end = found.span()
        newlines = text.count("\n", begin, start)
        if newlines:
            line, begin = line + newlines, text.rindex("\n", begin, start) + 1
        at = packed(line, start - begin)
        odd = _ODD.search(text, start)
        assert odd is not None
        if found["stuck"]:
            separates = _style_before(at, starts, rising) == PLAIN
        else:
            behind = packed(line, end - begin)
            separates = _begins_within(at, behind, rising) or (
                start == begin and _style_before(at, starts, rising) == PLAIN
            )
        if separates:
            yield packed(line, odd.start() - begin), odd.group()


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
