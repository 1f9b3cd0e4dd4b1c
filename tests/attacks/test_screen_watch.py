"""The author's screen in a real terminal: saves from outside, an editor in its place, and the terminal given back."""

import json
import signal
import sys
from pathlib import Path

import pytest

from tests.attacks import hostile
from tests.attacks.terminal import terminal
from tests.scenario.texts import MINIMAL

EDITOR = """\
import pathlib, sys
line, name = sys.argv[1:]
path = pathlib.Path(name)
print("EDITING LINE", line, flush=True)
input()
path.write_text(path.read_text().replace("finale", "fin"))
"""


@pytest.fixture
def home(tmp_path) -> Path:
    (tmp_path / "settings.json").write_text(json.dumps({"animations": False, "language": "en"}))
    return tmp_path


@pytest.fixture
def file(home) -> Path:
    path = home / "bonjour.yaml"
    path.write_text(MINIMAL, encoding="utf-8")
    return path


def test_a_save_from_outside_is_seen_without_a_key(home, file):
    with terminal("watch", str(file), home=home, size=(160, 40)) as screen:
        screen.until("Je voudrais changer de forfait.")
        file.write_text(MINIMAL.replace("changer de forfait.", "partir."), encoding="utf-8")
        screen.until("Je voudrais partir.")
        screen.until("checked, proven")
        screen.press("q")
        assert screen.ends() == 0
        assert screen.is_restored


def test_an_editor_takes_the_place_of_the_screen_and_gives_it_back(home, file):
    file.write_text(MINIMAL.replace("then: fin,", "then: finale,"), encoding="utf-8")
    editor = home / "editor.py"
    editor.write_text(EDITOR)
    with terminal("watch", str(file), home=home, EDITOR=f"{sys.executable} {editor}", VISUAL="") as screen:
        screen.until("1 error")
        screen.press("e")
        screen.until("EDITING LINE +20")
        screen.press("\n")
        screen.until("no error")
        screen.press("q")
        assert screen.ends() == 0
        assert screen.is_restored


def test_a_file_of_hostile_texts_is_shown_and_obeyed_in_nothing(home, file):
    file.write_text(hostile.scenario(), encoding="utf-8")
    with terminal("watch", str(file), home=home, size=(160, 40)) as screen:
        screen.until("Findings")
        for keys in ("m", "s", "\x1b", "p", "1", "1", "u", "f", "\r", "n", "x"):
            screen.press(keys)
            screen.look(0.2)
        assert screen.process.isalive()
        screen.press("\x11")
        assert screen.ends() == 0


def test_a_signal_ends_it_and_restores_the_terminal(home, file):
    with terminal("watch", str(file), home=home) as screen:
        screen.until("bonjour.yaml")
        screen.signal(signal.SIGTERM)
        screen.ends()
        assert screen.is_restored


def test_a_dumb_terminal_gets_lines(home, file):
    with terminal("watch", str(file), home=home, TERM="dumb") as screen:
        # The sum stands at the beginning of its line; a long path before it may be broken anywhere.
        screen.until("remarks")
        screen.signal(signal.SIGINT)
        assert screen.ends() == 0
        assert b"\x1b" not in screen.written
