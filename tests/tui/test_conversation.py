"""A call on the screen: every kind of moment, by keys alone."""

from concurrent.futures import Future

import pytest

from simulator.conversation import decisions as do
from simulator.conversation.lifecycle import Phase
from simulator.errors import Refused
from simulator.tui.answers.composing import REREAD, SEND, TAKE_BACK
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.screens.file import FileScreen
from simulator.tui.widgets.keybar import KeyBar
from simulator.tui.widgets.picker import Picker

from .stage import NASTY, call, choose, items, reacted, shown, transcript


def footer(screen):
    return {command.action for command in screen.query_one(KeyBar)._commands()}


async def to_the_message(pilot, screen):
    await choose(pilot, screen, "listen")
    await choose(pilot, screen, "weary")
    await pilot.press("1", "1", "1")
    await pilot.pause()


async def test_an_exchange_is_answered_by_its_number():
    async with call() as (pilot, screen, play):
        await choose(pilot, screen, "listen")
        assert [answer.responses for answer in play.answers] == [("listen",)]
        assert "Twenty-two minutes, twice." in transcript(screen)


async def test_an_exchange_is_answered_by_arrows_and_enter():
    async with call() as (pilot, screen, play):
        second = items(screen)[1]
        await pilot.press("down", "enter")
        await pilot.pause()
        assert play.answers[0].responses == (second,)


async def test_an_exchange_is_answered_by_a_click():
    async with call() as (pilot, screen, play):
        last = items(screen)[-1]
        await pilot.click(Picker, offset=(10, screen.query_one(Picker).size.height - 1))
        await pilot.pause()
        assert play.answers[0].responses == (last,)


async def test_every_kind_of_moment_leads_to_the_ending():
    async with call() as (pilot, screen, play):
        await to_the_message(pilot, screen)
        assert play.phase is Phase.COMPOSING
        await choose(pilot, screen, "when")
        await choose(pilot, screen, "what")
        await choose(pilot, screen, REREAD)
        assert play.position.draft == ("when", "what")
        await choose(pilot, screen, SEND)
        await choose(pilot, screen, "warm")
        assert play.is_over
        assert "It works." in transcript(screen)


async def test_a_reading_is_taken_down():
    async with call() as (pilot, screen, play):
        await choose(pilot, screen, "listen")
        assert "What does Karim Belkacem feel?" in shown(screen)
        await choose(pilot, screen, "greedy")
        assert play.decisions[-1].pick == "greedy"
        assert "Wants money" in transcript(screen)


async def test_the_coachs_questions_come_one_by_one_and_may_be_left_open():
    async with call() as (pilot, screen, play):
        await choose(pilot, screen, "listen")
        await choose(pilot, screen, "weary")
        assert "(1 of 3)" in shown(screen)
        await choose(pilot, screen, "weary")
        await choose(pilot, screen, "")
        await pilot.press("backspace")
        await pilot.pause()
        assert "(2 of 3)" in shown(screen)
        await choose(pilot, screen, "")
        await choose(pilot, screen, "insists")
        assert play.decisions[-1].picks == {"feels": "weary", "does": "insists"}


async def test_a_message_is_ordered_reread_taken_back_once_and_sent():
    async with call() as (pilot, screen, play):
        await to_the_message(pilot, screen)
        assert "urgent" not in shown(screen).lower()
        await choose(pilot, screen, "what")
        await choose(pilot, screen, "when")
        await pilot.press("left")
        await choose(pilot, screen, REREAD)
        assert play.position.draft == ("when", "what")
        assert "Before two, today." in shown(screen)
        await choose(pilot, screen, TAKE_BACK)
        assert play.phase is Phase.COMPOSING
        await choose(pilot, screen, "what")
        await choose(pilot, screen, REREAD)
        assert play.position.draft == ("when",)
        await choose(pilot, screen, TAKE_BACK)
        assert play.phase is Phase.REREADING
        await choose(pilot, screen, SEND)
        assert play.answers[-1].responses == ("when",)


async def test_too_few_or_too_many_parts_are_refused_with_a_reason():
    async with call() as (pilot, screen, play):
        await to_the_message(pilot, screen)
        await choose(pilot, screen, REREAD)
        assert play.phase is Phase.COMPOSING
        assert "Pick one more part." in screen.query_one(Picker).items[-1].note
        for part in ("what", "when", "fog"):
            await choose(pilot, screen, part)
        assert "Leave one part out." in screen.query_one(Picker).items[-1].note


async def test_the_tone_is_asked_for_where_the_moment_lets_one_choose():
    async with call(delivery="choose") as (pilot, screen, play):
        await choose(pilot, screen, "listen")
        assert play.phase is Phase.DELIVERING
        assert "How do you say it?" in shown(screen)
        await pilot.press("backspace")
        await pilot.pause()
        assert play.phase is Phase.DECIDING
        await choose(pilot, screen, "listen")
        await choose(pilot, screen, "warm")
        assert play.answers[0].tone == "warm"
        assert "You, warmly" in transcript(screen)


async def test_observing_shows_what_was_hidden():
    async with call() as (pilot, screen, _play):
        assert "A door, far off" not in transcript(screen)
        await pilot.press("o")
        await pilot.pause()
        assert "A door, far off" in transcript(screen)
        assert "observe" not in footer(screen)


async def test_what_a_drained_agent_cannot_say_is_shown_with_its_reason_until_he_breathes():
    async with call(load="drained") as (pilot, screen, play):
        closed = [item for item in screen.query_one(Picker).items if item.closed]
        assert [item.name for item in closed] == ["listen"]
        assert "breathe first" in closed[0].note
        await choose(pilot, screen, "listen")
        assert not play.answers
        await pilot.press("b")
        await pilot.pause()
        await choose(pilot, screen, "listen")
        assert play.answers


async def test_what_an_action_does_is_said_beside_it():
    async with call() as (_pilot, screen, _play):
        hold = next(item for item in screen.query_one(Picker).items if item.name == "hold")
        assert "on hold" in hold.note


async def test_the_coach_asks_and_moves_nothing():
    async with call() as (pilot, screen, play):
        before = play.state
        await pilot.press("c")
        await pilot.pause()
        assert "Coach" in transcript(screen)
        assert play.state == before


async def test_undo_takes_the_last_answer_back_and_the_transcript_with_it():
    async with call() as (pilot, screen, play):
        start, told = play.state, transcript(screen)
        await choose(pilot, screen, "rule")
        assert transcript(screen) != told
        await pilot.press("u")
        await pilot.pause()
        assert play.state == start
        assert transcript(screen) == told


async def test_an_attempt_has_no_undo_and_keeps_its_reasons():
    async with call(practice=False) as (pilot, screen, play):
        await choose(pilot, screen, "rule")
        assert "undo" not in footer(screen)
        await pilot.press("u")
        await pilot.pause()
        assert len(play.answers) == 1
        attempt = transcript(screen)
    async with call(practice=True) as (pilot, screen, play):
        await choose(pilot, screen, "rule")
        assert len(transcript(screen)) > len(attempt)


async def test_a_pause_holds_everything_until_it_is_lifted():
    async with call() as (pilot, screen, play):
        await pilot.press("p")
        await pilot.pause()
        assert play.phase is Phase.PAUSED
        assert footer(screen) & {"observe", "breathe", "coach", "undo", "pause"} == set()
        await pilot.press("o")
        assert not play.decisions
        await pilot.press("p")
        await pilot.pause()
        assert play.phase is Phase.DECIDING


async def test_the_footer_offers_what_the_play_allows_and_nothing_else():
    ours = {"observe", "breathe", "coach", "undo", "pause", "resume"}
    async with call(load="drained") as (pilot, screen, play):
        for key in ("", "o", "b", "2", "p", "p", "1"):
            if key:
                await pilot.press(key)
                await pilot.pause()
            assert footer(screen) & ours == play.allowed() & ours


async def test_markup_and_control_codes_in_a_scenario_are_shown_as_typed():
    async with call() as (pilot, screen, _play):
        text = shown(screen)
        assert "[/b]" in text
        assert "[@click=app.quit]x[/]" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        await pilot.click("#conversation-transcript", offset=(40, 1))
        await pilot.pause()
        assert screen.app.is_running
        assert NASTY not in text


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (60, 18)])
async def test_his_mood_is_always_in_view_as_a_word_and_a_sign(size):
    async with call(size=size) as (pilot, screen, _play):
        for key in ("1", "1", "1"):
            text = shown(screen)
            assert any(word in text for word in ("angry", "anxious", "cold", "resigned", "even"))
            assert any(sign in text for sign in "▼▽■□○▲△◆◇")
            await pilot.press(key)
            await pilot.pause()


async def test_silence_speaks_only_where_timers_run():
    async with call(timers=False, silence=12) as (_pilot, screen, _play):
        assert "more_time" not in footer(screen)
        assert "to answer" not in shown(screen)


async def test_a_running_silence_is_visible_and_can_be_given_more_time():
    async with call(timers=True, silence=500) as (pilot, screen, play):
        assert "s to answer" in shown(screen)
        before = screen._silence.left
        await pilot.press("plus")
        await pilot.pause()
        assert before < screen._silence.left <= 530
        while not play.decisions:
            screen._silence._tick()
        await pilot.pause()
        assert isinstance(play.decisions[-1], do.KeepSilent)
        assert "You have not answered" in transcript(screen)


async def test_a_silence_goes_on_after_a_pause_and_after_noticing_and_starts_over_at_the_next_moment():
    async with call(timers=True, silence=500, delivery="choose") as (pilot, screen, play):
        for key in ("p", "p", "o", "b", "c"):
            screen._silence._tick()
            left = screen._silence.left
            await pilot.press(key)
            await pilot.pause()
            assert left - 1 <= screen._silence.left <= left
            assert screen._silence.runs is (play.phase is not Phase.PAUSED)
        await choose(pilot, screen, "listen")
        assert not screen._silence.runs
        await pilot.press("backspace")
        await pilot.pause()
        assert left - 2 <= screen._silence.left <= left
        await choose(pilot, screen, "listen")
        await choose(pilot, screen, "warm")
        assert screen._silence.left == 0


class Slow:
    """A recorder whose disk answers when it is told to."""

    def __init__(self):
        self.asked = []

    def decided(self, decision):
        self.asked.append(Future())
        return self.asked[-1]


async def test_the_customer_reacts_once_the_decision_is_on_disk_and_keys_are_not_held_up():
    async with call() as (pilot, screen, play):
        slow = Slow()
        screen.keeper.recorder = slow
        play._record = screen.keeper.decided
        before = transcript(screen)
        await pilot.press("1")
        await pilot.pause()
        assert len(play.decisions) == 1
        assert transcript(screen) == before
        await pilot.press("1", "o", "p", "u")
        await pilot.pause()
        assert len(play.decisions) == len(slow.asked) == 1
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(screen.app.screen, FileScreen)
        await pilot.press("escape")
        slow.asked[0].set_result(None)
        await reacted(pilot)
        assert len(transcript(screen)) > len(before)


async def test_a_decision_that_cannot_be_written_is_told_once_and_the_call_goes_on():
    async with call() as (pilot, screen, play):
        told = []
        slow = Slow()
        screen.keeper.recorder = slow
        screen.keeper._failed = told.append
        play._record = screen.keeper.decided
        await pilot.press("1")
        await pilot.pause()
        error = Refused("cannot_write", path="journal", why="no room")
        slow.asked[0].set_exception(error)
        await reacted(pilot)
        await choose(pilot, screen, "weary")
        assert told == [error]
        assert len(play.decisions) == 2


async def test_the_last_words_and_the_ending_can_be_read_before_the_debrief_opens():
    async with call() as (pilot, screen, play):
        await to_the_message(pilot, screen)
        for name in ("when", REREAD, SEND, "warm"):
            await choose(pilot, screen, name)
        assert play.is_over
        text = shown(screen)
        assert "I hold on to it until two." in text
        assert "End of the conversation" in text
        assert "It works." in text
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(screen.app.screen, DebriefScreen)


async def test_the_end_leads_to_looking_back():
    async with call() as (pilot, screen, play):
        await to_the_message(pilot, screen)
        for name in ("when", REREAD, SEND, "bye"):
            await choose(pilot, screen, name)
        assert play.is_over
        assert "End of the conversation" in transcript(screen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(screen.app.screen, DebriefScreen)


async def test_keys_that_outrun_the_screen_answer_one_moment_only():
    async with call() as (pilot, screen, play):
        picker = screen.query_one(Picker)
        picker.pick_number(1)
        picker.pick_number(2)
        await pilot.pause()
        assert len(play.decisions) == 1


async def test_a_message_is_reread_taken_back_and_sent_by_keys_without_looking_for_the_row():
    async with call() as (pilot, screen, play):
        await to_the_message(pilot, screen)
        await pilot.press("1", "2", "e")
        await pilot.pause()
        assert play.phase is Phase.REREADING
        await pilot.press("backspace")
        await pilot.pause()
        assert play.phase is Phase.COMPOSING
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(play.decisions[-1], do.Send)
