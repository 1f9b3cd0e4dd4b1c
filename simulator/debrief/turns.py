"""The turns of a play, each with the place in the decisions from which it can be tried again."""

from collections.abc import Iterator

import msgspec

from simulator.conversation import decisions as do
from simulator.conversation.denominator import moment_weight
from simulator.conversation.events import Answered, Arrived, Event, Replied
from simulator.conversation.ground import spoken_options
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.conversation.step import Position, begin, step
from simulator.scenario.model import Response


class Turn(msgspec.Struct, frozen=True):
    """One answer of the agent and what it did."""

    number: int
    """From 1."""
    moment: str
    line: str
    """What the customer had said."""
    answered: Answered
    reply: str | None
    weight: int
    kept: int
    """`Play.branch(kept)` is this moment again, with what had been noticed before answering."""

    @property
    def words(self) -> str:
        """What was said, in one piece; empty for a silence."""
        return " ".join(self.answered.words)


def rang_off(play: Play) -> bool:
    """Whether the customer hung up: for want of trust, or because the scenario's own road led there."""
    ended = play.ended
    return ended is not None and (ended.hung_up or ended.ending == play.script.scenario.hangs_up)


class Walked(msgspec.Struct, frozen=True):
    """One decision: the positions before and after it, and what happened."""

    index: int
    decision: do.Decision
    before: Position
    after: Position
    events: tuple[Event, ...]


def walk(play: Play) -> Iterator[Walked]:
    """The decisions of a play one by one, folded again."""
    position, _ = begin(play.script)
    for index, decision in enumerate(play.decisions):
        after, events = step(play.script, position, decision)
        yield Walked(index, decision, position, after, events)
        position = after


def turns(play: Play) -> tuple[Turn, ...]:
    """All turns so far, in order. Readings and reflections are no turns."""
    script = play.script
    told: list[Turn] = []
    line = script.line(script.start)
    begun: int | None = None
    for walked in walk(play):
        if begun is None and isinstance(walked.decision, do.Respond | do.Compose | do.KeepSilent):
            begun = walked.index
        for event in walked.events:
            if isinstance(event, Answered):
                told.append(_turn(script, len(told) + 1, line, walked, event, begun))
                begun = None
            elif isinstance(event, Arrived):
                line = event.line
    return tuple(told)


def _turn(script: Script, number: int, line: str, walked: Walked, answered: Answered, begun: int | None) -> Turn:
    reply = next((event.words for event in walked.events if isinstance(event, Replied)), None)
    return Turn(
        number=number,
        moment=answered.moment,
        line=line,
        answered=answered,
        reply=reply,
        weight=moment_weight(script.scenario.moments[answered.moment]),
        kept=walked.index if begun is None else begun,
    )


def responses_of(script: Script, answered: Answered) -> tuple[Response, ...]:
    """What the author wrote of the responses given; several for a message, none for a silence."""
    options = spoken_options(script.scenario.moments[answered.moment])
    return tuple(options[name] for name in answered.responses)
