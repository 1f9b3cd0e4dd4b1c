"""What can be done on a participant's screen, the most needed first: a narrow footer drops the last of them."""

from typing import Final

from textual.binding import Binding

from simulator.locale import N_
from simulator.tui.commands import Command
from simulator.tui.widgets.picker import NUMBERED

KEYS: Final = (
    Command("number(1)", "1", N_("answer"), N_("Give the answer of that number"), shown="1-9"),
    Command("rate", "", N_("answer"), N_("Give a figure from 0 to 10"), shown="0-9"),
    Command("send", "ctrl+s", N_("send"), N_("Send what you have written or put together"), shown="^s"),
    Command("use('ask')", "a", N_("ask the team"), N_("On the hot seat: ask your team, which costs a token")),
    Command("use('breathe')", "b", N_("breathe"), N_("On the hot seat: breathe, which costs a token")),
    Command("use('rewind')", "r", N_("take back"), N_("On the hot seat: take the answer back, which costs a token")),
    Command("go", "g", N_("play it"), N_("As your team's speaker: play what the team has voted")),
    Command("shift(-1)", "left,left_square_bracket", "", N_("Move this part up in the message"), shown="←"),
    Command("shift(1)", "right,right_square_bracket", "", N_("Move this part down in the message"), shown="→"),
    Command("look_back(1)", "", N_("further"), N_("Further down in what was said and voted"), shown=N_("pgdn")),
    Command("write", "w", N_("write"), N_("Back into the field in which you write")),
    Command("unfocus", "escape", N_("keys"), N_("Out of the field, so that keys are keys again"), shown="esc"),
    Command("leave", "q", N_("quit"), N_("Leave; the same command brings you back to your place"), pinned=True),
)
MOVES: Final = (
    *(Binding(str(number), f"number({number})", show=False) for number in range(2, NUMBERED + 1)),
    Binding("pageup", "look_back(-1)", show=False, priority=True),
    Binding("pagedown", "look_back(1)", show=False, priority=True),
)
"""Keys that nobody has to be told of."""
