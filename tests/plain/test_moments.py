"""Each kind of moment in lines: what is shown, what is understood, what is refused and why."""

import re

import msgspec
import pytest

from simulator.conversation import decisions as do
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.conversation.state import DRAINED
from simulator.locale import use
from simulator.plain.saving import Saver
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Cue, Empathy, Reflect, Silence
from tests.kit import exchange, full_scenario, response, scenario, to
from tests.plain.typist import RATING, sit


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


def play(**keys) -> Play:
    return Play(Script(full_scenario(**keys)), seed=3, practice=True)


def at_the_letter(*decisions: do.Decision) -> Play:
    taken = (do.Respond(response="listen"), do.Read(pick="tired"), do.Reflect(), *decisions)
    return Play(Script(full_scenario()), seed=3, practice=True, decisions=taken)


TO_THE_END = ["listen", "tired", "", "", "", "date means", "send", "check", "warm"]


def test_a_call_through_every_kind_of_moment_ends_with_its_marks():
    told = sit(play(), [*TO_THE_END, *RATING])
    for words in (
        "CUSTOMER: Yes?",
        "YOU: (steadily) Twenty-two minutes: what is at stake?",
        "CUSTOMER: My daughter has an exam.",
        "What does Karim feel?",
        "Reread your message as Karim will:",
        "How do you say it?",
        "End of the conversation.",
        "Highest stage:",
    ):
        assert words in told


def test_the_eight_steps_come_in_order_and_the_rating_before_the_verdict():
    told = sit(play(), [*TO_THE_END, *RATING])
    places = [told.index("In one word, how did it feel"), told.index("Your empathy, from 0 to 10")]
    places += [told.index(f"Step {step} of 8") for step in range(3, 9)]
    places += [told.index("One thing for the next call"), told.index("Highest stage:")]
    assert places == sorted(places)
    assert "you thought 7" in told


def test_the_debrief_is_told_without_a_rating_where_the_input_ends():
    told = sit(play(), TO_THE_END)
    assert "Step 8 of 8" in told
    assert "you thought" not in told
    assert "Highest stage:" in told


def test_a_response_is_picked_by_its_number_its_id_or_its_path():
    found = play()
    found.answer()
    place = [choice.name for choice in found.scene().choices].index("listen") + 1
    for answer in (str(place), "listen", "LISTEN", "hub.listen"):
        now = play()
        sit(now, [answer])
        assert now.decisions[0] == do.Respond(at=now.decisions[0].at, response="listen")


def test_a_tone_is_named_with_the_response_by_number_or_word_or_thought_over():
    base = (do.Compose(parts=("date",)), do.Send())
    for answers in (
        ["check@warm"],
        ["check", "1"],
        ["check", "warm"],
        ["check", "WARMLY"],
        ["check", "0", "check", "warm"],
    ):
        now = at_the_letter(*base)
        sit(now, answers)
        assert now.is_over
        delivered = now.decisions[-1]
        assert isinstance(delivered, do.Deliver)
        assert delivered.tone == "warm"


def test_what_is_not_understood_is_said_and_asked_again():
    now = play()
    told = sit(now, ["9", "nonsense", "listen@loudly"])
    assert now.decisions == []
    assert told.count("is not among what can be answered here") == 3


def test_comments_and_empty_lines_are_passed_over():
    now = play()
    sit(now, ["# the first moment", "", "listen", "   # the second"])
    assert [type(one) for one in now.decisions] == [do.Respond]


def test_a_closed_response_is_shown_with_its_reason_and_not_taken():
    moments = {
        "only": exchange(
            (2, 1, 1),
            responses={
                "fine": response("done", "A fine one.", empathy=Empathy(2, 2, 2)),
                "plain": response("done", "A plain one."),
                "shut": response(
                    "done", "A shut one.", when=Condition(flag=("never",)), locked_show=True, sets=("never",)
                ),
            },
        )
    }
    now = Play(Script(scenario(moments, desk=full_scenario(load="drained").desk)))
    assert now.state.load == DRAINED
    told = sit(now, ["fine", "shut", "b", "fine"])
    assert told.count("Out of reach while you are drained: breathe first.") >= 2
    assert told.count("Not possible at this point.") >= 2
    assert now.decisions[0] == do.Breathe(at=now.decisions[0].at)
    assert now.is_over


def test_a_message_is_put_together_in_order_reread_and_taken_back_once():
    now = at_the_letter()
    told = sit(now, ["date date", "date means hollow", "hollow, date", "back", "means+date", "back", "send"])
    assert "A part stands there twice" in told
    assert "The message takes from 1 to 2 parts." in told
    assert "You have taken it back once already" in told
    sent = [one for one in now.decisions if isinstance(one, do.Compose)]
    assert [one.parts for one in sent] == [("hollow", "date"), ("means", "date")]
    assert told.index("- When?") < told.index("Reread your message")


def test_a_reflection_takes_picks_skips_and_in_golden_one_s_own_words():
    moments = {
        "me": Reflect("golden", to("him")),
        "him": Reflect("empathy", to("close")),
        "close": exchange(responses={"it": response("done")}),
    }
    now = Play(Script(scenario(moments)))
    sit(now, ["furious, honestly", "", "0", "tired", "my own words", "", "again", "it"])
    assert now.decisions[0].picks == {"feels": "furious, honestly"}
    assert now.decisions[1].picks == {"feels": "tired", "does": "again"}


def test_only_what_he_shows_is_told_in_an_attempt_and_the_reasons_in_practice():
    attempt = Play(Script(full_scenario()), seed=3)
    told = sit(attempt, ["listen"])
    assert re.search(r"Mood: \w+\.", told)
    assert "pleasure" not in told
    assert "\n- " not in told
    practised = sit(play(), ["listen"])
    assert "pleasure" in practised
    assert "- You now know: “To be sure”." in practised


def test_the_coach_tells_reasons_in_an_attempt_too():
    attempt = Play(Script(full_scenario()), seed=3)
    assert "pleasure" in sit(attempt, ["listen"], coach=True)


def test_observing_shows_what_was_hidden_and_is_offered_once():
    moments = {"only": exchange(responses={"it": response("done")}, cues=(Cue("A sigh", hidden=True),))}
    now = Play(Script(scenario(moments)))
    told = sit(now, ["o", "o", "it"])
    assert "SIGN: A sigh" in told
    assert "You cannot observe at this point, or have done so already." in told
    assert "(1, o, c" in told
    assert "(1, c" in told


def test_the_coach_asks_the_three_questions_of_the_stage():
    told = sit(play(), ["c"])
    assert "COACH: three questions before you answer." in told
    assert told.count("\n- ") >= 3


def test_undo_takes_the_answer_back_in_practice_and_is_written_down():
    kept: list[int] = []

    class Watching(Saver):
        def undone(self, kept_decisions: int) -> None:
            kept.append(kept_decisions)

    now = play()
    told = sit(now, ["o", "sorry", "u"], saver=Watching(None, lambda _error: None))
    assert [type(one) for one in now.decisions] == [do.Observe]
    assert kept == [1]
    assert "as if it had never been given" in told


def test_undo_is_refused_in_an_attempt():
    attempt = Play(Script(full_scenario()), seed=3)
    told = sit(attempt, ["sorry", "u"])
    assert "Answers are taken back in practice only." in told
    assert len(attempt.decisions) == 1


def test_a_pause_waits_for_a_line_and_goes_on():
    now = play()
    told = sit(now, ["p", "anything", "listen"])
    assert "Paused." in told
    assert len(now.decisions) == 1


def test_help_lists_what_is_allowed_now_and_nothing_else():
    told = sit(Play(Script(full_scenario()), seed=3), ["?"])
    assert "o observe: " in told
    assert "u undo: " not in told
    assert "b breathe: " not in told


def test_quitting_says_that_the_call_is_kept_or_not():
    assert "This call is not saved." in sit(play(), ["q"])


def test_silence_speaks_where_timers_run_and_plus_gives_more_time():
    moments = {
        "only": exchange(responses={"it": response("done")}, silence=Silence(12, to("after"))),
        "after": exchange(responses={"it": response("done")}),
    }
    now = Play(Script(scenario(moments)), timers=True)
    told = sit(now, ["+", "…", "it"])
    assert "You have 12" in told
    assert "You have 24" in told
    assert "Silence. You have not answered." in told
    assert isinstance(now.decisions[0], do.KeepSilent)
    assert now.is_over
    assert "You have 12" not in sit(Play(Script(scenario(moments))), ["it"])


def test_trying_again_from_a_turn_leaves_the_record_alone():
    now = Play(Script(full_scenario()), seed=3)
    told = sit(now, [*TO_THE_END, *RATING, "1", "rule", "q", ""])
    assert [type(one) for one in now.decisions] == [type(one) for one in at_end().decisions]
    assert "YOU: (steadily) It is our policy." in told


def at_end() -> Play:
    now = Play(Script(full_scenario()), seed=3)
    sit(now, TO_THE_END)
    return now


def test_a_person_is_asked_to_take_the_call_and_a_pipe_is_not():
    assert "Enter takes the call." in sit(play(), [""], interactive=True)
    assert "Enter takes the call." not in sit(play(), [])


def test_answers_from_a_pipe_are_shown_behind_their_questions():
    assert "?, q): listen\n" in sit(play(), ["listen"])


def test_french_is_set_with_its_spaces_and_english_words_are_left_as_typed():
    found = full_scenario()
    french = msgspec.structs.replace(found, language="fr")
    assert "Yes\u202f?" in sit(Play(Script(french), seed=3), [])
    use("fr")
    assert "Yes?" in sit(Play(Script(found), seed=3), [])


def test_lines_are_no_longer_than_the_width():
    told = sit(play(), [*TO_THE_END, *RATING])
    assert max(map(len, told.splitlines())) <= 80
