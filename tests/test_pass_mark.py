"""A pack's pass mark: told at the end of a call, in every interface, and never mixed into the scores."""

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.passing import Short, short_of
from simulator.debrief.report import debrief
from simulator.debrief.scorecard import Scorecard, scorecard
from simulator.exports.html import page
from simulator.scenario.model import PassMark, Scenario
from simulator.scenario.reading import content_hash, read_scenario
from simulator.wording.passing import passing
from tests.plain.typist import platine
from tests.scenario.texts import minimal

TEXT = minimal(
    ("channel: phone", 'channel: phone\nduties: {nom: "Demander son nom"}'),
    ("then: fin, reveals: [sure]}", "then: fin, reveals: [sure], fulfils: [nom]}"),
)
PACK = "title: Nos gares\nlanguages: [fr]\npass_mark: {overall: 45, duties: true}\n"


def read(folder, pack: str = PACK) -> Scenario:
    folder.mkdir(parents=True, exist_ok=True)
    if pack:
        (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    (folder / "bonjour.yaml").write_text(TEXT, encoding="utf-8")
    reading = read_scenario(folder / "bonjour.yaml")
    assert reading.scenario is not None, reading.findings
    return reading.scenario


@pytest.fixture
def card(tmp_path) -> Scorecard:
    script = Script(read(tmp_path))
    return scorecard(script, script.start)


def test_what_lacks_is_told_scores_before_duties(card):
    mark = PassMark(overall=60, empathy=0, ladder=1, duties=True)
    assert short_of(replace(card, overall=Fraction(59)), mark) == (
        Short("overall", Fraction(59), 60), Short("ladder", Fraction(0), 1), Short(duty="nom"),
    )  # fmt: skip


def test_a_mark_is_reached_at_the_mark_and_not_a_hair_below(card):
    mark = PassMark(naturalness=60)
    assert short_of(replace(card, naturalness=Fraction(60)), mark) == ()
    below = replace(card, naturalness=Fraction(5999, 100))
    assert [one.score for one in short_of(below, mark)] == ["naturalness"]


def test_what_just_lacks_is_not_rounded_to_the_mark(card, tmp_path):
    scenario = replace(read(tmp_path), pass_mark=PassMark(naturalness=60))
    told = passing(replace(card, naturalness=Fraction(5999, 100)), scenario, str)
    assert told == "not reached: Naturalness 59.9 of 60"


def test_duties_count_only_where_the_pack_asks_for_them(card):
    assert short_of(card, PassMark(overall=0)) == ()
    assert short_of(card, PassMark()) == ()


def test_it_changes_nothing_of_what_is_played(tmp_path):
    with_it, without = read(tmp_path / "a"), read(tmp_path / "b", "")
    assert (with_it.pass_mark, without.pass_mark) == (PassMark(overall=45, duties=True), None)
    assert content_hash(with_it) == content_hash(without), "a call that was begun goes on when a pack asks for more"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("ouvrir", "Pass mark: reached in full"),
        ("fermer", "Pass mark: not reached: Overall 40.8 of 45 · duty not done, “Demander son nom”"),
    ],
)
def test_it_is_told_at_the_end_of_a_call_in_lines(tmp_path, answer, told):
    read(tmp_path / "gares")
    file = str(tmp_path / "gares" / "bonjour.yaml")
    played = platine("play", file, "--plain", home=tmp_path / "home", lines=[answer, *[""] * 30])
    assert told in " ".join(played.stdout.split()), played.stdout


def test_it_is_in_the_page_of_the_debrief_where_there_is_one(tmp_path):
    pages = {}
    for folder, pack in (("with", PACK), ("without", "")):
        play = Play(Script(read(tmp_path / folder, pack)), seed=1)
        pages[folder] = page(debrief(play), play, made=date(2026, 11, 22))
    assert "Pass mark" in pages["with"]
    assert "not reached" in pages["with"]
    assert "Pass mark" not in pages["without"]
