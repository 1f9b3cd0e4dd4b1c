"""The items of a path that name no moment."""

from typing import Final

OBSERVE: Final = "!observe"
BREATHE: Final = "!breathe"
SILENCE: Final = "!silence"
"""Letting him wait past a moment's limit."""
