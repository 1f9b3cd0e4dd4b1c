"""What is wrong with a text that is being written: read as what its name says it is, from no file."""

from pathlib import Path

from simulator.scenario.findings import Finding
from simulator.scenario.reading.context import root
from simulator.scenario.reading.documents import Reading, read_text
from simulator.scenario.reading.files import document
from simulator.scenario.reading.ledger import Enough, Ledger


def read_unsaved(
    text: str, kind: str, file: str, folder: Path | None = None
) -> tuple[tuple[Finding, ...], Reading | None]:
    """The findings, sorted by place, and of a scenario the reading. `kind` as `kind_of_file` tells it."""
    if kind == "scenario":
        reading = read_text(text, file, folder)
        return reading.findings, reading
    ledger = Ledger(file)
    try:
        top = document(text.encode("utf-8", "surrogatepass"), ledger)
        if top is not None:
            root(kind).values(top, ledger)
    except Enough:
        # The finding that says why reading stopped is in the ledger.
        return tuple(sorted(ledger.findings, key=lambda finding: finding.place)), None
    return tuple(sorted(ledger.findings, key=lambda finding: finding.place)), None
