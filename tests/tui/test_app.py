"""The app around the calls: home, briefing, memory, preferences, and what a terminal may do to it."""

import os
import random
import signal

import pytest
from textual.widgets import OptionList

from simulator.errors import Refused, Unreadable
from simulator.history.journal import Journal
from simulator.locale import _, language, use
from simulator.settings import Asked, Settings, load, save
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.profile import ProfileScreen
from simulator.tui.shelf import titles
from simulator.tui.widgets.picker import Picker

from .stage import app, call, choose, shown, title


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("PLATINE_LANGUAGE", "en")
    use("en")
    yield
    use("en")


@pytest.fixture
def journal(tmp_path):
    kept = Journal(tmp_path / "journal.sqlite")
    yield kept
    kept.close()


async def settled(pilot):
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_home_leads_to_the_briefing_and_the_briefing_to_the_call():
    platine = app()
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "The box [b]mute[/b]" in shown(platine.screen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(platine.screen, BriefingScreen)
        assert "Karim Belkacem" in shown(platine.screen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(platine.screen, ConversationScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(platine.screen, HomeScreen)


async def test_typing_in_the_search_narrows_the_list():
    platine = app()
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("slash", *"solenn")
        await pilot.pause()
        assert "The box" in shown(platine.screen)
        await pilot.press("x")
        await pilot.pause()
        assert "The box" not in shown(platine.screen)
        assert "Nothing of that name" in shown(platine.screen)
        await pilot.press("escape")
        await pilot.pause()
        assert "The box" in shown(platine.screen)


async def test_home_says_that_the_scenarios_there_are_speak_another_language_and_shows_them_on_demand():
    platine = app((title(language="fr"),))
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "speak another language: a shows them" in shown(platine.screen)
        assert "Nothing of that name" not in shown(platine.screen)
        await pilot.press("a")
        await pilot.pause()
        assert "The box [b]mute[/b]" in shown(platine.screen)


async def test_home_says_that_no_scenario_can_be_played(tmp_path):
    platine = app(find_titles=lambda: iter((tmp_path / "broken.yaml",)))
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "There is no scenario that can be played." in shown(platine.screen)


async def test_the_briefing_offers_the_other_customer_another_desk_and_practice():
    platine = app()
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Attempt" in shown(platine.screen)
        await pilot.press("v", "d", "m")
        await pilot.pause()
        assert "Solenn Castaing" in shown(platine.screen)
        await pilot.press("enter")
        await pilot.pause()
        play = platine.screen.play
        assert play.script.variant == "other"
        assert play.script.desk.load == "drained"
        assert play.practice


async def test_a_call_is_an_attempt_unless_practice_was_chosen_in_this_sitting(tmp_path):
    file = tmp_path / "settings.json"
    platine = app(settings_file=file)
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        modes = []
        for keys in (("enter",), ("m", "enter"), ("enter",)):
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            modes.append(platine.screen.play.practice)
            await pilot.press("escape")
            await pilot.pause()
    assert modes == [False, True, True]
    assert not file.exists()


async def test_a_call_left_half_way_is_offered_again_and_goes_on_where_it_was(journal):
    platine = app(journal=journal)
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await choose(pilot, platine.screen, "listen")
        before = platine.screen.play
        await pilot.press("escape")
        await pilot.pause()
        assert "Go on where you were" in shown(platine.screen)
        await pilot.press("home", "enter")
        await pilot.pause()
        after = platine.screen.play
        assert after is not before
        assert after.state == before.state
        assert [type(one) for one in after.decisions] == [type(one) for one in before.decisions]


async def test_an_undone_answer_stays_undone_after_a_restart(journal):
    platine = app(journal=journal, asked=Asked(practice=True))
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await choose(pilot, platine.screen, "listen")
        await choose(pilot, platine.screen, "weary")
        assert len(journal.unfinished()[0].decisions) == 2
        await pilot.press("u")
        await pilot.pause()
        assert len(journal.unfinished()[0].decisions) == 1


async def test_a_call_given_up_is_not_offered_again(journal):
    platine = app(journal=journal)
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await choose(pilot, platine.screen, "listen")
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("delete")
        await pilot.pause()
        assert "Go on where you were" not in shown(platine.screen)
        assert journal.unfinished() == []


async def test_the_last_commitment_and_the_last_result_are_on_the_home_screen(journal):
    from simulator.tui.memory import Memory

    from .stage import Play, Script, scenario

    play = Play(Script(scenario()), practice=True)
    keeper = Memory(journal, lambda error: None).begin(play.script, None, seed=0, practice=True)
    from simulator.conversation import decisions as do

    for decision in (
        do.Respond(response="listen"),
        do.Read(pick="weary"),
        do.Reflect(),
        do.Compose(parts=("when",)),
        do.Send(),
        do.Respond(response="warm"),
    ):
        play.decide(decision)
        keeper.decided(decision)
    keeper.finished(play)
    keeper.recorder.committed("ask one more question [b]first[/b]")
    platine = app(journal=journal)
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        text = shown(platine.screen)
        assert "ask one more question [b]first[/b]" in text
        assert "◆" in text.split("The box")[1].split("\n")[0]


async def test_what_cannot_be_written_is_told_and_the_call_goes_on():
    async with call() as (pilot, screen, play):
        screen.platine.tell(Refused("journal_full", file="f", why="no room [/b]"))
        await pilot.pause()
        await choose(pilot, screen, "listen")
        assert play.answers


async def test_nothing_stands_between_a_newcomer_and_the_first_call():
    platine = app(settings=Settings(animations=False))
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(platine.screen, BriefingScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(platine.screen, ConversationScreen)


async def test_home_offers_the_golden_rule_questions_until_they_were_looked_at():
    platine = app(settings=Settings(animations=False))
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "How do you like to be treated?" in shown(platine.screen)
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(platine.screen, ProfileScreen)
        await pilot.press("1", "backspace", *"12312312")
        await pilot.pause()
        assert isinstance(platine.screen, HomeScreen)
        assert len(platine.settings.profile) == 6
        assert "How do you like to be treated?" not in shown(platine.screen)
        assert any("How do you like to be treated?" in one.help for one in platine.screen.open_commands())


async def test_what_the_command_line_asked_for_holds_for_the_sitting_and_is_not_kept(tmp_path):
    file = tmp_path / "settings.json"
    asked = Asked(language="fr", timers=True, reasons=True, agent="Ines", seed=7)
    platine = app(settings=Settings(language="en", animations=False), settings_file=file, asked=asked)
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert language() == "fr"
        assert (platine.settings.timers, platine.settings.reasons, platine.agent) == (True, True, "Ines")
        # The one scenario there is speaks English.
        await pilot.press("a", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        play = platine.screen.play
        assert (play.seed, play.timers) == (7, True)
        await pilot.press("ctrl+t")
        await pilot.pause()
    assert load(file) == Settings(language="en", animations=False, theme="light")


async def test_the_names_in_the_footer_are_never_cut_in_two():
    for spoken in ("en", "fr"):
        use(spoken)
        async with call() as (pilot, screen, _play):
            for width in (60, 66, 73, 80, 91):
                await pilot.resize_terminal(width, 24)
                await pilot.pause()
                bar = shown(screen).splitlines()[-1]
                named = [f"{one.sign} {_(one.label)}" for one in screen.footer()]
                told = [name for name in named if f" {name} " in bar]
                assert bar.strip() == "  ".join(told)
                assert any(name.startswith("esc ") for name in told)


async def test_leaving_a_call_and_quitting_are_two_words():
    for spoken in ("en", "fr"):
        use(spoken)
        async with call(size=(160, 50)) as (_pilot, screen, _play):
            words = {one.action: _(one.label) for one in screen.footer()}
            assert words["leave"] != words["app.quit"]


async def test_help_lists_every_key_of_the_screen_one_comes_from():
    async with call(size=(100, 50)) as (pilot, screen, _play):
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(screen.app.screen, HelpScreen)
        text = shown(screen.app.screen)
        assert all(command.help in text for command in screen.every_command())
        await pilot.press("escape")
        await pilot.pause()
        assert screen.app.screen is screen


async def test_the_palette_finds_a_command_and_runs_it():
    async with call() as (pilot, _screen, play):
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"four seconds")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await pilot.pause(0.5)
        assert [type(one).__name__ for one in play.decisions] == ["Observe"]


async def test_the_palette_says_in_our_words_that_it_found_nothing():
    async with call() as (pilot, screen, play):
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"zzqq")
        await pilot.pause(0.5)
        found = [str(one.prompt) for one in screen.app.screen.query_one(OptionList).options]
        assert found == ["No command of that name."]
        await pilot.press("enter")
        await pilot.pause(0.5)
        assert screen.app.screen is screen
        assert play.decisions == []


async def test_the_language_and_the_colours_change_on_the_spot_and_are_kept(tmp_path):
    file = tmp_path / "settings.json"
    platine = app(settings_file=file)
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("l", "ctrl+t")
        await pilot.pause()
        assert language() == "fr"
    kept = load(file)
    assert (kept.language, kept.theme) == ("fr", "light")


def test_damaged_settings_are_told_apart_from_missing_ones(tmp_path):
    file = tmp_path / "settings.json"
    assert load(file) == Settings()
    file.write_bytes(b'{"theme": "pink"}')
    with pytest.raises(Unreadable):
        load(file)
    save(Settings(theme="contrast"), file)
    assert load(file) == Settings(theme="contrast")


@pytest.mark.parametrize("size", [(59, 24), (80, 17), (1, 1), (20, 5)])
async def test_a_window_too_small_is_told_in_a_sentence_and_no_answer_is_given_blindly(size):
    async with call(size=size) as (pilot, screen, play):
        if size[0] > 10:
            assert "Platine" in shown(screen)
        await pilot.press("1")
        await pilot.pause()
        assert not play.decisions
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert play.decisions


async def test_a_storm_of_resizes_and_keys_leaves_it_alive():
    chance = random.Random(7)
    keys = ["1", "2", "3", "up", "down", "enter", "o", "b", "c", "u", "p", "i", "escape", "tab", "pageup", "left"]
    async with call() as (pilot, screen, _play):
        for _ in range(60):
            width = chance.choice((1, 2, 3, 7, 40, 60, 80, 119, 120, 200, 500))
            await pilot.resize_terminal(width, chance.choice((1, 2, 5, 18, 24, 34, 80, 300)))
            await pilot.press(chance.choice(keys))
        await pilot.pause()
        assert screen.app.is_running
        assert screen.app._exception is None


async def test_the_transcript_keeps_a_bounded_number_of_entries():
    from simulator.tui.widgets.transcript import MOST_KEPT, Transcript, bubble

    async with call() as (pilot, screen, _play):
        view = screen.query_one(Transcript)
        for number in range(MOST_KEPT + 50):
            view.append(bubble("A", f"line {number}", mine=bool(number % 2)))
        await pilot.pause()
        text = "\n".join("".join(piece.text for piece in line) for line in view.lines)
        assert f"line {MOST_KEPT + 49}" in text
        assert "line 49" not in text
        assert len(view.lines) == len(list(view.lines)) == view.virtual_size.height
        assert view.lines[-1] == list(view.lines)[-1]
        assert view.max_scroll_y == view.scroll_y


@pytest.mark.slow
async def test_every_bundled_scenario_can_be_played_to_its_end_with_number_keys():
    chance = random.Random(3)
    for found in list(titles()):
        for variant in found.variants:
            assert (await play_through(found, variant, chance)).is_over


async def play_through(found, variant, chance):
    from simulator.tui.memory import Memory

    from .stage import Play, Script

    platine = app((title(),))
    async with platine.run_test(size=(80, 24)) as pilot:
        play = Play(Script(found.scenario, variant), seed=chance.randrange(99), practice=True)
        screen = ConversationScreen(play, Memory(None, platine.tell).begin(play.script, None, seed=0, practice=True))
        await platine.push_screen(screen)
        await pilot.pause()
        for _ in range(300):
            if play.is_over:
                break
            picker = screen.query_one(Picker)
            open_places = [place for place, item in enumerate(picker.items) if not item.heading and not item.closed]
            picker.pick(chance.choice(open_places))
            await pilot.pause()
        return play


async def test_a_click_on_the_footer_is_as_good_as_the_key():
    async with call() as (pilot, screen, play):
        column = shown(screen).splitlines()[-1].index("observe")
        await pilot.click("KeyBar", offset=(column, 0))
        await pilot.pause()
        assert [type(one).__name__ for one in play.decisions] == ["Observe"]


async def test_changing_the_colours_repaints_what_is_already_drawn():
    async with call() as (pilot, screen, _play):
        before = screen._compositor.render_strips()
        await pilot.press("ctrl+t")
        await pilot.pause()
        after = screen._compositor.render_strips()
        assert [strip.text for strip in before] == [strip.text for strip in after]
        assert all(
            one._segments[0].style != other._segments[0].style for one, other in zip(before, after, strict=True)
        )


async def test_the_terminal_is_given_back_when_the_process_is_told_to_end():
    platine = app()
    async with platine.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        os.kill(os.getpid(), signal.SIGTERM)
        await pilot.pause(0.3)
        assert not platine.is_running
