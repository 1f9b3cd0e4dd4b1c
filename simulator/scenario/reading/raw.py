"""What is looked at before YAML is: size, encoding, control characters, and `#` in the middle of a sentence."""

import re
from collections.abc import Iterator
from typing import Final

from simulator.scenario import codes
from simulator.scenario.reading.ledger import Enough, Ledger
from simulator.scenario.reading.nodes import packed

LARGEST: Final = 16 * 1024 * 1024
LARGE: Final = 1024 * 1024
_MOST_NOTED: Final = 50
"""A file with more control characters than that is not text."""

FORBIDDEN: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""Control characters (C0 but for tab and newline, DEL, C1), line and paragraph separators, and the
bidirectional controls, in text."""

# The same in UTF-8; a carriage return is one unless a newline follows.
_FORBIDDEN_BYTES: Final = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|\xc2[\x80-\x9f]|\xd8\x9c"
    rb"|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbf[\xbe\xbf]"
)
# What the checker is told in a comment is meant as one, however few blanks set it off.
# A pattern that begins with fixed bytes is looked for ten times as fast as one that begins with a class of them.
_HASH_AFTER_ONE_BLANK: Final = re.compile(rb" #(?<=[^\s#] #)(?!#*[ \t]*platine:)")
BOM: Final = b"\xef\xbb\xbf"


def cleaned(data: bytes, ledger: Ledger) -> bytes:
    """The bytes that YAML may read: UTF-8, without a byte-order mark or control characters.

    Control characters are noted and become blanks, so that the rest of the file can still be read. Raises
    Enough for a file that is too large or not UTF-8.
    """
    if len(data) > LARGEST:
        raise ledger.stop(codes.TOO_LARGE, -1, most="16")
    if len(data) > LARGE:
        ledger.note(codes.LARGE_FILE, -1)
    data = data.removeprefix(BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = _place(data[: error.start])
        raise ledger.stop(codes.ENCODING, at, byte=f"{data[error.start]:02X}") from error
    # In text they are found faster than in its bytes, and most files have none.
    if FORBIDDEN.search(text.replace("\r\n", "\n")) is None:
        return data
    _note_controls(data, ledger)
    return _FORBIDDEN_BYTES.sub(b" ", data)


def _note_controls(data: bytes, ledger: Ledger) -> None:
    walker = _Walker(data)
    for number, found in enumerate(_FORBIDDEN_BYTES.finditer(data)):
        if number == _MOST_NOTED:
            raise Enough
        at = walker.place(found.start())
        ledger.note(codes.CONTROL, at, character=f"U+{ord(found.group().decode()):04X}")


def hashes_after_one_blank(data: bytes) -> Iterator[int]:
    """Where text ends and exactly one blank and a `#` follow, as packed places of that end, in rising order.

    Two blanks or more set off a comment that was meant as one.
    """
    walker = _Walker(data)
    return (walker.place(found.end() - 2) for found in _HASH_AFTER_ONE_BLANK.finditer(data))


class _Walker:
    """Turns rising offsets of UTF-8 bytes into places, each byte looked at once."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._ascii = data.isascii()
        self._offset = self._line = self._column = 0

    def place(self, offset: int) -> int:
        data, start = self._data, self._offset
        newlines = data.count(b"\n", start, offset)
        if newlines:
            self._line += newlines
            self._column = 0
            start = data.rindex(b"\n", start, offset) + 1
        self._column += offset - start if self._ascii else len(data[start:offset].decode("utf-8"))
        self._offset = offset
        return packed(self._line, self._column)


def _place(before: bytes) -> int:
    line_start = before.rfind(b"\n") + 1
    return packed(before.count(b"\n"), len(before[line_start:].decode("utf-8", "replace")))
