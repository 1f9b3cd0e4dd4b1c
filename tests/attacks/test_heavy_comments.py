"""Comments made to be heavy: seconds where each is looked at once, hours where each looks at all the others."""

import pytest

from simulator.authoring.silencing import silence
from simulator.scenario import codes
from simulator.scenario.reading.comments import ignores

MANY = 60_000
ONE = "platine: ignore W204 because no"
CODES = ", ".join(f"{letter}{number:03}" for letter in "WXYZ" for number in range(1000))


def test_tens_of_thousands_of_comments_are_each_held_to_the_line_they_mean() -> None:
    found = ignores(f"# {ONE}\n" * MANY + "a: 1\n" + f"# {ONE}\n" * MANY).comments
    assert len(found) == 2 * MANY
    assert {comment.target for comment in found[:MANY]} == {MANY + 1}
    assert {comment.target for comment in found[MANY:]} == {0}


def test_comments_that_name_thousands_of_codes_are_all_judged() -> None:
    text = f"# platine: ignore {CODES} because no\n" * 40 + "a: 1\n"
    left, silenced = silence([], {"x.yaml": ignores(text)}, {"W204"})
    assert silenced == []
    assert [finding.place.line for finding in left if finding.code == codes.STALE_IGNORE] == list(range(1, 41))


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("#" * MANY + f" words # {ONE}", MANY + 8),
        ("# " * MANY + f"words # {ONE}", 2 * MANY + 7),
        ("#" * MANY + f" {ONE}", 1),
        ("# words #" + " \t" * MANY + f"# {ONE}", 9),
        ("[" + '"a #b", ' * MANY + f'"c"] # {ONE}', 8 * MANY + 7),
        ("[" + f'"{ONE}", ' * MANY + f'"# {ONE}"] # {ONE}', (len(ONE) + 4) * MANY + len(ONE) + 8),
    ],
    ids=["signs", "signs and blanks", "signs at the beginning", "blanks", "texts", "texts that look like it"],
)
def test_a_comment_is_found_on_a_line_without_end(line: str, column: int) -> None:
    text = f"{line}\n" if line.startswith("#") else f"a: {line}\n"
    (comment,) = ignores(text).comments
    assert (comment.codes, comment.reason) == (("W204",), "no")
    assert comment.column == column + (0 if line.startswith("#") else 3)


def test_signs_and_blanks_without_end_are_no_comment_that_is_meant() -> None:
    assert ignores("#" * MANY + " x platine: ignore W204 because no\n").comments == ()
    assert ignores("# " * MANY + "x platine: ignore W204 because no\n").comments == ()
