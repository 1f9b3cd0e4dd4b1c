"""The two lines that frame a conversation: who is on the line, and what is asked of the agent."""

from rich.cells import cell_len

from simulator.conversation.play import Play
from simulator.locale import _
from simulator.tui.text import clipped, one_line
from simulator.tui.widgets.lines import Line, Piece, paragraph, spread
from simulator.wording.labels import label
from simulator.wording.numbers import clock
from simulator.wording.typography import typeset

_RULE = "──"


def printed(text: str, play: Play) -> str:
    """The scenario's words with the spaces and apostrophes of its language."""
    return typeset(text, play.script.scenario.language)


def call_line(play: Play, *, seconds_left: int, width: int) -> Line:
    """Name, channel and title; a countdown where silence is about to speak, the mode, the clock of the words."""
    scenario = play.script.scenario
    mode = _("practice") if play.practice else _("attempt")
    countdown = _("{seconds} s to answer").format(seconds=seconds_left) + " · " if seconds_left else ""
    right = Piece(f"{countdown}{mode} · {clock(play.position.seconds)} ", "muted")
    room = max(0, width - cell_len(right.text) - 2)
    name = clipped(printed(play.script.customer.name, play), room)
    title = printed(scenario.title, play)
    about = clipped(f"  {label('channel', scenario.channel)} · {title}", max(0, room - cell_len(name)))
    return spread((Piece(f" {name}", "strong"), Piece(about, "muted")), (right,), width)


def ruled_lines(words: str, width: int) -> list[Line]:
    """Words on a rule across the width; those that are too long for it are said whole, on lines of their own."""
    shown = one_line(words)
    rest = width - cell_len(shown) - len(_RULE) - 2
    if rest >= 0:
        return [(Piece(_RULE, "rule"), Piece(f" {shown} ", "heading"), Piece("─" * rest, "rule"))]
    return paragraph(shown, width, "heading", first=(Piece(_RULE, "rule"), Piece(" ")))
