"""Numbers and times as each language writes them."""

from fractions import Fraction
from math import floor
from typing import Final

from simulator.locale import NN_, language, ngettext

NARROW: Final = "\u202f"
"""The narrow space that no line is broken at."""
MINUS: Final = "\u2212"
_MINUTE, _HOUR = 60, 3600
_THINGS: Final = {
    "moments": NN_("{count} moment", "{count} moments"),
    "responses": NN_("{count} response", "{count} responses"),
    "words": NN_("{count} word", "{count} words"),
    "minutes": NN_("about {count} minute", "about {count} minutes"),
}
THINGS: Final = tuple(_THINGS)
"""What `counted` can count: how large a scenario is."""


def rounded(value: Fraction | float, decimals: int = 0) -> Fraction:
    """Halves go up: the same figure on any machine, where binary fractions would round either way."""
    unit = 10**decimals
    return Fraction(floor(Fraction(value) * unit + Fraction(1, 2)), unit)


def number(value: Fraction | float, decimals: int = 0) -> str:
    """`7.5`, in French `7,5`; a real minus before what is below 0."""
    shown = rounded(value, decimals)
    text = f"{float(abs(shown)):.{decimals}f}" if decimals else str(abs(int(shown)))
    if language() == "fr":
        text = text.replace(".", ",")
    return MINUS + text if shown < 0 else text


def counted(things: str, count: int) -> str:
    """`1 moment`, `9 moments`. Raises KeyError for what is none of the THINGS."""
    one, many = _THINGS[things]
    return ngettext(one, many, count).format(count=number(count))


def points(value: Fraction | float) -> str:
    """A mark: one decimal where it has one, `46`, `7.5`."""
    shown = rounded(value, 1)
    return number(shown, 0 if shown.denominator == 1 else 1)


def signed(points: int) -> str:
    """`+2`, `−1`, `0`."""
    return f"+{points}" if points > 0 else number(points)


def percent(share: Fraction | float) -> str:
    """A share of 1: `80%`, in French `80 %`."""
    space = NARROW if language() == "fr" else ""
    return f"{number(share * 100)}{space}%"


def clock(seconds: int) -> str:
    """Minutes and seconds, `3:05`; from an hour on `1:02:05`. The same in both languages."""
    hours, rest = divmod(max(0, seconds), _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def duration(seconds: int) -> str:
    """A length of time to be read in a sentence: `45 s`, `3 min`, `3 min 05 s`."""
    minutes, left = divmod(max(0, seconds), _MINUTE)
    if not minutes:
        return f"{left}{NARROW}s"
    return f"{minutes}{NARROW}min {left:02d}{NARROW}s" if left else f"{minutes}{NARROW}min"
