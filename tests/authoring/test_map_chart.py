"""What a map says: every moment and ending, what opens what, and which way the best path goes."""

import pytest

from simulator.authoring.map.best import best_steps
from simulator.authoring.map.call import chart_of
from simulator.authoring.map.chart import by_place
from simulator.authoring.map.lifecycle import lifecycle_chart
from simulator.conversation.lifecycle import LIVE, TRANSITIONS, Phase
from simulator.conversation.script import Script
from simulator.errors import BadPath
from simulator.scenario import codes
from simulator.scenario.conditions import Comparison, Condition
from simulator.scenario.findings import Finding, Place
from simulator.scenario.model import Branch, Ending, Silence
from simulator.scenario.rehearsal import Rehearsal
from tests.kit import exchange, full_scenario, response, scenario, to

TRUSTING = Condition(trust=Comparison(">=", 6))


def node(chart, name):
    return next(one for one in chart.nodes if one.name == name)


def arrow(chart, source, target):
    return next((one for one in chart.arrows if (one.source, one.target) == (source, target)), None)


def names(chart, source, target):
    return [step.name for step in arrow(chart, source, target).steps]


def test_every_moment_and_every_ending_is_a_node_once():
    chart = chart_of(full_scenario("email"))
    assert [one.name for one in chart.nodes] == ["hub", "guess", "think", "letter", "close", "done", "lost"]
    assert [one.kind for one in chart.nodes] == [
        "exchange", "read", "reflect", "compose", "exchange", "ending", "ending",
    ]  # fmt: skip


def test_an_ending_has_its_outcome_and_the_start_is_marked():
    chart = chart_of(full_scenario())
    assert (node(chart, "done").outcome, node(chart, "lost").outcome) == ("solved", "unsolved")
    assert [one.name for one in chart.nodes if one.start] == ["hub"]


def test_responses_that_lead_to_the_same_moment_share_an_arrow():
    chart = chart_of(full_scenario())
    assert names(chart, "hub", "guess") == ["listen", "promise"]
    assert names(chart, "hub", "hub") == ["sorry", "rule"]


def test_what_opens_a_response_and_what_opens_a_way_are_told_apart():
    listen = response(say="Yes.", when=Condition(knows=("sure",)))
    ways = (Branch("done", TRUSTING), Branch("lost"))
    chart = chart_of(scenario({"only": exchange(responses={"listen": type(listen)("Yes.", ways, when=listen.when)})}))
    opened, otherwise = arrow(chart, "only", "done").steps[0], arrow(chart, "only", "lost").steps[0]
    assert (opened.offered, opened.taken, opened.otherwise) == (listen.when, TRUSTING, False)
    assert (otherwise.offered, otherwise.taken, otherwise.otherwise) == (listen.when, None, True)


def test_silence_past_its_limit_is_a_way_that_nobody_chooses():
    moments = {"only": exchange(responses={"it": response("done")}, silence=Silence(12, to("lost")))}
    chart = chart_of(scenario(moments, channel="chat"))
    silent = arrow(chart, "only", "lost")
    assert silent.aside
    assert [(step.cause, step.after) for step in silent.steps] == [("silence", 12)]


def test_a_customer_can_hang_up_where_a_response_dismisses_and_the_channel_lets_them():
    dismissed = {"only": exchange(responses={"rude": response("done", dismisses=True)})}
    hangs_up = arrow(chart_of(scenario(dismissed, channel="phone", hangs_up="lost")), "only", "lost")
    assert hangs_up.aside
    assert arrow(chart_of(scenario(dismissed, channel="counter", hangs_up="lost")), "only", "lost") is None
    kind = {"only": exchange(responses={"kind": response("done")})}
    assert arrow(chart_of(scenario(kind, channel="phone", hangs_up="lost")), "only", "lost") is None


def test_the_ending_that_is_built_in_is_drawn_where_a_hang_up_needs_it():
    dismissed = {"only": exchange(responses={"rude": response("done", dismisses=True)})}
    assert node(chart_of(scenario(dismissed, channel="phone")), "hung-up").outcome == "unsolved"
    kind = {"only": exchange(responses={"kind": response("done")})}
    assert "hung-up" not in [one.name for one in chart_of(scenario(kind, channel="phone")).nodes]


def test_what_a_customer_does_not_have_is_left_out_of_their_map():
    moments = {
        "only": exchange(responses={"base": response("extra", only=("base",)), "all": response("done")}),
        "extra": exchange(responses={"end": response("done")}, only=("base",)),
    }
    two = scenario(moments, variants={"quick": full_scenario().variants["quick"]})
    assert [one.name for one in chart_of(two).nodes] == ["only", "extra", "done", "lost"]
    assert [one.name for one in chart_of(two, "quick").nodes] == ["only", "done", "lost"]


def test_a_variant_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        chart_of(full_scenario(), "nobody")


def test_what_nothing_leads_to_is_known():
    moments = {
        "only": exchange(responses={"end": response("done")}),
        "island": exchange(responses={"on": response("island"), "off": response("only")}),
    }
    chart = chart_of(scenario(moments, channel="counter"))
    assert {one.name for one in chart.nodes if not one.reached} == {"island", "lost"}


def test_a_line_is_that_of_the_customer_with_their_name_in_it():
    moments = {"only": exchange(line="This is {customer}.", responses={"it": response("done")})}
    assert node(chart_of(scenario(moments)), "only").said == "This is Karim Belkacem."


PATH = ("hub.listen", "guess.tired", "letter.date+means", "close.check@warm")


def test_the_best_path_is_the_rehearsal_of_that_name():
    script = Script(full_scenario())
    best = best_steps(script, [Rehearsal("other", ("hub.sorry",)), Rehearsal("best", PATH)])
    assert best == {
        ("hub", "listen", "guess"),
        ("guess", "", "think"),
        ("think", "", "letter"),
        ("letter", "", "close"),
        ("close", "check", "done"),
    }


def test_each_customer_has_a_best_path_of_their_own():
    script = Script(full_scenario(), "quick")
    assert best_steps(script, [Rehearsal("best", PATH)]) == frozenset()
    own = Rehearsal("best-quick", ("hub.promise",), variant="quick")
    assert best_steps(script, [own]) == {("hub", "promise", "guess")}


def test_a_best_path_that_cannot_be_walked_is_a_bad_path():
    with pytest.raises(BadPath):
        best_steps(Script(full_scenario()), [Rehearsal("best", ("hub.nothing",))])


def test_on_the_map_the_best_path_is_marked_on_its_own_steps_only():
    best = best_steps(Script(full_scenario()), [Rehearsal("best", PATH)])
    chart = chart_of(full_scenario(), best=best)
    assert [step.name for step in chart.steps if step.best] == ["listen", "", "", "", "check"]
    assert [one.name for one in chart.nodes if one.best] == ["hub", "guess", "think", "letter", "close", "done"]


def finding(code, **keys):
    return Finding(code, Place("file.yaml", 1, 1), **keys)


def test_what_was_found_stands_at_its_moment_for_the_customer_it_concerns():
    found = [
        finding("W203", moment="hub"),
        finding("E202", moment="hub", variant="quick"),
        finding("I211", moment="close", variant="base"),
    ]
    placed = by_place(found, None)
    assert [one.code for one in placed["hub"]] == ["W203"]
    assert [one.code for one in by_place(found, "quick")["hub"]] == ["W203", "E202"]
    assert node(chart_of(full_scenario(), findings=placed), "hub").worst == "warning"
    assert node(chart_of(full_scenario(), findings=by_place(found, "quick")), "hub").worst == "error"
    assert node(chart_of(full_scenario(), findings=placed), "letter").worst is None


def test_an_ending_that_no_call_comes_to_is_marked_as_such():
    placed = by_place([finding(codes.UNREACHABLE_ENDING, arguments={"id": "lost"})], None)
    assert node(chart_of(full_scenario(), findings=placed), "lost").count("warning") == 1


def test_a_finding_about_something_else_of_the_same_name_marks_no_moment():
    placed = by_place([finding(codes.UNREVEALED_WISH, arguments={"id": "hub"})], None)
    assert not node(chart_of(full_scenario(), findings=placed), "hub").findings


def test_the_lifecycle_has_every_phase_and_every_transition():
    chart = lifecycle_chart()
    assert [one.name for one in chart.nodes] == [phase.value for phase in Phase]
    walked = {(step.source, step.name, step.target) for step in chart.steps}
    for action, sources, target in TRANSITIONS:
        assert {(source, action, target or source) for source in sources} <= walked
    assert {(live.value, "pause", "paused") for live in LIVE} <= walked
    assert all(step.undone_by == "resume" for step in chart.steps if step.name == "pause")


def test_the_lifecycle_of_a_scenario_has_no_phase_it_cannot_come_to():
    plain = scenario({"only": exchange(responses={"it": response("done")})})
    phases = {one.name for one in lifecycle_chart(plain).nodes}
    assert not phases & {"delivering", "composing", "rereading", "reading", "reflecting"}
    assert "deciding" in phases
    assert not [step for step in lifecycle_chart(plain).steps if step.name == "keep_silent"]
    assert len(lifecycle_chart(full_scenario()).nodes) == len(Phase)


def test_an_ending_s_text_is_what_it_says():
    chart = chart_of(
        scenario({"only": exchange(responses={"it": response("done")})}, endings={"done": Ending("solved", "Fine.")})
    )
    assert node(chart, "done").said == "Fine."
