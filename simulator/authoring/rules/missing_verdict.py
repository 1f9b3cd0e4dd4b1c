"""A mood he can leave in, and no words of his own for it: the debrief has to fall back on another mood's."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.study import Study
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.vocabulary import MOODS

CODES: Final = (codes.MISSING_VERDICT,)


def check(study: Study) -> Iterator[Finding]:
    """Only moods that a play was found to end in; a customer with a verdict for each of them costs no exploring."""
    for case in study.cases:
        path = ("customer",) if case.variant is None else ("variants", case.variant)
        for mood in MOODS:
            if mood not in case.script.customer.verdicts and case.reach.seen(("mood", mood)):
                yield study.finding(codes.MISSING_VERDICT, *path, "verdicts", variant=case.name, mood=mood)
