"""`platine explain`: what a code of the checker means, with an example, and the same mended."""

import difflib
from typing import Any, Final

import click

from simulator.cli.checking.sheet import Sheet
from simulator.cli.manual import Page, lines, listed, page
from simulator.cli.output import format_option, print_json, warn
from simulator.cli.pages import WIDEST, columns
from simulator.locale import N_, _, language
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place
from simulator.wording.plaintext import printable

_FAMILIES: Final = (
    ("E1", N_("Unreadable: keeps a scenario from being played")),
    ("E2", N_("Unsound: cannot come out well, however it is played")),
    ("W", N_("Warnings: plays, but teaches badly or is hard to keep")),
    ("I", N_("Worth knowing")),
)
_BY_NAME: Final = {name: code for code, name in codes.SLUGS.items()}
_NEAR: Final = 0.5
"""How alike a word must be to a code or a name to be proposed instead."""


@click.command("explain", help=_("Say what a code of the checker means, with an example."))
@click.argument("named", nargs=-1, metavar=_("[CODE]..."))
@format_option()
def command(named: tuple[str, ...], form: str) -> None:
    """Codes or their short names, in any case; without one, the list of all."""
    shown = [page(code, language()) for code in dict.fromkeys(map(_code, named))]
    every = shown or [page(code, language()) for code in sorted(codes.SLUGS, key=_order)]
    if form == "json":
        print_json({"codes": [_data(one, whole=bool(shown)) for one in every]})
    elif shown:
        _print_pages(shown)
    else:
        _print_list(every)


def _code(word: str) -> str:
    """The code that a word names. Raises UsageError, with the nearest, where it names none."""
    code, name = word.strip().upper(), word.strip().lower().replace("_", "-")
    if code in codes.SLUGS:
        return code
    if name in _BY_NAME:
        return _BY_NAME[name]
    near = difflib.get_close_matches(code, codes.SLUGS, 1, _NEAR) if any(map(str.isdigit, code)) else []
    near = near or difflib.get_close_matches(name, _BY_NAME, 1, _NEAR)
    hint = _("Did you mean “{near}”?").format(near=near[0]) if near else _("`platine explain` lists them.")
    raise click.UsageError(_("There is no code “{code}”.").format(code=word) + " " + hint)


def _order(code: str) -> tuple[int, str]:
    return next(place for place, (start, _head) in enumerate(_FAMILIES) if code.startswith(start)), code


def _width() -> int:
    return min(columns(), WIDEST)


def _print_pages(shown: list[Page]) -> None:
    coloured = Sheet.of_stdout().coloured
    for place, one in enumerate(shown):
        if place:
            click.echo("\n")
        for line in lines(one, _width(), coloured=coloured):
            click.echo(line if coloured else printable(line))


def _print_list(every: list[Page]) -> None:
    coloured = Sheet.of_stdout().coloured
    for place, (start, head) in enumerate(_FAMILIES):
        if place:
            click.echo()
        click.echo(click.style(_(head), bold=True) if coloured else _(head))
        family = [one for one in every if one.code.startswith(start)]
        for entry in listed(family, _width(), max(map(len, _BY_NAME))):
            click.echo(printable(entry))
    warn("\n" + _("`platine explain CODE` shows an example, and the same mended."))


def _data(one: Page, *, whole: bool) -> dict[str, Any]:
    severity = Finding(one.code, Place("")).severity
    told = {"code": one.code, "name": one.name, "severity": severity, "summary": one.summary}
    return {**told, "page": one.text} if whole else told
