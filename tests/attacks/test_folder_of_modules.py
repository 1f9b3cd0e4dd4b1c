"""A scenario's folder that holds files named as modules: what runs behind the author's screen imports none of them."""

import asyncio
from pathlib import Path

from simulator.tui.watching.examiner import examine_apart
from tests.scenario.texts import MINIMAL


def test_a_module_in_the_author_s_folder_is_never_imported(tmp_path, monkeypatch) -> None:
    (tmp_path / "bonjour.yaml").write_text(MINIMAL, encoding="utf-8")
    for name in ("msgspec", "yaml", "simulator", "json", "pathlib"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'obeyed')!r}, 'w').close()\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert asyncio.run(examine_apart(Path("bonjour.yaml"))) is not None
    assert not (tmp_path / "obeyed").exists()
