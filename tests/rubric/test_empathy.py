"""Empathy, held against values worked out by hand from docs/scoring.md."""

from fractions import Fraction

import pytest

from simulator.rubric.empathy import empathy_score, is_bare_sympathy, resolve
from simulator.scenario.model import Empathy


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((2, 1, 1), Fraction(1)),
        ((2, 0, 0), Fraction(6, 13)),  # .462
        ((1, 1, 0), Fraction(15, 26)),  # .577
        ((2, 2, 2), Fraction(19, 26)),  # .731
        ((0, 0, 0), Fraction(0)),
    ],
)
def test_the_published_values_of_a_moment_that_calls_for_2_1_1(
    given: tuple[int, int, int], expected: Fraction
) -> None:
    assert empathy_score(Empathy(*given), Empathy(2, 1, 1)) == expected


def test_the_worst_answer_is_worth_nothing_and_the_best_everything_whatever_is_called_for() -> None:
    for reaction in range(3):
        for interpretation in range(3):
            for exploration in range(3):
                called = Empathy(reaction, interpretation, exploration)
                farthest = Empathy(*(2 if level == 0 else 0 for level in (reaction, interpretation, exploration)))
                assert empathy_score(called, called) == 1
                assert empathy_score(farthest, called) == 0


def test_a_point_too_many_costs_half_of_a_point_missing() -> None:
    called = Empathy(1, 1, 1)
    missing = 1 - empathy_score(Empathy(0, 1, 1), called)
    too_many = 1 - empathy_score(Empathy(2, 1, 1), called)
    assert too_many * 2 == missing


def test_misreading_caps_a_perfect_answer_at_35_hundredths() -> None:
    assert empathy_score(Empathy(1, 2, 2), Empathy(1, 2, 2), misreads=True) == Fraction(35, 100)


def test_misreading_does_not_lift_a_poor_answer() -> None:
    assert empathy_score(Empathy(), Empathy(2, 1, 1), misreads=True) == 0


def test_a_dismissal_is_worth_nothing_however_warm() -> None:
    assert empathy_score(Empathy(2, 2, 2), Empathy(2, 2, 2), dismisses=True) == 0


def test_the_words_full_part_and_none_follow_what_is_called_for() -> None:
    called = Empathy(2, 1, 0)
    assert resolve("full", called) == called
    assert resolve("part", called) == Empathy(1, 0, 0)
    assert resolve("none", called) == Empathy()


def test_bare_sympathy_reacts_and_neither_understands_nor_asks() -> None:
    assert is_bare_sympathy(Empathy(1, 0, 0))
    assert not is_bare_sympathy(Empathy(1, 1, 0))
    assert not is_bare_sympathy(Empathy(1, 0, 1))
    assert not is_bare_sympathy(Empathy())
