"""The file as it was read last: its lines, what is wrong with it, and the scenario where it can be played."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulator.conversation.script import Script
from simulator.errors import PlatineError
from simulator.scenario.findings import Finding
from simulator.scenario.model import Scenario
from simulator.scenario.reading import read_scenario


@dataclass(frozen=True)
class Draft:
    """One reading of the file. `error` says why there is none: the file is gone, or nobody may read it."""

    path: Path
    at: datetime
    findings: tuple[Finding, ...] = ()
    scenario: Scenario | None = None
    files: tuple[Path, ...] = ()
    lines: dict[str, int] | None = None
    """The line of each moment and ending, in the scenario's own file."""
    error: PlatineError | None = None

    @property
    def is_playable(self) -> bool:
        return self.scenario is not None


def read_draft(path: Path) -> Draft:
    """Read the file. Never raises for what a file can be."""
    at = datetime.now().astimezone()
    try:
        reading = read_scenario(path)
    except PlatineError as error:
        return Draft(path, at, error=error)
    scenario = reading.scenario
    lines: dict[str, int] = {}
    if scenario is not None:
        for group, names in (("moments", scenario.moments), ("endings", scenario.endings)):
            for name in names:
                place = reading.key_place(group, name)
                if place.file == str(path):
                    lines[name] = place.line
        # Compiled here, off the loop, so that the first look at the preview need not wait for it.
        Script(scenario).node(0)
    return Draft(path, at, reading.findings, scenario, reading.files, lines)
