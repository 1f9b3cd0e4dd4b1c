"""A comment silences the codes it names, at one place, with a reason; what is not meant so silences nothing."""

import pytest

from simulator.authoring.silencing import silence
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place
from simulator.scenario.reading import comments, read_text
from simulator.scenario.reading.comments import Ignore, Ignores, ignores
from simulator.wording import findings as told
from tests.scenario.texts import MINIMAL, minimal

DEAD, UNREACHED = codes.DEAD_BRANCH, codes.UNREACHABLE_MOMENT
FILE = "x.yaml"


def only(text: str) -> Ignore:
    (comment,) = ignores(text).comments
    return comment


def left_and_silenced(text: str, *found: Finding, looked_for: tuple[str, ...] = (DEAD, UNREACHED)):
    """What is left and what is silenced of these findings in a file of this text."""
    left, silenced = silence(found, {FILE: ignores(text)}, looked_for)
    return left, [(one.finding, one.reason) for one in silenced]


def finding(code: str = DEAD, line: int = 1, column: int = 1) -> Finding:
    return Finding(code, Place(FILE, line, column), {"id": "x"})


# Which comments are meant.


def test_a_comment_names_a_code_and_gives_a_reason():
    assert only("a: 1  # platine: ignore W204 because the trainer wants it") == Ignore(
        1, 7, ("W204",), "the trainer wants it", 1
    )


@pytest.mark.parametrize(
    "words",
    [
        "because it rains",
        "BECAUSE it rains",
        "parce que it rains",
        "parce qu'it rains",
        "parce qu’it rains",
        "  because   it rains  ",
    ],
)
def test_the_reason_may_be_given_in_french_and_in_english(words):
    assert only(f"a: 1  # platine: ignore W204 {words}").reason == "it rains"


@pytest.mark.parametrize("named", ["W204, E203", "W204,E203", "w204 e203", "W204 and E203", "W204 et E203"])
def test_several_codes_may_be_named(named):
    assert only(f"a: 1  # platine: ignore {named} because x").codes == ("W204", "E203")


@pytest.mark.parametrize("comment", ["#platine:ignore W204 because x", "##  platine:  ignore W204 because x"])
def test_blanks_and_signs_around_it_do_not_matter(comment):
    assert only(f"a: 1  {comment}").codes == ("W204",)


def test_it_may_follow_another_comment():
    assert only("a: 1  # as agreed # platine: ignore W204 because x").column == 19


@pytest.mark.parametrize(
    "text",
    [
        'a: "a # platine: ignore W204 because x"',
        "a: 'a # platine: ignore W204 because x'",
        'a: "one\n  two # platine: ignore W204 because x\n  three"',
        "a: |\n  one\n  # platine: ignore W204 because x\nb: 1",
        "a: >-\n  one\n\n  # platine: ignore W204 because x",
        "a#platine: ignore W204 because x",
        "a: [b, 'c # platine: ignore W204 because x']",
    ],
)
def test_a_text_is_no_comment(text):
    assert ignores(text).comments == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: | # platine: ignore W204 because x\n  text", 1),
        ("a: |\n    text\n # platine: ignore W204 because x\nb: 1", 3),
        ('a: "it\'s # no" # platine: ignore W204 because x', 1),
        ("a: 'it''s # no' # platine: ignore W204 because x", 1),
        ('a: "é漢😀" # platine: ignore W204 because x', 1),
        ("a: [b,  # platine: ignore W204 because x\n  c]", 1),
        ("a: 1\r\nb: 2  # platine: ignore W204 because x\r\n", 2),
    ],
)
def test_a_comment_beside_or_behind_a_text_is_one(text, line):
    assert only(text).line == line


def test_a_file_that_yaml_cannot_read_has_no_comments():
    assert ignores("a: 'b\n# platine: ignore W204 because x") == Ignores()


def test_one_blank_before_it_does_not_make_it_lost_text():
    text = minimal(('"Lequel ?"', "Lequel # platine: ignore W204 because x\n       "))
    assert codes.LOST_TEXT not in {one.code for one in read_text(text).findings}


# Which line is meant.


def test_beside_something_it_means_its_own_line():
    assert only("a: 1\nb: 2  # platine: ignore W204 because x\nc: 3").target == 2


def test_alone_it_means_the_next_line_that_holds_something():
    text = "a: 1\n  # platine: ignore W204 because x\n\n# a note\n   \nb:\n  c: 3\n"
    assert only(text).target == 6


def test_alone_at_the_end_it_means_nothing():
    assert only("a: 1\n# platine: ignore W204 because x\n").target == 0


# What becomes of findings.


def test_a_finding_on_that_line_is_silenced_with_its_reason():
    one = finding(line=2)
    left, silenced = left_and_silenced("# platine: ignore W204 because we know\na: 1", one)
    assert (left, silenced) == ([], [(one, "we know")])


def test_above_a_block_it_silences_what_points_at_the_line_of_its_key_alone():
    inside = finding(line=3)
    left, silenced = left_and_silenced("# platine: ignore W204 because x\na:\n  b: 1", finding(line=2), inside)
    assert left == [inside]
    assert len(silenced) == 1


def test_another_code_on_that_line_is_told():
    other = finding(UNREACHED)
    left, _silenced = left_and_silenced("a: 1  # platine: ignore W204 because x", finding(), other)
    assert left == [other]


def test_what_is_found_in_the_file_as_a_whole_is_silenced_at_its_first_line():
    whole = finding(line=0, column=0)
    _left, silenced = left_and_silenced("# About this file.\n# platine: ignore W204 because x\na: 1", whole)
    assert silenced == [(whole, "x")]


def test_a_finding_in_another_file_is_told():
    elsewhere = Finding(DEAD, Place("other.yaml", 1, 1))
    left, _silenced = left_and_silenced("a: 1  # platine: ignore W204 because x", elsewhere)
    assert elsewhere in left


def test_without_a_reason_nothing_is_silenced_and_it_is_told():
    one = finding()
    left, silenced = left_and_silenced("a: 1  # platine: ignore W204", one)
    assert silenced == []
    assert [each.code for each in left] == [DEAD, codes.IGNORE_WITHOUT_REASON]
    assert left[1].place == Place(FILE, 1, 7)
    assert "W204" in told.sentence(left[1])


@pytest.mark.parametrize("reason", ["because", "because  ", ": the trainer wants it"])
def test_a_reason_left_empty_or_put_otherwise_is_none(reason):
    left, _silenced = left_and_silenced(f"a: 1  # platine: ignore W204 {reason}", finding())
    assert codes.IGNORE_WITHOUT_REASON in {one.code for one in left}


def test_a_comment_that_names_no_code_is_told():
    (about,) = left_and_silenced("a: 1  # platine: ignore because x")[0]
    assert about.code == codes.IGNORE_WITHOUT_REASON
    assert "no code" in told.sentence(about)


def test_a_comment_that_silences_nothing_any_more_is_told():
    (about,) = left_and_silenced("a: 1  # platine: ignore W204 because x")[0]
    assert (about.code, about.arguments["id"]) == (codes.STALE_IGNORE, "W204")


def test_only_the_codes_that_are_not_found_any_more_are_stale():
    left, silenced = left_and_silenced("a: 1  # platine: ignore W204, W201 because x", finding())
    assert [one.arguments["id"] for one in left] == ["W201"]
    assert len(silenced) == 1


def test_what_was_not_looked_for_is_not_stale():
    assert left_and_silenced("a: 1  # platine: ignore W204 because x", looked_for=(UNREACHED,)) == ([], [])


def test_a_code_that_does_not_exist_is_stale_whatever_was_looked_for():
    (about,) = left_and_silenced("a: 1  # platine: ignore W999 because x", looked_for=())[0]
    assert about.code == codes.STALE_IGNORE


def test_what_keeps_a_file_from_being_played_cannot_be_silenced_and_it_says_so():
    broken = finding(codes.UNKNOWN_KEY)
    left, silenced = left_and_silenced("a: 1  # platine: ignore E131 because x", broken)
    assert silenced == []
    assert left[0] == broken
    assert "cannot be silenced" in told.sentence(left[1])


def test_a_file_without_such_words_is_not_read_again(monkeypatch):
    def reading_again(data):
        raise AssertionError("YAML was asked")

    monkeypatch.setattr(comments, "CParser", reading_again)
    assert ignores(MINIMAL + "# a note about platine: 1\n") == Ignores()
    with pytest.raises(AssertionError, match="YAML was asked"):
        ignores(MINIMAL + "# platine: ignore W204 because x\n")
