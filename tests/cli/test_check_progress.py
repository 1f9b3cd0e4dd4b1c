"""Who waits is told what for, on a terminal only, and nothing of it stays."""

import io
import re
import time
from pathlib import Path

import pytest

from simulator.cli.checking import progress as told
from simulator.cli.checking.progress import Progress, progress


class Stream(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture
def terminal(monkeypatch) -> Stream:
    monkeypatch.setattr(told, "PATIENCE", 0.01)
    monkeypatch.setattr(told, "BEAT", 0.01)
    return Stream(terminal=True)


def wait_for(stream: Stream, words: str) -> None:
    until = time.monotonic() + 30
    while words not in stream.getvalue():
        assert time.monotonic() < until, stream.getvalue()
        time.sleep(0.005)


def test_who_waits_on_a_terminal_reads_which_file_is_checked(terminal):
    with progress(3, terminal) as shown:
        shown.watch(Path("a.yaml"))
        wait_for(terminal, "Checking a.yaml (1 of 3)")
        shown.watch(Path("b.yaml"))
        wait_for(terminal, "Checking b.yaml (2 of 3)")
    assert "Checking a.yaml (1 of 3)" in terminal.getvalue()


def test_it_stays_on_one_line_and_goes_away(terminal):
    with progress(1, terminal) as shown:
        shown.watch(Path("a.yaml"))
        wait_for(terminal, "Checking")
    written = terminal.getvalue()
    assert "\n" not in written
    assert written.endswith("\r\x1b[K")
    assert re.fullmatch(r"(\r\x1b\[K[^\r]*)+", written)


def test_it_goes_away_where_a_check_fails(terminal):
    def failing() -> None:
        with progress(1, terminal):
            wait_for(terminal, "Checking")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_pipe_is_told_nothing(terminal):
    pipe = Stream(terminal=False)
    with progress(1, terminal), progress(1, pipe):
        wait_for(terminal, "Checking")
    assert pipe.getvalue() == ""


def test_a_quick_check_is_told_nothing(terminal, monkeypatch):
    monkeypatch.setattr(told, "PATIENCE", 30.0)
    began = time.monotonic()
    with progress(1, terminal) as shown:
        shown.watch(Path("a.yaml"))
    assert terminal.getvalue() == ""
    assert time.monotonic() - began < 25


def test_the_line_fits_the_terminal_and_obeys_no_file_name(monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    shown = Progress(1)
    shown.watch(Path("a\x1b[2J" * 20 + ".yaml"))
    assert len(shown.line()) < 30
    assert "\x1b" not in shown.line()
