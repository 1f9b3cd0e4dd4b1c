"""The screen in a real terminal: the first frame, a key's way to the screen, and memory, beside the smallest app."""

import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.apps.smallest import MARK as SMALLEST_MARK
from benchmarks.measure import in_turn, percentile, python
from benchmarks.table import Goal, Row
from benchmarks.terminal import COLUMNS, Terminal

SHORT, LONG = 10, 2000
"""Lines of transcript."""
FRAME = 1 / 60
HOME_MARK = "Platine"
CALL_MARK = "Zanzibar"
_SMALLEST = python("-m", "benchmarks.apps.smallest")
_KEYS = (b"\x1b[B", b"\x1b[A")
"""Down and up in turn: each moves the cursor among the answers."""


def rows(*, quick: bool) -> list[Row]:
    return [_first_frame(3 if quick else 15), *_in_a_call(keys=10 if quick else 150)]


def _first_frame(rounds: int) -> Row:
    platine = Path(sys.executable).with_name("platine")
    command = (str(platine),) if platine.exists() else python("-m", "simulator")

    def shown(program: tuple[str, ...], mark: str) -> float:
        with Terminal(*program) as terminal:
            return terminal.until(mark)

    pair = in_turn(lambda: shown(command, HOME_MARK), lambda: shown(_SMALLEST, SMALLEST_MARK), rounds)
    return Row(
        "first frame of the home screen", "s", pair.ours, pair.theirs, "smallest Textual app", pair.ratio,
        Goal("ratio", 1.35),
    )  # fmt: skip


def _call(lines: int) -> tuple[str, ...]:
    return python("-m", "benchmarks.apps.conversation", str(lines), str(COLUMNS))


def _in_a_call(*, keys: int) -> list[Row]:
    """Three programs side by side, one key each in turn."""
    with ExitStack() as stack:
        programs = {
            "smallest": (stack.enter_context(Terminal(*_SMALLEST)), SMALLEST_MARK),
            "short": (stack.enter_context(Terminal(*_call(SHORT))), CALL_MARK),
            "long": (stack.enter_context(Terminal(*_call(LONG))), CALL_MARK),
        }
        for terminal, mark in programs.values():
            terminal.until(mark)
            terminal.settle(1)
        took: dict[str, list[float]] = {name: [] for name in programs}
        for number in range(keys):
            for name, (terminal, _mark) in programs.items():
                took[name].append(terminal.repaint(_KEYS[number % 2]))
        memory = {name: terminal.memory() for name, (terminal, _mark) in programs.items()}
    return [_repaint(took, "short", SHORT), _repaint(took, "long", LONG), _growth(took), _memory(memory)]


def _repaint(took: dict[str, list[float]], name: str, lines: int) -> Row:
    ours, theirs = percentile(took[name], 0.95), percentile(took["smallest"], 0.95)
    return Row(
        f"key to repaint in a call, {lines:,} lines (p95)", "s", ours, theirs, "smallest Textual app", ours / theirs,
        Goal("ours", FRAME, unit="s"),
    )  # fmt: skip


def _growth(took: dict[str, list[float]]) -> Row:
    ours, theirs = median(took["long"]), median(took["short"])
    return Row(
        f"key to repaint, {LONG:,} lines against {SHORT}", "s", ours, theirs, f"{SHORT} lines", ours / theirs,
        Goal("ratio", 1.3),
    )  # fmt: skip


def _memory(memory: dict[str, float]) -> Row:
    ours, theirs = memory["long"], memory["smallest"]
    return Row(
        f"memory at {LONG:,} lines", "MiB", ours, theirs, "smallest Textual app", ours / theirs, Goal("ratio", 1.4)
    )
