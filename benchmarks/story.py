"""Stories of any size, in YAML: layers of exchanges, so that every play makes the same number of choices.

They hold what real scenarios hold, and in like measure: cues, wishes, conditions, branches that depend on the
customer, remarks, sentences of a dozen words. A size and a seed always give the same text.
"""

from random import Random

CHOICES = 12
"""The choices of a play from its start to its ending."""
_WORDS = tuple(
    word
    for line in (
        "today line yesterday ask file call wait daughter hour sure technician promise name listen week figure",
        "read again street door paper number morning voice answer write before after because nobody always never",
    )
    for word in line.split()
)
_NEEDS = ("certainty", "ownership", "deadline", "control", "clarity", "recognition")
_HEAD = """\
platine: 1
id: layers-{moments}
title: A story in layers
language: en
channel: counter
level: practised
customer:
  name: Karim Belkacem
  request: A box that works
  wait: {{minutes: 22, felt: [unexplained, uncertain, repeat_contact]}}
  severity: 4
  facts: {{waited: "Twenty-two minutes", yesterday: "A call yesterday", noon: "Two o'clock"}}
  known: [waited, yesterday]
  reality:
    feels: {{powerless: "Powerless, and tired of repeating"}}
    thinks: {{unread: "Nobody has read what he said"}}
    does: {{insists: "He says today again"}}
  wishes:
    feels: {{safe: {{need: certainty, text: "To feel sure"}}}}
    thinks: {{owned: {{need: ownership, text: "To think that one person holds it"}}}}
    does: {{online: {{need: deadline, text: "To be online at two"}}}}
desk: {{load: light, queue: 4, tools: 2, latitude: medium}}
moments:
"""
_TAIL = """\
endings:
  done: {outcome: solved, text: "It works before two."}
  lost: {outcome: unsolved, text: "He goes without a word."}
"""


def layers(moments: int, choices: int = CHOICES) -> list[list[str]]:
    """The names of the moments, layer by layer: the first holds the start alone, no other is more than three times
    the one before, so that every moment is reached. `moments` is at least `choices`.
    """
    names, number = [["m0"]], 1
    for following in range(choices - 1, 0, -1):
        size = min(3 * len(names[-1]), -(-(moments - number) // following))
        names.append([f"m{one}" for one in range(number, number + size)])
        number += size
    return names


def graph(moments: int, choices: int = CHOICES) -> dict[str, tuple[str, ...]]:
    """Where each moment's three responses lead, conditions ignored; endings lead nowhere."""
    names = layers(moments, choices)
    leads: dict[str, tuple[str, ...]] = {}
    for depth, layer in enumerate(names):
        following = names[depth + 1] if depth + 1 < len(names) else ["done", "done", "lost"]
        for place, name in enumerate(layer):
            leads[name] = tuple(following[(3 * place + one) % len(following)] for one in range(3))
    return leads


def yaml(moments: int, choices: int = CHOICES, seed: int = 1) -> str:
    """The story as a scenario file."""
    chance = Random(seed)
    parts = [_HEAD.format(moments=moments)]
    for number, (name, targets) in enumerate(graph(moments, choices).items()):
        parts.append(_moment(number, name, targets, chance))
    return "".join([*parts, _TAIL])


def _moment(number: int, name: str, targets: tuple[str, ...], chance: Random) -> str:
    cue = (
        f'    cues:\n      - {{sign: "{sentence(chance, 6)}", reveals: [powerless, insists]}}\n'
        if number % 4 == 1
        else ""
    )
    return (
        f'  {name}:\n    line: "{sentence(chance, 14)}"\n{cue}'
        f"    calls_for: {{reaction: {number % 3}, interpretation: 2, exploration: 1}}\n    responses:\n"
        + _listening(number, targets[0], chance)
        + _hasty(number, targets[1:], chance)
        + _hollow(number, targets[2], chance)
    )


def _listening(number: int, target: str, chance: Random) -> str:
    return (
        f'      listen:\n        say: "{sentence(chance, 16)}"\n'
        f"        uses: [{('waited', 'powerless', 'online')[number % 3]}]\n        empathy: full\n"
        f'        reply: "{sentence(chance, 10)}"\n'
        f"        reveals: [{('safe', 'owned', 'online', 'unread')[number % 4]}]\n"
        f"        offers: [{_NEEDS[number % len(_NEEDS)]}]\n        then: {target}\n"
    )


def _hasty(number: int, targets: tuple[str, ...], chance: Random) -> str:
    condition = '        when: {trust: ">= 1"}\n' if number % 5 == 2 else ""
    return (
        f'      hasten:\n        say: "{sentence(chance, 14)}"\n        empathy: {{reaction: 2}}\n'
        f"        naturalness: 3\n        progress: {number % 3}\n        tone: brisk\n{condition}"
        f'        coach: "{sentence(chance, 12)}"\n        then:\n'
        f"          - {{when: {{mood: [angry, cold]}}, to: {targets[1]}}}\n          - {{to: {targets[0]}}}\n"
    )


def _hollow(number: int, target: str, chance: Random) -> str:
    return (
        f'      hollow:\n        say: "{sentence(chance, 9)}"\n        empathy: {{reaction: 1}}\n'
        f"        naturalness: {number % 3}\n        dismisses: {'true' if number % 6 == 5 else 'false'}\n"
        f'        coach: "{sentence(chance, 12)}"\n        then: {target}\n'
    )


def sentence(chance: Random, words: int) -> str:
    """So many words that make no sense, the same for the same chance."""
    return " ".join(chance.choices(_WORDS, k=words)).capitalize() + "."
