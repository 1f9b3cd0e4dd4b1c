"""What both interfaces need before a call: what was asked for, the journal, and the play, new or taken up again."""

import secrets
from pathlib import Path
from typing import Final

import msgspec

from simulator import settings
from simulator.cli.opening import open_scenario, open_script
from simulator.cli.output import complain, warn
from simulator.cli.wanted import Wanted
from simulator.conversation.script import Script
from simulator.errors import PlatineError
from simulator.history.journal import Journal, Unfinished
from simulator.history.keeping import journal_file, still_the_same
from simulator.locale import _
from simulator.scenario.model import Scenario
from simulator.settings import Settings

SEEDS: Final = 2**31


class Opened(msgspec.Struct, frozen=True):
    """A scenario ready to be played: its file, its script, its seed; and the call to go on with, if one is."""

    script: Script
    file: Path
    seed: int
    practice: bool
    unfinished: Unfinished | None = None


def open_journal(wanted: Wanted) -> Journal | None:
    """The journal; None where nothing is to be written, or where nothing can be: one warning then."""
    if not wanted.save:
        return None
    try:
        journal = Journal(journal_file())
    except PlatineError as error:
        complain(error)
        warn(_("The call goes on, and will not be saved."))
        return None
    if journal.set_aside is not None:
        warn(_("The journal was damaged; it was set aside as {path}.").format(path=journal.set_aside))
    return journal


def open_settings() -> Settings:
    """The trainee's own; the defaults, with a warning, where they cannot be read."""
    try:
        return settings.load(settings.path())
    except PlatineError as error:
        complain(error)
        return Settings()


def open_new(wanted: Wanted, scenario: Scenario, file: Path) -> Opened:
    """A fresh call. Raises UnknownVariant."""
    script = open_script(scenario, wanted.variant, load=wanted.load, agent=wanted.agent)
    seed = secrets.randbelow(SEEDS) if wanted.seed is None else wanted.seed
    return Opened(script, file, seed, wanted.practice)


def open_again(wanted: Wanted, unfinished: Unfinished) -> Opened | None:
    """A call that was cut short, on the customer and at the desk it was begun with.

    The file named now is looked into rather than that of then: a scenario may have been moved since. None, with a
    warning, where its scenario is gone or has changed.
    """
    began = unfinished.began
    try:
        scenario, file = open_scenario(wanted.scenario or began.source or f"{began.language}/{began.scenario}")
        if not still_the_same(unfinished, scenario):
            warn(_("The scenario has changed since: the call cannot be gone on with."))
            return None
        script = open_script(scenario, began.variant, load=began.load, agent=wanted.agent)
    except PlatineError as error:
        complain(error)
        return None
    return Opened(script, file, began.seed, began.practice, unfinished)
