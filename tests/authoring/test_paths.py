"""Exploring agrees with brute force: what happens, what cannot, and how far each score goes."""

import os

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from simulator.authoring.asking import asked_in
from simulator.authoring.paths.facts import Fact
from simulator.authoring.paths.graph import Graph
from simulator.authoring.paths.ranges import DIMENSIONS, Ranges
from simulator.authoring.paths.reach import WIDTH, Reach
from simulator.authoring.paths.surely import Surely
from simulator.authoring.paths.sweep import Budget, Ground
from simulator.conversation.asides import SILENCE
from simulator.conversation.path import walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.scorecard import scorecard
from simulator.rubric.mood import mood_word
from simulator.scenario.conditions import Comparison, Condition
from simulator.scenario.model import (
    Base,
    Branch,
    Called,
    Compose,
    Cue,
    Desk,
    Empathy,
    Exchange,
    LineCase,
    Read,
    Reflect,
    Response,
    Scenario,
    Silence,
)
from simulator.scenario.vocabulary import MOODS, STAGES
from tests.authoring.small import everything, scenarios
from tests.kit import customer
from tests.kit import scenario as made

EXAMPLES = settings(
    max_examples=int(os.environ.get("PLATINE_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
PLENTY = Budget(8_000, 80_000)
SOME = Budget(800, 8_000)
SCARCE = Budget(6, 30)


def facts_of(scenario: Scenario, script: Script) -> list[Fact]:
    """Everything that could be asked about a scenario, but traps."""
    found: list[Fact] = [("ending", name) for name in script.ending_ids]
    found += [("mood", mood) for mood in MOODS]
    found += [("wish-met", wish) for wish in script.customer.wishes]
    for name, moment in scenario.moments.items():
        found += [("moment", name), ("closed", name)]
        found += [("line", name, number) for number in range(len(moment.line))]
        found += [("cue", name, number) for number in range(len(moment.cues))]
        found += [("knows", name, one) for one in script.knowable.names]
        spoken = moment.responses if isinstance(moment, Exchange) else {}
        spoken = moment.parts if isinstance(moment, Compose) else spoken
        for one, response in spoken.items():
            found.append(("open", name, one))
            found += [("use", name, one, used) for used in response.uses]
            found += [("way", name, one, number) for number in range(len(response.then))]
        if not isinstance(moment, Exchange):
            found += [("way", name, "", number) for number in range(len(moment.then))]
        elif moment.silence is not None:
            found += [("way", name, SILENCE, number) for number in range(len(moment.silence.then))]
    return found


@given(scenarios())
@EXAMPLES
def test_what_no_condition_can_prevent_happens_and_what_is_sure_not_to_does_not(scenario: Scenario) -> None:
    script = Script(scenario)
    brute = everything(script)
    assume(brute.whole)
    surely = Surely(script, Graph(script))
    trapped = {("trap", fact[1]) for fact in brute.facts if fact[0] == "trapped"}
    for fact in (*facts_of(scenario, script), *(("trap", name) for name in script.moment_ids)):
        assert not surely.shows(fact) or fact in brute.facts, fact
        assert not surely.excludes(fact) or fact not in brute.facts | trapped, fact


@given(scenarios(), st.sampled_from((1, WIDTH)))
@EXAMPLES
def test_what_can_happen_and_what_cannot_is_what_brute_force_finds(scenario: Scenario, width: int) -> None:
    """A scout of width 1 leaves much to be explored as a whole, a wide one little."""
    script = Script(scenario)
    brute = everything(script)
    assume(brute.whole)
    reach = Reach(Ground(script, Graph(script)), PLENTY, width=width)
    assert reach.exact
    knowing = {("knows", one.moment, name) for one in asked_in(scenario) for name in one.condition.knows}
    asked = {fact for fact in facts_of(scenario, script) if fact[0] != "knows" or fact in knowing}
    for fact in facts_of(scenario, script):
        assert not reach.seen(fact) or fact in brute.facts, fact
        assert not reach.excluded(fact) or fact not in brute.facts, fact
        assert reach.seen(fact) or reach.excluded(fact) or fact not in asked, fact
    trapped = {fact[1] for fact in brute.facts if fact[0] == "trapped"}
    told = {name for name in script.moment_ids if reach.seen(("trap", name))}
    assert told <= trapped
    assert bool(told) == bool(trapped)


@given(scenarios())
@EXAMPLES
def test_the_ends_of_every_score_are_those_of_brute_force(scenario: Scenario) -> None:
    script = Script(scenario)
    brute = everything(script)
    assume(brute.whole and brute.scores and not silent(scenario))
    ranges = Ranges(Ground(script, Graph(script)), PLENTY, lambda: ())
    for dimension in DIMENSIONS:
        found = ranges[dimension]
        least, most = min(brute.scores[dimension]), max(brute.scores[dimension])
        if found.exact:
            assert (found.least.low, found.most.high) == (least, most), dimension
        else:
            assert found.least.low <= least <= found.least.high, dimension
            assert found.most.low <= most <= found.most.high, dimension
            assert found.states > PLENTY.states // 10, "only a case of many states may be left at bounds"
    order = ("none", *STAGES)
    most = max(map(order.index, brute.stages))
    assert order.index(ranges.highest.stage) >= most or not ranges.highest.exact


def silent(scenario: Scenario) -> bool:
    """Whether a silence leads somewhere: scores are those of calls without timers."""
    return any(isinstance(moment, Exchange) and moment.silence for moment in scenario.moments.values())


@given(scenarios())
@EXAMPLES
def test_a_witness_walked_by_the_interfaces_comes_to_what_it_is_a_witness_of(scenario: Scenario) -> None:
    script = Script(scenario)
    ranges = Ranges(Ground(script, Graph(script)), PLENTY, lambda: ())
    for dimension in DIMENSIONS:
        for end in (ranges[dimension].least, ranges[dimension].most):
            if end.path is None:
                continue
            play = Play(script)
            assert len(list(walk(play, end.path))) == len(end.path)
            card = scorecard(script, play.state)
            reached = card.ladder.total if dimension == "ladder" else getattr(card, dimension)
            assert play.state.is_over
            # Where the states are too many, a path shows how far one gets, and the other figure is a bound.
            assert reached in (end.low, end.high)
            assert reached == end.low == end.high or not end.exact


@given(scenarios(most=5))
@EXAMPLES
def test_beyond_the_budget_the_bounds_hold(scenario: Scenario) -> None:
    script = Script(scenario)
    brute = everything(script)
    assume(brute.whole)
    ground = Ground(script, Graph(script))
    reach = Reach(ground, SCARCE)
    for fact in facts_of(scenario, script):
        assert not reach.seen(fact) or fact in brute.facts, fact
        assert not reach.excluded(fact) or fact not in brute.facts, fact
    assert {("trapped", name) for name in script.moment_ids if reach.seen(("trap", name))} <= brute.facts
    if silent(scenario) or not brute.scores:
        return
    ranges = Ranges(ground, SCARCE, lambda: reach.ended)
    for dimension in DIMENSIONS:
        found = ranges[dimension]
        assert found.least.low <= min(brute.scores[dimension]) <= found.least.high, dimension
        assert found.most.low <= max(brute.scores[dimension]) <= found.most.high, dimension


@given(scenarios())
@EXAMPLES
def test_the_witness_of_a_fact_gets_there(scenario: Scenario) -> None:
    script = Script(scenario)
    reach = Reach(Ground(script, Graph(script)), SOME, width=2)
    for fact in facts_of(scenario, script):
        if not reach.seen(fact):
            continue
        play = Play(script)
        path = reach.witness(fact)
        assert len(list(walk(play, path))) == len(path)
        kind, *what = fact
        if kind == "ending":
            assert play.state.is_over
            assert script.ending_id(play.state) == what[0]
        elif kind == "mood":
            state = play.state
            assert mood_word(state.valence, state.arousal, state.control) == what[0]
        elif kind in ("moment", "open", "line"):
            # A reflection is walked through: it is a moment that no path ends at.
            assert isinstance(scenario.moments[str(what[0])], Reflect) or script.moment_id(play.state) == what[0]
        if kind == "open":
            assert what[1] in {choice.name for choice in play.scene().choices if choice.closed != "condition"}


def test_a_way_back_is_told_of_even_where_a_call_also_stays_for_want_of_a_way() -> None:
    """He stays at `hello` while he is not angry, as `gone` is there for another customer; angry, he is sent back there."""
    angry = Condition(mood=("angry",))
    ways = (Branch("hello", angry), Branch("gone"))
    hello = Exchange(
        (LineCase("Well?"),),
        Called(Empathy(1, 1, 1)),
        {"a": Response("No.", (Branch("hello"),), dismisses=True), "b": Response("Well.", (Branch("done"),))},
        silence=Silence(9, ways),
    )
    gone = Reflect("empathy", (Branch("done"),), only=("tom",))
    who = customer(base=Base(valence=0, arousal=1, control=3, trust=0))
    script = Script(made({"hello": hello, "gone": gone}, who=who, variants={"tom": who}))
    reach = Reach(Ground(script, Graph(script)), PLENTY, width=1)
    assert reach.seen(("way", "hello", SILENCE, 0))


def test_a_sign_that_a_load_hides_is_seen_by_whoever_comes_with_less_of_it() -> None:
    """Where nothing is said, nothing but the sign itself depends on the load."""
    there = {
        "m": Exchange(
            (LineCase("Well?"),),
            Called(Empathy(1, 1, 1)),
            {
                "cold": Response("Well.", (Branch("sign"),), naturalness=0),
                "kind": Response("Well.", (Branch("sign"),), empathy="full"),
            },
        ),
        "sign": Read(
            (LineCase("Well?"),),
            "mood",
            ("cold",),
            {"b": "Bored"},
            (Branch("done"),),
            (Cue("A sigh", load_hides="loaded"),),
        ),
    }
    script = Script(made(there, desk=Desk("loaded")))
    reach = Reach(Ground(script, Graph(script)), PLENTY)
    assert reach.seen(("cue", "sign", 0))
    play = Play(script)
    for _step in walk(play, reach.witness(("cue", "sign", 0))):
        pass
    assert play.scene().cues == ("A sigh",)


def test_a_way_to_where_a_hang_up_leads_as_well_is_told_of_once_it_is_taken() -> None:
    """He hangs up at once where he has no trust left; where some was earned before, the answer goes its own way there."""
    rude = Response("No.", (Branch("lost", Condition(trust=Comparison(">=", 0))), Branch("done")), dismisses=True)
    kind = Response("Well?", (Branch("m"),), empathy="full")
    there = {"m": Exchange((LineCase("Well?"),), Called(Empathy(1, 1, 1)), {"rude": rude, "kind": kind})}
    who = customer(base=Base(trust=0))
    script = Script(made(there, who=who, hangs_up="lost"))
    for width in (1, WIDTH):
        reach = Reach(Ground(script, Graph(script)), PLENTY, width=width)
        assert reach.seen(("way", "m", "rude", 0))
        assert reach.witness(("way", "m", "rude", 0)) == ("m.kind", "m.rude")


def test_what_only_another_customer_is_asked_for_keeps_nothing_open() -> None:
    """What nobody asks of him is not followed, and so it must not be asked whether he can know it."""
    asked = Response("Well.", (Branch("done"),), when=Condition(knows=("wait",)), only=("base",))
    plain = {name: Response("Well.", (Branch("done"),)) for name in "ab"}
    sign = Cue("A sigh", ("wait",), hidden=True)
    there = {"m": Exchange((LineCase("Well?"),), Called(Empathy()), {**plain, "c": asked}, (sign,))}
    script = Script(made(there, who=customer(known=()), variants={"tom": customer(known=())}), "tom")
    assert Reach(Ground(script, Graph(script)), PLENTY).exact
