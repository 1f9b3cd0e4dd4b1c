"""What can be done on the author's screen, the most needed first: a narrow footer drops the last of them."""

from typing import Final

from textual.binding import Binding

from simulator.locale import N_
from simulator.tui.commands import Command
from simulator.tui.widgets.picker import NUMBERED

KEYS: Final = (
    Command("jump", "", N_("go there"), N_("Bring the preview to the moment under the cursor"), shown="⏎"),
    Command("number(1)", "1", N_("answer"), N_("Give the answer of that number in the preview"), shown="1-9"),
    Command("undo", "u", N_("undo"), N_("Take your last answer in the preview back")),
    Command("restart", "r", N_("restart"), N_("Begin the preview again")),
    Command("edit", "e", N_("edit"), N_("Open your editor at that line")),
    Command("source", "s", N_("line"), N_("Show the line of the file that this is about")),
    Command("explain", "x", N_("explain"), N_("Explain the finding under the cursor")),
    Command("variant", "v", N_("customer"), N_("Preview the call with the next customer")),
    Command("observe", "o", N_("observe"), N_("Take four seconds to notice what is not said")),
    Command("breathe", "b", N_("breathe"), N_("Take six seconds for yourself: one step lighter")),
    Command("back", "backspace", N_("back"), N_("One step back within your answer"), shown="⌫"),
    Command("shift(-1)", "left,left_square_bracket", "", N_("Move this part up in the message"), shown="←"),
    Command("shift(1)", "right,right_square_bracket", "", N_("Move this part down in the message"), shown="→"),
    Command("pane('findings')", "f", "", N_("Go to the findings"), shown="f"),
    Command("pane('map')", "m", "", N_("Go to the map"), shown="m"),
    Command("pane('preview')", "p", "", N_("Go to the preview"), shown="p"),
    Command("leave", "q", N_("quit"), N_("Stop watching"), shown="q", pinned=True),
)
ON_THE_CALL: Final = frozenset(
    {"number(1)", "undo", "restart", "variant", "observe", "breathe", "back", "shift(-1)", "shift(1)"}
)
"""The actions that belong to the preview: they make sense while it is in view."""
MOVES: Final = (
    *(Binding(str(number), f"number({number})", show=False) for number in range(2, NUMBERED + 1)),
    Binding("tab", "next_pane(1)", show=False, priority=True),
    Binding("shift+tab", "next_pane(-1)", show=False, priority=True),
    Binding("pageup", "look_back(-1)", show=False, priority=True),
    Binding("pagedown", "look_back(1)", show=False, priority=True),
)
"""Keys that nobody has to be told of."""
