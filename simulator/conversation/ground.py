"""What a conversation stands on: one customer, one desk, and every name of the scenario as a place or a bit."""

from collections.abc import Mapping, Sequence
from typing import Final

from simulator.conversation.asked import responses_asked_about
from simulator.conversation.customer import Temper
from simulator.conversation.guards import Names, Ways, guard
from simulator.conversation.indexes import Index
from simulator.conversation.state import SCALE
from simulator.conversation.units import score_units
from simulator.rubric.stock import Hit, detect, of_pack
from simulator.scenario.model import (
    Branch,
    Compose,
    Customer,
    Desk,
    Ending,
    Exchange,
    Moment,
    Response,
    Scenario,
    exists_for,
)
from simulator.scenario.placeholders import spoken_wait
from simulator.scenario.vocabulary import CAN_HANG_UP, SPOKEN

HUNG_UP: Final = "hung-up"
"""The id of the built-in ending of a customer who hangs up, where the scenario names none."""


class Ground:
    """The facts of a scenario for one variant at one desk.

    Raises KeyError for a variant that the scenario does not have.
    """

    def __init__(
        self, scenario: Scenario, variant: str | None = None, *, desk: Desk | None = None, agent: str = ""
    ) -> None:
        self.scenario = scenario
        self.variant = variant
        self.customer: Customer = scenario.customer_of(variant)
        self.desk = desk or scenario.desk
        self.spoken = scenario.channel in SPOKEN
        self.can_hang_up = scenario.channel in CAN_HANG_UP
        self.placeholders: Mapping[str, str] = {
            "customer": self.customer.name,
            "agent": agent,
            "wait": spoken_wait(self.customer.wait, scenario.language),
        }
        self.moment_ids = tuple(scenario.moments)
        self.moments: tuple[Moment, ...] = tuple(scenario.moments.values())
        self.ending_ids, self.endings = self._endings()
        self._places = {name: place for place, name in enumerate(self.moment_ids)}
        self._places.update({name: -1 - place for place, name in enumerate(self.ending_ids)})
        self._there = frozenset(
            name
            for things in (scenario.moments, scenario.endings)
            for name, thing in things.items()
            if exists_for(thing.only, variant)
        )
        self.hung_up = self._places[scenario.hangs_up or HUNG_UP] if self.can_hang_up else 0
        self._index_names()
        self.empathy_unit, self.naturalness_unit = score_units(self.moments, variant)
        self.temper = Temper(self.customer.base.arousal, SCALE - self.customer.severity // 2, self.can_hang_up)

    def stock_in(self, text: str) -> tuple[Hit, ...]:
        """The stock phrases of words said to this customer, his facts counted in their favour."""
        scenario = self.scenario
        return detect(text, scenario.language, self.customer.facts.values(), of_pack(scenario.stock))

    def _endings(self) -> tuple[tuple[str, ...], tuple[Ending | None, ...]]:
        """The scenario's endings, and the built-in one (None) where a hang-up needs it."""
        names, endings = tuple(self.scenario.endings), tuple(self.scenario.endings.values())
        if self.can_hang_up and self.scenario.hangs_up is None:
            return (*names, HUNG_UP), (*endings, None)
        return names, endings

    def _index_names(self) -> None:
        customer = self.customer
        self.knowable = Index((*customer.facts, *customer.reality, *customer.wishes))
        self.wishes = self.knowable.mask(customer.wishes)
        self.serving: dict[str, int] = {}
        for name, wish in customer.wishes.items():
            self.serving[wish.need] = self.serving.get(wish.need, 0) | self.knowable.bit(name)
        exchanges = [(name, moment) for name, moment in self.scenario.moments.items()]
        responses = [
            (f"{name}.{one}", response)
            for name, moment in exchanges
            for one, response in spoken_options(moment).items()
        ]
        asked = responses_asked_about(self.moments)
        self.said = Index(name for name, _ in responses if name in asked)
        self.flags = Index(flag for _, response in responses for flag in response.sets)
        self.questions = Index(
            question for _, moment in exchanges if isinstance(moment, Compose) for question in moment.questions
        )
        self.duties = Index(self.scenario.duties)
        self.names = Names(
            knowable=self.knowable,
            flags=self.flags,
            said=self.said,
            questions=self.questions,
            latitude=self.desk.latitude,
        )

    def place(self, name: str) -> int:
        """The place of a moment or an ending. Raises KeyError for a name that is neither."""
        return self._places[name]

    def ways_along(self, branches: Sequence[Branch]) -> Ways:
        """Branches compiled; those that lead to what this customer does not have are left out."""
        return tuple(
            (guard(branch.when, self.names), self._places[branch.to]) for branch in branches if self.has(branch.to)
        )

    def has(self, name: str) -> bool:
        """Whether a moment or an ending of this name is there for this customer."""
        return name in self._there


def spoken_options(moment: Moment) -> Mapping[str, Response]:
    """The responses of an exchange or the parts of a message; nothing else has any."""
    if isinstance(moment, Exchange):
        return moment.responses
    return moment.parts if isinstance(moment, Compose) else {}
