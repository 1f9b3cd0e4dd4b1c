"""The full check of a text that is being written, as a process of its own: whoever types never waits for it.

    python -m simulator.cli.lsp.examination FILE < TEXT      prints the findings as JSON, on two lines

The first line is what is found quickly, the second everything. The file is where the text will be saved: what stands
beside it and above it is read from there.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from simulator.authoring.checking import ALL, QUICK, check
from simulator.authoring.surroundings import pack_of, rehearsals_of
from simulator.authoring.translations_found import siblings_of
from simulator.errors import PlatineError
from simulator.scenario.findings import Finding
from simulator.scenario.packs import Pack
from simulator.scenario.reading import read_text
from simulator.scenario.rehearsal import Rehearsal

_NICENESS: Final = 5
"""Behind whoever types."""
_LONGEST: Final = 60
"""Seconds of work after which nobody waits any more."""
_MEMORY: Final = 2 << 30


def examine(text: str, file: Path) -> Iterator[tuple[Finding, ...]]:
    """What the checker says of a text which will stand in this file: the quick questions first, then all of them."""
    reading = read_text(text, str(file), file.parent)
    rehearsals: tuple[Rehearsal, ...] = ()
    pack: Pack | None = None
    # What is wrong with either is told in its own file.
    with suppress(PlatineError):
        rehearsals = rehearsals_of(file)[0]
    with suppress(PlatineError):
        pack = pack_of(file)
    siblings = tuple(siblings_of(file, reading.scenario)) if reading.scenario is not None else ()
    severities = pack.severities if pack is not None else {}
    for wanted in (QUICK, ALL):
        yield check(reading, rehearsals=rehearsals, siblings=siblings, severities=severities, wanted=wanted).findings


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
