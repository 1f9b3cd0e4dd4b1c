"""Scalars are read by what their key expects: words that YAML takes for something else stay words."""

import pytest

from simulator.scenario.reading import read_text
from tests.scenario.texts import minimal, with_response


@pytest.mark.parametrize(
    "word",
    ["no", "on", "oui", "yes", "12:30", "010", "null", "true", "1e3", "2024-05-01", "0x1F", "3.50", "~", "=", "<<"],
)
def test_an_unquoted_word_stays_text_where_text_is_expected(word):
    text = minimal(('say: "Lequel ?"', f"say: {word}"))
    reading = read_text(text)
    assert reading.findings == ()
    assert reading.scenario.moments["accueil"].responses["fermer"].say == word


def test_a_text_of_several_lines_loses_its_last_newline_only():
    text = minimal(('line: "Je voudrais changer de forfait."', "line: |\n      Un.\n      Deux.\n"))
    assert read_text(text).scenario.moments["accueil"].line[0].text == "Un.\nDeux."


@pytest.mark.parametrize(("written", "read"), [("true", True), ("True", True), ("false", False)])
def test_true_and_false_are_read_by_the_core_rules(written, read):
    scenario = read_text(with_response(f"confirms: {written}")).scenario
    assert scenario.moments["accueil"].responses["ouvrir"].confirms is read


@pytest.mark.parametrize("written", ["yes", "no", "on", "oui", '"true"', "1"])
def test_other_words_are_not_true_or_false(written):
    assert [finding.code for finding in read_text(with_response(f"confirms: {written}")).findings] == ["E135"]


@pytest.mark.parametrize(("written", "read"), [("3", 3), ("+3", 3), ("03", 3)])
def test_whole_numbers_are_decimal(written, read):
    scenario = read_text(with_response(f"naturalness: {written}")).scenario
    assert scenario.moments["accueil"].responses["ouvrir"].naturalness == read


@pytest.mark.parametrize("written", ["5", "-1", "9" * 5000, "0xFF", "123456789012345678901234567890"])
def test_a_number_out_of_range_is_told_whatever_its_size(written):
    assert [finding.code for finding in read_text(with_response(f"naturalness: {written}")).findings] == ["E134"]


@pytest.mark.parametrize("written", ["3.5", '"3"', "trois", "2024-05-01", "12:30", "[3]"])
def test_what_is_no_whole_number_is_told(written):
    assert [finding.code for finding in read_text(with_response(f"naturalness: {written}")).findings] == ["E135"]


@pytest.mark.parametrize(("written", "bound"), [("at least 6", 6), ('">= 6"', 6), ("6", 6), ('"<  2"', 2)])
def test_a_bound_is_read_in_signs_and_in_words(written, bound):
    scenario = read_text(with_response(f"when: {{trust: {written}}}")).scenario
    assert scenario.moments["accueil"].responses["ouvrir"].when.trust.bound == bound


def test_a_comment_set_off_by_two_blanks_is_a_comment():
    text = minimal(("title: Un bonjour", "title: Un bonjour  # provisoire"))
    assert read_text(text).scenario.title == "Un bonjour"


def test_a_byte_order_mark_is_not_part_of_the_text():
    reading = read_text(b"\xef\xbb\xbf" + minimal().encode())
    assert reading.findings == ()
    assert reading.scenario.platine == 1


def test_windows_line_ends_are_line_ends():
    assert read_text(minimal().replace("\n", "\r\n").encode()).findings == ()
