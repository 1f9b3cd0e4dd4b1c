"""Naturalness and reception, held against values worked out by hand."""

from fractions import Fraction

import pytest

from simulator.rubric.naturalness import (
    is_incongruent,
    longest_allowed,
    naturalness_score,
    stock_total,
    word_count,
)
from simulator.rubric.reception import reception
from simulator.rubric.stock import detect

HOLLOW = "Nous mettons tout en oeuvre. Merci de votre compréhension. Votre appel est important."


def test_three_harmful_phrases_cost_together_what_the_cap_allows() -> None:
    hits = detect(HOLLOW, "fr")
    assert [hit.severity for hit in hits] == [3, 3, 3]
    assert stock_total(hits, "phone") == Fraction(40, 100)


def test_an_email_halves_what_stock_phrases_cost() -> None:
    assert stock_total(detect(HOLLOW, "fr"), "email") == Fraction(20, 100)


def test_a_rating_of_three_with_a_hollow_apology() -> None:
    hits = detect("We are sorry for any inconvenience.", "en")
    assert naturalness_score(3, stock=stock_total(hits, "phone")) == Fraction(75 - 12, 100)


def test_bare_sympathy_repeated_costs_ten_hundredths_each_time_up_to_thirty() -> None:
    assert [naturalness_score(4, repeats=count) for count in range(5)] == [
        Fraction(100, 100),
        Fraction(90, 100),
        Fraction(80, 100),
        Fraction(70, 100),
        Fraction(70, 100),
    ]


def test_naturalness_never_falls_below_nothing() -> None:
    assert naturalness_score(0, stock=Fraction(40, 100), incongruent=True, too_long=True) == 0


@pytest.mark.parametrize(
    ("tone", "reaction", "called", "drained", "expected"),
    [
        ("flat", 1, 0, False, True),
        ("brisk", 2, 0, False, True),
        ("strained", 1, 1, False, True),
        ("flat", 0, 2, False, False),
        ("warm", 0, 0, True, True),
        ("warm", 2, 2, False, False),
        ("lively", 0, 2, False, True),
        ("lively", 2, 1, False, False),
        ("steady", 2, 2, True, False),
    ],
)
def test_a_voice_that_contradicts_words_moment_or_fatigue(
    tone: str, reaction: int, called: int, drained: bool, expected: bool
) -> None:
    assert is_incongruent(tone, reaction=reaction, called_reaction=called, drained=drained) is expected


def test_a_word_holds_a_letter_or_a_digit() -> None:
    assert word_count("Ah ! Vingt-deux minutes… — 14 h, d'accord ?") == 6


def test_how_long_is_too_long_depends_on_the_channel() -> None:
    assert [longest_allowed(channel) for channel in ("phone", "video", "counter", "chat", "email")] == [
        45,
        45,
        45,
        40,
        120,
    ]


@pytest.mark.parametrize(
    ("worth", "expected"),
    [
        (Fraction(1), 2),
        (Fraction(9, 16), 2),
        (Fraction(9, 16) - Fraction(1, 10**9), 1),
        (Fraction(1, 4), 1),
        (Fraction(1, 4) - Fraction(1, 10**9), 0),
        (Fraction(9, 100), 0),
        (Fraction(9, 100) - Fraction(1, 10**9), -1),
        (Fraction(0), -1),
    ],
)
def test_reception_changes_exactly_at_its_bounds(worth: Fraction, expected: int) -> None:
    assert reception(worth, Fraction(1)) == expected


def test_only_a_dismissal_wounds() -> None:
    assert reception(Fraction(1), Fraction(1), dismisses=True) == -2
