"""Tabs and no-break spaces where YAML expects a blank."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.authoring.rules import odd_blank
from simulator.authoring.study import Study
from simulator.scenario import codes
from simulator.scenario.reading import read_scenario, read_text
from tests.authoring.rules.stories import found, moment, story

NBSP, NARROW, TAB = "\u00a0", "\u202f", "\t"
PLAIN = story(moment("hello", 'a: {say: "Well.", then: done}\nb: {say: "No.", then: lost}'))


def places(text: str) -> list[tuple[int, int, str]]:
    return [
        (one.place.line, one.place.column, one.arguments.get("character", "tab"))
        for one in found(odd_blank, text)
        if one.code == codes.ODD_BLANK
    ]


def changed(old: str, new: str) -> str:
    assert old in PLAIN
    return PLAIN.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "character"),
    [
        ("title: Small", f"title:{TAB}Small", "tab"),
        ("title: Small", f"title: {NBSP}Small", "U+00A0"),
        ("title: Small", f"title: {NARROW} Small", "U+202F"),
        ("[wait]", f"[{TAB}wait]", "tab"),
        ("{say:", f"{{{TAB}say:", "tab"),
        ('"Well.", then', f'"Well.",{TAB}then', "tab"),
        ("title: Small", f"title: Small{NBSP}# a remark", "U+00A0"),
        ("title: Small", f"title: Small\n   {NBSP} and more", "U+00A0"),
    ],
)
def test_an_odd_blank_where_a_blank_is_expected_is_told_at_its_place(old: str, new: str, character: str) -> None:
    text = changed(old, new)
    before = re.split(f"[{TAB}{NBSP}{NARROW}]", text)[0].split("\n")
    assert places(text) == [(len(before), len(before[-1]) + 1, character)]


@pytest.mark.parametrize(
    "say",
    [
        f'"Bonjour{NBSP}! {NARROW}Vous attendez{NBSP}: depuis{NBSP}?"',
        f'"{NBSP}Bonjour"',
        f'"Un,{NBSP}deux -{NBSP}trois #{NBSP}quatre"',
        f"'Un{NBSP}# deux :{TAB}trois'",
        f'"Un\n{TAB}{NBSP}  deux"',
        f"|\n          {NBSP}Un\n          deux:{TAB}trois\n         ",
    ],
)
def test_blanks_within_a_text_are_the_authors_own(say: str) -> None:
    text = PLAIN.replace('{say: "Well.", then: done}', f"\n        say: {say}\n        then: done")
    assert places(text) == []


@pytest.mark.parametrize("text", [f"Et{NBSP}:{NBSP}oui", f"Un,{NBSP}deux", f"mi-{NBSP}temps", f"n°{NBSP}3"])
def test_no_break_spaces_inside_unquoted_words_are_the_authors_own(text: str) -> None:
    assert places(changed("title: Small", f"title: {text}")) == []


def test_a_tab_that_sets_off_a_comment_is_no_matter() -> None:
    assert places(changed("title: Small", f"title: Small{TAB}# a remark:{NBSP}one")) == []


def test_windows_line_ends_move_no_column() -> None:
    text = changed("title: Small", f"title:{TAB}Small").replace("\n", "\r\n")
    assert places(text) == [(3, 7, "tab")]


def test_it_is_told_in_the_fragment_that_holds_it(tmp_path: Path) -> None:
    (tmp_path / "check.yaml").write_text(
        'platine: 1\nmoments:\n  who:\n    line:\t"Who?"\n    calls_for: {reaction: 1}\n    responses:\n'
        '      a: {say: "A.", then: return}\n      b: {say: "B.", then: return}\n',
        encoding="utf-8",
    )
    path = tmp_path / "small.yaml"
    path.write_text(PLAIN + "include: {id: check.yaml}\nreturns: {id: done}\n", encoding="utf-8")
    reading = read_scenario(path)
    assert reading.scenario is not None
    (finding,) = odd_blank.check(Study(reading, reading.scenario))
    assert (Path(finding.place.file).name, finding.place.line, finding.place.column) == ("check.yaml", 4, 10)


@given(st.text(alphabet=f" {NBSP}{NARROW}:-,#abé", min_size=1, max_size=30).filter(lambda text: not text.isspace()))
def test_no_quoted_text_is_ever_told(text: str) -> None:
    assert places(changed("title: Small", f'title: "{text}"')) == []


def test_many_on_one_line_are_told_once() -> None:
    listed = f",{TAB}".join(["wait"] * 900)
    text = changed("[wait]", f"[{listed}]").replace("title: Small", f"title:{TAB}Small")
    assert len(list(read_text(text).odd_blanks())) == 900
    assert [line for line, _, _ in places(text)] == [3, 10]
