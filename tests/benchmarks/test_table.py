"""The table says what was measured and whether the goal is met."""

import json

import pytest

from benchmarks import engine, ink
from benchmarks.__main__ import GROUPS, told
from benchmarks.table import Goal, Row, as_markdown, as_text, shown


def row(ours: float | None = 0.02, ratio: float | None = 2.0, **keys: object) -> Row:
    given = {"goal": Goal("ratio", 5), "theirs": 0.01, "yardstick": "doing nothing", "unit": "s", **keys}
    return Row("something", ours=ours, ratio=ratio, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "met"),
    [
        (row(ratio=5), True),
        (row(ratio=5.01), False),
        (row(goal=Goal("ratio", 5, is_most=False), ratio=4), False),
        (row(ours=21_000, goal=Goal("ours", 20_000, is_most=False)), True),
        (row(ours=None, ratio=None, theirs=None), None),
    ],
)
def test_a_goal_is_met_missed_or_not_measured(one: Row, met: bool | None) -> None:
    assert one.is_met is met


def test_figures_are_shown_in_the_unit_that_suits_them() -> None:
    assert [shown(value, "s") for value in (2.5, 0.0125, 0.00000417)] == ["2.5 s", "12.5 ms", "4.17 µs"]
    assert shown(23456.7, "plays/s") == "23,457 plays/s"
    assert shown(33.04, "MiB") == "33.0 MiB"
    assert shown(None, "s") == "-"


def test_the_same_rows_are_told_as_text_markdown_and_json() -> None:
    rows = [row(), row(ratio=9.0)]
    assert "doing nothing: 10 ms" in as_text(rows)
    assert [line.split()[-1] for line in as_text(rows).splitlines()[2:4]] == ["yes", "NO"]
    assert "| something | 20 ms | doing nothing: 10 ms | 2.00x | <= 5x | yes |" in as_markdown(rows)
    assert [one["met"] for one in json.loads(told(rows, "json"))["rows"]] == [True, False]


def test_without_bink_its_row_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ink, "is_there", lambda: False)
    missing = next(one for one in engine.rows(quick=True) if one.unit == "choices/s")
    assert missing.is_met is None
    assert "not installed" in as_text([missing])


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_every_group_measures_both_sides(group: str) -> None:
    module = __import__(f"benchmarks.{group}", fromlist=["rows"])
    for one in module.rows(quick=True):
        if not one.note:
            assert one.ours > 0
            assert one.theirs > 0
            assert one.ratio == pytest.approx(one.ours / one.theirs, rel=5)
