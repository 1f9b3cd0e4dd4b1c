"""`platine map`: what it prints, where it writes, and what it says when it cannot."""

import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from benchmarks import story
from simulator.cli import app

ROOT = Path(__file__).resolve().parents[2]
SMALL = """\
platine: 1
id: small
title: Small
language: en
channel: phone
customer:
  name: Ada
  request: A box that works
  wishes:
    feels: {sure: {need: certainty, text: "To be sure"}}
hangs_up: tone
moments:
  hello:
    line: "Yes?"
    calls_for: {reaction: 1, interpretation: 1, exploration: 1}
    responses:
      listen: {say: "What is at stake today?", empathy: full, reveals: [sure], then: help}
      rule: {say: "That is the rule here.", dismisses: true, coach: "Ask.", then: hello}
  help:
    line: "It must hold until two."
    calls_for: {reaction: 1, interpretation: 1, exploration: 0}
    responses:
      promise: {say: "It holds, and I stay with it.", when: {knows: [sure]}, offers: [certainty], then: done}
      leave: {say: "We shall see about that.", coach: "Hold it.", then: tone}
endings:
  done: {outcome: solved, text: "It holds."}
  tone: {outcome: unsolved, text: "The tone."}
"""
REHEARSAL = "rehearsals:\n  best:\n    path: [hello.listen, help.promise]\n    expect: {ending: done}\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capfd):
    """A command in this process: what it printed, and its exit code."""
    monkeypatch.setenv("PLATINE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PLATINE_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> subprocess.CompletedProcess[str]:
        with pytest.raises(SystemExit) as left:
            app.run(["map", *arguments])
        told = capfd.readouterr()
        return subprocess.CompletedProcess(arguments, left.value.code, told.out, told.err)

    return running


@pytest.fixture
def small(tmp_path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    file.with_name("small.rehearsal.yaml").write_text(REHEARSAL, encoding="utf-8")
    return file


def test_text_is_what_it_prints_unless_asked(run, small):
    done = run("small.yaml", "--findings", "none")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "Small\nAda · phone · 2 moments · 2 endings\n\n"
        "hello (exchange · ▶ start)\n  “Yes?”\n  listen → help (best path)\n  rule → hello\n  hangs up → tone\n\n"
        "help (exchange)\n  “It must hold until two.”\n"
        "  promise (needs: knows sure) → done (best path)\n  leave → tone\n\n"
        "done (ending · ✓ solved)\n  “It holds.”\n\n"
        "tone (ending · ✗ not solved)\n  “The tone.”\n\n"
        "What opens what\n  knows sure, by hello.listen\n    opens help.promise\n"
    )


@pytest.mark.parametrize(
    ("form", "begins"), [("svg", "<?xml"), ("mermaid", "flowchart TD"), ("dot", "digraph map {")]
)
def test_each_format_is_printed_whole(form, begins, run, small):
    done = run("small.yaml", "--format", form, "--findings", "none")
    assert done.returncode == 0
    assert done.stdout.startswith(begins)
    assert done.stdout.endswith("\n")
    assert done.stderr == ""


def test_a_file_gets_the_format_of_its_name(run, small, tmp_path):
    for name, begins in (("a.svg", "<?xml"), ("b.gv", "digraph"), ("c.mmd", "flowchart"), ("d.txt", "Small")):
        done = run("small.yaml", "-o", f"maps/{name}", "--findings", "none")
        assert (done.returncode, done.stdout) == (0, "")
        assert name in done.stderr
        assert (tmp_path / "maps" / name).read_text(encoding="utf-8").startswith(begins)
    assert fromstring((tmp_path / "maps" / "a.svg").read_text(encoding="utf-8")).get("lang") == "en"


@pytest.mark.parametrize("name", ["map.png", "map.PDF"])
def test_a_picture_of_a_kind_that_is_not_drawn_is_refused(name, run, small, tmp_path):
    done = run("small.yaml", "-o", name)
    assert done.returncode == 2
    assert "Write .svg" in done.stderr
    assert not (tmp_path / name).exists()


def test_a_map_is_never_written_over_its_scenario(run, small):
    done = run("small.yaml", "--format", "svg", "-o", "./small.yaml")
    assert done.returncode == 2
    assert "over the scenario" in done.stderr
    assert small.read_text(encoding="utf-8") == SMALL


def test_a_place_that_cannot_be_written_is_4(run, small, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run("small.yaml", "-o", "file/map.svg", "--findings", "none").returncode == 4


def test_what_the_quick_check_finds_is_marked(run, small):
    small.write_text(SMALL.replace("then: help}", "then: hello}"), encoding="utf-8")
    done = run("small.yaml")
    assert done.returncode == 0
    lines = done.stdout.split("\n")
    lost = lines.index("help (exchange · nothing leads here)")
    assert "  Found here: 1 warning" in lines[lost : lost + 4]
    assert any(line.startswith("    W201") for line in lines[lost : lost + 5])
    assert "Found here" not in run("small.yaml", "--findings", "none").stdout


def test_a_best_path_that_does_not_come_out_is_told_and_left_out(run, small):
    small.with_name("small.rehearsal.yaml").write_text(
        REHEARSAL.replace("hello.listen", "hello.nothing"), encoding="utf-8"
    )
    done = run("small.yaml", "--findings", "none")
    assert done.returncode == 0
    assert "best path" not in done.stdout
    assert "hello.nothing" in done.stderr
    assert "The map shows no best path." in done.stderr


def test_a_rehearsal_file_that_cannot_be_read_does_not_keep_the_map_from_being_drawn(run, small):
    small.with_name("small.rehearsal.yaml").write_text("rehearsals: [", encoding="utf-8")
    done = run("small.yaml", "--findings", "none")
    assert done.returncode == 0
    assert done.stdout.startswith("Small\n")
    assert "The map shows no best path." in done.stderr


def test_a_variant_has_a_map_of_its_own(run):
    base = run("fr/ligne-coupee", "--findings", "none").stdout
    other = run("fr/ligne-coupee", "--variant", "montre-en-main", "--findings", "none").stdout
    assert base.split("\n")[1].startswith("Hervé Castaing · ")
    assert other.split("\n")[1].startswith("Solenn Castaing (montre-en-main) · ")


def test_the_lifecycle_needs_no_scenario(run):
    done = run("--lifecycle")
    assert done.returncode == 0
    assert done.stdout.startswith("The life of a conversation\n16 phases\n")
    assert "  answer → listening\n" in done.stdout


def test_with_a_scenario_the_lifecycle_is_that_of_its_calls(run, small):
    done = run("small.yaml", "--lifecycle")
    assert done.returncode == 0
    assert "Small · 11 phases" in done.stdout
    assert "composing" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((), 2, "Name a scenario, or ask for --lifecycle."),
        (("--lifecycle", "--variant", "x"), 2, "--variant belongs to a scenario"),
        (("no-such-scenario",), 2, "no-such-scenario"),
        (("./nowhere.yaml",), 3, "There is no file"),
        (("small.yaml", "--variant", "nobody"), 2, "nobody"),
        (("small.yaml", "--format", "png"), 2, "png"),
        (("broken.yaml",), 1, "broken.yaml"),
    ],
    ids=str,
)
def test_what_cannot_be_drawn_is_said_with_its_exit_code(arguments, code, told, run, small):
    small.with_name("broken.yaml").write_text("platine: 1\nid: [unclosed\n", encoding="utf-8")
    done = run(*arguments)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("form", ["text", "svg"])
def test_a_map_loads_neither_the_screen_nor_the_network(form):
    watch = (
        "import sys, atexit\n"
        "atexit.register(lambda: print('\\n'.join(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr))\n"
        f"sys.argv = ['platine', 'map', 'fr/ligne-coupee', '--format', {form!r}]\n"
        "from simulator.cli import main\nmain()\n"
    )
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, text=True, cwd=ROOT, check=False)
    loaded = set(done.stderr.split("\n"))
    assert "simulator" in loaded
    assert not loaded & {"textual", "rich", "peewee", "websockets", "nats", "socket", "asyncio", "sqlite3"}


def test_a_map_too_large_for_mermaid_as_it_comes_is_printed_with_a_word_about_it(run, tmp_path):
    (tmp_path / "large.yaml").write_text(story.yaml(200), encoding="utf-8")
    done = run("large.yaml", "--format", "mermaid", "--findings", "none")
    assert done.returncode == 0
    assert done.stdout.startswith("flowchart TD")
    assert "maxTextSize" in done.stderr
