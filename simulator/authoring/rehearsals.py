"""Rehearsals: named paths and what must come of them, a scenario's own tests."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec

from simulator.conversation.path import Deliveries, walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.scorecard import Scorecard, scorecard
from simulator.debrief.trace import mark
from simulator.errors import BadPath
from simulator.scenario.conditions import comparison
from simulator.scenario.model import Scenario
from simulator.scenario.rehearsal import Rehearsal
from simulator.scenario.vocabulary import STAGES


class Difference(msgspec.Struct, frozen=True):
    """Something that did not come as expected."""

    what: str
    expected: str
    found: str


class Outcome(msgspec.Struct, frozen=True):
    """One rehearsal played."""

    name: str
    variant: str | None
    differences: tuple[Difference, ...]
    error: BadPath | None = None
    """Why the path could not be walked to its end."""

    @property
    def passed(self) -> bool:
        return not self.differences and self.error is None


class Result(msgspec.Struct, frozen=True):
    """What a rehearsal may ask about."""

    ending: str | None
    outcome: str | None
    stage: str
    """The highest stage reached."""
    mood: str
    card: Scorecard


_FIGURES: Final[dict[str, Callable[[Scorecard], Any]]] = {
    "empathy": lambda card: card.empathy,
    "naturalness": lambda card: card.naturalness,
    "ladder": lambda card: card.ladder.total,
    "overall": lambda card: card.overall,
}
EXPECTABLE: Final = ("ending", "outcome", "stage", "stage_end", "mood", "happier", *_FIGURES)


def rehearse(scenario: Scenario, rehearsals: Iterable[Rehearsal]) -> list[Outcome]:
    """Play every rehearsal. A rehearsal of a variant the scenario lacks fails with a BadPath."""
    return [_rehearse(scenario, rehearsal) for rehearsal in rehearsals]


def _rehearse(scenario: Scenario, rehearsal: Rehearsal) -> Outcome:
    if rehearsal.variant is not None and rehearsal.variant not in scenario.variants:
        error = BadPath("rehearsal_variant", variant=rehearsal.variant)
        return Outcome(rehearsal.name, rehearsal.variant, (), error)
    script = Script(scenario, rehearsal.variant)
    play = Play(script)
    try:
        walked = list(walk(play, rehearsal.path, Deliveries(rehearsal.deliver)))
    except BadPath as error:
        return Outcome(rehearsal.name, rehearsal.variant, (), error)
    if len(walked) < len(rehearsal.path):
        item = rehearsal.path[len(walked)]
        return Outcome(rehearsal.name, rehearsal.variant, (), BadPath("path_after_the_end", item=item))
    ended = play.ended
    card = scorecard(script, play.state, outcome=ended.outcome if ended else None)
    result = Result(
        ended.ending if ended else None, ended.outcome if ended else None, card.stage_highest, card.mood, card
    )
    differences = tuple(
        difference
        for what, expected in rehearsal.expect.items()
        if (difference := _compare(what, expected, result)) is not None
    )
    return Outcome(rehearsal.name, rehearsal.variant, differences)


def _compare(what: str, expected: str, result: Result) -> Difference | None:
    if what in _FIGURES:
        score = _FIGURES[what](result.card)
        wanted = comparison(expected)
        holds = wanted is not None and _holds(wanted.operator, score, wanted.bound)
        return None if holds else Difference(what, expected, f"{mark(score):g}")
    found = _word(what, result)
    if what in ("stage", "stage_end") and expected.startswith(">="):
        least = expected.removeprefix(">=").strip()
        holds = found in STAGES and least in STAGES and STAGES.index(found) >= STAGES.index(least)
        return None if holds else Difference(what, expected, found)
    return None if found == expected else Difference(what, expected, found)


def _word(what: str, result: Result) -> str:
    match what:
        case "stage_end":
            return result.card.stage_end
        case "happier":
            return "true" if result.card.happier else "false"
        case _:
            return str(getattr(result, what) or "none")


def _holds(operator: str, score: Any, bound: int) -> bool:
    holds: dict[str, bool] = {
        ">=": score >= bound,
        "<=": score <= bound,
        ">": score > bound,
        "<": score < bound,
        "==": score == bound,
        "!=": score != bound,
    }
    return holds[operator]
