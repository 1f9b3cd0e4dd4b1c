"""What the trainee may choose from any screen, kept for the next sitting: language, colours, movement, timers."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from textual.app import App

from simulator import settings as choices
from simulator.errors import PlatineError
from simulator.locale import N_, _, use
from simulator.settings import Asked, Settings
from simulator.tui.commands import Command
from simulator.tui.themes import THEMES

PREFERENCES: Final = (
    Command("app.next_theme", "ctrl+t", "", N_("Change the colours: dark, light, high contrast"), shown="^t"),
    Command("app.still", "", "", N_("Stop or allow what moves on the screen by itself"), shown="-"),
    Command("app.timers", "", "", N_("Let silence speak after a while, or never"), shown="-"),
    Command("app.reasons", "", "", N_("Tell the reason for each reaction in attempts too, or not"), shown="-"),
)


class Preferences(App[None]):
    """The part of the app that holds the settings and applies them; `asked` lies over them for this sitting."""

    def __init__(self, settings: Settings, file: Path | None, asked: Asked) -> None:
        super().__init__()
        self.settings = asked.over(settings)
        self._kept = settings
        self._settings_file = file
        if self.settings.language is not None:
            use(self.settings.language)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[self.settings.theme].name
        self._apply_animations()

    @property
    def agent(self) -> str:
        """The name under which the trainee answers."""
        return self.settings.agent or _("Alex")

    def tell(self, error: PlatineError, *more: str) -> None:
        """What went wrong, in a sentence and a hint."""
        from simulator.wording.errors import sentence  # start-up time: only where something went wrong

        self.warn(" ".join((*sentence(error), *more)))

    def warn(self, words: str) -> None:
        self.notify(words, severity="warning", timeout=10, markup=False)

    def change(self, **chosen: Any) -> None:
        """Choose settings, from now on and for the next sitting."""
        self.settings = replace(self.settings, **chosen)
        self._kept = replace(self._kept, **chosen)
        if self._settings_file is not None:
            try:
                choices.save(self._kept, self._settings_file)
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
