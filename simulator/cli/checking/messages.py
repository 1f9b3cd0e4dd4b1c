"""What every format says of a finding, and which findings only describe a scenario."""

from typing import Final

from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.wording import findings as told

_DESCRIBING: Final = frozenset({codes.SIZE, codes.SCORE_RANGE, codes.STAGES_REACHED})


def is_told_elsewhere(finding: Finding) -> bool:
    """Whether it is what the block on each customer says anyway; not where a pack makes it weigh more."""
    return finding.code in _DESCRIBING and finding.severity == "info"


def message(finding: Finding) -> str:
    """What is wrong, and with which customer where it is not wrong with all."""
    return told.sentence(finding) + told.for_whom(finding)
