"""Where an export goes, and writing it whole or not at all."""

import os
import re
from datetime import datetime
from pathlib import Path
from typing import Final

from platformdirs import user_documents_path

from simulator import locations
from simulator.errors import Refused
from simulator.scenario.writing import write_file

_UNFIT: Final = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST: Final = 60
_FOR_ALL: Final = 0o644
_ITS_OWNER_S: Final = 0o600


def proposed(scenario: str, made: datetime) -> Path:
    """A name that is free, in the user's documents, or with his data where he has no such folder.

    Under `PLATINE_HOME` everything of his stays together. The scenario's id gives the name what a file may hold.
    """
    named = _UNFIT.sub("-", scenario).strip("-")[:_LONGEST] or "debrief"
    return _free(folder() / f"platine-{named}-{made:%Y-%m-%d}.html")


def folder() -> Path:
    """Where debriefs are proposed to be kept. It is not made here."""
    documents = user_documents_path()
    if os.environ.get(locations.HOME) or not os.path.isdir(documents):
        return locations.data() / "debriefs"
    return documents


def _free(path: Path) -> Path:
    number = 2
    candidate = path
    while os.path.exists(candidate):
        candidate = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return candidate


def write(path: Path, text: str, *, private: bool = True) -> None:
    """Write a page, making its folder. Raises Refused where it cannot be written; what was there then stays.

    A debrief is its trainee's own; what is drawn from a scenario is for everybody who may read the scenario.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise Refused("cannot_write", path=str(path), why=getattr(error, "strerror", None) or str(error)) from error
    write_file(path, text, mode=_ITS_OWNER_S if private else _FOR_ALL)
