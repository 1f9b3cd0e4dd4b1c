"""What is asked for and can never be known: under `uses`, under `knows`, or before an offer that serves a wish.

An id is told of when it can be known for none of the customers who have it: an id that only some have is ignored on
the others.
"""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.asking import asked_in, is_asked_of, responses_of
from simulator.authoring.study import Case, Study
from simulator.authoring.telling import tellings
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import exists_for

CODES: Final = (codes.UNKNOWABLE_USE, codes.UNKNOWABLE_CONDITION, codes.SERVED_BY_LUCK, codes.UNSERVED_WISH)


def check(study: Study) -> Iterator[Finding]:
    yield from _uses(study)
    yield from _conditions(study)
    for case in study.cases:
        yield from _wishes(study, case)


def _uses(study: Study) -> Iterator[Finding]:
    """At a response that can be chosen at all: otherwise it is the response that is told of."""
    for name, block, one, response in responses_of(study.scenario):
        for number, used in enumerate(response.uses):
            cases = [
                case
                for case in study.cases
                if used in case.script.knowable
                and exists_for(response.only, case.variant)
                and not case.reach.excluded(("open", name, one))
            ]
            if cases and all(case.reach.excluded(("use", name, one, used)) for case in cases):
                yield study.finding(
                    codes.UNKNOWABLE_USE,
                    "moments", name, block, one, "uses", number,
                    on_key=False, moment=name, response=one, id=used,
                )  # fmt: skip


def _conditions(study: Study) -> Iterator[Finding]:
    """A condition under `not` may well name what is never known: it then always holds, and nothing is lost."""
    for asked in asked_in(study.scenario):
        if asked.negated:
            continue
        for number, wanted in enumerate(asked.condition.knows):
            cases = [
                case
                for case in study.cases
                if wanted in case.script.knowable
                and is_asked_of(study.scenario, asked, case.variant)
                and not case.reach.excluded(("moment", asked.moment))
            ]
            never = all(case.reach.excluded(("knows", asked.moment, wanted)) for case in cases)
            if cases and never and wanted not in asked.just_told:
                yield study.finding(
                    codes.UNKNOWABLE_CONDITION,
                    *asked.path, "knows", number,
                    on_key=False, moment=asked.moment, response=asked.response, id=wanted,
                )  # fmt: skip


def _wishes(study: Study, case: Case) -> Iterator[Finding]:
    """Wishes that no offer meets, or only before anybody can know of them."""
    script = case.script
    offered = {need for *_, response in responses_of(study.scenario) for need in response.offers}
    # Where no offer can ever be made, it is the response or its moment that is told of.
    made = {
        need
        for name, _block, one, response in responses_of(study.scenario)
        if response.offers and not case.reach.excluded(("open", name, one))
        for need in response.offers
    }
    for name, wish in script.customer.wishes.items():
        place = (*case.block("wishes"), wish.facet, name)
        if wish.need not in offered:
            code = codes.UNSERVED_WISH
        elif wish.need in made and case.reach.excluded(("wish-met", name)) and _is_revealed(case, name):
            code = codes.SERVED_BY_LUCK
        else:
            continue
        yield study.finding(code, *place, variant=case.name, id=name, need=wish.need)


def _is_revealed(case: Case, name: str) -> bool:
    """Whether anything that can happen makes an id known, be it the last thing that is said.

    Where nothing tells it at all, E203 says so; where what tells it never happens, that is what is told of.
    """
    if name in case.script.customer.known:
        return True
    return any(name in ids and not case.reach.excluded(fact) for fact, ids in tellings(case))
