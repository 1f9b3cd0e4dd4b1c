"""The keys of the screen one comes from, each with its sentence."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from simulator.locale import N_, _
from simulator.tui.commands import Command
from simulator.tui.screens.page import Page
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Sheet, paragraph

MOVING = (
    ("↑ ↓", N_("Move; enter or a click picks")),
    ("pgup pgdn", N_("Look back in the transcript, and forward")),
    ("tab", N_("Go from one part of the screen to the next")),
)
_KEYS = 11


class HelpScreen(Page):
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("leave", "escape,enter", N_("back"), N_("Back to where you were"), shown="esc", pinned=True),
    )

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._explained = tuple(commands)

    def body(self) -> ComposeResult:
        with VerticalScroll(id="help-body"):
            yield Sheet(self._draw, id="help-sheet")

    def _draw(self, width: int) -> list[Line]:
        rows = [(command.sign, command.help) for command in self._explained]
        lines: list[Line] = [(Piece(_("Keys"), "heading"),), EMPTY]
        for key, words in (*rows, *MOVING):
            prefix = (Piece(key + " " * max(1, _KEYS - cell_len(key)), "accent"),)
            lines += paragraph(_(words), min(width, 84), first=prefix)
        signs = _(
            "Signs of mood: ▲ △ ◆ ◇ pleasant, ▼ ▽ ■ □ unpleasant; triangles are stirred, the filled ones have a grip "
            "on things. ◆◇◇ is the ladder: golden rule, empathy, platinum rule. ●○○ is your load."
        )
        return [*lines, EMPTY, *paragraph(signs, min(width, 84), "muted")]

    def action_leave(self) -> None:
        self.dismiss()
