"""The app: it holds what the screens share (settings, memory, where scenarios come from) and leads from one to
the next. Everything that is shown lives in the screens.
"""

import asyncio
import secrets
import signal
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar, Final

import msgspec
from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette

from simulator import settings as choices
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.errors import PlatineError
from simulator.history.journal import Journal, Unfinished
from simulator.locale import N_, _, use
from simulator.settings import Settings
from simulator.tui.commands import Command, OpenCommands, bindings
from simulator.tui.memory import Keeper, Memory
from simulator.tui.screens.briefing import BriefingScreen
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.screens.help import HelpScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.page import Page
from simulator.tui.shelf import Title, titles
from simulator.tui.themes import THEMES
from simulator.wording.errors import sentence

_SEEDS: Final = 2**31
_ENDINGS: Final = (signal.SIGTERM, signal.SIGHUP)


class PlatineApp(App[None]):
    """`opening` is what to open over home: a title to brief, or a play to go on with."""

    TITLE = "Platine"
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    COMMANDS = {OpenCommands}  # noqa: RUF012 - Textual's own name and type
    COMMANDS_EVERYWHERE: ClassVar[tuple[Command, ...]] = (
        Command("app.next_theme", "ctrl+t", "", N_("Change the colours: dark, light, high contrast"), shown="^t"),
        Command("app.still", "", "", N_("Stop or allow what moves on the screen by itself"), shown="-"),
        Command("app.timers", "", "", N_("Let silence speak after a while, or never"), shown="-"),
        Command("app.help", "question_mark,f1", N_("keys"), N_("Show the keys"), shown="?"),
        Command("app.command_palette", "ctrl+p", "", N_("Find any command by its name"), shown="^p"),
        Command("app.quit", "ctrl+q", N_("quit"), N_("Quit; nothing is lost"), shown="^q"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS_EVERYWHERE)]

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
        super().__init__()
        self.settings = settings
        self.memory = Memory(journal, self._could_not_write)
        self.find_titles = find_titles
        self._settings_file = settings_file
        self._opening = opening
        self._notices = notices
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[settings.theme].name
        self.animation_level = "full" if settings.animations else "none"

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

    def tell(self, error: PlatineError) -> None:
        """What went wrong, in a sentence and a hint."""
        self.notify(" ".join(sentence(error)), severity="warning", timeout=10, markup=False)

    def _could_not_write(self, error: PlatineError) -> None:
        self.call_from_thread(self.tell, error)

    def change(self, **chosen: object) -> None:
        """Choose settings, from now on and for the next sitting."""
        self.settings = msgspec.structs.replace(self.settings, **chosen)
        if self._settings_file is not None:
            try:
                choices.save(self.settings, self._settings_file)
            except PlatineError as error:
                self.tell(error)

    def speak(self, language: str) -> None:
        use(language)
        self.change(language=language)

    def open_briefing(self, title: Title) -> None:
        self.push_screen(BriefingScreen(title, practice=self.settings.practice))

    def take_call(self, title: Title, script: Script, *, practice: bool) -> None:
        """From the briefing to the conversation; leaving that leads home."""
        if practice != self.settings.practice:
            self.change(practice=practice)
        seed = secrets.randbelow(_SEEDS)
        keeper = self.memory.begin(script, title.path, seed=seed, practice=practice)
        play = Play(script, seed=seed, practice=practice, timers=self.settings.timers, record=keeper.decided)
        self.switch_screen(ConversationScreen(play, keeper))

    def go_on(self, unfinished: Unfinished, title: Title | None) -> None:
        """Take a call up where it was left."""
        if title is None:
            return
        play, keeper = self.memory.take_up(unfinished, title, timers=self.settings.timers)
        self.push_screen(ConversationScreen(play, keeper))

    def open_debrief(self, play: Play, keeper: Keeper) -> None:
        from simulator.tui.screens.closing import ClosingScreen  # noqa: PLC0415 - not needed for the first frame

        self.switch_screen(ClosingScreen(play))

    def action_next_theme(self) -> None:
        names = list(THEMES)
        name = names[(names.index(self.settings.theme) + 1) % len(names)]
        self.theme = THEMES[name].name
        self.change(theme=name)

    def action_still(self) -> None:
        self.change(animations=not self.settings.animations)
        self.animation_level = "full" if self.settings.animations else "none"
        self.notify(_("Animations are on.") if self.settings.animations else _("Animations are off."))

    def action_timers(self) -> None:
        self.change(timers=not self.settings.timers)
        told = _("From the next call on, silence speaks.") if self.settings.timers else _("Silence waits for you.")
        self.notify(told)

    def action_help(self) -> None:
        if isinstance(self.screen, Page) and not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen.every_command()))

    def action_command_palette(self) -> None:
        if isinstance(self.screen, Page):
            self.push_screen(CommandPalette(placeholder=_("What would you like to do?"), id="--command-palette"))
