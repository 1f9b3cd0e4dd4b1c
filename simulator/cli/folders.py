"""Folders that a command makes for what it writes."""

from pathlib import Path

from simulator.errors import Refused


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there. Raises Refused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("no_folder", path=str(folder), why=error.strerror or str(error)) from error
