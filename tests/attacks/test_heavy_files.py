"""Files made to be heavy: what is spent on them is counted, so that it ends at the same place on any machine."""

import json

from simulator.authoring.bots import MOST_TURNS, MOST_WORK, play
from simulator.conversation.script import Script
from simulator.scenario.reading import read_text


def _circling(responses: int, conditions: int = 0) -> Script:
    """A call that nobody can end, with so many responses, the first of them under so many conditions."""
    asked = {"any": [{"trust": f">= {number % 10}"} for number in range(conditions)]}
    spoken = {f"r{number}": {"say": f"Say {number}", "then": "again"} for number in range(responses)}
    spoken["r0"] |= {"when": asked} if conditions else {}
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
