"""Moments that stand once in the files and several times in the scenario, as a fragment's do under two prefixes.

What is wrong with all of them is told once. What never comes in one of them, and comes in another, is needed there:
nobody could follow the advice to remove it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from simulator.authoring.study import Study
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place

_NEVER: Final = frozenset(
    {
        codes.UNKNOWABLE_USE,
        codes.UNKNOWABLE_CONDITION,
        codes.UNREACHABLE_MOMENT,
        codes.DEAD_RESPONSE,
        codes.DEAD_BRANCH,
        codes.DEAD_LINE,
        codes.UNSEEN_CUE,
    }
)
"""Codes of what never comes, or never holds."""


def told_once(study: Study, findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that say of a copy what is said of an earlier one, or is not so in another."""
    findings = list(findings)
    copies = _copies(study)
    if not copies:
        return findings
    told_of: dict[tuple[str, Place, str | None], dict[str, None]] = {}
    for one in findings:
        if one.moment in copies:
            told_of.setdefault(_what(one), {})[one.moment] = None
    return [
        one
        for one in findings
        if one.moment not in copies or _is_told(study, one, copies, tuple(told_of[_what(one)]))
    ]


def _copies(study: Study) -> dict[str, tuple[str, ...]]:
    """Of each moment that has copies, all of them."""
    if len(study.reading.files) < 2:
        return {}
    at: dict[Place, list[str]] = {}
    for name in study.scenario.moments:
        at.setdefault(study.reading.key_place("moments", name), []).append(name)
    return {name: tuple(names) for names in at.values() if len(names) > 1 for name in names}


def _what(finding: Finding) -> tuple[str, Place, str | None]:
    return finding.code, finding.place, finding.variant


def _is_told(study: Study, one: Finding, copies: dict[str, tuple[str, ...]], alike: Sequence[str]) -> bool:
    """`alike`: the copies of which the same is found."""
    assert one.moment is not None
    if one.code == codes.UNREACHABLE_MOMENT and not _is_entered(study, one.moment):
        return True
    if one.code in _NEVER and any(_comes(study, other) for other in copies[one.moment] if other not in alike):
        return False
    return one.moment == alike[0]


def _is_entered(study: Study, moment: str) -> bool:
    """Whether a call comes to any moment under the same prefix."""
    prefix = moment.rpartition(".")[0]
    return any(_comes(study, name) for name in study.scenario.moments if name.rpartition(".")[0] == prefix)


def _comes(study: Study, moment: str) -> bool:
    return any(not case.reach.excluded(("moment", moment)) for case in study.cases)
