"""A text from its file and back, whole or not at all, with nothing translated on the way."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import Final

from simulator.errors import Refused, Uneditable, Unplayable
from simulator.scenario.reading import read_text
from simulator.scenario.reading.files import content_of
from simulator.scenario.writing.changes import Change
from simulator.scenario.writing.editing import edited

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_LONGEST: Final = 60


def source_of(path: FilePath) -> str:
    """A file's text with its own line ends and its byte-order mark, if it has one.

    Raises Unreadable, and Unplayable, with its finding, for one that is not UTF-8.
    """
    data = content_of(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unplayable("edit_broken", findings=read_text(data, str(path)).findings) from error


def rewrite(path: FilePath, changes: Iterable[Change]) -> bool:
    """Make changes to a file; whether it is another one now. It stays as it was wherever this raises.

    Raises Unreadable, Unplayable, Uneditable (also where somebody wrote to it in the meantime), Refused.
    """
    before = source_of(path)
    after = edited(before, changes, str(path))
    if after == before:
        return False
    put(path, before, after)
    return True


def put(path: FilePath, before: str, after: str) -> None:
    """Write a text in the place of the one that it was made of. Raises Uneditable where another stands there by now.

    Raises Unreadable, Unplayable and Refused too; the file then stays as it is.
    """
    with _alone(path):
        if source_of(path) != before:
            raise Uneditable("edit_overtaken", path=str(path))
        write_file(path, after)


def write_file(path: FilePath, text: str, mode: int | None = None) -> None:
    """Write a text so that at any moment the file holds the old one or the new one.

    Its mode is the one given, or stays what it is. A pipe or a device has no old text: it is written to, and stays
    what it is. Raises Refused where it cannot be written; what was there then stays.
    """
    draft = ""
    try:
        if _is_stream(path):
            path.write_bytes(text.encode("utf-8"))
            return
        target = os.path.realpath(path)
        folder, name = os.path.split(target)
        handle, draft = tempfile.mkstemp(dir=folder, prefix=f".{name[:_LONGEST]}.")
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            file.flush()
            os.fchmod(file.fileno(), _mode(target) if mode is None else mode)
            os.fsync(file.fileno())
        os.replace(draft, target)
        _settle(folder)
    except (OSError, ValueError) as error:
        _discard(draft)
        if getattr(error, "errno", None) == errno.ENOSPC:
            raise Refused("disk_full", path=str(path)) from error
        raise Refused("cannot_write", path=str(path), why=getattr(error, "strerror", None) or str(error)) from error
    except BaseException:
        _discard(draft)
        raise


def _is_stream(path: FilePath) -> bool:
    try:
        kind = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


@contextlib.contextmanager
def _alone(path: FilePath) -> Iterator[None]:
    """Let nobody else who asks for the same read and replace this file meanwhile, where the system can do that."""
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):
            file = held.enter_context(path.open("rb"))
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _mode(target: str) -> int:
    """The mode of the file that is there; for a new one what the user's mask leaves."""
    with contextlib.suppress(FileNotFoundError):
        return os.stat(target).st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _discard(draft: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(draft)


def _settle(folder: str) -> None:
    """Let the new name outlive a power cut, where the system can do that for folders."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
