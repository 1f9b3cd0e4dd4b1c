"""What opens what: where a flag, a fact or an answer comes from, and what hangs on it."""

from simulator.authoring.map.openings import Source, openings
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Cue, Read, Response, Silence
from tests.kit import customer, exchange, full_scenario, response, scenario, to


def opening(moments, kind, name, variant=None, **keys):
    those = openings(scenario(moments, **keys), variant)
    return next((one for one in those if (one.kind, one.name) == (kind, name)), None)


def asking(condition, **others):
    return {"only": exchange(responses={"it": response("done", when=condition), **others})}


def test_a_flag_comes_from_the_responses_that_set_it():
    moments = asking(Condition(flag=("promised",)), promise=response("only", sets=("promised",)))
    found = opening(moments, "flag", "promised")
    assert found.sources == (Source("response", "only", "promise"),)
    assert found.opens == (("only", "it", ""),)
    assert found.closes == ()


def test_what_is_known_comes_from_responses_cues_readings_and_the_file():
    moments = {
        **asking(Condition(knows=("tired",)), tell=response("guess", reveals=("tired",))),
        "guess": Read((), "feels", ("tired",), {}, to("only"), cues=(Cue("A sigh", ("tired",)),)),
    }
    found = opening(moments, "knows", "tired", who=customer(known=("tired",)))
    assert set(found.sources) == {
        Source("file"),
        Source("response", "only", "tell"),
        Source("cue", "guess"),
        Source("reading", "guess"),
    }


def test_what_nothing_makes_so_has_no_source():
    assert opening(asking(Condition(flag=("never",))), "flag", "never").sources == ()


def test_a_condition_turned_round_closes():
    found = opening(asking(Condition(negated=Condition(flag=("promised",)))), "flag", "promised")
    assert (found.opens, found.closes) == ((), (("only", "it", ""),))


def test_alternatives_count_each():
    either = Condition(alternatives=(Condition(flag=("a",)), Condition(said=("only.it",))))
    assert [(one.kind, one.name) for one in openings(scenario(asking(either)), None)] == [
        ("flag", "a"),
        ("said", "only.it"),
    ]


def test_ways_hang_on_conditions_too():
    ways = (Branch("done", Condition(flag=("promised",))), Branch("lost"))
    found = opening({"only": exchange(responses={"it": Response("Well.", ways)})}, "flag", "promised")
    assert found.opens == (("only", "it", "done"),)


def test_a_question_of_a_message_is_answered_by_its_parts():
    letter = full_scenario().moments["letter"]
    moments = asking(Condition(answered=("when",))) | {
        "letter": letter,
        "close": exchange(responses={"x": response("done")}),
    }
    assert opening(moments, "answered", "when").sources == (Source("response", "letter", "date"),)


def test_what_a_customer_does_not_have_opens_nothing_for_them():
    other = full_scenario().variants["quick"]
    moments = asking(Condition(flag=("promised",)), promise=response("only", sets=("promised",), only=("base",)))
    assert opening(moments, "flag", "promised", variants={"quick": other}).sources
    assert not opening(moments, "flag", "promised", "quick", variants={"quick": other}).sources


def test_the_ways_of_a_silence_hang_on_conditions_too():
    silent = Silence(12, (Branch("done", Condition(flag=("promised",))), Branch("lost")))
    moment = exchange(responses={"it": response("done")}, silence=silent)
    assert opening({"only": moment}, "flag", "promised").opens == (("only", "", "done"),)
