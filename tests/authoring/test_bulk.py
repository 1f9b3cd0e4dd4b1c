"""Plays in bulk: what they come to, what they never reach, and each failure with a seed that plays it again."""

from random import Random

import pytest

from simulator.authoring.bulk import LEAST_USED, Run, impossible
from simulator.authoring.least_used import ByChance, LeastUsed, Tally
from simulator.authoring.marks import Spread
from simulator.authoring.play_path import path_of
from simulator.authoring.proof import Proof
from simulator.authoring.random_play import random_play
from simulator.conversation import decisions as do
from simulator.conversation.path import walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.scorecard import overall
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Cue, Desk, Reflect
from tests.kit import exchange, full_scenario, response, scenario, to

SHUT = Condition(flag=("never-set",))


def choice(**keys):
    return exchange(responses={name: response(target) for name, target in keys.items()})


class Doubtful(Proof):
    """Says of some facts that they cannot be."""

    def __init__(self, script, *facts, overall=(0, 100)):
        super().__init__(script)
        self._facts = facts
        self._between = overall

    def excludes(self, fact):
        return fact in self._facts or super().excludes(fact)

    @property
    def overall(self):
        return self._between


def test_a_run_and_its_seed_always_come_to_the_same() -> None:
    one, other = Run(Script(full_scenario()), 4).play(60), Run(Script(full_scenario()), 4).play(60)
    assert one == other
    assert one != Run(Script(full_scenario()), 5).play(60)


def test_half_of_the_plays_are_by_chance_and_half_take_what_was_used_least() -> None:
    plays = Run(Script(full_scenario()), 3).play(51)
    assert {name: marks.count for name, marks in plays.by.items()} == {"random": 26, "least-used": 25}
    assert sum(plays.endings.values()) == plays.count == 51


def test_marks_are_those_of_the_plays_themselves() -> None:
    spread = Spread()
    for seed, mark in enumerate((10, 20, 60)):
        spread.add(mark, seed)
    marks = spread.marks()
    assert (marks.mean, marks.min, marks.max) == (30, 10, 60)
    assert marks.deviation == pytest.approx((1400 / 3) ** 0.5, abs=0.01)
    assert spread.most == (60, 2)


@pytest.mark.parametrize("load", ["light", "drained"])
@pytest.mark.parametrize("number", range(12))
def test_a_play_again_is_the_play_it_was_and_its_path_can_be_walked(number: int, load: str) -> None:
    script = Script(full_scenario(load=load))
    ends = [Run(script, 7).play(count).endings for count in (number, number + 1)]
    replay = Run(script, 7).replay(7 + number)
    assert ends[1][replay.ending] == ends[0][replay.ending] + 1
    play = Play(script)
    assert len(list(walk(play, replay.path))) == len(replay.path)
    assert play.ended.ending == replay.ending
    assert round(overall(script, play.state), 2) == pytest.approx(replay.overall)


def test_a_look_that_follows_a_reflection_is_walked_at_its_own_moment() -> None:
    moments = {
        "think": Reflect("golden", to("again")),
        "again": Reflect("golden", to("talk")),
        "talk": exchange(responses={"it": response("done")}, cues=(Cue("A wink", ("sure",), hidden=True),)),
    }
    script = Script(scenario(moments))
    taken = [(0, do.Reflect()), (1, do.Reflect()), (2, do.Observe()), (2, do.Respond(response="it"))]
    path = path_of(script, taken)
    assert path == ("think.", "again.", "!observe", "talk.it")
    play = Play(script)
    list(walk(play, path))
    assert play.script.knowable.within(play.state.known)[-1:] == ("sure",)
    assert path_of(script, [taken[0], taken[1], taken[3]]) == ("talk.it",)


def test_the_least_used_come_first() -> None:
    script = Script(scenario({"only": choice(**dict.fromkeys("abcdefg", "done"))}))
    tally = Tally()
    for seed in range(14):
        random_play(script, Random(seed), chooser=LeastUsed(tally, Random(seed)))
    assert set(tally.used.values()) == {2}
    assert tally.visits == {0: 14}
    by_chance = Tally()
    for seed in range(14):
        random_play(script, Random(seed), chooser=ByChance(by_chance, Random(seed)))
    assert set(by_chance.used.values()) != {2}


def test_looking_closely_and_breathing_are_taken_in_turn() -> None:
    cues = (Cue("A wink", ("sure",), hidden=True), Cue("A sigh", ("owned",), load_hides="loaded"))
    responses = {"a": response("done"), "b": response("done", when=Condition(knows=("sure", "owned")))}
    script = Script(scenario({"only": exchange(responses=responses, cues=cues)}, desk=Desk("loaded")))
    plays = Run(script).play(16)
    assert plays.coverage["responses"].never == ()
    looks = [Run(script).replay(seed).path[:-1] for seed in range(1, 16, 2)]
    assert {(), ("!observe",), ("!breathe",), ("!observe", "!breathe")} >= set(looks)
    assert len(set(looks)) > 1


def test_what_was_never_reached_is_named_and_what_cannot_be_is_told_apart() -> None:
    moments = {
        "start": exchange(responses={"go": response("end"), "no": response("end", when=SHUT)}),
        "end": choice(bye="done"),
        "lost-moment": choice(bye="lost"),
    }
    cover = Run(Script(scenario(moments, channel="chat"))).play(20).coverage
    assert cover["moments"].never == cover["moments"].excluded == ("lost-moment",)
    assert cover["responses"].never == cover["responses"].excluded == ("start.no", "lost-moment.bye")
    assert cover["endings"].never == ("lost",)
    assert (cover["moments"].reached, cover["moments"].of) == (2, 3)


def failures(moments, count: int = 40, **keys):
    return {
        (one.kind, one.what): one
        for one in Run(Script(scenario(moments, channel="chat")), **keys).play(count).failures
    }


def test_a_play_in_which_nothing_is_open_fails_at_its_moment() -> None:
    shut = exchange(responses={"never": response("done", when=SHUT)})
    found = failures({"start": choice(on="shut", out="done"), "shut": shut})
    assert found.keys() == {("closed", "shut")}
    one = found["closed", "shut"]
    assert 0 < one.count < 40
    assert Run(Script(scenario({"start": choice(on="shut", out="done"), "shut": shut}, channel="chat"))).replay(
        one.seed
    ).path == ("start.on",)


def test_a_play_that_circles_fails_where_it_is_left() -> None:
    found = failures({"start": choice(on="round", out="done"), "round": choice(again="round")}, most_turns=30)
    assert found.keys() == {("circles", "round")}


def test_a_play_that_raises_fails_with_its_seed_and_the_others_go_on() -> None:
    class Brittle(Script):
        def right_readings(self, moment):
            raise ValueError("a reading of nothing")

    plays = Run(Brittle(full_scenario())).play(30)
    assert [(one.kind, one.what) for one in plays.failures] == [("crashed", "ValueError: a reading of nothing")]
    assert plays.failures[0].count < 30
    assert not plays.exact
    replay = Run(Brittle(full_scenario())).replay(plays.failures[0].seed)
    assert replay.overall is None
    assert replay.path[-1].startswith("guess.") or replay.path[-1].startswith("hub.")


def test_a_play_that_contradicts_a_proof_fails() -> None:
    script = Script(full_scenario())
    proof = Doubtful(script, ("moment", "letter"), ("open", "close", "check"), ("ending", "done"))
    found = {(one.kind, one.what) for one in Run(script, proof=proof).play(60).failures}
    assert found == {("excluded", "moment letter"), ("excluded", "open close.check"), ("excluded", "ending done")}


def test_a_mark_beyond_what_is_proven_fails_with_the_seed_that_got_it() -> None:
    script = Script(full_scenario())
    (one, *others) = Run(script, proof=Doubtful(script, overall=(0, 30))).play(60).failures
    assert one.kind == "beyond"
    assert not others
    assert Run(script).replay(one.seed).overall == pytest.approx(float(one.what))


def test_states_that_cannot_be_are_told_by_their_field() -> None:
    script = Script(full_scenario())
    assert list(impossible(script, script.start)) == []
    assert list(impossible(script, script.start._replace(trust=11, weight=-1))) == ["trust", "weight"]


def test_least_used_meets_more_of_a_wide_scenario_than_chance() -> None:
    wide = {f"m{n}": choice(**{f"r{k}": f"m{n + 1}" if n < 9 else "done" for k in range(40)}) for n in range(10)}
    script = Script(scenario(wide, channel="chat"))
    chance, least = Tally(), Tally()
    for seed in range(60):
        random_play(script, Random(seed), chooser=ByChance(chance, Random(seed)))
        random_play(script, Random(seed), chooser=LeastUsed(least, Random(seed)))
    answers = [{key for key in tally.used if not key[1].startswith("!")} for tally in (least, chance)]
    assert len(answers[0]) == 400 > len(answers[1])
    assert Run(script).strategy(1) == LEAST_USED
