"""The steps of the best path: the rehearsal named `best`, or `best-VARIANT`."""

from collections.abc import Iterable

from simulator.authoring.bots import key_path
from simulator.conversation.events import Answered, Arrived, Ended, ReadMood, Reflected
from simulator.conversation.path import walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.scenario.rehearsal import Rehearsal


def best_steps(script: Script, rehearsals: Iterable[Rehearsal]) -> frozenset[tuple[str, str, str]]:
    """Moment, response (empty where the moment has none) and where it led; nothing where no such rehearsal is.

    Raises BadPath for a rehearsal that cannot be walked.
    """
    path = key_path(script, rehearsals)
    if path is None:
        return frozenset()
    play = Play(script)
    for _walked in walk(play, path):
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
