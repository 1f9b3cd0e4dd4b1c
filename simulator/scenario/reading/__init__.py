"""From a YAML file to a scenario: the one place where a scenario is read.

reading = read_scenario(path)
reading.scenario      the model, or None when a finding forbids playing
reading.findings      everything that is wrong, sorted by place
reading.place("moments", "welcome", "responses", "listen")
"""

from simulator.scenario.reading.documents import Reading, content, content_hash, read_scenario, read_text
from simulator.scenario.reading.rehearsals import read_rehearsals

__all__ = ["Reading", "content", "content_hash", "read_rehearsals", "read_scenario", "read_text"]
