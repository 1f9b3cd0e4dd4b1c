"""The app: it holds what the screens share (settings, memory, where scenarios come from) and leads from one to
the next. Everything that is shown lives in the screens.

Only home is loaded for the first frame; every other screen, with the engine behind it, follows once home stands.
"""

import asyncio
import gc
import random
import signal
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.command import CommandPalette

from simulator.errors import PlatineError
from simulator.locale import N_, _
from simulator.settings import Asked, Settings
from simulator.tui.commands import Command, OpenCommands, bindings
from simulator.tui.preferences import PREFERENCES, Preferences
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.page import Page

if TYPE_CHECKING:
    from simulator.conversation.play import Play
    from simulator.conversation.script import Script
    from simulator.history.journal import Journal, Unfinished
    from simulator.tui.memory import Keeper, Memory
    from simulator.tui.shelf import Title

_SEEDS: Final = 2**31
_NOTHING_ASKED: Final = Asked()
_ENDINGS: Final = (signal.SIGTERM, signal.SIGHUP)


def _all_titles() -> "Iterable[Title | PlatineError | Path]":
    from simulator.tui.shelf import titles  # start-up time: home's frame waits for no scenario

    return titles()


class PlatineApp(Preferences):
    """The screen's app.

    `asked` lies over the settings for this sitting. `find_titles` gives the scenarios and `journal` the journal, once
    home stands, on a thread of their own. `opening` is called then too: to open a briefing or a call over it.
    `notices` are told at once. Without a `journal` nothing is remembered, without a `settings_file` no setting is
    kept.
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
        notices: Sequence[PlatineError] = (),
    ) -> None:
        super().__init__(settings, settings_file, asked)
        self.practice = asked.practice
        """Whether the next briefing proposes practice: what was chosen last, in this sitting."""
        self.find_titles = find_titles
        self._journal = journal
        self._seed = asked.seed
        self._opening = opening
        self._notices = notices

    @cached_property
    def memory(self) -> "Memory":
        """What is remembered of the calls."""
        from simulator.tui.memory import Memory  # start-up time: the engine is loaded once home stands

        return Memory(self._journal, self._could_not_write)

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
        # Posted and not waited for: the journal's thread must never wait for a loop that may wait for it.
        self.call_later(self.tell, error, _("The call goes on, and will not be saved."))

    def get_ready(self) -> None:
        """Off the loop, once home is furnished: load what the first key may ask for, and tidy up once for all."""
        import simulator.tui.screens.briefing  # start-up time: not for the first frame
        import simulator.tui.screens.conversation  # noqa: F401 - start-up time: the same

        journal = self.memory.journal
        if journal is not None and journal.set_aside is not None:
            words = _("The journal was damaged; it was set aside as {path}.").format(path=journal.set_aside)
            self.call_later(self.warn, words)
        gc.collect()
        gc.freeze()

    def open_briefing(self, title: "Title") -> None:
        """The briefing, in the mode that was chosen last."""
        from simulator.tui.screens.briefing import BriefingScreen  # start-up time: not for the first frame

        self.push_screen(BriefingScreen(title, practice=self.practice))

    def take_call(self, title: "Title", script: "Script", *, practice: bool) -> None:
        """From the briefing to the conversation; leaving that leads home."""
        from simulator.conversation.play import Play  # start-up time: not for the first frame
        from simulator.tui.screens.conversation import ConversationScreen  # start-up time: the same

        self.practice = practice
        seed = self._seed if self._seed is not None else random.SystemRandom().randrange(_SEEDS)
        keeper = self.memory.begin(script, title.path, seed=seed, practice=practice)
        play = Play(script, seed=seed, practice=practice, timers=self.settings.timers, record=keeper.decided)
        self.switch_screen(ConversationScreen(play, keeper))

    def go_on(self, unfinished: "Unfinished", title: "Title") -> None:
        """Take a call up where it was left."""
        from simulator.tui.screens.conversation import ConversationScreen  # start-up time: not for the first frame

        play, keeper = self.memory.take_up(unfinished, title, agent=self.agent, timers=self.settings.timers)
        self.push_screen(ConversationScreen(play, keeper))

    def open_debrief(self, play: "Play", keeper: "Keeper") -> None:
        """From the ending to looking back on it; leaving that leads home."""
        from simulator.tui.screens.debrief import DebriefScreen  # start-up time: plots are for the debrief alone

        self.switch_screen(DebriefScreen(play, keeper))

    def action_profile(self) -> None:
        from simulator.tui.screens.profile import ProfileScreen  # start-up time: not for the first frame

        if not isinstance(self.screen, ProfileScreen):
            self.push_screen(ProfileScreen())

    def action_help(self) -> None:
        from simulator.tui.screens.help import HelpScreen  # start-up time: not for the first frame

        if isinstance(self.screen, Page) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.every_command()))

    def action_command_palette(self) -> None:
        if isinstance(self.screen, Page):
            self.push_screen(CommandPalette(placeholder=_("What would you like to do?"), id="--command-palette"))
