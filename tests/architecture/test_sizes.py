"""Sizes are warnings to split by meaning; these are the bounds beyond which nobody reads any more."""

import ast
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2] / "simulator"
MODULES = sorted(HOUSE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_files_and_functions_stay_readable(path: Path) -> None:
    inside = path.relative_to(HOUSE).as_posix()
    source = path.read_text(encoding="utf-8")
    most = 150 if inside == "tui/app.py" else 250 if "/screens/" in inside else 500
    assert source.count("\n") <= most
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno + 1 <= 60, node.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_nothing_is_left_for_later(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not any(word in source for word in ("TODO", "FIXME", "XXX", "NotImplementedError"))
