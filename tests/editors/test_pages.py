"""The settings that the pages on editors show start what they say: each is read as its editor reads it, and tried."""

import json
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.editors.client import Editor
from tests.scenario.texts import MINIMAL

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "docs/editors.md", ROOT / "docs/fr/editeurs.md")
_BLOCK = re.compile(r"^```(json|toml|lua|elisp)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def settings(page: Path) -> list[tuple[str, str]]:
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


def commands(language: str, text: str) -> list[str]:
    """The command that a block of settings lets the editor start."""
    if language == "lua":
        return re.findall(r"'([^']+)'", text.partition("cmd = {")[2].partition("}")[0])
    if language == "elisp":
        return re.findall(r'"([^"]+)"', text)
    found: list[list[str]] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            command = next((part[key] for key in ("command", "path", "glspc.server.command") if key in part), None)
            arguments = next(
                (part[key] for key in ("args", "arguments", "glspc.server.commandArguments") if key in part), []
            )
            if command is not None:
                found.append([*([command] if isinstance(command, str) else command), *arguments])
            for value in part.values():
                walk(value)

    walk(json.loads(text) if language == "json" else tomllib.loads(text))
    (only,) = found
    return only


def test_both_pages_show_the_same_settings_for_six_editors() -> None:
    english, french = map(settings, PAGES)
    assert english == french
    assert [language for language, _text in english] == ["json", "lua", "toml", "elisp", "json", "json"]


@pytest.mark.parametrize(("language", "text"), settings(PAGES[0]))
def test_what_an_editor_is_told_to_start_is_the_language_server(language: str, text: str) -> None:
    assert commands(language, text) == ["platine", "lsp"]


def test_that_command_is_installed_and_answers(tmp_path: Path) -> None:
    pytest.importorskip("pygls")
    name, *arguments = commands(*settings(PAGES[0])[0])
    program = shutil.which(name, path=str(Path(sys.executable).parent))
    assert program is not None
    editor = Editor([program, *arguments], tmp_path)
    answer = editor.initialize()
    assert answer["serverInfo"]["name"] == "platine"
    uri = (tmp_path / "a.yaml").as_uri()
    editor.open(uri, MINIMAL.replace("phone", "fone"))
    assert [one["code"] for one in editor.diagnostics(uri, 1)] == ["E133"]
    assert editor.leave() == 0
    editor.kill()


def test_everything_that_the_page_promises_is_announced_to_the_editor() -> None:
    pytest.importorskip("pygls")
    program = [sys.executable, "-m", "simulator", "lsp"]
    editor = Editor(program, ROOT)
    can = editor.initialize()["capabilities"]
    editor.kill()
    promised = ("completion", "hover", "definition", "references", "rename", "codeAction", "documentSymbol")
    assert {name for name in promised if not can.get(f"{name}Provider")} == set()
    assert can["textDocumentSync"]["openClose"]
