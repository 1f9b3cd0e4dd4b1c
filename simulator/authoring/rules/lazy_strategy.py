"""A strategy that does not listen and scores above its limit all the same."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.bots import CHANCE, DEAF_LIMIT, MOST_TURNS, RANDOM_LIMIT
from simulator.authoring.study import Study
from simulator.scenario import codes
from simulator.scenario.findings import Finding

CODES: Final = (codes.LAZY_STRATEGY,)


def check(study: Study) -> Iterator[Finding]:
    """Of calls that a strategy can play to their end: what it had by its last turn is no mark."""
    for case in study.cases:
        if not case.graph.ends_within(MOST_TURNS):
            continue
        for strategy, marks in case.table.bots.items():
            limit = RANDOM_LIMIT if strategy == CHANCE else DEAF_LIMIT
            if marks.mean > limit:
                yield study.finding(
                    codes.LAZY_STRATEGY,
                    variant=case.name,
                    strategy=strategy, mean=f"{marks.mean:g}", limit=str(limit),
                )  # fmt: skip
