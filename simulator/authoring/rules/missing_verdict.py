"""Moods he can leave in, and no words of his own for it: the debrief has to fall back on another mood's."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.study import Study
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.vocabulary import MOODS

CODES: Final = (codes.MISSING_VERDICT,)


def check(study: Study) -> Iterator[Finding]:
    """One finding for each customer, of the moods that a play was found to end in.

    A customer with a verdict for each of them costs no exploring.
    """
    for case in study.cases:
        verdicts = case.script.customer.verdicts
        lacking = [mood for mood in MOODS if mood not in verdicts and case.reach.seen(("mood", mood))]
        if lacking:
            moods = ", ".join(lacking)
            yield study.finding(codes.MISSING_VERDICT, *case.block("verdicts"), variant=case.name, moods=moods)
