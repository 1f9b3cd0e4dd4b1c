"""How things are timed: rounds in turn, so that what slows the machine down slows both sides."""

import atexit
import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
Trial = Callable[[], float]
"""One measurement: seconds, or whatever unit both sides share."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides measured in the same rounds: their medians, and the median of the rounds' ratios."""

    ours: float
    theirs: float
    ratio: float


def in_turn(ours: Trial, theirs: Trial, rounds: int) -> Pair:
    """Both sides once a round, each going first in every other round, after one round that does not count."""
    ours(), theirs()
    first: list[float] = []
    second: list[float] = []
    for number in range(rounds):
        for side, results in ((ours, first), (theirs, second))[:: -1 if number % 2 else 1]:
            results.append(side())
    ratios = [one / other for one, other in zip(first, second, strict=True)]
    return Pair(median(first), median(second), median(ratios))


def timed(work: Callable[[], object], times: int = 1, *, clock: Callable[[], float] = time.process_time) -> float:
    """Seconds that one call takes, over `times` calls, beginning with no garbage of others.

    Of this process's own time: what else the machine does is left out. Work that waits needs a wall clock.
    """
    gc.collect()
    began = clock()
    for _ in range(times):
        work()
    return (clock() - began) / times


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@cache
def environment() -> dict[str, str]:
    """Where programs are started: English, no settings or history of anyone, bytecode compiled once as installed."""
    home = Path(tempfile.mkdtemp(prefix="platine-bench-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "XDG_", "LC_", "PLATINE_", "TEXTUAL"))
        and name not in ("NO_COLOR", "COLUMNS")
    }
    return kept | {
        "HOME": str(home),
        "LANG": "en_GB.UTF-8",
        "PLATINE_LANGUAGE": "en",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
        "PYTHONIOENCODING": "utf-8",
        "TERM": "xterm-256color",
    }


def run_time(*command: str) -> float:
    """Seconds from starting a program to its end. Raises CalledProcessError where it fails."""
    began = time.perf_counter()
    subprocess.run(command, env=environment(), check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - began


def python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, *arguments)
