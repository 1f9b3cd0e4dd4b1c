"""The journal: what was acknowledged is on disk, whatever happens to the process or to the file."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.conversation import decisions as do
from simulator.errors import Refused
from simulator.history.journal import Began, Finished, Journal

BEGAN = Began("ligne-coupee", "fr", "abc", "ligne-coupee.yaml", seed=3)
MARKS = Finished(80.5, 70, 90, 75, "platinum", "done", "solved", "serene")


def clock() -> datetime:
    clock.now += timedelta(seconds=1)  # type: ignore[attr-defined]
    return clock.now  # type: ignore[attr-defined,no-any-return]


clock.now = datetime(2026, 1, 1, tzinfo=UTC)  # type: ignore[attr-defined]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


def write_three(path: Path) -> None:
    journal = Journal(path, clock=clock)
    recorder = journal.begin(BEGAN)
    for decision in (do.Observe(at=1.5), do.Respond(response="écouter"), do.Deliver(tone="warm")):
        recorder.decided(decision).result()
    journal.close()


def standing(path: Path) -> tuple[do.Decision, ...]:
    journal = Journal(path, clock=clock)
    found = journal.unfinished()
    journal.close()
    return found[0].decisions if found else ()


def test_a_play_cut_short_is_found_with_its_decisions_and_their_times(path: Path) -> None:
    write_three(path)
    assert standing(path) == (do.Observe(at=1.5), do.Respond(response="écouter"), do.Deliver(tone="warm"))


def test_going_on_continues_the_same_log(path: Path) -> None:
    write_three(path)
    journal = Journal(path, clock=clock)
    recorder = journal.resume(journal.unfinished()[0])
    recorder.decided(do.Breathe()).result()
    journal.close()
    assert standing(path)[-1] == do.Breathe()
    assert len(standing(path)) == 4


def test_what_was_undone_does_not_come_back(path: Path) -> None:
    journal = Journal(path, clock=clock)
    recorder = journal.begin(BEGAN)
    for name in "abc":
        recorder.decided(do.Respond(response=name))
    recorder.undone(1)
    recorder.decided(do.Respond(response="d"))
    recorder.settle()
    journal.close()
    assert standing(path) == (do.Respond(response="a"), do.Respond(response="d"))


@pytest.mark.parametrize("end", ["finished", "left"])
def test_a_play_that_ended_or_was_left_is_not_gone_on_with(path: Path, end: str) -> None:
    journal = Journal(path, clock=clock)
    recorder = journal.begin(BEGAN)
    recorder.decided(do.Observe())
    (recorder.finished(MARKS) if end == "finished" else recorder.left()).result()
    assert journal.unfinished() == []
    assert [one.finished for one in journal.results()] == ([MARKS] if end == "finished" else [])
    journal.close()


def test_a_call_taken_and_dropped_before_any_decision_leaves_nothing_to_go_on_with(path: Path) -> None:
    journal = Journal(path, clock=clock)
    journal.begin(BEGAN).settle()
    assert journal.unfinished() == []
    journal.close()


def test_the_newest_comes_first_and_the_last_commitment_counts(path: Path) -> None:
    journal = Journal(path, clock=clock)
    assert journal.commitment() is None
    for name in ("one", "two"):
        recorder = journal.begin(Began(name, "fr", "abc", "x.yaml"))
        recorder.decided(do.Observe())
        recorder.committed(f"demander d'abord ({name})")
    assert [one.began.scenario for one in journal.unfinished()] == ["two", "one"]
    commitment = journal.commitment()
    assert commitment is not None
    assert commitment.text == "demander d'abord (two)"
    journal.close()


def test_two_processes_may_write_at_once(path: Path) -> None:
    one, other = Journal(path, clock=clock), Journal(path, clock=clock)
    recorders = [one.begin(BEGAN), other.begin(BEGAN)]
    for number in range(20):
        for recorder in recorders:
            recorder.decided(do.Respond(response=str(number)))
    for recorder in recorders:
        recorder.settle()
    one.close()
    assert [len(play.decisions) for play in other.unfinished()] == [20, 20]
    other.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from simulator.conversation import decisions as do
from simulator.history.journal import Began, Journal
journal = Journal(Path(sys.argv[1]))
recorder = journal.begin(Began("x", "fr", "abc", "x.yaml"))
for number in range(1_000_000):
    recorder.decided(do.Respond(response=str(number))).result()
    print(number, flush=True)
"""


def test_kill_9_loses_no_acknowledged_decision(path: Path) -> None:
    acknowledged = -1
    with subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            acknowledged = int(line)
            if acknowledged == 25:
                os.kill(process.pid, signal.SIGKILL)
                break
        acknowledged = max([acknowledged, *(int(line) for line in process.stdout.read().split())])
    kept = [decision.response for decision in standing(path) if isinstance(decision, do.Respond)]
    assert kept[: acknowledged + 1] == [str(number) for number in range(acknowledged + 1)]


def test_a_file_cut_anywhere_is_read_or_set_aside_untouched(path: Path, tmp_path: Path) -> None:
    write_three(path)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    step = max(1, len(whole) // 97)
    for length in [*range(0, len(whole), step), 1, 15, 16, 99, 100, len(whole) - 1]:
        folder = tmp_path / f"cut-{length}"
        folder.mkdir(exist_ok=True)
        cut = folder / "journal.sqlite3"
        cut.write_bytes(whole[:length])
        journal = Journal(cut, clock=clock)
        recorder = journal.begin(BEGAN)
        recorder.decided(do.Observe()).result()
        journal.close()
        if journal.set_aside is not None:
            assert journal.set_aside.read_bytes() == whole[:length]
        shutil.rmtree(folder)


def test_a_file_that_is_something_else_is_set_aside_each_time_under_a_new_name(path: Path) -> None:
    path.parent.mkdir(parents=True)
    for number in (1, 2):
        path.write_bytes(b"not a journal" * 100)
        journal = Journal(path, clock=clock)
        assert journal.set_aside == path.with_name(f"journal.damaged-{number}.sqlite3")
        journal.close()
        path.unlink()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    with pytest.raises(Refused):
        Journal(blocker / "journal.sqlite3")


def test_a_full_disk_is_told_and_what_was_written_stays(path: Path) -> None:
    write_three(path)
    journal = Journal(path, clock=clock)
    recorder = journal.resume(journal.unfinished()[0])
    journal._submit(lambda connection: connection.execute("PRAGMA max_page_count = 1").fetchall()).result()
    long = do.Respond(response="x" * 100_000)
    with pytest.raises(Refused):
        recorder.decided(long).result()
    journal.close()
    assert len(standing(path)) == 3
