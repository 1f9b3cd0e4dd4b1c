"""What `{customer}`, `{agent}` and `{wait}` stand for in a scenario's own words."""

from collections.abc import Mapping
from typing import Final

from simulator.scenario.model import Wait

NAMES: Final = ("customer", "agent", "wait")
_UNITS: Final[dict[str, tuple[str, str, str, str, str, str]]] = {
    "fr": ("minute", "minutes", "heure", "heures", "jour", "jours"),
    "en": ("minute", "minutes", "hour", "hours", "day", "days"),
}
_HOUR, _DAY = 60, 24 * 60


def spoken_wait(wait: Wait, language: str) -> str:
    """How long he waited, as one says it: `22 minutes`, `3 heures`, `2 days`. Other languages get `22 min`."""
    units = _UNITS.get(language.split("-")[0].lower())
    minutes = round(wait.minutes)
    if units is None:
        return f"{minutes} min"
    for size, one, many in ((_DAY, 4, 5), (_HOUR, 2, 3)):
        if minutes >= 2 * size:
            number = minutes // size
            return f"{number} {units[one] if number == 1 else units[many]}"
    return f"{minutes} {units[0] if minutes < 2 else units[1]}"


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in place of `{name}`; braces around anything else stay as they are."""
    if "{" not in text:
        return text
    for name in NAMES:
        text = text.replace("{" + name + "}", values.get(name, ""))
    return text
