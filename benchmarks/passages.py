"""One story told to several programs in the same sentences: moments with a line and three answers each.

Ours has the few keys more that a scenario must have. Each moment leads to the next and to two others further on, so
that all are reached, whatever the size; the same size always gives the same sentences.
"""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from benchmarks.story import sentence

ANSWERS = 3
FURTHER = (1, 2, 7)
"""How far ahead each answer leads."""
_HEAD = """\
platine: 1
id: passages-{moments}
title: A story in passages
language: en
channel: chat
customer:
  name: Ada
  request: A box that works
  wishes: {{feels: {{sure: {{need: certainty, text: "To be sure"}}}}}}
moments:
"""
_TAIL = 'endings:\n  done: {outcome: solved, text: "It works."}\n'


class Passage(NamedTuple):
    """A moment: its line, and its answers with what each leads to; None is the ending."""

    name: str
    line: str
    answers: tuple[tuple[str, str | None], ...]


def passages(moments: int, seed: int = 1) -> Iterator[Passage]:
    """The story, moment by moment."""
    chance = Random(seed)
    for number in range(moments):
        answers = tuple(
            (sentence(chance, 9 + step % 3), f"m{number + step}" if number + step < moments else None)
            for step in FURTHER
        )
        yield Passage(f"m{number}", sentence(chance, 14), answers)


def yaml(moments: int) -> str:
    """The story as a scenario."""
    parts = [_HEAD.format(moments=moments)]
    for number, one in enumerate(passages(moments)):
        parts.append(
            f'  {one.name}:\n    line: "{one.line}"\n    calls_for: {{reaction: 1, interpretation: 2}}\n    responses:\n'
        )
        for place, (words, target) in enumerate(one.answers):
            reveals = ", reveals: [sure]" if not number and not place else ""
            parts.append(f'      r{place}: {{say: "{words}", then: {target or "done"}{reveals}}}\n')
    return "".join([*parts, _TAIL])


def bard(moments: int) -> str:
    """The story as bardic's passages."""
    parts = []
    for number, one in enumerate(passages(moments)):
        choices = "".join(f"+ [{words}] -> {target or 'done'}\n" for words, target in one.answers)
        parts.append(f":: {'Start' if not number else one.name}\n{one.line}\n\n{choices}\n")
    return "".join([*parts, ":: done\nIt works.\n"])


def ink(moments: int) -> str:
    """The story as ink's knots."""
    parts = ["-> m0\n"]
    for one in passages(moments):
        choices = "".join(f"+ {words}\n  -> {target or 'done'}\n" for words, target in one.answers)
        parts.append(f"=== {one.name} ===\n{one.line}\n{choices}")
    return "".join([*parts, "=== done ===\nIt works.\n-> END\n"])
