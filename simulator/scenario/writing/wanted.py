"""What a document should say once it is changed, worked out without its text, so that the text can be held to it."""

from collections.abc import Mapping as Mapped
from typing import Any

import msgspec

from simulator.errors import Uneditable
from simulator.scenario.reading.nodes import BLOCK, LOST, PLAIN, QUOTED, Mapping, Node, Scalar, Sequence
from simulator.scenario.writing.changes import Change, Path, Remove, Set, Value, figures, shown
from simulator.scenario.writing.rendering import is_many
from simulator.scenario.writing.scalars import meaning, reads_as_text


class Leaf(msgspec.Struct, frozen=True):
    """A scalar: its words, and whether it stands without quotes, so that it may be a number."""

    text: str
    style: int


class NewText(msgspec.Struct, frozen=True):
    """A text that is to be written, in quotes or not, as long as it stays a text."""

    text: str


Data = Any
"""A dict by key, a list, a Leaf, or a NewText."""


def data_of(node: Node) -> Data:
    """What a document says, as data that changes can be made to."""
    if isinstance(node, Mapping):
        return {key: data_of(inner) for key, inner in node.entries.items()}
    if isinstance(node, Sequence):
        return [data_of(item) for item in node.items]
    return Leaf(meaning(node), node.style)


def steps(data: Data, changes: list[Change]) -> list[Change]:
    """The changes in their smallest form, those left out that change nothing; `data` becomes what they make of it.

    A mapping set where a mapping stands becomes changes of its keys, so that what stays the same is not touched.
    Raises Uneditable for a place that does not exist.
    """
    found: list[Change] = []
    for change in changes:
        found += _set(data, change.path, change.value) if isinstance(change, Set) else _remove(data, change.path)
    return found


def _set(data: Data, path: Path, value: Value) -> list[Change]:
    if not path:
        if not isinstance(value, Mapped):
            raise Uneditable("edit_no_such_place", path=shown(path))
        return _merged(data, path, value, data)
    holder = _holder(data, path)
    step: Any = path[-1]
    old = _inside(holder, step)
    if old is not None and says(old, value):
        return []
    if isinstance(old, dict) and isinstance(value, Mapped) and _keeps_order(old, value):
        return _merged(data, path, value, old)
    if isinstance(old, list) and isinstance(value, list) and value and old:
        return _aligned(data, path, value, old)
    if isinstance(holder, dict) if isinstance(step, str) else isinstance(holder, list) and step <= len(holder):
        if isinstance(holder, list) and step == len(holder):
            holder.append(_fresh(value))
        else:
            holder[step] = _fresh(value)
        return [Set(path, value)]
    raise Uneditable("edit_no_such_place", path=shown(path))


def _merged(data: Data, path: Path, value: Mapped[str, Value], old: dict[str, Data]) -> list[Change]:
    found: list[Change] = []
    for key in [key for key in old if key not in value]:
        found += _remove(data, (*path, key))
    for key, inner in value.items():
        found += _set(data, (*path, key), inner)
    return found


def _aligned(data: Data, path: Path, value: list[Value], old: list[Data]) -> list[Change]:
    found: list[Change] = []
    for place in range(len(old) - 1, len(value) - 1, -1):
        found += _remove(data, (*path, place))
    for place, inner in enumerate(value):
        found += _set(data, (*path, place), inner)
    return found


def _keeps_order(old: dict[str, Data], value: Mapped[str, Value]) -> bool:
    kept = [key for key in old if key in value]
    return bool(kept) and [*kept, *(key for key in value if key not in old)] == list(value)


def _remove(data: Data, path: Path) -> list[Change]:
    holder = _holder(data, path)
    step: Any = path[-1] if path else None
    if not path or _inside(holder, step) is None:
        raise Uneditable("edit_no_such_place", path=shown(path))
    del holder[step]
    return [Remove(path)]


def _holder(data: Data, path: Path) -> Data:
    for number, step in enumerate(path[:-1]):
        data = _inside(data, step)
        if data is None:
            raise Uneditable("edit_no_such_place", path=shown(path[: number + 1]))
    return data


def _inside(data: Data, step: str | int) -> Data | None:
    if isinstance(data, dict) and isinstance(step, str):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return data[step]
    return None


def _fresh(value: Value) -> Data:
    if isinstance(value, str):
        return NewText(value)
    if isinstance(value, bool | int | float):
        return Leaf(figures(value), PLAIN)
    if isinstance(value, Mapped):
        return {key: _fresh(inner) for key, inner in value.items()}
    return [_fresh(inner) for inner in value]


def says(old: Data, value: Value) -> bool:
    """Whether a part says this value already, as it stands."""
    if is_many(value):
        return bool(old == _fresh(value)) if not value else False
    if isinstance(old, NewText):
        return old.text == value
    if not isinstance(old, Leaf):
        return False
    if isinstance(value, str):
        return old.text == value
    return bool(old == _fresh(value))


def agrees(wanted: Data, node: Node) -> bool:
    """Whether a document is the one that was wanted."""
    if isinstance(wanted, dict):
        return (
            isinstance(node, Mapping)
            and wanted.keys() == node.entries.keys()
            and all(agrees(inner, node.entries[key]) for key, inner in wanted.items())
        )
    if isinstance(wanted, list):
        return (
            isinstance(node, Sequence)
            and len(wanted) == len(node.items)
            and all(agrees(inner, item) for inner, item in zip(wanted, node.items, strict=True))
        )
    if not isinstance(node, Scalar):
        return False
    if isinstance(wanted, NewText):
        safe = reads_as_text(node.text) if node.style == PLAIN else node.style in (QUOTED, BLOCK)
        return safe and meaning(node) == wanted.text
    return bool(wanted.text == meaning(node) and _alike(wanted.style) == _alike(node.style))


def _alike(style: int) -> int:
    """Words near a comment are plain words all the same; whether any are lost there is the reader's to find."""
    return PLAIN if style == LOST else style
