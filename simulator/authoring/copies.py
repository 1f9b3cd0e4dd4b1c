"""What stands once in the files and several times in the scenario: a fragment's moments under two prefixes, aliases.

What is wrong with all of them is told once. What never comes in one of them, and comes in another, is needed there:
nobody could follow the advice to remove it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from simulator.authoring.asking import block_of
from simulator.authoring.study import Study
from simulator.conversation.ground import spoken_options
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


Thing = tuple[str | None, str | None]
"""A moment, or one of its responses."""
_ALIAS: Final = re.compile(r"\*(?<![^\s\[{,]\*)[\w-]")


def told_once(study: Study, findings: Iterable[Finding]) -> list[Finding]:
    """The findings without those that say of a copy what is said of an earlier one, or is not so in another."""
    findings = list(findings)
    copies = _copies(study)
    told_of: dict[tuple[str, Place, str | None], dict[str, None]] = {}
    for one in findings:
        if one.moment is not None and _thing(one) in copies:
            told_of.setdefault(_what(one), {})[one.moment] = None
    return [
        one
        for one in findings
        if _thing(one) not in copies or _is_told(study, one, copies[_thing(one)], tuple(told_of[_what(one)]))
    ]


def _copies(study: Study) -> dict[Thing, tuple[str, ...]]:
    """Of each thing that has copies, the moments that it stands in."""
    reading = study.reading
    if len(reading.files) < 2 and not any(_ALIAS.search(text) for _file, text in reading.sources):
        return {}
    at: dict[tuple[Place, str | None], list[str]] = {}
    for name, moment in study.scenario.moments.items():
        at.setdefault((reading.key_place("moments", name), None), []).append(name)
        for one in spoken_options(moment):
            place = reading.key_place("moments", name, block_of(moment), one)
            at.setdefault((place, one), []).append(name)
    return {(name, one): tuple(names) for (_, one), names in at.items() if len(names) > 1 for name in names}


def _thing(finding: Finding) -> Thing:
    return finding.moment, finding.response


def _what(finding: Finding) -> tuple[str, Place, str | None]:
    return finding.code, finding.place, finding.variant


def _is_told(study: Study, one: Finding, copies: Sequence[str], alike: Sequence[str]) -> bool:
    """`alike`: the copies of which the same is found."""
    assert one.moment is not None
    if one.code == codes.UNREACHABLE_MOMENT and not _is_entered(study, one.moment):
        return True
    if one.code in _NEVER and any(_comes(study, other) for other in copies if other not in alike):
        return False
    return one.moment == alike[0]


def _is_entered(study: Study, moment: str) -> bool:
    """Whether a call comes to any moment under the same prefix."""
    prefix = moment.rpartition(".")[0]
    return any(_comes(study, name) for name in study.scenario.moments if name.rpartition(".")[0] == prefix)


def _comes(study: Study, moment: str) -> bool:
    return any(not case.reach.excluded(("moment", moment)) for case in study.cases)
