"""`--language` belongs to every command, wherever it stands."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, lang: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        capture_output=True, text=True, cwd=ROOT, check=False, env={"LANG": lang, "PATH": "", "PYTHONUTF8": "1"},
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("--language", "fr", "list"),
        ("--language=fr", "list"),
        ("list", "--language", "fr"),
        ("list", "--language=fr"),
    ],
    ids=" ".join,
)
def test_it_may_stand_before_or_behind_the_command(arguments: tuple[str, ...]) -> None:
    assert "scénario" in run(*arguments).stdout


def test_it_wins_over_the_environment() -> None:
    assert "scenario" in run("list", "--language", "en", lang="fr_FR.UTF-8").stdout


def test_the_environment_decides_without_it() -> None:
    assert "scénario" in run("list", lang="fr_FR.UTF-8").stdout


@pytest.mark.parametrize(
    "arguments", [("--language", "de", "list"), ("list", "--language", "de"), ("list", "--language")]
)
def test_a_language_that_is_none_of_ours_is_refused(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "--language" in done.stderr
    assert "Traceback" not in done.stderr
