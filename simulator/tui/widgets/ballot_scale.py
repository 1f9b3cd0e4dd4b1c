"""From 0 to 10 on one line: a figure, the arrows, or a click."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from simulator.locale import _
from simulator.tui.widgets.lines import Line, Piece, Prose, spread

MOST: Final = 10
_CELL: Final = 5
_FIGURES: Final = (MOST + 1) * _CELL


class Scale(Prose, can_focus=True):
    """Posts `Rated` with a figure. `given` is the one that was given, None before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", show=False),
        Binding("right,l", "move(1)", show=False),
        Binding("home", "move(-10)", show=False),
        Binding("end", "move(10)", show=False),
        Binding("enter,space", "rate", show=False),
        *(Binding(str(figure), f"rate({figure})", show=False) for figure in range(MOST)),
    ]
    place: reactive[int] = reactive(5)

    @dataclass
    class Rated(Message):
        """A figure from 0 to 10 was given."""

        figure: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._given: int | None = None

    def show(self, given: int | None) -> None:
        """Mark what was given."""
        if given != self._given:
            self._given = given
            if given is not None:
                self.place = given
            self.refresh()

    def draw(self, width: int) -> Sequence[Line]:
        line: Line = ()
        for figure in range(MOST + 1):
            chosen = figure == self.place
            mark = "✓" if figure == self._given else "▸" if chosen else " "
            shown = f"{mark}{figure}"
            line = (*line, Piece(f"{shown:^{_CELL}}", "cursor-mark" if chosen else "text"))
        ends = spread((Piece(" " + _("not at all"), "muted"),), (Piece(_("wholly") + " ", "muted"),), _FIGURES)
        return [line, ends]

    def watch_place(self) -> None:
        self.refresh()

    def action_move(self, by: int) -> None:
        self.place = max(0, min(MOST, self.place + by))

    def action_rate(self, figure: int | None = None) -> None:
        if figure is not None:
            self.place = figure
        self.post_message(self.Rated(self.place))

    def on_click(self, event: events.Click) -> None:
        figure = event.get_content_offset_capture(self).x // _CELL
        if 0 <= figure <= MOST:
            self.action_rate(figure)
