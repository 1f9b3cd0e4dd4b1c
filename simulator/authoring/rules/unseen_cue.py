"""A cue that nobody can notice: hidden by a load that no breath takes off, or at a moment that never comes."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.study import Study
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import exists_for

CODES: Final = (codes.UNSEEN_CUE,)


def check(study: Study) -> Iterator[Finding]:
    """At a moment that never comes it is the moment that is told of."""
    for name, moment in study.scenario.moments.items():
        for number, cue in enumerate(moment.cues):
            cases = [case for case in study.cases if exists_for(cue.only, case.variant)]
            comes = any(not case.reach.excluded(("moment", name)) for case in cases)
            if comes and all(case.reach.excluded(("cue", name, number)) for case in cases):
                yield study.finding(codes.UNSEEN_CUE, "moments", name, "cues", number, moment=name)
