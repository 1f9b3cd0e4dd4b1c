"""What can be asked of a file: a value set, a part removed.

A path holds keys and list indices from the top, as in `Reading.place`: `("moments", "welcome", "cues", 0, "sign")`.
"""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, Union

import msgspec

from simulator.errors import Uneditable
from simulator.scenario.reading.raw import FORBIDDEN

Path = tuple[str | int, ...]
Value: TypeAlias = Union[str, bool, int, float, "Sequence[Value]", "Mapping[str, Value]"]
"""A text, a number, true or false, or lists and mappings of these; small ones, it is a scenario that is edited."""

_MOST_DECIMALS: Final = 15


class Set(msgspec.Struct, frozen=True):
    """Put a value at a path. The key itself may be new, or the index one past the last; what holds it must exist."""

    path: Path
    value: Value


class Remove(msgspec.Struct, frozen=True):
    """Take away a key with its value, or an item of a list."""

    path: Path


Change = Set | Remove


def normal(path: Path) -> Path:
    """The path with its keys in the form in which they are read."""
    return tuple(unicodedata.normalize("NFC", step) if isinstance(step, str) else step for step in path)


def shown(path: Path) -> str:
    """A path in a sentence: `moments.welcome.cues.0.sign`."""
    return ".".join(map(str, path))


def checked(value: Value, path: Path) -> Value:
    """The value, if a file can hold it, its sequences as lists. Raises Uneditable."""
    if isinstance(value, str):
        found = FORBIDDEN.search(value)
        letter = found.group() if found else next((one for one in value if "\ud800" <= one <= "\udfff"), None)
        if letter is not None:
            raise Uneditable("edit_character", path=shown(path), character=f"U+{ord(letter):04X}")
        return value
    if isinstance(value, float) and not math.isfinite(value):
        raise Uneditable("edit_number", path=shown(path), value=str(value))
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {key: checked(inner, (*path, key)) for key, inner in value.items()}
    return [checked(inner, (*path, place)) for place, inner in enumerate(value)]


def figures(value: bool | int | float) -> str:
    """A number or a truth as the format reads it: decimals with a point, never an exponent."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return f"{value:.{_MOST_DECIMALS}f}".rstrip("0").rstrip(".") or "0"
