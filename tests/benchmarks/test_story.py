"""The generated stories: of the size asked for, readable, and of the same length whichever way they are played."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import ink, story
from benchmarks.engine import bare_walk, script_of
from simulator.authoring.random_play import play_many
from simulator.scenario.reading import read_text


@given(st.integers(12, 400))
def test_a_story_has_as_many_moments_as_asked_for(moments: int) -> None:
    layers = story.layers(moments)
    assert len(layers) == story.CHOICES
    assert sum(map(len, layers)) == len({name for layer in layers for name in layer}) == moments


def test_a_story_reads_without_an_error_and_says_the_same_every_time() -> None:
    assert story.yaml(40) == story.yaml(40)
    reading = read_text(story.yaml(40))
    assert reading.scenario is not None
    assert len(reading.scenario.moments) == 40


@given(st.integers(12, 400))
def test_every_moment_is_reached_from_the_start(moments: int) -> None:
    graph = story.graph(moments)
    reached, following = set(), ["m0"]
    while following:
        place = following.pop()
        if place not in reached:
            reached.add(place)
            following.extend(graph.get(place, ()))
    assert reached == graph.keys() | {"done", "lost"}


def test_every_play_makes_the_same_number_of_choices() -> None:
    script, walk = script_of(30), bare_walk(30)
    assert {state.turn - 1 for state in play_many(script, 50)} == {story.CHOICES}
    assert all(state.place < 0 for state in play_many(script, 50))
    assert walk(Random(1)) == story.CHOICES


def test_the_ink_story_has_a_knot_for_each_moment_and_ending() -> None:
    graph = story.graph(20)
    knots = json.loads(ink.compiled(graph, dict.fromkeys(graph, "Yes?")))["root"][2]
    assert knots.keys() - {"#f"} == {*graph, "done", "lost"}


@pytest.mark.skipif(not ink.is_there(), reason="bink comes with the extra [bench]")
def test_ink_plays_the_same_graph_to_its_end() -> None:
    graph = story.graph(20)
    assert ink.player(ink.compiled(graph, dict.fromkeys(graph, "Yes?")))(Random(1)) == story.CHOICES
