"""What strangers type, before it goes into the log: the words as they were, without what would act on a screen."""

import unicodedata
from collections.abc import Container
from typing import Final

from simulator.room.protocol import LONGEST_NAME

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_BLANKS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\ufe0f\uffa0")
"""Letters, signs and marks by their category, and nothing that anybody could see."""
_JOINERS = frozenset("\u200c\u200d")
"""Of Persian and Indian words, and of pictures: they act on letters alone."""
_PICTURE: Final = "\ufe0f"
"""Behind a sign it asks for the picture of it; anywhere else it is nothing."""
_MARKS_AT_MOST = 4
"""On one letter: the most that any script puts there. More are a tower over other people's lines."""
_LOOKS_LIKE: Final = str.maketrans(
    "авекмнорстухіїјѕһԁԛԝѵαβεηικνορτυχϲϳ0|1",
    "abekmhopctyxiijshdqwvabenikvoptuxcjoll",
)
"""Small letters of other alphabets, and figures, that pass for Latin ones in either case."""


def clean_name(typed: str) -> str:
    """A name in composed letters (NFC), on one line, of 40 characters at most; empty where nothing is left to see."""
    seen = " ".join(clean_words(typed.replace("\n", " ")).split())
    name = unicodedata.normalize("NFC", seen)[:LONGEST_NAME].strip()
    return name if any(unicodedata.category(letter)[0] in "LNSP" for letter in name) else ""


def clean_words(typed: str) -> str:
    """Typed text without control characters, marks of direction, blanks that are none, or towers of accents; its
    lines stay."""
    kept: list[str] = []
    marks = 0
    for letter in typed.replace("\r\n", "\n").replace("\t", " "):
        if not _is_kept(letter, kept[-1] if kept else ""):
            # What is left out does not come between a letter and the marks on it.
            continue
        if letter not in _JOINERS:
            marks = marks + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if marks <= _MARKS_AT_MOST:
            kept.append(letter)
    return "".join(kept)


def _is_kept(letter: str, before: str) -> bool:
    if letter == "\n":
        return True
    if letter in _JOINERS:
        # It joins two letters: one is enough, and there is one before it.
        return before.strip() != "" and before not in _JOINERS
    if letter == _PICTURE:
        return before != "" and unicodedata.category(before) in {"So", "Sm", "Po", "Nd"}
    return letter not in _BLANKS and not _is_selector(letter) and unicodedata.category(letter) not in _UNSEEN


def _is_selector(letter: str) -> bool:
    """Whether it only chooses between two drawings of the letter before it."""
    return "\ufe00" <= letter <= "\ufe0e" or "\U000e0100" <= letter <= "\U000e01ef"


def distinct(name: str, taken: Container[str]) -> str:
    """The name, with a number behind it where somebody has it already; `taken` are names as `folded` gives them."""
    number = 2
    candidate = name
    while folded(candidate) in taken:
        suffix = f" {number}"
        candidate = name[: LONGEST_NAME - len(suffix)].rstrip() + suffix
        number += 1
    return candidate


def folded(name: str) -> str:
    """What names are compared by: the same for two that a reader on a wall would take for one another."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_LOOKS_LIKE)
    plain = unicodedata.normalize("NFKC", plain.replace("i", "l"))
    return "".join("".join(letter for letter in plain if letter not in _JOINERS and letter != _PICTURE).split())
