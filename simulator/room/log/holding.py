"""Who holds a room's file: one process at a time writes to it, and its death frees it whatever killed it."""

import os
import sys
from pathlib import Path
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_IS_HELD: Final = (BlockingIOError, PermissionError)


class Held(Exception):
    """Somebody else has the file."""


class Hold:
    """Holds a lock file, from now until `release` or the end of the process. Raises Held, or OSError.

    The file stays: were it removed, two processes could hold two files of the same name. It is one beside the
    database and not the database itself, because closing any descriptor of that would drop SQLite's own locks.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            if sys.platform == "win32":
                msvcrt.locking(self._descriptor, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except _IS_HELD as error:
            os.close(self._descriptor)
            raise Held(path) from error
        except OSError:
            os.close(self._descriptor)
            raise

    def release(self) -> None:
        """Does nothing the second time."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
