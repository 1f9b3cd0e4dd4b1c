"""A first scenario that plays as it stands: a template in the author's language, filled with what he answered.

Templates are YAML files with `[[word]]` where an answer belongs, or a word that depends on channel or need.
What an author typed only ever stands between double quotes, escaped as YAML escapes; it is put in once and never
looked at again, so that an answer that reads like a place in the template stays the answer it was.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from simulator.scenario.reading.raw import FORBIDDEN
from simulator.scenario.reading.shapes import PLACEHOLDERS
from simulator.scenario.vocabulary import SPOKEN, Channel, Need

_TEMPLATES: Final = Path(__file__).parent / "templates"
LONGEST: Final = 400
"""Characters of one answer: more is a scene, and belongs into the file."""
_MOST_SAID: Final = 20
"""Words of an answer that the customer says in one breath; the key itself holds all of it."""
_PLACE: Final = re.compile(r"\[\[([a-z_]+)\]\]")
_BRACED: Final = re.compile(r"\{([a-z]+)\}")
_ID: Final = re.compile(r"\w[\w-]*")
_LIGATURES: Final = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o"}
_CLOSED: Final = tuple(".!?…”»\"'’)")
_SPECIAL: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}

TemplateLanguage = Literal["fr", "en"]
Fault = Literal["blank", "long", "control", "braces"]


class Answers(msgspec.Struct, frozen=True):
    """What the author said about his scene."""

    language: TemplateLanguage
    channel: Channel
    id: str
    title: str
    name: str
    request: str
    need: str
    """What the customer really needs, as he would put it himself: the scenario's `real_need`."""
    wish: Need
    """The need that serves what he wishes for most."""


class Pair(msgspec.Struct, frozen=True):
    """The text of a scenario's file, and of its rehearsals'."""

    scenario: str
    rehearsals: str


def defaults(language: TemplateLanguage) -> dict[str, str]:
    """What stands for an answer that was not given: `title`, `name`, `request`, `need`."""
    given: dict[str, str] = _words(language)["defaults"]
    return given


def fault_of(answer: str) -> Fault | None:
    """Why the format cannot hold a text, None where it can: nothing in it, too much, a control character, or a word
    in braces that stands for nothing."""
    if not answer or answer.isspace():
        return "blank"
    if len(answer) > LONGEST:
        return "long"
    if FORBIDDEN.search(answer) or any(unicodedata.category(letter) == "Cs" for letter in answer):
        return "control"
    if any(word not in PLACEHOLDERS for word in _BRACED.findall(answer)):
        return "braces"
    return None


def is_id(text: str) -> bool:
    """Whether a text can be a scenario's id, and the name of its file."""
    return bool(_ID.fullmatch(text)) and unicodedata.is_normalized("NFC", text)


def id_from(title: str, language: TemplateLanguage) -> str:
    """An id made of a title: its letters without their accents, and its digits, with hyphens between words."""
    plain = "".join(_LIGATURES.get(letter, letter) for letter in title)
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower().replace("'", "-")
    words = re.findall(r"[a-z0-9]+", letters)
    kept: list[str] = []
    for word in words:
        if len("-".join((*kept, word))) > 48:
            break
        kept.append(word)
    return "-".join(kept) or _words(language)["defaults"]["id"]


def written(answers: Answers, file_name: str | None = None) -> Pair:
    """The two files. `file_name` is what their comments call the scenario; its id with `.yaml` unless it is given."""
    words = _words(answers.language)
    channel = words["channels"][answers.channel]
    needs = words["needs"]
    wished = needs[answers.wish]
    # Two wishes of one facet would be one key twice.
    other = "recognition" if wished["facet"] == "thinks" else "ownership"
    of_author = {
        "id": answers.id,
        "title": answers.title,
        "name": answers.name,
        "request": answers.request,
        "need": answers.need,
        "asked": as_said(answers.request),
        "behind": as_said(answers.need),
    }
    ours = {
        **channel,
        "file": file_name or f"{answers.id}.yaml",
        "channel": answers.channel,
        "wish_need": answers.wish,
        "wish_facet": wished["facet"],
        "wish_text": wished["text"],
        "serves": wished["serves"],
        "other_need": other,
        "other_facet": needs[other]["facet"],
        "other_text": needs[other]["text"],
        "other_said": needs[other]["said"],
        "other_serves": needs[other]["also"],
    }
    values = {**ours, **{place: escaped(answer) for place, answer in of_author.items()}}
    kind = "spoken" if answers.channel in SPOKEN else answers.channel
    folder = _TEMPLATES / answers.language
    return Pair(
        _filled((folder / f"{kind}.yaml").read_text(encoding="utf-8"), values),
        _filled((folder / f"{kind}.rehearsal.yaml").read_text(encoding="utf-8"), values),
    )


def pack_file(title: str, language: TemplateLanguage, scenario: str) -> str:
    """A pack.yaml that holds one scenario, named by its file without the ending."""
    return f'platine: 1\ntitle: "{escaped(title)}"\nlanguages: [{language}]\norder: ["{escaped(scenario)}"]\n'


def as_said(answer: str) -> str:
    """An answer as the customer says it: on one line, from a capital to a full stop, no longer than a breath."""
    words = answer.split()
    said = " ".join(words[:_MOST_SAID])
    if len(words) > _MOST_SAID:
        said = said.rstrip(",;:") + "…"
    elif not said.endswith(_CLOSED):
        said += "."
    return said[:1].upper() + said[1:]


def escaped(text: str) -> str:
    """A text as it stands between YAML's double quotes."""
    return "".join(_SPECIAL.get(letter) or _shown(letter) for letter in text)


def _shown(letter: str) -> str:
    """A letter as it is, or by its number where an editor would not show it."""
    if letter.isprintable():
        return letter
    return f"\\u{ord(letter):04X}" if ord(letter) <= 0xFFFF else f"\\U{ord(letter):08X}"


def _filled(template: str, values: dict[str, str]) -> str:
    return _PLACE.sub(lambda found: values[found[1]], template)


@cache
def _words(language: TemplateLanguage) -> dict[str, Any]:
    loaded: dict[str, Any] = msgspec.json.decode((_TEMPLATES / language / "words.json").read_bytes())
    return loaded
