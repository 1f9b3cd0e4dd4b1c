"""The pages for authors are one story each: played from an empty folder to their end, as a reader would who types along.

Their marks, on the line before a block:

    <!-- change: FILE -->     the block's keys are put into that file, where they belong
    <!-- complete: FILE -->   the block is a whole file
    <!-- printed -->          each line was printed, in this order, by the commands of the block before
    <!-- exit: 1 -->          the commands leave with this code
    <!-- not run: why -->     the commands are not run
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.authoring.checking import check
from simulator.scenario.reading import read_rehearsals, read_scenario
from tests.codes.examples import set_in
from tests.test_docs import ROOT, SHELLS, STORIES, Shown, blocks, commands

pytestmark = pytest.mark.slow
PAGES = {"author.md": "en", "auteur.md": "fr"}


def test_these_are_the_stories() -> None:
    assert {page.name for page in STORIES} == set(PAGES)


@pytest.fixture(scope="module", params=STORIES, ids=lambda page: page.name)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as the reader of a page leaves it."""
    page: Path = request.param
    folder: Path = tmp_path_factory.mktemp("story") / "calls"
    folder.mkdir()
    printed = ""
    for block in blocks(page):
        if block.mark == "change":
            file = folder / block.about
            file.write_text(set_in(block.text, file, 0)[0], encoding="utf-8")
        elif block.mark == "complete":
            (folder / block.about).write_text(block.text, encoding="utf-8")
        elif block.mark == "printed":
            assert_printed(block, printed)
        else:
            assert block.language in SHELLS, block
            if block.mark != "not run":
                printed = run(block, folder, PAGES[page.name])
    return folder


def run(block: Shown, folder: Path, language: str) -> str:
    """All that the commands of a block print."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PLATINE_HOME": str(folder.parent / "home"),
        "PLATINE_LANGUAGE": language,
        "TERM": "dumb",
    }
    wanted = int(block.about) if block.mark == "exit" else 0
    printed = ""
    assert commands(block), f"{block}: nothing to run"
    for command in commands(block):
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        printed += done.stdout + done.stderr
        assert done.returncode == wanted, f"{block}: {command}\n{done.stdout}{done.stderr}"
    return printed


def assert_printed(block: Shown, printed: str) -> None:
    place = 0
    for line in filter(None, block.text.splitlines()):
        found = printed.find(line, place)
        assert found >= 0, f"{block}: “{line}” is not printed here:\n{printed}"
        place = found + len(line)


def test_the_story_ends_with_a_scenario_for_two_customers_without_a_warning(told: Path) -> None:
    (file,) = [path for path in told.glob("*.yaml") if path.with_suffix(".rehearsal.yaml").exists()]
    rehearsals, findings = read_rehearsals(file.with_suffix(".rehearsal.yaml"))
    checked = check(read_scenario(file), rehearsals=rehearsals)
    assert [finding for finding in (*findings, *checked.findings) if finding.severity != "info"] == []
    assert checked.study is not None
    assert len(checked.study.cases) == 2


def test_the_story_draws_a_map_and_writes_sheets_for_a_translator_and_a_rater(told: Path) -> None:
    assert len(list(told.glob("*.svg"))) == 1
    assert len(list(told.glob("*.csv"))) == 2
    assert (told / "scenario.schema.json").exists()
    assert ROOT not in told.parents
