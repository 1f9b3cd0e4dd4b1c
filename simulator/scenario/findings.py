"""One type for everything Platine has to say about a scenario file.

The sentences live in wording/findings: a finding is data, so that the loader, the checker, the watcher and
the editor say the same thing in the reader's language.
"""

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]


class Place(msgspec.Struct, frozen=True, order=True):
    """A point of a file; line and column count from 1, 0 where the whole file is meant."""

    file: str
    line: int = 0
    column: int = 0


class Finding(msgspec.Struct, frozen=True):
    """What is wrong, or worth knowing, at one place."""

    code: str
    place: Place
    arguments: dict[str, str] = {}
    """Values for the sentence: names, the nearest known key, bounds. Foreign text, never markup."""
    moment: str | None = None
    response: str | None = None
    variant: str | None = None
    """None where it holds for every customer of the scenario."""
    weight: Severity | None = None
    """The severity that a pack gives this code; None leaves it at what the code's letter says."""

    @property
    def severity(self) -> Severity:
        return self.weight or _SEVERITIES[self.code[0]]


_SEVERITIES: dict[str, Severity] = {"E": "error", "W": "warning", "I": "info"}
