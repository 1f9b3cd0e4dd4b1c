"""What the command costs before it does anything."""

import sys
from pathlib import Path

from benchmarks.measure import in_turn, python, run_time
from benchmarks.table import Goal, Row


def rows(*, quick: bool) -> list[Row]:
    platine = str(Path(sys.executable).with_name("platine"))
    command = (platine, "--help") if Path(platine).exists() else python("-m", "simulator", "--help")
    pair = in_turn(lambda: run_time(*command), lambda: run_time(*python("-c", "pass")), 5 if quick else 31)
    return [Row("`platine --help`", "s", pair.ours, pair.theirs, "`python -c pass`", pair.ratio, Goal("ratio", 5))]
