"""The integer half, held against the order of docs/scoring.md written as plainly as it can be.

`plainly` does one thing after another on named fields and knows no shortcut; `advance` must agree with it on
every turn of random plays, on all bundled scenarios and on small ones of every shape.
"""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.conversation.advance import advance, breathe, observe, react
from simulator.conversation.effects import Effect
from simulator.conversation.script import Script
from simulator.conversation.state import DRAINED, State
from simulator.rubric.ladder import stage_reached
from simulator.scenario.model import Compose, Desk, Exchange, Read, Reflect
from simulator.scenario.reading import read_scenario
from simulator.scenario.vocabulary import LOADS

BUNDLED = Path(__file__).parents[2] / "scenarios"
FILES = sorted(
    path for path in BUNDLED.glob("*/*.yaml") if path.name != "pack.yaml" and not path.stem.endswith(".rehearsal")
)


def reaction(script: Script, before: State, effect: Effect) -> State:
    """The customer's reaction, rule by rule."""
    now = before._asdict()
    row = 4 * (before.load == DRAINED) + before.sympathies
    met = effect.receptions[row]
    score_first_answer(now, before, effect, row)
    if met == -2 and before.trust == 0 and script.can_hang_up:
        now["place"] = script.hung_up
    bought = 1 if met < 0 and before.trust >= 7 else 0
    now["valence"] += met + bought
    now["arousal"] -= met
    now["trust"] += met + bought
    if met > 0:
        now["heard"], now["lowered"] = 1, 0
    if met == -2:
        now["lowered"] = 1
        now["control"] -= 2
    halves = not now["heard"] and now["arousal"] >= 4
    now["arousal"] -= effect.calm_halved if halves else effect.calm
    now["control"] += effect.control_halved if halves else effect.control
    now["trust"] += effect.trust
    for bit in bits(effect.wishes):
        serve(now, before, bit)
    if effect.confirms:
        now["confirmed"] |= now["served"]
    now["trust"] -= effect.empty_promise
    now["valence"] += effect.valence
    now["arousal"] += effect.arousal
    now["discovered"] |= effect.reveals & ~before.known & script.wishes
    now["known"] |= effect.reveals
    now["arousal"] += (now["arousal"] < script.temper.rest) - (now["arousal"] > script.temper.rest)
    now["valence"] = max(-10, min(script.temper.highest_valence, now["valence"]))
    now["arousal"] = max(-10, min(10, now["arousal"]))
    now["control"] = max(-10, min(10, now["control"]))
    now["trust"] = max(0, min(10, now["trust"]))
    now["load"] = min(DRAINED, before.load + (met < 0))
    for name in ("sets", "said", "questions", "duties"):
        now[{"sets": "flags"}.get(name, name)] |= getattr(effect, name)
    now["sympathies"] = min(3, before.sympathies + effect.bare)
    now["hands"] = 0
    now["highest"] = max(before.highest, stage(script, now))
    return State(**now)


def score_first_answer(now: dict[str, int], before: State, effect: Effect, row: int) -> None:
    if before.answered & effect.moment_bit:
        return
    uses_known = bool(effect.uses & before.known)
    now["answered"] |= effect.moment_bit
    now["weight"] += effect.weight
    now["empathy"] += effect.e
    now["naturalness"] += effect.n[row]
    if not effect.dismisses and (effect.attentive or uses_known):
        now["attentive"] += effect.n[row]
        now["warm"] |= effect.warm[row]
    if uses_known and effect.insight:
        now["insights"] = min(2, before.insights + 1)


def serve(now: dict[str, int], before: State, wish: int) -> None:
    if before.served & wish:
        return
    if before.known & wish:
        now["served"] |= wish
        now["valence"] += 2
        now["trust"] += 1
    elif not before.guessed & wish:
        now["guessed"] |= wish
        now["valence"] += 1


def stage(script: Script, now: dict[str, int]) -> int:
    share = script.platinum(now["known"], now["discovered"], now["served"], now["confirmed"])
    return stage_reached(attentive=bool(now["warm"]), insights=now["insights"], platinum=share) - now["lowered"]


def bits(mask: int) -> list[int]:
    return [1 << place for place in range(mask.bit_length()) if mask >> place & 1]


def plainly(script: Script, before: State, effect: Effect) -> State:
    """The reaction, then the first way that is open, then the cues displayed there."""
    after = reaction(script, before, effect)
    if after.place < 0:
        return after
    place = next((to for holds, to in effect.branches if holds is None or holds(after)), after.place)
    shown = script.shown(place, after.load, observed=False) if place >= 0 else 0
    return after._replace(place=place, known=after.known | shown, turn=after.turn + 1)


def walk(script: Script, chance: Random, turns: int = 40) -> int:
    """A random play in which every answer is given both ways; the number of answers."""
    state, answers = script.start, 0
    for _ in range(turns):
        if state.place < 0:
            break
        state = aside(script, state, chance)
        effect = answer(script, state, chance)
        if effect is None:
            break
        after = advance(script, state, effect)
        assert after == plainly(script, state, effect)
        assert react(script, state, effect) == reaction(script, state, effect)
        state, answers = after, answers + 1
    return answers


def aside(script: Script, state: State, chance: Random) -> State:
    if chance.random() < 0.2:
        state = observe(script, state)
    if state.load and chance.random() < 0.3:
        state = breathe(script, state)
    return state


def answer(script: Script, state: State, chance: Random) -> Effect | None:
    """What is said at an exchange or sent in a message; readings and reflections are gone past by chance."""
    moment = script.moment_at(state)
    if isinstance(moment, Exchange):
        options = script.node(state.place).open(state)
        silence = script.silence(state.place)
        if silence is not None and chance.random() < 0.2:
            return silence
        return chance.choice(list(chance.choice(options).effects.values())) if options else None
    if isinstance(moment, Compose):
        parts = script.open_parts(state)
        return script.mail(state.place, chance.sample(parts, chance.randint(1, len(parts))))
    assert isinstance(moment, Read | Reflect)
    elsewhere = [place for place, one in enumerate(script.moments) if isinstance(one, Exchange)]
    node = script.node(chance.choice(elsewhere)) if elsewhere else None
    return chance.choice(node.options).effect if node and node.options else None


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_turn_of_bundled_scenarios_is_what_the_rules_say(file: Path) -> None:
    scenario = read_scenario(file).scenario
    assert scenario is not None
    for variant in (None, *scenario.variants):
        for load in LOADS:
            script = Script(scenario, variant, desk=Desk(load, latitude="high"))
            assert sum(walk(script, Random(seed)) for seed in range(40)) > 40


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_from_any_state_a_response_does_what_the_rules_say(seed: int) -> None:
    chance = Random(seed)
    for script, effect in EFFECTS:
        before = anywhere(script, effect, chance)
        assert advance(script, before, effect) == plainly(script, before, effect)
        assert react(script, before, effect) == reaction(script, before, effect)


def anywhere(script: Script, effect: Effect, chance: Random) -> State:
    """Any state at the effect's moment, whether or not a play leads there."""
    known, wishes = chance.getrandbits(len(script.knowable)), script.wishes
    discovered = chance.getrandbits(len(script.knowable)) & known & wishes
    served = chance.getrandbits(len(script.knowable)) & known & wishes
    return script.start._replace(
        place=effect.place,
        valence=chance.randint(-10, script.temper.highest_valence), arousal=chance.randint(-10, 10),
        control=chance.randint(-10, 10), trust=chance.randint(0, 10),
        heard=chance.randint(0, 1), load=chance.randint(0, 2), known=known, discovered=discovered, served=served,
        guessed=chance.getrandbits(len(script.knowable)) & wishes & ~served,
        confirmed=chance.getrandbits(len(script.knowable)) & served,
        answered=chance.choice((0, effect.moment_bit)), sympathies=chance.randint(0, 3),
        lowered=chance.randint(0, 1), insights=chance.randint(0, 2), warm=chance.randint(0, 1),
        highest=chance.randint(0, 3), turn=chance.randint(1, 9), hands=chance.randint(0, 3),
    )  # fmt: skip


def every_effect(file: Path) -> list[tuple[Script, Effect]]:
    scenario = read_scenario(file).scenario
    assert scenario is not None
    return [
        (script, effect)
        for variant in (None, *scenario.variants)
        for script in [Script(scenario, variant)]
        for place in range(len(script.moments))
        for option in script.node(place).options
        for effect in option.effects.values()
    ]


EFFECTS = [pair for file in FILES if file.parent.name == "fr" for pair in every_effect(file)]
