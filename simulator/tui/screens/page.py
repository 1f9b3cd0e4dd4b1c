"""What every screen of ours has: its commands, a footer of those that make sense now, and manners when squeezed."""

from collections.abc import Iterable
from typing import ClassVar, Final, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from simulator.locale import _
from simulator.tui.commands import Command, bindings
from simulator.tui.house import House
from simulator.tui.widgets.keybar import KeyBar
from simulator.tui.widgets.lines import STYLES, Line, Sheet, paragraph

LEAST_WIDTH: Final = 60
LEAST_HEIGHT: Final = 18
WIDE: Final = 120
TALL: Final = 34
"""The sizes, in cells, from which there is room for more."""


class Page(Screen[None]):
    """A screen with ACTIONS. `can` says which of them are open; the rest is not shown and does nothing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = STYLES
    ACTIONS: ClassVar[tuple[Command, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init_subclass__(cls) -> None:
        cls.BINDINGS = [*cls.__dict__.get("BINDINGS", []), *bindings(cls.ACTIONS)]
        super().__init_subclass__()

    @property
    def platine(self) -> House:
        return cast("House", self.app)

    def compose(self) -> ComposeResult:
        yield from self.body()
        yield KeyBar(self.footer)
        yield Sheet(_too_small, classes="too-small")

    def body(self) -> ComposeResult:
        """The screen's own widgets, above the footer."""
        yield from ()

    def can(self, action: str) -> bool:
        """Whether an action of this screen makes sense now."""
        return True

    def every_command(self) -> tuple[Command, ...]:
        return (*self.ACTIONS, *self.platine.ACTIONS)

    def open_commands(self) -> Iterable[Command]:
        return [command for command in self.every_command() if self.can(command.action)]

    def footer(self) -> Iterable[Command]:
        """The commands with a label; what the screen's own key does already is not told of the app's beside it."""
        told = [command for command in self.open_commands() if command.label]
        mine = {command.label for command in told if command in self.ACTIONS}
        return [command for command in told if command in self.ACTIONS or command.label not in mine]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.has_class("-small") and action not in {"leave", "quit", "suspend_process"}:
            return False
        mine = {command.action.partition("(")[0] for command in self.ACTIONS}
        return self.can(action) if action in mine else True

    def refresh_footer(self) -> None:
        self.query_one(KeyBar).refresh()

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.set_class(width < LEAST_WIDTH or height < LEAST_HEIGHT, "-small")
        self.set_class(width >= WIDE, "-wide")
        self.set_class(height >= TALL, "-tall")


def _too_small(width: int) -> list[Line]:
    words = _("Platine needs {width} columns and {height} lines. Make the window larger; nothing is lost.")
    return paragraph(words.format(width=LEAST_WIDTH, height=LEAST_HEIGHT), width)
