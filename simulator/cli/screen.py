"""The lazy door to the screen: Textual is loaded once there is a terminal to draw on, and not before."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from simulator import settings
from simulator.cli.opening import open_scenario
from simulator.cli.playing import Opened, Wanted, open_again, open_journal, open_new, open_settings
from simulator.history.journal import Journal
from simulator.history.keeping import cut_short
from simulator.settings import Settings

if TYPE_CHECKING:
    from simulator.tui.app import PlatineApp


def open_screen(wanted: Wanted) -> int:
    """A scenario's briefing, the call that was cut short, or home where neither is asked for. The exit code."""
    from simulator.tui.app import PlatineApp  # start-up time: Textual for the screen alone

    journal = open_journal(wanted)
    try:
        opened = _opened(wanted, journal)
        app = PlatineApp(
            _settings(wanted),
            journal=journal,
            settings_file=settings.path(),
            opening=_opening(opened) if opened is not None else None,
        )
        app.run()
        return app.return_code or 0
    finally:
        if journal is not None:
            journal.close()


def _opened(wanted: Wanted, journal: Journal | None) -> Opened | None:
    if wanted.resume and journal is not None:
        named = open_scenario(wanted.scenario)[0] if wanted.scenario is not None else None
        unfinished = cut_short(journal, named)
        again = open_again(wanted, unfinished) if unfinished is not None else None
        if again is not None or wanted.scenario is None:
            return again
    if wanted.scenario is None:
        return None
    return open_new(wanted, *open_scenario(wanted.scenario))


def _settings(wanted: Wanted) -> Settings:
    """The trainee's own, with what was asked for this once."""
    chosen = open_settings()
    return msgspec.structs.replace(
        chosen,
        timers=chosen.timers or wanted.timers,
        reasons=chosen.reasons or wanted.coach,
        agent=wanted.agent or chosen.agent,
    )


def _opening(opened: Opened) -> "Callable[[PlatineApp], None]":
    """What the app opens over home."""
    from simulator.tui.screens.briefing import BriefingScreen  # start-up time: Textual for the screen alone
    from simulator.tui.shelf import Title  # start-up time: the same

    title = Title(opened.file.parent.name, opened.script.scenario, opened.file)

    def brief(app: "PlatineApp") -> None:
        if opened.unfinished is not None:
            app.go_on(opened.unfinished, title)
            return
        briefing = BriefingScreen(title, practice=opened.practice or app.settings.practice)
        briefing.variant = opened.script.variant
        briefing.desk = opened.script.desk
        app.push_screen(briefing)

    return brief
