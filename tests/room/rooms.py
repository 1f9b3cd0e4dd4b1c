"""Rooms for tests: a bundled scenario, opened in one of the formats."""

from pathlib import Path
from typing import Any

from simulator.room import identity
from simulator.room.events import Opened
from simulator.scenario.model import Scenario
from simulator.scenario.reading import read_scenario

SECRET = "the trainer's own secret"


def scenario(name: str = "en/ligne-coupee") -> Scenario:
    read = read_scenario(Path(__file__).resolve().parents[2] / "scenarios" / f"{name}.yaml").scenario
    assert read is not None
    return read


def opened(**keys: Any) -> Opened:
    return Opened(**{"content": "", "secret": identity.kept(SECRET), **keys})
