from hypothesis import given
from hypothesis import strategies as st

from simulator.conversation import decisions as do
from simulator.conversation.script import Script
from simulator.debrief.turns import turns
from tests.debrief.calls import box_call, played
from tests.kit import full_scenario, plays

FULL = Script(full_scenario())


def test_a_turn_holds_what_was_heard_and_what_was_answered() -> None:
    first, second = turns(played(box_call(), "ask", "no"))

    assert (first.number, first.moment, first.line) == (1, "opening", "Yes?")
    assert first.reply == "My daughter has an exam at two."
    assert (second.number, second.line, second.words) == (2, "And so?", "Thursday, then.")


def test_trying_again_keeps_what_was_noticed_before_answering() -> None:
    (turn,) = turns(played(box_call(), do.Observe(), "sorry"))

    assert turn.kept == 1


def test_trying_again_goes_back_before_a_response_that_waited_for_its_tone() -> None:
    listen, look = do.Respond(response="listen"), do.Read(pick="tired")
    mail = (do.Compose(parts=("date",)), do.TakeBack(), do.Compose(parts=("means",)), do.Send())
    play = played(
        FULL, listen, look, do.Reflect(), *mail, do.Respond(response="hold"), do.TakeBack(),
        do.Respond(response="check"), do.Deliver(tone="warm"),
    )  # fmt: skip

    assert [turn.kept for turn in turns(play)] == [0, 3, 7]


@given(st.data())
def test_from_every_turn_the_same_moment_can_be_tried_again(data: st.DataObject) -> None:
    play = data.draw(plays(FULL))

    for turn in turns(play):
        again = play.branch(turn.kept)
        assert again.scene().moment == turn.moment
        assert again.phase.value in {"deciding", "composing"}
        assert len(again.answers) == turn.number - 1
