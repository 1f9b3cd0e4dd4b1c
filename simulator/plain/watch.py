"""The author's watch without a screen: the findings, and again at each save, until one has seen enough."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from simulator.authoring.examination import examine
from simulator.authoring.watched import EVERY, Watched
from simulator.errors import PlatineError
from simulator.locale import _
from simulator.scenario.findings import Finding, Severity
from simulator.scenario.reading import read_scenario
from simulator.wording import findings as told
from simulator.wording.errors import sentence
from simulator.wording.map import found
from simulator.wording.plaintext import printable

_SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")


def watch(path: Path, out: TextIO, *, wait: Callable[[float], None] = time.sleep) -> None:
    """Print what is found in a file now, and each time it has been saved, for as long as nobody interrupts it.

    Raises Unreadable for a file that cannot be read at the beginning; later that is told, and waited for. `wait`
    is called with the seconds between two looks.
    """
    watched = Watched(path)
    watched.follow(read_scenario(path).files)
    _tell(path, out)
    while True:
        wait(EVERY)
        if watched.has_changed():
            wait(EVERY)  # an editor may still be writing
            watched.has_changed()
            watched.follow(_fragments(path))
            _tell(path, out)


def _fragments(path: Path) -> tuple[Path, ...]:
    """What a file includes now; nothing while it cannot be read, which is told and waited for."""
    try:
        return read_scenario(path).files
    except PlatineError:
        return ()


def _tell(path: Path, out: TextIO) -> None:
    """One reading: a line with the time, one for each finding, and one that says how many."""
    out.write(f"-- {datetime.now().astimezone():%H:%M:%S} {printable(str(path))}\n")
    try:
        findings = examine(path).findings
    except PlatineError as error:
        out.write(printable(sentence(error)[0]) + "\n")
    except Exception as error:  # a fault of ours: whoever writes goes on writing, and can report it
        fault = " ".join(f"{type(error).__name__}: {error}".split())
        words = _(
            "The file could not be checked, by a fault of Platine and not of yours ({fault}); save to try again."
        )
        out.write(printable(words.format(fault=fault)) + "\n")
    else:
        for line in _lines(findings):
            out.write(printable(line) + "\n")
    out.flush()


def _lines(findings: Sequence[Finding]) -> list[str]:
    lines = [told.line(finding) for finding in findings]
    if not findings:
        return [_("Nothing found.")]
    counts = (found(severity, sum(one.severity == severity for one in findings)) for severity in _SEVERITIES)
    return [*lines, ", ".join(counts)]
