"""Every command, called in every wrong way: the exit code of its kind, data on stdout alone, never a stack trace."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.cli.app import COMMANDS
from tests.attacks.conftest import clearly
from tests.plain.typist import platine, surroundings
from tests.scenario.texts import MINIMAL

TAKES_SCENARIO = {"play", "trace", "bots", "rehearse", "check"}
NEEDS_ONE = {"trace", "check", "new", "watch", "map", "translate", "panel", "room"}
SPEAKS_TO_A_PROGRAM = "lsp"
"""An editor that goes away without a word has broken the protocol: exit code 1, and nobody there to read why."""
IN_JSON = {"list", "trace", "bots", "rehearse", "check", "doctor"}
PLAYED = ["play", "ligne-coupee", "--plain", "--no-save"]
CALLED = (["list"], ["doctor"], ["trace", "ligne-coupee"], ["bots", "ligne-coupee", "--seeds", "1"], PLAYED,
          ["--help"], ["play", "--help"], ["schema"], ["trace", "ligne-coupee", "--format", "json"])  # fmt: skip


@pytest.fixture
def wrong(tmp_path) -> dict[str, tuple[str, int]]:
    """What stands where a scenario should, and the exit code that it deserves."""
    (tmp_path / "empty").mkdir()
    for name, text in (
        ("broken", "a: [\n"),
        ("blank", ""),
        ("bytes", "\udcff\udcfe"),
        ("bare", "platine: 1\n"),
        ("list", "- a\n"),
    ):
        (tmp_path / f"{name}.yaml").write_bytes(text.encode("utf-8", "surrogateescape"))
    cases = {"missing": (str(tmp_path / "missing.yaml"), 3), "folder": (str(tmp_path / "empty"), 3)}
    return cases | {
        name: (str(tmp_path / f"{name}.yaml"), 1) for name in ("broken", "blank", "bytes", "bare", "list")
    }


def test_the_table_of_commands_is_the_one_looked_at_here() -> None:
    assert set(COMMANDS) >= TAKES_SCENARIO | IN_JSON


@pytest.mark.parametrize("command", sorted(TAKES_SCENARIO))
@pytest.mark.parametrize("case", ["missing", "folder", "broken", "blank", "bytes", "bare", "list"])
def test_what_cannot_be_played_has_the_exit_code_of_its_kind(command, case, wrong, run) -> None:
    given, code = wrong[case]
    for form in ([], ["--format", "json"]) if command in IN_JSON else ([],):
        done = run(command, given, *form)
        told = clearly(done, code)
        if command == "check" and code == 1:
            assert told == ""
            assert json.loads(done.stdout)["findings"] if form else done.stdout
        else:
            assert done.stdout == ""
            assert told


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "wrong",
    [["--nothing"], ["--format"], ["--language", "tlh"], ["--language"], ["a", "b", "c", "--seeds", "x"]],
    ids=" ".join,
)
def test_a_wrong_option_is_2_and_nothing_is_printed_on_stdout(command, wrong, run) -> None:
    done = run(command, *wrong)
    assert clearly(done, 2)
    assert done.stdout == ""


@pytest.mark.parametrize("command", sorted(NEEDS_ONE))
def test_a_scenario_that_is_not_named_is_2(command, run) -> None:
    assert clearly(run(command), 2)


@pytest.mark.parametrize("command", sorted(TAKES_SCENARIO - {"check"}))
@pytest.mark.parametrize("name", ["no-such-call", "fr/no-such-call", "en/", "%s", "{0}", "[/b]"])
def test_an_unknown_scenario_is_2_and_one_that_looks_like_a_file_3(command, name, run) -> None:
    done = run(command, name)
    assert clearly(done, 3 if "/" in name and not name.startswith(("fr/", "en/")) else 2)
    assert done.stdout == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_without_a_terminal_or_anything_else_no_command_waits(command, tmp_path) -> None:
    for term in ("dumb",) if command in ("bots", "rehearse") else ("dumb", ""):
        done = subprocess.run(
            [sys.executable, "-m", "simulator", command], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
            timeout=60, check=False, env=surroundings(tmp_path, TERM=term), cwd=tmp_path,
        )  # fmt: skip
        if command == SPEAKS_TO_A_PROGRAM:
            assert (done.returncode, done.stdout) == (1, "")
            continue
        clearly(done, 2 if command in NEEDS_ONE else 0)
        assert done.stdout or done.stderr


@pytest.mark.parametrize("arguments", CALLED, ids=" ".join)
def test_a_full_disk_behind_the_output_is_4_in_a_sentence(arguments, tmp_path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "simulator", *arguments], stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE,
            encoding="utf-8", timeout=60, check=False, env=surroundings(tmp_path),
        )  # fmt: skip
    done.stdout = ""
    assert len(clearly(done, 4).splitlines()) == 2


@pytest.mark.parametrize("arguments", CALLED, ids=" ".join)
def test_a_process_started_without_any_stream_does_its_work(arguments, tmp_path) -> None:
    closing = (
        "import os, sys; [os.close(n) for n in (0, 1, 2)]; os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    done = subprocess.run(
        [sys.executable, "-c", closing, "-m", "simulator", *arguments],
        timeout=60,
        check=False,
        env=surroundings(tmp_path),
    )
    assert done.returncode == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("arguments", [["list"], ["trace", "ligne-coupee"], PLAYED, ["--help"]], ids=" ".join)
def test_french_is_told_to_a_terminal_that_knows_no_accents(arguments, encoding, tmp_path) -> None:
    environment = surroundings(
        tmp_path,
        PYTHONIOENCODING=encoding,
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        LC_ALL="C",
        PLATINE_LANGUAGE="fr",
    )
    done = subprocess.run(
        [sys.executable, "-m", "simulator", *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
        env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stderr
    # click takes a stream in ASCII for a mistake in the surroundings, and writes UTF-8 to it.
    assert done.stdout.decode("utf-8" if encoding == "ascii" else encoding).strip()


@pytest.mark.parametrize("columns", ["1", "-5", "99999999999999999999", ""])
def test_any_width_of_the_terminal_will_do(columns, tmp_path) -> None:
    for arguments in (["--help"], PLAYED):
        done = platine(*arguments, home=tmp_path, COLUMNS=columns, LINES=columns)
        clearly(done, 0)
        assert done.stdout.strip()


def test_surroundings_that_make_no_sense_are_no_trouble(tmp_path) -> None:
    for name, value in (("LANG", "\udcff"), ("LC_ALL", "../../etc"), ("PLATINE_LANGUAGE", "tlh"), ("LANGUAGE", "/"),
                        ("TERM", "\x1b[2J"), ("NO_COLOR", ""), ("PYTHONWARNINGS", "error")):  # fmt: skip
        done = platine("list", home=tmp_path, **{name: value})
        clearly(done, 0)
        assert "ligne-coupee" in done.stdout


@pytest.mark.parametrize(
    "where",
    ["~nobody-of-that-name/x", "x" * 300, "\udcff\x1b[31m", "/dev/null", "/proc/nowhere"],
    ids=ascii,
)
def test_a_home_that_cannot_be_is_told_and_the_call_goes_on(where, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    clearly(platine("list", home=Path(where)), 0)
    json.loads(platine("doctor", "--format", "json", home=Path(where)).stdout)
    done = platine("play", "ligne-coupee", "--plain", home=Path(where))
    told = clearly(done, 0)
    assert "Your answer (1-" in done.stdout
    assert told.count("will not be saved") == (0 if any(tmp_path.iterdir()) else 1)
    assert len(told.splitlines()) == len(set(told.splitlines())), "each thing is told once"


def test_a_reader_who_has_read_enough_ends_nothing_in_an_error(tmp_path) -> None:
    for arguments in (
        ["list"],
        ["trace", "ligne-coupee"],
        ["schema"],
        PLAYED,
        ["--help"],
        ["--version"],
        ["check", "-h"],
    ):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [sys.executable, "-m", "simulator", *arguments], stdin=subprocess.DEVNULL, stdout=writing, stderr=subprocess.PIPE,
            timeout=60, check=False, env=surroundings(tmp_path),
        )  # fmt: skip
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
@pytest.mark.parametrize("findings", [1, 500])
def test_what_check_found_decides_even_if_nobody_reads_it_to_the_end(form, findings, tmp_path) -> None:
    file = tmp_path / "bonjour.yaml"
    file.write_text(MINIMAL + "".join(f"humeur{number}: bonne\n" for number in range(findings)), encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "check", "--format", form, str(file)], stdout=writing,
        stderr=subprocess.PIPE, timeout=60, check=False, env=surroundings(tmp_path),
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_json_is_json_for_every_command_that_gives_data(tmp_path, run) -> None:
    file = tmp_path / "bonjour.yaml"
    file.write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "bonjour.rehearsal.yaml").write_text(
        "rehearsals: {best: {path: [accueil.ouvrir], expect: {ending: fin}}}\n", encoding="utf-8"
    )
    for command in sorted(IN_JSON):
        arguments = [str(file)] if command in TAKES_SCENARIO else []
        done = run(command, *arguments, "--format", "json")
        assert isinstance(json.loads(done.stdout), dict), command
    assert isinstance(json.loads(run("schema").stdout), dict)
