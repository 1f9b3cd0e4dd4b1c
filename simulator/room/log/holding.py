"""Who holds a room's file: one process at a time writes to it, and its death frees it whatever killed it."""

import contextlib
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

    The file stays until its room is removed. It is one beside the database and not the database itself, because
    closing any descriptor of that would drop SQLite's own locks.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = _locked(path)
        # Whoever held it before may have removed it meanwhile: then somebody else could hold another of its name.
        while not _is_there(self._descriptor, path):
            os.close(self._descriptor)
            self._descriptor = _locked(path)

    def release(self) -> None:
        """Does nothing the second time."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def remove(self) -> None:
        """Release it, and leave no file behind."""
        if sys.platform == "win32":
            # A file that somebody has open cannot be removed there.
            self.release()
        with contextlib.suppress(OSError):
            self._path.unlink()
        self.release()


def _locked(path: Path) -> int:
    """The descriptor of a file that nobody else has locked. Raises Held, or OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except _IS_HELD as error:
        os.close(descriptor)
        raise Held(path) from error
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _is_there(descriptor: int, path: Path) -> bool:
    """Whether the file of this name is the one that is open here."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
