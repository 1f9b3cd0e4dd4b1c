"""Spaces and apostrophes as French prints them. Idempotent; addresses and times of day stay as they are.

Authors type plain spaces: nobody should have to know where the narrow no-break space is on a keyboard.
"""

import re
from typing import Final

NARROW: Final = "\u202f"
"""Narrow no-break space: before ; : ! ? and inside « »."""
_BLANKS: Final = " \t\u00a0\u2009\u202f"
_SPACES: Final = f"[{_BLANKS}]"
_LONGEST_WORD: Final = 400
"""Letters in a row that prose can hold; what is longer is no prose, and patterns would search it for ever."""
_KEPT: Final = "\ue000"
"""Stands for what is left alone while the rest is set; one in the text itself is left alone like the others."""
_UNTOUCHED: Final = re.compile(
    r"(?:(?<![A-Za-z])[A-Za-z][A-Za-z0-9+.-]*+://|www\.|mailto:)\S+|(?<![^\s@])[^\s@]++@[^\s@]+\.\S+|&#?\w+;|(?<!\S)/\S+|\d{1,2}:\d{2}(?::\d{2})?|\ue000"
)
"""Addresses of the web and of mail, entities, paths and times such as 12:30."""
_AFTER_MARK: Final = r"""(?=$|[\s\u00a0\u202f»”’"')\]!?…,.])"""
_BEFORE_MARK: Final = re.compile(rf"(?<=[^\s(\[«“]){_SPACES}*([;:!?]+){_AFTER_MARK}")
_OPENING: Final = re.compile(rf"«{_SPACES}*(?=\S)")
_CLOSING: Final = re.compile(rf"(?<=\S){_SPACES}*»")
_HOUR: Final = re.compile(rf"(?<![\w.,])(\d{{1,2}}){_SPACES}+h(?:{_SPACES}+(?=\d\d?(?!\w))|(?!\w))")
_UNIT: Final = re.compile(rf"(?<=\d){_SPACES}+(?=[%€$£°])")
_THOUSANDS: Final = re.compile(rf"(?<![\w.,])\d{{1,3}}(?:{_SPACES}\d{{3}})+(?![\w])")
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W_]|[«“])")


def french(text: str) -> str:
    """Narrow no-break spaces before ; : ! ? and inside « », no-break in `14 h`, `80 %` and `3 480`, curly marks."""
    if len(text) > _LONGEST_WORD and any(len(word) > _LONGEST_WORD for word in text.split()):
        return text
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return _KEPT

    # What is left alone still stands in its sentence: a mark after an address gets its space.
    printed = _set(_UNTOUCHED.sub(keep, text))
    untouched = iter(kept)
    return re.sub(_KEPT, lambda _: next(untouched), printed)


def _set(text: str) -> str:
    text = _APOSTROPHE.sub("’", text)
    text = _OPENING.sub("«" + NARROW, text)
    text = _CLOSING.sub(NARROW + "»", text)
    text = _HOUR.sub(_hour, text)
    text = _THOUSANDS.sub(lambda found: NARROW.join(found[0].split()), text)
    text = _UNIT.sub(NARROW, text)
    return _BEFORE_MARK.sub(rf"{NARROW}\1", text)


def _hour(found: re.Match[str]) -> str:
    followed = found[0][-1] != "h"
    return f"{found[1]}{NARROW}h{NARROW if followed else ''}"
