"""What is said is remembered where a condition asks about it, and only there."""

from simulator.conversation.asked import responses_asked_about
from simulator.conversation.script import Script
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Compose, Exchange, LineCase, Moment, Response, Silence
from tests.kit import exchange, full_scenario, response, scenario


def asks(name: str) -> Condition:
    return Condition(said=(name,))


def test_conditions_are_found_wherever_they_stand() -> None:
    moments: dict[str, Moment] = {
        "a": Exchange(
            (LineCase("Again?", asks("in.line")), LineCase("Yes?")),
            full_scenario().moments["hub"].calls_for,
            {
                "one": response("done", when=asks("in.response")),
                "two": Response("Well.", (Branch("b", Condition(negated=asks("in.way"))), Branch("done"))),
                "three": response("done", when=Condition(alternatives=(asks("in.any"), Condition(flag=("x",))))),
            },
            silence=Silence(5, (Branch("done", asks("in.silence")), Branch("done"))),
        ),
        "b": Compose(
            (LineCase("Write."),), full_scenario().moments["hub"].calls_for, {}, {"p": response(when=asks("in.part"))},
            (1, 1), (Branch("done", asks("in.message")), Branch("done")),
        ),
    }  # fmt: skip
    places = ("line", "response", "way", "any", "silence", "part", "message")
    assert responses_asked_about(moments.values()) == {f"in.{place}" for place in places}


def test_what_nobody_asks_about_leaves_no_trace_in_the_state() -> None:
    responses = {
        "a": response("second"),
        "b": response("second"),
        "asked": response("second"),
        "only": response("done", when=asks("first.asked")),
    }
    script = Script(scenario({"first": exchange(responses=responses), "second": exchange(responses=responses)}))
    assert script.said.names == ("first.asked",)
    said = {option.name: option.effect.said for option in script.node(0).options}
    assert said == {"a": 0, "b": 0, "asked": 1, "only": 0}
    assert [option.effect.said for option in script.node(1).options] == [0, 0, 0, 0]
