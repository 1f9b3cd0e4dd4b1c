"""One's place in the call, kept over a save: what was decided is decided again, by its names, as far as it fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from simulator.conversation import decisions as do
from simulator.conversation.lifecycle import Phase
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.errors import IllegalDecision
from simulator.scenario.model import Exchange, Scenario


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision, and the moment it was taken at."""

    moment: str
    decision: do.Decision


Why = Literal["kept", "gone", "closed", "elsewhere", "over", "customer"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the place: `kept` whole, or why it went back to where `at` is, and what did not fit there."""

    why: Why
    at: str = ""
    wanted: str = ""


def begun(scenario: Scenario, variant: str | None, agent: str) -> Play:
    """A practice call with one of the customers, in the order of seed 0, that nobody writes down."""
    play = Play(Script(scenario, variant, agent=agent), practice=True)
    play.answer()
    return play


def taken(play: Play) -> tuple[Taken, ...]:
    """The decisions of a play, each with its moment."""
    again = play.branch(0)
    found: list[Taken] = []
    for decision in play.decisions:
        if isinstance(decision, do.TakeBack) and again.phase is Phase.DELIVERING:
            found.pop()  # a response thought better of was never said
        else:
            found.append(Taken(again.script.moment_id(again.state), decision))
        again.decide(decision)
    return tuple(found)


def replayed(play: Play, place: Sequence[Taken]) -> Kept:
    """Take the decisions of a place again, on a play of the scenario as it is now."""
    for one in place:
        if isinstance(one.decision, do.Deliver) and play.phase is not Phase.DELIVERING:
            continue  # the moment has its tone from the file now
        _settle_tone(play, one.decision)
        if play.is_over:
            return Kept("over", wanted=one.moment)
        here = play.script.moment_id(play.state)
        if here != one.moment:
            return Kept("elsewhere", here, one.moment)
        try:
            play.decide(one.decision)
        except IllegalDecision:
            return _unfit(play, here, one.decision)
    return Kept("kept")


def _settle_tone(play: Play, coming: do.Decision) -> None:
    """Where the moment lets the tone be chosen since, a response said before gets the tone that the file gives it."""
    chosen = play.position.chosen
    if play.phase is not Phase.DELIVERING or chosen is None or isinstance(coming, do.Deliver | do.TakeBack):
        return
    moment = play.script.moment_at(play.state)
    assert isinstance(moment, Exchange)
    play.decide(do.Deliver(tone=moment.responses[chosen].tone))


def _unfit(play: Play, here: str, decision: do.Decision) -> Kept:
    """A decision that is not possible any more: its name is gone, or what it names is not open."""
    known = {choice.name for choice in play.scene().choices}
    names: tuple[str, ...] = ()
    match decision:
        case do.Respond(response=name) | do.Read(pick=name):
            names = (name,)
        case do.Compose(parts=parts):
            names = parts
    gone = next((name for name in names if name not in known), None)
    if gone is not None:
        return Kept("gone", here, gone)
    return Kept("closed", here, ", ".join(names))
