"""What the trainee may choose from any screen, kept for the next sitting: language, colours, movement, timers."""

from pathlib import Path
from typing import Final

import msgspec
from textual.app import App

from simulator import settings as choices
from simulator.errors import PlatineError
from simulator.locale import N_, _, language, preferred, use
from simulator.settings import Settings
from simulator.tui.commands import Command
from simulator.tui.themes import THEMES
from simulator.wording.errors import sentence

PREFERENCES: Final = (
    Command("app.next_theme", "ctrl+t", "", N_("Change the colours: dark, light, high contrast"), shown="^t"),
    Command("app.still", "", "", N_("Stop or allow what moves on the screen by itself"), shown="-"),
    Command("app.timers", "", "", N_("Let silence speak after a while, or never"), shown="-"),
    Command("app.reasons", "", "", N_("Tell the reason for each reaction in attempts too, or not"), shown="-"),
)


class Preferences(App[None]):
    """The part of the app that holds the settings and applies them."""

    def __init__(self, settings: Settings, file: Path | None) -> None:
        super().__init__()
        self.settings = settings
        self._settings_file = file
        if settings.language is not None and language() == preferred():
            # What is spoken is what the environment asked for, so nobody asked for a language just now.
            use(settings.language)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[settings.theme].name
        self._apply_animations()

    @property
    def agent(self) -> str:
        """The name under which the trainee answers."""
        return self.settings.agent or _("Alex")

    def tell(self, error: PlatineError) -> None:
        """What went wrong, in a sentence and a hint."""
        self.notify(" ".join(sentence(error)), severity="warning", timeout=10, markup=False)

    def change(self, **chosen: object) -> None:
        """Choose settings, from now on and for the next sitting."""
        self.settings = msgspec.structs.replace(self.settings, **chosen)
        if self._settings_file is not None:
            try:
                choices.save(self.settings, self._settings_file)
            except PlatineError as error:
                self.tell(error)

    def speak(self, chosen: str) -> None:
        """Change the language of the interface."""
        use(chosen)
        self.change(language=chosen)

    def _apply_animations(self) -> None:
        self.animation_level = "full" if self.settings.animations else "none"

    def action_next_theme(self) -> None:
        names = list(THEMES)
        name = names[(names.index(self.settings.theme) + 1) % len(names)]
        self.theme = THEMES[name].name
        self.change(theme=name)

    def action_still(self) -> None:
        self.change(animations=not self.settings.animations)
        self._apply_animations()
        self.notify(_("Animations are on.") if self.settings.animations else _("Animations are off."))

    def action_timers(self) -> None:
        self.change(timers=not self.settings.timers)
        self.notify(_("In the next call, silence speaks.") if self.settings.timers else _("Silence waits for you."))

    def action_reasons(self) -> None:
        self.change(reasons=not self.settings.reasons)
        told = _("Reasons are told in attempts too.") if self.settings.reasons else _("Attempts keep their reasons.")
        self.notify(told)
