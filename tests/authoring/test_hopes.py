"""What is left aside as hopeless is hopeless: no state on the way to something is, for whoever looks for that thing."""

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import assume, given

from simulator.authoring.paths.ahead import Course
from simulator.authoring.paths.aim import AIMED_AT, Aim
from simulator.authoring.paths.facts import facts
from simulator.authoring.paths.fields import HIGHEST
from simulator.authoring.paths.graph import Graph
from simulator.authoring.paths.hope import Better, Higher
from simulator.authoring.paths.measure import Measure
from simulator.authoring.paths.ranges import DIMENSIONS
from simulator.authoring.paths.reach import Walk
from simulator.authoring.paths.sweep import Budget, Ground, Sweep
from simulator.conversation.script import Script
from simulator.conversation.state import Numbers, State
from simulator.debrief.scorecard import scorecard
from simulator.rubric.mood import mood_word
from simulator.scenario.model import Scenario
from tests.authoring.small import scenarios
from tests.authoring.test_paths import EXAMPLES, silent

ENOUGH = Budget(600, 6_000)
LITTLE = Fraction(1, 10**9)


def on_the_way(sweep: Sweep, index: int) -> Iterator[Numbers]:
    """A state and all those before it that were walked on from."""
    while index >= 0:
        yield sweep.states[index]
        index = sweep.parents[index]


def walked(scenario: Scenario) -> tuple[Ground, Sweep]:
    """A scenario with its states explored."""
    script = Script(scenario)
    ground = Ground(script, Graph(script))
    return ground, Walk(ground, ENOUGH).sweep


@given(scenarios())
@EXAMPLES
def test_whoever_aims_at_something_is_not_turned_away_before_it(scenario: Scenario) -> None:
    script = Script(scenario)
    graph = Graph(script)
    walk = Walk(Ground(script, graph), ENOUGH)
    asked = set(facts(script))
    assert walk.shown
    for fact, (index, *_) in walk.shown.items():
        if fact in asked and fact[0] in AIMED_AT:
            aim = Aim(script, graph, [fact])
            assert all(aim.holds(state) for state in on_the_way(walk.sweep, index)), fact


@given(scenarios())
@EXAMPLES
def test_whoever_aims_at_a_mood_is_not_turned_away_before_it(scenario: Scenario) -> None:
    script = Script(scenario)
    graph = Graph(script)
    sweep = Walk(Ground(script, graph), ENOUGH).sweep
    assume(sweep.ended)
    for index in sweep.ended:
        state = State._make(sweep.states[index])
        aim = Aim(script, graph, [("mood", mood_word(state.valence, state.arousal, state.control))])
        assert all(aim.holds(state) for state in on_the_way(sweep, index))


@given(scenarios())
@EXAMPLES
def test_a_call_that_beats_the_mark_is_followed_to_its_end(scenario: Scenario) -> None:
    """A score is always above a mark that lies a little below it, and below one that lies a little above."""
    assume(not silent(scenario))
    ground, sweep = walked(scenario)
    assume(sweep.ended)
    for index in sweep.ended[:40]:
        card = scorecard(ground.script, State._make(sweep.states[index]))
        for dimension in DIMENSIONS:
            score = card.ladder.total if dimension == "ladder" else getattr(card, dimension)
            for sign in (1, -1):
                hope = Better(ground.course, Measure.of(ground.script, dimension), sign, score - sign * LITTLE)
                states = list(on_the_way(sweep, index))[1:]
                assert all(hope.holds(state) for state in states), (dimension, sign)


@given(scenarios())
@EXAMPLES
def test_a_call_that_climbs_higher_is_followed_until_it_does(scenario: Scenario) -> None:
    assume(not silent(scenario))
    ground, sweep = walked(scenario)
    highest = max(range(len(sweep.states)), key=lambda index: sweep.states[index][HIGHEST])
    stage = State._make(sweep.states[highest]).highest
    assume(stage > 0)
    hope = Higher(Course(ground.script, ground.graph), stage - 1)
    before = list(on_the_way(sweep, highest))[1:]
    assert all(hope.holds(state) for state in before)
