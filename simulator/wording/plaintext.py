"""Foreign text made safe for a terminal that is written to directly: shown, never obeyed."""

import re
from typing import Final

_CONTROLS: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """The text with every control and bidi character but the line end replaced; lone surrogates too."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROLS.sub(lambda found: " " if found.group() == "\t" else REPLACEMENT, text)


def escaped(text: str) -> str:
    """JSON that means the same and holds no such character: all of them are escaped."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
