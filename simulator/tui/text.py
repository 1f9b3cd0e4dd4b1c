"""The one door from foreign text to the screen.

Scenario text, names and typed words are data: nothing in them is read as markup, becomes an action or reaches the
terminal as a control code. What comes out is plain strings, already wrapped; the widgets draw them cell by cell.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rich.cells import cell_len, chop_cells
from textual.content import Content

TAB: Final = "    "
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
"""Stands, visibly, where a control code stood."""
NO_BREAK: Final = "\N{NO-BREAK SPACE}"

_BOTH_ENDS: Final = 5
"""Cells below which there is no room for two ends."""
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff{_BIDI}]")
_NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"
_BEFORE = re.compile(r"(?<! ) +(?=[;:!?»%€](?:\s|$|[.,)»…]))")
_AFTER = re.compile(r"(?<=«) +")


def safe(text: str) -> str:
    """The text without anything a terminal would obey: C0 but newline, DEL, C1 and bidi controls become visible.

    Tabs become four spaces, as a terminal's own tab stops would tear a bubble.
    """
    return _FORBIDDEN.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\t", TAB))


def glued(text: str) -> str:
    """French spacing kept together: before `; : ! ? » % €` and after `«`, however the author typed it."""
    text = text.replace(_NARROW_NO_BREAK, NO_BREAK)
    return _AFTER.sub(NO_BREAK, _BEFORE.sub(NO_BREAK, text))


def one_line(text: str) -> str:
    """Safe, glued, and on one line: for titles and labels."""
    return " ".join(glued(safe(text)).split("\n"))


def content(text: str) -> Content:
    """For a widget of Textual that wants its own type: literal text, never markup."""
    return Content(glued(safe(text)))


@lru_cache(maxsize=256)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """Foreign text as lines of at most `width` cells (1 at least), broken at plain spaces and newlines only.

    A word longer than a line is cut; blanks at a break are dropped; an empty line stays one.
    """
    width = max(1, width)
    return tuple(line for paragraph in glued(safe(text)).split("\n") for line in _fill(paragraph, width))


def clipped(text: str, width: int) -> str:
    """One line of at most `width` cells; what does not fit is shown by an ellipsis."""
    line = one_line(text)
    if cell_len(line) <= width:
        return line
    return "" if width < 1 else (chop_cells(line, width - 1)[0] if width > 1 else "") + "…"


def shortened(text: str, width: int) -> str:
    """One line of at most `width` cells, an ellipsis in its middle: of a file's name both ends tell something."""
    line = one_line(text)
    if cell_len(line) <= width or width < _BOTH_ENDS:
        return clipped(line, width)
    end = chop_cells(line[::-1], (width - 1) // 2)[0][::-1]
    return chop_cells(line, width - 1 - cell_len(end))[0] + "…" + end


def _fill(paragraph: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in _words(paragraph, width):
        size = cell_len(word)
        if line and used + 1 + size > width:
            yield line
            line, used = word, size
        elif line:
            line, used = f"{line} {word}", used + 1 + size
        else:
            line, used = word, size
    yield line


def _words(paragraph: str, width: int) -> Iterator[str]:
    for word in paragraph.split(" "):
        if not word:
            continue
        if cell_len(word) <= width:
            yield word
        else:
            yield from chop_cells(word, width)
