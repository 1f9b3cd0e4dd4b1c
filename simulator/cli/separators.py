"""`--separator`: what stands between a table's cells, by its name or its sign; the same wherever one is written."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from simulator.locale import _, language

F = TypeVar("F", bound=Callable[..., Any])

_SIGNS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}


_USUAL: Final = {"fr": ";", "en": ","}
"""What a spreadsheet program expects where the language is spoken."""


def usual() -> str:
    """The sign for a table that somebody opens at his own machine, in the reader's language."""
    return _USUAL[language()]


def separator_option() -> Callable[[F], F]:
    """`--separator semicolon`, or `--separator ";"`: the command is given the sign, or None."""
    return click.option(
        "--separator",
        # Signs are taken and not shown: between brackets and bars nobody could read them.
        type=click.Choice([*_SIGNS, *_SIGNS.values()]),
        metavar=f"[{'|'.join(_SIGNS)}]",
        callback=_sign,
        help=_("what stands between cells; without it, what spreadsheets expect in your language"),
    )


def _sign(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    return None if value is None else _SIGNS.get(value, value)
