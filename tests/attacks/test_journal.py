"""What was acknowledged is never lost: killed at any moment, on any disk, beside any other process, at any time of day."""

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator.conversation import decisions as do
from simulator.conversation.path import walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.errors import Refused
from simulator.history.health import health
from simulator.history.journal import SCHEMA_VERSION, Began, Finished, Journal, Recorder, Unfinished
from simulator.history.keeping import finished
from simulator.locations import bundled_packs
from simulator.scenario.packs import read_rehearsals
from simulator.scenario.reading import read_scenario
from tests.attacks.conftest import clearly
from tests.attacks.terminal import terminal
from tests.plain.typist import platine, surroundings, typed

BEGAN = Began("ligne-coupee", "fr", "abc", "ligne-coupee.yaml", seed=3)
MARKS = Finished(80.5, 70, 90, 75, "platinum", "done", "solved", "serene")
FILE = bundled_packs() / "en" / "ligne-coupee.yaml"


def journal_in(home: Path) -> Path:
    return home / "journal" / "journal.sqlite3"


@contextlib.contextmanager
def opened(path: Path, **how: object) -> Iterator[Journal]:
    journal = Journal(path, **how)  # type: ignore[arg-type]
    try:
        yield journal
    finally:
        journal.close()


def unfinished(path: Path) -> list[Unfinished]:
    with opened(path) as journal:
        return journal.unfinished()


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture(scope="module")
def call() -> tuple[Play, list[str]]:
    """A whole call, and the lines that make it from a pipe."""
    scenario = read_scenario(FILE).scenario
    assert scenario is not None
    play = Play(Script(scenario, agent="Alex"), seed=7)
    rehearsals, _findings = read_rehearsals(FILE.with_name("ligne-coupee.rehearsal.yaml"))
    list(walk(play, rehearsals[0].path))
    return play, typed(play)


def answered(play: Play, count: int) -> Play:
    """The first decisions of a play, and no more."""
    return Play(play.script, seed=play.seed, decisions=play.decisions[:count])


@pytest.mark.parametrize("number", range(3))
def test_line_mode_killed_at_a_random_moment_resumes_to_the_very_same_call(number, call, tmp_path) -> None:
    play, lines = call
    environment = {**surroundings(tmp_path), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "play", str(FILE), "--plain", "--seed", "7"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(f"{line}\n" for line in lines).encode())
    process.stdin.flush()
    told = process.stdout.read(random.Random(number).randrange(1200, 6000))
    process.kill()
    told += process.stdout.read()
    process.wait()
    process.stdin.close()
    process.stdout.close()
    acknowledged = told.count(b"\nYOU:") + told.count(b"\nYour reading:")
    kept = unfinished(journal_in(tmp_path))
    decided = list(kept[0].decisions) if kept else []
    assert len(decided) >= acknowledged
    assert [again(one) for one in decided] == [again(one) for one in play.decisions[: len(decided)]]
    if play.is_over and len(decided) == len(play.decisions):
        return
    rest = typed(play)[len(typed(answered(play, len(decided)))) :]
    done = platine("play", str(FILE), "--plain", "--seed", "7", "--resume", home=tmp_path, lines=rest)
    clearly(done, 0)
    with opened(journal_in(tmp_path)) as journal:
        assert [result.finished for result in journal.results()] == [finished(play)]


def again(decision: do.Decision) -> object:
    """A decision without its time."""
    return {
        **{name: getattr(decision, name) for name in decision.__struct_fields__ if name != "at"},
        "do": type(decision),
    }


def test_a_screen_killed_as_soon_as_it_shows_a_reaction_has_written_it_down(tmp_path) -> None:
    (tmp_path / "settings.json").write_text('{"profile_offered": true, "animations": false}')
    arguments, kept, told = ["--seed", "3"], 0, ""
    for _time in range(2):
        with terminal("play", "ligne-coupee", *arguments, home=tmp_path) as screen:
            if not kept:
                screen.until("other customer")
                screen.press("\r")
            screen.until("Your answer")
            screen.look(0.3)
            assert told in " ".join(screen.shown.split()), "it goes on where it was"
            before = answers(screen.shown)
            screen.press("1")
            screen.until(lambda screen=screen, before=before: answers(screen.shown) != before)
            screen.signal(signal.SIGKILL)
            screen.ends()
            told = answers(screen.shown)[:30]
        decided = unfinished(journal_in(tmp_path))[0].decisions
        assert len(decided) > kept
        kept = len(decided)
        arguments = ["--resume"]


def answers(shown: str) -> str:
    """The first answer that can be given."""
    _above, _rule, below = shown.partition("▸1 ")
    return " ".join(below.split())[:60]


def test_nothing_of_a_reaction_is_shown_before_the_answer_is_on_disk(tmp_path) -> None:
    (tmp_path / "settings.json").write_text('{"profile_offered": true, "animations": false}')
    with terminal("play", "ligne-coupee", "--seed", "3", home=tmp_path) as screen:
        screen.until("other customer")
        screen.press("\r")
        screen.until("Your answer")
        screen.look(0.3)
        before = screen.shown
        with contextlib.closing(sqlite3.connect(journal_in(tmp_path), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            screen.press("1")
            screen.press("2")
            screen.look(0.5)
            assert told(screen.shown) == told(before)
            other.execute("ROLLBACK")
        screen.until(lambda: told(screen.shown) != told(before))
        assert health(journal_in(tmp_path)).events >= 2
        screen.signal(signal.SIGTERM)
        screen.ends()
    assert len(unfinished(journal_in(tmp_path))[0].decisions) == 1, "the second key came too early to be an answer"


def told(shown: str) -> str:
    """The screen above the answers, without its clock."""
    _clock, _end, below = shown.partition("\n")
    return below.partition("── Your answer")[0]


def test_a_call_taken_up_in_two_windows_is_kept_from_one_and_can_be_played_again(path) -> None:
    with opened(path) as one, opened(path) as other:
        one.begin(BEGAN).decided(do.Respond(response="a")).result()
        first, second = one.resume(one.unfinished()[0]), other.resume(other.unfinished()[0])
        first.decided(do.Respond(response="b")).result()
        with pytest.raises(Refused):
            second.decided(do.Respond(response="c")).result()
        with pytest.raises(Refused):
            second.finished(MARKS).result()
        first.decided(do.Respond(response="d")).result()
    assert [decision.response for decision in unfinished(path)[0].decisions] == ["a", "b", "d"]


def test_what_follows_on_what_could_not_be_written_is_not_written_either(path) -> None:
    with opened(path) as journal:
        recorder = journal.begin(BEGAN)
        recorder.decided(do.Respond(response="a")).result()
        limit(journal, 1)
        with pytest.raises(Refused):
            recorder.decided(do.Respond(response="x" * 100_000)).result()
        limit(journal, 1_000_000)
        with pytest.raises(Refused):
            recorder.decided(do.Respond(response="c")).result()
    assert [decision.response for decision in unfinished(path)[0].decisions] == ["a"]


def limit(journal: Journal, pages: int) -> None:
    journal._submit(lambda connection: connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()).result()


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a disk to fill it")
def test_a_disk_that_is_really_full_is_told_once_and_the_call_goes_on(tmp_path, call) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], check=False, capture_output=True
    ).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        (disk / "filler").write_bytes(b"")
        first = platine("play", str(FILE), "--plain", "--seed", "7", home=disk, lines=call[1][:1])
        clearly(first, 0)
        with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)
        done = platine("play", str(FILE), "--plain", "--seed", "7", "--resume", home=disk, lines=call[1][1:])
        told = clearly(done, 0)
        assert told.count("will not be saved") == 1
        (disk / "filler").unlink()
        assert len(unfinished(journal_in(disk))[0].decisions) >= 1
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_journal_of_a_later_platine_is_left_as_it_is_and_the_call_goes_on(tmp_path) -> None:
    platine("play", str(FILE), "--plain", home=tmp_path, lines=["o"])
    journal = journal_in(tmp_path)
    with contextlib.closing(sqlite3.connect(journal)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = journal.read_bytes()
    done = platine("play", str(FILE), "--plain", home=tmp_path, lines=["o"])
    assert "later Platine" in clearly(done, 0)
    assert "will not be saved" in done.stderr
    assert health(journal).verdict == "newer"
    assert journal.read_bytes() == before


ODD_BODIES = (b"{}", b"[]", b"null", b'{"do":"teleport"}', b'{"do":"respond"}', b"\xff\xfe", b"", b"{", b'{"do":"respond","response":1}',
              b'"\\ud800"')  # fmt: skip


@pytest.mark.parametrize("kind", ["began", "decided", "undone", "finished", "committed", "whatever"])
@pytest.mark.parametrize("body", ODD_BODIES, ids=ascii)
def test_an_event_that_means_nothing_costs_its_own_play_and_no_other(kind, body, path) -> None:
    with opened(path) as journal:
        for end in (None, MARKS):
            recorder = journal.begin(BEGAN)
            recorder.decided(do.Observe())
            if end is not None:
                recorder.finished(end)
                recorder.committed("ask first")
            recorder.settle()
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO events VALUES ('odd', 0, 'not a time', 'began', '{}')")
        connection.execute("INSERT INTO events VALUES ('odd', 1, '9999-01-01', ?, CAST(? AS TEXT))", (kind, body))
    with opened(path) as journal:
        try:
            assert len(journal.unfinished()) == 1
            assert len(journal.results()) == 1
            journal.commitment()
        except Refused:
            assert body == b"\xff\xfe", "only what is no text at all keeps the whole from being read"


def test_a_decision_that_the_scenario_does_not_allow_is_told_and_a_new_call_can_be_taken(tmp_path) -> None:
    platine("play", str(FILE), "--plain", home=tmp_path, lines=["o"])
    with contextlib.closing(sqlite3.connect(journal_in(tmp_path))) as connection, connection:
        connection.execute(
            "UPDATE events SET body = ? WHERE kind = 'decided'", ('{"do":"respond","response":"nobody"}',)
        )
    done = platine("play", str(FILE), "--plain", "--resume", home=tmp_path, lines=["o"])
    assert clearly(done, done.returncode)
    clearly(platine("play", str(FILE), "--plain", home=tmp_path, lines=["o"]), 0)


def test_a_journal_with_any_byte_changed_is_read_or_refused_or_set_aside(path, tmp_path) -> None:
    with opened(path) as journal:
        for _play in range(3):
            recorder = journal.begin(BEGAN)
            for decision in (do.Observe(at=1.5), do.Respond(response="écouter")):
                recorder.decided(decision)
            recorder.finished(MARKS)
            recorder.committed("ask")
            recorder.settle()
        recorder = journal.begin(BEGAN)
        recorder.decided(do.Observe()).result()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    chance = random.Random(11)
    places = [*range(0, 100, 3), *(chance.randrange(100, len(whole)) for _time in range(50))]
    for place in places:
        folder = tmp_path / "damaged"
        folder.mkdir()
        damaged = folder / "journal.sqlite3"
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
        refused = True
        with contextlib.suppress(Refused), opened(damaged) as journal:
            journal.unfinished()
            journal.results()
            journal.commitment()
            journal.begin(BEGAN).decided(do.Observe()).result()
            refused = False
        aside = [one for one in folder.iterdir() if not one.name.startswith(damaged.name)]
        if not refused and not aside:
            with opened(damaged) as journal:
                assert do.Observe() in [one.decisions[-1] for one in journal.unfinished() if one.decisions], place
        health(damaged)
        shutil.rmtree(folder)


def test_a_clock_that_goes_backwards_changes_no_order_within_a_call(path) -> None:
    now = datetime(2030, 1, 1, tzinfo=UTC)

    def backwards() -> datetime:
        nonlocal now
        now -= timedelta(days=400)
        return now

    with opened(path, clock=backwards) as journal:
        recorder = journal.begin(BEGAN)
        for name in "abc":
            recorder.decided(do.Respond(response=name))
        recorder.undone(2)
        recorder.decided(do.Respond(response="d"))
        recorder.settle()
        assert [decision.response for decision in journal.unfinished()[0].decisions] == ["a", "b", "d"]
        recorder.finished(MARKS).result()
        assert [result.finished for result in journal.results()] == [MARKS]
        assert journal.unfinished() == []


WRITER = """
import sys
import threading
from pathlib import Path
from simulator.conversation import decisions as do
from simulator.history.journal import Began, Journal
journal = Journal(Path(sys.argv[1]))
recorder = journal.begin(Began(sys.argv[2], "fr", "abc", "x.yaml"))
for number in range(60):
    recorder.decided(do.Respond(response=str(number))).result()
journal.close()
"""


def test_four_processes_at_once_each_keep_their_call_whole(path) -> None:
    processes = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), f"call-{number}"]) for number in range(4)]
    assert [process.wait(60) for process in processes] == [0] * 4
    kept = {one.began.scenario: [decision.response for decision in one.decisions] for one in unfinished(path)}
    assert kept == {f"call-{number}": [str(one) for one in range(60)] for number in range(4)}


def test_a_new_journal_may_be_opened_by_many_at_once(tmp_path) -> None:
    for number in range(12):
        path, together = tmp_path / f"{number}.sqlite3", threading.Barrier(8)

        def begin(path: Path = path, together: threading.Barrier = together) -> None:
            together.wait()
            with opened(path) as journal:
                journal.begin(BEGAN).decided(do.Observe()).result()

        with ThreadPoolExecutor(8) as many:
            for done in [many.submit(begin) for _ in range(8)]:
                done.result()
        assert len(unfinished(path)) == 8


def test_a_journal_opens_while_somebody_else_is_writing_to_it(path) -> None:
    with opened(path) as journal:
        journal.begin(BEGAN).decided(do.Observe()).result()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with opened(path) as journal:
            assert len(journal.unfinished()) == 1
            written = journal.begin(BEGAN).decided(do.Observe())
            assert not written.done()
            other.execute("ROLLBACK")
            written.result()
    assert len(unfinished(path)) == 2


def test_a_journal_deleted_while_a_call_is_written_down_does_not_end_the_call(path) -> None:
    with opened(path) as journal:
        recorder = journal.begin(BEGAN)
        recorder.decided(do.Observe()).result()
        for one in path.parent.glob("journal.sqlite3*"):
            one.unlink()
        recorder.decided(do.Observe())
        with contextlib.suppress(Refused):
            recorder.settle()
        assert isinstance(journal.begin(BEGAN), Recorder), "the next call can be begun all the same"


def test_a_recorder_knows_how_much_was_written_before_it(path) -> None:
    with opened(path) as journal:
        recorder = journal.begin(BEGAN)
        recorder.decided(do.Observe())
        recorder.undone(0)
        recorder.decided(do.Breathe()).result()
        found = journal.unfinished()[0]
        assert (found.events, found.decisions) == (4, (do.Breathe(),))
        assert isinstance(journal.resume(found), Recorder)
