"""Random plays on the integer half end where the same decisions end on the interfaces' side."""

from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from simulator.authoring.random_play import play_many, random_play
from simulator.conversation import decisions as do
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Desk
from simulator.scenario.reading import read_scenario
from simulator.scenario.vocabulary import TONES
from tests.kit import customer, exchange, full_scenario, response, scenario

BUNDLED = Path(__file__).parents[2] / "scenarios"
FILES = sorted(
    path for path in BUNDLED.glob("*/*.yaml") if path.name != "pack.yaml" and not path.stem.endswith(".rehearsal")
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
@pytest.mark.parametrize("load", ["light", "drained"])
def test_the_same_decisions_lead_to_the_same_state(file: Path, load: str) -> None:
    read = read_scenario(file).scenario
    assert read is not None
    for variant in (None, *read.variants):
        script = Script(read, variant, desk=Desk(load, latitude=read.desk.latitude))
        for seed in range(25):
            decisions: list[do.Decision] = []
            state = random_play(script, Random(seed), decisions.append)
            assert Play(script, decisions=decisions).state == state


def test_a_seed_always_gives_the_same_plays() -> None:
    script = Script(full_scenario())
    assert list(play_many(script, 30, seed=5)) == list(play_many(script, 30, seed=5))
    assert list(play_many(script, 30, seed=5)) != list(play_many(script, 30, seed=6))


def test_every_tone_and_every_kind_of_moment_is_drawn() -> None:
    decisions: list[do.Decision] = []
    script = Script(full_scenario(load="drained"))
    chance = Random(3)
    for _ in range(200):
        random_play(script, chance, decisions.append)
    assert {type(one) for one in decisions} == {
        do.Breathe, do.Respond, do.Deliver, do.Compose, do.Send, do.Read, do.Reflect,
    }  # fmt: skip
    assert {one.tone for one in decisions if isinstance(one, do.Deliver)} == set(TONES)


def test_a_play_in_which_nothing_is_open_stops_where_it_is() -> None:
    shut = exchange(responses={"never": response("done", when=Condition(flag=("unset",)))})
    script = Script(scenario({"start": shut}))
    assert random_play(script, Random(1)) == script.start


def test_a_play_in_which_all_responses_are_for_others_stops_where_it_is_and_decides_nothing() -> None:
    hers = exchange(responses={name: replace(response("done"), only=("ada",)) for name in "ab"})
    decisions: list[do.Decision] = []
    script = Script(scenario({"start": hers}, variants={"ada": customer()}))
    assert random_play(script, Random(1), decisions.append) == script.start
    assert decisions == []


def test_a_play_that_circles_is_left_at_the_limit() -> None:
    script = Script(scenario({"start": exchange(responses={"again": response("start")})}, channel="counter"))
    assert random_play(script, Random(1), most_turns=3).turn == 4
