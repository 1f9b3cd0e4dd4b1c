"""Whether a YAML file is Platine's at all: a repository holds the files of other programs as well."""

import re
from pathlib import Path
from typing import Final

from simulator.errors import Unreadable
from simulator.scenario.packs import PACK_FILE
from simulator.scenario.reading.files import content_of

_KEY: Final = re.compile(
    rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\"']?(platine|customer|moments|endings)[\"']?[ \t]*:", re.MULTILINE
)
_ENOUGH: Final = 2
"""Of the keys that every scenario has, when it lacks the one that says what it is."""
_BY_NAME: Final = (".rehearsal", ".fragment")


def is_ours(path: Path) -> bool:
    """Whether a file is a scenario, a pack, a fragment or rehearsals, by its name or by the keys at its top.

    In doubt it is: a scenario that has lost its first line, or is saved in another encoding, has to be told of. What
    cannot be read is ours as well, so that reading says what is wrong.
    """
    if path.name == PACK_FILE or path.stem.endswith(_BY_NAME):
        return True
    try:
        # UTF-16 has a zero beside each letter.
        keys = set(_KEY.findall(content_of(path).replace(b"\0", b"")))
    except Unreadable:
        return True
    return b"platine" in keys or len(keys) >= _ENOUGH
