"""The pattern language: what it reads, what it refuses, and that it stays linear."""

import pytest

from simulator.rubric.patterns import Automaton, BadPattern


def ends(pattern: str, text: str) -> list[int]:
    return [end for end, _ in Automaton([pattern]).matches(text.split(), 0)]


def test_alternatives_are_whole_words() -> None:
    assert ends("(oeuvre|place)", "oeuvre") == [1]
    assert ends("(oeuvre|place)", "oeuvres") == []


def test_an_alternative_may_hold_several_words() -> None:
    assert ends("de (bon coeur|suite)", "de bon coeur") == [3]


def test_an_option_may_be_left_out() -> None:
    assert ends("calm (right)? down", "calm down") == [2]
    assert ends("calm (right)? down", "calm right down") == [3]


@pytest.mark.parametrize("between", range(4))
def test_a_star_stands_for_up_to_three_words(between: int) -> None:
    assert ends("a * z", " ".join(["a", *["x"] * between, "z"])) == [between + 2]


def test_a_star_does_not_stand_for_four_words() -> None:
    assert ends("a * z", "a x x x x z") == []


def test_brackets_may_stand_in_brackets() -> None:
    assert ends("(a (b|c)?|d) e", "a c e") == [3]
    assert ends("(a (b|c)?|d) e", "d e") == [2]


def test_authors_may_write_accents_and_apostrophes() -> None:
    assert ends("N’hésitez pas à", "n hesitez pas a") == [4]


def test_every_end_is_told_shortest_first() -> None:
    assert ends("a (b)? (b)?", "a b b") == [1, 2, 3]


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("a *", "star_last"),
        ("a * (b)?", "star_last"),
        ("* a", "star_first"),
        ("(b)? * a", "star_first"),
        ("", "empty"),
        (" , ", "empty"),
        ("(a)?", "empty"),
        ("(a|)", "empty"),
        ("()", "empty"),
        ("(a", "brackets"),
        ("a)", "brackets"),
        ("a | b", "bar"),
        ("a?", "question_mark"),
        ("(" * 9 + "a" + ")" * 9, "too_deep"),
        ("a " * 400, "too_long"),
    ],
)
def test_a_pattern_that_says_nothing_usable_is_refused(pattern: str, reason: str) -> None:
    with pytest.raises(BadPattern) as refused:
        Automaton([pattern])
    assert refused.value.reason == reason
    assert refused.value.pattern == pattern


def test_the_patterns_that_match_are_told_apart() -> None:
    automaton = Automaton(["a b", "a (b|c)", "x"])
    assert list(automaton.matches(["a", "b"], 0)) == [(2, (0, 1))]
    assert list(automaton.matches(["a", "c"], 0)) == [(2, (1,))]


def test_guards_look_right_before_and_right_after() -> None:
    automaton = Automaton(["que (vous)?"])
    assert automaton.follows(["x", "que"], 1)
    assert not automaton.follows(["x", "y", "que"], 1)
    assert not automaton.follows(["que"], 1)
    assert automaton.precedes(["y", "que", "vous", "x"], 3)
    assert not automaton.precedes(["que", "y", "x"], 2)
