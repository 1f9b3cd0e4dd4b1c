"""Whether a call is enough for the pack that asks it: its pass mark, held against the scorecard."""

from collections.abc import Iterator
from fractions import Fraction

import msgspec

from simulator.debrief.scorecard import Scorecard
from simulator.scenario.model import PassMark


class Short(msgspec.Struct, frozen=True):
    """What is not reached: a score, or a duty that was not done."""

    score: str = ""
    """`overall`, `empathy`, `naturalness` or `ladder`; empty for a duty."""
    got: Fraction = Fraction(0)
    """0..100."""
    asked: int = 0
    duty: str = ""


def short_of(card: Scorecard, mark: PassMark) -> tuple[Short, ...]:
    """All that lacks, scores before duties; nothing where the mark is reached. A score is as it is, not rounded."""
    return tuple(_short(card, mark))


def _short(card: Scorecard, mark: PassMark) -> Iterator[Short]:
    scores = {
        "overall": (card.overall, mark.overall),
        "empathy": (card.empathy, mark.empathy),
        "naturalness": (card.naturalness, mark.naturalness),
        "ladder": (card.ladder.total, mark.ladder),
    }
    for name, (got, asked) in scores.items():
        if asked is not None and got < asked:
            yield Short(name, got, asked)
    if mark.duties:
        for duty, done in card.duties:
            if not done:
                yield Short(duty=duty)
