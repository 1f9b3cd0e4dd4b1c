"""From one screen to the next: what a call is opened with, where it is written down, where leaving it leads.

Only home is loaded for the first frame; every other screen, with the engine behind it, follows once home stands.
"""

import random
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulator.errors import PlatineError
from simulator.locale import _
from simulator.settings import Asked, Settings
from simulator.tui.preferences import Preferences

if TYPE_CHECKING:
    from simulator.conversation.play import Play
    from simulator.conversation.script import Script
    from simulator.history.journal import Journal, Unfinished
    from simulator.tui.memory import Keeper, Memory
    from simulator.tui.shelf import Title

_SEEDS: Final = 2**31


class Ways(Preferences):
    """The part of the app that leads from home through the briefing and the call to the debrief."""

    def __init__(
        self,
        settings: Settings,
        file: Path | None,
        asked: Asked,
        journal: "Journal | Callable[[], Journal] | None",
    ) -> None:
        super().__init__(settings, file, asked)
        self.practice = asked.practice
        """Whether the next briefing proposes practice: what was chosen last, in this sitting."""
        self._seed = asked.seed
        self._journal = journal

    @cached_property
    def memory(self) -> "Memory":
        """What is remembered of the calls."""
        from simulator.tui.memory import Memory  # start-up time: the engine is loaded once home stands

        return Memory(self._journal, self._could_not_write)

    def _could_not_write(self, error: PlatineError) -> None:
        # Posted and not waited for: the journal's thread must never wait for a loop that may wait for it.
        self.call_later(self.tell, error, _("The call goes on, and will not be saved."))

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

        try:
            play, keeper = self.memory.take_up(unfinished, title, agent=self.agent, timers=self.settings.timers)
        except PlatineError as error:
            self.tell(error)
            return
        self.push_screen(ConversationScreen(play, keeper))

    def open_debrief(self, play: "Play", keeper: "Keeper") -> None:
        """From the ending to looking back on it; leaving that leads home."""
        from simulator.tui.screens.debrief import DebriefScreen  # start-up time: plots are for the debrief alone

        self.switch_screen(DebriefScreen(play, keeper))

    def action_profile(self) -> None:
        from simulator.tui.screens.profile import ProfileScreen  # start-up time: not for the first frame

        if not isinstance(self.screen, ProfileScreen):
            self.push_screen(ProfileScreen())
