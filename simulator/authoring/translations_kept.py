"""What a translation was made from: a small file beside it, `x.translation.json`, that names the language and holds
the stamp of each source text as it was when it was translated.

It stands beside the scenario and not in it: what a scenario says, and with it every call begun against it, does not
change when somebody confirms a translation. One text is one line, in the order of names, so that two people can merge
their work.
"""

import os
from pathlib import Path
from typing import Final

import msgspec

from simulator.errors import Unreadable
from simulator.scenario.reading.files import content_of

_ENDING: Final = ".translation.json"


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The source's language, and the stamp of the words behind each text, by the text's name."""

    source: str
    made_from: dict[str, str]
    platine: int = 1


def beside(file: Path) -> Path:
    """Where a scenario's stamps are kept, whether there are any or not."""
    return file.with_name(file.stem + _ENDING)


def kept_beside(file: Path) -> Kept | None:
    """What is known of how a scenario's file was translated; None where nothing is. Raises Unreadable."""
    path = beside(file)
    if not os.path.lexists(path):
        return None
    try:
        return msgspec.json.decode(content_of(path), type=Kept)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable("translation_damaged", path=str(path), why=str(error)) from error


def keep(file: Path, kept: Kept) -> None:
    """Write down what a scenario's file was translated from. Raises Refused where that cannot be written."""
    from simulator.scenario.writing import write_file  # start-up time: the checker reads stamps and writes none

    ordered = msgspec.structs.replace(kept, made_from=dict(sorted(kept.made_from.items())))
    write_file(beside(file), msgspec.json.format(msgspec.json.encode(ordered), indent=2).decode() + "\n")
