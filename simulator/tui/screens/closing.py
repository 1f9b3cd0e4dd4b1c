"""The end of a call in figures, until one looks closer."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from simulator.conversation.play import Play
from simulator.debrief.scorecard import scorecard
from simulator.locale import N_, _
from simulator.tui.commands import Command
from simulator.tui.screens.page import Page
from simulator.tui.widgets.gauges import bar, mood_pieces
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Sheet, paragraph
from simulator.wording.labels import label

_WHOLE = 100


class ClosingScreen(Page):
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("leave", "enter,escape", N_("home"), N_("Back to the scenarios"), shown="⏎", pinned=True),
    )

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play

    def body(self) -> ComposeResult:
        with VerticalScroll(id="closing-body"):
            yield Sheet(self._draw, id="closing-sheet")

    def _draw(self, width: int) -> list[Line]:
        play = self._play
        ended = play.ended
        card = scorecard(play.script, play.state, outcome=ended.outcome if ended else None)
        customer = play.script.customer
        lines: list[Line] = [(Piece(customer.name, "strong"), Piece("  "), *mood_pieces(play.state)), EMPTY]
        verdict = customer.verdicts.get(card.mood)
        if verdict:
            lines += [*paragraph(verdict, min(width, 84), "cue", first=(Piece("“", "accent"),)), EMPTY]
        for name, value in (
            ("empathy", card.empathy),
            ("naturalness", card.naturalness),
            ("ladder", card.ladder.total),
        ):
            title = f"{label('score', name):<14}"
            lines.append((Piece(title, "muted"), *bar(round(value), _WHOLE, 20), Piece(f" {round(value)}", "strong")))
        if ended is not None:
            lines += [EMPTY, (Piece(_("The request:") + " ", "muted"), Piece(label("outcome", ended.outcome)))]
        lines.append((Piece(_("The rung:") + " ", "muted"), Piece(label("stage", card.stage_highest))))
        return lines

    def action_leave(self) -> None:
        self.dismiss()
