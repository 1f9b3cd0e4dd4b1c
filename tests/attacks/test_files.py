"""What stands where a scenario's file should: pipes, devices, loops, folders, links, files that change while read."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.errors import Unreadable
from simulator.scenario import codes
from simulator.scenario.packs import scenario_files_below
from simulator.scenario.reading import read_scenario, read_text
from simulator.scenario.reading.raw import LARGEST
from tests.attacks.conftest import clearly
from tests.plain.typist import surroundings
from tests.scenario.texts import MINIMAL, WHOLE

COMMANDS = ("check", "play", "trace", "bots", "rehearse")
FRAGMENT = MINIMAL.replace("customer:", "include: {x: §}\ncustomer:")


def named(file: str) -> str:
    return FRAGMENT.replace("§", json.dumps(file))


@pytest.fixture(params=["pipe", "device", "random", "terminal"])
def odd(request, tmp_path) -> Iterator[Path]:
    """What is no file and would never end, or never begin."""
    path = tmp_path / "odd.yaml"
    if request.param == "pipe":
        os.mkfifo(path)
    elif request.param != "terminal":
        path.symlink_to({"device": "/dev/zero", "random": "/dev/urandom"}[request.param])
    else:
        ours, theirs = os.openpty()
        path.symlink_to(os.ttyname(theirs))
        yield path
        os.close(ours)
        os.close(theirs)
        return
    yield path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_a_device_and_a_terminal_are_refused_at_once(command, odd, run) -> None:
    assert "is a pipe or a device" in clearly(run(command, str(odd)), 3)


def test_a_pipe_that_somebody_writes_to_is_refused_too(tmp_path, run) -> None:
    reading, writing = os.pipe()
    os.write(writing, MINIMAL.encode())
    assert "is a pipe or a device" in clearly(run("check", f"/dev/fd/{reading}"), 3)
    os.close(reading)
    os.close(writing)


def test_odd_things_in_a_folder_are_passed_over(odd, run) -> None:
    (odd.parent / "good.yaml").write_text(MINIMAL, encoding="utf-8")
    (odd.parent / "folder.yaml").mkdir()
    (odd.parent / "gone.yaml").symlink_to(odd.parent / "nowhere")
    (odd.parent / "loop.yaml").symlink_to(odd.parent / "loop.yaml")
    (odd.parent / "up").symlink_to(odd.parent)
    assert scenario_files_below(odd.parent) == [odd.parent / "good.yaml"]
    clearly(run("check", str(odd.parent)), 0)


@pytest.mark.parametrize("beside", ["pipe", "folder", "loop"])
def test_an_odd_thing_where_rehearsals_or_a_pack_s_own_file_belong_does_not_hang(beside, home, run) -> None:
    pack = home / "packs" / "mine"
    pack.mkdir(parents=True)
    (pack / "bonjour.yaml").write_text(MINIMAL, encoding="utf-8")
    for name in ("bonjour.rehearsal.yaml", "pack.yaml"):
        if beside == "pipe":
            os.mkfifo(pack / name)
        elif beside == "folder":
            (pack / name).mkdir()
        else:
            (pack / name).symlink_to(pack / name)
    clearly(run("list"), 0)
    assert clearly(run("rehearse", str(pack / "bonjour.yaml")), 3)


@pytest.mark.parametrize(
    "name",
    ["x" * 300 + ".yaml", "x/" * 3000 + "y.yaml", ".", "/", "~", "-", "a\nb.yaml"],
    ids=lambda name: ascii(name)[:20],
)
def test_names_too_long_or_too_odd_for_a_disk_are_told(name, tmp_path, monkeypatch, run) -> None:
    monkeypatch.chdir(tmp_path)
    for command in COMMANDS:
        if name == "/" and command in ("check", "bots", "rehearse"):
            continue  # a folder like any other, and the largest there is
        done = run(command, "--", name)
        assert done.returncode in (2, 3), (command, done.stdout)
        assert clearly(done, done.returncode)


@pytest.mark.parametrize(
    "file",
    [
        "../secret.yaml",
        "/etc/passwd",
        "link.yaml",
        "way/secret.yaml",
        "a/../../secret.yaml",
        "./../{here}/../secret.yaml",
    ],
)
def test_a_fragment_outside_the_folder_is_never_read(file, tmp_path) -> None:
    (tmp_path / "secret.yaml").write_text("platine: 1\nmoments: {geheim: {}}\n")
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "way").symlink_to(tmp_path)
    scenario = folder / "s.yaml"
    scenario.write_text(named(file.format(here="pack")), encoding="utf-8")
    reading = read_scenario(scenario)
    assert reading.scenario is None
    assert {finding.code for finding in reading.findings} == {codes.INCLUDE_ESCAPES}
    assert reading.files == (scenario,)


@pytest.mark.parametrize("kind", ["pipe", "device", "loop", "folder", "long", "itself", "round", "dangling"])
def test_a_fragment_that_cannot_be_read_is_one_finding(kind, tmp_path) -> None:
    fragment = tmp_path / "f.yaml"
    name = "f.yaml"
    if kind == "pipe":
        os.mkfifo(fragment)
    elif kind == "device":
        name = "/dev/zero"
    elif kind == "loop":
        fragment.symlink_to(fragment)
    elif kind == "folder":
        fragment.mkdir()
    elif kind == "long":
        name = "x" * 5000
    elif kind == "itself":
        fragment.symlink_to(tmp_path / "s.yaml")
    elif kind == "round":
        fragment.write_text("platine: 1\ninclude: {y: f.yaml}\nmoments: {}\n")
    else:
        fragment.symlink_to(tmp_path / "nowhere")
    (tmp_path / "s.yaml").write_text(named(name), encoding="utf-8")
    reading = read_scenario(tmp_path / "s.yaml")
    assert reading.scenario is None
    assert codes.MISSING_FRAGMENT in found(reading) or found(reading) & {codes.INCLUDE_CYCLE, codes.INCLUDE_ESCAPES}


def found(reading: object) -> set[str]:
    return {finding.code for finding in reading.findings}  # type: ignore[attr-defined]


def test_folders_deeper_than_python_can_call_are_walked(tmp_path, run) -> None:
    folders = [tmp_path]
    for _level in range(1200):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    good = folders[-1] / "good.yaml"
    good.write_text(MINIMAL, encoding="utf-8")
    try:
        assert scenario_files_below(tmp_path) == [good]
        clearly(run("check", str(tmp_path)), 0)
    finally:
        # Removed here, level by level: pytest's own way of tidying up calls itself.
        good.unlink()
        for folder in reversed(folders[1:]):
            folder.rmdir()


def test_a_file_that_changes_while_it_is_read_is_read_or_refused(tmp_path) -> None:
    file = tmp_path / "busy.yaml"
    file.write_text(WHOLE, encoding="utf-8")
    stop = threading.Event()

    def writing() -> None:
        while not stop.is_set():
            for text in (WHOLE, WHOLE[: len(WHOLE) // 2], "", MINIMAL):
                file.write_text(text, encoding="utf-8")

    writer = threading.Thread(target=writing)
    writer.start()
    try:
        for _time in range(60):
            reading = read_scenario(file)
            assert reading.scenario is not None or reading.findings
    finally:
        stop.set()
        writer.join()


def test_a_file_that_grows_without_end_is_read_up_to_the_limit(tmp_path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    reading = read_scenario(file)
    assert found(reading) == {codes.TOO_LARGE}
    assert file.stat().st_size > LARGEST


def test_a_thousand_findings_are_all_told_each_on_one_line(tmp_path, run) -> None:
    file = tmp_path / "thousand.yaml"
    file.write_text(MINIMAL + "".join(f"k{number}: 1\n" for number in range(1000)), encoding="utf-8")
    done = run("check", str(file))
    clearly(done, 1)
    lines = [line for line in done.stdout.splitlines() if line.startswith(f"{file}:")]
    assert len(lines) == 1000
    assert done.stdout.endswith("1000 errors.\n")
    assert len(json.loads(run("check", str(file), "--format", "json").stdout)["findings"]) == 1000


WORDS = ("!!python/object/apply:os.system [echo]", "!!python/object:os.stat_result {}", "!!binary aGk=", "!!set {a, b}",
         "2001-02-30", "0000-00-00", "9999-99-99T99:99:99Z", "1e999999", "0x" + "f" * 400, "190:20:30", ".inf", "-.nan", "0o777",
         "1_000", "1" * 5000, "!!int " + "9" * 5000, "!!float x", "!!timestamp 1", "=", "~", "yes", "<<")  # fmt: skip
NUMBERS = ("platine", "severity", "weight", "naturalness", "after", "queue")


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word[:30])
def test_odd_scalars_are_a_text_or_a_finding_wherever_they_stand(word) -> None:
    lines = WHOLE.splitlines()
    for number, line in enumerate(lines):
        key, colon, value = line.partition(": ")
        if not colon or value.startswith(("{", "[", "|")):
            continue
        text = "\n".join([*lines[:number], f"{key}: {word}", *lines[number + 1 :]])
        reading = read_text(text + "\n")
        assert reading.scenario is not None or reading.findings
        if key.strip() in NUMBERS:
            assert reading.scenario is None


def without_rights(*arguments: str, home: Path) -> "subprocess.CompletedProcess[str]":
    """The command run by somebody who may read only what he is given; root gives his privilege up for it."""
    bounded = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if bounded and shutil.which(bounded[0]) is None:
        pytest.skip("root cannot give up his rights here")
    return subprocess.run(
        [*bounded, sys.executable, "-m", "simulator", *arguments],
        capture_output=True, encoding="utf-8", timeout=60, check=False, stdin=subprocess.DEVNULL, env=surroundings(home),
    )  # fmt: skip


def test_what_may_not_be_read_is_3_and_what_lies_below_it_too(tmp_path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "s.yaml").write_text(MINIMAL, encoding="utf-8")
    single = tmp_path / "single.yaml"
    single.write_text(MINIMAL, encoding="utf-8")
    single.chmod(0)
    closed.chmod(0)
    try:
        for path in (single, closed, closed / "s.yaml", tmp_path):
            for command in ("check", "trace", "play"):
                done = without_rights(command, str(path), home=tmp_path / "home")
                assert clearly(done, 3), (command, path)
        closed.chmod(0o444)  # its names can be listed, and nothing in it opened
        clearly(without_rights("check", str(closed), home=tmp_path / "home"), 3)
    finally:
        closed.chmod(0o755)


def test_a_folder_that_cannot_be_written_loses_the_saving_and_not_the_call(tmp_path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    home.chmod(0o555)
    done = without_rights("play", "ligne-coupee", "--plain", home=home)
    assert "will not be saved" in clearly(done, 0)
    assert "Your answer (1-" in done.stdout
    clearly(without_rights("list", home=home), 0)
    told = without_rights("doctor", home=home)
    clearly(told, 0)
    assert "cannot be written" in told.stdout


def test_a_journal_that_can_only_be_read_loses_the_saving_and_not_the_call(tmp_path) -> None:
    clearly(without_rights("play", "ligne-coupee", "--plain", home=tmp_path), 0)
    (kept,) = (tmp_path / "journal").glob("*.sqlite3")
    before = kept.read_bytes()
    kept.chmod(0o444)
    kept.parent.chmod(0o555)
    try:
        done = without_rights("play", "ligne-coupee", "--plain", home=tmp_path)
        assert "will not be saved" in clearly(done, 0)
        clearly(without_rights("list", home=tmp_path), 0)
    finally:
        kept.parent.chmod(0o755)
    assert kept.read_bytes() == before


def test_unreadable_is_raised_for_what_is_no_file(tmp_path) -> None:
    with pytest.raises(Unreadable):
        read_scenario(tmp_path)
