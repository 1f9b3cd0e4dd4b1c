"""`platine play --plain` from a pipe, on every bundled scenario: the same figures as `platine trace`."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pexpect
import pytest

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.history.journal import Journal
from simulator.locations import bundled_packs
from simulator.scenario.packs import read_rehearsals, scenario_files
from simulator.scenario.reading import read_scenario
from simulator.wording.typography import typeset
from tests.plain.typist import RATING, platine, surroundings, typed, typed_path

FILES = [file for language in ("fr", "en") for file in scenario_files(bundled_packs() / language)]


def rehearsals():
    for file in FILES:
        found, _findings = read_rehearsals(file.with_name(f"{file.stem}.rehearsal.yaml"))
        for rehearsal in (found[0], found[-1]):
            yield pytest.param(file, rehearsal, id=f"{file.parent.name}-{file.stem}-{rehearsal.name}")


def opened(file: Path, variant: str | None = None) -> Play:
    scenario = read_scenario(file).scenario
    assert scenario is not None
    return Play(Script(scenario, variant, agent="Alex"), seed=7)


def figures(text: str) -> list[float]:
    return [float(number.replace(",", ".")) for number in re.findall(r"\d+[.,]\d", text)]


@pytest.mark.parametrize(("file", "rehearsal"), list(rehearsals()))
def test_the_scorecard_of_a_call_is_that_of_its_trace(file, rehearsal, tmp_path):
    language = file.parent.name
    lines = [*typed_path(opened(file, rehearsal.variant), rehearsal.path), *RATING]
    variant = ["--variant", rehearsal.variant] if rehearsal.variant else []
    path = ["--path", ",".join(rehearsal.path)]
    played = platine(
        "--language", language, "play", str(file), "--plain", "--seed", "7", *variant, home=tmp_path, lines=lines
    )
    traced = platine("--language", language, "trace", str(file), *path, *variant, home=tmp_path)
    data = json.loads(platine("trace", str(file), *path, *variant, "--format", "json", home=tmp_path).stdout)

    assert (played.returncode, played.stderr) == (0, "")
    closing = traced.stdout.strip().splitlines()[-4:]
    assert typeset("\n".join(closing), language) in played.stdout
    card = data["scorecard"]
    assert figures(closing[0])[:4] == [
        round(card[name] + 1e-9, 1) for name in ("empathy", "naturalness", "ladder", "overall")
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_wherever_the_input_ends_the_call_is_saved_and_resumes(file, tmp_path):
    found, _findings = read_rehearsals(file.with_name(f"{file.stem}.rehearsal.yaml"))
    best = found[0]
    lines = typed_path(opened(file), best.path)
    kept = len(lines) // 2
    first = platine("play", str(file), "--plain", "--seed", "7", home=tmp_path, lines=lines[:kept])
    assert first.returncode == 0
    assert "--resume" in first.stdout
    [unfinished] = unfinished_in(tmp_path)
    rest = lines_left(Play(opened(file).script, seed=7, decisions=unfinished.decisions), lines)
    second = platine("play", "--plain", "--resume", home=tmp_path, lines=[*rest, *RATING])
    assert (second.returncode, second.stderr) == (0, "")
    traced = platine("trace", str(file), "--path", ",".join(best.path), home=tmp_path)
    assert "\n".join(traced.stdout.strip().splitlines()[-4:]) in second.stdout
    assert unfinished_in(tmp_path) == []


def lines_left(done: Play, lines: list[str]) -> list[str]:
    """The lines behind those that a play has already taken."""
    return lines[len(typed(done)) :]


def read_until(stream: IO[str], text: str, times: int) -> None:
    """Read on until a text has come so many times."""
    seen = ""
    while seen.count(text) < times:
        piece = stream.read(1)
        assert piece, seen
        seen += piece


def unfinished_in(home: Path):
    journal = Journal(home / "journal" / "journal.sqlite3")
    try:
        return journal.unfinished()
    finally:
        journal.close()


def test_the_results_and_the_commitment_are_written_down(tmp_path):
    file = FILES[0]
    found, _findings = read_rehearsals(file.with_name(f"{file.stem}.rehearsal.yaml"))
    lines = [*typed_path(opened(file), found[0].path), *RATING]
    platine("play", str(file), "--plain", "--seed", "7", home=tmp_path, lines=lines)
    journal = Journal(tmp_path / "journal" / "journal.sqlite3")
    try:
        [result] = journal.results()
        commitment = journal.commitment()
    finally:
        journal.close()
    assert result.began.seed == 7
    assert result.finished.overall >= 95
    assert commitment is not None
    again = platine("play", str(file), "--plain", home=tmp_path)
    assert " ".join(commitment.text.split()) in " ".join(again.stdout.split())
    listed = json.loads(platine("list", "--format", "json", home=tmp_path).stdout)
    [marked] = [one for one in listed["scenarios"] if one["last"]]
    assert marked["last"]["marks"]["overall"] == result.finished.overall


@pytest.mark.parametrize("acknowledged", [1, 2, 3])
def test_a_killed_call_loses_no_acknowledged_decision(acknowledged, tmp_path):
    file = next(file for file in FILES if file.stem == "collection-de-bourdes" and file.parent.name == "en")
    found, _findings = read_rehearsals(file.with_name(f"{file.stem}.rehearsal.yaml"))
    lines = typed_path(opened(file), found[0].path)
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "play", str(file), "--plain", "--seed", "7"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=surroundings(tmp_path, PYTHONUNBUFFERED="1"),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin as into, process.stdout as out:
        for line in lines[:acknowledged]:
            into.write(line + "\n")
        into.flush()
        read_until(out, ", q):", acknowledged + 1)  # a question an answer, and the one that waits for the next
        process.send_signal(signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL
    [unfinished] = unfinished_in(tmp_path)
    rest = lines_left(Play(opened(file).script, seed=7, decisions=unfinished.decisions), lines)
    assert rest == lines[acknowledged:]
    resumed = platine("play", str(file), "--plain", "--resume", home=tmp_path, lines=[*rest, *RATING])
    traced = platine("trace", str(file), "--path", ",".join(found[0].path), home=tmp_path)
    assert traced.stdout.strip().splitlines()[-4] in resumed.stdout


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_saves_says_so_and_gives_its_code(number, code, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", "play", str(FILES[0]), "--plain", "--seed", "7"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=surroundings(tmp_path),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("1\n")
    process.stdin.flush()
    read_until(process.stdout, ", q):", 2)
    process.send_signal(number)
    out, errors = process.communicate(timeout=20)
    assert process.returncode == code
    assert errors == ""
    assert "saved" in out
    assert len(unfinished_in(tmp_path)) == 1


def test_a_journal_that_cannot_be_written_is_warned_of_once_and_the_call_goes_on(tmp_path):
    home = tmp_path / "file"
    home.write_text("not a folder")
    file = FILES[0]
    found, _findings = read_rehearsals(file.with_name(f"{file.stem}.rehearsal.yaml"))
    lines = [*typed_path(opened(file), found[0].path), *RATING]
    played = platine("play", str(file), "--plain", "--seed", "7", home=home, lines=lines)
    assert played.returncode == 0
    assert played.stderr.count("will not be saved") == 1
    assert "Empathy 100.0" in played.stdout


def test_nothing_is_written_where_nothing_is_to_be_saved(tmp_path):
    platine("play", str(FILES[0]), "--plain", "--no-save", home=tmp_path, lines=["1"])
    assert list(tmp_path.iterdir()) == []


def test_without_a_scenario_one_is_chosen_from_a_numbered_list(tmp_path):
    played = platine("play", "--plain", home=tmp_path, lines=["99", "2"])
    assert "1. " in played.stdout
    assert "A number from 1 to" in played.stdout
    assert "CUSTOMER:" in played.stdout


def test_without_any_input_one_sentence_says_what_to_do(tmp_path):
    played = platine("play", "--plain", home=tmp_path)
    assert played.returncode == 0
    assert "There is no input to choose from" in played.stdout
    named = platine("play", str(FILES[0]), "--plain", home=tmp_path)
    assert named.returncode == 0
    assert "nothing to save" in named.stdout


def test_a_pipe_that_makes_no_sense_is_given_up(tmp_path):
    played = platine("play", str(FILES[0]), "--plain", home=tmp_path, lines=["what?"] * 500)
    assert played.returncode == 2
    assert played.stdout.count("is not among what can be answered") == 20


def test_line_mode_never_loads_the_screen(tmp_path):
    found = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "simulator", "play", str(FILES[0]), "--plain"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=surroundings(tmp_path),
    )
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in found.stderr.splitlines()}
    assert not loaded & {"textual", "rich", "peewee", "asyncio", "socket", "http"}


def test_a_pipe_begins_a_new_call_and_is_told_of_the_one_cut_short(tmp_path):
    platine("play", str(FILES[0]), "--plain", home=tmp_path, lines=["1"])
    again = platine("play", str(FILES[0]), "--plain", home=tmp_path, lines=["1"])
    assert "--resume goes on with it" in again.stderr
    assert len(unfinished_in(tmp_path)) == 2


def test_a_call_whose_scenario_has_changed_is_not_gone_on_with(tmp_path):
    file = tmp_path / "mine.yaml"
    words = FILES[0].read_text(encoding="utf-8")
    file.write_text(words, encoding="utf-8")
    platine("play", str(file), "--plain", home=tmp_path, lines=["1"])
    file.write_text(words.replace("title: ", "title: Other ", 1), encoding="utf-8")
    again = platine("play", str(file), "--plain", "--resume", home=tmp_path)
    assert again.returncode == 0
    assert "has changed since" in again.stderr


def test_a_person_at_a_terminal_is_asked_whether_to_continue(tmp_path):
    platine("play", str(FILES[0]), "--plain", home=tmp_path, lines=["1"])
    child = pexpect.spawn(
        sys.executable, ["-m", "simulator", "play", str(FILES[0]), "--plain"],
        env=surroundings(tmp_path), encoding="utf-8", timeout=20, dimensions=(24, 80),
    )  # fmt: skip
    child.expect(r"Continue\? \[y/N\]")
    child.sendline("y")
    child.expect(r"YOU:")
    child.expect(r", q\):")
    child.sendeof()
    child.expect("The call is saved")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert len(unfinished_in(tmp_path)) == 1
