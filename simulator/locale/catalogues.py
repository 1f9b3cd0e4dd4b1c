"""`make messages`: collect the messages of the code, merge them into fr and en, compile both.

Babel is a tool for building: nothing at run time imports this module.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from simulator.locale import DOMAIN, LANGUAGES

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "NN_": (1, 2)}


def collect() -> Catalog:
    """Every message that the code marks, each with the places it is used in."""
    template = Catalog(project="Platine", charset="utf-8")
    found = extract_from_dir(str(ROOT), [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",))
    for name, _line, message, comments, context in found:
        template.add(message, locations=[(f"simulator/{name}", 0)], auto_comments=comments, context=context)
    return template


def path(language: str, ending: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.{ending}"


def load(language: str) -> Catalog:
    """One language's catalogue as it stands; an empty one where there is no file yet."""
    file = path(language, "po")
    if not file.exists():
        return Catalog(locale=language, charset="utf-8")
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def lacking(catalogue: Catalog) -> list[str]:
    """Messages without a translation, and those whose translation is a guess."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not message.string or (message.pluralizable and not all(message.string)))
    ]


def speak_for_itself(catalogue: Catalog) -> None:
    """English is its own key."""
    for message in catalogue:
        if message.id:
            message.string = message.id


def only_translated(catalogue: Catalog) -> Catalog:
    """The catalogue without what is its own translation: gettext gives that back anyway, once it has read it all."""
    compiled = Catalog(locale=catalogue.locale, charset=catalogue.charset)
    compiled.mime_headers = catalogue.mime_headers
    for message in catalogue:
        if message.id and message.string != message.id:
            compiled[message.id] = message
    return compiled


def main() -> int:
    """Merge and compile; the exit code says whether a translation lacks."""
    template = collect()
    missing = 0
    for language in LANGUAGES:
        catalogue = load(language)
        made = catalogue.creation_date
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        # A catalogue whose messages have not changed stays the same file.
        catalogue.creation_date = made
        if language == "en":
            speak_for_itself(catalogue)
        for name in lacking(catalogue):
            missing += 1
            print(f"{language}: no translation of {name!r}", file=sys.stderr)
        target = path(language, "po")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            write_po(stream, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=False)
        with path(language, "mo").open("wb") as stream:
            write_mo(stream, only_translated(catalogue))
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
