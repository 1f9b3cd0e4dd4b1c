"""The debrief on the screen: eight steps, nothing before the self-rating, and the first attempt stays the record."""

import itertools
import random
import re
from contextlib import asynccontextmanager

import pytest
from textual.widgets import Input

from simulator.conversation import decisions as do
from simulator.conversation.lifecycle import Phase
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.report import debrief
from simulator.errors import IllegalDecision
from simulator.history.journal import Journal
from simulator.history.keeping import began
from simulator.locale import use
from simulator.settings import Settings
from simulator.tui.memory import Keeper
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.screens.debrief import COUNTED, STEPS, DebriefScreen
from simulator.tui.screens.debrief_save import DebriefSaveScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.profile import ProfileScreen
from simulator.tui.widgets.debrief_step import DebriefSheet
from simulator.wording import remarks
from simulator.wording.numbers import number
from simulator.wording.typography import typeset
from tests.finished import BEST, COLD, cut_line

from . import stage
from .stage import app, shown

RATE = ("7", "down", "8", "down", "right", "right", "down", "right")


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


@pytest.fixture
def journal(tmp_path):
    kept = Journal(tmp_path / "journal.sqlite")
    yield kept
    kept.close()


@asynccontextmanager
async def debriefing(language="en", *, path=COLD, journal=None, size=(80, 24), play=None, **settings):
    """A debrief just opened over home: the pilot, the screen and the play."""
    use(language)
    play = play or cut_line(language, path)
    platine = app(journal=journal, settings=Settings(profile_offered=True, animations=False, **settings))
    async with platine.run_test(size=size) as pilot:
        recorder = None
        if journal is not None:
            recorder = journal.begin(began(play.script, None, seed=0, practice=False))
        keeper = Keeper(recorder, platine.tell)
        keeper.finished(play)
        await pilot.app.workers.wait_for_complete()
        screen = DebriefScreen(play, keeper)
        await platine.push_screen(screen)
        await pilot.pause()
        yield pilot, screen, play


async def rated(pilot, *, word="5"):
    """Say a word, rate oneself, and see the verdict."""
    await pilot.press(word)
    await pilot.pause()
    await pilot.press(*RATE, "enter")
    await pilot.pause()


async def to_step(pilot, screen, number):
    while screen.place + 1 < number:
        await pilot.press("right" if STEPS[screen.place].__name__ == "CommitmentStep" else "enter")
        await pilot.pause()


def sheet(screen):
    """All of a step's text, what is scrolled away included."""
    lines = screen.step.query_one(DebriefSheet).lines
    return "\n".join("".join(piece.text for piece in line) for line in lines)


def flat(text):
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ").split())


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_eight_steps_are_walked_with_the_keyboard_and_end_in_a_commitment(language, journal):
    async with debriefing(language, journal=journal) as (pilot, screen, play):
        assert "1/8" in shown(screen)
        await rated(pilot)
        assert screen.place == 2
        seen = []
        for number in range(3, COUNTED + 1):
            assert f"{number}/8" in shown(screen)
            seen.append(flat(sheet(screen)))
            if number < COUNTED:
                await pilot.press("enter")
                await pilot.pause()
        report = screen.sitting.report
        verdict, curve, ladder, grid, hollow, closing = seen

        def printed(words):
            return flat(typeset(words, language))

        assert printed(report.verdict.words)[:30] in verdict
        assert printed(report.turn(report.turning_points[0].turn).words)[:30] in curve
        assert all(printed(step.words)[:20] in ladder for step in report.climb.turns)
        assert all(printed(wish.text)[:20] in ladder for wish in report.climb.wishes)
        assert all(printed(entry.text)[:8] in grid for cell in report.grid for entry in cell.entries)
        assert printed(report.hollow[0].phrase) in hollow
        assert flat(remarks.praise(report.done_well, play.script))[:30] in closing
        await pilot.press("2")
        await pilot.pause()
        promised = remarks.commitment(report.commitments[1])
        assert screen.place == COUNTED
        assert flat(promised) in flat(shown(screen))
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert flat(promised)[:30] in flat(shown(pilot.app.screen))
        assert journal.commitment().text == promised
    assert play.phase is Phase.CLOSED


async def test_nothing_is_shown_nor_reachable_before_the_self_rating():
    async with debriefing() as (pilot, screen, play):
        words = flat(play.script.customer.verdicts["angry"])[:25]
        for keys in ("enter", "right", "s", "t", "full_stop", "pagedown", "p", "r", "enter", "right", "enter"):
            await pilot.press(keys)
            await pilot.pause()
            assert screen.place <= 1
            assert pilot.app.screen is screen
            assert words not in flat(shown(screen))
        for x in range(1, 9):
            await pilot.click("#debrief-progress", offset=(x, 0))
            assert screen.place <= 1
        assert "save" not in {command.action for command in screen.open_commands()}
        with pytest.raises(IllegalDecision):
            _ = screen.sitting.report
        assert play.phase is Phase.SELF_RATING


async def test_the_word_may_be_ones_own_or_left_unsaid():
    async with debriefing() as (pilot, screen, _play):
        screen.query_one(Input).focus()
        await pilot.press(*"torn", "enter")
        await pilot.pause()
        assert (screen.sitting.felt, screen.place) == ("torn", 1)
    async with debriefing() as (pilot, screen, _play):
        await pilot.press("right")
        await pilot.pause()
        assert (screen.sitting.felt, screen.place) == ("", 1)


async def test_every_row_must_be_rated_and_a_ten_is_typed_one_zero():
    async with debriefing() as (pilot, screen, _play):
        await pilot.press("1")
        await pilot.pause()
        await pilot.press("1", "0", "enter", "right", "enter")
        await pilot.pause()
        assert (screen.sitting.empathy, screen.sitting.naturalness, screen.place) == (10, 5, 1)
        await pilot.press("right", "enter", "left", "enter")
        await pilot.pause()
        assert screen.place == 2
        assert (screen.sitting.stage, screen.sitting.mood) == ("none", "resigned")


async def test_enter_on_a_row_that_holds_nothing_says_what_to_do():
    async with debriefing() as (pilot, screen, _play):
        await pilot.press("1")
        await pilot.pause()
        assert "Nothing is set in this row yet" not in shown(screen)
        await pilot.press("enter")
        await pilot.pause()
        assert "Nothing is set in this row yet" in shown(screen)
        await pilot.press("7", "enter")
        await pilot.pause()
        assert "Nothing is set in this row yet" not in shown(screen)
        assert (screen.sitting.empathy, screen.sitting.naturalness, screen.place) == (7, None, 1)


async def test_the_mouse_rates_too():
    async with debriefing() as (pilot, screen, _play):
        await pilot.press("right")
        await pilot.pause()
        await pilot.click("RatingBoard", offset=(4 + 4 * 6, 1))
        await pilot.click("RatingBoard", offset=(4, 7))
        assert screen.sitting.empathy == 6
        assert screen.sitting.stage == "none"


async def test_escape_goes_back_a_step_and_a_rating_seen_through_stays():
    async with debriefing(path=BEST) as (pilot, screen, _play):
        await rated(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.place == 1
        await pilot.press("0", "up", "1")
        await pilot.pause()
        assert screen.sitting.rating.empathy == screen.sitting.empathy == 7
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_the_self_rating_is_written_down_and_the_attempt_stays_one_result(journal):
    async with debriefing(journal=journal) as (pilot, screen, _play):
        await rated(pilot)
        assert screen.sitting.keeper.recorder is not None
        rows = journal._query("SELECT kind, body FROM events WHERE kind = 'rated'", ())
        assert len(rows) == 1
        assert '"empathy":7' in rows[0][1]


async def test_left_and_right_walk_the_turning_points_and_the_stops_every_turn():
    async with debriefing() as (pilot, screen, _play):
        await rated(pilot)
        await to_step(pilot, screen, 4)
        turning = [point.turn for point in screen.sitting.report.turning_points]
        assert screen.step.at == turning[0]
        for turn in turning[1:]:
            await pilot.press("right")
            assert screen.step.at == turn
        await pilot.press("right")
        assert screen.step.at == turning[-1]
        await pilot.press(*["comma"] * 12)
        await pilot.pause()
        assert screen.step.at == 0
        assert not screen.can("try_again")
        await pilot.press("full_stop")
        assert screen.step.at == 1
        assert screen.can("try_again")


async def test_a_click_on_the_curve_looks_at_the_nearest_turn():
    async with debriefing() as (pilot, screen, _play):
        await rated(pilot)
        await to_step(pilot, screen, 4)
        await pilot.click("CurvePlot", offset=(70, 4))
        await pilot.pause()
        assert screen.step.at == len(screen.sitting.report.turns)
        await pilot.click("CurvePlot", offset=(3, 4))
        await pilot.pause()
        assert screen.step.at == 0


async def test_trying_again_is_practice_and_leaves_the_record_alone(journal):
    async with debriefing(journal=journal) as (pilot, screen, play):
        await rated(pilot)
        await to_step(pilot, screen, 4)
        decisions, kept = list(play.decisions), screen.step.kept
        await pilot.press("t")
        await pilot.pause()
        branch = pilot.app.screen
        assert isinstance(branch, ConversationScreen)
        assert branch.play.practice
        assert branch.play.decisions == decisions[:kept]
        for _turn in range(60):
            if not isinstance(pilot.app.screen, ConversationScreen):
                break
            await pilot.press("1")
            await pilot.pause()
        again = pilot.app.screen
        assert isinstance(again, DebriefScreen)
        assert again is not screen
        assert again.play is branch.play
        await rated(pilot)
        await to_step(pilot, again, COUNTED)
        await pilot.press("1")
        await pilot.pause()
        assert play.decisions == decisions
        assert len(journal.results()) == 1
        assert not journal.unfinished()
        assert journal.commitment() is not None
        while pilot.app.screen is again:
            await pilot.press("escape")
            await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.sitting.report == debrief(cut_line("en"), self_rating=screen.sitting.rating)


async def test_without_a_profile_the_grid_offers_the_eight_questions_and_then_tells_whom_one_served():
    async with debriefing() as (pilot, screen, _play):
        await rated(pilot)
        await to_step(pilot, screen, 6)
        assert screen.can("profile")
        assert screen.sitting.report.tally is None
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ProfileScreen)
        for _question in range(8):
            await pilot.press("1")
            await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.sitting.report.tally.choices == len(screen.sitting.report.turns)
        assert not screen.can("profile")


async def test_a_hollow_phrase_is_said_better_with_the_detector_looking_on():
    async with debriefing("fr") as (pilot, screen, _play):
        await rated(pilot)
        await to_step(pilot, screen, 7)
        await pilot.press("r")
        await pilot.pause()
        typed = screen.query_one(Input)
        typed.value = "Je fais de mon mieux."
        await pilot.pause()
        assert "✗ Je fais de mon mieux" in shown(screen)
        typed.value = "Vingt-deux minutes, et personne pour vous dire pourquoi."
        await pilot.pause()
        assert "✗" not in shown(screen)
        assert shown(screen).count("✓") == 2
        await pilot.press("escape", "right")
        await pilot.pause()
        assert screen.step.place == 1
        assert screen.query_one(Input).value == ""
        await pilot.press("left")
        assert screen.query_one(Input).value.startswith("Vingt-deux")
        assert screen.sitting.rewrites == {0: "Vingt-deux minutes, et personne pour vous dire pourquoi."}


async def test_a_call_without_stock_phrases_says_so_and_right_goes_on():
    async with debriefing(path=BEST) as (pilot, screen, _play):
        await rated(pilot)
        await to_step(pilot, screen, 7)
        assert not screen.sitting.report.hollow
        assert not screen.can("rewrite")
        await pilot.press("right")
        await pilot.pause()
        assert screen.place == 7


async def test_a_commitment_in_ones_own_words_is_kept_as_typed(journal):
    async with debriefing(journal=journal) as (pilot, screen, _play):
        await rated(pilot)
        await to_step(pilot, screen, 8)
        screen.query_one(Input).focus()
        await pilot.press(*"[b]ask[/b]", "enter")
        await pilot.pause()
        assert screen.place == 8
        assert "[b]ask[/b]" in shown(screen)
        assert journal.commitment().text == "[b]ask[/b]"


async def test_the_page_is_saved_where_one_says_and_replaces_nothing_unasked(tmp_path, monkeypatch):
    monkeypatch.setenv("PLATINE_HOME", str(tmp_path))
    async with debriefing() as (pilot, screen, _play):
        await rated(pilot)
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DebriefSaveScreen)
        await pilot.press("enter")
        await pilot.pause()
        saved = list((tmp_path / "debriefs").glob("*.html"))
        assert len(saved) == 1
        assert "Declan" in saved[0].read_text(encoding="utf-8")
        assert pilot.app.screen is screen
        saved[0].write_text("mine", encoding="utf-8")
        await pilot.press("s")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(saved[0])
        await pilot.press("enter")
        await pilot.pause()
        assert saved[0].read_text(encoding="utf-8") == "mine"
        await pilot.press("enter")
        await pilot.pause()
        assert saved[0].read_text(encoding="utf-8") != "mine"


async def test_a_path_that_cannot_be_written_is_told_and_nothing_is_lost(tmp_path):
    async with debriefing() as (pilot, screen, _play):
        await rated(pilot)
        await pilot.press("s")
        await pilot.pause()
        (tmp_path / "file").write_text("", encoding="utf-8")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "file" / "page.html")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DebriefSaveScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is screen


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50), (300, 90)])
async def test_every_step_stands_at_every_size(size):
    async with debriefing(size=size, profile={"broken": "speed", "voice": "warmth"}) as (pilot, screen, _play):
        await rated(pilot)
        for number in range(3, len(STEPS) + 1):
            await to_step(pilot, screen, number)
            assert sheet(screen).strip()
            assert all(sum(len(piece.text) for piece in line) <= size[0] for line in _lines(screen))
        await pilot.resize_terminal(10, 4)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "8/8" in shown(screen)


def _lines(screen):
    return screen.step.query_one(DebriefSheet).lines


async def test_a_storm_of_keys_leaves_the_debrief_standing():
    keys = ("enter", "escape", "left", "right", "up", "down", "1", "0", "comma", "pagedown", "tab", "r", "x", "space")
    chance = random.Random(7)
    async with debriefing() as (pilot, screen, _play):
        await rated(pilot)
        for key in itertools.islice(iter(lambda: chance.choice(keys), None), 60):
            await pilot.press(key)
            if pilot.app.screen is not screen:
                break
        await pilot.pause()
        assert pilot.app.is_running
        assert isinstance(pilot.app.screen, DebriefScreen | HomeScreen)


async def test_the_last_page_shows_the_figures_of_the_scorecard():
    async with debriefing() as (pilot, screen, _play):
        await rated(pilot)
        await to_step(pilot, screen, 9)
        card = screen.sitting.report.scorecard
        lines = sheet(screen).splitlines()
        for place, score in enumerate((card.empathy, card.naturalness, card.ladder.total, card.overall)):
            assert lines[place].split()[-3:] == [number(score), "/", "100"]


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["narrow", "wide"])
async def test_a_french_debrief_is_printed_with_its_own_apostrophes_on_every_step(size):
    async with debriefing("fr", size=size) as (pilot, screen, _play):
        await rated(pilot)
        told = {}
        for number_ in range(3, 10):
            await to_step(pilot, screen, number_)
            told[number_] = sheet(screen)
        assert all("’" in words for words in told.values())
        assert not {number_ for number_, words in told.items() if re.search(r"\w'\w", words)}


async def test_what_a_scenario_says_is_shown_as_typed_on_every_step():
    play = Play(Script(stage.scenario()))
    for decision in (
        do.Respond(response="listen"),
        do.Read(pick="greedy"),
        do.Reflect(),
        do.Compose(parts=("fog",)),
        do.Send(),
        do.Respond(response="bye"),
    ):
        play.decide(decision)
    async with debriefing(play=play) as (pilot, screen, _play):
        await rated(pilot)
        told = ""
        for number_ in range(3, 10):
            await to_step(pilot, screen, number_)
            told += sheet(screen)
        assert "Refund [/b] [@click=app.quit]x[/]" in told
        assert not any((ord(letter) < 32 and letter != "\n") or letter == "\u202e" for letter in told)
