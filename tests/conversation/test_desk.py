"""The agent's desk: load hides cues and locks the finest answer until the agent breathes."""

import msgspec
import pytest

from simulator.conversation import decisions as do
from simulator.conversation.events import Noticed
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.errors import IllegalDecision
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Cue, Desk, Empathy, Reflect
from tests.kit import exchange, full_scenario, response, scenario, to


def call(load: str, *, cues: tuple[Cue, ...] = (), **responses: object) -> Play:
    moment = exchange((1, 1, 1), responses=responses, cues=cues)
    play = Play(Script(scenario({"only": moment}, desk=Desk(load))))  # type: ignore[arg-type]
    play.answer()
    return play


FINE = response("done", "Fine", empathy="full")
FINE_TOO = response("done", "Fine too", empathy="full")
POOR = response("done", "Poor", empathy=Empathy(1))


def closed(play: Play) -> set[str]:
    return {choice.name for choice in play.scene().choices if choice.closed == "drained"}


def test_drained_locks_the_response_of_the_highest_empathy_and_breathing_opens_it() -> None:
    play = call("drained", poor=POOR, fine=FINE)
    assert closed(play) == {"fine"}
    with pytest.raises(IllegalDecision):
        play.decide(do.Respond(response="fine"))
    play.decide(do.Breathe())
    assert closed(play) == set()
    play.decide(do.Respond(response="fine"))
    assert play.is_over


def test_the_first_written_is_locked_on_a_tie() -> None:
    assert closed(call("drained", one=FINE, two=FINE_TOO, three=POOR)) == {"one"}


def test_the_last_open_response_is_never_locked() -> None:
    never = response("done", "Never", when=Condition(flag=("unset",)))
    assert closed(call("drained", fine=FINE, never=never)) == set()


def test_one_breath_a_moment() -> None:
    play = call("drained", poor=POOR, fine=FINE)
    play.decide(do.Breathe())
    assert "breathe" not in play.allowed()
    with pytest.raises(IllegalDecision):
        play.decide(do.Breathe())


def test_there_is_nothing_to_breathe_for_when_light() -> None:
    assert "breathe" not in call("light", poor=POOR, fine=FINE).allowed()


def test_a_loaded_agent_misses_what_a_breath_lets_him_see() -> None:
    cue = Cue("A sigh", ("tired",), load_hides="loaded")
    play = call("loaded", cues=(cue,), poor=POOR, fine=FINE)
    tired = play.script.knowable.bit("tired")
    assert not play.state.known & tired
    events = play.decide(do.Breathe())
    assert events == (Noticed(("A sigh",), "breathe", "light"),)
    assert play.state.known & tired


def test_a_hidden_cue_needs_the_eyes() -> None:
    cue = Cue("A glance", ("tired",), hidden=True)
    play = call("light", cues=(cue,), poor=POOR, fine=FINE)
    assert play.scene().cues == ()
    play.decide(do.Observe())
    assert play.scene().cues == ("A glance",)
    assert play.state.known & play.script.knowable.bit("tired")
    assert "observe" not in play.allowed()


def test_a_hidden_cue_under_load_needs_eyes_and_breath() -> None:
    cue = Cue("A glance", ("tired",), hidden=True, load_hides="loaded")
    play = call("loaded", cues=(cue,), poor=POOR, fine=FINE)
    play.decide(do.Observe())
    assert play.scene().cues == ()
    play.decide(do.Breathe())
    assert play.scene().cues == ("A glance",)


def test_hands_are_free_again_at_the_next_moment() -> None:
    moments = {
        "a": exchange(responses={"on": response("b"), "off": response("b")}),
        "b": exchange(responses={"on": response("done"), "off": response("done")}),
    }
    play = Play(Script(scenario(moments, desk=Desk("drained"))))
    play.decide(do.Breathe())
    play.decide(do.Respond(response="off"))
    assert {"observe", "breathe"} <= play.allowed()


def test_where_no_way_is_open_he_stays() -> None:
    stuck = exchange(responses={"it": response(), "other": response("done")})
    play = Play(Script(scenario({"only": stuck})))
    play.decide(do.Respond(response="it"))
    assert not play.is_over
    assert to("x")[0].when is None


def test_a_platinum_reflection_offers_the_wishes_of_both_customers_and_no_misreading() -> None:
    def offered(stage: str, facet: str) -> set[str]:
        scenario_ = full_scenario()
        moments = {**scenario_.moments, "think": Reflect(stage, to("letter"))}  # type: ignore[arg-type]
        play = Play(Script(msgspec.structs.replace(scenario_, moments=moments, start="think")))
        play.answer()
        return {choice.name for choice in play.scene().options[facet]}

    assert offered("platinum", "does") == {"online", "quick"}
    assert offered("platinum", "feels") == {"sure"}
    assert offered("empathy", "feels") == {"tired", "bored"}
