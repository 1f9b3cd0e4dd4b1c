"""Two customers who are served best by the same path: the variant teaches nothing that the base does not.

Compared is the best path of one, walked with the other, against the other's own best; where the other has no
rehearsal of his best, against what the path scores with the customer it was written for. A path that cannot be
walked with the other customer does not serve him.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from simulator.authoring.keys import key_of, walked
from simulator.authoring.study import Case, Study
from simulator.debrief.trace import mark
from simulator.scenario import codes
from simulator.scenario.findings import Finding

CODES: Final = (codes.SAME_BEST_PATH,)
LEAST: Final = 15
"""Points of the overall mark that must lie between."""
MOST_COMPARED: Final = 20


def check(study: Study) -> Iterator[Finding]:
    """Of more customers than anybody writes, each is held against the first `MOST_COMPARED`."""
    for case in study.cases:
        path = key_of(case)
        if path is None:
            continue
        for other in study.cases[:MOST_COMPARED]:
            there = walked(other, path) if other is not case else None
            best = _best(other, case) if there is not None else None
            if there is not None and best is not None and best - there < LEAST:
                yield study.finding(
                    codes.SAME_BEST_PATH,
                    *(("customer",) if case.variant is None else ("variants", case.variant)),
                    variant=case.name,
                    another=other.name, mean=f"{mark(there):g}", best=f"{mark(best):g}", customer=case.name,
                )  # fmt: skip


def _best(case: Case, fallback: Case) -> Fraction | None:
    own = key_of(case)
    return walked(case, own) if own is not None else walked(fallback, key_of(fallback) or ())
