"""`platine bots` and `platine rehearse` as an author calls them: on a scenario, on a folder, on something broken."""

import json

import pytest

from tests.cli.checked import BROKEN, PACK, write
from tests.cli.test_exit_codes import clearly, run  # noqa: F401
from tests.scenario.texts import MINIMAL, minimal

CIRCLE = minimal(("then: fin", "then: accueil"))
"""One of its two ways comes back to where it began."""
TRAP = CIRCLE.replace("then: fin", "then: accueil")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    write(tmp_path, bonjour=MINIMAL, pack=PACK)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def data(done):
    return json.loads(done.stdout)


def test_plays_are_told_beside_the_strategies(folder, run):  # noqa: F811
    done = run("bots", "bonjour.yaml", "--plays", "50", "--seed", "3", "--format", "json")
    assert done.returncode == 0
    (one,) = data(done)["scenarios"]
    assert {"id", "language", "variant", "bots", "plays"} == one.keys()
    plays = one["plays"]
    assert (plays["seed"], plays["count"], sum(plays["endings"].values())) == (3, 50, 50)
    assert plays["min"] <= plays["mean"] <= plays["max"]
    assert plays["coverage"]["moments"] == {"reached": 1, "of": 1, "never": [], "excluded": [], "share": 1.0}
    told = run("bots", "bonjour.yaml", "--plays", "50", "--seed", "3").stdout
    assert "50 plays from seed 3" in told
    assert "Reached: 1 of 1 moments (100%)" in told
    assert "Endings: fin 100%." in told


def test_without_plays_only_the_strategies_play(folder, run):  # noqa: F811
    told = run("bots", "bonjour.yaml", "--plays", "0").stdout
    assert "the longest" in told
    assert "Reached" not in told


def test_strategies_have_names_in_the_reader_s_language_and_ids_in_the_data(folder, run):  # noqa: F811
    arguments = ("bots", "bonjour.yaml", "--seeds", "3", "--plays", "4")
    told = run(*arguments, "--language", "fr").stdout
    assert told.splitlines()[1] == "Des stratégies qui n’écoutent pas, 3 parties chacune"
    assert "\nla plus longue " in told
    assert "\nn’importe laquelle " in told
    assert "random" not in told
    (one,) = data(run(*arguments, "--language", "fr", "--format", "json"))["scenarios"]
    assert {"longest", "random"} < one["bots"].keys()


def test_the_customer_is_called_by_name_and_base_stays_an_id(folder, run):  # noqa: F811
    told = run("bots", "bonjour.yaml", "--plays", "4")
    assert told.stdout.splitlines()[0] == "fr/bonjour · Ana Lopes"
    assert "base" not in told.stdout


def test_a_play_that_fails_is_1_and_the_command_it_prints_plays_it_again(folder, run):  # noqa: F811
    write(folder, rond=TRAP.replace("id: bonjour", "id: rond"))
    done = run("bots", "rond.yaml", "--plays", "6", "--seed", "40")
    assert done.returncode == 1, done.stderr
    (again,) = [line for line in done.stdout.splitlines() if "--replay" in line]
    command = again[again.index("platine bots") :].split()
    assert command == ["platine", "bots", "rond.yaml", "--variant", "base", "--seed", "40", "--replay", "40"]
    replayed = run(*command[1:])
    assert replayed.returncode == 1, replayed.stderr
    assert "circles" in replayed.stdout


@pytest.mark.parametrize("seed", ["5", "6"])
def test_the_path_of_a_replay_is_a_path_that_trace_takes(seed, run):  # noqa: F811
    arguments = ("bots", "fr/collection-de-bourdes", "--variant", "sans-fioritures", "--replay", seed)
    (one,) = data(run(*arguments, "--format", "json"))["replays"]
    path = run(*arguments).stdout.splitlines()[-1]
    assert path.split(",") == one["path"]
    traced = run(
        "trace", "fr/collection-de-bourdes", "--variant", "sans-fioritures", "--path", path, "--format", "json"
    )
    assert traced.returncode == 0, traced.stderr
    assert data(traced)["ending"] == one["ending"]


def test_a_replay_before_the_first_seed_is_2(run):  # noqa: F811
    assert "--seed 9" in clearly(run("bots", "fr/ligne-coupee", "--seed", "9", "--replay", "3"), 2)


@pytest.mark.parametrize("command", ["bots", "rehearse"])
@pytest.mark.parametrize("name", [".", "pack.yaml"])
def test_a_folder_or_a_pack_stands_for_its_scenarios(command, name, folder, run):  # noqa: F811
    write(folder / "more", autre=MINIMAL.replace("id: bonjour", "id: autre"))
    plays = ("--plays", "4") if command == "bots" else ()
    done = run(command, name, *plays, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert {one["id"] for one in data(done)["scenarios"]} == {"bonjour", "autre"}


@pytest.mark.parametrize("command", ["bots", "rehearse"])
def test_one_broken_scenario_does_not_keep_the_others_of_a_folder_back(command, folder, run):  # noqa: F811
    write(folder, fax=BROKEN)
    done = run(command, ".")
    assert "E133 The value “fax”" in clearly(done, 1)
    assert "fr/bonjour" in done.stdout


REHEARSALS = """\
rehearsals:
  best: {path: [accueil.ouvrir], expect: {ending: fin}}
  wrong: {path: [accueil.ouvrir], expect: {ending: autre, stage: platinum}}
  lost: {path: [accueil.rien], expect: {ending: fin}}
"""


def test_rehearsals_that_fail_say_at_which_step_and_what_was_open(folder, run):  # noqa: F811
    write(folder, bonjour__rehearsal=REHEARSALS)
    done = run("rehearse", "bonjour.yaml")
    assert done.returncode == 1, done.stderr
    assert "ending: autre was expected, fin came" in done.stdout
    assert "Step 1: “accueil.rien” does not exist." in done.stdout
    assert "The call stands at “accueil”. Open here: ouvrir, fermer." in done.stdout
    assert "Never reached, responses: accueil.fermer." in done.stdout
    (one,) = data(run("rehearse", "bonjour.yaml", "--format", "json"))["scenarios"]
    assert [(each["passed"], each["step"]) for each in one["rehearsals"]] == [(True, None), (False, None), (False, 1)]
    assert one["coverage"]["responses"]["never"] == ["accueil.fermer"]


def test_a_scenario_that_is_named_must_have_rehearsals_and_one_of_a_folder_need_not(folder, run):  # noqa: F811
    clearly(run("rehearse", "bonjour.yaml"), 3)
    done = run("rehearse", ".")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "fr/bonjour has no rehearsals.\n"


# Without a name.

OTHERS = "site_name: Not a scenario\n"


@pytest.mark.parametrize(
    "command", [("bots", "--plays", "2", "--seeds", "1"), ("rehearse",)], ids=lambda words: words[0]
)
def test_without_a_name_an_author_s_own_pack_is_played(command, folder, run):  # noqa: F811
    write(folder / "more", autre=MINIMAL.replace("id: bonjour", "id: autre"))
    done = run(*command, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert [one["id"] for one in data(done)["scenarios"]] == ["bonjour", "autre"]


def test_without_a_name_the_scenarios_that_lie_here_are_played_and_other_yaml_is_not(tmp_path, run, monkeypatch):  # noqa: F811
    write(tmp_path, bonjour=MINIMAL, mkdocs=OTHERS)
    monkeypatch.chdir(tmp_path)
    done = run("rehearse", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert [one["id"] for one in data(done)["scenarios"]] == ["bonjour"]


def test_without_a_name_and_without_scenarios_here_those_known_by_name_are_played(tmp_path, run, monkeypatch):  # noqa: F811
    write(tmp_path, mkdocs=OTHERS)
    monkeypatch.chdir(tmp_path)
    done = run("rehearse", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert {("fr", "ligne-coupee"), ("en", "ligne-coupee")} <= {
        (one["language"], one["id"]) for one in data(done)["scenarios"]
    }


@pytest.mark.parametrize("command", ["bots", "rehearse"])
def test_the_help_says_what_is_played_without_a_name(command, run):  # noqa: F811
    assert "the pack in the current folder" in " ".join(run(command, "--help").stdout.split())
