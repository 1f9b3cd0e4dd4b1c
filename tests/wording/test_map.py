"""A condition in a few words, in both languages' frame."""

import pytest

from simulator.authoring.map.lifecycle import lifecycle_chart
from simulator.locale import use
from simulator.scenario.conditions import Comparison, Condition
from simulator.wording.map import condition_words, found, needs, only_if, phase_words


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(), ""),
        (Condition(knows=("online",)), "knows online"),
        (Condition(knows=("online", "exam"), trust=Comparison(">=", 6)), "knows online + exam; trust at least 6"),
        (Condition(mood=("angry", "cold")), "mood angry or cold"),
        (Condition(load=("light",), latitude=("high",)), "load light; latitude wide"),
        (Condition(turn=Comparison("<", 4)), "turn less than 4"),
        (Condition(said=("hub.sorry",), answered=("when",)), "said hub.sorry; answered when"),
        (Condition(negated=Condition(flag=("image",))), "not (flag image)"),
        (
            Condition(alternatives=(Condition(flag=("a",)), Condition(flag=("b",), trust=Comparison("!=", 3)))),
            "flag a or (flag b; trust other than 3)",
        ),
    ],
)
def test_a_condition_is_told_in_a_few_words(condition, words):
    assert condition_words(condition) == words


def test_what_opens_a_response_and_what_opens_a_way_sound_different():
    trusting = Condition(trust=Comparison("==", 6))
    assert needs(trusting) == "needs: trust exactly 6"
    assert only_if(trusting) == "if trust exactly 6"


def test_what_was_found_is_counted():
    assert (found("error", 1), found("warning", 2)) == ("1 error", "2 warnings")


def test_every_phase_of_the_lifecycle_is_explained():
    said = [phase_words(node.name) for node in lifecycle_chart().nodes]
    assert all(said)
    assert len(set(said)) == len(said)
