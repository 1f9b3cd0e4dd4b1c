"""The same graph as a story compiled for ink, played by `bink` (ink in Rust, called from Python): bare text and
choices, no customer. The package is the extra `[bench]`'s; without it there is nothing to compare with.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from random import Random

LABELS = ("Listen.", "Hasten.", "Say nothing much.")


def is_there() -> bool:
    return find_spec("bink") is not None


def compiled(graph: Mapping[str, Sequence[str]], lines: Mapping[str, str]) -> str:
    """Ink's own JSON, version 21: a knot a moment, a sticky choice a response."""
    knots: dict[str, object] = {name: _knot(lines[name], targets) for name, targets in graph.items()}
    for ending in {target for targets in graph.values() for target in targets} - graph.keys():
        knots[ending] = [f"^{ending}", "\n", "end", {"#f": 1}]
    start = next(iter(graph))
    root = [[{"->": start}, ["done", {"#f": 5, "#n": "g-0"}], None], "done", {**knots, "#f": 1}]
    return json.dumps({"inkVersion": 21, "root": root, "listDefs": {}})


def _knot(line: str, targets: Sequence[str]) -> list[object]:
    content: list[object] = [f"^{line}", "\n"]
    branches: dict[str, object] = {"#f": 1}
    for number, target in enumerate(targets):
        content += ["ev", "str", f"^{LABELS[number]}", "/str", "/ev", {"*": f".^.c-{number}", "flg": 4}]
        branches[f"c-{number}"] = ["^ ", {"->": target}, "\n", {"#f": 5}]
    return [*content, branches]


def player(source: str) -> Callable[[Random], int]:
    """Plays the story once, at random, and says how many choices it made."""
    story = import_module("bink.story").Story(source)

    def play(chance: Random) -> int:
        story.reset_state()
        made = 0
        while True:
            story.continue_maximally()
            open_choices = len(story.get_current_choices())
            if not open_choices:
                return made
            story.choose_choice_index(int(chance.random() * open_choices))
            made += 1

    return play
