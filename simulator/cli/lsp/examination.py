"""The full check of a text that is being written, as a process of its own: whoever types never waits for it.

    python -m simulator.cli.lsp.examination FILE < TEXT      prints the findings as JSON, on two lines

The first line is what is found quickly, the second everything. The file is where the text will be saved: what stands
beside it and above it is read from there.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from simulator.authoring.checking import ALL, QUICK, check
from simulator.errors import PlatineError
from simulator.scenario.findings import Finding
from simulator.scenario.packs import PACK_FILE, read_pack
from simulator.scenario.reading import read_rehearsals, read_text
from simulator.scenario.rehearsal import Rehearsal

_NICENESS: Final = 5
"""Behind whoever types."""
_LONGEST: Final = 60
"""Seconds of work after which nobody waits any more."""
_MEMORY: Final = 2 << 30


def examine(text: str, file: Path) -> Iterator[tuple[Finding, ...]]:
    """What the checker says of a text which will stand in this file: the quick questions first, then all of them."""
    reading = read_text(text, str(file), file.parent)
    rehearsals, severities = _rehearsals(file), _severities(file)
    for wanted in (QUICK, ALL):
        yield check(reading, rehearsals=rehearsals, severities=severities, wanted=wanted).findings


def _rehearsals(file: Path) -> tuple[Rehearsal, ...]:
    # What is wrong with them is told in their own file.
    with suppress(PlatineError):
        return read_rehearsals(file.with_name(f"{file.stem}.rehearsal.yaml"))[0]
    return ()


def _severities(file: Path) -> Mapping[str, str]:
    """What the nearest pack around the file says of the checker's codes."""
    above = next((folder for folder in _upward(file) if (folder / PACK_FILE).is_file()), None)
    if above is not None:
        with suppress(PlatineError):
            return read_pack(above).severities
    return {}


def _upward(file: Path) -> Iterator[Path]:
    yield from file.absolute().parents


def _bound() -> None:
    """Be modest, and end when nobody can be waiting any more."""
    try:
        import resource  # start-up time: not every system has it, and only this process needs it
    except ImportError:
        return
    os.nice(_NICENESS)
    for limit, most in ((resource.RLIMIT_CPU, _LONGEST), (resource.RLIMIT_AS, _MEMORY)):
        with suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def main() -> None:
    (file,) = sys.argv[1:]
    _bound()
    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    for findings in examine(text, Path(file)):
        sys.stdout.buffer.write(msgspec.json.encode(findings) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
