import pytest

from simulator.rubric.golden import FACET_OF, QUESTIONS, Profile, Tally, profile, tally
from simulator.scenario.vocabulary import NEEDS


def test_eight_questions_offer_all_twelve_needs() -> None:
    assert len(QUESTIONS) == 8
    assert {need for needs in QUESTIONS.values() for need in needs} == set(NEEDS) == set(FACET_OF)
    assert all(one != other for one, other in QUESTIONS.values())


def test_the_needs_chosen_most_often_come_first() -> None:
    own = profile({"broken": "speed", "refused": "clarity", "voice": "clarity"})

    assert own.needs == ("clarity", "speed")


def test_a_question_left_open_counts_for_nothing() -> None:
    assert profile({}) == Profile(())


@pytest.mark.parametrize("wrong", [{"broken": "warmth"}, {"weather": "speed"}])
def test_an_answer_that_no_question_offers_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        profile(wrong)


def test_choices_are_counted_by_whom_they_serve() -> None:
    choices = [{"speed"}, {"warmth"}, {"speed", "warmth"}, {"clarity"}, set()]

    counted = tally(choices, own={"speed"}, customer={"warmth"})
    assert counted == Tally(own=1, customer=1, both=1, neither=2)
    assert counted.choices == 5
