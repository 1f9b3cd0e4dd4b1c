from collections.abc import Iterator
from fractions import Fraction

import pytest

from simulator import locale
from simulator.scenario.findings import Finding, Place
from simulator.wording.findings import sentence
from simulator.wording.numbers import THINGS, clock, counted, duration, number, percent, signed

N = "\u202f"


@pytest.fixture
def in_french() -> Iterator[None]:
    before = locale.language()
    locale.use("fr")
    yield
    locale.use(before)


def size(of_each: int) -> str:
    return sentence(Finding("I201", Place("a.yaml"), dict.fromkeys(THINGS, str(of_each))))


def test_one_is_no_plural() -> None:
    assert [counted("responses", count) for count in (0, 1, 2)] == ["0 responses", "1 response", "2 responses"]
    assert size(1) == "1 moment, 1 response, 1 word, about 1 minute."
    assert size(2) == "2 moments, 2 responses, 2 words, about 2 minutes."


def test_one_is_no_plural_in_french_and_nothing_is_none_either(in_french: None) -> None:
    assert [counted("responses", count) for count in (0, 1, 2)] == ["0 réponse", "1 réponse", "2 réponses"]
    assert size(1) == "1 moment, 1 réponse, 1 mot, environ 1 minute."


def test_halves_go_up() -> None:
    assert [number(Fraction(n, 2)) for n in (1, 3, 5)] == ["1", "2", "3"]
    assert number(Fraction(725, 100), 1) == "7.3"
    assert number(7.0, 1) == "7.0"


def test_a_minus_is_a_minus() -> None:
    assert [signed(n) for n in (2, 0, -1)] == ["+2", "0", "−1"]
    assert number(Fraction(-1, 2), 1) == "−0.5"


def test_shares_in_english() -> None:
    assert percent(Fraction(4, 5)) == "80%"


@pytest.mark.usefixtures("in_french")
def test_figures_in_french() -> None:
    assert percent(Fraction(4, 5)) == f"80{N}%"
    assert number(7.5, 1) == "7,5"


def test_the_clock() -> None:
    assert [clock(s) for s in (0, 5, 65, 3725, -3)] == ["0:00", "0:05", "1:05", "1:02:05", "0:00"]


def test_a_length_of_time_never_breaks_between_figure_and_unit() -> None:
    assert [duration(s) for s in (45, 180, 185)] == [f"45{N}s", f"3{N}min", f"3{N}min 05{N}s"]
