"""However a call is cut short in a terminal: the call is kept, and the terminal is given back as it was."""

import json
import re
import shutil
import signal
import sys
from pathlib import Path

import pytest

from simulator.history.health import health
from simulator.history.journal import Journal, Unfinished
from tests.attacks.terminal import terminal

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
BREAKS = """
from simulator.tui.screens.conversation import ConversationScreen
def broken(self):
    raise RuntimeError("a fault of ours \\x1b[31m[/b]")
ConversationScreen.action_observe = broken
from simulator.cli import main
main()
"""


@pytest.fixture
def home(tmp_path) -> Path:
    """A home whose owner has been asked for his golden rule already."""
    (tmp_path / "settings.json").write_text(json.dumps({"profile_offered": True, "animations": False}))
    return tmp_path


def journal_in(home: Path) -> Path:
    return home / "journal" / "journal.sqlite3"


def kept(home: Path) -> list[Unfinished]:
    journal = Journal(journal_in(home))
    try:
        return journal.unfinished()
    finally:
        journal.close()


def take_call(screen, home: Path) -> None:
    """From the briefing to one answer given, and written down."""
    before = health(journal_in(home)).events
    screen.until("other customer")
    screen.press("\r")
    screen.until("Your answer")
    screen.press("1")
    screen.until(lambda: health(journal_in(home)).events > before + 1)
    screen.look(0.2)


@pytest.mark.parametrize("number", ENDINGS, ids=lambda number: number.name)
def test_a_signal_gives_the_screen_s_terminal_back_and_keeps_the_call(number, home) -> None:
    with terminal("play", "ligne-coupee", "--seed", "3", home=home) as screen:
        take_call(screen, home)
        screen.signal(number)
        screen.ends()
        assert screen.is_restored
        assert b"Traceback" not in screen.written
    assert [len(one.decisions) for one in kept(home)] == [1]


def test_a_signal_in_the_first_moments_of_the_screen_gives_the_terminal_back(home) -> None:
    for number in ENDINGS:
        with terminal(home=home) as screen:
            screen.until(lambda screen=screen: b"\x1b[?1049h" in screen.written or not screen.look(0.01))
            screen.signal(number)
            screen.ends()
            assert screen.flags == screen.flags_left, number
            assert screen.is_restored, number


def test_a_fault_of_ours_gives_the_terminal_back_and_keeps_the_call(home) -> None:
    with terminal("play", "ligne-coupee", home=home, code=BREAKS) as screen:
        take_call(screen, home)
        screen.press("o")
        assert screen.ends() != 0
        assert screen.is_restored
    assert [len(one.decisions) for one in kept(home)] == [1]


def test_a_terminal_that_is_taken_away_ends_the_process_and_keeps_the_call(home) -> None:
    for arguments in ([], ["--plain"]):
        with terminal("play", "ligne-coupee", "--seed", "3", *arguments, home=home) as screen:
            if arguments:
                screen.until("Continue?")
                screen.press("y\n")
                screen.until("Your answer (1-")
                screen.press("1\n")
                screen.until(lambda: len(kept(home)[0].decisions) == 2)
            else:
                take_call(screen, home)
            before = len(kept(home)[0].decisions)
            screen.take_away()
        assert len(kept(home)[0].decisions) == before


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control")
@pytest.mark.parametrize("mode", ["screen", "plain"])
def test_after_ctrl_z_and_fg_the_screen_is_whole(mode, home) -> None:
    shell = "import os; os.execvp('bash', ['bash', '--norc', '--noprofile', '-i'])"
    with terminal(home=home, code=shell, PS1="$ ") as screen:
        screen.until("$")
        plain = " --plain" if mode == "plain" else ""
        screen.press(f"{sys.executable} -m simulator play ligne-coupee --seed 3{plain}\n")
        if mode == "plain":
            screen.until("Enter takes the call")
            screen.press("\n")
            screen.until("Your answer (1-")
        else:
            take_call(screen, home)
        before = screen.shown
        screen.press("\x1a")
        screen.until("Stopped")
        assert screen._last(b"\x1b[?1049h", b"\x1b[?1049l")
        assert screen._last(b"\x1b[?25l", b"\x1b[?25h")
        screen.press("echo the shell $((20+3)) is whole\n")
        screen.until("the shell 23 is whole")
        screen.press("fg\n")
        if mode == "plain":
            screen.press("1\n")
            screen.until("YOU:")
        else:
            screen.until("Your answer")
            screen.until(lambda: screen.shown.splitlines()[2:10] == before.splitlines()[2:10])
            screen.press("?")
            screen.until("Pick the answer of that number")
        screen.press("\x03" if mode == "plain" else "\x11")
        # The flags are the shell's own again as soon as it asks for the next command; what was written must be undone.
        screen.until("The call is saved" if mode == "plain" else lambda: screen._last(b"\x1b[?1049h", b"\x1b[?1049l"))
        screen.press("echo done $((20+4))\n")
        screen.until("done 24")
        screen.press("exit\n")
        screen.ends()


@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("\x04", 0), ("q\n", 0)], ids=["ctrl-c", "ctrl-d", "q"])
def test_line_mode_in_a_terminal_ends_in_one_sentence(keys, code, home) -> None:
    with terminal("play", "ligne-coupee", "--plain", "--seed", "3", home=home) as screen:
        screen.until("Enter takes the call")
        screen.press("\n")
        screen.until("Your answer (1-")
        screen.press("1\n")
        screen.until("YOU:")
        screen.until(lambda: len(re.findall(rb"Your \w+ \(1-", screen.written)) == 2)
        screen.press(keys)
        assert screen.ends() == code
        assert screen.is_restored
        assert b"Traceback" not in screen.written
        assert "The call is saved" in " ".join(screen.shown.split())
    assert [len(one.decisions) for one in kept(home)] == [1]


def test_ctrl_c_where_a_scenario_is_chosen_is_no_stack_trace(home) -> None:
    with terminal(home=home, TERM="dumb") as screen:
        screen.until("Your choice")
        screen.press("\x03")
        assert screen.ends() == 130
        assert b"Traceback" not in screen.written


@pytest.mark.parametrize("term", ["dumb", "nonsense"])
def test_any_terminal_gets_a_screen_or_lines(term, home) -> None:
    with terminal("play", "ligne-coupee", home=home, TERM=term) as screen:
        screen.until("Today. Not Thursday.")
        screen.signal(signal.SIGTERM)
        screen.ends()
        assert screen.is_restored
        assert b"Traceback" not in screen.written
