"""One YAML file, from its path to a mapping."""

import os
import stat
from pathlib import Path
from typing import Final

from simulator.errors import Unreadable
from simulator.scenario import codes
from simulator.scenario.reading import raw
from simulator.scenario.reading.events import tree
from simulator.scenario.reading.ledger import Ledger, closest
from simulator.scenario.reading.nodes import Mapping, Node
from simulator.scenario.reading.shapes import kind_of

ENDINGS: Final = (".yaml", ".yml")
_MOST_COMPARED: Final = 1000

# Opening a pipe that nobody writes to would wait for ever; a terminal must not become ours by being opened.
_PROMPTLY: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def content_of(path: Path) -> bytes:
    """The bytes of a file, one more than the format allows at most. Raises Unreadable, for pipes and devices too."""
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _PROMPTLY)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unreadable("not_a_file", path=str(path))
            return file.read(raw.LARGEST + 1)
    except IsADirectoryError as error:
        raise Unreadable("is_a_folder", path=str(path)) from error
    except FileNotFoundError as error:
        raise _missing(path) from error
    except PermissionError as error:
        raise Unreadable("no_permission", path=str(path)) from error
    except (OSError, ValueError) as error:
        raise Unreadable("cannot_read", path=str(path), why=getattr(error, "strerror", None) or str(error)) from error


def _missing(path: Path) -> Unreadable:
    """A file that is not there, with the one beside it that was probably meant."""
    try:
        beside = [name for name in os.listdir(path.parent) if name.endswith(ENDINGS) and name != path.name]
    except (OSError, ValueError):
        beside = []
    near = closest(path.name, beside[:_MOST_COMPARED])
    if near is None:
        return Unreadable("no_such_file", path=str(path))
    return Unreadable("no_such_file_near", path=str(path), nearest=str(path.parent / near))


def document(data: bytes, ledger: Ledger) -> Mapping | None:
    """The mapping that a file holds; None when it holds none, and the ledger then says why."""
    before = len(ledger.findings)
    root: Node | None = tree(raw.cleaned(data, ledger), ledger)
    if root is None:
        if not any(finding.severity == "error" for finding in ledger.findings[before:]):
            ledger.note(codes.EMPTY_FILE, -1)
    elif not isinstance(root, Mapping):
        ledger.note(codes.WRONG_KIND, root.at, expected="mapping", found=kind_of(root))
    else:
        return root
    return None
