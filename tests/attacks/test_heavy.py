"""Scenarios that read and are heavy to check are checked within what was asked to be spent, and say what is no proof."""

import json

import pytest

from simulator.authoring.checking import check
from simulator.authoring.overview import overview
from simulator.authoring.paths.sweep import FEWEST, Budget
from simulator.scenario.reading import read_text
from simulator.wording.findings import line
from tests.attacks.conftest import clearly
from tests.attacks.heavy import HEAVY

SMALL = Budget(states=300, transitions=1800)
LARGER = {"moments in one loop": 30, "responses of one moment": 12, "many wishes": 8, "cues everywhere": 10}
"""Larger than the smallest, where it takes size to be heavy."""
WIDEST = {"messages of ten parts": 2 * 10 * 2**9, "responses of one moment": 6 * 1000}
"""How many answers one state may have, where they are many: a state is always walked on from as a whole."""


def made(name: str) -> str:
    return HEAVY[name](LARGER.get(name, 3))


@pytest.mark.parametrize("name", HEAVY)
def test_each_reads_without_an_error(name) -> None:
    reading = read_text(made(name))
    assert reading.scenario is not None, [line(finding) for finding in reading.findings]


@pytest.mark.parametrize("name", HEAVY)
def test_no_more_is_spent_than_was_asked_for(name) -> None:
    reading = read_text(made(name))
    checked = check(reading, budget=SMALL)
    assert checked.study is not None
    assert all(line(finding) for finding in checked.findings)
    (case,) = checked.study.cases
    moments = len(reading.scenario.moments)
    widest = 4 * WIDEST.get(name, 24)  # with each way to prepare
    assert case.reach.transitions <= SMALL.transitions + (FEWEST * moments + 1) * widest
    assert case.reach.states <= SMALL.states + (FEWEST * moments + 1) * widest
    known = overview(case, scores=True)
    assert (known.exact == case.reach.exact and not known.bounds) or known.bounds
    for end in (each for one in known.ranges.values() for each in (one.least, one.most)):
        assert 0 <= end.low <= end.high <= 100


@pytest.mark.parametrize("name", ["moments in one loop", "many wishes", "cues everywhere", "much that was said"])
def test_what_could_not_be_explored_to_the_end_is_said_to_be_a_bound(name, tmp_path, run) -> None:
    file = tmp_path / "heavy.yaml"
    file.write_text(made(name), encoding="utf-8")
    done = run("check", str(file), "--budget", "200", "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    assert clearly(done, done.returncode) == ""
    told = json.loads(done.stdout)
    (one,) = told["scenarios"]
    assert one["exact"] is False
    assert "reach" in one["bounds"] or one["bounds"]


def test_ten_thousand_moments_in_one_loop_are_read_and_checked_quickly_enough_to_wait_for(tmp_path, run) -> None:
    file = tmp_path / "loop.yaml"
    file.write_text(HEAVY["moments in one loop"](1000), encoding="utf-8")
    done = run("check", str(file), "--quick", "--budget", "500", "--select", "E20,W20", "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    (one,) = json.loads(done.stdout)["scenarios"]
    assert one["exact"] is False
