"""What is no readable file is told by an error with a key; where things live follows the environment."""

import os
from pathlib import Path

import pytest

from simulator import locations
from simulator.errors import Unreadable
from simulator.scenario.reading import read_scenario
from tests.scenario.texts import MINIMAL


def key_of(path: Path) -> str:
    with pytest.raises(Unreadable) as raised:
        read_scenario(path)
    assert raised.value.exit_code == 3
    return raised.value.key


def test_a_missing_file(tmp_path):
    assert key_of(tmp_path / "x.yaml") == "no_such_file"


def test_a_folder(tmp_path):
    assert key_of(tmp_path) == "is_a_folder"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    path.chmod(0)
    assert key_of(path) == "no_permission"


def test_a_name_too_long_for_the_disk(tmp_path):
    assert key_of(tmp_path / ("x" * 5000)) == "cannot_read"


def test_a_name_that_no_disk_knows(tmp_path):
    assert key_of(tmp_path / "a\0b") == "cannot_read"


def test_a_file_in_the_way_of_a_folder(tmp_path):
    (tmp_path / "x").write_text("", encoding="utf-8")
    assert key_of(tmp_path / "x" / "y.yaml") == "cannot_read"


def test_a_file_is_read_like_its_text(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    assert read_scenario(path).scenario.id == "bonjour"


def test_all_that_is_the_users_lies_under_platine_home():
    environment = {locations.HOME: "/somewhere"}
    assert locations.data(environment) == Path("/somewhere")
    assert locations.journal(environment) == Path("/somewhere/journal")
    assert locations.user_packs(environment) == Path("/somewhere/packs")


def test_without_platine_home_the_system_decides():
    assert locations.data({}).name == "platine"


def test_an_installed_package_holds_its_packs(tmp_path):
    package = tmp_path / "simulator"
    (package / "bundled").mkdir(parents=True)
    assert locations.bundled_packs(package) == package / "bundled"


def test_a_checkout_holds_them_beside_the_package(tmp_path):
    assert locations.bundled_packs(tmp_path / "simulator") == tmp_path / "scenarios"
