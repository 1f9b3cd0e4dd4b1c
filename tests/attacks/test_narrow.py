"""A terminal of one column, with every command that draws or folds for it."""

import pytest

from tests.attacks.conftest import clearly
from tests.scenario.texts import WHOLE


@pytest.mark.parametrize(
    "arguments",
    [["map"], ["map", "--findings", "all"], ["check"], ["check", "--verbose"], ["bots", "--seeds", "1"]],
    ids=" ".join,
)
@pytest.mark.parametrize("columns", ["1", "2", "7", "13"])
def test_one_column_will_do(arguments, columns, tmp_path, monkeypatch, run) -> None:
    file = tmp_path / "narrow.yaml"
    file.write_text(WHOLE, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", columns)
    command, *more = arguments
    done = run(command, str(file), *more)
    assert clearly(done, done.returncode) == ""
    assert done.returncode in (0, 1)
    assert done.stdout
