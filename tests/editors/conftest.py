"""The language servers that the tests of this folder drive."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.editors.client import Editor

PACKAGE = "yaml-language-server@1"
ENTRY = Path("node_modules/yaml-language-server/bin/yaml-language-server")
INSTALLING = 180


@pytest.fixture(scope="session")
def yaml_language_server() -> Path:
    """The script that node runs: installed once, kept between runs in the folder for temporary files."""
    home = Path(tempfile.gettempdir()) / f"platine-{PACKAGE.replace('@', '-')}-{os.getuid()}"
    if (home / ENTRY).exists():
        return home / ENTRY
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("node and npm are not here: the schema is not tried in the real YAML language server")
    # Another run may be installing as well: each in a folder of its own, and the first to be done is kept.
    fresh = Path(tempfile.mkdtemp(prefix=f"{home.name}-", dir=home.parent))
    try:
        done = subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--prefix", str(fresh), PACKAGE],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=INSTALLING,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm did not bring {PACKAGE} within {INSTALLING} s")
    if done.returncode or not (fresh / ENTRY).exists():
        pytest.skip(f"npm cannot bring {PACKAGE} here: {done.stderr.strip().splitlines()[-1:]}")
    try:
        fresh.rename(home)
    except OSError:
        shutil.rmtree(fresh)
    return home / ENTRY


@pytest.fixture(scope="module")
def yaml_editor(yaml_language_server: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor with the YAML language server, as its users set it up, offline."""
    yaml = {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemas": {},
        "schemaStore": {"enable": False},
        "format": {"enable": False},
    }
    settings = {"yaml": yaml, "http": {}, "[yaml]": {}, "editor": {}}
    folder = tmp_path_factory.mktemp("yaml")
    editor = Editor(["node", str(yaml_language_server), "--stdio"], folder, settings, **os.environ)
    editor.initialize()
    editor.notify("workspace/didChangeConfiguration", {"settings": settings})
    yield editor
    editor.kill()


def started(folder: Path, *arguments: str, **variables: str) -> Editor:
    """The process of `platine lsp`, in English unless asked otherwise."""
    environment = {**os.environ, "PLATINE_HOME": str(folder / "home"), "LC_ALL": "C"}
    environment.pop("PLATINE_LANGUAGE", None)
    # As the installed command does, and unlike -c alone, Python is not to look for modules in the folder it is in.
    command = [sys.executable, "-P", "-c", "from simulator.cli import main; main()", "lsp", *arguments]
    return Editor(command, folder, **environment, **variables)


@pytest.fixture
def platine(tmp_path: Path) -> Iterator[Callable[..., Editor]]:
    """Starts `platine lsp` for an editor that does all that editors do."""
    editors: list[Editor] = []

    def start(*arguments: str, variables: dict[str, str] | None = None, **initialize: Any) -> Editor:
        editor = started(tmp_path, *arguments, **(variables or {}))
        editors.append(editor)
        editor.initialize(**initialize)
        return editor

    yield start
    for editor in editors:
        editor.kill()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One such process for many questions, each about a document of its own."""
    editor = started(tmp_path_factory.mktemp("shared"))
    editor.initialize()
    yield editor
    editor.kill()
