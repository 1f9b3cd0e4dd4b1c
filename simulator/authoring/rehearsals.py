"""Rehearsals: named paths and what must come of them, a scenario's own tests; and how much of it they play."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import msgspec

from simulator.authoring.coverage import KINDS, Coverage, coverage, things, united
from simulator.conversation.events import Answered, Arrived, Ended
from simulator.conversation.ground import spoken_options
from simulator.conversation.path import Deliveries, walk
from simulator.conversation.play import Play
from simulator.conversation.scene import Scene
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
    step: int | None = None
    """The item of the path that could not be walked, from 1."""
    here: str | None = None
    """The moment at which the path stopped; None where the call ended."""
    open: tuple[str, ...] = ()
    """What was open there."""
    met: dict[str, tuple[str, ...]] = {}
    """The moments, responses and endings that were played, up to where the path stopped."""

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


def rehearse(scenario: Scenario, rehearsals: Iterable[Rehearsal]) -> list[Outcome]:
    """Play every rehearsal. A rehearsal of a variant the scenario lacks fails with a BadPath."""
    return [_rehearse(scenario, rehearsal) for rehearsal in rehearsals]


def _rehearse(scenario: Scenario, rehearsal: Rehearsal) -> Outcome:
    if rehearsal.variant is not None and rehearsal.variant not in scenario.variants:
        lacking = BadPath("rehearsal_variant", variant=rehearsal.variant)
        return Outcome(rehearsal.name, rehearsal.variant, (), lacking)
    script = Script(scenario, rehearsal.variant)
    play = Play(script)
    walked = 0
    error: BadPath | None = None
    try:
        for _step in walk(play, rehearsal.path, Deliveries(rehearsal.deliver)):
            walked += 1
    except BadPath as bad:
        error = bad
    if error is None and walked < len(rehearsal.path):
        error = BadPath("path_after_the_end", item=rehearsal.path[walked])
    scene = None if play.is_over else play.scene()
    return Outcome(
        rehearsal.name,
        rehearsal.variant,
        _differences(script, play, rehearsal) if error is None else (),
        error,
        walked + 1 if error is not None else None,
        scene.moment if scene is not None else None,
        _open_at(play.script.scenario, scene) if scene is not None else (),
        _met(play),
    )


def _open_at(scenario: Scenario, scene: Scene) -> tuple[str, ...]:
    """What is open in a scene, in the scenario's order and not in the one in which it is shown."""
    is_open = [choice.name for choice in scene.choices if choice.is_open]
    written = list(spoken_options(scenario.moments[scene.moment])) or sorted(is_open)
    return tuple(sorted(is_open, key=written.index))


def _met(play: Play) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for event in play.events:
        if isinstance(event, Arrived):
            found["moments"].append(event.moment)
        elif isinstance(event, Answered):
            found["responses"].extend(f"{event.moment}.{name}" for name in event.responses)
        elif isinstance(event, Ended):
            found["endings"].append(event.ending)
    return {kind: tuple(dict.fromkeys(names)) for kind, names in found.items()}


def covered(scenario: Scenario, outcomes: Sequence[Outcome]) -> Coverage:
    """How much of a scenario some rehearsals play, all its customers taken together."""
    there = united(things(Script(scenario, variant)) for variant in (None, *scenario.variants))
    met = {kind: {name for outcome in outcomes for name in outcome.met.get(kind, ())} for kind in KINDS}
    return coverage(there, met)


def _differences(script: Script, play: Play, rehearsal: Rehearsal) -> tuple[Difference, ...]:
    """What did not come as expected of a path that was walked."""
    ended = play.ended
    card = scorecard(script, play.state, outcome=ended.outcome if ended else None)
    result = Result(
        ended.ending if ended else None, ended.outcome if ended else None, card.stage_highest, card.mood, card
    )
    return tuple(
        difference
        for what, expected in rehearsal.expect.items()
        if (difference := _compare(what, expected, result)) is not None
    )


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
