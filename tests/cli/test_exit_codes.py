"""A mistake gets one clear sentence, a hint and its exit code; never a stack trace."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.cli import app
from tests.plain.typist import platine, surroundings

BROKEN = "platine: 1\nid: [unclosed\n"
UNPLAYABLE = "platine: 1\nid: nearly\ntitle: Nearly\nlanguage: en\nchannel: phone\n"


@pytest.fixture
def broken(tmp_path) -> Path:
    file = tmp_path / "broken.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    return file


@pytest.fixture
def unplayable(tmp_path) -> Path:
    file = tmp_path / "nearly.yaml"
    file.write_text(UNPLAYABLE, encoding="utf-8")
    return file


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """A command in this process: what it printed, and its exit code."""
    monkeypatch.setenv("PLATINE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PLATINE_LANGUAGE", "en")

    def running(*arguments: str) -> subprocess.CompletedProcess[str]:
        with pytest.raises(SystemExit) as left:
            app.run(list(arguments))
        told = capfd.readouterr()
        return subprocess.CompletedProcess(arguments, left.value.code, told.out, told.err)

    return running


def clearly(done: subprocess.CompletedProcess[str], code: int) -> str:
    """The exit code, and everything said about it on stderr: sentences, and no trace of the inside."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "Error(" not in done.stderr
    assert done.stderr.strip()
    return done.stderr


@pytest.mark.parametrize("command", ["play", "trace", "bots", "rehearse"])
def test_a_file_that_is_not_there_is_3(command, run):
    assert "There is no file" in clearly(run(command, "./nowhere.yaml"), 3)


@pytest.mark.parametrize("command", ["play", "trace"])
def test_a_folder_is_3(command, run, tmp_path):
    assert "is a folder" in clearly(run(command, str(tmp_path)), 3)


@pytest.mark.parametrize("command", ["bots", "rehearse"])
def test_a_folder_without_a_scenario_is_3(command, run, tmp_path):
    assert "There is no scenario" in clearly(run(command, str(tmp_path)), 3)


@pytest.mark.parametrize("command", ["play", "trace", "bots", "rehearse"])
def test_broken_yaml_is_1_with_its_line(command, broken, run):
    assert f"{broken}:" in clearly(run(command, str(broken)), 1)


@pytest.mark.parametrize("command", ["play", "trace", "bots"])
def test_a_scenario_that_cannot_be_played_is_1_with_its_findings(command, unplayable, run):
    told = clearly(run(command, str(unplayable)), 1)
    for key in ("customer", "moments", "endings"):
        assert key in told


@pytest.mark.parametrize("command", ["play", "trace", "bots"])
def test_an_unknown_scenario_is_2_and_the_nearest_is_named(command, run):
    assert "collection-de-bourdes" in clearly(run(command, "colection-de-bourdes"), 2)


@pytest.mark.parametrize("command", ["play", "trace"])
def test_an_unknown_variant_is_2_and_the_known_ones_are_named(command, run):
    told = clearly(run(command, "collection-de-bourdes", "--variant", "nobody"), 2)
    assert "sans-fioritures" in told


@pytest.mark.parametrize("path", ["nowhere.nothing", "accueil.nothing", "accueil", "!wait", "accueil.naif@loudly"])
def test_a_path_that_cannot_be_walked_is_2_and_names_its_item(path, run):
    assert path in clearly(run("trace", "collection-de-bourdes", "--path", path), 2)


@pytest.mark.parametrize(
    "arguments",
    [["nothing"], ["play", "--nothing"], ["play", "--seed", "-1"], ["play", "--load", "heavy"], ["play", "a", "b"],
     ["list", "--format", "xml"], ["check"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_2(arguments, run):
    assert clearly(run(*arguments), 2)


def test_a_mistyped_command_is_guessed(run):
    assert "play" in clearly(run("plya"), 2)


def test_a_file_that_may_not_be_read_is_3(broken, tmp_path, run):
    if os.geteuid() == 0:
        broken = tmp_path / "gone.yaml"
        broken.symlink_to(tmp_path / "nowhere")
    else:
        broken.chmod(0)
    assert clearly(run("play", str(broken)), 3)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("command", [[], ["play"], ["doctor"]])
def test_every_help_is_there_in_both_languages(language, command, tmp_path):
    done = platine("--language", language, *command, "--help", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) > 4


@pytest.mark.parametrize(
    "command", [["list"], ["doctor"], ["trace", "collection-de-bourdes"]], ids=lambda one: one[0]
)
def test_json_is_json_in_both_languages(command, tmp_path):
    for language in ("fr", "en"):
        done = platine("--language", language, *command, "--format", "json", home=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)


def test_a_closed_output_is_no_trouble(tmp_path):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "play", "collection-de-bourdes", "--plain"],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
        env=surroundings(tmp_path),
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
