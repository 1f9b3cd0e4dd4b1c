"""What an author hands to a command by mistake or on purpose: a rehearsal, a fragment, a name without its ending."""

from pathlib import Path

import pytest

from tests.cli.test_exit_codes import clearly, run  # noqa: F401
from tests.scenario.texts import MINIMAL

REHEARSALS = "rehearsals:\n  best: {path: [accueil.ouvrir], expect: {ending: fin}}\n"
FRAGMENT = "platine: 1\nmoments: {suite: {kind: reflect, stage: golden, then: return}}\n"
PACK = "title: Un paquet\nlanguages: [fr]\n"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder with a scenario, its rehearsals, a fragment and a pack's file, in which the command is called."""
    for name, text in {
        "bonjour.yaml": MINIMAL,
        "bonjour.rehearsal.yaml": REHEARSALS,
        "suite.fragment.yaml": FRAGMENT,
        "pack.yaml": PACK,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_rehearsals_may_be_named_in_place_of_their_scenario(folder, run):  # noqa: F811
    done = run("rehearse", "bonjour.rehearsal.yaml")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "passes  fr/bonjour  best")


@pytest.mark.parametrize(("command", "code"), [("trace", 2), ("check", 3)])
def test_a_file_named_without_its_ending_is_guessed(command, code, folder, run):  # noqa: F811
    assert "bonjour.yaml" in clearly(run(command, "bonjour"), code)


def test_a_file_that_is_not_there_is_guessed_from_those_beside_it(folder, run):  # noqa: F811
    assert "Did you mean “bonjour.yaml”?" in clearly(run("check", "bonjuor.yaml"), 3)


def test_a_trace_that_stops_before_the_end_says_how_it_goes_on(folder, run):  # noqa: F811
    told = run("trace", "bonjour.yaml").stdout
    assert "at accueil." in told
    assert {"ouvrir", "fermer"} <= set(told.splitlines()[-1].replace(".", "").replace(",", "").split())
    assert "goes on" not in run("trace", "bonjour.yaml", "--path", "accueil.ouvrir").stdout
