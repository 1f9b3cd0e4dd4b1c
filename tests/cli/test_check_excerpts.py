"""The line that a finding points at: whole or cut, with the caret under the place, whatever stands in it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.cli.checking.excerpt import Excerpts, cells, cut
from simulator.scenario.findings import Place
from simulator.wording.plaintext import printable

LETTERS = st.sampled_from("ab é漢😀\t\x1b\u202e\u0301\u200d…")
LINES = st.text(LETTERS, max_size=120)


def under(line: str, column: int, width: int) -> str:
    """What stands in the cut line from the caret on."""
    shown, before = cut(line, column, width)
    used = 0
    for at, letter in enumerate(shown):
        if used == before and cells(letter):
            return shown[at:]
        used += cells(letter)
    return ""


@pytest.mark.parametrize(
    ("line", "column", "shown", "before"),
    [
        ("then: fins", 7, "then: fins", 6),
        ("\tthen: x", 2, "    then: x", 4),
        ("é漢😀x", 4, "é漢😀x", 5),
        ("e\u0301x", 3, "e\u0301x", 1),
        ("a\x1bb", 3, "a<U+001B>b", 9),
        ("a\u202eb", 2, "a<U+202E>b", 1),
        ("then: x\r", 8, "then: x", 7),
        ("", 1, "", 0),
        ("ab", 9, "ab", 2),
    ],
)
def test_a_line_that_fits_is_shown_whole_with_the_caret_under_the_column(line, column, shown, before):
    assert cut(line, column, 40) == (shown, before)


def test_a_long_line_is_cut_behind_what_can_be_seen():
    shown, before = cut("x" * 500, 1, 20)
    assert (shown, before) == ("x" * 19 + "…", 0)


def test_a_long_line_is_cut_before_what_can_be_seen():
    shown, before = cut("x" * 500 + "!", 501, 20)
    assert shown == "…" + "x" * 18 + "!"
    assert shown[before] == "!"


def test_a_long_line_keeps_two_thirds_before_the_place_and_the_rest_behind():
    shown, before = cut("x" * 500 + "!" + "y" * 500, 501, 30)
    assert shown == "…" + "x" * 19 + "!" + "y" * 8 + "…"
    assert shown[before] == "!"


@given(LINES, st.integers(1, 130), st.integers(10, 60))
@example("漢" * 60, 30, 11)
@example("\x1b" * 60, 30, 11)
def test_no_line_is_wider_than_the_room_nor_obeyed_by_the_terminal(line, column, width):
    shown, before = cut(line, column, width)
    assert cells(shown) <= width
    assert 0 <= before <= cells(shown)
    assert printable(shown) == shown


@given(LINES, st.integers(1, 120), st.integers(24, 60))
def test_the_caret_stands_under_the_letter_of_that_column(line, column, width):
    if column > len(line) or not cells(line[column - 1]) or not line[column - 1].isprintable():
        return
    assert under(line, column, width).startswith((line[column - 1], "…"))


def test_a_line_of_a_million_letters_is_cut_without_measuring_it():
    shown, _before = cut("漢" * 1_000_000, 500_000, 40)
    assert cells(shown) <= 40


def test_lines_are_counted_as_yaml_counts_them(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_bytes("\ufeffun: 1\r\ndeux\u2028suite: 2\n".encode())
    told = Excerpts(80).of(Place(str(file), 2, 5))
    assert told == ("    2 | deux<U+2028>suite: 2", "      |     ^")


@pytest.mark.parametrize("place", [Place("nowhere.yaml", 1, 1), Place("x.yaml"), Place("x.yaml", 9, 1)])
def test_where_there_is_no_such_line_nothing_is_shown(place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_text("a: 1\n", encoding="utf-8")
    assert Excerpts(80).of(place) is None


def test_bytes_that_are_no_text_are_shown_as_such(tmp_path):
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: caf\xe9\n")
    told = Excerpts(80).of(Place(str(file), 1, 4))
    assert told is not None
    assert told[0].endswith("caf\N{REPLACEMENT CHARACTER}")
