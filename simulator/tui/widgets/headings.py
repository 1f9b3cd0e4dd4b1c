"""The two lines that frame a conversation: who is on the line, and what is asked of the agent."""

from rich.cells import cell_len

from simulator.conversation.play import Play
from simulator.locale import _
from simulator.tui.text import clipped
from simulator.tui.widgets.lines import Line, Piece, spread
from simulator.wording.labels import label
from simulator.wording.numbers import clock


def call_line(play: Play, *, seconds_left: int | None, width: int) -> Line:
    """Name, channel and title; a countdown where silence is about to speak, the mode, the clock of the words."""
    scenario = play.script.scenario
    mode = _("practice") if play.practice else _("attempt")
    countdown = _("{seconds} s to answer").format(seconds=seconds_left) + " · " if seconds_left is not None else ""
    right = Piece(f"{countdown}{mode} · {clock(play.position.seconds)} ", "muted")
    room = max(0, width - cell_len(right.text) - 2)
    name = clipped(play.script.customer.name, room)
    about = clipped(f"  {label('channel', scenario.channel)} · {scenario.title}", max(0, room - cell_len(name)))
    return spread((Piece(f" {name}", "strong"), Piece(about, "muted")), (right,), width)


def ruled_line(words: str, width: int) -> Line:
    """Words on a rule across the width."""
    shown = clipped(words, max(0, width - 5))
    rest = max(0, width - cell_len(shown) - 4)
    return (Piece("── ", "rule"), Piece(shown, "heading"), Piece(" " + "─" * rest, "rule"))
