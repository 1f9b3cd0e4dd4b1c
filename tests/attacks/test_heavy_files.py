"""Files made to be heavy: what is spent on them is counted, so that it ends at the same place on any machine."""

import json
from typing import Any

from simulator.authoring.bots import MOST_TURNS, MOST_WORK, play
from simulator.authoring.paths.graph import Graph
from simulator.authoring.paths.reach import Reach
from simulator.authoring.paths.sweep import FEWEST, Budget, Ground, Purse
from simulator.conversation.script import Script
from simulator.scenario.reading import read_text

BUDGET = Budget(states=1_000, transitions=6_000)


def _circling(responses: int, conditions: int = 0) -> Script:
    """A call that nobody can end, with so many responses, the first of them under so many conditions."""
    asked = {"any": [{"trust": f">= {number % 10}"} for number in range(conditions)]}
    spoken = {f"r{number}": {"say": f"Say {number}", "then": "again"} for number in range(responses)}
    spoken["r0"] |= {"when": asked} if conditions else {}
    return _script(spoken)


def _script(spoken: dict[str, Any]) -> Script:
    """A call of one moment that these responses make."""
    moments = {"again": {"line": "Yes?", "calls_for": {"reaction": 1}, "responses": spoken}}
    reading = read_text(
        json.dumps({
            "platine": 1, "id": "heavy", "title": "Heavy", "language": "en", "channel": "chat",
            "customer": {
                "name": "Ann", "request": "A ticket",
                "wishes": {"feels": {"safe": {"need": "safety", "text": "To feel safe"}}},
            },
            "moments": moments, "endings": {"done": {"outcome": "solved", "text": "Done."}},
        })
    )  # fmt: skip
    assert reading.scenario is not None, reading.findings
    return Script(reading.scenario)


def test_a_strategy_circles_to_the_limit_where_a_moment_is_small() -> None:
    assert play(_circling(4), "longest", 0).turn == MOST_TURNS + 1


def test_a_strategy_circles_less_long_among_hundreds_of_responses() -> None:
    assert play(_circling(800), "longest", 0).turn - 1 <= MOST_WORK // 800 + 1


def test_a_strategy_circles_less_long_under_hundreds_of_conditions() -> None:
    assert play(_circling(3, conditions=900), "longest", 0).turn - 1 <= MOST_WORK // 900 + 1


def test_all_questions_about_all_customers_cost_hardly_more_than_one() -> None:
    purse = Purse(BUDGET, cases=2)
    spent = 0
    for _question in range(11):
        share = purse.share(BUDGET)
        assert share.states >= FEWEST
        assert share.transitions <= BUDGET.transitions
        purse.spend(share.transitions, exact=False)
        spent += share.transitions
    assert spent <= 2 * BUDGET.transitions


def test_questions_that_are_answered_exactly_leave_the_next_its_whole_budget() -> None:
    purse = Purse(BUDGET, cases=1)
    purse.spend(BUDGET.transitions // 4, exact=True)
    assert purse.share(BUDGET) == BUDGET


def test_a_loop_is_left_once_its_states_are_as_many_as_the_budget_allows() -> None:
    flags = {
        f"r{number}": {"say": f"Say {number}", "sets": [f"f{number}"], "then": "again"} for number in range(24)
    } | {
        f"x{number}": {"say": f"Take {number}", "when": {"flag": [f"f{number}"]}, "then": "done"} for number in range(24)
    }  # fmt: skip
    script = _script(flags)
    reach = Reach(Ground(script, Graph(script)), Budget(states=500, transitions=10**6))
    assert not reach.exact
    assert len(reach.whole.states) <= 500 + 48
