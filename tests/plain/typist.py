"""What somebody would type: lines for decisions, a source that gives them, and the command run with them."""

import io
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from simulator.conversation import decisions as do
from simulator.conversation.path import walk
from simulator.conversation.play import Play
from simulator.plain.console import Console, EndOfInput
from simulator.plain.saving import Saver
from simulator.plain.session import Session
from simulator.scenario.model import Reflect
from simulator.scenario.vocabulary import FACETS, TONES

RATING = ["proud", "7", "6", "golden", "even", "2"]
"""A word, empathy, naturalness, stage, mood, and one of the commitments."""


class Lines:
    """A pipe: lines, then the end."""

    interactive = False

    def __init__(self, lines: Iterable[str], *, interactive: bool = False) -> None:
        self._left = list(lines)
        self.interactive = interactive
        self.timeouts: list[float | None] = []

    def line(self, timeout: float | None = None) -> str | None:
        self.timeouts.append(timeout)
        if not self._left:
            raise EndOfInput
        line = self._left.pop(0)
        return None if line == "…" else line

    def forget_typing(self) -> None:
        pass


def sit(play: Play, lines: Iterable[str], *, saver: Saver | None = None, **how: bool) -> str:
    """A whole sitting in this process; what was written."""
    out = io.StringIO()
    interactive = how.pop("interactive", False)
    console = Console(Lines(lines, interactive=interactive), out)
    Session(play, console, saver or Saver(None, lambda _error: None), **how).run()
    return out.getvalue()


def typed(play: Play, *, by_number: bool = False) -> list[str]:
    """The lines that make a fresh play of the same seed decide what this one decided."""
    again = Play(play.script, seed=play.seed, practice=play.practice, timers=play.timers)
    again.answer()
    lines: list[str] = []
    for decision in play.decisions:
        lines += _lines_of(again, decision, by_number=by_number)
        again.decide(decision)
    return lines


def _lines_of(play: Play, decision: do.Decision, *, by_number: bool) -> list[str]:
    names = [choice.name for choice in play.scene().choices]

    def shown(name: str) -> str:
        return str(names.index(name) + 1) if by_number else name

    match decision:
        case do.Respond(response=name) | do.Read(pick=name):
            return [shown(name)]
        case do.Deliver(tone=tone):
            return [str(TONES.index(tone) + 1) if by_number else tone]
        case do.Compose(parts=parts):
            return [" ".join(map(shown, parts))]
        case do.Send():
            return ["1" if by_number else "send"]
        case do.TakeBack():
            return ["back"]
        case do.Reflect(picks=picks):
            return [picks.get(facet, "") for facet in FACETS]  # type: ignore[call-overload]
        case do.KeepSilent():
            return ["…"]
        case _:
            return [{do.Observe: "o", do.Breathe: "!breathe", do.Coach: "coach"}[type(decision)]]


def typed_path(play: Play, path: Sequence[str]) -> list[str]:
    """The lines that walk a path, reflections skipped as the path skips them."""
    list(walk(play, path))
    assert play.is_over or not isinstance(play.script.moment_at(play.state), Reflect)
    return typed(play)


def platine(
    *arguments: str, home: Path, lines: Iterable[str] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, its data under `home`."""
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env=surroundings(home, **environment),
    )


def surroundings(home: Path, **environment: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PLATINE"))}
    return {**kept, "PLATINE_HOME": str(home), "LANG": "en_GB.UTF-8", "PYTHONUTF8": "1", **environment}
