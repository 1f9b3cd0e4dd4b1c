"""What the trainer can do with a room, the most needed first: a footer that is too narrow drops the last of them."""

from collections.abc import Mapping
from typing import Final

from textual.binding import Binding

from simulator.locale import N_
from simulator.room import events as ev
from simulator.tui.commands import Command

MORE_SECONDS: Final = 30
LED: Final[Mapping[str, ev.Event]] = {
    "next": ev.Advanced(),
    "back": ev.SteppedBack(),
    "skip": ev.Skipped(),
    "pause": ev.Paused(),
    "unpause": ev.Unpaused(),
    "extend": ev.Extended(seconds=MORE_SECONDS),
    "observe": ev.Aside(action="observe"),
    "breathe": ev.Aside(action="breathe"),
    "lock": ev.JoinsLocked(locked=True),
    "unlock": ev.JoinsLocked(locked=False),
}
"""What is done at once, by the name of the act."""
EITHER: Final = frozenset({"pause", "unpause", "lock", "unlock", "breathe"})
"""Acts that share their key with another one: the key does the one that fits."""
KEYS: Final = (
    Command("drop", "escape", N_("back"), N_("Leave it, and do nothing"), shown="esc", pinned=True),
    Command(
        "lead('next')",
        "space,n",
        N_("go on"),
        N_("Go on: what comes next is the format's"),
        shown=N_("space"),
        pinned=True,
    ),
    Command("lead('unpause')", "p", N_("go on"), N_("End the pause"), pinned=True),
    Command("number(1)", "1", N_("pick"), N_("Answer, count hands or play the answer of that number"), shown="1-9"),
    Command("look", "", N_("a team"), N_("Look at the call of the team of that number"), shown="1-9"),
    Command("scroll(1)", "", N_("further"), N_("Further down where there is more than fits"), shown=N_("pgdn")),
    Command("errand('voice')", "t", N_("type an answer"), N_("On one laptop: type or change the answer of a team")),
    Command("errand('what_if')", "i", N_("what if"), N_("Look at what another answer would have done")),
    Command("use('ask')", "e", N_("ask the team"), N_("On one laptop: the seat's token that asks its team")),
    Command("use('rewind')", "z", N_("take back"), N_("On one laptop: the seat's token that takes the answer back")),
    Command("use('breathe')", "b", N_("breathe"), N_("On one laptop: the seat's token for a breath")),
    Command("errand('play')", "a", N_("decide"), N_("Decide yourself which answer is played")),
    Command("errand('hint')", "h", N_("hint"), N_("Put a hint in your own words on every screen")),
    Command("who", "w", N_("who"), N_("Who is here, and who has not answered yet")),
    Command(
        "lead('back')",
        "u",
        N_("step back"),
        N_("Take back the last step, as if it had never been taken"),
    ),
    Command("lead('skip')", "s", N_("skip"), N_("Pass over what is asked here")),
    Command("lead('observe')", "o", N_("observe"), N_("Take four seconds to notice what is not said")),
    Command("lead('breathe')", "b", N_("breathe"), N_("Take six seconds for yourself: one step lighter")),
    Command("lead('pause')", "p", N_("pause"), N_("Stop: no vote counts until you go on")),
    Command("lead('extend')", "plus", N_("30 s more"), N_("Thirty seconds more than was suggested"), shown="+"),
    Command("errand('format')", "f", N_("format"), N_("Change the format, between two moments")),
    Command("lead('lock')", "l", N_("lock"), N_("Lock the door: nobody else can join")),
    Command("lead('unlock')", "l", N_("unlock"), N_("Unlock the door: others can join again")),
    Command("errand('remove')", "r", N_("remove"), N_("Take somebody out of the room")),
    Command("errand('close')", "c", N_("close"), N_("Close the room for good")),
    Command("leave", "q", N_("quit"), N_("Leave; the room is kept and can be resumed"), shown="q", pinned=True),
)
DURING: Final = frozenset({"drop", "number", "scroll"})
"""What makes sense while the trainer chooses, types or confirms something."""
MOVES: Final = (
    *(Binding(str(figure), f"number({figure})", show=False) for figure in (0, *range(2, 10))),
    Binding("enter", "enter", show=False),
    Binding("backspace", "erase", show=False),
    Binding("up", "move(-1)", show=False),
    Binding("down", "move(1)", show=False),
    Binding("left", "move(-1)", show=False),
    Binding("right", "move(1)", show=False),
    Binding("pageup", "scroll(-1)", show=False, priority=True),
    Binding("pagedown", "scroll(1)", show=False, priority=True),
)
"""Keys that nobody has to be told of."""
