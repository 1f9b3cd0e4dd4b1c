"""The author's own editor, at a line of the file, in place of the screen until it is left."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from textual.app import App, SuspendNotSupported

from simulator.locale import _
from simulator.tui.watching.passages import Passage

_VARIABLES: Final = ("VISUAL", "EDITOR")
_GOTO: Final = frozenset({"code", "code-insiders", "codium", "cursor", "windsurf"})
"""Take `--goto file:line:column`."""
_COLON: Final = frozenset({"subl", "hx", "helix", "zed", "micro"})
"""Take `file:line:column`."""


def editor_of(environment: Mapping[str, str]) -> str:
    """The command that the environment names; empty for none."""
    return next((environment[name] for name in _VARIABLES if environment.get(name, "").strip()), "")


def command_line(editor: str, path: Path, line: int, column: int) -> list[str]:
    """How an editor is called to open a file at a line; lines and columns count from 1, 0 where none is meant.

    Raises ValueError for a command whose quotes do not close.
    """
    words = shlex.split(editor)
    name = Path(words[0]).stem if words else ""
    file = os.path.abspath(path)
    if not line:
        return [*words, file]
    if name in _GOTO:
        return [*words, "--goto", f"{file}:{line}:{max(1, column)}"]
    if name in _COLON:
        return [*words, f"{file}:{line}:{max(1, column)}"]
    return [*words, f"+{line}", file]


def edit(app: App[None], passage: Passage) -> str:
    """Let the author edit the file at a place; what kept him from it, in a sentence, empty for nothing."""
    editor = editor_of(os.environ)
    if not editor:
        return _("No editor is set: let the variable EDITOR name yours.")
    try:
        command = command_line(editor, passage.path, passage.line, passage.column)
        with app.suspend():
            subprocess.run(command, check=False)  # noqa: S603 - the command that he set himself
    except SuspendNotSupported:
        return _("This terminal cannot be lent to an editor.")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return _("The editor {editor} could not be opened: {why}").format(editor=editor, why=why)
    return ""
