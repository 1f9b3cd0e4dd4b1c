"""What once took the screen down: a call that no longer fits, a path that cannot be, a palette without room."""

import msgspec
import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from simulator.conversation.script import Script
from simulator.history.journal import Began, Unfinished
from simulator.history.keeping import began
from simulator.scenario.reading import read_text
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.screens.debrief_save import DebriefSaveScreen
from simulator.tui.shelf import Title
from simulator.tui.text import wrap
from tests.attacks import hostile
from tests.tui.stage import app


def unfinished(decisions: list[dict[str, object]], kept: Began) -> Unfinished:
    return msgspec.convert(
        {
            "play": "p",
            "began": msgspec.to_builtins(kept),
            "at": "2031-02-03T00:00:00+00:00",
            "decisions": decisions,
            "events": 2,
        },
        Unfinished,
    )


async def test_a_call_that_cannot_be_gone_on_with_is_told_and_home_stays(tmp_path) -> None:
    scenario = read_text(hostile.scenario()).scenario
    assert scenario is not None
    title = Title("pack", scenario)
    platine = app((title,))
    kept = began(Script(scenario), None, seed=1, practice=True)
    async with platine.run_test() as pilot:
        for changed in ({}, {"variant": "nobody-of-that-name"}):
            platine.go_on(
                unfinished([{"do": "respond", "response": "nobody"}], msgspec.structs.replace(kept, **changed)), title
            )
            await pilot.pause()
            assert platine.is_running
            assert not isinstance(platine.screen, ConversationScreen)
        assert len(platine._notifications) == 2


@pytest.mark.parametrize(
    "name", ["~nobody-of-that-name/x.html", "x" * 300, "/dev/full/x.html", "/proc/x.html", "."], ids=ascii
)
async def test_a_debrief_saved_where_it_cannot_be_is_told(name, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    platine = app()
    async with platine.run_test() as pilot:
        await platine.push_screen(DebriefSaveScreen(tmp_path / "debrief.html", lambda: "page"))
        platine.screen.query_one(Input).value = name
        await pilot.press("enter")
        await pilot.press("enter")
        await pilot.pause()
        assert platine.is_running
        assert isinstance(platine.screen, DebriefSaveScreen) or list(tmp_path.rglob("x.html"))


async def test_the_palette_lives_through_a_page_key_before_it_has_found_anything() -> None:
    platine = app()
    async with platine.run_test(size=(1, 1)) as pilot:
        await pilot.press("ctrl+p", "end", "pagedown", "pageup", "home", "x", "pagedown", "escape")
        assert platine.is_running


async def test_the_palette_opened_again_before_the_last_one_has_gone_is_a_palette() -> None:
    platine = app()
    async with platine.run_test() as pilot:
        await pilot.press("ctrl+p", "escape", "ctrl+p")
        await pilot.pause()
        assert CommandPalette.is_open(platine)


def test_a_text_of_blanks_or_tabs_is_wrapped_in_the_time_of_its_length() -> None:
    for text in ("\t" * 50_000, " " * 100_000 + "x", "a" + " " * 100_000 + "»b"):
        assert wrap(text, 80)
