"""What strangers type, before it goes into the log: the words as they were, without what would act on a screen."""

import unicodedata
from collections.abc import Container

from simulator.room.protocol import LONGEST_NAME

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
"""Of Persian and Indian words, and of pictures: they act on letters alone."""
_MARKS_AT_MOST = 4
"""On one letter: the most that any script puts there. More are a tower over other people's lines."""


def clean_name(typed: str) -> str:
    """A name in composed letters (NFC), on one line, of 40 characters at most; empty where nothing is left to see."""
    seen = " ".join(clean_words(typed.replace("\n", " ")).split())
    name = unicodedata.normalize("NFC", seen)[:LONGEST_NAME].strip()
    return name if any(unicodedata.category(letter)[0] in "LNSP" for letter in name) else ""


def clean_words(typed: str) -> str:
    """Typed text without control characters, marks of direction or towers of accents; its lines stay."""
    kept: list[str] = []
    marks = 0
    for letter in typed.replace("\r\n", "\n").replace("\t", " "):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= _MARKS_AT_MOST and (letter == "\n" or letter in _JOINERS or category not in _UNSEEN):
            kept.append(letter)
    return "".join(kept)


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
    """What names are compared by."""
    return name.casefold()
