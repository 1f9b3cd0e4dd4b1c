"""What must hold of any bytes: they are read or refused in words, checked and played, and never for long."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from simulator.authoring.bulk import Run
from simulator.authoring.checking import check
from simulator.authoring.paths.sweep import Budget
from simulator.authoring.proof import Proof
from simulator.authoring.rehearsals import rehearse
from simulator.conversation.script import Script
from simulator.scenario.findings import Finding
from simulator.scenario.packs import PACK_FILE, read_pack
from simulator.scenario.reading import Reading, read_rehearsals, read_text
from simulator.scenario.reading.fragments import read_fragment
from simulator.wording import findings as told
from simulator.wording.errors import sentence
from tests.scenario.texts import WHOLE

MIB: Final = 1024 * 1024
SECONDS_A_MIB: Final = 0.3
BASE: Final = 0.2
"""Seconds of this process that reading anything may take on top."""
CHECKING: Final = 20.0
"""Seconds of this process that a whole check under `BUDGET` may take, and some plays: fuzzing slows Python down."""
BUDGET: Final = Budget(states=1_500, transitions=9_000)
SLOWED: Final = 10
"""How much slower instrumented code may run than what is measured for people."""
PLAYS: Final = 8
Made = TypeVar("Made")
_WHOLE: Final = read_text(WHOLE)


class TooSlow(Exception):
    """Something took longer than is promised."""


def examine(data: bytes) -> str:
    """Do with some bytes all that is done with a file, and say what they were taken for.

    Raises TooSlow; whatever else comes out is a mistake of ours too.
    """
    if b"rehearsals:" in data:
        _rehearsals(data)
        return "rehearsals"
    if b"severities:" in data or b"pass_mark:" in data:
        _pack(data)
        return "pack"
    if b"return" in data and b"endings" not in data:
        _fragment(data)
        return "fragment"
    return _scenario(data)


def _scenario(data: bytes) -> str:
    reading = _in_time(lambda: read_text(data), _reading_time(data))
    for finding in reading.findings:
        _tell(finding)
    if reading.scenario is None:
        return "nothing"
    assert all(finding.severity != "error" for finding in reading.findings)
    _in_time(lambda: _check(reading), CHECKING)
    return "scenario"


def _check(reading: Reading, severities: dict[str, str] | None = None) -> None:
    checked = check(reading, severities=severities, budget=BUDGET)
    for finding in checked.findings:
        _tell(finding)
    scenario = reading.scenario
    assert scenario is not None
    for variant in (None, *scenario.variants):
        script = Script(scenario, variant)
        plays = Run(script, proof=Proof(script, BUDGET), most_turns=60).play(PLAYS)
        # Nothing open and no end are findings about a scenario; these are mistakes of ours.
        assert not [one for one in plays.failures if one.kind not in ("closed", "circles")], plays.failures


def _rehearsals(data: bytes) -> None:
    with _file(data, "x.rehearsal.yaml") as file:
        rehearsals, findings = _in_time(lambda: read_rehearsals(file), _reading_time(data))
    for finding in findings:
        _tell(finding)
    assert _WHOLE.scenario is not None
    for outcome in rehearse(_WHOLE.scenario, rehearsals):
        if outcome.error is not None:
            assert all(sentence(outcome.error))


def _pack(data: bytes) -> None:
    with _file(data, PACK_FILE) as file:
        pack = _in_time(lambda: read_pack(file.parent), _reading_time(data))
    for finding in pack.findings:
        _tell(finding)
    check(_WHOLE, severities=pack.severities, budget=BUDGET)


def _fragment(data: bytes) -> None:
    with _file(data, "x.fragment.yaml") as file:
        for finding in _in_time(lambda: read_fragment(file), _reading_time(data)):
            _tell(finding)


def _tell(finding: Finding) -> None:
    assert told.line(finding)
    assert told.sentence(finding)


def _reading_time(data: bytes) -> float:
    return (BASE + SECONDS_A_MIB * len(data) / MIB) * SLOWED


@contextmanager
def _file(data: bytes, name: str) -> Iterator[Path]:
    """Some bytes as a file, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="platine-fuzz-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def _in_time(work: Callable[[], Made], seconds: float) -> Made:
    """Do it, and once more where it took too long: what else the machine does is no fault of ours."""
    took = 0.0
    for _attempt in range(2):
        began = time.process_time()
        made = work()
        took = time.process_time() - began
        if took <= seconds:
            return made
    raise TooSlow(f"{took:.2f} s instead of {seconds:.2f} s")
