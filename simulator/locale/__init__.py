"""Messages of the interface, in French and English: `_("...")` with the English sentence as its key.

The catalogues are gettext's; `make messages` collects, merges and compiles them. Importing this costs nothing
but the standard library, and a catalogue is opened when the first message is asked for.
"""

import contextlib
import gettext
import locale as _os_locale
import os
import struct
from collections.abc import Iterator, Mapping
from typing import Final

LANGUAGES: Final = ("fr", "en")
DOMAIN: Final = "platine"
# pathlib alone would cost `platine --help` a tenth of its time.
FOLDER: Final = os.path.dirname(__file__)

_current: gettext.NullTranslations | None = None
_language: str = "en"


def preferred(environment: Mapping[str, str] | None = None) -> str:
    """The interface language that the environment asks for; English where it asks for none of ours."""
    environment = os.environ if environment is None else environment
    for variable in ("PLATINE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            code = _os_locale.normalize(value).split("_")[0].split(".")[0].lower()
            return code if code in LANGUAGES else "en"
    return "en"


def use(language: str) -> None:
    """Speak this language from now on. Raises ValueError for one that has no catalogue."""
    global _current, _language
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language
    _current = None


@contextlib.contextmanager
def spoken_in(language: str) -> Iterator[None]:
    """Another language for as long as this lasts: for what is written for others than who sits here."""
    before = _language
    use(language)
    try:
        yield
    finally:
        use(before)


def language() -> str:
    """The language spoken now: `fr` or `en`."""
    return _language


def _translations() -> gettext.NullTranslations:
    global _current
    if _current is None:
        try:
            _current = gettext.translation(DOMAIN, FOLDER, languages=[_language], fallback=True)
        except (OSError, ValueError, struct.error):
            # A catalogue cut short, as a full disk leaves it behind, is like one that is not there: English.
            _current = gettext.NullTranslations()
    return _current


def _(message: str) -> str:
    """The message in the language spoken now."""
    return _translations().gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message for a number of things."""
    return _translations().ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "collect, translate later"
    """Mark a message for collection; it is translated where it is used."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - the same for a message that counts
    """Mark a message for one and for many things."""
    return one, many
