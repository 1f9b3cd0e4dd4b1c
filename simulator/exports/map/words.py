"""What stands at a node and beside an arrow, the same in every drawing of a map."""

from collections.abc import Sequence
from typing import Final

import msgspec

from simulator.authoring.map.chart import GRAVEST, Arrow, Chart, Node, Step
from simulator.locale import _, language, ngettext
from simulator.scenario.model import Scenario
from simulator.wording.labels import label
from simulator.wording.map import found, kind_word, needs, only_if, phase_words, together
from simulator.wording.naming import with_id
from simulator.wording.typography import typeset

BEST: Final = "★"
"""Stands before the step of the best path."""
OUTCOME_SIGNS: Final = {"solved": "✓", "partly": "≈", "unsolved": "✗"}


class Caption(msgspec.Struct, frozen=True):
    """What a map is called, and in which language its scenario speaks."""

    title: str
    subtitle: str
    spoken: str
    """BCP 47: the language of the scenario's own words."""


def caption(scenario: Scenario, variant: str | None, chart: Chart) -> Caption:
    """The caption of a scenario's map: who is on the line, and how much there is."""
    who = scenario.customer_of(variant).name
    endings = sum(node.kind == "ending" for node in chart.nodes)
    moments = len(chart.nodes) - endings
    pieces = (
        with_id(who, variant, scenario.language),
        label("channel", scenario.channel),
        ngettext("{count} moment", "{count} moments", moments).format(count=moments),
        ngettext("{count} ending", "{count} endings", endings).format(count=endings),
    )
    return Caption(typeset(scenario.title, scenario.language), " · ".join(pieces), scenario.language)


def lifecycle_caption(chart: Chart, scenario: Scenario | None = None) -> Caption:
    """The caption of a lifecycle: of any conversation, or of one scenario's."""
    phases = ngettext("{count} phase", "{count} phases", len(chart.nodes)).format(count=len(chart.nodes))
    title = _("The life of a conversation")
    if scenario is None:
        return Caption(title, phases, language())
    return Caption(title, f"{typeset(scenario.title, scenario.language)} · {phases}", language())


def about(node: Node) -> str:
    """What sort of node it is, in a few words: `exchange · start`, `ending · ✓ solved`."""
    words = [] if node.kind == "phase" else [kind_word(node.kind)]
    if node.outcome is not None:
        words.append(f"{OUTCOME_SIGNS[node.outcome]} {label('outcome', node.outcome)}")
    if node.start:
        words.append(_("▶ start"))
    if not node.reached:
        words.append(_("nothing leads here"))
    return " · ".join(words)


def said(node: Node, spoken: str) -> str:
    """The node's own words: the customer's line, an ending's text, what goes on in a phase."""
    return phase_words(node.name) if node.kind == "phase" else typeset(" ".join(node.said.split()), spoken)


def findings(node: Node) -> str:
    """How much was found here, the gravest first: `1 error, 2 warnings`. Empty where nothing was."""
    return ", ".join(found(severity, count) for severity in GRAVEST if (count := node.count(severity)))


def called(step: Step) -> str:
    """What a step is called: the response, or what happens by itself; empty where something just follows."""
    match step.cause:
        case "silence":
            return _("silence, {seconds} s").format(seconds=step.after)
        case "hang_up":
            return _("hangs up")
        case _:
            return f"{step.name} ⇅ {step.undone_by}" if step.undone_by else step.name


def conditions(step: Step) -> tuple[str, ...]:
    """What must hold for it: to be open, and to lead here."""
    words = []
    if step.offered is not None:
        words.append(needs(step.offered))
    if step.taken is not None:
        words.append(only_if(step.taken))
    if step.otherwise:
        words.append(_("otherwise"))
    return tuple(words)


class Line(msgspec.Struct, frozen=True):
    """One line beside an arrow."""

    text: str
    heading: bool = False
    """What must hold for the steps named below it."""
    best: bool = False


def lines_of(steps: Sequence[Step]) -> tuple[Line, ...]:
    """What stands beside an arrow: the steps that need nothing, then the others below what they need."""
    by_condition: dict[str, list[Step]] = {"": []}
    for step in steps:
        by_condition.setdefault(together(conditions(step)), []).append(step)
    lines: list[Line] = []
    for condition, those in by_condition.items():
        names = [Line(name, best=step.best) for step in those if (name := called(step))]
        if condition:
            lines.append(Line(condition, heading=True))
        lines += [Line(f"{BEST} {name.text}", best=True) if name.best else name for name in names]
    return tuple(lines)


def plain(line: Line) -> str:
    """A line where no other type sets what must hold apart from the steps below it."""
    return f"[{line.text}]" if line.heading else line.text


def told(arrow: Arrow) -> str:
    """An arrow in one sentence, for who does not see it."""
    ways = ", ".join(plain(line) for line in lines_of(arrow.steps))
    way = f"{arrow.source} → {arrow.target}"
    return _("{name}: {words}").format(name=way, words=ways) if ways else way
