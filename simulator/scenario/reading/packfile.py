"""Reading what a pack says of itself: `pack.yaml`."""

import os
from pathlib import Path
from typing import Any, Final

from simulator.errors import Unreadable
from simulator.locale import N_
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import PassMark, Phrase
from simulator.scenario.reading.files import content_of, document
from simulator.scenario.reading.forms import LanguageTag, Version
from simulator.scenario.reading.ledger import Enough, Ledger
from simulator.scenario.reading.nodes import Mapping, Scalar, Sequence
from simulator.scenario.reading.shapes import Block, Choice, Id, Key, Listed, Named, Text, Whole, YesNo
from simulator.scenario.vocabulary import STOCK_CATEGORIES

PACK_FILE: Final = "pack.yaml"
MARK: Final = Block(
    "pass_mark",
    dict,
    (
        Key("overall", Whole(0, 100), N_("The overall score to reach, 0 to 100.")),
        Key("empathy", Whole(0, 100), N_("The empathy to reach, 0 to 100.")),
        Key("naturalness", Whole(0, 100), N_("The naturalness to reach, 0 to 100.")),
        Key("ladder", Whole(0, 100), N_("The ladder's points to reach, 0 to 100.")),
        Key("duties", YesNo(), N_("Whether every duty must be done.")),
    ),
)
PHRASE: Final = Block(
    "phrase",
    dict,
    (
        Key("text", Text(), N_("The words of the phrase, whatever stands between them."), required=True),
        Key("severity", Whole(1, 3), N_("How hollow it is, 1 to 3."), required=True),
        Key("language", LanguageTag(), N_("The language it belongs to.")),
        Key("category", Choice(*STOCK_CATEGORIES), N_("Which kind of stock phrase it is.")),
        Key("why", Text(), N_("What makes it hollow.")),
    ),
)
PACK: Final = Block(
    "pack",
    dict,
    (
        Key("title", Text(), N_("The pack's title."), required=True),
        Key("languages", Listed(LanguageTag(), least=1), N_("The languages of its scenarios."), required=True),
        Key("licence", Text(), N_("Under which licence it may be used.")),
        Key("order", Listed(Id()), N_("Its scenarios in the order in which to play them.")),
        Key("pass_mark", MARK, N_("What must be reached to pass.")),
        Key(
            "severities",
            Named(Choice("error", "warning", "info", "off")),
            N_("How serious a finding of the checker is in this pack, by its code."),
        ),
        Key("stock", Listed(PHRASE), N_("Stock phrases to add to those that Platine knows.")),
        Key("platine", Version(), N_("The version of the format: 1.")),
    ),
)
_LONGEST_PHRASE: Final = 200
"""Characters: what is longer is a speech, and nobody would say it twice in the same words."""
_DIGITS: Final = str.maketrans("OoIlS", "00115")


def read_pack_file(path: Path) -> tuple[dict[str, Any] | None, tuple[Finding, ...]]:
    """What a pack.yaml gives, by key, and what is wrong with it; None when an error is. Raises Unreadable."""
    ledger = Ledger(str(path))
    values: dict[str, Any] | None = None
    try:
        root = document(content_of(path), ledger)
        if root is not None:
            values = PACK.values(root, ledger)
            _check_severities(root, ledger)
            _check_phrases(root, ledger)
    except Enough:
        values = None
    findings = tuple(sorted(ledger.findings, key=lambda finding: finding.place))
    if any(finding.severity == "error" for finding in findings):
        values = None
    return values, findings


def _check_severities(root: Mapping, ledger: Ledger) -> None:
    """Codes that the checker does not have, and those of reading, which are errors whatever a pack says."""
    given = root.entries.get("severities")
    for code, node in given.entries.items() if isinstance(given, Mapping) else ():
        if code not in codes.SLUGS:
            meant = code_meant(code)
            nearest = {} if meant is None else {"nearest": meant}
            ledger.note(codes.UNKNOWN_VALUE, node.key_at, value=code, detail="severity-of-no-code", **nearest)
        elif code.startswith("E1"):
            ledger.note(codes.UNKNOWN_VALUE, node.key_at, value=code, id=code, detail="severity-of-reading")


def _check_phrases(root: Mapping, ledger: Ledger) -> None:
    """Phrases in which there is nothing to be found, or more than a phrase."""
    given = root.entries.get("stock")
    for phrase in given.items if isinstance(given, Sequence) else (given,):
        text = phrase.entries.get("text") if isinstance(phrase, Mapping) else None
        if not isinstance(text, Scalar):
            continue
        if not any(letter.isalnum() for letter in text.text):
            ledger.note(codes.NOTHING_WRITTEN, text.at, expected="text")
        elif len(text.text) > _LONGEST_PHRASE:
            ledger.note(codes.TOO_MANY, text.at, what="letters", most=str(_LONGEST_PHRASE))


def code_meant(word: str) -> str | None:
    """The code that a word stands for which is none: its short name, lower case, or a letter typed for a digit."""
    by_name = {name: code for code, name in codes.SLUGS.items()}
    code = by_name.get(word.lower()) or word[:1].upper() + word[1:].translate(_DIGITS)
    return code if code in codes.SLUGS else None


def phrases_of(values: dict[str, Any]) -> tuple[Phrase, ...]:
    """The stock phrases among what a pack.yaml gives."""
    return tuple(Phrase(**phrase) for phrase in values.get("stock", ()))


def mark_of(values: dict[str, Any]) -> PassMark | None:
    """What must be reached, where a pack.yaml says so."""
    return PassMark(**values["pass_mark"]) if values.get("pass_mark") else None


def pack_folder(file: Path) -> Path | None:
    """The folder of the pack that a file belongs to: where the nearest pack.yaml lies, beside the file or above it.

    Named as the file was, from the current folder or from the root.
    """
    if os.path.isfile(file.parent / PACK_FILE):
        return file.parent
    for above in Path(os.path.abspath(file)).parent.parents:
        if os.path.isfile(above / PACK_FILE):
            return above if file.is_absolute() else Path(os.path.relpath(above))
    return None


def around(file: Path, language: str) -> tuple[tuple[Phrase, ...], PassMark | None]:
    """What a file's pack adds to it: the stock phrases of a language, and what mark is enough.

    Nothing where its pack.yaml cannot be read: what is wrong with it is said when the pack is looked at.
    """
    folder = pack_folder(file)
    if folder is None:
        return (), None
    try:
        given, _findings = read_pack_file(folder / PACK_FILE)
    except Unreadable:
        return (), None
    values, primary = given or {}, _primary(language)
    phrases = (one for one in phrases_of(values) if one.language is None or _primary(one.language) == primary)
    return tuple(phrases), mark_of(values)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
