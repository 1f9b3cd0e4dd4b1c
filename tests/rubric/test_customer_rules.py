"""Waiting, mood words and the ladder's shares."""

from fractions import Fraction

import pytest

from simulator.rubric.ladder import platinum_share, stage_reached
from simulator.rubric.mood import mood_word
from simulator.rubric.needs import halved
from simulator.rubric.waiting import felt_minutes, strain
from simulator.scenario.model import Wait


def test_twenty_two_unexplained_uncertain_repeated_minutes_feel_like_forty_six() -> None:
    wait = Wait(22, ("unexplained", "uncertain", "repeat_contact"))
    assert felt_minutes(wait) == Fraction(22) * Fraction(125, 100) ** 2 * Fraction(135, 100)
    assert strain(wait, "phone") == 4


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, 0), (3, 0), (3.1, 1), (5.9, 1), (6, 2), (11.9, 2), (12, 3), (24, 4), (48, 5), (96, 5), (10_000, 5)],
)
def test_each_doubling_of_what_was_expected_strains_one_more(minutes: float, expected: int) -> None:
    assert strain(Wait(minutes), "phone") == expected


def test_an_email_may_wait_a_day() -> None:
    assert strain(Wait(1440), "email") == 0
    assert strain(Wait(2880), "email") == 2


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ((0, 0, 9), "neutral"),
        ((1, -1, -9), "neutral"),
        ((2, 1, 1), "delighted"),
        ((2, 1, 0), "moved"),
        ((2, 0, 1), "serene"),
        ((2, -3, 0), "relieved"),
        ((0, 2, 1), "angry"),
        ((-4, 5, 0), "anxious"),
        ((-4, 0, 1), "cold"),
        ((-4, -1, -1), "resigned"),
    ],
)
def test_the_mood_word_is_read_off_three_signs(point: tuple[int, int, int], expected: str) -> None:
    assert mood_word(*point) == expected


def test_halves_round_toward_zero() -> None:
    assert [halved(points) for points in (3, 2, 1, 0, -1, -2, -3)] == [1, 1, 0, 0, 0, -1, -1]


def test_platinum_is_two_fifths_discovered_two_fifths_served_one_fifth_confirmed() -> None:
    assert platinum_share(5, given=0, discovered=5, served=0, confirmed=0) == Fraction(2, 5)
    assert platinum_share(5, given=0, discovered=0, served=5, confirmed=0) == Fraction(2, 5)
    assert platinum_share(5, given=0, discovered=0, served=0, confirmed=5) == Fraction(1, 5)


def test_a_wish_that_a_cue_gave_away_leaves_the_discovered_share() -> None:
    assert platinum_share(3, given=1, discovered=1, served=0, confirmed=0) == Fraction(2, 5) * Fraction(1, 2)
    assert platinum_share(2, given=2, discovered=0, served=0, confirmed=0) == Fraction(2, 5)


def test_each_stage_stands_on_the_one_below() -> None:
    assert stage_reached(attentive=False, insights=2, platinum=Fraction(1)) == 0
    assert stage_reached(attentive=True, insights=1, platinum=Fraction(1)) == 1
    assert stage_reached(attentive=True, insights=2, platinum=Fraction(59, 100)) == 2
    assert stage_reached(attentive=True, insights=2, platinum=Fraction(60, 100)) == 3
