"""A rehearsal of the best path that no longer fits the scenario: what else there is to tell is told all the same."""

import pytest

from tests.cli.checked import PACK, write
from tests.cli.test_exit_codes import run  # noqa: F401
from tests.scenario.texts import MINIMAL

STALE = "rehearsals:\n  best: {path: [renamed.since], expect: {ending: fin}}\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    write(tmp_path, bonjour=MINIMAL, pack=PACK)
    (tmp_path / "bonjour.rehearsal.yaml").write_text(STALE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_tells_of_it_among_the_rest(folder, run):  # noqa: F811
    done = run("check", "bonjour.yaml")
    assert done.returncode == 0, done.stderr
    assert "W217 The rehearsal “best” can no longer be played" in done.stdout
    assert "states explored" in done.stdout
    assert run("check", "--strict", "bonjour.yaml").returncode == 1


def test_bots_plays_the_strategies_without_it_and_fails(folder, run):  # noqa: F811
    done = run("bots", "bonjour.yaml", "--plays", "2")
    assert done.returncode == 1
    assert "The rehearsal “best” cannot be played" in done.stderr
    assert "renamed.since" in done.stderr
    assert "longest" in done.stdout
    assert "Write a rehearsal named best" not in done.stdout


def test_rehearse_says_once_where_the_call_stands(folder, run):  # noqa: F811
    stale = STALE.replace("renamed.since", "fin.since")
    (folder / "bonjour.rehearsal.yaml").write_text(stale, encoding="utf-8")
    done = run("rehearse", "bonjour.yaml")
    assert done.returncode == 1
    assert done.stdout.count("the call stands at “accueil”") + done.stdout.count("The call stands at “accueil”") == 1
    assert "Open here: ouvrir, fermer." in done.stdout
