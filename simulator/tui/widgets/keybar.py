"""The footer: the commands that make sense now, with their keys; a click is as good as a key."""

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len
from textual import events

from simulator.locale import _
from simulator.tui.commands import Command
from simulator.tui.widgets.lines import Line, Piece, Prose


class KeyBar(Prose):
    """Drawn from what `commands` gives at that moment; those that do not fit are left to `?` and the palette."""

    def __init__(self, commands: Callable[[], Iterable[Command]]) -> None:
        super().__init__()
        self._commands = commands
        self._spots: list[tuple[range, str]] = []

    def draw(self, width: int) -> Sequence[Line]:
        line: Line = (Piece(" "),)
        self._spots = []
        used = 1
        for command in self._commands():
            label = _(command.label)
            size = cell_len(command.sign) + cell_len(label) + 1
            if used + size > width:
                continue
            line = (*line, Piece(command.sign, "accent"), Piece(f" {label}", "muted"), Piece("  "))
            self._spots.append((range(used, used + size), command.action))
            used += size + 2
        return [line]

    async def on_click(self, event: events.Click) -> None:
        x = event.get_content_offset_capture(self).x
        for spot, action in self._spots:
            if x in spot:
                await self.screen.run_action(action)
