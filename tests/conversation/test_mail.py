"""A composed message folds into one response: coverage, the urgent question first, one cap for stock phrases."""

from fractions import Fraction

import pytest

from simulator.conversation import decisions as do
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.errors import IllegalDecision
from simulator.scenario.model import Called, Compose, Empathy, LineCase, Question
from tests.kit import response, scenario, to

QUESTIONS = {
    "funeral": Question("Paid now?", 2, urgent=True),
    "papers": Question("Which?"),
    "delay": Question("When?"),
}
PARTS = {
    "pay": response(say="Yes, today.", empathy=Empathy(1, 1, 0), answers={"funeral": "full"}, offers=("deadline",)),
    "list": response(say="Three papers.", empathy=Empathy(0, 1, 1), answers={"papers": "full"}),
    "soon": response(say="In a timely manner.", naturalness=2, answers={"delay": "partly"}),
    "date": response(say="By the 12th.", empathy=Empathy(), answers={"delay": "full"}),
    "sorry": response(say="My condolences.", empathy=Empathy(2), naturalness=2),
    "rude": response(say="Read the site.", dismisses=True),
}  # fmt: skip


def mail(*parts: str, channel: str = "email", questions: dict[str, Question] = QUESTIONS) -> Play:
    moment = Compose((LineCase("Three."),), Called(Empathy(1, 1, 1)), questions, PARTS, (1, 5), to("done"))
    play = Play(Script(scenario({"letter": moment}, channel=channel)))
    play.decide(do.Compose(parts=parts))
    play.decide(do.Send())
    return play


def test_all_questions_answered_with_the_most_of_each_dimension() -> None:
    answer = mail("pay", "list", "date").answers[0]
    assert (answer.empathy, answer.naturalness) == (1, 1)
    assert answer.after.valence == 2 + 2 + 1  # touched, progress 2, a lucky guess


def test_empathy_shrinks_with_what_is_left_unanswered() -> None:
    answer = mail("pay", "list").answers[0]
    assert answer.empathy == Fraction(3, 4)
    assert [reason.about for reason in answer.reasons if reason.cause == "left_out"] == ["delay"]


def test_half_an_answer_counts_half() -> None:
    assert mail("pay", "list", "soon").answers[0].empathy == Fraction(2 + 1, 4) + Fraction(1, 2) / 4


def test_an_urgent_question_that_does_not_come_first_costs_15_hundredths() -> None:
    assert mail("list", "pay", "date").answers[0].empathy == Fraction(85, 100)


def test_a_part_that_answers_nothing_may_stand_first() -> None:
    assert mail("sorry", "pay", "list", "date").answers[0].empathy == 1 - Fraction(6, 40)


def test_progress_follows_the_coverage() -> None:
    assert mail("pay", "list", "date").answers[0].after.valence - mail("pay", "list").answers[0].after.valence == 2
    assert mail("date").answers[0].after.valence == -1 - 2


def test_each_question_left_out_costs_valence_and_raises_tension() -> None:
    moved = {reason.about: reason.moves for reason in mail("pay").answers[0].reasons if reason.cause == "left_out"}
    assert moved == {"papers": {"valence": -1, "arousal": 1}, "delay": {"valence": -1, "arousal": 1}}


def test_naturalness_is_the_mean_of_the_parts_and_a_phrase_costs_half_in_the_part_it_stands_in() -> None:
    answer = mail("pay", "soon").answers[0]
    assert answer.naturalness == (1 + Fraction(2, 4) - Fraction(6, 100)) / 2


def test_one_dismissal_spoils_the_whole() -> None:
    answer = mail("pay", "list", "date", "rude").answers[0]
    assert (answer.empathy, answer.reception) == (0, -2)


def test_only_which_part_answers_first_matters_in_the_order() -> None:
    one, other = mail("pay", "list", "date", "sorry"), mail("sorry", "pay", "date", "list")
    assert one.state == other.state


def test_a_message_may_be_taken_back_once() -> None:
    moment = Compose((LineCase("Three."),), Called(Empathy(1, 1, 1)), QUESTIONS, PARTS, (1, 5), to("done"))
    play = Play(Script(scenario({"letter": moment}, channel="email")))
    play.decide(do.Compose(parts=("soon",)))
    play.decide(do.TakeBack())
    play.decide(do.Compose(parts=("pay",)))
    assert "take_back" not in play.allowed()
    with pytest.raises(IllegalDecision):
        play.decide(do.TakeBack())
    play.decide(do.Send())
    assert play.answers[0].responses == ("pay",)


@pytest.mark.parametrize("parts", [(), ("pay", "pay"), ("nothing",)])
def test_what_cannot_be_put_together_is_refused(parts: tuple[str, ...]) -> None:
    moment = Compose((LineCase("Three."),), Called(Empathy(1, 1, 1)), QUESTIONS, PARTS, (1, 5), to("done"))
    play = Play(Script(scenario({"letter": moment}, channel="email")))
    with pytest.raises(IllegalDecision):
        play.decide(do.Compose(parts=parts))
