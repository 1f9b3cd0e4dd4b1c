"""What there is to play, and where things are."""

import json
import sqlite3

import pytest

from simulator.conversation.pace import minutes
from simulator.history.health import health
from simulator.history.journal import Journal
from simulator.scenario.model import Compose
from tests.kit import exchange, full_scenario, response, scenario
from tests.plain.typist import platine


def listed(home, language="en"):
    return json.loads(platine("--language", language, "list", "--format", "json", home=home).stdout)["scenarios"]


def test_a_scenario_is_listed_with_what_one_chooses_it_by(tmp_path):
    for one in listed(tmp_path):
        assert {"id", "title", "language", "level", "channel", "minutes", "last"} <= set(one)
        assert 3 <= one["minutes"] <= 15


@pytest.mark.parametrize("language", ["fr", "en"])
def test_scenarios_in_the_language_spoken_come_first(language, tmp_path):
    languages = [one["language"] for one in listed(tmp_path, language)]
    assert languages == sorted(languages, key=lambda one: one != language)


def test_a_scenario_of_the_user_that_cannot_be_played_is_named_and_the_others_are_listed(tmp_path):
    pack = tmp_path / "packs" / "mine"
    pack.mkdir(parents=True)
    (pack / "pack.yaml").write_text("title: Mine\nlanguages: [en]\n", encoding="utf-8")
    (pack / "half.yaml").write_text("platine: 1\nid: half\n", encoding="utf-8")
    done = platine("list", home=tmp_path)
    assert done.returncode == 0
    assert "half.yaml" in done.stderr
    assert "collection-de-bourdes" in done.stdout
    assert platine("doctor", home=tmp_path).returncode == 1


def test_minutes_follow_the_quickest_way_to_the_best_ending():
    words = "word " * 200
    moments = {
        "first": exchange(responses={"short": response("done"), "long": response("detour")}),
        "detour": exchange(line=words * 10, responses={"it": response("done")}),
    }
    assert minutes(scenario(moments)) == 1
    only_long = {**moments, "first": exchange(responses={"long": response("detour"), "no": response("lost")})}
    assert minutes(scenario(only_long)) == 11


def test_minutes_count_a_message_s_questions_and_parts():
    full = full_scenario()
    assert isinstance(full.moments["letter"], Compose)
    assert minutes(full) >= 1
    assert minutes(full, "quick") >= 1


def test_doctor_says_where_things_are_and_touches_nothing(tmp_path):
    done = platine("doctor", "--format", "json", home=tmp_path)
    found = json.loads(done.stdout)
    assert found["places"]["data"] == str(tmp_path)
    assert found["journal"]["verdict"] == "absent"
    assert found["scenarios"] >= 6
    assert found["troubles"] == []
    assert list(tmp_path.iterdir()) == []


def test_doctor_says_that_a_journal_is_sound_or_damaged(tmp_path):
    file = tmp_path / "journal" / "journal.sqlite3"
    Journal(file).close()
    assert "sound" in platine("doctor", home=tmp_path).stdout
    file.write_bytes(b"no journal" * 1000)
    before = file.read_bytes()
    done = platine("doctor", home=tmp_path)
    assert done.returncode == 1
    assert "damaged" in done.stdout
    assert file.read_bytes() == before


def test_a_journal_of_a_later_platine_is_recognised(tmp_path):
    file = tmp_path / "journal.sqlite3"
    Journal(file).close()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert health(file).verdict == "newer"


def test_damaged_settings_are_told_and_a_call_is_taken_all_the_same(tmp_path):
    (tmp_path / "settings.json").write_text("{", encoding="utf-8")
    assert platine("doctor", home=tmp_path).returncode == 1
    played = platine("play", "collection-de-bourdes", "--plain", home=tmp_path)
    assert played.returncode == 0
    assert "CUSTOMER:" in played.stdout
