"""The app: it holds what the screens share (settings, memory, where scenarios come from) and leads from one to
the next. Everything that is shown lives in the screens.
"""

import asyncio
import secrets
import signal
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.command import CommandPalette

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.errors import PlatineError
from simulator.history.journal import Journal, Unfinished
from simulator.locale import N_, _
from simulator.settings import Settings
from simulator.tui.commands import Command, OpenCommands, bindings
from simulator.tui.memory import Keeper, Memory
from simulator.tui.preferences import PREFERENCES, Preferences
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.page import Page
from simulator.tui.screens.profile import ProfileScreen
from simulator.tui.shelf import Title, titles

_SEEDS: Final = 2**31
_ENDINGS: Final = (signal.SIGTERM, signal.SIGHUP)


class PlatineApp(Preferences):
    """The screen's app.

    `find_titles` gives the scenarios, on a thread of its own. `opening` is called once home stands: to open a
    briefing or a call over it. `notices` are told at once. Without a `journal` nothing is remembered, without a
    `settings_file` no setting is kept.
    """

    TITLE = "Platine"
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    COMMANDS = {OpenCommands}  # noqa: RUF012 - Textual's own name and type
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        *PREFERENCES,
        Command("app.profile", "", "", N_("How you like to be treated: the eight golden-rule questions"), shown="-"),
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
        journal: Journal | None = None,
        find_titles: Callable[[], Iterable[Title | PlatineError | Path]] = titles,
        settings_file: Path | None = None,
        opening: Callable[["PlatineApp"], None] | None = None,
        notices: Sequence[PlatineError] = (),
    ) -> None:
        super().__init__(settings, settings_file)
        self.memory = Memory(journal, self._could_not_write)
        self.find_titles = find_titles
        self._opening = opening
        self._notices = notices

    def on_mount(self) -> None:
        loop = asyncio.get_running_loop()
        for number in _ENDINGS:
            loop.add_signal_handler(number, self.exit)
        self.push_screen(HomeScreen())
        for error in self._notices:
            self.tell(error)
        if self._opening is not None:
            self._opening(self)

    def on_unmount(self) -> None:
        for number in _ENDINGS:
            asyncio.get_running_loop().remove_signal_handler(number)

    def _could_not_write(self, error: PlatineError) -> None:
        self.call_from_thread(self.tell, error)

    def open_briefing(self, title: Title) -> None:
        """The briefing; before the very first one, the golden-rule questions, which may be left for later."""
        self.push_screen(BriefingScreen(title, practice=self.settings.practice))
        if not self.settings.profile_offered:
            self.action_profile()

    def take_call(self, title: Title, script: Script, *, practice: bool) -> None:
        """From the briefing to the conversation; leaving that leads home."""
        if practice != self.settings.practice:
            self.change(practice=practice)
        seed = secrets.randbelow(_SEEDS)
        keeper = self.memory.begin(script, title.path, seed=seed, practice=practice)
        play = Play(script, seed=seed, practice=practice, timers=self.settings.timers, record=keeper.decided)
        self.switch_screen(ConversationScreen(play, keeper))

    def go_on(self, unfinished: Unfinished, title: Title) -> None:
        """Take a call up where it was left."""
        play, keeper = self.memory.take_up(unfinished, title, agent=self.agent, timers=self.settings.timers)
        self.push_screen(ConversationScreen(play, keeper))

    def open_debrief(self, play: Play, keeper: Keeper) -> None:
        """From the ending to looking back on it; leaving that leads home."""
        from simulator.tui.screens.debrief import DebriefScreen  # start-up time: plots are not for the first frame

        self.switch_screen(DebriefScreen(play, keeper))

    def action_profile(self) -> None:
        if not isinstance(self.screen, ProfileScreen):
            self.push_screen(ProfileScreen())

    def action_help(self) -> None:
        if isinstance(self.screen, Page) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.every_command()))

    def action_command_palette(self) -> None:
        if isinstance(self.screen, Page):
            self.push_screen(CommandPalette(placeholder=_("What would you like to do?"), id="--command-palette"))
