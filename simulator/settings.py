"""What the trainee chose for himself: one small JSON file in his data folder."""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Final, Literal

import msgspec

from simulator import locations
from simulator.errors import Unreadable

Language = Literal["fr", "en"]
ThemeName = Literal["dark", "light", "contrast"]
FILE: Final = "settings.json"


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """Every choice has a default that suits a first sitting; unknown keys in the file are left aside."""

    language: Language | None = None
    """The interface's language; None follows the environment."""
    theme: ThemeName = "dark"
    """The colours of the screen."""
    animations: bool = True
    """Whether anything moves on the screen by itself."""
    timers: bool = False
    """Whether silence speaks: a limit to think in, visible and extendable, where a scenario has one."""
    reasons: bool = False
    """Whether the reason for the customer's reaction is told in an attempt too, as it always is in practice."""
    agent: str = ""
    """The first name under which the trainee answers; empty takes one that suits anybody."""
    practice: bool = True
    """Whether the last call was opened as practice: what the next briefing proposes."""
    profile: dict[str, str] = {}
    """How the trainee likes to be treated: the need he picked at each golden-rule question he answered."""
    profile_offered: bool = False
    """Whether the golden-rule questions have been put to him once; they are never pressed on anybody."""


def path() -> Path:
    """The settings' file."""
    return locations.data() / FILE


def load(file: Path) -> Settings:
    """The settings of a file; the defaults where there is none.

    Raises Unreadable for a file that is damaged or not ours to read: whoever asks goes on with the defaults and
    says so.
    """
    try:
        return msgspec.json.decode(file.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.DecodeError) as error:
        raise Unreadable("settings_damaged", path=str(file), why=str(error)) from error


def save(settings: Settings, file: Path) -> None:
    """Write the settings, whole or not at all. Raises Unreadable where the folder cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{FILE}.")
        try:
            with os.fdopen(handle, "wb") as draft:
                draft.write(msgspec.json.format(msgspec.json.encode(settings)))
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise Unreadable("cannot_write", path=str(file), why=str(error)) from error
