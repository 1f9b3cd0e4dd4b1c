"""Strategies pick what they say they pick, and rehearsals tell what differs."""

from random import Random

import pytest

from simulator.authoring.bots import (
    MORE_BY_CHANCE,
    MOST_TURNS,
    RANDOM_LIMIT,
    SEEDS,
    bots,
    key_path,
    overall,
    overall_of_path,
    play,
)
from simulator.authoring.rehearsals import covered, rehearse
from simulator.authoring.strategies import STRATEGIES, Candidates, ranked
from simulator.conversation.script import Script
from simulator.errors import BadPath
from simulator.scenario.model import Desk, Empathy
from simulator.scenario.rehearsal import Rehearsal
from tests.kit import exchange, full_scenario, response, scenario

CHOICE = {
    "long": response("done", "One two three four five six seven eight.", naturalness=3),
    "short": response("done", "Yes.", empathy=Empathy(0, 1, 2)),
    "polite": response("done", "Please, thank you, I am sorry, madam.", empathy=Empathy(1, 2, 0), naturalness=2),
    "warm": response("done", "Oh dear me now.", empathy=Empathy(2, 0, 0), tone="warm"),
    "stiff": response("done", "It is our policy.", naturalness=1, empathy=Empathy(1, 0, 1)),
}


def first_choice(strategy: str) -> str:
    script = Script(scenario({"only": exchange((1, 1, 1), responses=CHOICE)}))
    candidates = Candidates(script).at(0)
    return ranked(strategy, list(candidates.values()), Random(0))[0].name


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ("longest", "long"),
        ("shortest", "short"),
        ("politest", "polite"),
        ("warmest", "warm"),
        ("script", "stiff"),
        ("first", "long"),
        ("golden", "warm"),
    ],
)
def test_each_strategy_takes_what_it_is_named_after(strategy: str, expected: str) -> None:
    assert first_choice(strategy) == expected


def test_golden_takes_the_one_that_asks_least_where_all_ask() -> None:
    asking = {name: CHOICE[name] for name in ("short", "stiff")}
    script = Script(scenario({"only": exchange((1, 1, 1), responses=asking)}))
    order = ranked("golden", list(Candidates(script).at(0).values()), Random(0))
    assert [candidate.name for candidate in order] == ["stiff", "short"]


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("load", ["light", "drained"])
def test_a_strategy_and_a_seed_always_play_the_same(strategy: str, load: str) -> None:
    one, other = Script(full_scenario(load=load)), Script(full_scenario(load=load))
    assert play(one, strategy, 3) == play(other, strategy, 3)


def test_a_drained_bot_breathes_before_it_answers() -> None:
    fine = {"fine": response("done", "Fine.", empathy="full"), "poor": response("done", "Poor, long and poor.")}
    script = Script(scenario({"only": exchange((1, 1, 1), responses=fine)}, desk=Desk("drained")))
    assert play(script, "shortest", 0).empathy == script.empathy_unit


def test_a_bot_that_circles_is_stopped() -> None:
    circle = {"on": response("only", "On and on."), "out": response("done", "A much longer way out of here.")}
    script = Script(scenario({"only": exchange(responses=circle)}))
    assert play(script, "shortest", 0).turn == MOST_TURNS + 1


def by_chance(empathy: Empathy, name: str, wrong: int) -> Script:
    poor = {f"poor{one}": response("done", f"Poor one {one}.", empathy=empathy) for one in range(wrong)}
    best = {"best": response("done", "Best.", empathy="full")}
    return Script(scenario({name: exchange((1, 2, 1), responses={**best, **poor})}))


def test_chance_above_its_limit_is_believed_only_after_ten_times_as_many_plays() -> None:
    lucky = by_chance(Empathy(1, 0, 0), "hello", 5)
    few = [overall(lucky, play(lucky, "random", seed)) for seed in SEEDS]
    assert sum(few) / len(few) > RANDOM_LIMIT
    marks = bots(lucky).bots["random"]
    assert marks.plays == MORE_BY_CHANCE * len(SEEDS)
    assert marks.mean < RANDOM_LIMIT
    easy = bots(by_chance(Empathy(1, 1, 1), "hello", 5)).bots["random"]
    assert easy.plays == MORE_BY_CHANCE * len(SEEDS)
    assert easy.mean > RANDOM_LIMIT
    hard = bots(by_chance(Empathy(0, 0, 0), "hello", 5)).bots
    assert {marks.plays for marks in hard.values()} == {len(SEEDS)}
    assert hard["random"].mean < RANDOM_LIMIT


def test_the_key_is_the_rehearsal_named_best_for_this_customer() -> None:
    full = full_scenario()
    rehearsals = (
        Rehearsal("best", ("hub.listen",)),
        Rehearsal("best-quick", ("hub.sorry",), variant="quick"),
    )
    assert key_path(Script(full), rehearsals) == ("hub.listen",)
    assert key_path(Script(full, "quick"), rehearsals) == ("hub.sorry",)
    assert "key" not in bots(Script(full), (), seeds=range(1)).bots


def test_the_key_is_marked_with_the_overall_mark_of_its_path() -> None:
    script = Script(full_scenario())
    path = ("hub.listen", "guess.tired", "letter.date+means", "close.check@warm")
    table = bots(script, (Rehearsal("best", path),), seeds=range(1))
    assert table.bots["key"].mean == float(round(overall_of_path(Script(full_scenario()), path), 2))


@pytest.mark.parametrize("deliver", [("flat",), ("close=flat",), ("close.check=flat",)])
def test_the_key_is_said_in_the_tones_of_its_rehearsal(deliver: tuple[str, ...]) -> None:
    script = Script(full_scenario())
    path = ("hub.listen", "guess.tired", "letter.date+means", "close.check")
    found = key_path(script, (Rehearsal("best", path, deliver=deliver),))
    assert found == (*path[:-1], "close.check@flat")
    table = bots(script, (Rehearsal("best", path, deliver=deliver),), seeds=range(1))
    assert table.bots["key"].mean < bots(script, (Rehearsal("best", path),), seeds=range(1)).bots["key"].mean


def test_a_tone_within_the_path_of_the_key_counts_before_the_others() -> None:
    path = ("hub.listen", "guess.tired", "letter.date+means", "close.check@warm")
    assert key_path(Script(full_scenario()), (Rehearsal("best", path, deliver=("flat",)),)) == path


def test_a_key_that_cannot_be_walked_stays_so_whatever_its_tones() -> None:
    path = ("hub.listen", "nowhere.at-all", "close.check")
    script = Script(full_scenario())
    found = key_path(script, (Rehearsal("best", path, deliver=("flat",)),))
    assert found is not None
    with pytest.raises(BadPath):
        overall_of_path(script, found)


def test_a_rehearsal_tells_what_was_expected_and_what_came() -> None:
    path = ("hub.listen", "guess.tired", "letter.date+means", "close.check@warm")
    passing = Rehearsal("yes", path, {"ending": "done", "stage": "platinum", "empathy": ">= 50"})
    failing = Rehearsal("no", path, {"ending": "lost", "empathy": "<= 10"})
    yes, no = rehearse(full_scenario(), (passing, failing))
    assert yes.passed
    assert [(one.what, one.expected) for one in no.differences] == [("ending", "lost"), ("empathy", "<= 10")]


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (("hub.nothing",), "path_unknown"),
        (("close.check",), "path_elsewhere"),
        (("hub.listen", "guess.no"), "path_unknown"),
        (("!dance",), "path_item"),
        (("hello.listen next.go",), "path_item"),
        (("hub.listen@loud",), "path_tone"),
        (("hub.listen", "guess.tired", "letter.date+means", "close.check", "hub.listen"), "path_after_the_end"),
    ],
)
def test_a_path_that_cannot_be_walked_fails_with_the_reason(path: tuple[str, ...], key: str) -> None:
    (outcome,) = rehearse(full_scenario(), (Rehearsal("x", path),))
    assert outcome.error is not None
    assert outcome.error.key == key


def test_a_path_that_stops_says_at_which_step_and_what_was_open_there() -> None:
    path = ("hub.listen", "guess.tired", "letter.nothing")
    (outcome,) = rehearse(full_scenario(), (Rehearsal("x", path),))
    assert (outcome.step, outcome.here) == (3, "letter")
    assert outcome.open == ("date", "means", "hollow")


def test_a_path_that_ends_too_early_says_where_the_call_stands() -> None:
    (outcome,) = rehearse(full_scenario(), (Rehearsal("x", ("hub.listen",), {"ending": "done"}),))
    assert [(one.what, one.found) for one in outcome.differences] == [("ending", "none")]
    assert (outcome.step, outcome.here, outcome.open) == (None, "guess", ("bored", "tired"))


def test_what_comes_after_the_end_is_a_step_too() -> None:
    path = ("hub.listen", "guess.tired", "letter.date+means", "close.check", "hub.listen")
    (outcome,) = rehearse(full_scenario(), (Rehearsal("x", path),))
    assert (outcome.step, outcome.here, outcome.open) == (5, None, ())


def test_rehearsals_cover_what_they_play_for_any_customer() -> None:
    full = full_scenario()
    path = ("hub.listen", "guess.tired", "letter.date+means", "close.check@warm")
    short = Rehearsal("short", ("hub.rule",), variant="quick")
    cover = covered(full, rehearse(full, (Rehearsal("best", path), short)))
    assert cover["moments"].never == ()
    assert cover["responses"].never == ("hub.sorry", "hub.promise", "letter.hollow", "close.hold", "close.end")
    assert (cover["responses"].reached, cover["responses"].of) == (5, 10)
    assert cover["endings"].never == ("lost",)
    assert cover["endings"].share == 0.5
