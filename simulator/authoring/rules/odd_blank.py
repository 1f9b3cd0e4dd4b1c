"""A tab or a no-break space where YAML expects a blank: it still reads, and some day it will read otherwise."""

from collections.abc import Iterator
from typing import Final

from simulator.authoring.study import Study
from simulator.scenario import codes
from simulator.scenario.findings import Finding

CODES: Final = (codes.ODD_BLANK,)


def check(study: Study) -> Iterator[Finding]:
    """Once a line. A blank within a text is the author's own: French puts no-break spaces there."""
    told: set[tuple[str, int]] = set()
    for place, character in study.reading.odd_blanks():
        if (place.file, place.line) not in told:
            told.add((place.file, place.line))
            named = {"detail": "odd-tab"} if character == "\t" else {"character": f"U+{ord(character):04X}"}
            yield Finding(codes.ODD_BLANK, place, named)
