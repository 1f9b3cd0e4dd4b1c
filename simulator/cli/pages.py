"""How pages of help are set: in the reader's language, as wide as the terminal allows."""

import os

import click

from simulator.locale import _

NARROWEST, WIDEST = 50, 100
"""Between these widths a page of help is set."""


def columns() -> int:
    """How wide the terminal is; 80 where there is none."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return int(asked)
    try:
        return os.get_terminal_size().columns or 80
    except OSError:
        return 80


class Lasting(click.Option):
    """An option declared before the language is known: its help is translated where it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], _(record[1]))


class Pages(click.HelpFormatter):
    """Pages of help with their headings set as the language is printed."""

    def write_heading(self, heading: str) -> None:
        set_out = _("{heading}:").format(heading=heading)
        self.write(" " * self.current_indent + set_out + "\n")


class Call(click.Context):
    """Where a command is called; its help comes in our pages."""

    formatter_class = Pages
