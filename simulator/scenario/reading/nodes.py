"""The light tree that a YAML file is read into: scalars, mappings and sequences that know where they stand.

A place is one whole number, `line << 20 | column`, both counted from 0: a fifth of the memory of a mark, and
it sorts as places do.
"""

from typing import Final

import msgspec

PLAIN: Final = 0
QUOTED: Final = 1
BLOCK: Final = 2
LOST: Final = 3
"""A plain scalar with one blank and a `#` behind it: YAML took the rest of the sentence for a comment."""
SPLIT: Final = 4
"""Nothing at all, behind a key without a colon: a comma inside braces cut a sentence in two."""

_COLUMNS: Final = 20
_LAST_COLUMN: Final = (1 << _COLUMNS) - 1


def packed(line: int, column: int) -> int:
    return line << _COLUMNS | min(column, _LAST_COLUMN)


def unpacked(at: int) -> tuple[int, int]:
    """Line and column as people count them, from 1."""
    return (at >> _COLUMNS) + 1, (at & _LAST_COLUMN) + 1


# The collector need not look at nodes: aliases that would make a cycle are refused before they are made.
class Scalar(msgspec.Struct, gc=False):
    text: str
    at: int
    key_at: int
    style: int


class Mapping(msgspec.Struct, gc=False):
    entries: "dict[str, Node]"
    at: int
    key_at: int


class Sequence(msgspec.Struct, gc=False):
    items: "list[Node]"
    at: int
    key_at: int


Node = Scalar | Mapping | Sequence
"""`at` is where the value begins, `key_at` where its key does (-1 for what has no key)."""


def place_of(node: Node) -> int:
    """Where to send the author: to the value of a scalar, to the key of all that is larger."""
    return node.at if node.__class__ is Scalar or node.key_at < 0 else node.key_at


def under_key(node: Node, key_at: int) -> Node:
    """The same node, standing under another key: what an alias means in a mapping."""
    if isinstance(node, Scalar):
        return Scalar(node.text, node.at, key_at, node.style)
    if isinstance(node, Mapping):
        return Mapping(node.entries, node.at, key_at)
    return Sequence(node.items, node.at, key_at)
