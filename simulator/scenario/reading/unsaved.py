"""What is wrong with a text that is being written: read as what its name says it is, from no file."""

from contextlib import suppress
from pathlib import Path

from simulator.scenario.findings import Finding
from simulator.scenario.model import Scenario
from simulator.scenario.reading.context import root
from simulator.scenario.reading.documents import Reading, read_text
from simulator.scenario.reading.files import document
from simulator.scenario.reading.ledger import Enough, Ledger
from simulator.scenario.reading.rehearsals import check_names


def read_unsaved(
    text: str, kind: str, file: str, folder: Path | None = None, *, scenario: Scenario | None = None
) -> tuple[tuple[Finding, ...], Reading | None]:
    """The findings, sorted by place, and of a scenario the reading. `kind` as `kind_of_file` tells it.

    `scenario`: the one that rehearsals are of, where it is known.
    """
    if kind == "scenario":
        reading = read_text(text, file, folder)
        return reading.findings, reading
    ledger = Ledger(file)
    with suppress(Enough):  # the finding that says why reading stopped is in the ledger
        top = document(text.encode("utf-8", "surrogatepass"), ledger)
        if top is not None:
            root(kind).values(top, ledger)
            if kind == "rehearsals":
                check_names(top, scenario, ledger)
    return tuple(sorted(ledger.findings, key=lambda finding: finding.place)), None
