"""A call that can no longer end: hanging up and waiting in silence are no way out."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.study import Case, Study
from simulator.authoring.worth import spoken
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import Exchange

CODES: Final = (codes.TRAP, codes.ALL_CLOSED)


def check(study: Study) -> Iterator[Finding]:
    """Told at the moment where a call arrives from where it could still end, with a path that gets there."""
    for case in study.cases:
        saved = case.graph.saved()
        for place, name in enumerate(case.script.moment_ids):
            if case.reach.seen(("closed", name)):
                yield _told(study, case, codes.ALL_CLOSED, name, case.reach.witness(("closed", name)))
            stands_still = case.graph.targets[place] == (place,) and _leads_nowhere(case, name)
            if stands_still and case.reach.seen(("moment", name)):
                yield study.finding(
                    codes.TRAP,
                    "moments", name,
                    moment=name, variant=case.name,
                    ids=", ".join(_leads(case, name)), detail="E201-not-for",
                )  # fmt: skip
            elif case.reach.seen(("trap", name)):
                yield _told(study, case, codes.TRAP, name, case.reach.witness(("trap", name)))
            elif not case.reach.exact and place not in saved and case.reach.seen(("moment", name)):
                # Too many states to follow, and yet certain: not even with every condition met does a way lead out.
                yield _told(study, case, codes.TRAP, name, case.reach.witness(("moment", name)))


def _leads(case: Case, name: str) -> dict[str, None]:
    """What a moment leads this customer to, whether it is there for him or not."""
    moment = case.study.scenario.moments[name]
    branches = moment.then if not isinstance(moment, Exchange) else ()
    said = (way for _name, response in spoken(moment, case.variant) for way in response.then)
    return dict.fromkeys(branch.to for branch in (*branches, *said))


def _leads_nowhere(case: Case, name: str) -> bool:
    """Whether everything that a moment leads to is there for others only: a call stands still."""
    return not any(map(case.script.has, _leads(case, name)))


def _told(study: Study, case: Case, code: str, moment: str, path: tuple[str, ...]) -> Finding:
    if path:
        return study.finding(code, "moments", moment, moment=moment, variant=case.name, path=", ".join(path))
    return study.finding(code, "moments", moment, moment=moment, variant=case.name, detail=f"{code}-at-once")
