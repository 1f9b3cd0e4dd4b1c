"""The examples of the page on the format, as somebody finds them who copies them into files and checks those."""

import json
import re

import pytest

from tests.cli.test_exit_codes import run  # noqa: F401
from tests.test_docs import COMPLETE, ROOT

PAGE = (ROOT / "docs/format.md").read_text(encoding="utf-8")


@pytest.fixture
def copied(tmp_path, monkeypatch):
    for block in COMPLETE:
        if block.page.name == "format.md" and "/" not in block.about:
            (tmp_path / block.about).write_text(block.text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def warned_of(done) -> set[str]:
    return {one["code"] for one in json.loads(done.stdout)["findings"] if one["severity"] != "info"}


def test_nothing_is_said_against_the_smallest_scenario_and_its_rehearsals(copied, run):  # noqa: F811
    done = run("check", "--strict", "smallest.yaml", "smallest.rehearsal.yaml", "--format", "json")
    assert (done.returncode, warned_of(done)) == (0, set())
    assert run("rehearse", "smallest.yaml").returncode == 0


def test_what_is_said_against_an_example_of_the_form_stands_behind_it(copied, run):  # noqa: F811
    (named,) = re.findall(r"^These two show the form .*\((.*)\)\.$", PAGE, re.MULTILINE)
    assert warned_of(run("check", "with-a-fragment.yaml", "--format", "json")) == set(named.split(", "))
