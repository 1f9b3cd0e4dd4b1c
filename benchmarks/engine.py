"""The integer half of the engine: random plays and single transitions, with the whole model of the customer."""

from collections.abc import Callable
from random import Random

from benchmarks import ink, story
from benchmarks.measure import Pair, in_turn, timed
from benchmarks.table import Goal, Row
from simulator.authoring.random_play import play_many
from simulator.conversation.advance import advance
from simulator.conversation.effects import Effect
from simulator.conversation.script import Script
from simulator.conversation.state import State
from simulator.scenario.reading import read_text

MOMENTS = 30
"""What a scenario of a dozen turns holds."""
LARGE = 1000


def rows(*, quick: bool) -> list[Row]:
    plays, rounds = (200, 3) if quick else (2000, 15)
    return [
        _plays(MOMENTS, plays, rounds),
        _plays(LARGE, plays, rounds),
        _against_ink(plays, rounds),
        _transitions(plays, rounds),
    ]


def script_of(moments: int) -> Script:
    """The generated story, compiled."""
    scenario = read_text(story.yaml(moments)).scenario
    assert scenario is not None
    return Script(scenario)


def bare_walk(moments: int) -> Callable[[Random], int]:
    """The same graph as a dict, walked at random: no customer, no score. The choices made."""
    graph = story.graph(moments)

    def play(chance: Random) -> int:
        place, made, draw = "m0", 0, chance.random
        while place in graph:
            targets = graph[place]
            place = targets[int(draw() * len(targets))]
            made += 1
        return made

    return play


def _plays(moments: int, plays: int, rounds: int) -> Row:
    script, walk, chance = script_of(moments), bare_walk(moments), Random(1)
    pair = in_turn(
        lambda: timed(lambda: sum(1 for _ in play_many(script, plays, 1))),
        lambda: timed(lambda: [walk(chance) for _ in range(plays)]),
        rounds,
    )
    return _rates(
        f"random plays of {story.CHOICES} choices, {moments:,} moments", pair, plays, "plays/s",
        "bare dict walk", Goal("ours", 20_000, is_most=False, unit="plays/s"),
    )  # fmt: skip


def _against_ink(plays: int, rounds: int) -> Row:
    what, goal = "choices of random plays", Goal("ratio", 5, is_most=False)
    if not ink.is_there():
        return Row(what, "choices/s", None, None, "bink", None, goal, "bink is not installed: extra [bench]")
    script, chance = script_of(MOMENTS), Random(1)
    graph = story.graph(MOMENTS)
    lines = {name: moment.line[0].text for name, moment in script.scenario.moments.items()}
    play = ink.player(ink.compiled(graph, lines))
    assert play(chance) == story.CHOICES
    pair = in_turn(
        lambda: timed(lambda: sum(1 for _ in play_many(script, plays, 1))),
        lambda: timed(lambda: [play(chance) for _ in range(plays)]),
        rounds,
    )
    return _rates(what, pair, plays * story.CHOICES, "choices/s", "bink (ink in Rust)", goal)


def _transitions(plays: int, rounds: int) -> Row:
    """The yardstick builds a state from its thirty numbers and does nothing else."""
    script = script_of(MOMENTS)
    met = _met_in_plays(script, plays // 4)
    make, numbers = State._make, [tuple(state) for state, _ in met]
    pair = in_turn(
        lambda: timed(lambda: [advance(script, state, effect) for state, effect in met]),
        lambda: timed(lambda: [make(one) for one in numbers]),
        rounds,
    )
    return _rates(
        "transitions", pair, len(met), "transitions/s",
        "building the states alone", Goal("ours", 300_000, is_most=False, unit="transitions/s"),
    )  # fmt: skip


def _met_in_plays(script: Script, plays: int) -> list[tuple[State, Effect]]:
    """The states that random plays come through, each with what is said there."""
    chance, met = Random(2), []
    for _ in range(plays):
        state = script.start
        while state.place >= 0:
            option = chance.choice(script.node(state.place).open(state))
            met.append((state, option.effect))
            state = advance(script, state, option.effect)
    return met


def _rates(what: str, pair: Pair, things: int, unit: str, yardstick: str, goal: Goal) -> Row:
    """Times for so many things, told as things a second."""
    return Row(what, unit, things / pair.ours, things / pair.theirs, yardstick, 1 / pair.ratio, goal)
