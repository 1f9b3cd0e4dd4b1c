"""Where the texts of a scenario stand in its file, and what a block of the file holds, so that it can be copied."""

from pathlib import Path
from typing import Final

from simulator.errors import Unplayable
from simulator.scenario.reading.files import content_of, document
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.nodes import BLOCK, LOST, PLAIN, Mapping, Node, Scalar, Sequence
from simulator.scenario.writing import Value

Steps = tuple[str | int, ...]
_ALONE: Final = frozenset({"objectives", "cues"})
"""Lists whose only item may stand without brackets."""
_TRUTHS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def root_of(file: Path) -> Mapping:
    """The top of a scenario's file. Raises Unreadable, and Unplayable where it is no document."""
    ledger = Ledger(str(file))
    root = document(content_of(file), ledger)
    if root is None:
        raise Unplayable("unplayable", findings=tuple(ledger.findings), path=str(file))
    return root


def found(root: Mapping, way: tuple[str, ...]) -> Steps | None:
    """The keys and indices that lead to what has this name in a file; None where nothing of the name stands in it.

    The file may write a list of one without its brackets, and a line without cases as a text or as a case.
    """
    node: Node = root
    steps: list[str | int] = []
    rest = list(way)
    while rest:
        step = rest.pop(0)
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[step]
            steps.append(step)
        elif isinstance(node, Sequence) and step.isdecimal() and 0 < int(step) <= len(node.items):
            node = node.items[int(step) - 1]
            steps.append(int(step) - 1)
        elif not (step == "1" and steps and steps[-1] in _ALONE):
            return None
        if len(steps) >= 3 and "line" in steps[2:4] and steps[0] == "moments":
            node, steps = _said(node, steps, rest)
    return tuple(steps)


def _said(node: Node, steps: list[str | int], rest: list[str]) -> tuple[Node, list[str | int]]:
    """From a line, or one of its cases, to the words: through the only case of a list, and through `text`."""
    if isinstance(node, Sequence) and len(node.items) == 1 and not (rest and rest[0].isdecimal()):
        node, steps = node.items[0], [*steps, 0]
    wants_a_key = bool(rest) and rest[0] in ("when", "text")
    if isinstance(node, Mapping) and "text" in node.entries and not node.entries.keys() - {"text", "when"}:
        return (node, steps) if wants_a_key else (node.entries["text"], [*steps, "text"])
    return node, steps


def node_at(root: Mapping, steps: Steps) -> Node | None:
    """What stands there; None where nothing does."""
    node: Node = root
    for step in steps:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def value_of(node: Node) -> Value:
    """What a part of a file says, as it can be written into another."""
    if isinstance(node, Mapping):
        return {key: value_of(inner) for key, inner in node.entries.items()}
    if isinstance(node, Sequence):
        return [value_of(item) for item in node.items]
    return _plain(node) if node.style in (PLAIN, LOST) else _text(node)


def _text(node: Scalar) -> str:
    return node.text.rstrip("\n") if node.style == BLOCK else node.text


def _plain(node: Scalar) -> Value:
    if node.text in _TRUTHS:
        return _TRUTHS[node.text]
    digits = node.text.removeprefix("-")
    if digits.isdecimal() and digits.isascii() and (digits == "0" or not digits.startswith("0")) and len(digits) < 16:
        return int(node.text)
    return node.text
