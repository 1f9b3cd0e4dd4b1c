"""What can go wrong, and with which exit code.

    PlatineError
    ├── Misuse              2  the command was called wrongly
    │   ├── UnknownScenario       no scenario of that name
    │   ├── UnknownVariant
    │   ├── BadPath               a path that cannot be walked
    │   └── IllegalDecision       a decision that does not fit the moment
    ├── Unplayable          1  the scenario has findings that forbid playing it
    ├── Uneditable          1  a change that cannot be written into a file without changing more than it
    ├── Unreadable          3  a file that is missing, a folder, not text, or cannot be written
    └── Refused             4  the environment says no: no terminal, a disk that is full

An error carries a key and the values for its sentence; the sentence and its hint are made in wording/errors.
"""

from collections.abc import Sequence
from typing import Any, ClassVar


class PlatineError(Exception):
    """The root: a key, the values for its sentence, and the exit code of the process."""

    exit_code: ClassVar[int] = 1

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class Misuse(PlatineError):
    exit_code = 2


class UnknownScenario(Misuse):
    pass


class UnknownVariant(Misuse):
    pass


class BadPath(Misuse):
    pass


class IllegalDecision(Misuse):
    """Interfaces ask what is allowed, so a person never meets this; a path or a log may."""


class Unplayable(PlatineError):
    """Findings forbid playing; they come along so that they can be shown."""

    exit_code = 1

    def __init__(self, key: str, findings: Sequence[Any] = (), **values: str) -> None:
        super().__init__(key, **values)
        self.findings = tuple(findings)


class Uneditable(PlatineError):
    """The file is left as it was."""

    exit_code = 1


class Unreadable(PlatineError):
    exit_code = 3


class Refused(PlatineError):
    exit_code = 4
