"""A text as its language prints it: spaces, apostrophes, and quotation marks within others."""

import re
from typing import Final

_BLANKS: Final = " \t\u00a0\u2009\u202f"
_FRENCH_MARKS: Final = re.compile("«([^«»]*)»")
_ENGLISH_MARKS: Final = re.compile("“([^“”]*)”")


def typeset(text: str, language: str) -> str:
    """The text as its language prints it; `language` is BCP 47. English keeps what was typed."""
    if language.replace("_", "-").split("-")[0].lower() != "fr":
        return text
    from simulator.wording.french import french  # start-up time: who reads English needs none of its patterns

    return french(text)


def nested(text: str, language: str) -> str:
    """Text about to stand between quotation marks: its own give way to those of the second rank."""
    marks = _FRENCH_MARKS if language == "fr" else _ENGLISH_MARKS
    return marks.sub(
        lambda found: f"“{found[1].strip(_BLANKS)}”" if language == "fr" else f"‘{found[1]}’",
        text,
    )
