"""Where to save the debrief: a path that can be changed, and a word before anything is replaced."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from simulator.errors import PlatineError
from simulator.exports.files import write
from simulator.locale import N_, _
from simulator.tui.commands import Command
from simulator.tui.screens.page import Page
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Sheet, paragraph


class DebriefSaveScreen(Page):
    """`made` gives the page when it is about to be written."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("save", "", N_("save"), N_("Save the page at this path"), shown="⏎"),
        Command("leave", "escape", N_("back"), N_("Back to the debrief, without saving"), shown="esc", pinned=True),
    )

    def __init__(self, proposed: Path, made: Callable[[], str]) -> None:
        super().__init__()
        self._proposed = proposed
        self._made = made
        self._confirmed: Path | None = None
        self._told = ""

    def body(self) -> ComposeResult:
        yield Sheet(self._draw, id="debrief-save-words")
        yield Input(str(self._proposed), compact=True, id="debrief-save-path")
        yield Sheet(self._warning, id="debrief-save-told")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def _draw(self, width: int) -> list[Line]:
        told = _(
            "The whole debrief as one page: it opens in any browser, prints well and asks nothing of any network."
        )
        where = [(Piece(_("Save it here:"), "muted"),)]
        return [(Piece(_("Save the debrief"), "strong"),), *paragraph(told, min(84, width)), EMPTY, *where]

    def _warning(self, width: int) -> list[Line]:
        return [EMPTY, *paragraph(self._told, min(84, width), "accent")] if self._told else []

    async def action_save(self) -> None:
        await self.query_one(Input).action_submit()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            return
        # Not Path's own: it raises for a user who does not exist, and for a name that is too long.
        path = Path(os.path.expanduser(event.value.strip()))
        if os.path.exists(path) and path != self._confirmed:
            self._confirmed = path
            self._told = _("There is a file of this name already: enter once more replaces it.")
            self.query_one("#debrief-save-told").refresh(layout=True)
            return
        try:
            write(path, self._made())
        except PlatineError as error:
            self.platine.tell(error)
            return
        self.app.notify(_("Saved: {path}").format(path=path), timeout=8, markup=False)
        self.dismiss()

    def action_leave(self) -> None:
        self.dismiss()
