"""What text is set on: in colours where they can be seen and are wanted, and as wide as the terminal."""

import os
import sys
import textwrap
from typing import Final

import click

from simulator.cli.pages import columns
from simulator.scenario.findings import Severity
from simulator.wording.plaintext import printable

COLOURS: Final[dict[Severity, str]] = {"error": "red", "warning": "yellow", "info": "blue"}


class Sheet:
    """What is printed on: a terminal, or a pipe, which is told each thing on one line."""

    def __init__(self, *, width: int, wraps: bool = False, coloured: bool = False) -> None:
        self.width = width
        self.coloured = coloured
        self._wraps = wraps

    @classmethod
    def of_stdout(cls) -> "Sheet":
        """Coloured where stdout is a terminal that shows colours, and nobody asked for none (no-color.org)."""
        is_terminal = sys.stdout.isatty()
        wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return cls(width=columns(), wraps=is_terminal, coloured=is_terminal and wanted)

    def severity(self, text: str, severity: Severity) -> str:
        return click.style(text, fg=COLOURS[severity], bold=True) if self.coloured else text

    def rows(self, text: str, first: str = "", rest: str = "") -> list[str]:
        """Foreign text made safe and set: `first` begins the first line, `rest` the others, where there are more."""
        text = printable(" ".join(text.split("\n")))
        if not self._wraps:
            return [first + text]
        return textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
