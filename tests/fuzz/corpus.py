"""What fuzzing begins with: the bundled scenarios, the tests' own, and texts that mean harm."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from simulator.scenario.schema import KINDS, json_schema
from tests.attacks import hostile
from tests.attacks.heavy import HEAVY
from tests.scenario.test_hostile_files import HOSTILE
from tests.scenario.texts import MINIMAL, WHOLE

ROOT: Final = Path(__file__).parents[2]
LARGEST: Final = 24 * 1024
"""Larger seeds would be cut by the fuzzer; what large files do is tested apart."""
_SLOW: Final = {"messages of ten parts"}
"""What takes seconds to check in its smallest size, and would leave no time to try anything else."""


def seeds() -> Iterator[bytes]:
    """Files as they are, no larger than `LARGEST`."""
    texts: list[bytes] = [MINIMAL.encode(), WHOLE.encode(), hostile.scenario().encode()]
    texts += [path.read_bytes() for path in sorted((ROOT / "scenarios").rglob("*.yaml"))]
    texts += [data if isinstance(data, bytes) else data.encode() for data, _code in HOSTILE.values()]
    texts += [make(1).encode() for name, make in HEAVY.items() if name not in _SLOW]
    texts += [f"{MINIMAL}{text}".encode("utf-8", "replace") for text in hostile.CONTROLS]
    yield from dict.fromkeys(text[:LARGEST] for text in texts)


def dictionary() -> str:
    """The format's words, in the form that libFuzzer reads."""
    words = {word for kind in KINDS for word in _words(json_schema(kind))}
    bits = (
        "- ",
        ": ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "<<: *a",
        "|\\x0a",
        ">\\x0a",
        "\\x0a  ",
        "\\x0a    ",
        "---",
        "!!",
        "\\x22",
    )
    quoted = [json.dumps(word) for word in sorted(words) if word.isascii() and word.isprintable()]
    return "\n".join([*(f'"{bit}"' for bit in bits), *quoted]) + "\n"


def _words(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, below in value.items():
            if name in ("properties", "enum"):
                yield from (f"{word}: " for word in below) if name == "properties" else ()
                yield from (word for word in below if isinstance(word, str))
            yield from _words(below)
    elif isinstance(value, list):
        for below in value:
            yield from _words(below)
