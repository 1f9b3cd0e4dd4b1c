"""What the format expects at a place of a document: the shape below each step of a path.

The steps are keys and places in lists, as a Reading's places have them; an editor finds them in text that cannot be
read yet, so that nothing here needs a tree.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from simulator.scenario.reading.forms import (
    Alternatives,
    CalledFor,
    Cases,
    Empathic,
    Facets,
    Kinds,
    Words,
)
from simulator.scenario.reading.keys import FRAGMENT, SCENARIO
from simulator.scenario.reading.packfile import PACK
from simulator.scenario.reading.rehearsals import REHEARSALS
from simulator.scenario.reading.shapes import Block, Key, Listed, Named

Step = str | int
_ROOTS: dict[str, Block] = {"scenario": SCENARIO, "fragment": FRAGMENT, "rehearsals": REHEARSALS, "pack": PACK}


class Expected(msgspec.Struct, frozen=True):
    """The shape at a place, and the key of the format that it belongs to."""

    shape: Any
    key: Key | None = None
    holder: Any = None
    """The shape one step above: a Named where the last step is an id of the author's own."""


def kind_of_file(name: str) -> str:
    """What a file is by its name: `scenario`, `fragment`, `rehearsals` or `pack`."""
    if name in ("pack.yaml", "pack.yml"):
        return "pack"
    stem = name.removesuffix(".yaml").removesuffix(".yml")
    if stem.endswith(".rehearsal"):
        return "rehearsals"
    return "fragment" if stem.endswith(".fragment") else "scenario"


def root(kind: str) -> Block:
    """The block that a file of this kind is."""
    return _ROOTS[kind]


def expected(kind: str, path: Iterable[Step], moment_kind: Callable[[str], str | None]) -> Expected | None:
    """What stands at a path of a file of this kind; None where the format knows nothing of it.

    `moment_kind` tells the kind of a moment by its id, None where it is not known.
    """
    steps = tuple(path)
    here = Expected(root(kind))
    for number, step in enumerate(steps):
        shape = here.shape
        if isinstance(shape, Kinds):
            shape = of_kind(shape, moment_kind(str(steps[number - 1])))
        inner = under(shape, step)
        if inner is None:
            return None
        block = _block(shape)
        key = block.keys.get(str(step)) if block is not None else here.key
        here = Expected(inner, key, shape)
    if isinstance(here.shape, Kinds):
        return Expected(of_kind(here.shape, moment_kind(str(steps[-1]))), here.key, here.holder)
    return here


def _block(shape: Any) -> Block | None:
    """The block whose key a step below this shape may be."""
    match shape:
        case Block():
            return shape
        case Listed():
            return _block(shape.item)
        case Cases():
            return shape.case
        case Empathic() | CalledFor():
            return shape.points
        case _:
            return None


def of_kind(shape: Kinds, word: str | None) -> Block:
    """The block of a moment of this kind; an exchange unless said."""
    return shape.blocks.get(word or "", next(iter(shape.blocks.values())))


def under(shape: Any, step: Step) -> Any:
    """The shape one step below another; None where there is none."""
    match shape:
        case Block():
            key = shape.keys.get(str(step))
            return None if key is None else key.shape
        case Named():
            return shape.value if isinstance(step, str) else None
        case Listed():
            return shape.item if isinstance(step, int) else under(shape.item, step)
        case Cases():
            if isinstance(step, int) or step in (shape.name, "when"):
                return shape.case if isinstance(step, int) else under(shape.case, step)
            return under(shape.plain, step)
        case Words():
            return shape.named.value if isinstance(step, str) else None
        case Facets():
            return shape.named if isinstance(step, str) else None
        case Empathic():
            return under(shape.points, step)
        case CalledFor():
            return under(shape.points, step) or (shape.points if isinstance(step, str) else None)
        case Alternatives():
            return shape.condition if isinstance(step, int) else None
        case _:
            return None


def plain(shape: Any) -> Any:
    """The shape that reads one scalar standing here: of a list its item, of several forms the shortest."""
    match shape:
        case Listed():
            return plain(shape.item)
        case Cases():
            return plain(shape.plain)
        case Words():
            return shape.text
        case Empathic():
            return shape.word
        case _:
            return shape


def keys_of(shape: Any) -> tuple[Key, ...]:
    """The keys of the format that a mapping may have here; none where its keys are the author's own."""
    if isinstance(shape, Kinds):
        shape = of_kind(shape, None)
    block = _block(shape)
    return () if block is None else tuple(block.keys.values())
