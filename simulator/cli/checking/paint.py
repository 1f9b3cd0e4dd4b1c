"""Colour where it can be seen and is wanted; what it says stands there in words too."""

import os
import sys
from typing import Final

import click

from simulator.scenario.findings import Severity

COLOURS: Final[dict[Severity, str]] = {"error": "red", "warning": "yellow", "info": "blue"}


def is_coloured() -> bool:
    """Whether stdout is a terminal that shows colours, and nobody asked for none (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Paint:
    """Styles text that is already safe to print."""

    def __init__(self, coloured: bool) -> None:
        self._coloured = coloured

    def severity(self, text: str, severity: Severity) -> str:
        return click.style(text, fg=COLOURS[severity], bold=True) if self._coloured else text

    def strong(self, text: str) -> str:
        return click.style(text, bold=True) if self._coloured else text

    def faint(self, text: str) -> str:
        return click.style(text, dim=True) if self._coloured else text
