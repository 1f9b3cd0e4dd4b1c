"""`platine check`: what it costs on a scenario as people write them, on thousands of moments, and how fast it explores."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from benchmarks import inkjs, passages, story
from benchmarks.measure import ROOT, Pair, environment, in_turn, python, run_time, timed
from benchmarks.table import NO_GOAL, Goal, Row
from simulator.authoring.paths.reach import Walk
from simulator.authoring.paths.sweep import Budget, Ground
from simulator.authoring.study import Study
from simulator.cli.checking.collector import resting_collector
from simulator.scenario.packs import scenario_files
from simulator.scenario.reading import Reading, read_scenario

MOMENTS = 30
"""What a scenario of a dozen turns holds."""
QUICK_LIMIT, FULL_LIMIT, EXPLORED_LIMIT = 15, 2.0, 1.0
AGAINST_BARDIC = 0.8
LINEAR = 12
"""How much longer ten times the moments may take."""
TRANSITIONS = 300_000


def rows(*, quick: bool) -> list[Row]:
    rounds = 3 if quick else 7
    with tempfile.TemporaryDirectory() as folder:
        return [
            *_people(Path(folder), rounds),
            *_thousands(Path(folder), (100, 300) if quick else (100, 1000, 10_000), 1 if quick else 3),
            *_explored(1 if quick else 5),
        ]


def check(*arguments: str) -> tuple[str, ...]:
    """The command as it is installed, or as a module where it is not."""
    platine = Path(sys.executable).with_name("platine")
    return (str(platine), "check", *arguments) if platine.exists() else python("-m", "simulator", "check", *arguments)


def _people(folder: Path, rounds: int) -> Iterator[Row]:
    file = folder / "thirty.yaml"
    file.write_text(story.yaml(MOMENTS), encoding="utf-8")
    nothing = python("-c", "pass")
    for what, arguments, goal in (
        ("`platine check --quick`", ("--quick", str(file)), Goal("ratio", QUICK_LIMIT)),
        ("`platine check`", (str(file),), Goal("ours", FULL_LIMIT, unit="s")),
    ):
        command = check(*arguments)
        pair = in_turn(lambda command=command: _waited(*command), lambda: run_time(*nothing), rounds)
        yield Row(f"{what}, {MOMENTS} moments", "s", pair.ours, pair.theirs, "`python -c pass`", pair.ratio, goal)


def _thousands(folder: Path, sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    took: dict[int, float] = {}
    for size in sizes:
        files = {"yaml": passages.yaml(size), "bard": passages.bard(size), "ink": passages.ink(size)}
        for ending, text in files.items():
            (folder / f"{size}.{ending}").write_text(text, encoding="utf-8")
        what = f"`platine check`, {size:,} moments, {passages.ANSWERS * size:,} responses"
        pair = _against_bardic(folder, size, rounds)
        goal = Goal("ratio", AGAINST_BARDIC)
        if pair is None:
            took[size] = _spent(*check(str(folder / f"{size}.yaml")))
            yield Row(
                what, "s", took[size], None, "bardic lint", None, goal, "bardic is not installed: extra [bench]"
            )
        else:
            took[size] = pair.ours
            yield Row(what, "s", pair.ours, pair.theirs, "`bardic lint`", pair.ratio, goal)
        yield _against_ink(folder, size, took[size])
    small, large = sizes[-2:]
    goal = Goal("ratio", LINEAR * large / (10 * small))
    ratio = took[large] / took[small]
    yield Row(
        f"the same, {large:,} against {small:,} moments",
        "s",
        took[large],
        took[small],
        f"{small:,} moments",
        ratio,
        goal,
    )


def _against_bardic(folder: Path, size: int, rounds: int) -> Pair | None:
    if find_spec("bardic") is None:
        return None
    ours = check(str(folder / f"{size}.yaml"))
    theirs = python("-c", "from bardic.cli.main import cli; cli()", "lint", str(folder / f"{size}.bard"))
    return in_turn(lambda: _spent(*ours), lambda: _spent(*theirs), rounds)


def _against_ink(folder: Path, size: int, ours: float) -> Row:
    what = f"the same, {size:,} moments, against compiling it for ink"
    if inkjs.why_not():
        return Row(what, "s", ours, None, "inkjs", None, NO_GOAL, inkjs.why_not())
    theirs = inkjs.compile_time(folder / f"{size}.ink")
    return Row(what, "s", ours, theirs, "inkjs, its compiler alone", ours / theirs, NO_GOAL)


def _waited(*command: str) -> float:
    """Seconds by the wall that a check takes to its end, whatever it finds."""
    began = time.perf_counter()
    _run(command)
    return time.perf_counter() - began


def _spent(*command: str) -> float:
    """Seconds of its own that a program takes to its end, what else the machine does left out."""
    before = os.times()
    _run(command)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _run(command: tuple[str, ...]) -> None:
    """Run a check to its end. A program that fails leaves with 1 as well: only what is found makes it a check."""
    done = subprocess.run(
        command, env=environment(), check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert done.returncode in (0, 1), command
    assert b"Traceback" not in done.stderr, done.stderr.decode()


def _explored(rounds: int) -> list[Row]:
    """The slowest of the bundled scenarios and customers, and the answers tried each second over all of them."""
    readings = [(path, read_scenario(path)) for path in _bundled()]
    slowest, name = 0.0, ""
    tried, spent, whole = 0, 0.0, 0.0
    for path, reading in readings:
        assert reading.scenario is not None
        for variant in (None, *reading.scenario.variants):
            runs = [_explore(reading, variant) for _round in range(rounds)]
            assert all(run.exact for run in runs), path
            compiled = min(run.compiling for run in runs)
            exploring = min(run.exploring for run in runs)
            tried, spent, whole = tried + runs[0].tried, spent + exploring, whole + compiled + exploring
            if compiled + exploring > slowest:
                slowest, name = compiled + exploring, f"{path.parent.name}/{path.stem}, {variant or 'base'}"
    return [
        Row(
            "exact states explored, the slowest bundled customer", "s", slowest, None, name, None,
            Goal("ours", EXPLORED_LIMIT, unit="s"), name,
        ),
        Row(
            "answers tried while exploring", "transitions/s", tried / spent, None, "all bundled customers", None,
            Goal("ours", TRANSITIONS, is_most=False, unit="transitions/s"), "all bundled customers",
        ),
        Row(
            "the same, with what is compiled before", "transitions/s", tried / whole, None, "all bundled customers",
            None, NO_GOAL, "all bundled customers",
        ),
    ]  # fmt: skip


def _bundled() -> list[Path]:
    return [path for pack in sorted((ROOT / "scenarios").iterdir()) if pack.is_dir() for path in scenario_files(pack)]


class Explored(NamedTuple):
    """One customer's states, explored."""

    compiling: float
    """Seconds for what comes before: responses and messages compiled, and all that settles questions without it."""
    exploring: float
    """Seconds for meeting every state."""
    tried: int
    """Answers."""
    exact: bool


def _explore(reading: Reading, variant: str | None) -> Explored:
    """From the model that was read to every state met; the collector rests, as it does in `platine check`."""
    assert reading.scenario is not None
    case = next(case for case in Study(reading, reading.scenario).cases if case.variant == variant)
    with resting_collector():
        compiling = timed(lambda: case.reach.exact, clock=time.process_time)
        began = time.process_time()
        sweep = Walk(Ground(case.script, case.graph), Budget.of(len(case.script.moments))).sweep
        exploring = time.process_time() - began
    return Explored(compiling, exploring, sweep.transitions, sweep.exact)
