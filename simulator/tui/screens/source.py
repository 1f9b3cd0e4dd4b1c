"""A place of the watched file: what was found there, the line with a caret, and the lines around it."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from simulator.errors import PlatineError
from simulator.locale import N_, _
from simulator.tui.commands import Command
from simulator.tui.screens.page import Page
from simulator.tui.text import clipped, shortened
from simulator.tui.watching.editor import edit
from simulator.tui.watching.passages import Passage
from simulator.tui.watching.signs import SIGNS, STYLES, word
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Sheet, paragraph, width_of
from simulator.tui.widgets.source import Source


class SourceScreen(Page):
    """Several passages, one of which is looked at."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("edit", "e", N_("edit"), N_("Open your editor at this line")),
        Command("turn(1)", "n", N_("next"), N_("The next finding")),
        Command("turn(-1)", "p", N_("previous"), N_("The finding before")),
        Command("leave", "escape,enter,q", N_("back"), N_("Back to where you were"), shown="esc", pinned=True),
    )

    def __init__(self, passages: Sequence[Passage], at: int = 0) -> None:
        super().__init__()
        self._passages = tuple(passages)
        self._at = at

    @property
    def passage(self) -> Passage:
        return self._passages[self._at]

    def body(self) -> ComposeResult:
        yield Sheet(self._head, id="source-head")
        yield Source(id="source-lines")

    def on_mount(self) -> None:
        self._show()
        self.query_one(Source).focus()

    def _show(self) -> None:
        passage = self.passage
        try:
            self.query_one(Source).show(passage.path, passage.line, passage.column)
        except PlatineError as error:
            self.platine.tell(error)
        self.query_one("#source-head").refresh(layout=True)
        self.refresh_footer()

    def reread(self) -> None:
        """The file was saved while one looks at it."""
        self.query_one(Source).reread(self.passage.path)

    def _head(self, width: int) -> list[Line]:
        passage = self.passage
        line = f":{passage.line}" if passage.line else ""
        head: Line = (Piece(" " + shortened(passage.path.name, width - 2 - len(line)) + line, "strong"),)
        lines: list[Line] = [head]
        if passage.severity is not None:
            place = _("{number} of {total}").format(number=self._at + 1, total=len(self._passages))
            sign = Piece(f" {SIGNS[passage.severity]} {word(passage.severity)}", STYLES[passage.severity])
            lines.append((sign, Piece(clipped(f" · {passage.title} · {place}", width - width_of((sign,))), "muted")))
        room = min(width, 100)
        if passage.words:
            lines += paragraph(passage.words, room, first=(Piece(" "),))
        if passage.remedy:
            lines += paragraph(passage.remedy, room, "muted", first=(Piece(" → ", "accent"),))
        return [*lines, EMPTY]

    def can(self, action: str) -> bool:
        return len(self._passages) > 1 if action.startswith("turn") else True

    def action_turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self._passages)
        self._show()

    def action_edit(self) -> None:
        told = edit(self.app, self.passage)
        if told:
            self.platine.warn(told)
        self.reread()

    def action_leave(self) -> None:
        self.dismiss()
