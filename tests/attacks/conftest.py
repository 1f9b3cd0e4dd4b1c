"""A command in this process, with its data under a folder of its own."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.cli import app
from tests.attacks.hostile import OBEYED

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(home, monkeypatch, capfdbinary) -> Run:
    """What a command printed, and its exit code. What is no UTF-8 on the way out fails the test."""
    monkeypatch.setenv("PLATINE_HOME", str(home))
    monkeypatch.setenv("PLATINE_LANGUAGE", "en")

    def running(*arguments: str) -> "subprocess.CompletedProcess[str]":
        with pytest.raises(SystemExit) as left:
            app.run(list(arguments))
        told = capfdbinary.readouterr()
        return subprocess.CompletedProcess(arguments, left.value.code or 0, told.out.decode(), told.err.decode())

    return running


def clearly(done: "subprocess.CompletedProcess[str]", code: int) -> str:
    """The exit code, and the sentences on stderr: never a trace of the inside, never a control code."""
    assert done.returncode == code, done.stderr
    for told in (done.stdout, done.stderr):
        assert "Traceback" not in told
        assert not OBEYED.search(told), told
    return done.stderr
