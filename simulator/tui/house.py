"""What a screen may ask of the app around it. The app knows its screens; they know no more of it than this."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from simulator.errors import PlatineError
from simulator.settings import Settings
from simulator.tui.commands import Command

if TYPE_CHECKING:
    from simulator.conversation.play import Play
    from simulator.conversation.script import Script
    from simulator.history.journal import Unfinished
    from simulator.tui.memory import Keeper, Memory
    from simulator.tui.shelf import Title


class House(Protocol):
    ACTIONS: ClassVar[tuple[Command, ...]]
    settings: Settings
    find_titles: "Callable[[], Iterable[Title | PlatineError | Path]]"

    @property
    def agent(self) -> str: ...

    @property
    def memory(self) -> "Memory": ...

    def tell(self, error: PlatineError, *more: str) -> None: ...

    def warn(self, words: str) -> None: ...

    def change(self, **chosen: Any) -> None: ...

    def speak(self, chosen: str) -> None: ...

    def begin_collecting(self) -> None: ...

    def get_ready(self) -> None: ...

    def open_briefing(self, title: "Title") -> None: ...

    def take_call(self, title: "Title", script: "Script", *, practice: bool) -> None: ...

    def go_on(self, unfinished: "Unfinished", title: "Title") -> None: ...

    def open_debrief(self, play: "Play", keeper: "Keeper") -> None: ...

    def action_profile(self) -> None: ...
