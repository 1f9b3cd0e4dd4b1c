from fractions import Fraction

import pytest

from simulator.conversation import decisions as do
from simulator.debrief.gap import SelfRating, mood_steps
from simulator.debrief.report import debrief
from tests.debrief.calls import box_call, played


def rating(**given: object) -> SelfRating:
    return SelfRating(**{"empathy": 8, "naturalness": 7, "stage": "empathy", "mood": "serene", **given})  # type: ignore[arg-type]


def test_what_he_felt_of_empathy_is_how_the_answers_landed() -> None:
    report = debrief(played(box_call(), "ask", "no"), self_rating=rating())

    receptions = [turn.answered.reception for turn in report.turns]
    assert receptions == [2, 0]
    assert report.gap.empathy.felt == 10 * Fraction(2 + 2 + 0 + 2, 2 * 4)


def test_what_he_felt_of_naturalness_is_how_far_he_believed_it() -> None:
    play = played(box_call(), "ask", "serve")

    assert debrief(play).gap.naturalness.felt == play.state.trust


def test_the_key_holds_the_scorecard_s_figures_out_of_ten() -> None:
    report = debrief(played(box_call(), "sorry", "no"))

    assert report.gap.empathy.key == report.scorecard.empathy / 10
    assert report.gap.naturalness.key == report.scorecard.naturalness / 10


def test_the_gap_says_how_much_better_than_the_customer_one_thought_it_was() -> None:
    bars = debrief(played(box_call(), "sorry", "no"), self_rating=rating(empathy=9)).gap.empathy

    assert bars.gap == 9 - bars.felt > 0


def test_the_stage_is_so_many_rungs_off() -> None:
    play = played(box_call(), "ask", "serve")

    guess = debrief(play, self_rating=rating(stage="golden")).gap.stage
    assert (guess.actual, guess.off, guess.right) == ("platinum", 2, False)
    assert debrief(play, self_rating=rating(stage="platinum")).gap.stage.right


def test_a_mood_is_off_by_the_signs_that_differ() -> None:
    assert mood_steps("serene", "serene") == 0
    assert mood_steps("serene", "relieved") == 1
    assert mood_steps("delighted", "resigned") == 3
    assert mood_steps("neutral", "angry") == 1


def test_without_a_self_rating_there_are_two_bars() -> None:
    report = debrief(played(box_call(), "ask"))

    assert report.gap.empathy.thought is None
    assert report.gap.empathy.gap is None
    assert not report.gap.stage.right


def test_nobody_has_felt_anything_before_the_first_word() -> None:
    assert debrief(played(box_call())).gap.empathy.felt == 5
    assert debrief(played(box_call(), do.Observe())).gap.empathy.felt == 5


@pytest.mark.parametrize("wrong", [{"empathy": 11}, {"naturalness": -1}, {"stage": "silver"}, {"mood": "happy"}])
def test_a_self_rating_out_of_range_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        rating(**wrong)
