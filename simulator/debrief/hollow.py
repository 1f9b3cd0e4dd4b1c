"""Stock phrases to underline, and what could have been said to this customer instead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from simulator.conversation.script import Script
from simulator.debrief.turns import Turn, responses_of
from simulator.rubric.naturalness import stock_cost
from simulator.rubric.sentences import sentences
from simulator.rubric.stock import Hit
from simulator.scenario.placeholders import fill
from simulator.scenario.vocabulary import StockCategory

MOST_PROMPTS: Final = 3
_CLOSING: Final = re.compile(r"(?:[.!?…»”]|[ \u00a0\u202f][!?»])+")


class Detail(msgspec.Struct, frozen=True):
    """Something the trainee knew of this customer when he spoke."""

    name: str
    text: str


class Hollow(msgspec.Struct, frozen=True):
    """A stock phrase: `text[start:end]` is `phrase`, in the sentence `text[sentence_start:sentence_end]`."""

    turn: int
    moment: str
    text: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    category: StockCategory
    why: str
    """What makes it hollow, in the words of the scenario's pack; empty where it says nothing of it."""
    severity: int
    """0..3 after the discount that something particular in the same sentence earns."""
    cost: float
    """What it took from naturalness by itself, 0..1."""
    could_use: tuple[Detail, ...]
    """To say it about *this* customer: what was known, what was not used yet first; three at most."""

    @property
    def phrase(self) -> str:
        return self.text[self.start : self.end]

    @property
    def sentence(self) -> str:
        return self.text[self.sentence_start : self.sentence_end]


def hollow(script: Script, turns: Sequence[Turn]) -> tuple[Hollow, ...]:
    """All stock phrases said, in order."""
    return tuple(_hollow(script, turns))


def _hollow(script: Script, turns: Sequence[Turn]) -> Iterator[Hollow]:
    channel = script.scenario.channel
    used: set[str] = set()
    for turn in turns:
        responses = responses_of(script, turn.answered)
        could_use = known_details(script, turn.answered.before.known, used)
        for response in responses:
            words = script.look(response, channel=channel)
            for hit in words.hits:
                start, end = sentence_around(words.text, hit)
                yield Hollow(
                    turn=turn.number,
                    moment=turn.moment,
                    text=words.text,
                    start=hit.start,
                    end=hit.end,
                    sentence_start=start,
                    sentence_end=end,
                    category=hit.category,
                    why=hit.why,
                    severity=hit.severity,
                    cost=float(stock_cost(hit, channel)),
                    could_use=could_use,
                )
        used.update(name for response in responses for name in response.uses)


def known_details(script: Script, known: int, used: Iterable[str]) -> tuple[Detail, ...]:
    """What is known of the customer, his facts before his reality, what was used already last."""
    customer = script.customer
    texts = {**customer.facts, **{name: detail.text for name, detail in customer.reality.items()}}
    already = frozenset(used)
    names = sorted(
        (name for name in texts if script.knowable.bit(name) & known),
        key=lambda name: name in already,
    )
    return tuple(Detail(name, fill(texts[name], script.placeholders)) for name in names[:MOST_PROMPTS])


def sentence_around(text: str, hit: Hit) -> tuple[int, int]:
    """The offsets of the sentence that holds a hit, its closing mark included."""
    start, end = hit.start, hit.end
    for sentence in sentences(text):
        first, last = sentence[0].start, sentence[-1].end
        if first < hit.end and hit.start < last:
            start, end = min(start, first), max(end, last)
    closing = _CLOSING.match(text, end)
    return start, closing.end() if closing else end
