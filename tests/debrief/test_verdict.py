import pytest

from simulator.conversation import decisions as do
from simulator.conversation.script import Script
from simulator.debrief.report import debrief
from simulator.debrief.verdict import verdict_words
from tests.debrief.calls import box_call, played
from tests.kit import customer, full_scenario


def test_he_speaks_in_the_words_of_the_mood_he_leaves_in() -> None:
    assert verdict_words(customer(verdicts={"moved": "Oh."}), "moved") == ("moved", "Oh.")


def test_for_want_of_them_he_borrows_those_of_the_nearest_mood_of_the_same_valence() -> None:
    who = customer(verdicts={"relieved": "Phew.", "delighted": "Great!", "angry": "No."})

    assert verdict_words(who, "serene") == ("delighted", "Great!")
    assert verdict_words(who, "resigned") == ("angry", "No.")


def test_nobody_s_anger_is_put_into_a_happy_mouth() -> None:
    assert verdict_words(customer(verdicts={"angry": "No.", "neutral": "Well."}), "serene") == (None, None)
    assert verdict_words(customer(verdicts={"angry": "No.", "serene": "Fine."}), "neutral") == (None, None)


def test_words_of_another_mood_are_marked_as_such() -> None:
    told = debrief(played(box_call(), "ask", "serve")).verdict

    assert (told.mood, told.words, told.written_for) == ("serene", "Thank you.", "relieved")


def test_the_request_and_the_feeling_are_told_apart() -> None:
    told = debrief(played(box_call(), "ask", "no")).verdict

    assert (told.outcome, told.happier) == ("unsolved", True)


def test_a_conversation_that_goes_on_has_no_outcome() -> None:
    assert debrief(played(box_call(), "ask")).verdict.outcome is None


def test_a_hang_up_is_said() -> None:
    told = debrief(played(box_call(), *["rule"] * 4)).verdict

    assert told.hung_up
    assert (told.outcome, told.words) == ("unsolved", "I am leaving.")


def test_a_call_that_ends_in_a_hang_up_can_be_debriefed_at_every_cut() -> None:
    whole = played(box_call(), do.Observe(), *["rule"] * 4)

    ends = [debrief(whole.branch(kept)).verdict.hung_up for kept in range(len(whole.decisions) + 1)]
    assert ends == [False] * 5 + [True]


@pytest.mark.parametrize(
    ("parts", "left"), [(("date",), ("how",)), (("hollow",), ("when", "how")), (("date", "means"), ())]
)
def test_questions_left_out_of_a_mail_are_named(parts: tuple[str, ...], left: tuple[str, ...]) -> None:
    opened = (do.Respond(response="listen"), do.Read(pick="tired"), do.Reflect())
    play = played(Script(full_scenario("email")), *opened, do.Compose(parts=parts), do.Send())

    assert tuple(name for name, _ in debrief(play).verdict.left_out) == left


def test_placeholders_of_a_verdict_are_filled() -> None:
    who = customer(verdicts={"angry": "My name is {customer}."}, known=("wait",))

    told = debrief(played(box_call(who=who), *["rule"] * 4)).verdict
    assert told.words == "My name is Karim Belkacem."
