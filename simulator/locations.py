"""Where everything lives: the packs and pages that come with Platine, the user's own packs, data and journal.

`PLATINE_HOME` puts all that belongs to the user under one folder: for a stick, a classroom, a test.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

HOME: Final = "PLATINE_HOME"
_PACKAGE: Final = Path(__file__).parent


def data(environment: Mapping[str, str] | None = None) -> Path:
    """The folder of the user's data. It is not made here: whoever writes makes it."""
    environment = os.environ if environment is None else environment
    home = environment.get(HOME)
    if home:
        # Not Path.expanduser, which raises for a user who does not exist.
        return Path(os.path.expanduser(home))
    from platformdirs import user_data_path  # start-up time: who checks a file asks for no folder of the user's

    return user_data_path("platine", appauthor=False)


def journal(environment: Mapping[str, str] | None = None) -> Path:
    """The folder in which calls are written down as they are lived."""
    return data(environment) / "journal"


def user_packs(environment: Mapping[str, str] | None = None) -> Path:
    """The folder in which the user puts packs of his own."""
    return data(environment) / "packs"


def bundled_packs(package: Path = _PACKAGE) -> Path:
    """The folder of the packs that come with Platine: in the installed package, or beside it in a checkout."""
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent / "scenarios"


def code_pages(language: str, package: Path = _PACKAGE) -> Path:
    """The folder of the pages of codes in a language of the interface: `E101.md` and so on."""
    installed = package / "pages" / language
    if installed.is_dir():
        return installed
    docs = package.parent / "docs"
    return docs / "codes" if language == "en" else docs / language / "codes"
