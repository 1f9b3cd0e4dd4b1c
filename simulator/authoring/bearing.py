"""What a response comes to for one customer, as something that can be held against another response of its moment.

A response *dominates* another when it is at least as good in everything and better in something:

- empathy, and naturalness and reception under every load and after any number of kind words;
- the ladder: attentive, confirming, using, revealing, serving and fulfilling at least what the other does;
- mood and trust: what it offers calms, gives control and earns trust as much; it neither dismisses nor misreads him
  nor promises emptily where the other does not;
- progress; in a message, every question answered at least as well;
- it is open whenever the other is: without a condition, or under the same one.

Where the two lead decides nothing by itself, and so they are comparable only if they lead to the same places under
the same conditions, or if the dominated one comes straight back to its own moment. An action of its own (to hold, to
transfer, to call back, to escalate), a flag, and being asked about later (`said`) may speak for a response in ways
that no number shows: such a response is comparable only with one that has the same. Where the trainee chooses the
tone, all of this is asked of each tone. The relation is a strict partial order.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import msgspec

from simulator.authoring.worth import empathy_of, spoken
from simulator.conversation.effects import Effect
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Compose, Exchange, Response, exists_for

if TYPE_CHECKING:
    from simulator.authoring.study import Case

MOST_COMPARED: Final = 100
_ANSWERED: Final = {"partly": 1, "full": 2}
Leads = tuple[tuple[Condition | None, str], ...]
HERE: Final[Leads] = ((None, ""),)
"""Straight back to its own moment."""


class Way(msgspec.Struct, frozen=True):
    """How one comes to a response and where it leads: what is known of it without compiling."""

    leads: Leads
    when: Condition | None

    def is_under(self, other: "Way") -> bool:
        """Whether the other is open whenever this one is, and leads nowhere that this would not."""
        return (other.when is None or other.when == self.when) and self.leads in (other.leads, HERE)


class Bearing(msgspec.Struct, frozen=True):
    """One response of a moment, for one customer."""

    way: Way
    more: tuple[Fraction | int, ...]
    """The more the better."""
    held: tuple[int, ...]
    """Masks: the more bits the better."""
    own: tuple[object, ...]
    """What may speak for a response in ways that no number shows."""

    @property
    def outcome(self) -> tuple[object, ...]:
        """All that it comes to, whenever it is open."""
        return self.way.leads, self.more, self.held, self.own

    def dominates(self, other: "Bearing") -> bool:
        """Whether this is at least as good in everything, and better in something."""
        return (
            (self.more, self.held) != (other.more, other.held)
            and self.own == other.own
            and other.way.is_under(self.way)
            and all(mine >= theirs for mine, theirs in zip(self.more, other.more, strict=True))
            and not any(theirs & ~mine for mine, theirs in zip(self.held, other.held, strict=True))
        )


class Bearings:
    """The bearings of one customer's responses; a moment is compiled when it is first asked for."""

    def __init__(self, case: "Case") -> None:
        self._script = case.script
        self._variant = case.variant
        self._made: dict[int, dict[str, Bearing]] = {}
        self._comparable: dict[int, bool] = {}
        scenario = case.study.scenario
        self._missing = frozenset(
            name
            for things in (scenario.moments, scenario.endings)
            for name, thing in things.items()
            if thing.only is not None and not exists_for(thing.only, case.variant)
        )

    def at(self, place: int) -> dict[str, Bearing]:
        """By response or part, in the scenario's order."""
        made = self._made.get(place)
        if made is None:
            moment = self._script.moments[place]
            assert isinstance(moment, Exchange | Compose)
            made = self._responses(place) if isinstance(moment, Exchange) else self._parts(place, moment)
            self._made[place] = made
        return made

    def pairs(self, place: int) -> Iterator[tuple[str, str]]:
        """The responses of a moment that may be held against each other: `(other, one)` if the other may dominate.

        Looked at without compiling: in most moments of a large story there are none. Of a moment with more responses
        than anybody weighs, the first `MOST_COMPARED` are looked at.
        """
        may = self._comparable.get(place)
        if may is None:
            may = self._comparable[place] = self._may_have_pairs(place)
        if not may:
            return
        ways = dict(islice(self._ways(place).items(), MOST_COMPARED))
        for one, way in ways.items():
            for other, others in ways.items():
                if other != one and way.is_under(others):
                    yield other, one

    def _may_have_pairs(self, place: int) -> bool:
        moment = self._script.moments[place]
        if isinstance(moment, Compose) or self._missing:
            return True
        goals = [_goal(response.then) for _, response in spoken(moment, self._variant)]
        return len(set(goals)) < len(goals) or self._script.moment_ids[place] in goals

    def _ways(self, place: int) -> dict[str, Way]:
        """How one comes to each response or part, and where it leads; parts lead where their message does."""
        moment = self._script.moments[place]
        name = self._script.moment_ids[place]
        return {one: self._way(name, response) for one, response in spoken(moment, self._variant)}

    def _way(self, moment: str, response: Response) -> Way:
        leads = tuple((branch.when, branch.to) for branch in response.then if branch.to not in self._missing)
        targets = {to for _, to in leads}
        if len(targets) == 1:
            target = targets.pop()
            return Way(HERE if target == moment else ((None, target),), response.when)
        return Way(leads, response.when)

    def _responses(self, place: int) -> dict[str, Bearing]:
        ways = self._ways(place)
        return {
            option.name: Bearing(
                ways[option.name],
                tuple(
                    value for effect in option.effects.values() for value in _more(option.response, effect, effect.e)
                ),
                _held(option.effect),
                _own(option.response, option.effect),
            )
            for option in self._script.node(place).options
        }

    def _parts(self, place: int, moment: Compose) -> dict[str, Bearing]:
        ways = self._ways(place)
        called = moment.calls_for.of(self._variant)
        made = {}
        for name, part in spoken(moment, self._variant):
            effect = self._script.mail(place, (name,))
            # What one part leaves unanswered another may answer: coverage is compared question by question.
            empathy = empathy_of(part.empathy, called, part.misreads, part.dismisses)
            answered = tuple(_ANSWERED.get(part.answers.get(question, ""), 0) for question in moment.questions)
            more = (*_more(part, effect, empathy, whole=False), *answered)
            made[name] = Bearing(ways[name], more, _held(effect), _own(part, effect))
        return made


def _goal(then: tuple[Branch, ...]) -> str | tuple[Branch, ...]:
    """Where a response leads, in short: the one place that all its ways lead to, or the ways."""
    first = then[0].to if then else ""
    return first if all(branch.to == first for branch in then) else then


def _more(
    response: Response, effect: Effect, empathy: Fraction | int, *, whole: bool = True
) -> tuple[Fraction | int, ...]:
    hold = effect.consequences.hold
    return (
        empathy,
        *effect.n,
        *(effect.receptions if whole else ()),
        effect.attentive,
        effect.confirms,
        -effect.dismisses,
        -response.misreads,
        -effect.empty_promise,
        effect.calm,
        effect.calm_halved,
        effect.control,
        effect.control_halved,
        effect.trust,
        effect.valence if whole else 0,
        -effect.arousal if whole else -hold,
    )


def _held(effect: Effect) -> tuple[int, ...]:
    return effect.uses, effect.wishes, effect.reveals, effect.duties


def _own(response: Response, effect: Effect) -> tuple[object, ...]:
    return response.action, effect.sets, effect.said


_BEARINGS: Final[WeakKeyDictionary["Case", Bearings]] = WeakKeyDictionary()


def bearings_of(case: "Case") -> Bearings:
    """The one memory of a case, shared by the rules that compare responses."""
    bearings = _BEARINGS.get(case)
    if bearings is None:
        bearings = _BEARINGS[case] = Bearings(case)
    return bearings
