"""Where a page goes: a free name where its owner would look for it, and never half a file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.errors import Refused
from simulator.exports import files

MADE = datetime(2031, 2, 3, 10, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PLATINE_HOME", str(tmp_path))
    return tmp_path


def test_the_name_says_what_and_when_and_is_free(home):
    first = files.proposed("cut-line", MADE)
    assert first == home / "debriefs" / "platine-cut-line-2031-02-03.html"
    files.write(first, "one")
    assert files.proposed("cut-line", MADE).name == "platine-cut-line-2031-02-03-2.html"


@pytest.mark.parametrize("scenario", ["../../etc/passwd", "a/b\\c:d", "é\x00\n", "x" * 400])
def test_no_scenario_s_id_leads_out_of_the_folder(home, scenario):
    path = files.proposed(scenario, MADE)
    assert path.parent == home / "debriefs"
    files.write(path, "page")
    assert path.read_text(encoding="utf-8") == "page"


def test_without_a_home_of_platine_s_own_the_documents_come_first(tmp_path, monkeypatch):
    monkeypatch.delenv("PLATINE_HOME", raising=False)
    monkeypatch.setattr(files, "user_documents_path", lambda: tmp_path)
    assert files.folder() == tmp_path
    monkeypatch.setattr(files, "user_documents_path", lambda: tmp_path / "none")
    assert files.folder().name == "debriefs"


def test_what_cannot_be_written_is_refused_and_what_was_there_stays(tmp_path):
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(Refused):
        files.write(tmp_path / "file" / "page.html", "page")
    folder = tmp_path / "page.html"
    folder.mkdir()
    with pytest.raises(Refused):
        files.write(folder, "page")
    assert [one.name for one in sorted(tmp_path.iterdir())] == ["file", "page.html"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_a_debrief_is_for_its_owner_and_what_is_drawn_from_a_scenario_for_everybody(tmp_path: Path) -> None:
    files.write(tmp_path / "debrief.html", "one")
    files.write(tmp_path / "map.svg", "two", private=False)
    assert (tmp_path / "debrief.html").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "map.svg").stat().st_mode & 0o777 == 0o644


def test_a_link_leads_where_it_led_and_a_device_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.svg").write_text("old", encoding="utf-8")
    (tmp_path / "link.svg").symlink_to("real.svg")
    files.write(tmp_path / "link.svg", "new", private=False)
    assert (tmp_path / "link.svg").is_symlink()
    assert (tmp_path / "real.svg").read_text(encoding="utf-8") == "new"
    (tmp_path / "full.svg").symlink_to("/dev/full")
    with pytest.raises(Refused, match="disk_full"):
        files.write(tmp_path / "full.svg", "new")
    assert (tmp_path / "full.svg").is_char_device()
