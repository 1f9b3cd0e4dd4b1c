"""`--separator`: what stands between a table's cells, by its name or its sign; the same wherever one is written."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

_SIGNS: Final = {"comma": ",", "semicolon": ";", "tab": "\t"}


def separator_option(words: str, *, default: str | None = None) -> Callable[[F], F]:
    """`--separator semicolon`, or `--separator ";"`: the command is given the sign. `words` is the option's help."""
    return click.option(
        "--separator",
        # Signs are taken and not shown: between brackets and bars nobody could read them.
        type=click.Choice([*_SIGNS, *_SIGNS.values()]),
        metavar=f"[{'|'.join(_SIGNS)}]",
        default=default,
        callback=_sign,
        help=words,
    )


def _sign(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    return None if value is None else _SIGNS.get(value, value)
