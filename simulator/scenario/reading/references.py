"""Whether everything that a scenario names exists: targets, ids, variants, needs, duties, questions."""

from collections.abc import Collection, Iterable
from typing import Final

from simulator.scenario import codes
from simulator.scenario.conditions import Condition
from simulator.scenario.model import (
    Branch,
    ByVariant,
    Called,
    Compose,
    Cue,
    Customer,
    Exchange,
    Moment,
    Read,
    Reflect,
    Response,
    Scenario,
    Words,
    exists_for,
    words_for,
)
from simulator.scenario.reading.forms import BASE, MOST_PARTS
from simulator.scenario.reading.fragments import RETURN, Sources
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.vocabulary import MOODS, NEEDS

Path = tuple[str | int, ...]
_MOST_LISTED: Final = 12
_ALWAYS_LISTED: Final = frozenset({codes.UNKNOWN_NEED, codes.UNKNOWN_VARIANT})
_MOODS: Final = frozenset(MOODS)


def check_references(scenario: Scenario, sources: Sources, ledger: Ledger) -> None:
    """Note each reference to something that the scenario does not have.

    Places are looked up for what is wrong only: a scenario without fault pays for set lookups.
    """
    check = _References(scenario, sources, ledger)
    check.names()
    check.customers()
    for name, moment in scenario.moments.items():
        ledger.moment = name
        check.moment(name, moment)
    ledger.moment = ledger.response = None
    check.endings()


class _References:
    def __init__(self, scenario: Scenario, sources: Sources, ledger: Ledger) -> None:
        self._scenario = scenario
        self._sources = sources
        self._ledger = ledger
        self._customers: dict[str | None, Customer] = {None: scenario.customer}
        self._customers.update(scenario.variants)
        self._targets = scenario.moments.keys() | scenario.endings.keys()
        self._needs = {*NEEDS, *scenario.needs}
        self._variants = {BASE, *scenario.variants}
        self._ids: set[str] = set()
        for customer in self._customers.values():
            self._ids.update(customer.facts, customer.reality, customer.wishes)
        self._questions = {
            question
            for moment in scenario.moments.values()
            if isinstance(moment, Compose)
            for question in moment.questions
        }

    def names(self) -> None:
        """What the scenario itself names, and names that are taken twice."""
        scenario = self._scenario
        self._all((scenario.start,), self._targets, codes.MISSING_TARGET, ("start",))
        if scenario.start in scenario.endings and scenario.start not in scenario.moments:
            self._note(codes.MISSING_TARGET, ("start",), id=scenario.start)
        if scenario.hangs_up:
            self._all((scenario.hangs_up,), scenario.endings, codes.MISSING_TARGET, ("hangs_up",))
        for name in scenario.moments.keys() & scenario.endings.keys():
            self._note(codes.DUPLICATE_ID, ("endings", name), key=True, id=name)
        for block, names in (("moments", scenario.moments), ("endings", scenario.endings)):
            if RETURN in names:
                self._note(codes.RESERVED_ID, (block, RETURN), key=True, id=RETURN)
        if BASE in scenario.variants:
            self._note(codes.RESERVED_ID, ("variants", BASE), key=True, id=BASE)
        for name in scenario.needs.keys() & set(NEEDS):
            self._note(codes.DUPLICATE_ID, ("needs", name), key=True, id=name)

    def customers(self) -> None:
        for variant, customer in self._customers.items():
            self._ledger.variant = variant
            path: Path = ("customer",) if variant is None else ("variants", variant)
            if not self._inherits(variant, "known"):
                self._all(customer.known, self._ids, codes.MISSING_ID, (*path, "known"))
            if not self._inherits(variant, "wishes"):
                self._wishes(customer, (*path, "wishes"))
            if not self._inherits(variant, "reality", "facts"):
                for name in customer.reality.keys() & customer.facts.keys():
                    where = (*path, "reality", customer.reality[name].facet, name)
                    self._note(codes.DUPLICATE_ID, where, True, id=name)
            if not self._inherits(variant, "wishes", "reality", "facts"):
                for name in customer.wishes.keys() & (customer.facts.keys() | customer.reality.keys()):
                    where = (*path, "wishes", customer.wishes[name].facet, name)
                    self._note(codes.DUPLICATE_ID, where, True, id=name)
        self._ledger.variant = None

    def _inherits(self, variant: str | None, *blocks: str) -> bool:
        """Whether a variant has all these blocks from the first customer: what is wrong there is told there."""
        mine, first = self._customers[variant], self._scenario.customer
        return variant is not None and all(getattr(mine, block) is getattr(first, block) for block in blocks)

    def _wishes(self, customer: Customer, path: Path) -> None:
        for name, wish in customer.wishes.items():
            if wish.need and wish.need not in self._needs:
                self._missing(codes.UNKNOWN_NEED, (*path, wish.facet, name, "need"), wish.need, self._needs)

    def endings(self) -> None:
        for name, ending in self._scenario.endings.items():
            path = ("endings", name)
            self._for(ending.only, path)
            self._words(ending.text, ending.only, (*path, "text"))

    def moment(self, name: str, moment: Moment) -> None:
        path: Path = ("moments", name)
        self._for(moment.only, path)
        for number, case in enumerate(moment.line):
            where = (*path, "line", number)
            self._words(case.text, moment.only, (*where, "text"))
            self._condition(case.when, (*where, "when"))
        for number, cue in enumerate(moment.cues):
            self._cue(cue, (*path, "cues", number))
        match moment:
            case Exchange():
                self._exchange(moment, path)
            case Read():
                self._reading(moment, path)
                self._then(moment.then, (*path, "then"))
            case Compose():
                self._composing(moment, path)
                self._then(moment.then, (*path, "then"))
            case Reflect():
                self._then(moment.then, (*path, "then"))

    def _exchange(self, moment: Exchange, path: Path) -> None:
        self._called(moment.calls_for, path)
        for name, response in moment.responses.items():
            self._ledger.response = name
            self._response(response, (*path, "responses", name))
        self._ledger.response = None
        if moment.silence is not None:
            self._then(moment.silence.then, (*path, "silence", "then"))

    def _reading(self, moment: Read, path: Path) -> None:
        if moment.asks == "mood":
            self._all(moment.right, _MOODS, codes.UNKNOWN_VALUE, (*path, "right"))
        else:
            facets = {
                name: detail.facet
                for customer in self._customers.values()
                for name, detail in customer.reality.items()
            }
            for number, name in enumerate(moment.right):
                where = (*path, "right", number)
                if name and name not in facets:
                    self._missing(codes.MISSING_ID, where, name, facets)
                elif name and facets[name] != moment.asks:
                    self._note(codes.WRONG_FACET, where, id=name, asks=moment.asks, facet=facets[name])
        for name in moment.misreadings.keys() & set(moment.right):
            self._note(codes.DUPLICATE_ID, (*path, "misreadings", name), key=True, id=name)

    def _composing(self, moment: Compose, path: Path) -> None:
        self._called(moment.calls_for, path)
        number = len(moment.parts)
        if number > MOST_PARTS:
            self._note(codes.TOO_MANY, (*path, "parts"), what="parts", most=str(MOST_PARTS))
        elif moment.pick[1] > number:
            self._note(codes.OUT_OF_RANGE, (*path, "pick", 1), value=str(moment.pick[1]), least="1", most=str(number))
        for name, part in moment.parts.items():
            self._ledger.response = name
            where = (*path, "parts", name)
            self._response(part, where)
            for question in part.answers.keys() - moment.questions.keys():
                self._missing(
                    codes.UNKNOWN_QUESTION, (*where, "answers", question), question, moment.questions, key=True
                )
        self._ledger.response = None

    def _response(self, response: Response, path: Path) -> None:
        self._all(response.uses, self._ids, codes.MISSING_ID, (*path, "uses"))
        self._all(response.reveals, self._ids, codes.MISSING_ID, (*path, "reveals"))
        self._all(response.offers, self._needs, codes.UNKNOWN_NEED, (*path, "offers"))
        self._all(response.fulfils, self._scenario.duties, codes.UNKNOWN_DUTY, (*path, "fulfils"))
        self._condition(response.when, (*path, "when"))
        self._for(response.only, path)
        if isinstance(response.reply, ByVariant):
            self._variants_of(response.reply.others, (*path, "reply"))
        self._then(response.then, (*path, "then"))

    def _cue(self, cue: Cue, path: Path) -> None:
        self._all(cue.reveals, self._ids, codes.MISSING_ID, (*path, "reveals"))
        self._for(cue.only, path)

    def _then(self, then: tuple[Branch, ...], path: Path) -> None:
        for number, branch in enumerate(then):
            if branch.to not in self._targets and branch.to:
                where = (*path, number, "to")
                if branch.to == RETURN:
                    self._note(codes.NO_RETURN, where, prefix="")
                else:
                    self._missing(codes.MISSING_TARGET, where, branch.to, self._targets)
            if branch.when is not None:
                self._condition(branch.when, (*path, number, "when"))

    def _condition(self, condition: Condition | None, path: Path) -> None:
        if condition is None:
            return
        self._all(condition.knows, self._ids, codes.MISSING_ID, (*path, "knows"))
        self._all(condition.answered, self._questions, codes.UNKNOWN_QUESTION, (*path, "answered"))
        for number, said in enumerate(condition.said):
            if said and not self._exists(said):
                self._note(codes.UNKNOWN_RESPONSE, (*path, "said", number), id=said)
        self._condition(condition.negated, (*path, "not"))
        for number, other in enumerate(condition.alternatives):
            self._condition(other, (*path, "any", number))

    def _exists(self, said: str) -> bool:
        name, _, response = said.rpartition(".")
        match self._scenario.moments.get(name):
            case Exchange() as moment:
                return response in moment.responses
            case Compose() as moment:
                return response in moment.parts
            case _:
                return False

    def _words(self, words: Words, only: tuple[str, ...] | None, path: Path) -> None:
        """A text that somebody must hear: every variant that comes here has its words."""
        if not isinstance(words, ByVariant):
            return
        self._variants_of(words.others, path)
        for variant in self._customers:
            if exists_for(only, variant) and words_for(words, variant) is None:
                if variant is None:
                    self._note(codes.NO_WORDS, path, detail="no-base")
                else:
                    self._note(codes.NO_WORDS, path, variant=variant)

    def _called(self, called: Called, path: Path) -> None:
        self._variants_of(called.others, (*path, "calls_for"))

    def _variants_of(self, names: Iterable[str], path: Path) -> None:
        for name in names:
            if name not in self._variants:
                self._missing(codes.UNKNOWN_VARIANT, (*path, name), name, self._variants, key=True)

    def _for(self, only: tuple[str, ...] | None, path: Path) -> None:
        if only is not None:
            self._all(only, self._variants, codes.UNKNOWN_VARIANT, (*path, "for"))

    def _all(self, names: tuple[str, ...], known: Collection[str], code: str, path: Path) -> None:
        for number, name in enumerate(names):
            if name not in known and name:
                self._missing(code, (*path, number), name, known)

    def _missing(self, code: str, path: Path, name: str, known: Collection[str], key: bool = False) -> None:
        if self._told_already(code):
            return
        told = len(known) <= _MOST_LISTED or code in _ALWAYS_LISTED
        listed = {"known": ", ".join(sorted(known))} if told else {}
        named = {"value" if code == codes.UNKNOWN_VALUE else "id": name}
        self._note(code, path, key, **named, **listed, **self._ledger.nearest(name, known))

    def _told_already(self, code: str) -> bool:
        """Whether a whole block is missing: that was said, and each name that leads into it would say it again."""
        return (code == codes.MISSING_ID and not self._ids) or (
            code == codes.MISSING_TARGET and not self._scenario.endings
        )

    def _note(self, code: str, path: Path, key: bool = False, **arguments: str) -> None:
        self._ledger.note_place(code, self._sources.place(path, key=key), **arguments)
