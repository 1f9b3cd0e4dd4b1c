"""What the trainee chose for himself: one small JSON file in his data folder."""

import contextlib
import os
import tempfile
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Final, Literal

from simulator import locations
from simulator.errors import Unreadable

Language = Literal["fr", "en"]
ThemeName = Literal["dark", "light", "contrast"]
FILE: Final = "settings.json"


@dataclass(frozen=True, kw_only=True)
class Settings:
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
    profile: dict[str, str] = field(default_factory=dict)
    """How the trainee likes to be treated: the need he picked at each golden-rule question he answered."""
    profile_offered: bool = False
    """Whether he has opened the golden-rule questions once: home then offers them no longer."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked for on the command line: for this sitting, over the settings, and never kept with them."""

    language: Language | None = None
    timers: bool = False
    reasons: bool = False
    agent: str = ""
    practice: bool = False
    """Whether the first briefing proposes practice; an attempt otherwise."""
    seed: int | None = None
    """The order in which responses are shown, in every call of the sitting; None draws one for each."""

    def over(self, kept: Settings) -> Settings:
        """The settings as they hold for this sitting."""
        return replace(
            kept,
            language=self.language or kept.language,
            timers=self.timers or kept.timers,
            reasons=self.reasons or kept.reasons,
            agent=self.agent or kept.agent,
        )


def path() -> Path:
    """The settings' file."""
    return locations.data() / FILE


def load(file: Path) -> Settings:
    """The settings of a file; the defaults where there is none.

    Raises Unreadable for a file that is damaged or not ours to read: whoever asks goes on with the defaults and
    says so.
    """
    try:
        text = file.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise Unreadable("settings_damaged", path=str(file), why=str(error)) from error
    import msgspec  # start-up time: most sittings begin with the defaults

    try:
        return msgspec.json.decode(text, type=Settings)
    except msgspec.DecodeError as error:
        raise Unreadable("settings_damaged", path=str(file), why=str(error)) from error


def save(settings: Settings, file: Path) -> None:
    """Write the settings that are not the defaults, whole or not at all.

    Raises Unreadable where the folder cannot be written.
    """
    usual = Settings()
    values = {one.name: getattr(settings, one.name) for one in fields(settings)}
    chosen = {name: value for name, value in values.items() if value != getattr(usual, name)}
    import json  # start-up time: nothing is saved before something is chosen

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{FILE}.")
        try:
            with os.fdopen(handle, "wb") as draft:
                draft.write(json.dumps(chosen, indent=2).encode())
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise Unreadable("cannot_write", path=str(file), why=str(error)) from error
