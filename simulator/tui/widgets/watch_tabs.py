"""The names of the author's screen's parts, each with its key: in one line where there is room for one part only."""

from collections.abc import Callable, Mapping
from typing import Final

from textual import events

from simulator.locale import N_, _
from simulator.tui.widgets.lines import Line, Piece, Prose, width_of

_NAMED: Final[Mapping[str, tuple[str, str]]] = {
    "findings": ("f", N_("Findings")),
    "map": ("m", N_("Map")),
    "preview": ("p", N_("Preview")),
}
PARTS: Final = tuple(_NAMED)
"""The parts, from left to right."""


class Tabs(Prose):
    """`names` are the parts it names; `used` says which is in use, `count` how many findings there are."""

    def __init__(
        self, names: tuple[str, ...], used: Callable[[], str], count: Callable[[], int], *, id: str, classes: str = ""
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._names = names
        self._used = used
        self._count = count
        self._spots: list[tuple[range, str]] = []

    def draw(self, width: int) -> list[Line]:
        line: Line = ()
        self._spots = []
        for name in self._names:
            start = width_of(line)
            line = (*line, *self._label(name))
            self._spots.append((range(start, width_of(line)), name))
        rest = width - width_of(line)
        return [(*line, Piece(" " + "─" * (rest - 1), "rule"))] if rest > 1 else [line]

    def _label(self, name: str) -> Line:
        key, words = _NAMED[name]
        used = name == self._used()
        number = f" {self._count()}" if name == "findings" and self._count() else ""
        style, mark = ("cursor-strong", "cursor-mark") if used else ("muted", "accent")
        return (Piece(f" {key} ", mark), Piece(f"{_(words)}{number} ", style))

    async def on_click(self, event: events.Click) -> None:
        x = event.get_content_offset_capture(self).x
        for spot, name in self._spots:
            if x in spot:
                await self.screen.run_action(f"pane('{name}')")
