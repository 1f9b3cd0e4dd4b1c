"""A stock phrase in words that their author rates as natural: the rating and the ear disagree."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.asking import block_of
from simulator.authoring.phrases import phrases_of
from simulator.authoring.study import Study
from simulator.authoring.worth import moments_of, spoken
from simulator.scenario import codes
from simulator.scenario.findings import Finding

CODES: Final = (codes.STOCK_IN_NATURAL,)
NATURAL: Final = 3
"""The rating, of 0..4, from which words are held to sound natural."""


def check(study: Study) -> Iterator[Finding]:
    """One finding a response, at its words; a phrase that a fact of this customer redeems is none."""
    phrases = phrases_of(study)
    for case in study.cases:
        for _, name, moment in moments_of(case):
            for one, response in spoken(moment, case.variant):
                if response.naturalness < NATURAL:
                    continue
                hit = next((hit for hit in phrases.hits(case.script, response.say) if hit.severity > 0), None)
                if hit is not None:
                    yield study.finding(
                        codes.STOCK_IN_NATURAL,
                        "moments", name, block_of(moment), one, "say",
                        on_key=False, moment=name, response=one, variant=case.name,
                        phrase=hit.phrase, rating=str(response.naturalness),
                    )  # fmt: skip
