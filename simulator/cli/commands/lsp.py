"""`platine lsp`: the language server, for editors to start."""

import os
import sys

import click

from simulator.cli.output import warn
from simulator.errors import Refused
from simulator.locale import LANGUAGES, _


@click.command("lsp", help=_("Speak with an editor: findings while typing, completion, renaming."))
@click.pass_obj
def command(language: str | None) -> int:
    """Standard input and output speak the Language Server Protocol."""
    try:
        from simulator.cli.lsp.server import serve  # start-up time: nobody but an editor needs it, and it is an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        raise Refused("no_language_server") from error
    if sys.stdin.isatty():
        warn(_("This is for editors to start; docs/editors.md says how. Ctrl-C ends it."))
    said = os.environ.get("PLATINE_LANGUAGE", "")
    return serve(language or (said if said in LANGUAGES else None))
