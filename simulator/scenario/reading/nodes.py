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
LAST_COLUMN: Final = (1 << _COLUMNS) - 1


def packed(line: int, column: int) -> int:
    return line << _COLUMNS | min(column, LAST_COLUMN)


def unpacked(at: int) -> tuple[int, int]:
    """Line and column as people count them, from 1."""
    return (at >> _COLUMNS) + 1, (at & LAST_COLUMN) + 1


# The collector need not look at nodes: aliases that would make a cycle are refused before they are made.
class Scalar(msgspec.Struct, gc=False):
    text: str
    key_at: int
    """Where the key begins; for what has no key, where the value does."""
    offset: int
    """From `key_at` to the value, 0 for what has no key: a small number costs no memory, two places would."""
    style: int

    @property
    def at(self) -> int:
        """Where the value begins."""
        return self.key_at + self.offset


class Mapping(msgspec.Struct, gc=False):
    entries: "dict[str, Node]"
    key_at: int
    offset: int

    @property
    def at(self) -> int:
        return self.key_at + self.offset


class Sequence(msgspec.Struct, gc=False):
    items: "list[Node]"
    key_at: int
    offset: int

    @property
    def at(self) -> int:
        return self.key_at + self.offset


Node = Scalar | Mapping | Sequence


def place_of(node: Node) -> int:
    """Where to send the author: to the value of a scalar, to the key of all that is larger."""
    return node.at if isinstance(node, Scalar) else node.key_at


def under_key(node: Node, key_at: int) -> Node:
    """The same node under another key: what an alias means in a mapping. Its value stays where it is written."""
    offset = node.at - key_at
    if isinstance(node, Scalar):
        return Scalar(node.text, key_at, offset, node.style)
    if isinstance(node, Mapping):
        return Mapping(node.entries, key_at, offset)
    return Sequence(node.items, key_at, offset)
