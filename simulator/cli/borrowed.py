"""The words of click, in our catalogues: a page of help is in one language, and so is a refusal.

click asks the standard library's gettext for its sentences; here gettext is told to look where ours are.
"""

import gettext
import os
from typing import Final

from simulator.locale import DOMAIN, FOLDER, N_, NN_, use

WORDS: Final = (
    N_("Usage:"),
    N_("Options"),
    N_("Show this message and exit."),
    N_("Aborted!"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing parameter: {param_name}"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("No such option: {name}"),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Choose from:\n\t{choices}"),
    N_("default: {default}"),
    N_("required"),
)
NUMBERED: Final = (
    NN_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    NN_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    NN_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    NN_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
"""One and several. Only what a trainee or an author can meet is listed; the rest speaks of faults in our own code."""


def speak(language: str) -> None:
    """Speak this language, click included. Raises ValueError for one that has no catalogue."""
    use(language)
    # The environment is where gettext looks; LANGUAGE is read there and nowhere else in Platine.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)
