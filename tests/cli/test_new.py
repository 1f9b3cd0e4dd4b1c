"""`platine new`: answers from a keyboard or a pipe become a scenario and its rehearsals, or nothing at all."""

import json
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

import pexpect
import pytest

from simulator.scenario.reading import read_rehearsals, read_scenario
from simulator.scenario.reading.packfile import read_pack_file
from simulator.wording.beginning import QUESTIONS
from tests.plain.typist import platine, surroundings


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "work"
    made.mkdir()
    return made


def begin(folder: Path, *arguments: str, lines: Iterable[str] = (), language: str = "en"):
    return platine("new", *arguments, home=folder.parent / "home", lines=lines, PLATINE_LANGUAGE=language)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def read(file: Path):
    reading = read_scenario(file)
    assert reading.findings == ()
    return reading.scenario


@pytest.mark.parametrize("language", ["fr", "en"])
def test_enter_enter_enter_writes_a_scenario_that_plays(folder, language):
    done = begin(folder, str(folder), lines=[""] * len(QUESTIONS), language=language)
    assert done.returncode == 0, done.stderr
    scenario, rehearsal = names(folder)[1], names(folder)[0]
    assert rehearsal == scenario.replace(".yaml", ".rehearsal.yaml")
    assert read(folder / scenario).language == language
    assert read_rehearsals(folder / rehearsal)[1] == ()


def test_what_is_typed_is_what_is_written(folder):
    typed = ["en", "chat", 'The "big" one # 2', "Zoë: O'Neil", "A refund: now", "Not to ask twice 🙂", "dignity"]
    done = begin(folder, str(folder / "big.yaml"), lines=typed)
    assert done.returncode == 0, done.stderr
    scenario = read(folder / "big.yaml")
    assert (scenario.id, scenario.channel, scenario.title) == ("big", "chat", typed[2])
    customer = scenario.customer
    assert (customer.name, customer.request, customer.real_need) == tuple(typed[3:6])
    assert "dignity" in {wish.need for wish in customer.wishes.values()}


@pytest.mark.parametrize(
    ("typed", "channel"), [("4", "counter"), ("e-mail", "email"), ("video", "video"), ("", "phone")]
)
def test_a_choice_is_a_number_a_name_or_a_word(folder, typed, channel):
    done = begin(folder, str(folder), "--id", "one", lines=["", typed, "", "", "", "", ""])
    assert done.returncode == 0, done.stderr
    assert read(folder / "one.yaml").channel == channel


def test_an_answer_is_gone_back_to_and_what_was_typed_since_is_kept(folder):
    lines = ["en", "chat", "A title", "<", "<", "email", "", "Léa", "", "", ""]
    done = begin(folder, str(folder / "one.yaml"), lines=lines)
    assert done.returncode == 0, done.stderr
    scenario = read(folder / "one.yaml")
    assert (scenario.channel, scenario.title, scenario.customer.name) == ("email", "A title", "Léa")
    assert "[A title] (< goes back) " in done.stderr


def test_a_proposal_that_was_only_taken_follows_a_language_that_was_gone_back_to(folder):
    done = begin(folder, str(folder / "one.yaml"), lines=["en", "", "", "<", "<", "<", "fr", "", "", "", "", "", ""])
    assert done.returncode == 0, done.stderr
    taken = begin(folder, str(folder / "two.yaml"), "--yes", "--language", "fr")
    assert taken.returncode == 0, taken.stderr
    assert read(folder / "one.yaml").title == read(folder / "two.yaml").title


def test_nothing_lies_before_the_first_question_that_is_asked(folder):
    given = ("--language", "en", "--channel", "chat")
    done = begin(folder, str(folder / "one.yaml"), *given, lines=["<", "A title", "", "", "", ""])
    assert done.returncode == 0, done.stderr
    assert "This is the first question." in done.stderr
    assert read(folder / "one.yaml").title == "A title"


def test_options_answer_and_yes_leaves_the_rest_to_the_proposals(folder):
    done = begin(folder, str(folder), "--yes", "--language", "fr", "--title", "Le colis", "--name", "Léa Petit")
    assert done.returncode == 0, done.stderr
    scenario = read(folder / "le-colis.yaml")
    assert (scenario.language, scenario.title, scenario.customer.name) == ("fr", "Le colis", "Léa Petit")
    assert done.stderr == ""


def test_the_end_names_the_files_and_three_commands_that_work(folder):
    done = begin(folder, str(folder), "--yes", "--id", "mine")
    commands = [line.split() for line in done.stdout.splitlines() if line.startswith("  platine")]
    assert [command[1] for command in commands] == ["play", "check", "bots"]
    assert str(folder / "mine.rehearsal.yaml") in done.stdout
    bots = platine(*commands[2][1:], home=folder.parent / "home")
    assert bots.returncode == 0, bots.stderr
    assert "NO" not in bots.stdout


def test_json_lists_what_was_written(folder):
    done = begin(folder, str(folder), "--yes", "--id", "mine", "--format", "json")
    told = json.loads(done.stdout)
    assert told["written"] == [str(folder / "mine.yaml"), str(folder / "mine.rehearsal.yaml")]
    assert (told["id"], told["language"]) == ("mine", "en")


def test_a_pack_is_begun_in_an_empty_folder_only(folder):
    done = begin(folder, str(folder / "fresh"), "--yes", "--pack", "--id", "mine", "--title", 'A "pack"')
    assert done.returncode == 0, done.stderr
    pack, findings = read_pack_file(folder / "fresh" / "pack.yaml")
    assert findings == ()
    assert (pack["title"], pack["order"]) == ('A "pack"', ("mine",))
    again = begin(folder, str(folder / "fresh"), "--yes", "--pack", "--id", "other")
    assert again.returncode == 4
    assert "not empty" in again.stderr
    assert names(folder / "fresh") == ["mine.rehearsal.yaml", "mine.yaml", "pack.yaml"]


def test_nothing_is_ever_overwritten_in_silence(folder):
    file = folder / "mine.yaml"
    file.write_text("precious", encoding="utf-8")
    for named in (["--id", "mine"], []):
        where = str(folder) if named else str(file)
        refused = begin(folder, where, "--yes", *named)
        assert refused.returncode == 4
        assert "--force" in refused.stderr
        assert file.read_text(encoding="utf-8") == "precious"
        assert names(folder) == ["mine.yaml"]
    assert begin(folder, str(file), "--yes", "--force").returncode == 0
    assert read(file).id == "mine"


def test_a_proposed_id_that_is_taken_gets_a_number(folder):
    for _ in range(3):
        assert begin(folder, str(folder), "--yes", "--title", "Same").returncode == 0
    assert [name for name in names(folder) if "rehearsal" not in name] == ["same-2.yaml", "same-3.yaml", "same.yaml"]


def test_answers_that_end_too_early_leave_nothing_behind(folder):
    done = begin(folder, str(folder), lines=["en", "chat", "Half"])
    assert done.returncode == 2
    assert "nothing was written" in done.stderr
    assert names(folder) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--title", "bell \x07"), "control character"),
        (("--request", "to {somebody}"), "braces"),
        (("--need", "  "), "nothing in the answer"),
        (("--name", "x" * 500), "400 characters"),
        (("--wish", "happiness"), "certainty"),
        (("--id", "a b"), "cannot be an id"),
        (("--id", "../up"), "cannot be an id"),
    ],
)
def test_an_answer_that_the_format_cannot_hold_is_refused_in_a_sentence(folder, arguments, said):
    done = begin(folder, str(folder), "--yes", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert names(folder) == []


def test_the_files_are_for_others_to_read_as_any_file_of_the_author_s(folder):
    begin(folder, str(folder), "--yes", "--id", "mine")
    plain = folder / "plain"
    plain.touch()
    assert stat.S_IMODE((folder / "mine.yaml").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def sitting(folder: Path) -> pexpect.spawn:
    environment = surroundings(folder.parent / "home", PLATINE_LANGUAGE="en", TERM="xterm")
    arguments = ["-m", "simulator", "new", str(folder), "--id", "mine"]
    return pexpect.spawn(sys.executable, arguments, env=environment, encoding="utf-8", timeout=30)


def test_at_a_terminal_a_wrong_answer_is_asked_again(folder):
    person = sitting(folder)
    person.expect("which language")
    person.sendline("klingon")
    person.expect("not among the choices")
    person.expect("They are: français, English")
    person.expect("which language")
    for _ in QUESTIONS:
        person.sendline("")
    person.expect("Three things to try")
    person.expect(pexpect.EOF)
    assert names(folder) == ["mine.rehearsal.yaml", "mine.yaml"]


@pytest.mark.parametrize("leave", ["\x03", "\x04"])
def test_leaving_in_the_middle_leaves_nothing_behind(folder, leave):
    person = sitting(folder)
    person.expect("which language")
    person.sendline("")
    person.expect("which channel")
    person.send(leave)
    person.expect(pexpect.EOF)
    person.close()
    assert person.exitstatus in (2, 130)
    assert "Traceback" not in (person.before or "")
    assert names(folder) == []
