"""`platine doctor`: where Platine keeps things, and what it can do here."""

import locale
import os
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from simulator import __version__, locations, settings
from simulator.cli.commands.play import has_screen
from simulator.cli.output import format_option, print_json
from simulator.errors import PlatineError
from simulator.history.health import Health, health
from simulator.history.keeping import journal_file
from simulator.locale import _, language, ngettext
from simulator.scenario.packs import entries
from simulator.wording.errors import sentence
from simulator.wording.plaintext import printable

_LIBRARIES: Final = ("click", "msgspec", "platformdirs", "PyYAML", "textual", "transitions")
_NEEDED: Final = (60, 18)
"""Columns and lines of the screen."""


@click.command("doctor", help=_("Say where Platine keeps things and what it can do here."))
@format_option()
def command(form: str) -> int:
    """Exit code 1 where something needs looking after: a damaged journal, settings or packs that cannot be read."""
    found = _found()
    troubles = found["troubles"]
    if form == "json":
        print_json(found)
    else:
        for line in _lines(found):
            click.echo(printable(line))
    return 1 if troubles else 0


def _found() -> dict[str, Any]:
    state = health(journal_file())
    troubles = [_journal_sentence(state)] if state.verdict in ("newer", "damaged", "unreadable") else []
    troubles += _unreadable_settings()
    scenarios, packs_trouble = _scenarios()
    troubles += packs_trouble
    columns, lines = shutil.get_terminal_size()
    return {
        "platine": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "places": {
            "data": str(locations.data()),
            "journal": str(journal_file()),
            "settings": str(settings.path()),
            "packs": [str(locations.user_packs()), str(locations.bundled_packs())],
        },
        "writable": _is_writable(locations.data()),
        "journal": msgspec.to_builtins(state),
        "scenarios": scenarios,
        "terminal": {
            "screen": has_screen(),
            "term": os.environ.get("TERM"),
            "columns": columns,
            "lines": lines,
            "large_enough": columns >= _NEEDED[0] and lines >= _NEEDED[1],
            "encoding": getattr(sys.stdout, "encoding", None),
            "colour": "NO_COLOR" not in os.environ,
        },
        "language": {"interface": language(), "system": locale.getlocale()[0]},
        "troubles": troubles,
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _is_writable(folder: Path) -> bool:
    """Whether the folder can be written; one that does not exist yet, whether it could be made."""
    folder = folder.absolute()
    standing = next(place for place in (folder, *folder.parents) if os.path.exists(place))
    return os.path.isdir(standing) and os.access(standing, os.W_OK)


def _unreadable_settings() -> list[str]:
    try:
        settings.load(settings.path())
    except PlatineError as error:
        return [" ".join(sentence(error))]
    return []


def _scenarios() -> tuple[int, list[str]]:
    """How many scenarios can be played, and a sentence for each that cannot."""
    playable = 0
    troubles = []
    try:
        for entry in entries():
            if entry.reading.scenario is not None:
                playable += 1
            else:
                troubles.append(_("{path} cannot be played as it stands.").format(path=entry.path))
    except PlatineError as error:
        troubles.append(" ".join(sentence(error)))
    return playable, troubles


def _journal_sentence(state: Health) -> str:
    told = {
        "absent": _("There is no journal yet: the first call begins it."),
        "sound": ngettext(
            "The journal is sound and holds {count} play.",
            "The journal is sound and holds {count} plays.",
            state.plays,
        ),
        "newer": _("The journal was written by a later Platine."),
        "damaged": _("The journal is damaged ({why}): the next call sets it aside and begins a new one."),
        "unreadable": _("The journal cannot be read: {why}."),
    }
    return told[state.verdict].format(count=state.plays, why=state.why)


def _lines(found: dict[str, Any]) -> list[str]:
    terminal = found["terminal"]
    places = found["places"]
    missing = _("missing")
    libraries = ", ".join(f"{name} {number or missing}" for name, number in found["libraries"].items())
    size = _("{columns} columns by {lines} lines").format(columns=terminal["columns"], lines=terminal["lines"])
    if not terminal["large_enough"]:
        size += ", " + _("smaller than the screen needs")
    lines = [
        f"Platine {found['platine']}, Python {found['python']}, {found['system']}",
        libraries,
        _("Your data: {path}").format(path=places["data"])
        + ("" if found["writable"] else ", " + _("which cannot be written")),
        _("The journal: {path}").format(path=places["journal"]),
        _("Your settings: {path}").format(path=places["settings"]),
        *(_("Packs: {path}").format(path=path) for path in places["packs"]),
        ngettext("{count} scenario can be played.", "{count} scenarios can be played.", found["scenarios"]).format(
            count=found["scenarios"]
        ),
        _("Terminal: {term}, {size}, {encoding}").format(
            term=terminal["term"] or "-", size=size, encoding=terminal["encoding"] or "-"
        ),
        _("Calls are taken on the screen.") if terminal["screen"] else _("Calls are taken in line mode here."),
        _("Language: {language}").format(language=found["language"]["interface"]),
    ]
    journal = _journal_sentence(msgspec.convert(found["journal"], Health))
    return [*lines, *dict.fromkeys([journal, *found["troubles"]])]
