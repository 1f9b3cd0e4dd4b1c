"""Where a scenario's other languages are looked for, and which of them it may lag behind."""

from pathlib import Path

from simulator.authoring.translations_found import siblings_of, translations_of
from simulator.authoring.translations_kept import Kept, keep
from simulator.scenario.reading import read_scenario
from tests.authoring.test_translations import EN, FR

DE = EN.replace("language: en", "language: de")


def put(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def around(file: Path) -> list[tuple[str, str]]:
    scenario = read_scenario(file).scenario
    return [
        (known.language, str(path.relative_to(file.parents[1]))) for known, path in translations_of(scenario, file)
    ]


def lags_behind(file: Path) -> list[str]:
    return [one.language for one in siblings_of(file, read_scenario(file).scenario)]


def test_under_its_name_in_the_folders_beside_with_packs_first_then_in_its_own_folder(tmp_path):
    file = put(tmp_path / "fr/siege.yaml", FR)
    put(tmp_path / "backup/siege.yaml", EN)
    put(tmp_path / "en/siege.yaml", EN)
    put(tmp_path / "en/pack.yaml", "platine: 1\n")
    put(tmp_path / "fr/siege.de.yaml", DE)
    put(tmp_path / "fr/another.yaml", EN.replace("id: dernier-siege", "id: another"))
    assert around(file) == [("en", "en/siege.yaml"), ("en", "backup/siege.yaml"), ("de", "fr/siege.de.yaml")]


def test_at_the_same_place_in_the_pack_next_door(tmp_path):
    file = put(tmp_path / "fr/more/siege.yaml", FR)
    put(tmp_path / "fr/pack.yaml", "platine: 1\n")
    put(tmp_path / "en/more/siege.yaml", EN)
    scenario = read_scenario(file).scenario
    assert [path for _, path in translations_of(scenario, file)] == [tmp_path / "en/more/siege.yaml"]


def test_a_language_is_told_once_and_never_its_own(tmp_path):
    file = put(tmp_path / "fr/siege.yaml", FR)
    for name in ("fr/siege.en.yaml", "en/siege.yaml", "old/siege.yaml"):
        put(tmp_path / name, EN)
    put(tmp_path / "copy/siege.yaml", FR)
    assert lags_behind(file) == ["en"]


def test_what_was_translated_from_it_is_nothing_it_lags_behind(tmp_path):
    source, made = put(tmp_path / "siege.yaml", FR), put(tmp_path / "siege.en.yaml", EN)
    assert (lags_behind(source), lags_behind(made)) == (["en"], ["fr"])
    keep(made, Kept("fr", {}))
    assert (lags_behind(source), lags_behind(made)) == ([], ["fr"])


def test_a_neighbour_that_is_no_scenario_is_passed_by(tmp_path):
    file = put(tmp_path / "fr/siege.yaml", FR)
    put(tmp_path / "fr/half.yaml", "id: dernier-siege\n  - [")
    put(tmp_path / "fr/siege.en.yaml", EN)
    assert lags_behind(file) == ["en"]
