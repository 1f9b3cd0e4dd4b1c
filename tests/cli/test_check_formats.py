"""What `platine check` prints: for people, for programs, for code scanning, and beside the lines of a change."""

import json
import os
import re
import urllib.parse
from pathlib import Path
from typing import Any

import jsonschema
import pexpect
import pytest
import yaml

from simulator.cli.checking.github import commands
from simulator.cli.checking.paths import from_here, uri
from simulator.cli.checking.report import Report
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place
from simulator.wording.plaintext import printable
from tests.cli.checked import BROKEN, PACK, RIDDLE, write
from tests.cli.test_exit_codes import run  # noqa: F401
from tests.plain.typist import surroundings
from tests.scenario.texts import MINIMAL, WHOLE, minimal

ROOT = Path(__file__).resolve().parents[2]
SILENCED = RIDDLE.replace("  wishes:\n", "  wishes:\n    # platine: ignore E203 because it is a riddle\n")


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Text.


def test_a_finding_is_told_with_its_line_a_caret_and_what_to_do(here, run):  # noqa: F811
    write(here, a=BROKEN)
    assert run("check", "a.yaml").stdout == (
        "a.yaml:5:10: error E133 The value “fax” is not known here.\n"
        "    5 | channel: fax\n"
        "      |          ^\n"
        "    Known here: phone, chat, email, counter, video.\n"
        "\n"
        "1 error.\n"
    )


def test_errors_come_first_and_what_is_said_of_the_whole_file_last(here, run):  # noqa: F811
    write(here, a=RIDDLE, b=RIDDLE)
    lines = run("check", "a.yaml", "b.yaml").stdout.splitlines()
    heads = [
        found.groups() for line in lines if (found := re.match(r"(\w)\.yaml(:\d+)?.*?: (error|warning|info) ", line))
    ]
    assert [file for file, *_ in heads] == sorted(file for file, *_ in heads)
    of_a = [(severity != "error", line is None) for file, line, severity in heads if file == "a"]
    assert of_a == sorted(of_a)
    assert {(False, False), (True, False), (True, True)} == set(of_a)


def test_what_is_known_of_a_customer_is_set_as_french_prints_it(here, run, monkeypatch):  # noqa: F811
    write(here, a=MINIMAL)
    monkeypatch.setenv("PLATINE_LANGUAGE", "fr")
    assert "fr/bonjour · Ana Lopes\u202f: 1 moment, " in run("check", "a.yaml").stdout


def test_what_is_only_worth_knowing_takes_one_line_unless_more_is_asked_for(here, run):  # noqa: F811
    write(here, a=RIDDLE, pack=PACK + "severities: {E203: info}\n")
    short = run("check", "a.yaml", "--select", "E203").stdout
    assert short.startswith(
        "a.yaml:14:13: info E203 Nothing makes the wish “sure” known.\n\nfr/bonjour · Ana Lopes: "
    )
    assert "    14 | " not in short
    assert "   14 |     feels: {sure" in run("check", "a.yaml", "--select", "E203", "-v").stdout


def test_what_is_known_of_each_customer_is_told_in_a_few_lines(here, run):  # noqa: F811
    write(here, a=WHOLE)
    told = run("check", "a.yaml").stdout
    for customer in ("Odile Roy", r"Odile Roy, entre deux trains \(pressee\)"):
        assert re.search(rf"fr/colis-de-madame-roy · {customer}: 4 moments, \d responses, \d+ words, about", told)
    assert "states explored, all of it proven" in told
    assert re.search(r"Overall [\d.]+ to [\d.]+, Empathy .*, highest stage: ", told)


def test_the_paths_to_each_score_are_told_when_asked_for(here, run):  # noqa: F811
    write(here, a=MINIMAL)
    assert " by accueil." not in run("check", "a.yaml").stdout
    assert re.search(r"\n        [\d.]+ by accueil\.(ouvrir|fermer)\n", run("check", "a.yaml", "-v").stdout)


def test_bounds_are_told_as_such(here, run):  # noqa: F811
    write(here, a=WHOLE)
    assert "only bounds for: what can happen" in run("check", "a.yaml", "--budget", "1").stdout


def test_the_customer_is_named_where_a_scenario_has_several_and_one_of_them_is_meant(here, run):  # noqa: F811
    write(here, a=RIDDLE)
    assert "customer)" not in run("check", "a.yaml", "--select", "E203", "--format", "github").stdout
    several = RIDDLE + (
        "variants:\n  autre:\n    name: Bo\n    wishes: {does: {vite: {need: speed, text: Vite}}}\n    known: [vite]\n"
    )
    write(here, a=several)
    assert "known. (first customer)\n" in run("check", "a.yaml", "--select", "E203").stdout


def test_what_is_silenced_is_counted_and_told_when_asked_for(here, run):  # noqa: F811
    write(here, a=SILENCED)
    told = run("check", "a.yaml", "--select", "E203").stdout
    assert "error" not in told.replace("no errors", "").replace("No errors", "")
    assert told.endswith("No errors, no warnings, 1 finding silenced.\n")
    assert "a.yaml:15:13: E203 is silenced: it is a riddle\n" in run("check", "a.yaml", "-v").stdout


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ({"a": RIDDLE, "b": RIDDLE}, "2 errors."),
        ({"a": RIDDLE, "pack": PACK + "severities: {E203: warning}\n"}, "1 warning."),
        ({"a": MINIMAL}, "No errors, no warnings."),
    ],
)
def test_the_last_line_is_the_sum(texts, told, here, run):  # noqa: F811
    write(here, **texts)
    assert run("check", ".", "--select", "E203").stdout.splitlines()[-1] == told


def test_a_line_of_a_scenario_cannot_command_the_terminal(here, run):  # noqa: F811
    hostile = minimal(("title: Un bonjour", "title: \x1b[31mRouge\x1b]0;x\x07\u202e"), ("fils: ", '"\\e[2Jx": '))
    write(here, **{"a\x1b[2J": hostile.replace("channel: phone", 'channel: "fax\\n::error::x"')})
    for form in ("text", "github", "json", "sarif"):
        told = run("check", ".", "--format", form).stdout
        assert printable(told) == told
        assert told.strip()


def in_a_terminal(here: Path, home: Path, *arguments: str, **environment: str) -> str:
    """What a terminal of 60 columns is sent."""
    around = {name: value for name, value in surroundings(home).items() if name != "COLUMNS"}
    process = pexpect.spawn(
        os.fspath(ROOT / ".venv/bin/python") if (ROOT / ".venv").exists() else "python",
        ["-m", "simulator", "check", *arguments],
        cwd=os.fspath(here),
        env={**around, "TERM": "xterm-256color", "PYTHONPATH": os.fspath(ROOT), **environment},
        dimensions=(24, 60),
        encoding="utf-8",
        timeout=60,
    )
    process.expect(pexpect.EOF)
    process.close()
    return str(process.before)


def test_colours_are_for_terminals_that_want_them_and_say_nothing_that_words_do_not(here, tmp_path):
    write(here, a=BROKEN)
    coloured = in_a_terminal(here, tmp_path, "a.yaml")
    plain = in_a_terminal(here, tmp_path, "a.yaml", NO_COLOR="1")
    assert "\x1b[31m\x1b[1merror E133\x1b[0m" in coloured
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    assert "\x1b" not in in_a_terminal(here, tmp_path, "a.yaml", TERM="dumb")


def test_an_excerpt_is_as_wide_as_the_terminal(here, tmp_path):
    write(here, a=minimal(('"Lequel ?", then: fin', f'"{"Lequel ? " * 30}", then: fins')))
    told = in_a_terminal(here, tmp_path, "a.yaml", NO_COLOR="1").replace("\r\n", "\n").split("\n")
    (excerpt,) = (line for line in told if " | " in line and "then: fins" in line)
    caret = told[told.index(excerpt) + 1]
    assert len(excerpt) <= 60
    assert excerpt[caret.index("^") :].startswith("fins")


def test_on_a_terminal_nothing_is_wider_than_it_and_no_word_is_cut(here, tmp_path):
    write(here, a=WHOLE)
    told = in_a_terminal(here, tmp_path, "a.yaml", "-v", NO_COLOR="1").replace("\r\n", "\n").split("\n")
    assert max(map(len, told)) <= 60
    whole = " ".join("\n".join(told).split())
    assert "highest stage: " in whole
    assert "states explored, all of it proven" in whole


def test_in_a_pipe_each_finding_keeps_to_one_line(here, run):  # noqa: F811
    write(here, a=WHOLE)
    told = run("check", "a.yaml").stdout
    assert len(max(told.splitlines(), key=len)) > 80


# JSON.


def test_json_says_what_is_wrong_and_what_is_known(here, run):  # noqa: F811
    write(here, a=RIDDLE)
    told = json.loads(run("check", "a.yaml", "--select", "E203", "--format", "json").stdout)
    assert told["findings"] == [
        {
            "code": "E203",
            "severity": "error",
            "file": "a.yaml",
            "line": 14,
            "column": 13,
            "message": "Nothing makes the wish “sure” known.",
            "remedy": "Let a response, a cue or a reading reveal it.",
            "moment": None,
            "response": None,
            "variant": None,
        }
    ]
    (known,) = told["scenarios"]
    ranges = known.pop("ranges")
    assert known == {
        "id": "bonjour",
        "variant": "base",
        "language": "fr",
        "file": "a.yaml",
        "exact": True,
        "bounds": [],
        "states": 2,
        "moments": 1,
        "responses": 2,
        "words": 13,
        "minutes": 1,
        "stage": "none",
    }
    assert set(ranges) == {"overall", "empathy", "naturalness", "ladder"}
    assert ranges["naturalness"]["most"] == {"low": 100.0, "high": 100.0, "path": ["accueil.ouvrir"]}


def test_each_end_of_a_range_has_a_path_that_scores_it(here, run):  # noqa: F811
    write(here, a=MINIMAL)
    (known,) = json.loads(run("check", "a.yaml", "--format", "json").stdout)["scenarios"]
    for end in ("least", "most"):
        found = known["ranges"]["overall"][end]
        walked = run("trace", "./a.yaml", "--path", ",".join(found["path"]), "--format", "json").stdout
        assert json.loads(walked)["scorecard"]["overall"] == pytest.approx(found["low"], abs=0.06)


def test_each_customer_is_told_of_in_json(here, run):  # noqa: F811
    write(here, a=WHOLE)
    told = json.loads(run("check", "a.yaml", "--format", "json").stdout)
    assert [(known["id"], known["variant"]) for known in told["scenarios"]] == [
        ("colis-de-madame-roy", "base"),
        ("colis-de-madame-roy", "pressee"),
    ]
    assert {finding["variant"] for finding in told["findings"]} <= {None, "base", "pressee"}


# SARIF.

LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "additionalProperties": False,
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation", "region"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "required": ["uri"],
                    "additionalProperties": False,
                    "properties": {"uri": {"type": "string", "pattern": r"^[\w.~/:%-]+$"}},
                },
                "region": {
                    "type": "object",
                    "required": ["startLine"],
                    "additionalProperties": False,
                    "properties": {
                        "startLine": {"type": "integer", "minimum": 1},
                        "startColumn": {"type": "integer", "minimum": 1},
                    },
                },
            },
        }
    },
}
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id", "shortDescription", "fullDescription", "help"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "name": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": {"properties": {"level": LEVEL}},
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["executionSuccessful"],
                            "additionalProperties": False,
                            "properties": {
                                "executionSuccessful": {"type": "boolean"},
                                "exitCode": {"type": "integer"},
                                "toolExecutionNotifications": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["message"],
                                        "additionalProperties": False,
                                        "properties": {"level": LEVEL, "message": TEXT},
                                    },
                                },
                            },
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": LEVEL,
                                "message": TEXT,
                                "locations": {"type": "array", "items": LOCATION},
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["kind"],
                                        "additionalProperties": False,
                                        "properties": {
                                            "kind": {"enum": ["inSource", "external"]},
                                            "justification": {"type": "string"},
                                        },
                                    },
                                },
                                "properties": {"type": "object"},
                            },
                        },
                    },
                },
            },
        },
    },
}
"""Of the published schema of SARIF 2.1.0, the parts that are used here; required is what GitHub asks for beyond it."""


def sarif(done: Any) -> dict[str, Any]:
    told = json.loads(done.stdout)
    jsonschema.validate(told, SARIF)
    (only,) = told["runs"]
    return dict(only)


def test_a_sarif_log_points_each_result_at_its_rule_and_its_place(here, run):  # noqa: F811
    write(here, **{"mon appel é": RIDDLE})
    told = sarif(run("check", "mon appel é.yaml", "--format", "sarif"))
    rules = told["tool"]["driver"]["rules"]
    for result in told["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "mon%20appel%20%C3%A9.yaml"
    (wish,) = (result for result in told["results"] if result["ruleId"] == "E203")
    assert wish["level"] == "error"
    assert wish["locations"][0]["physicalLocation"]["region"] == {"startLine": 14, "startColumn": 13}
    assert {rule["help"]["text"] for rule in rules} == {f"platine explain {rule['id']}" for rule in rules}
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert told["columnKind"] == "utf16CodeUnits"
    assert told["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("a b%20c.yaml", "a%20b%2520c.yaml"),
        ("été\N{WOMAN}.yaml", "%C3%A9t%C3%A9%F0%9F%91%A9.yaml"),
        ("c:d?e#f.yaml", "c%3Ad%3Fe%23f.yaml"),
        ("[x]{y}&'\".yaml", "%5Bx%5D%7By%7D%26%27%22.yaml"),
    ],
)
def test_any_name_of_a_file_is_a_reference_that_leads_back_to_it(here, run, name, encoded):  # noqa: F811
    (here / name).write_text(RIDDLE, encoding="utf-8")
    (place,) = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif(run("check", name, "--format", "sarif"))["results"]
    }
    assert place == encoded
    assert urllib.parse.unquote(place) == name


def test_columns_are_those_of_editors_and_no_words_of_a_scenario_make_a_link(here, run):  # noqa: F811
    line = 'desk: {tools: "\N{WOMAN}\N{WOMAN}é", lode: light, load: "[here](https://example.org)"}'
    write(here, a=RIDDLE.replace("channel:", f"{line}\nchannel:", 1))
    results = sarif(run("check", "a.yaml", "--format", "sarif"))["results"]
    columns = {one["ruleId"]: one["locations"][0]["physicalLocation"]["region"]["startColumn"] for one in results}
    before = line[: line.index("lode")]
    assert columns["E131"] == len(before.encode("utf-16-le")) // 2 + 1 == len(before) + 3
    (told,) = (one["message"]["text"] for one in results if "example.org" in one["message"]["text"])
    assert "[here\\](https://example.org)" in told


def test_what_is_silenced_is_a_suppressed_result_with_its_reason(here, run):  # noqa: F811
    write(here, a=SILENCED)
    told = sarif(run("check", "a.yaml", "--format", "sarif"))
    suppressions = {result["ruleId"]: result["suppressions"] for result in told["results"]}
    assert suppressions.pop("E203") == [{"kind": "inSource", "justification": "it is a riddle"}]
    assert suppressions
    assert not any(suppressions.values())


def test_a_sarif_log_of_a_file_that_is_not_there_says_that_it_failed(here, run):  # noqa: F811
    told = sarif(run("check", "nowhere.yaml", "--format", "sarif"))
    what = {"text": "There is no file nowhere.yaml. Check the name and the folder you are in."}
    notifications = [{"level": "error", "message": what}]
    assert told["invocations"] == [
        {"executionSuccessful": False, "exitCode": 3, "toolExecutionNotifications": notifications}
    ]
    assert told["results"] == []


def test_a_rule_brings_its_page_in_the_reader_s_language(here, run, monkeypatch):  # noqa: F811
    write(here, a=RIDDLE)
    for language, summary in (
        ("en", "The trainee can never come to know of this wish."),
        ("fr", "Le stagiaire ne peut jamais apprendre ce souhait."),
    ):
        monkeypatch.setenv("PLATINE_LANGUAGE", language)
        (rule,) = sarif(run("check", "a.yaml", "--select", "E203", "--format", "sarif"))["tool"]["driver"]["rules"]
        assert rule["fullDescription"] == {"text": summary}
        page = rule["help"]["markdown"]
        assert page.startswith("# E203 · unrevealed-wish\n\n" + summary)
        assert "```yaml" in page
        assert "<!--" not in page
        assert "](" not in page


def test_a_finding_in_a_whole_file_is_shown_at_its_first_line(here, run):  # noqa: F811
    write(here, a="# nothing yet\n")
    (empty,) = sarif(run("check", "a.yaml", "--format", "sarif"))["results"]
    assert empty["ruleId"] == "E109"
    assert empty["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_no_alert_is_opened_by_what_only_describes_a_scenario(here, run):  # noqa: F811
    write(here, a=MINIMAL)
    codes_told = {one["ruleId"] for one in sarif(run("check", "a.yaml", "--format", "sarif"))["results"]}
    assert not codes_told & {"I201", "I202", "I203"}
    write(here, pack=PACK + "severities: {I201: warning}\n")
    results = sarif(run("check", "a.yaml", "--format", "sarif"))["results"]
    describing = [(one["ruleId"], one["level"]) for one in results if one["ruleId"] in {"I201", "I202", "I203"}]
    assert describing == [("I201", "warning")]


# GitHub.


def test_github_gets_a_command_a_finding(here, run):  # noqa: F811
    write(here, a=RIDDLE)
    told = run("check", "a.yaml", "--format", "github", "--select", "E203").stdout
    assert told == (
        "::error file=a.yaml,line=14,col=13,title=E203 unrevealed-wish::"
        "Nothing makes the wish “sure” known. Let a response, a cue or a reading reveal it.\n"
    )


def test_github_gets_no_note_that_only_describes_a_scenario(here, run):  # noqa: F811
    write(here, a=MINIMAL)
    assert not re.search(r"title=I20[123]", run("check", "a.yaml", "--format", "github").stdout)


def test_what_github_would_take_for_a_command_is_escaped(here):
    finding = Finding(codes.MISSING_TARGET, Place("a,b:c%d.yaml", 1, 2), {"id": "100 %\n::error::x"})
    (told,) = commands(Report([finding]))
    head, _colons, words = told.removeprefix("::").partition("::")
    assert "file=a%2Cb%3Ac%25d.yaml,line=1,col=2" in head
    assert "100 %25" in words
    assert "\n" not in told


def test_a_finding_in_a_whole_file_has_no_line(here):
    (told,) = commands(Report([Finding(codes.EMPTY_FILE, Place("a.yaml"))]))
    assert told.startswith("::error file=a.yaml,title=E109 empty-file::")


# How other programs are told of files.


def test_files_are_named_from_the_current_folder(here):
    assert from_here("a.yaml") == from_here(str(here / "a.yaml")) == from_here("./b/../a.yaml") == "a.yaml"
    assert from_here("b/a.yaml") == "b/a.yaml"


def test_files_elsewhere_are_named_whole(here):
    elsewhere = here.parent / "x y.yaml"
    assert from_here("../x y.yaml") == str(elsewhere)
    assert uri("../x y.yaml") == f"file://{str(elsewhere).replace(' ', '%20')}"


def test_a_name_that_begins_with_dots_is_here(here):
    assert from_here("..a.yaml") == "..a.yaml"


def test_what_a_uri_cannot_hold_is_encoded(here):
    assert uri("a:b#c?é%.yaml") == "a%3Ab%23c%3F%C3%A9%25.yaml"
    assert uri("a\udcff.yaml") == "a%FF.yaml"


# Hooks.


def test_the_hooks_of_pre_commit_name_commands_that_run_on_given_files(here, run):  # noqa: F811
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert set(hooks) == {"platine-check", "platine-rehearse"}
    rehearsals = "rehearsals:\n  best: {path: [accueil.ouvrir], expect: {ending: fin}}\n"
    write(here, a=MINIMAL, a__rehearsal=rehearsals, pack=PACK)
    write(here, compose="services: {web: {image: web}}\n")
    write(here / ".github" / "workflows", ci="on: push\njobs: {}\n")
    (here / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    names = sorted(path.relative_to(here).as_posix() for path in here.rglob("*.yaml"))
    given = {name: [each for each in names if re.search(hook["files"], each) and not re.search(hook["exclude"], each)]
             for name, hook in hooks.items()}  # fmt: skip
    assert given == {
        "platine-check": ["a.rehearsal.yaml", "a.yaml", "compose.yaml", "pack.yaml"],
        "platine-rehearse": ["a.rehearsal.yaml"],
    }
    for name, hook in hooks.items():
        command, *arguments = hook["entry"].split()
        assert (command, hook["language"], hook["types"]) == ("platine", "python", ["yaml"])
        assert run(*arguments, *given[name]).returncode == 0


def test_a_hook_fails_where_a_file_given_is_in_error(here, run):  # noqa: F811
    write(here, a=RIDDLE, b=MINIMAL)
    assert run("check", "b.yaml", "a.yaml").returncode == 1
