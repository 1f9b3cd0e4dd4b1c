"""The screen under texts that mean harm, windows of any size, keys of any kind, files and disks that go away."""

import json
import random
import re

import msgspec
import pytest

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.history.journal import Journal
from simulator.scenario.model import Scenario
from simulator.scenario.reading import read_text
from simulator.tui.memory import Memory
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.screens.debrief import DebriefScreen
from simulator.tui.shelf import Title
from tests.attacks import hostile
from tests.attacks.terminal import terminal
from tests.kit import legal
from tests.tui.stage import app

MARK = "PWN"
HARM = tuple(f"{control}{MARK}" for control in hostile.CONTROLS)
OBEYED_MARK = re.compile(
    rb"(?:[\x00-\x09\x0b-\x1f\x7f]|\x1b\[31m|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9])PWN"
)
"""A control code of a text, right before its mark, among what was written to the terminal."""

HOSTILE_APP = """
from tests.attacks.test_screen import HARM, harmful
from tests.tui.stage import app
from simulator.tui.shelf import Title
app((Title(HARM[0] + HARM[1], harmful()),)).run()
"""


def harmful() -> Scenario:
    """A scenario built past the reader, every text of which holds control codes: what the door to the screen is for."""
    scenario = read_text(hostile.scenario()).scenario
    assert scenario is not None
    spoken = msgspec.structs.replace(scenario, language="en")
    return msgspec.convert(_with_harm(msgspec.to_builtins(spoken)), Scenario, strict=False)


def _with_harm(value: object, key: str = "") -> object:
    if isinstance(value, dict):
        return {name: _with_harm(below, name) for name, below in value.items()}
    if isinstance(value, list | tuple):
        return [_with_harm(below, key) for below in value]
    if isinstance(value, str) and " " in value:
        return f"{value} {''.join(HARM)}"
    return value


KEYS = ("1", "2", "3", "enter", "up", "down", "o", "b", "c", "u", "p", "i", "escape", "tab", "question_mark", "backspace",
        "left", "right", "plus", "v", "m", "d", "home", "end", "pageup", "pagedown", "space", "a", "é", "s", "n", "ctrl+a", "f1",
        "slash", "delete", "shift+tab", "ctrl+v", "ctrl+p", "t", "l")  # fmt: skip
SIZES = ((1, 1), (500, 300), (2, 300), (500, 2), (60, 18), (59, 18), (60, 17), (80, 24), (10, 10), (200, 5))


async def storm(pilot, seed: int, rounds: int) -> None:
    """Keys and sizes at random, some in bursts, as fast as they are taken."""
    chance = random.Random(seed)
    for turn in range(rounds):
        if turn % 3 == 0:
            await pilot.resize_terminal(*chance.choice(SIZES))
        await pilot.press(*chance.choices(KEYS, k=5))
        assert pilot.app.is_running
        assert pilot.app.return_code in (None, 0)


@pytest.mark.parametrize("seed", range(2))
async def test_from_home_a_storm_of_sizes_and_keys_leaves_it_alive(seed, tmp_path) -> None:
    journal = Journal(tmp_path / "journal.sqlite3")
    try:
        platine = app((Title("pack [/b]", harmful()),), journal=journal, settings_file=tmp_path / "settings.json")
        async with platine.run_test(size=(80, 24)) as pilot:
            await storm(pilot, seed, 9)
            assert platine.is_running
    finally:
        journal.close()


@pytest.mark.parametrize("seed", range(2))
async def test_a_call_and_its_debrief_live_through_a_storm_at_any_size(seed) -> None:
    platine = app((Title("pack", harmful()),))
    async with platine.run_test(size=(80, 24)) as pilot:
        play = Play(Script(harmful()), practice=True, timers=True)
        keeper = Memory(None, platine.tell).begin(play.script, None, seed=seed, practice=True)
        await platine.push_screen(ConversationScreen(play, keeper))
        await storm(pilot, seed, 6)
        ended = Play(Script(harmful()), seed=seed)
        _play_out(ended, seed)
        await platine.push_screen(DebriefScreen(ended, keeper))
        await storm(pilot, seed + 50, 6)
        assert platine.is_running


def _play_out(play: Play, seed: int) -> None:
    chance = random.Random(seed)
    play.answer()
    while not play.is_over:
        play.decide(chance.choice(legal(play)))


@pytest.mark.parametrize("size", [(1, 1), (500, 300), (60, 18)])
async def test_every_screen_of_a_harmful_scenario_is_drawn_at_any_size_without_a_control_code(size) -> None:
    platine = app((Title(HARM[0], harmful()),))
    async with platine.run_test(size=size) as pilot:
        for keys in ("enter", "v", "enter", "o", "1", "i", "escape", "question_mark", "escape"):
            await pilot.press(keys)
            await pilot.pause()
            for strip in platine.screen._compositor.render_strips():
                assert not hostile.OBEYED.search(strip.text)
        ended = Play(Script(harmful()), seed=1)
        _play_out(ended, 1)
        await platine.push_screen(
            DebriefScreen(ended, Memory(None, platine.tell).begin(ended.script, None, seed=1, practice=True))
        )
        for _step in range(9):
            await pilot.press("enter")
            await pilot.pause()
            for strip in platine.screen._compositor.render_strips():
                assert not hostile.OBEYED.search(strip.text)


def test_not_one_byte_of_a_text_is_a_control_code_on_the_way_to_a_real_terminal(tmp_path) -> None:
    with terminal(home=tmp_path, code=HOSTILE_APP, size=(100, 40)) as screen:
        screen.until(MARK)
        for keys in ("\r", "\r", "1", "1", "i", "\x1b", "?"):
            screen.press(keys)
            screen.look(0.4)
        assert MARK.encode() in screen.written
        assert not OBEYED_MARK.search(screen.written)
        # Textual's own: the shape of the mouse's pointer. No title, no link, nothing put aside.
        assert set(re.findall(rb"\x1b\](\d+)", screen.written)) <= {b"22"}
        screen.press("\x11")
        screen.ends()
        assert screen.is_restored


def test_markup_and_links_of_a_real_file_are_shown_and_do_nothing(tmp_path) -> None:
    file = tmp_path / "hostile.yaml"
    file.write_text(hostile.scenario(("[@click=app.quit]x[/]",)), encoding="utf-8")
    (tmp_path / "settings.json").write_text(json.dumps({"profile_offered": True}))
    with terminal("play", str(file), home=tmp_path) as screen:
        screen.until("other customer")
        assert "[@click=app.quit]x[/]" in screen.shown
        lines = screen.shown.splitlines()
        row = next(number for number, line in enumerate(lines) if "]x[/]" in line)
        column = lines[row].index("]x[/]") + 1
        for press in ("M", "m"):
            screen.press(f"\x1b[<0;{column + 1};{row + 1}{press}")
        screen.look(0.5)
        assert screen.process.isalive()
        assert "other customer" in " ".join(screen.shown.split())


def test_pasted_text_is_not_obeyed_either(tmp_path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"profile_offered": True}))
    with terminal(home=tmp_path) as screen:
        screen.until("Today. Not Thursday.")
        screen.press("\x1b[200~[/b][@click=app.quit]x[/] \x07\x9b2J\u202e{0.__class__}%s\x1b[201~")
        screen.press("\x1b[999;999R\x1b[I\x1b[O\x1b[?1;2c\x1b]52;c;\x07\x1bP\x1b\\")
        screen.press("é\u0301👩\u200d👧\x00\x1c\x1d\x1e\x1f")
        screen.look(0.8)
        assert screen.process.isalive(), screen.shown
