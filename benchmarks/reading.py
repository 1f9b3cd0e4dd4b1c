"""Reading YAML to a checked model that knows where every value stands, against PyYAML's fastest loader alone."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from benchmarks import story
from benchmarks.measure import ROOT, in_turn, timed
from benchmarks.table import Goal, Row
from simulator.scenario.packs import scenario_files
from simulator.scenario.reading import read_text


def rows(*, quick: bool) -> list[Row]:
    rounds = 3 if quick else 9
    generated = story.yaml(100 if quick else 1000)
    bundled = [path.read_text(encoding="utf-8") for path in _bundled()]
    return [
        _row(f"read and check a story of {100 if quick else '1,000'} moments", [generated], rounds),
        _row(f"read and check the {len(bundled)} bundled scenarios", bundled, rounds),
    ]


def _bundled() -> list[Path]:
    return [path for pack in sorted((ROOT / "scenarios").iterdir()) if pack.is_dir() for path in scenario_files(pack)]


def _row(what: str, texts: Sequence[str], rounds: int) -> Row:
    for text in texts:
        assert read_text(text).scenario is not None
    pair = in_turn(
        lambda: timed(lambda: [read_text(text) for text in texts]),
        lambda: timed(lambda: [yaml.load(text, yaml.CSafeLoader) for text in texts]),
        rounds,
    )
    return Row(what, "s", pair.ours, pair.theirs, "PyYAML `CSafeLoader` alone", pair.ratio, Goal("ratio", 1))
