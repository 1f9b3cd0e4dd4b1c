"""The stock phrases that a pack adds count wherever those of the language do: in play, in the checker, in the debrief."""

import json
from pathlib import Path

import pytest

from simulator.conversation.script import Script
from simulator.rubric.stock import detect, of_pack
from simulator.scenario.model import Phrase, Scenario
from simulator.scenario.packs import PACK_FILE, read_pack
from simulator.scenario.reading import content_hash, read_scenario, read_text
from tests.plain.typist import platine
from tests.scenario.texts import minimal

WHY = "Le train entier l'entend."
PACK = f"""\
title: Nos gares
languages: [fr, en]
stock:
  - {{text: "Toute notre équipe à l'écoute", severity: 2, language: fr, category: hollow_closing, why: "{WHY}"}}
  - {{text: "all ears (really)", severity: 1, language: en}}
"""
SPOKEN = "Bonjour, toute notre équipe, à l’écoute ! Que se passe-t-il ?"
TEXT = minimal(('say: "Lequel ?"', f'say: "{SPOKEN}"'))


def scenario_of(folder: Path, pack: str = PACK, text: str = TEXT) -> Scenario:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PACK_FILE).write_text(pack, encoding="utf-8")
    (folder / "bonjour.yaml").write_text(text, encoding="utf-8")
    reading = read_scenario(folder / "bonjour.yaml")
    assert reading.scenario is not None, reading.findings
    return reading.scenario


def hits(scenario: Scenario, text: str = SPOKEN) -> list[tuple[str, str, int, str]]:
    return [(hit.phrase, hit.category, hit.severity, hit.why) for hit in Script(scenario).stock_in(text)]


def test_words_of_a_pack_are_found_whatever_stands_between_them(tmp_path):
    found = ("toute notre équipe, à l’écoute", "hollow_closing", 2, WHY)
    assert hits(scenario_of(tmp_path)) == [found]
    assert hits(scenario_of(tmp_path), "TOUTE NOTRE ÉQUIPE À L'ECOUTE.")[0][1:] == found[1:]
    assert hits(scenario_of(tmp_path), "Toute notre équipe vous écoute.") == []


def test_a_scenario_far_below_the_pack_has_its_phrases_and_one_elsewhere_has_not(tmp_path):
    (tmp_path / "gares").mkdir()
    scenario_of(tmp_path / "gares")
    below = tmp_path / "gares" / "a" / "b"
    below.mkdir(parents=True)
    for folder in (below, tmp_path):
        (folder / "bonjour.yaml").write_text(TEXT, encoding="utf-8")
    read = [read_scenario(folder / "bonjour.yaml").scenario for folder in (below, tmp_path)]
    assert [len(one.stock) for one in read if one is not None] == [1, 0]


def test_a_phrase_counts_in_its_own_language_only(tmp_path):
    english = scenario_of(tmp_path, text=TEXT.replace("language: fr", "language: en-GB"))
    assert [phrase.text for phrase in english.stock] == ["all ears (really)"]
    assert [hit[0] for hit in hits(english, "I am all ears, really.")] == ["all ears, really"]
    everywhere = scenario_of(tmp_path, PACK.replace("language: fr, ", ""))
    assert hits(everywhere)


def test_they_cost_naturalness_and_are_part_of_the_content(tmp_path):
    with_them, without = (
        scenario_of(tmp_path / "a"),
        scenario_of(tmp_path / "b", "title: Nos gares\nlanguages: [fr]\n"),
    )
    assert content_hash(with_them) != content_hash(without)
    sounds = [
        Script(one).look(one.moments["accueil"].responses["fermer"], channel="phone").hits  # type: ignore[union-attr]
        for one in (with_them, without)
    ]
    assert [len(one) for one in sounds] == [1, 0]


def test_a_text_without_a_file_belongs_to_no_pack(tmp_path):
    scenario_of(tmp_path)
    read = read_text(TEXT).scenario
    assert read is not None
    assert read.stock == ()
    beside = read_text(TEXT, "bonjour.yaml", tmp_path).scenario
    assert beside is not None
    assert len(beside.stock) == 1, "an editor's buffer lies where its file does"


def test_a_pack_that_cannot_be_read_adds_nothing_and_keeps_nobody_from_playing(tmp_path):
    assert scenario_of(tmp_path, "title: [\n").stock == ()


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ('{text: "…", severity: 1}', "E136"),
        ('{text: "' + "à l'écoute " * 30 + '", severity: 1}', "E142"),
        ("{text: à l'écoute, severity: 1, category: hollow_apologie}", "E133"),
        ("{text: à l'écoute, severity: 4}", "E134"),
    ],
)
def test_what_can_be_no_phrase_is_told_on_its_line(tmp_path, phrase, code):
    (tmp_path / PACK_FILE).write_text(f"title: Nos gares\nlanguages: [fr]\nstock:\n  - {phrase}\n", encoding="utf-8")
    [finding] = read_pack(tmp_path).findings
    assert (finding.code, finding.place.line) == (code, 4)


def test_words_that_look_like_a_pattern_are_words(tmp_path):
    odd = tuple(Phrase(text, 1) for text in ("*", "(a|b", "tout * fait", "(vraiment)?", "—"))
    found = detect("C'est tout à fait vraiment a b.", "xx", extra=of_pack(odd))
    assert [hit.phrase for hit in found] == ["vraiment", "a b"]


def test_the_checker_the_trace_and_the_debrief_tell_of_them_in_the_packs_words(tmp_path):
    scenario_of(tmp_path / "gares")
    file = str(tmp_path / "gares" / "bonjour.yaml")
    home = tmp_path / "home"
    checked = json.loads(platine("check", file, "--format", "json", home=home).stdout)
    assert "équipe" in str([one for one in checked["findings"] if one["code"] == "W221"])
    traced = json.loads(platine("trace", file, "--path", "accueil.fermer", "--format", "json", home=home).stdout)
    assert "hollow_closing" in json.dumps(traced)
    played = platine("play", file, "--plain", home=home, lines=["fermer", *[""] * 30])
    assert "Le train entier l'entend." in played.stdout.replace("’", "'"), played.stdout
