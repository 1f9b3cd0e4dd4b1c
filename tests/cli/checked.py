"""A folder with a pack of scenarios, each with its own trouble, in which `platine check` is called."""

import json
from pathlib import Path
from typing import Any

from tests.scenario.texts import MINIMAL, minimal

RIDDLE = minimal((", reveals: [sure]", ""))
"""E203 at line 14, column 13."""
BROKEN = MINIMAL.replace("channel: phone", "channel: fax")
"""E133 at line 5, column 10."""
PACK = "title: Mes appels\nlanguages: [fr]\n"


def write(folder: Path, **texts: str) -> None:
    """Files by their name without ending; two underscores stand for the dot before `rehearsal` and `fragment`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name.replace('__', '.')}.yaml").write_text(text, encoding="utf-8")


def codes_in(done: Any) -> list[str]:
    """The codes of the findings in a JSON answer."""
    return [finding["code"] for finding in json.loads(done.stdout)["findings"]]
