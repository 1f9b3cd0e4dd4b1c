"""Rounds, medians and percentiles; and a terminal that sees what a program draws."""

import pytest

from benchmarks.measure import in_turn, percentile, python
from benchmarks.terminal import Terminal


def test_two_sides_take_turns_and_the_first_round_does_not_count() -> None:
    order: list[str] = []
    ours, theirs = iter([100.0, 1.0, 2.0, 6.0]), iter([100.0, 2.0, 1.0, 2.0])

    def first() -> float:
        order.append("ours")
        return next(ours)

    def second() -> float:
        order.append("theirs")
        return next(theirs)

    pair = in_turn(first, second, 3)
    assert (pair.ours, pair.theirs, pair.ratio) == (2.0, 2.0, 2.0)
    assert order == ["ours", "theirs", "ours", "theirs", "theirs", "ours", "ours", "theirs"]


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(one) for one in range(100, 0, -1)]
    assert percentile(values, 0.95) == 96
    assert percentile(values, 1) == 100
    assert percentile([7.0], 0.95) == 7


def test_a_terminal_waits_for_a_text_and_answers_keys() -> None:
    echo = "import sys; print('ready', flush=True); print('got', sys.stdin.readline(), flush=True)"
    with Terminal(*python("-c", echo)) as terminal:
        assert 0 < terminal.until("ready") < 30
        assert terminal.memory() > 1
        assert 0 < terminal.repaint(b"x\n") < 2


def test_a_program_that_shows_nothing_is_told_apart() -> None:
    with pytest.raises(TimeoutError, match="not shown"), Terminal(*python("-c", "print('other')")) as terminal:
        terminal.until("ready")
