"""Packs are found where they may lie, and a name leads to a file."""

from pathlib import Path

import pytest

from simulator import locations
from simulator.errors import UnknownScenario, Unreadable
from simulator.scenario.packs import Entry, PassMark, entries, find, pack_folder, packs, read_pack, scenario_files
from tests.scenario.texts import MINIMAL, minimal

PACK = """\
title: Mes appels
languages: [fr]
licence: CC-BY-4.0
order: [second, bonjour]
pass_mark: {overall: 60, duties: true}
severities: {W211: error}
stock: [{text: "bien cordialement", severity: 1, why: "Tout le monde l'écrit"}]
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(locations.HOME, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def pack(tmp_path) -> Path:
    folder = tmp_path / "mes-appels"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "bonjour.yaml").write_text(MINIMAL, encoding="utf-8")
    (folder / "second.yaml").write_text(minimal(("id: bonjour", "id: deuxieme")), encoding="utf-8")
    (folder / "bonjour.rehearsal.yaml").write_text("rehearsals: {}", encoding="utf-8")
    (folder / "commun.fragment.yaml").write_text("platine: 1", encoding="utf-8")
    return folder


def test_the_bundled_packs_are_found_in_both_languages():
    assert {language for pack in packs() for language in pack.languages} >= {"fr", "en"}
    assert all(pack.findings == () for pack in packs())


def test_a_pack_says_what_it_is(pack):
    read = read_pack(pack)
    assert (read.name, read.title, read.licence) == ("mes-appels", "Mes appels", "CC-BY-4.0")
    assert read.pass_mark == PassMark(overall=60, duties=True)
    assert read.severities == {"W211": "error"}
    assert read.stock[0].text == "bien cordialement"


def test_scenarios_stand_in_the_packs_order_without_what_lies_beside_them(pack):
    assert [path.name for path in read_pack(pack).files] == ["second.yaml", "bonjour.yaml"]


def test_a_folder_of_packs_may_be_named(pack):
    assert read_pack(pack) in packs([pack.parent])


def test_a_pack_in_the_users_folder_is_found(pack, home):
    target = home / "packs" / "miens"
    target.parent.mkdir(parents=True)
    pack.rename(target)
    assert find("deuxieme", "fr") == target / "second.yaml"


def test_a_broken_pack_file_does_not_hide_the_scenarios(pack):
    (pack / "pack.yaml").write_text("titel: X\nlanguages: [fr]\n", encoding="utf-8")
    read = read_pack(pack)
    assert read.title == "mes-appels"
    assert len(read.files) == 2
    assert {finding.code for finding in read.findings} == {"E132", "E131"}


def test_a_folder_that_is_no_pack_is_told(tmp_path):
    with pytest.raises(Unreadable) as raised:
        packs([tmp_path])
    assert raised.value.key == "not_a_pack"


def test_a_scenario_is_found_by_its_id_wherever_its_file_is_called_otherwise(pack):
    assert find("deuxieme", "fr", [pack]) == pack / "second.yaml"


def test_a_scenario_is_found_by_its_path(pack):
    assert find(str(pack / "bonjour.yaml"), "en") == pack / "bonjour.yaml"


def test_the_asked_language_comes_first(pack, tmp_path):
    english = tmp_path / "my-calls"
    english.mkdir()
    (english / "pack.yaml").write_text("title: My calls\nlanguages: en\n", encoding="utf-8")
    (english / "bonjour.yaml").write_text(minimal(("language: fr", "language: en")), encoding="utf-8")
    assert find("bonjour", "en", [pack, english]).parent == english
    assert find("bonjour", "fr", [english, pack]).parent == pack
    assert find("fr/bonjour", "en", [pack, english]).parent == pack


def test_an_unknown_name_proposes_the_nearest(pack):
    with pytest.raises(UnknownScenario) as raised:
        find("bonjuor", "fr", [pack])
    assert raised.value.values["nearest"] == "bonjour"


def test_a_name_near_to_nothing_is_told(pack):
    with pytest.raises(UnknownScenario) as raised:
        find("zzzzzz", "fr", [pack])
    assert raised.value.key == "unknown_scenario"


@pytest.mark.parametrize(
    ("name", "key"), [("./no.yaml", "no_such_file"), ("nulle/part", "no_such_file"), (".", "is_a_folder")]
)
def test_what_looks_like_a_path_and_is_no_file_is_told(name, key):
    with pytest.raises(Unreadable) as raised:
        find(name, "fr")
    assert raised.value.key == key


def test_a_name_too_long_for_any_disk_is_a_name_that_nobody_knows():
    with pytest.raises(UnknownScenario):
        find("x" * 5000, "fr")


def test_entries_are_read_when_they_are_looked_at(pack, monkeypatch):
    (pack / "casse.yaml").write_text("[", encoding="utf-8")
    found = {entry.path.name: entry for entry in entries([pack]) if entry.pack.name == "mes-appels"}
    assert all("reading" not in vars(entry) for entry in found.values())
    assert found["second.yaml"].id == "deuxieme"
    assert found["casse.yaml"].id == "casse"
    assert found["casse.yaml"].reading.findings


def test_entries_of_one_language(pack):
    assert {entry.language for entry in entries([pack], language="fr")} == {"fr"}


def test_an_entry_knows_its_pack(pack):
    read = read_pack(pack)
    assert Entry(read, read.files[0]).pack.title == "Mes appels"


def test_a_file_belongs_to_the_nearest_pack_beside_or_above_it(pack, monkeypatch):
    below = pack / "more" / "deep"
    below.mkdir(parents=True)
    assert pack_folder(pack / "bonjour.yaml") == pack
    assert pack_folder(below / "x.yaml") == pack
    monkeypatch.chdir(below)
    assert pack_folder(Path("x.yaml")) == Path("../..")
    (below / "pack.yaml").write_text(PACK, encoding="utf-8")
    assert pack_folder(Path("x.yaml")) == Path()
    assert pack_folder(pack.parent / "x.yaml") is None


def test_a_folder_without_a_pack_has_scenarios_all_the_same(pack):
    (pack / "pack.yaml").unlink()
    assert [path.name for path in scenario_files(pack)] == ["bonjour.yaml", "second.yaml"]
