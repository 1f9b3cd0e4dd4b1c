from simulator.conversation import decisions as do
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.report import Report, debrief
from simulator.rubric.golden import Profile, Tally
from tests.debrief.calls import box_call, clouded_call, played, reading_call
from tests.kit import exchange, response, scenario


def topics(report: Report) -> list[str]:
    return [remark.topic for remark in report.remarks]


def test_what_cost_most_comes_first() -> None:
    report = debrief(played(box_call(), "sorry", "no"))

    costs = [remark.cost for remark in report.remarks]
    assert costs == sorted(costs, reverse=True)
    assert topics(report)[0] == "understanding"


def test_the_trainer_s_own_words_come_along() -> None:
    report = debrief(played(box_call(), "sorry", "no"))

    assert next(one for one in report.remarks if one.turn == 1).coach == ("Anybody could say it to anybody.",)


def test_a_dismissal_outweighs_all_else_in_its_turn() -> None:
    report = debrief(played(box_call(), "rule"))

    assert next(one for one in report.remarks if one.turn == 1).topic == "dismissal"


def test_a_wish_that_was_known_and_left_is_told_from_one_never_found() -> None:
    known = {one.topic: one.about for one in debrief(played(box_call(), "ask", "half")).remarks}
    unknown = {one.topic: one.about for one in debrief(played(box_call(), "sorry", "no")).remarks}

    assert known["serve"] == ("sure", "owned")
    assert known["confirm"] == ("online",)
    assert unknown["discover"] == ("sure", "owned", "online")


def test_a_perfect_call_needs_no_remark_but_to_look() -> None:
    assert topics(debrief(played(box_call(), "ask", "serve"))) == ["observe"]
    assert topics(debrief(played(box_call(), do.Observe(), "ask", "serve"))) == []


def test_what_there_was_to_see_is_named() -> None:
    (remark,) = debrief(played(box_call(), "ask", "serve")).remarks

    assert remark.signs == ("A child reading aloud",)
    assert remark.kept == 0


def test_answering_drained_with_the_finest_answer_out_of_reach_is_remarked() -> None:
    assert "breathe" in topics(debrief(played(box_call(load="drained"), "sorry")))
    assert "breathe" not in topics(debrief(played(box_call(load="drained"), do.Breathe(), "ask")))


def test_what_the_load_hid_is_named_and_a_breath_would_have_shown_it() -> None:
    loaded = debrief(played(clouded_call("loaded"), "yes")).remarks[-1]

    assert (loaded.topic, loaded.signs) == ("breathe", ("A clock ticking",))
    assert "breathe" not in topics(debrief(played(clouded_call("light"), "yes")))
    assert "breathe" not in topics(debrief(played(clouded_call("loaded"), do.Breathe(), "yes")))


def test_a_silence_is_remarked_and_is_nobody_s_stock_phrase() -> None:
    play = Play(Script(clouded_call("light")), timers=True)
    play.decide(do.KeepSilent())
    report = debrief(play, profile=Profile(("speed",)))

    assert topics(report)[0] == "silence"
    assert report.hollow == ()
    assert report.climb.turns[0].golden.missed == "silent"
    assert report.tally == Tally()
    assert report.done_well.why == "stayed"


def test_the_praise_is_the_best_answer_and_what_it_did() -> None:
    well = debrief(played(box_call(), "sorry", "half")).done_well

    assert (well.why, well.turn) == ("reached", 2)
    assert debrief(played(box_call(), "ask", "no")).done_well.why == "insight"
    assert debrief(played(box_call(), "ask", "serve")).done_well.why == "wish_served"


def test_there_is_something_true_to_praise_in_the_worst_call() -> None:
    assert debrief(played(box_call())).done_well.why == "picked_up"
    assert debrief(played(box_call(), "rule")).done_well.why == "answered"
    assert debrief(played(box_call(), do.Observe(), "rule")).done_well.why == "observed"
    assert debrief(played(box_call(load="loaded"), do.Breathe(), "rule")).done_well.why == "breathed"
    assert debrief(played(box_call(), "sorry", "no")).done_well.why == "stayed"
    assert debrief(played(reading_call(), do.Read(pick="tired"))).done_well.why == "read_right"


def test_an_answer_that_misreads_him_is_never_what_was_done_well() -> None:
    soothe = response("done", "You must be angry.", empathy="full", misreads=True)
    of = scenario({"only": exchange((1, 1, 1), responses={"soothe": soothe})})
    report = debrief(played(of, "soothe"))

    assert report.turns[0].answered.reception == 1
    assert report.done_well.why == "stayed"


def test_a_stock_phrase_is_never_what_was_done_well() -> None:
    assert debrief(played(box_call(), "sorry")).done_well.words == ""


def test_three_different_commitments_are_proposed_the_dearest_first() -> None:
    aims = [one.aim for one in debrief(played(box_call(), "sorry", "no")).commitments]

    assert aims[:2] == ["understanding", "discover"]
    assert len(set(aims)) == 3


def test_after_a_perfect_call_one_commits_to_do_it_again() -> None:
    aims = [one.aim for one in debrief(played(box_call(), do.Observe(), "ask", "serve")).commitments]

    assert aims[0] == "keep"
    assert len(aims) == 3
