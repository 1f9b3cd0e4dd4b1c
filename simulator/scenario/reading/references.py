"""Whether everything that a scenario names exists: targets, ids, variants, needs, duties, questions."""

from simulator.scenario.model import Scenario
from simulator.scenario.reading.fragments import Sources
from simulator.scenario.reading.ledger import Ledger


def check_references(scenario: Scenario, sources: Sources, ledger: Ledger) -> None:
    """Note each reference to something that the scenario does not have."""
