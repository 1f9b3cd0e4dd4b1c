"""The customer's file during the call: what is known of him, and the agent's desk. Any key goes back."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from simulator.conversation.play import Play
from simulator.locale import N_
from simulator.tui.commands import Command
from simulator.tui.screens.page import Page
from simulator.tui.widgets.standing import SideCard


class FileScreen(Page):
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("leave", "escape,i,enter", N_("back"), N_("Back to the conversation"), shown="esc", pinned=True),
    )

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._play = play

    def body(self) -> ComposeResult:
        with VerticalScroll(id="file-body"):
            yield SideCard(self._play, id="file-card")

    def action_leave(self) -> None:
        self.dismiss()
