"""`platine check`: which files are checked, as what, with which pack, and the exit code that tells how it went."""

import gc
import json
from pathlib import Path

import pytest

from simulator.cli.checking import report
from simulator.cli.checking.collector import resting_collector
from simulator.cli.checking.report import Asked, checked, files_of
from simulator.scenario import codes
from tests.cli.checked import BROKEN, PACK, RIDDLE, codes_in, write
from tests.cli.test_exit_codes import clearly, run  # noqa: F401
from tests.scenario.texts import MINIMAL, WHOLE, minimal

REHEARSALS = "rehearsals:\n  best: {path: [accueil.ouvrir], expect: {ending: fin}}\n"
FRAGMENT = "platine: 1\nmoments: {suite: {kind: reflect, stage: golden, then: return}}\n"


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Exit codes.


def test_a_scenario_with_warnings_only_is_0_and_under_strict_1(here, run):  # noqa: F811
    write(here, a=MINIMAL)
    done = run("check", "a.yaml")
    assert done.returncode == 0
    assert "warning" in done.stdout
    assert run("check", "--strict", "a.yaml").returncode == 1


def test_a_scenario_with_an_error_is_1(here, run):  # noqa: F811
    write(here, a=RIDDLE)
    assert run("check", "a.yaml").returncode == 1


@pytest.mark.parametrize("name", ["nowhere.yaml", "empty", "a.yaml/b.yaml"])
def test_what_is_not_there_to_read_is_3_and_told(name, here, run):  # noqa: F811
    write(here, a=MINIMAL)
    (here / "empty").mkdir()
    assert clearly(run("check", name), 3)


def test_what_cannot_be_read_does_not_keep_the_others_from_being_checked(here, run):  # noqa: F811
    write(here, a=RIDDLE)
    done = run("check", "nowhere.yaml", "a.yaml", "empty.yaml")
    assert "E203" in done.stdout
    assert clearly(done, 3).count("There is no file") == 2


def test_a_file_that_cannot_be_played_does_not_keep_the_others_from_being_checked(here, run):  # noqa: F811
    write(here, a=BROKEN, b=RIDDLE)
    done = run("check", "a.yaml", "b.yaml", "--format", "json")
    assert {codes.UNKNOWN_VALUE, codes.UNREVEALED_WISH} <= set(codes_in(done))
    assert done.returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [["--select", "W999"], ["--ignore", "X"], ["--ignore", "E131"], ["--budget", "0"], ["--format", "xml"]],
    ids=" ".join,
)
def test_wrong_usage_is_2(arguments, here, run):  # noqa: F811
    write(here, a=MINIMAL)
    assert clearly(run("check", *arguments, "a.yaml"), 2)


@pytest.mark.parametrize("typed", ["W2O4", "dead-branch"])
def test_a_mistyped_code_is_guessed(typed, here, run):  # noqa: F811
    write(here, a=MINIMAL)
    assert "Did you mean “W204”?" in clearly(run("check", "--select", typed, "a.yaml"), 2)


# Which files.


def test_a_folder_is_checked_with_all_below_it_in_the_order_of_names(here):
    write(here / "pack", b=MINIMAL, a=MINIMAL, pack=PACK, a__rehearsal=REHEARSALS, suite__fragment=FRAGMENT)
    write(here / "pack" / "more", c=MINIMAL)
    files, troubles = files_of([Path("pack")])
    assert [str(file) for file in files] == ["pack/pack.yaml", "pack/a.yaml", "pack/b.yaml", "pack/more/c.yaml"]
    assert troubles == []


def test_a_file_given_twice_is_checked_once_under_its_first_name(here):
    write(here, a=MINIMAL)
    (here / "link.yaml").symlink_to(here / "a.yaml")
    files, _troubles = files_of([Path("a.yaml"), Path("./a.yaml"), here / "a.yaml", Path("link.yaml"), Path()])
    assert files == [Path("a.yaml")]


def test_a_folder_that_holds_no_scenario_is_a_trouble(here):
    (here / "empty").mkdir()
    files, (trouble,) = files_of([Path("empty")])
    assert (files, trouble.key) == ([], "no_scenarios")


def test_hidden_folders_are_not_entered(here):
    write(here / ".github" / "workflows", ci="on: push\n")
    write(here / "calls", a=MINIMAL)
    assert files_of([Path()])[0] == [Path("calls/a.yaml")]
    assert files_of([Path(".github/workflows")])[0] == [Path(".github/workflows/ci.yaml")]


def test_what_is_plainly_another_program_s_is_passed_by_when_asked(here, run):  # noqa: F811
    write(here, a=RIDDLE, compose="services: {}\n")
    assert run("check", "compose.yaml").returncode == 1
    alone = run("check", "--skip-foreign", "compose.yaml", "--format", "json")
    assert (alone.returncode, codes_in(alone)) == (0, [])
    told = json.loads(run("check", "--skip-foreign", ".", "--format", "json").stdout)["findings"]
    assert {finding["file"] for finding in told} == {"a.yaml"}


@pytest.mark.parametrize("name", ["a.rehearsal.yaml", "a.fragment.yaml", "pack.yaml"])
def test_what_stands_beside_a_scenario_is_checked_as_what_it_is(name, here, run):  # noqa: F811
    write(here, a__rehearsal=REHEARSALS, a__fragment=FRAGMENT, pack=PACK)
    done = run("check", name)
    assert (done.returncode, done.stdout) == (0, "No errors, no warnings.\n")
    file = here / name
    file.write_text(file.read_text(encoding="utf-8") + "humeur: bonne\n", encoding="utf-8")
    assert codes_in(run("check", name, "--format", "json")) == [codes.UNKNOWN_KEY]


def test_what_is_wrong_with_a_scenario_s_rehearsals_is_told_with_it(here, run):  # noqa: F811
    write(here, a=MINIMAL, a__rehearsal=REHEARSALS.replace("expect", "expects"))
    told = json.loads(run("check", "a.yaml", "--format", "json").stdout)["findings"]
    assert "a.rehearsal.yaml" in {finding["file"] for finding in told}


@pytest.mark.parametrize("name", ["a.yaml", "a.rehearsal.yaml", "."])
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("ending: fin", "ending: fni", codes.MISSING_TARGET), ("{path", "{variant: rosa, path", codes.UNKNOWN_VARIANT)],
)
def test_a_rehearsal_that_names_what_its_scenario_lacks_is_told_on_its_line(name, old, new, code, here, run):  # noqa: F811
    write(here, a=MINIMAL, a__rehearsal=REHEARSALS.replace(old, new))
    done = run("check", name, "--format", "json")
    told = [one for one in json.loads(done.stdout)["findings"] if one["file"].endswith("a.rehearsal.yaml")]
    assert (done.returncode, [(one["code"], one["line"]) for one in told]) == (1, [(code, 2)])


def test_findings_come_by_file_in_the_order_given_and_then_by_place(here, run):  # noqa: F811
    write(here, b=WHOLE, a=RIDDLE)
    told = json.loads(run("check", "b.yaml", "a.yaml", "--format", "json").stdout)["findings"]
    places = [(finding["file"] == "a.yaml", finding["line"], finding["column"]) for finding in told]
    assert places == sorted(places)
    assert {finding["file"] for finding in told} == {"a.yaml", "b.yaml"}


def test_what_two_scenarios_find_in_one_fragment_is_told_once(here, run):  # noqa: F811
    write(here, commun__fragment=FRAGMENT.replace("golden", "silver"))
    for name in ("a", "b"):
        write(here, **{name: MINIMAL + "include: {c: commun.fragment.yaml}\nreturns: {c: fin}\n"})
    told = codes_in(run("check", "a.yaml", "b.yaml", "--format", "json"))
    assert told.count(codes.UNKNOWN_VALUE) == 1


# Packs.


def test_a_pack_says_how_much_is_made_of_a_finding_in_its_folder_and_below(here, run):  # noqa: F811
    write(here / "pack", a=RIDDLE, pack=PACK + "severities: {E203: info, W213: off}\n")
    write(here / "pack" / "more", b=RIDDLE)
    write(here, c=RIDDLE)
    done = run("check", "pack/a.yaml", "pack/more/b.yaml", "c.yaml", "--format", "json")
    told = json.loads(done.stdout)["findings"]
    weights = {finding["file"]: finding["severity"] for finding in told if finding["code"] == "E203"}
    assert weights == {"pack/a.yaml": "info", "pack/more/b.yaml": "info", "c.yaml": "error"}
    assert {finding["file"] for finding in told if finding["code"] == "W213"} == {"c.yaml"}


def test_the_nearest_pack_counts(here, run):  # noqa: F811
    write(here, pack=PACK + "severities: {E203: info}\n")
    write(here / "inner", a=RIDDLE, pack=PACK)
    assert run("check", "inner/a.yaml").returncode == 1


def test_a_pack_above_the_current_folder_counts(here, run, monkeypatch):  # noqa: F811
    write(here, pack=PACK + "severities: {E203: off}\n")
    write(here / "inner", a=RIDDLE)
    monkeypatch.chdir(here / "inner")
    assert run("check", "a.yaml").returncode == 0


def test_what_is_wrong_with_a_pack_is_told_with_the_scenarios_it_is_asked_for(here, run):  # noqa: F811
    write(here, a=RIDDLE, b=RIDDLE, pack=PACK + "severities: {E203: lenient}\n")
    told = json.loads(run("check", "a.yaml", "b.yaml", "--format", "json").stdout)["findings"]
    assert [finding["file"] for finding in told].count("pack.yaml") == 1


@pytest.mark.parametrize(
    ("severity", "words"),
    [
        ("{W999: off}", "no code W999"),
        ("{E131: warning}", "E131 is always an error"),
        ("{W2O4: off}", "W204"),
        ("{dead-branch: off}", "W204"),
    ],
)
def test_a_pack_cannot_weigh_what_there_is_not_or_what_forbids_playing(severity, words, here, run):  # noqa: F811
    write(here, pack=PACK + f"severities: {severity}\n")
    done = run("check", "pack.yaml")
    assert done.returncode == 1
    assert words in done.stdout


def test_the_same_scenario_in_the_pack_next_door_is_its_sibling(here, monkeypatch):
    english = minimal(("language: fr", "language: en"))
    write(here / "fr", a=MINIMAL, pack=PACK)
    write(here / "en", a=english, pack=PACK.replace("fr", "en"))
    write(
        here / "de", a=english.replace("id: bonjour", "id: other").replace("language: en", "language: de"), pack=PACK
    )
    write(here / "no-pack", a=english)
    seen = []
    monkeypatch.setattr(report, "check", lambda reading, **how: seen.append(how["siblings"]) or report.Checked(()))
    checked([Path("fr/a.yaml")], Asked({codes.TRANSLATION_LAGS}))
    checked([Path("fr/a.yaml")], Asked({codes.TRAP}))
    assert [[one.language for one in siblings] for siblings in seen] == [["en"], []]


# What is looked for.


def test_one_code_or_a_family_may_be_selected(here, run):  # noqa: F811
    write(here, a=RIDDLE)
    assert codes_in(run("check", "a.yaml", "--format", "json", "--select", "e203")) == ["E203"]
    family = codes_in(run("check", "a.yaml", "--format", "json", "--select", "W21,I20"))
    assert family
    assert all(code.startswith(("W21", "I20")) for code in family)


def test_one_code_or_a_family_may_be_ignored(here, run):  # noqa: F811
    write(here, a=RIDDLE)
    told = codes_in(run("check", "a.yaml", "--format", "json", "--ignore", "W", "--ignore", "E203"))
    assert all(code.startswith("I") for code in told)


@pytest.mark.parametrize("arguments", [["--select", "W204"], ["--ignore", "E"]], ids=" ".join)
def test_what_forbids_playing_is_told_whatever_is_selected_or_ignored(arguments, here, run):  # noqa: F811
    write(here, a=BROKEN)
    assert codes_in(run("check", "a.yaml", "--format", "json", *arguments)) == [codes.UNKNOWN_VALUE]


def test_quick_asks_for_no_scores(here, run):  # noqa: F811
    write(here, a=RIDDLE)
    told = json.loads(run("check", "--quick", "a.yaml", "--format", "json").stdout)
    (known,) = told["scenarios"]
    assert (known["ranges"], known["stage"], known["exact"]) == (None, None, True)
    assert "E203" in {finding["code"] for finding in told["findings"]}


def test_a_small_budget_turns_proofs_into_bounds_and_says_so(here, run):  # noqa: F811
    write(here, a=WHOLE)
    whole, small = (
        json.loads(run("check", "a.yaml", "--format", "json", *budget).stdout)["scenarios"][0]
        for budget in ((), ("--budget", "1"))
    )
    assert (whole["exact"], whole["bounds"]) == (True, [])
    assert not small["exact"]
    assert "reach" in small["bounds"]
    assert any(not one["exact"] for one in small["ranges"].values())
    for name, proven in whole["ranges"].items():
        bounded = small["ranges"][name]
        assert bounded["least"]["low"] <= proven["least"]["low"]
        assert bounded["most"]["high"] >= proven["most"]["high"]


def test_the_collector_rests_during_a_check_and_works_on_behind_it(here, run, monkeypatch):  # noqa: F811
    write(here, a=MINIMAL, b=MINIMAL)
    worked = []
    one_by_one = report._Checker.check
    monkeypatch.setattr(
        report._Checker, "check", lambda self, file: (worked.append(gc.isenabled()), one_by_one(self, file))[1]
    )
    assert run("check", ".").returncode == 0
    assert worked == [False, False]
    assert gc.isenabled()


def test_the_collector_stays_at_rest_where_it_was_before():
    gc.disable()
    try:
        with resting_collector():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_where_nothing_could_be_checked_there_is_nothing_on_stdout(here, run):  # noqa: F811
    for form in ("text", "json", "github"):
        assert run("check", "nowhere.yaml", "--format", form).stdout == ""
