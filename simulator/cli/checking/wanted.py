"""Which codes to look for, as `--select`, `--ignore` and `--quick` say."""

from collections.abc import Iterable

import click

from simulator.authoring.checking import ALL, QUICK
from simulator.authoring.silencing import is_lasting
from simulator.locale import _
from simulator.scenario.reading.packfile import code_meant


def wanted(select: Iterable[str], ignore: Iterable[str], *, quick: bool) -> frozenset[str]:
    """The codes to look for; each option may name codes or the beginning of some, with commas between.

    Raises click.UsageError for what no code begins with, and for a code of reading that is to be ignored.
    """
    chosen = _codes(select, "--select") or ALL
    if quick:
        chosen &= QUICK
    return chosen - _codes(ignore, "--ignore")


def _codes(given: Iterable[str], option: str) -> frozenset[str]:
    found: set[str] = set()
    for word in (word.strip().upper() for one in given for word in one.split(",")):
        if not word:
            continue
        matching = {code for code in ALL if code.startswith(word)}
        if not matching:
            near = code_meant(word)
            hint = " " + _("Did you mean “{nearest}”?").format(nearest=near) if near else ""
            raise click.UsageError(
                _("{option}: the checker has no code {code}.").format(option=option, code=word) + hint
            )
        if option == "--ignore" and all(map(is_lasting, matching)):
            raise click.UsageError(
                _("{code} cannot be ignored: it keeps a file from being played.").format(code=word)
            )
        found |= matching
    return frozenset(found)
