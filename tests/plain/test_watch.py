"""Watching without a screen: the findings, and again at each save, until one has seen enough."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simulator.authoring.rules import trap
from simulator.errors import Unreadable
from simulator.locale import use
from simulator.plain.watch import watch
from tests.plain.typist import surroundings
from tests.scenario.texts import MINIMAL

BROKEN = MINIMAL.replace("then: fin}", "then: fine}")


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "bonjour.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    return path


class Looks:
    """What happens at each look, one thing after another; then somebody has seen enough."""

    def __init__(self, *happenings) -> None:
        self._happenings = list(happenings)

    def __call__(self, seconds: float) -> None:
        assert 0 < seconds < 0.5
        if not self._happenings:
            raise KeyboardInterrupt
        self._happenings.pop(0)()


def watched(file: Path, *happenings) -> list[str]:
    """What was written at each reading."""
    out = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        watch(file, out, wait=Looks(*happenings))
    return [part for part in out.getvalue().split("-- ") if part]


def nothing() -> None:
    """No save."""


def test_the_findings_are_printed_once_as_long_as_nothing_is_saved(file):
    told = watched(file, nothing, nothing, nothing)
    assert len(told) == 1
    assert str(file) in told[0]


def test_each_of_two_customers_is_named_in_what_is_said_of_one_alone(file):
    two = MINIMAL.replace("moments:", "variants:\n  rosa: {name: Rosa Lopes}\nmoments:", 1)
    words = '"Je voudrais changer de forfait."'
    assert words in two
    file.write_text(two.replace(words, f'{{base: {words}, rosa: "Changer."}}'), encoding="utf-8")
    (told,) = watched(file)
    sizes = [line for line in told.splitlines() if ": I201 " in line]
    assert [("(first customer)" in line, "(rosa)" in line) for line in sizes] == [(True, False), (False, True)]


def test_a_save_is_printed_again_with_what_it_broke(file):
    told = watched(file, lambda: file.write_text(BROKEN), nothing, nothing, nothing)
    assert len(told) == 2
    assert "fine" not in told[0]
    assert "E152" in told[1]
    assert "1 error" in told[1]


def test_a_fault_in_a_rule_is_one_sentence_and_the_next_save_is_looked_at(file, monkeypatch):
    def broken(_study):
        raise ZeroDivisionError("a rule\nfell over")
        yield

    def mend() -> None:
        monkeypatch.undo()
        file.write_text(BROKEN, encoding="utf-8")

    monkeypatch.setattr(trap, "check", broken)
    told, *_later, mended = watched(file, mend, nothing)
    fault = "ZeroDivisionError: a rule fell over"
    assert told.splitlines()[1:] == [
        f"The file could not be checked, by a fault of Platine and not of yours ({fault}); save to try again."
    ]
    assert "E152" in mended


FRAGMENT = "platine: 1\nmoments: {suite: {kind: reflect, stage: golden, then: return}}\n"


def test_a_fragment_that_is_included_later_is_watched_from_then_on(file):
    fragment = file.with_name("more.fragment.yaml")
    fragment.write_text(FRAGMENT, encoding="utf-8")
    including = MINIMAL + "include: {more: more.fragment.yaml}\nreturns: {more: fin}\n"
    told = watched(
        file,
        lambda: file.write_text(including, encoding="utf-8"),
        nothing,
        lambda: fragment.write_text(FRAGMENT.replace("golden", "gilded"), encoding="utf-8"),
        nothing,
        nothing,
    )
    assert len(told) == 3
    assert "gilded" not in told[1]
    assert "gilded" in told[2]


def test_a_file_that_is_gone_is_told_and_waited_for(file):
    told = watched(file, file.unlink, nothing, nothing, lambda: file.write_text(BROKEN), nothing, nothing)
    assert len(told) == 3
    assert "There is no file" in told[1]
    assert "E152" in told[2]


def test_a_file_that_is_not_there_at_the_beginning_is_refused(tmp_path):
    with pytest.raises(Unreadable):
        watch(tmp_path / "none.yaml", io.StringIO(), wait=Looks())


def command(*arguments: str, home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "simulator", "watch", *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**surroundings(home), "PYTHONUNBUFFERED": "1"}, cwd=Path(__file__).parents[2],
    )  # fmt: skip


def test_without_a_terminal_it_prints_and_ctrl_c_ends_it_well(file, tmp_path):
    process = command(str(file), home=tmp_path)
    assert process.stdout is not None
    os.set_blocking(process.stdout.fileno(), True)
    first = process.stdout.readline()
    assert str(file) in first
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _out, complaints = process.communicate(timeout=60)
    assert process.returncode == 0
    assert complaints == ""


def test_a_missing_file_is_3_with_one_sentence(tmp_path):
    process = command(str(tmp_path / "none.yaml"), home=tmp_path)
    out, complaints = process.communicate(timeout=60)
    assert process.returncode == 3
    assert out == ""
    assert "none.yaml" in complaints
    assert "Traceback" not in complaints
