"""The lazy door to the screen: Textual is loaded once there is a terminal to draw on, and not before."""

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from simulator import settings
from simulator.cli.wanted import Wanted
from simulator.errors import PlatineError
from simulator.locale import use
from simulator.settings import Asked, Settings

if TYPE_CHECKING:
    from simulator.cli.playing import Opened
    from simulator.history.journal import Journal
    from simulator.tui.app import PlatineApp


def open_screen(wanted: Wanted) -> int:
    """A scenario's briefing, the call that was cut short, or home where neither is asked for. The exit code."""
    # Collecting garbage while modules are loaded finds none; the app collects once it stands.
    gc.disable()
    from simulator.tui.app import PlatineApp  # start-up time: Textual for the screen alone

    asked = _asked(wanted)
    kept, notices = _settings()
    spoken = asked.over(kept).language
    if spoken is not None:
        # A scenario that has no language in its name is looked for in the language of the screen.
        use(spoken)
    journals: list[Journal] = []
    try:
        opened = _opened(wanted, journals)
        app = PlatineApp(
            kept,
            asked=asked,
            journal=_journal(wanted, journals),
            settings_file=settings.path(),
            opening=_opening(opened) if opened is not None else None,
            notices=notices,
        )
        app.run()
        return app.return_code or 0
    finally:
        for journal in journals:
            journal.close()


def _asked(wanted: Wanted) -> Asked:
    """The options that hold for the sitting. The language is the one that the group of commands was given."""
    context = click.get_current_context(silent=True)
    return Asked(
        language=context.find_root().obj if context is not None else None,
        timers=wanted.timers,
        reasons=wanted.coach,
        agent=wanted.agent,
        practice=wanted.practice,
        seed=wanted.seed,
    )


def _settings() -> tuple[Settings, tuple[PlatineError, ...]]:
    """The trainee's own; the defaults, and why, where they cannot be read."""
    try:
        return settings.load(settings.path()), ()
    except PlatineError as error:
        return Settings(), (error,)


def _journal(wanted: Wanted, journals: "list[Journal]") -> "Journal | Callable[[], Journal] | None":
    """The journal that was needed to open a call, else one that is opened once home stands."""
    if not wanted.save:
        return None
    if _needs_a_call(wanted):
        return journals[0] if journals else None

    def open_later() -> "Journal":
        from simulator.history.journal import Journal  # start-up time: home's frame stands before it is opened
        from simulator.history.keeping import journal_file  # start-up time: the same

        journals.append(Journal(journal_file()))
        return journals[0]

    return open_later


def _needs_a_call(wanted: Wanted) -> bool:
    """Whether a call is opened at once, and the engine loaded for it; home alone otherwise."""
    return wanted.scenario is not None or wanted.resume


def _opened(wanted: Wanted, journals: "list[Journal]") -> "Opened | None":
    """The call that is asked for. Raises what `platine play` says of a scenario that cannot be played."""
    if not _needs_a_call(wanted):
        return None
    from simulator.cli.opening import open_scenario  # start-up time: home alone needs no engine
    from simulator.cli.playing import open_again, open_journal, open_new  # start-up time: the same
    from simulator.history.keeping import cut_short  # start-up time: the same

    journal = open_journal(wanted)
    if journal is not None:
        journals.append(journal)
    if wanted.resume and journal is not None:
        named = open_scenario(wanted.scenario)[0] if wanted.scenario is not None else None
        unfinished = cut_short(journal, named)
        again = open_again(wanted, unfinished) if unfinished is not None else None
        if again is not None or wanted.scenario is None:
            return again
    if wanted.scenario is None:
        return None
    return open_new(wanted, *open_scenario(wanted.scenario))


def _opening(opened: "Opened") -> "Callable[[PlatineApp], None]":
    """What the app opens over home."""
    from simulator.tui.screens.briefing import BriefingScreen  # start-up time: not for home alone
    from simulator.tui.shelf import Title  # start-up time: the same

    title = Title(opened.file.parent.name, opened.script.scenario, opened.file)

    def brief(app: "PlatineApp") -> None:
        if opened.unfinished is not None:
            app.go_on(opened.unfinished, title)
            return
        briefing = BriefingScreen(title, practice=app.practice)
        briefing.variant = opened.script.variant
        briefing.desk = opened.script.desk
        app.push_screen(briefing)

    return brief
