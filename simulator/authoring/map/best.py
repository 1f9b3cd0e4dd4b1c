"""The steps of the best path: the rehearsal named `best`, or `best-VARIANT`."""

from collections.abc import Iterable

from simulator.conversation.events import Answered, Arrived, Ended, ReadMood, Reflected
from simulator.conversation.path import Deliveries, walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.scenario.rehearsal import Rehearsal


def best_steps(script: Script, rehearsals: Iterable[Rehearsal]) -> frozenset[tuple[str, str, str]]:
    """Moment, response (empty where the moment has none) and where it led; nothing where no such rehearsal is.

    Raises BadPath for a rehearsal that cannot be walked.
    """
    name = "best" if script.variant is None else f"best-{script.variant}"
    rehearsal = next((one for one in rehearsals if one.name == name and one.variant == script.variant), None)
    if rehearsal is None:
        return frozenset()
    play = Play(script)
    for _walked in walk(play, rehearsal.path, Deliveries(rehearsal.deliver)):
        pass
    return _steps(play)


def _steps(play: Play) -> frozenset[tuple[str, str, str]]:
    steps: set[tuple[str, str, str]] = set()
    moment = response = ""
    for event in play.events:
        match event:
            case Answered(responses=responses):
                moment = event.moment
                response = responses[0] if play.script.kind(moment) == "exchange" and responses else ""
            case ReadMood() | Reflected():
                moment, response = event.moment, ""
            case Arrived(moment=target) | Ended(ending=target):
                if moment:
                    steps.add((moment, response, target))
                moment = ""
    return frozenset(steps)
