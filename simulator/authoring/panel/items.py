"""What is rated: every response of a scenario, without anything that tells its worth.

Ids of responses give the author's mind away (`sorry-formula`), so that raters see a code in their place. It is made
of the response's own words too: a response that was reworded since it was rated is another one.
"""

import hashlib
from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

import msgspec

from simulator.authoring.panel.cells import folded
from simulator.rubric.empathy import levels, resolve
from simulator.scenario.model import Compose, Exchange, Response, Scenario, Words, exists_for, words_for
from simulator.scenario.placeholders import fill, spoken_wait
from simulator.scenario.vocabulary import SPOKEN

SCALES: Final[dict[str, int]] = {"reaction": 2, "interpretation": 2, "exploration": 2, "naturalness": 4}
"""Each scale with its highest level; the lowest is 0. What they mean stands in docs/rating.md."""
_LETTERS: Final = "bcdfghjklmnpqrstvwxz"
"""No vowels, so that no code is a word; no figures, so that no spreadsheet takes one for a number."""
_CODE: Final = 6


class Item(msgspec.Struct, frozen=True):
    """One response to be rated, with what comes before it."""

    code: str
    moment: str
    response: str
    signs: tuple[str, ...]
    """What can be seen or heard of the customer."""
    lines: tuple[str, ...]
    """What he has just said; several where it depends on what came before."""
    questions: tuple[str, ...]
    """What he asks in writing, where a message is composed."""
    said: str
    tone: str | None
    """How it is said, where that is heard and is not the trainee's to choose."""
    action: str | None
    key: dict[str, int]
    """The key's value on each scale, for the scenario's own customer."""
    is_part: bool

    @property
    def name(self) -> str:
        return f"{self.moment}.{self.response}"

    @property
    def path(self) -> tuple[str, ...]:
        """Where it stands in the document."""
        return ("moments", self.moment, "parts" if self.is_part else "responses", self.response)


def items(scenario: Scenario, agent: str = "") -> tuple[Item, ...]:
    """Everything that can be rated, in the order written; `agent` is the name where the scenario speaks it."""
    return tuple(_items(scenario, agent))


def _items(scenario: Scenario, agent: str) -> Iterator[Item]:
    for name, moment in scenario.moments.items():
        if not isinstance(moment, Exchange | Compose):
            continue
        parts = moment.responses if isinstance(moment, Exchange) else moment.parts
        chosen = isinstance(moment, Exchange) and moment.delivery == "choose"
        for response_name, response in parts.items():
            told = _Told(scenario, agent, _customer(scenario, moment, response))
            yield Item(
                code=_code(scenario, name, response_name, response),
                moment=name,
                response=response_name,
                signs=told.each(cue.sign for cue in moment.cues if exists_for(cue.only, told.variant)),
                lines=told.each(case.text for case in moment.line),
                questions=told.each(q.text for q in moment.questions.values()) if isinstance(moment, Compose) else (),
                said=fill(response.say, told.values),
                tone=response.tone if scenario.channel in SPOKEN and not chosen else None,
                action=response.action,
                key=key_of(moment, response),
                is_part=isinstance(moment, Compose),
            )


def _customer(scenario: Scenario, moment: Exchange | Compose, response: Response) -> str | None:
    """The customer who is on the line for the rater: the scenario's own, or the first whom the response is for."""
    variants = (None, *scenario.variants)
    return next((one for one in variants if exists_for(moment.only, one) and exists_for(response.only, one)), None)


class _Told:
    """The words of a scenario as one customer hears and says them."""

    def __init__(self, scenario: Scenario, agent: str, variant: str | None) -> None:
        self.variant = variant
        customer = scenario.customer_of(variant)
        wait = spoken_wait(customer.wait, scenario.language)
        self.values = {"customer": customer.name, "agent": agent, "wait": wait}

    def each(self, texts: Iterable[Words]) -> tuple[str, ...]:
        """Every wording of these texts, once."""
        found = (words_for(text, self.variant) for text in texts)
        return tuple(dict.fromkeys(fill(words, self.values) for words in found if words is not None))


def key_of(moment: Exchange | Compose, response: Response) -> dict[str, int]:
    """What the key says of a response, on each scale."""
    empathy = levels(resolve(response.empathy, moment.calls_for.base))
    return dict(zip(SCALES, (*empathy, response.naturalness), strict=True))


def _code(scenario: Scenario, moment: str, name: str, response: Response) -> str:
    said = "\0".join((scenario.id, moment, name, response.say))
    number = int.from_bytes(hashlib.sha256(said.encode()).digest()[:8])
    return "".join(_LETTERS[number // len(_LETTERS) ** place % len(_LETTERS)] for place in range(_CODE))


def shuffled(all_items: tuple[Item, ...], rater: str, seed: int = 0) -> tuple[Item, ...]:
    """The order in which one rater meets them: the story's moments in turn, the responses of each as chance has it.

    The same rater and seed give the same order on any machine.
    """
    moments: dict[str, list[Item]] = {}
    for item in all_items:
        moments.setdefault(item.moment, []).append(item)
    chance = Random(f"{seed}\0{folded(rater)}")  # noqa: S311 - an order to read in, no secret
    for held in moments.values():
        chance.shuffle(held)
    return tuple(item for held in moments.values() for item in held)
