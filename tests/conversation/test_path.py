"""Paths and lifecycle: a play written in a line, and what may be done when."""

import pytest

from simulator.conversation import decisions as do
from simulator.conversation.lifecycle import LIVE, TRANSITIONS, Lifecycle, Phase
from simulator.conversation.path import Deliveries, parse, split, walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.errors import BadPath, IllegalDecision
from simulator.scenario.model import Reflect, Silence
from tests.kit import exchange, full_scenario, response, scenario, to

BEST = ("hub.listen", "guess.tired", "letter.date+means", "close.check")


def play() -> Play:
    return Play(Script(full_scenario()))


def test_an_item_is_moment_response_and_tone() -> None:
    item = parse(" intro.hello.listen@warm ")
    assert (item.moment, item.picks, item.tone) == ("intro.hello", ("listen",), "warm")


def test_parts_of_a_message_stand_in_the_order_sent() -> None:
    assert parse("letter.b+a").picks == ("b", "a")


def test_blanks_and_empty_items_of_a_written_path_do_not_matter() -> None:
    assert split(" a.b , !observe,, c.d ") == ["a.b", "!observe", "c.d"]


def test_a_path_leads_to_the_ending_past_reflections() -> None:
    one = play()
    assert len(list(walk(one, BEST))) == 4
    assert one.ended is not None
    assert one.ended.ending == "done"


def test_a_silence_past_its_limit_is_an_item_where_there_is_one() -> None:
    waits = exchange(responses={"it": response("done")}, silence=Silence(5, to("lost")))
    one = Play(Script(scenario({"only": waits})))
    (walked,) = walk(one, ["!silence"])
    assert walked.state.trust < one.script.start.trust
    assert one.ended is not None
    assert one.ended.ending == "lost"


def test_a_silence_is_refused_where_no_limit_runs() -> None:
    with pytest.raises(BadPath):
        list(walk(play(), ["!silence"]))


def test_reflections_that_lead_to_one_another_are_not_walked_for_ever() -> None:
    one = Play(Script(scenario({"think": Reflect("golden", to("again")), "again": Reflect("golden", to("think"))})))
    assert list(walk(one, [])) == []
    with pytest.raises(BadPath):
        list(walk(one, ["elsewhere.it"]))


def test_a_reflection_may_be_answered_by_name() -> None:
    one = play()
    list(walk(one, ("hub.listen", "guess.tired", "think.tired++again")))
    assert one.decisions[-1] == do.Reflect(picks={"feels": "tired", "thinks": "again"})


@pytest.mark.parametrize(
    ("deliver", "tone"),
    [
        (("lively",), "lively"),
        (("close=flat",), "flat"),
        (("close.check=brisk", "close=flat"), "brisk"),
        ((), "steady"),
    ],
)
def test_the_tone_comes_from_the_deliveries(deliver: tuple[str, ...], tone: str) -> None:
    one = play()
    walked = list(walk(one, BEST, Deliveries(deliver)))
    assert one.answers[-1].tone == tone
    assert walked[-1].item.text == "close.check"


def test_a_tone_in_the_path_wins() -> None:
    one = play()
    list(walk(one, (*BEST[:3], "close.check@warm"), Deliveries(("flat",))))
    assert one.answers[-1].tone == "warm"


@pytest.mark.parametrize("item", ["loud", "close=", "=warm", "close=loud"])
def test_a_delivery_that_is_none_is_refused(item: str) -> None:
    with pytest.raises(BadPath):
        Deliveries((item,))


def test_a_misfit_says_where_we_are() -> None:
    with pytest.raises(BadPath) as caught:
        list(walk(play(), ("letter.date",)))
    assert caught.value.values["here"] == "hub"


def test_every_phase_can_be_reached_and_left() -> None:
    targets = {target for _action, _sources, target in TRANSITIONS if target} | {Phase.BRIEFING, Phase.PAUSED}
    assert targets == set(Phase)
    sources = {source for _action, starts, _target in TRANSITIONS for source in starts} | {Phase.PAUSED}
    assert set(Phase) - sources == {Phase.CLOSED}


@pytest.mark.parametrize("phase", LIVE)
def test_a_pause_resumes_where_it_was(phase: Phase) -> None:
    lifecycle = Lifecycle(phase)
    lifecycle.do("pause")
    assert lifecycle.actions == {"resume"}
    lifecycle.do("resume")
    assert lifecycle.phase is phase


def test_what_is_not_allowed_is_refused_by_name() -> None:
    with pytest.raises(IllegalDecision) as caught:
        Lifecycle().do("respond")
    assert caught.value.values == {"action": "respond", "phase": "briefing"}


def test_no_word_from_outside_becomes_a_trigger() -> None:
    with pytest.raises(IllegalDecision):
        Lifecycle().do("os.system")
