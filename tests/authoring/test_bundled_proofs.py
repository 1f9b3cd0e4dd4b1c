"""What the checker says of the scenarios that come with Platine is proven, under the budget that everybody has."""

import pytest

from simulator.authoring.study import Study
from simulator.authoring.surroundings import rehearsals_of
from simulator.scenario.packs import entries


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.language}-{entry.path.stem}")
def test_every_question_about_a_bundled_scenario_is_answered_exactly(entry) -> None:
    scenario = entry.reading.scenario
    assert scenario is not None
    for case in Study(entry.reading, scenario, rehearsals_of(entry.path)[0]).cases:
        assert case.reach.exact, case.name
        assert {name for name, one in case.ranges.of.items() if not one.exact} == set(), case.name
        assert (case.ranges.highest.stage, case.ranges.highest.exact) == ("platinum", True)
