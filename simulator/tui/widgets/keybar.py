"""The footer: the commands that make sense now, with their keys; a click is as good as a key."""

from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len
from textual import events

from simulator.locale import _
from simulator.tui.commands import Command
from simulator.tui.widgets.lines import Line, Piece, Prose

_GAP = 2


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
        for command in _fitting(list(self._commands()), width - 2 * used):
            size = _size(command)
            line = (*line, Piece(command.sign, "accent"), Piece(f" {_(command.label)}", "muted"), Piece("  "))
            self._spots.append((range(used, used + size), command.action))
            used += size + _GAP
        return [line]

    async def on_click(self, event: events.Click) -> None:
        x = event.get_content_offset_capture(self).x
        for spot, action in self._spots:
            if x in spot:
                await self.screen.run_action(action)


def _size(command: Command) -> int:
    return cell_len(command.sign) + 1 + cell_len(_(command.label))


def _fitting(commands: list[Command], width: int) -> list[Command]:
    """The commands as they come, less the last unpinned ones: as many as it takes for the rest to stand whole."""
    kept = list(commands)
    while kept and sum(map(_size, kept)) + _GAP * (len(kept) - 1) > width:
        unpinned = [command for command in kept if not command.pinned]
        kept.remove((unpinned or kept)[-1])
    return kept
