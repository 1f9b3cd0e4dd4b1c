"""Fragments bring moments in under a prefix, and every name in them follows."""

from pathlib import Path

import pytest

from simulator.scenario import codes
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch
from simulator.scenario.reading import read_scenario
from tests.scenario.texts import MINIMAL, minimal

CHECK = """\
platine: 1
moments:
  qui:
    line: "Je suis cliente."
    calls_for: {reaction: 1}
    responses:
      nom: {say: "Votre nom ?", then: merci}
      raccrocher: {say: "Au revoir.", then: fin}
  merci:
    line: "Lopes."
    calls_for: {reaction: 1}
    silence: {after: 5, then: qui}
    responses:
      suite: {say: "Merci.", then: [{when: {said: [qui.nom]}, to: return}, {to: qui}]}
      encore: {say: "Pardon ?", then: qui, when: {any: [{said: [qui.raccrocher]}]}}
"""
INCLUDING = minimal(('"Lequel ?", then: fin', '"Lequel ?", then: id.qui')) + (
    "include: {id: check.fragment.yaml}\nreturns: {id: accueil}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "check.fragment.yaml").write_text(CHECK, encoding="utf-8")
    return tmp_path


def write(folder: Path, text: str, name: str = "x.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def codes_of(path: Path) -> list[str]:
    return [finding.code for finding in read_scenario(path).findings]


@pytest.fixture
def scenario(folder):
    reading = read_scenario(write(folder, INCLUDING))
    assert reading.findings == ()
    return reading.scenario


def test_moments_come_in_after_the_scenarios_own_under_their_prefix(scenario):
    assert list(scenario.moments) == ["accueil", "id.qui", "id.merci"]


def test_targets_within_the_fragment_follow(scenario):
    assert scenario.moments["id.qui"].responses["nom"].then == (Branch("id.merci"),)
    assert scenario.moments["id.merci"].silence.then == (Branch("id.qui"),)


def test_return_goes_where_the_includer_says(scenario):
    then = scenario.moments["id.merci"].responses["suite"].then
    assert then == (Branch("accueil", Condition(said=("id.qui.nom",))), Branch("id.qui"))


def test_conditions_on_what_was_said_follow(scenario):
    when = scenario.moments["id.merci"].responses["encore"].when
    assert when.alternatives == (Condition(said=("id.qui.raccrocher",)),)


def test_other_targets_are_the_scenarios(scenario):
    assert scenario.moments["id.qui"].responses["raccrocher"].then == (Branch("fin"),)


def test_a_fragment_may_include_another(folder):
    write(
        folder,
        "platine: 1\ninclude: {d: check.fragment.yaml}\nreturns: {d: porte}\n"
        "moments: {porte: {kind: reflect, stage: golden, then: return}}\n",
        "porte.fragment.yaml",
    )
    text = INCLUDING.replace("check.fragment", "porte.fragment").replace("id.qui", "id.d.qui")
    reading = read_scenario(write(folder, text))
    assert reading.findings == ()
    assert list(reading.scenario.moments) == ["accueil", "id.porte", "id.d.qui", "id.d.merci"]
    assert reading.scenario.moments["id.porte"].then == (Branch("accueil"),)
    assert reading.scenario.moments["id.d.merci"].responses["suite"].then[0].to == "id.porte"


def test_a_finding_in_a_fragment_names_the_fragments_file_and_line(folder):
    write(folder, CHECK.replace("then: merci", "then: mercy"), "check.fragment.yaml")
    (finding,) = read_scenario(write(folder, INCLUDING)).findings
    assert finding.code == codes.MISSING_TARGET
    assert finding.place.file == str(folder / "check.fragment.yaml")
    assert finding.place.line == 7


def test_a_fault_of_a_fragment_included_twice_is_told_once(folder):
    write(folder, CHECK.replace("reaction: 1", "reaction: 9", 1), "check.fragment.yaml")
    text = INCLUDING.replace(
        "include: {id: check.fragment.yaml}", "include: {id: check.fragment.yaml, deux: check.fragment.yaml}"
    )
    found = read_scenario(write(folder, text.replace("returns: {id", "returns: {deux: accueil, id"))).findings
    assert [finding.code for finding in found] == [codes.OUT_OF_RANGE]


def test_places_in_a_fragment_are_found_by_their_full_name(folder):
    reading = read_scenario(write(folder, INCLUDING))
    place = reading.place("moments", "id.merci", "responses", "suite")
    assert (place.file, place.line) == (str(folder / "check.fragment.yaml"), 14)


def test_the_files_that_were_read_are_told(folder):
    path = write(folder, INCLUDING)
    assert read_scenario(path).files == (path, folder.resolve() / "check.fragment.yaml")


def test_a_return_that_goes_nowhere_is_told(folder):
    assert codes_of(write(folder, INCLUDING.replace("returns: {id: accueil}", ""))) == [codes.NO_RETURN]


def test_a_return_for_a_prefix_that_is_not_included_is_told(folder):
    assert codes_of(write(folder, INCLUDING.replace("returns: {", "returns: {zz: fin, "))) == [codes.UNKNOWN_KEY]


def test_a_fragment_that_includes_itself_is_told(folder):
    write(folder, CHECK + "include: {moi: check.fragment.yaml}\n", "check.fragment.yaml")
    assert codes.INCLUDE_CYCLE in codes_of(write(folder, INCLUDING))


def test_fragments_that_include_each_other_are_told(folder):
    write(folder, CHECK + "include: {b: b.fragment.yaml}\n", "check.fragment.yaml")
    write(folder, CHECK + "include: {a: check.fragment.yaml}\n", "b.fragment.yaml")
    assert codes.INCLUDE_CYCLE in codes_of(write(folder, INCLUDING))


@pytest.mark.parametrize("file", ["../check.fragment.yaml", "/etc/passwd", "a/../../x.yaml"])
def test_a_fragment_outside_the_folder_is_not_read(folder, file):
    path = write(folder, INCLUDING.replace("check.fragment.yaml", file), "dedans/x.yaml")
    assert codes.INCLUDE_ESCAPES in codes_of(path)


def test_a_link_out_of_the_folder_is_not_followed(folder):
    path = write(folder, INCLUDING, "dedans/x.yaml")
    (folder / "dedans" / "check.fragment.yaml").symlink_to(folder / "check.fragment.yaml")
    assert codes.INCLUDE_ESCAPES in codes_of(path)


def test_a_fragment_in_a_folder_below_is_read(folder):
    write(folder, CHECK, "communs/check.fragment.yaml")
    text = INCLUDING.replace("check.fragment.yaml", "communs/check.fragment.yaml")
    assert codes_of(write(folder, text)) == []


def test_a_fragment_without_moments_is_told_in_its_own_file(folder):
    write(folder, "platine: 1\n", "check.fragment.yaml")
    found = read_scenario(write(folder, INCLUDING)).findings
    assert (codes.MISSING_KEY, "check.fragment.yaml") in {(f.code, Path(f.place.file).name) for f in found}


def test_fragments_that_multiply_are_refused(folder):
    for number in range(10):
        below = f"include: {{a: f{number + 1}.yaml, b: f{number + 1}.yaml}}\nreturns: {{a: qui, b: qui}}\n"
        write(folder, CHECK + below, f"f{number}.yaml")
    write(folder, CHECK, "f10.yaml")
    text = MINIMAL + "include: {f: f0.yaml}\nreturns: {f: accueil}\n"
    assert codes.TOO_MANY_FRAGMENTS in codes_of(write(folder, text))
