"""The app: what the screens share, how it begins and how it ends. Everything that is shown lives in the screens."""

import asyncio
import gc
import signal
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType

from simulator.errors import PlatineError
from simulator.locale import N_, _
from simulator.settings import Asked, Settings
from simulator.tui.commands import Command, OpenCommands, Palette, bindings
from simulator.tui.preferences import PREFERENCES
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.page import Page
from simulator.tui.ways import Ways

if TYPE_CHECKING:
    from simulator.history.journal import Journal
    from simulator.tui.house import House
    from simulator.tui.shelf import Title

_NOTHING_ASKED: Final = Asked()
_ENDINGS: Final = (signal.SIGTERM, signal.SIGHUP)


def _all_titles() -> "Iterable[Title | PlatineError | Path]":
    from simulator.tui.shelf import titles  # start-up time: home's frame waits for no scenario

    return titles()


class PlatineApp(Ways):
    """The screen's app.

    `asked` lies over the settings for this sitting. `find_titles` gives the scenarios and `journal` the journal, once
    home stands, on a thread of their own. `opening` is called then too: to open a briefing or a call over it. `first`
    gives the screen to begin with, home by default. `notices` are told at once. Without a `journal` nothing is
    remembered, without a `settings_file` no setting is kept.
    """

    TITLE = "Platine"
    # Home's own are among them: read with a screen of its own, they would make Textual parse everything once more.
    CSS_PATH = [  # noqa: RUF012 - the same
        Path(__file__).with_suffix(".tcss"),
        Path(__file__).with_name("screens") / "home.tcss",
    ]
    COMMANDS = {OpenCommands}  # noqa: RUF012 - Textual's own name and type
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        *PREFERENCES,
        Command("app.help", "question_mark,f1", N_("keys"), N_("Show the keys"), shown="?", pinned=True),
        Command("app.command_palette", "ctrl+p", "", N_("Find any command by its name"), shown="^p"),
        Command("app.suspend_process", "ctrl+z", "", N_("Back to the shell for a while; fg returns"), shown="^z"),
        Command("app.quit", "ctrl+q", N_("quit"), N_("Quit; nothing is lost"), shown="^q"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(
        self,
        settings: Settings,
        *,
        asked: Asked = _NOTHING_ASKED,
        journal: "Journal | Callable[[], Journal] | None" = None,
        find_titles: "Callable[[], Iterable[Title | PlatineError | Path]]" = _all_titles,
        settings_file: Path | None = None,
        opening: Callable[["PlatineApp"], None] | None = None,
        first: Callable[[], Page] = HomeScreen,
        notices: Sequence[PlatineError] = (),
    ) -> None:
        super().__init__(settings, settings_file, asked, journal)
        self.find_titles = find_titles
        self._opening = opening
        self._first = first
        self._notices = notices

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for number in _ENDINGS:
            loop.add_signal_handler(number, self.exit)
        self.push_screen(self._first())
        for error in self._notices:
            self.tell(error)
        if self._opening is not None:
            self._opening(self)

    def on_unmount(self) -> None:
        for number in _ENDINGS:
            asyncio.get_running_loop().remove_signal_handler(number)

    def begin_collecting(self) -> None:
        """The first frame stands, and what was loaded for it will never be garbage: look for garbage elsewhere."""
        gc.freeze()
        gc.enable()

    def get_ready(self) -> None:
        """Off the loop, once home is furnished: load what the first key may ask for."""
        import simulator.tui.screens.briefing  # start-up time: not for the first frame
        import simulator.tui.screens.conversation  # noqa: F401 - start-up time: the same

        journal = self.memory.journal
        if journal is not None and journal.set_aside is not None:
            words = _("The journal was damaged; it was set aside as {path}.").format(path=journal.set_aside)
            self.call_later(self.warn, words)
        gc.collect()
        gc.freeze()

    def action_help(self) -> None:
        from simulator.tui.screens.help import HelpScreen  # start-up time: not for the first frame

        if isinstance(self.screen, Page) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.every_command()))

    def action_command_palette(self) -> None:
        if isinstance(self.screen, Page):
            self.push_screen(Palette(placeholder=_("What would you like to do?")))


if TYPE_CHECKING:

    def _is_a_house(app: PlatineApp) -> House:
        """Screens take the app for this without asking: let the type checker ask."""
        return app
