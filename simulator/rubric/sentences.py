"""Text as a reader hears it: sentences made of words, stripped of what typing adds.

Accents, case, ligatures and the kind of apostrophe are typing; the words are not. Each word keeps its place in
the original text, so that what is found can be underlined exactly as it stands.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

# Combining marks and invisible characters belong to the word they stand in; a modifier apostrophe, although
# Unicode counts it as a letter, does not.
_MARKS: Final = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER: Final = r"[^\W_\u02b9-\u02bf\u02c8]"
_BREAKS: Final = "!?…;\n\r\v\f\x1c-\x1e\x85\u2028\u2029»”"
ASCII_WORD: Final = "[a-z0-9]+"
"""A word of a small ASCII text, as a regular expression."""
WORD: Final = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
"""A word of any text. Neither this nor what is made of it is compiled before a text needs it: it takes its time."""
_PIECE: Final = rf'({WORD})|([{_BREAKS}。！？])|([."])'
_INVISIBLE: Final = f"[{_MARKS}]+"
_SMALL_WORDS: Final = re.compile(ASCII_WORD)
_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})


class Word(NamedTuple):
    """A word: `folded` for comparing, `start` and `end` its offsets in the original text."""

    folded: str
    start: int
    end: int


Sentence = list[Word]


def fold(word: str) -> str:
    """The word without case, accents, ligatures and invisible characters: `Œuvré` is `oeuvre`."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_LIGATURES)
    return re.sub(_INVISIBLE, "", unicodedata.normalize("NFKD", plain))


def folded_words(text: str) -> list[str]:
    """All words of a text, folded, sentences ignored."""
    if text.isascii():
        return _SMALL_WORDS.findall(text.lower())
    return [fold(word) for word in re.findall(WORD, text)]


def sentences(text: str, abbreviations: Collection[str] = ()) -> Iterator[Sentence]:
    """The sentences of a text, in order, none of them empty; takes time linear in the text's length.

    A sentence ends at . ! ? … ; a line's end or a closing quote. A point does not end it inside a number or a
    dotted name (3.5, p.m.), after an initial or one of the folded `abbreviations` (M. Roy, Mrs. Hall); one
    written with a final `#` (`no#`) is an abbreviation only before a figure (No. 12, but "No. I cannot").
    """
    sentence: Sentence = []
    for piece in re.finditer(_PIECE, text):
        word, breaker, _ = piece.groups()
        if word:
            sentence.append(Word(fold(word), piece.start(), piece.end()))
        elif breaker or _ends(text, piece.start(), sentence, abbreviations):
            if sentence:
                yield sentence
            sentence = []
    if sentence:
        yield sentence


def _ends(text: str, at: int, sentence: Sentence, abbreviations: Collection[str]) -> bool:
    """Does the point or straight quote at this place end the sentence read so far?"""
    following = text[at + 1 : at + 2]
    if text[at] == '"':
        return not following or following.isspace() or following in ".,;:!?)"
    if not sentence or sentence[-1].end != at:
        return True
    last = sentence[-1]
    written = text[last.start : last.end]
    if written[-1].isdigit() and following.isdigit():
        return False
    if last.folded in abbreviations or (len(written) == 1 and written.isupper()):
        return False
    if f"{last.folded}#" in abbreviations and text[at + 1 : at + 8].lstrip()[:1].isdigit():
        return False
    if len(written) == 1:
        return not _goes_on(text, at, last.start)
    return True


def _goes_on(text: str, at: int, start: int) -> bool:
    """A point after a lone small letter: p|.|m and e.g| .| x go on, "p.m. We" and "il y a." end."""
    if text[at + 1 : at + 2].isalpha():
        return True
    opening = text[start - 1 : start]
    following = text[at + 1 : at + 8].lstrip()[:1]
    return opening == "." and bool(following) and not following.isupper()
