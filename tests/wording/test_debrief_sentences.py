"""Everything a debrief may have to say can be said, of any play."""

from fractions import Fraction
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.conversation import decisions as do
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.climb import Rung
from simulator.debrief.commitments import Commitment
from simulator.debrief.done_well import PRAISES, DoneWell
from simulator.debrief.gap import SelfRating
from simulator.debrief.remarks import Remark, Topic
from simulator.debrief.report import debrief
from simulator.rubric.golden import profile
from simulator.scenario.model import Wait
from simulator.wording import debrief as say
from simulator.wording.remarks import commitment, praise, prompt, remark
from tests.debrief.calls import box_call, clouded_call, played
from tests.kit import customer, full_scenario, plays

FULL = Script(full_scenario())
RATING = SelfRating(9, 2, "platinum", "delighted", "fine")


def test_everything_to_praise_has_its_sentence() -> None:
    told = [praise(DoneWell(why, about=("sure",)), FULL) for why in PRAISES]

    assert len(set(told)) == len(PRAISES)


def test_everything_to_remark_can_be_committed_to() -> None:
    told = [commitment(Commitment(aim)) for aim in (*get_args(Topic), "keep")]

    assert len(set(told)) == len(told)
    assert all(sentence.startswith("I will") for sentence in told)


def test_the_trainer_s_words_stand_instead_of_ours() -> None:
    given_words = Remark("own_words", cost=debrief(played(box_call())).scorecard.overall, coach=("Look closer.",))

    assert remark(given_words, FULL) == "Look closer."


def test_what_the_load_hid_is_said_to_be_so() -> None:
    script = Script(clouded_call("loaded"))
    hid = debrief(played(script, "yes")).remarks[-1]

    assert remark(hid, script) == "Your load hid this from you: “A clock ticking”. A breath would have shown it."


def test_the_customer_s_own_words_are_the_verdict() -> None:
    script = Script(box_call())
    report = debrief(played(script, "ask", "serve"))

    assert say.verdict(report.verdict, script) == "Thank you."


def test_without_words_of_his_own_a_sentence_says_how_he_leaves() -> None:
    script = Script(box_call(who=customer(known=("wait",))))
    glad, sorry = (debrief(played(script, *path)).verdict for path in (("ask", "serve"), ("rule",) * 4))

    assert say.verdict(glad, script) != say.verdict(sorry, script)
    assert "Karim" in say.verdict(glad, script)


def test_nobody_takes_leave_in_the_middle_of_a_call() -> None:
    script = Script(box_call())

    assert "waiting" in say.verdict(debrief(played(script, "rule")).verdict, script)


def test_a_gap_says_who_thought_better_of_it() -> None:
    script = Script(box_call())
    poor = debrief(played(script, "rule"), self_rating=RATING)

    assert "took it less well than you thought" in say.gap(poor.gap.empathy, script)
    assert say.gap(debrief(played(script, "rule")).gap.empathy, script) == ""


def test_a_mood_that_kept_its_name_and_got_worse_is_not_said_to_be_the_same() -> None:
    script = Script(box_call(who=customer(known=("wait",), wait=Wait(60, ("unfair",)))))
    told = debrief(played(script, "sorry", "no")).verdict

    assert told.mood == told.came_in == "angry"
    assert say.balance(told, script) == (
        "Karim leaves unhappier than on arrival: angry from first to last (pleasure −5 → −6, trust 3 → 2)."
    )


@pytest.mark.parametrize(
    ("pleasure", "trust", "mood", "happier", "words"),
    [
        ((-5, -2), (3, 5), "angry", True, "a weight off, though not happy yet: angry from first to last"),
        ((-5, 2), (3, 5), "serene", True, "happier than on arrival: angry, then serene"),
        ((-5, -2), (3, 3), "angry", False, "in better spirits, but with no more trust"),
        ((-5, -5), (3, 5), "angry", False, "more trust, but no happier"),
        ((-5, -5), (3, 2), "angry", False, "no happier, and with less trust"),
        ((-5, -5), (3, 3), "angry", False, "as on arrival: angry from first to last"),
        ((-5, -7), (3, 5), "anxious", False, "unhappier than on arrival: angry, then anxious"),
    ],
)
def test_the_feeling_is_said_as_the_figures_have_it(pleasure, trust, mood, happier, words) -> None:
    script = Script(box_call())
    told = debrief(played(script, "sorry", "no")).verdict
    moved = msgspec.structs.replace(told, came_in="angry", mood=mood, happier=happier, pleasure=pleasure, trust=trust)

    assert words in say.balance(moved, script)


def test_what_was_at_hand_is_named_twice_at_most_and_counted_beyond() -> None:
    script = Script(full_scenario())
    left = Rung("empathy", Fraction(0), Fraction(35, 2), "nothing_used", ("wait", "again", "tired"))

    assert say.rung(left, script).endswith("and one thing more.")
    assert "Twenty-two minutes" not in say.rung(left, script)


def test_a_wish_never_found_out_is_not_reproached_twice() -> None:
    script = Script(box_call())
    paths = debrief(played(script, "rule")).climb.wishes

    assert {say.wish(path, script) for path in paths} == {"You never found out."}


def test_questions_left_out_are_named() -> None:
    script = Script(full_scenario("email"))
    opened = (do.Respond(response="listen"), do.Read(pick="tired"), do.Reflect())
    one = debrief(played(script, *opened, do.Compose(parts=("date",)), do.Send())).verdict
    both = debrief(played(script, *opened, do.Compose(parts=("hollow",)), do.Send())).verdict

    assert say.left_out(one) == "One question stays unanswered: “How?”."
    assert say.left_out(both) == "2 questions stay unanswered: “When?”, “How?”."


def test_the_prompt_names_what_is_true_of_this_customer() -> None:
    script = Script(box_call())
    (found,) = debrief(played(script, "sorry")).hollow

    assert "“Twenty-two minutes”" in prompt(found, script)


@given(st.data())
def test_a_whole_debrief_can_be_said(data: st.DataObject) -> None:
    script = data.draw(st.sampled_from([FULL, Script(full_scenario(), "quick"), Script(box_call(load="drained"))]))
    play: Play = data.draw(plays(script))
    own = profile({"broken": "speed", "voice": "warmth"})
    report = debrief(play, self_rating=RATING, profile=own)
    assert report.tally is not None

    told = [
        say.verdict(report.verdict, script),
        say.balance(report.verdict, script),
        say.gap(report.gap.empathy, script),
        say.gap(report.gap.naturalness, script),
        say.guess(report.gap.stage),
        say.guess(report.gap.mood),
        say.tally(report.tally, script),
        praise(report.done_well, script),
        *(remark(one, script) for one in report.remarks),
        *(commitment(one) for one in report.commitments),
        *(prompt(one, script) for one in report.hollow),
        *(say.known_by(path, script) for path in report.climb.wishes),
        *(say.wish(path, script) for path in report.climb.wishes),
        say.measure(report.gap.empathy, script),
        say.measure(report.gap.naturalness, script),
    ]
    assert all(told)
    assert not any("{" in sentence or "None" in sentence for sentence in told)
    for step in report.climb.turns:
        for rung in (step.golden, step.empathy, step.platinum):
            assert bool(say.rung(rung, script)) == bool(rung.earned or rung.missed)
