"""What can be done in a call, the most needed first: a footer that is too narrow drops the last of them."""

from typing import Final

from simulator.locale import N_
from simulator.tui.commands import Command

KEYS: Final = (
    Command("number(1)", "1", N_("answer"), N_("Pick the answer of that number"), shown="1-9"),
    Command("reread", "e", N_("reread and send"), N_("Reread the whole message, then send it"), pinned=True),
    Command("send", "e", N_("send"), N_("Send the message that you have reread"), pinned=True),
    Command("resume", "p", N_("go on"), N_("Take the conversation up again")),
    Command(
        "shift(-1)", "left,left_square_bracket", N_("earlier"), N_("Move this part up in the message"), shown="←"
    ),
    Command(
        "shift(1)", "right,right_square_bracket", N_("later"), N_("Move this part down in the message"), shown="→"
    ),
    Command("more_time", "plus", N_("more time"), N_("Thirty more seconds before the silence speaks"), shown="+"),
    Command("observe", "o", N_("observe"), N_("Take four seconds to notice what is not said")),
    Command("breathe", "b", N_("breathe"), N_("Take six seconds for yourself: one step lighter")),
    Command("coach", "c", N_("coach"), N_("Ask the coach for the three questions of your next rung")),
    Command("undo", "u", N_("undo"), N_("Take your last answer back, in practice")),
    Command("back", "backspace", N_("back"), N_("One step back within your answer"), shown="⌫"),
    Command("pause", "p", N_("pause"), N_("Pause the conversation")),
    Command("file", "i", N_("file"), N_("What you know of the customer, and your desk")),
    Command(
        "leave", "escape", N_("leave"), N_("Leave; the conversation is kept where it is"), shown="esc", pinned=True
    ),
)
NEED_LEAVE: Final = {
    "observe": "observe",
    "breathe": "breathe",
    "coach": "coach",
    "undo": "undo",
    "pause": "pause",
    "resume": "resume",
    "more_time": "keep_silent",
}
"""The actions that need leave from the play, under the play's own name."""
