"""Findings that merely follow from another: they would not be there if a wish that nobody can discover were known.

Whoever mends the wish mends them too, so that they only hide what is to be done.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Final

import msgspec

from simulator.authoring import silencing
from simulator.authoring.study import Study
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import Customer, Scenario

Ask = Callable[[Scenario, Collection[str]], Iterable[Finding]]
"""What is found of a scenario, of some codes alone."""
_NO_EFFECTS: Final = {codes.UNREVEALED_WISH, *silencing.CODES}
_WEIGHTS: Final = {"info": 0, "warning": 1, "error": 2}


def without_consequences(findings: Collection[Finding], study: Study, ask: Ask) -> list[Finding]:
    """The findings but those that are gone once every wish told of as undiscoverable is in its customer's file.

    What weighs more than the finding about the wish stays, and so does what is only worth knowing: nobody who
    turns the cause down in a pack loses an error by it. `findings` have their severities.
    """
    causes = [one for one in findings if one.code == codes.UNREVEALED_WISH]
    if not causes:
        return list(findings)
    weight = max(_WEIGHTS[one.severity] for one in causes)
    doubtful = [one for one in findings if _may_follow(one, weight)]
    left = {_what(one) for one in ask(_supposed(study.scenario, causes), {one.code for one in doubtful})}
    gone = [one for one in doubtful if _what(one) not in left]
    return [one for one in findings if one not in gone]


def _may_follow(one: Finding, weight: int) -> bool:
    is_effect = one.code[:2] in ("E2", "W2") and one.code not in _NO_EFFECTS
    return is_effect and _WEIGHTS[one.severity] <= weight


def _what(one: Finding) -> tuple[object, ...]:
    """What a finding is about; its figures may move, and its customers."""
    return one.code, one.place, one.moment, one.response, one.arguments.get("id")


def _supposed(scenario: Scenario, causes: Iterable[Finding]) -> Scenario:
    """The scenario with those wishes shown to the agent before the first word."""
    wishes = [(one.arguments["id"], one.variant) for one in causes]

    def shown(customer: Customer, name: str) -> Customer:
        told = tuple(wish for wish, of in wishes if of in (None, name) and wish in customer.wishes)
        return msgspec.structs.replace(customer, known=tuple(dict.fromkeys((*customer.known, *told))))

    return msgspec.structs.replace(
        scenario,
        customer=shown(scenario.customer, "base"),
        variants={name: shown(customer, name) for name, customer in scenario.variants.items()},
    )
