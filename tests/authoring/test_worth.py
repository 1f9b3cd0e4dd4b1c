"""What a response is worth, found from the model, is what the engine makes of it."""

from fractions import Fraction

import pytest

from simulator.authoring.worth import moments_of, spoken, worths_of
from simulator.scenario.model import Exchange
from simulator.scenario.packs import entries
from tests.authoring.rules.stories import moment, story, study

FILES = [entry.path for entry in entries()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_worth_and_the_best_are_those_of_the_engine(path) -> None:
    of = study(path.read_text(encoding="utf-8"))
    for case in of.cases:
        for place, name, moment_ in moments_of(case):
            if not isinstance(moment_, Exchange):
                continue
            worths, engine = worths_of(case), {}
            for option in case.script.node(place).options:
                tone = "steady" if moment_.delivery == "choose" else option.tone
                merits = option.effects[tone].merits
                engine[option.name] = merits.empathy * merits.naturalness[0]
                assert worths.worth(moment_, option.response) == (merits.empathy, merits.naturalness[0])
            highest = max(engine.values())
            best = {one for one, worth in engine.items() if worth == highest}
            assert worths.best(name) == (best if best != engine.keys() else frozenset())


def test_where_all_are_worth_the_same_there_is_no_best() -> None:
    case = study(story(moment("hello", 'a: {say: "A.", then: done}\nb: {say: "B.", then: lost}'))).cases[0]
    assert worths_of(case).best("hello") == frozenset()
    of = case.study.scenario.moments["hello"]
    assert [worths_of(case).empathy(of, one) for _, one in spoken(of, None)] == [Fraction(1, 4)] * 2
