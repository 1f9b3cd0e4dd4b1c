"""One call is one call: on the screen, in lines, in a trace, for the bots, in any process and on any machine."""

import hashlib
import json
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.authoring.random_play import random_play
from simulator.conversation import decisions as do
from simulator.conversation.decisions import Decision
from simulator.conversation.path import Deliveries, walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.report import debrief
from simulator.debrief.scorecard import Scorecard, scorecard
from simulator.history.keeping import finished
from simulator.locations import bundled_packs
from simulator.scenario.packs import scenario_files
from simulator.scenario.reading import read_scenario
from simulator.scenario.vocabulary import FACETS
from simulator.tui.answers.composing import REREAD, SEND, TAKE_BACK
from simulator.tui.answers.reflecting import LEFT_OPEN
from simulator.tui.memory import Memory
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.shelf import Title
from simulator.tui.widgets.picker import Picker
from tests.kit import legal
from tests.plain.typist import platine, sit, surroundings, typed
from tests.tui.stage import app, items, reacted

FILES = [file for language in ("fr", "en") for file in scenario_files(bundled_packs() / language)]


def scripts() -> list[Script]:
    found = []
    for file in FILES:
        scenario = read_scenario(file).scenario
        assert scenario is not None
        found += [Script(scenario, variant, agent="Alex") for variant in (None, *scenario.variants)]
    return found


SCRIPTS = scripts()
NAMES = [f"{script.scenario.language}-{script.scenario.id}-{script.variant or 'base'}" for script in SCRIPTS]


def whole(script: Script, chance: Random, seed: int) -> Play:
    """A random play to its end, with everything that an agent may do on the way."""
    play = Play(script, seed=seed, practice=True)
    for _decision in range(300):
        if play.is_over:
            return play
        if play.phase.name == "BRIEFING":
            play.answer()
        play.decide(chance.choice(legal(play)))
    raise AssertionError("a play that never ends")


def marks(play: Play) -> Scorecard:
    assert play.ended is not None
    return scorecard(play.script, play.state, outcome=play.ended.outcome)


def path_of(play: Play) -> list[str]:
    """The items of the path that walks what was decided; what was thought, or taken back, leaves no mark."""
    found: list[str] = []
    again = Play(play.script, seed=play.seed, practice=True)
    again.answer()
    draft: tuple[str, ...] = ()
    for decision in play.decisions:
        moment = again.scene().moment
        match decision:
            case do.Respond(response=name):
                found.append(f"{moment}.{name}")
            case do.Deliver(tone=tone):
                found[-1] += f"@{tone}"
            case do.TakeBack():
                draft = ()
                if found[-1] == f"{moment}.{again.position.chosen}":
                    found.pop()
            case do.Compose(parts=parts):
                draft = parts
            case do.Send():
                found.append(f"{moment}.{'+'.join(draft)}")
            case do.Read(pick=pick):
                found.append(f"{moment}.{pick}")
            case do.Reflect():
                found.append(moment)
            case do.Observe():
                found.append("!observe")
            case do.Breathe():
                found.append("!breathe")
        again.decide(decision)
    return found


@settings(deadline=None, max_examples=25)
@given(
    script=st.sampled_from(SCRIPTS),
    chance=st.integers(0, 2**32),
    seed=st.integers(0, 2**31 - 1),
    by_number=st.booleans(),
)
def test_typed_walked_resumed_and_branched_a_call_has_one_score(script, chance, seed, by_number) -> None:
    play = whole(script, Random(chance), seed)
    lines = Play(script, seed=seed, practice=True)
    sit(lines, typed(play, by_number=by_number))
    walked = Play(script)
    list(walk(walked, path_of(play), Deliveries()))
    resumed = Play(script, seed=seed, decisions=play.decisions)
    assert lines.state == resumed.state == play.state
    assert marks(lines) == marks(walked) == marks(resumed) == marks(play) == debrief(play).scorecard
    for kept in range(len(play.decisions)):
        cut = Play(script, seed=seed, decisions=play.decisions[:kept])
        for decision in play.decisions[kept:]:
            cut.decide(decision)
        assert cut.state == play.state


@settings(deadline=None, max_examples=25)
@given(script=st.sampled_from(SCRIPTS), chance=st.integers(0, 2**32))
def test_a_bot_s_play_is_the_play_of_a_person_who_decides_the_same(script, chance) -> None:
    told: list[Decision] = []
    ended = random_play(script, Random(chance), told.append)
    play = Play(script, decisions=told)
    assert play.is_over
    assert play.state == ended
    assert play.ended is not None
    assert marks(play) == scorecard(script, ended, outcome=play.ended.outcome)


async def pick(pilot, screen, name: str) -> None:
    screen.query_one(Picker).pick_number(items(screen).index(name) + 1)
    await reacted(pilot)


async def decide_on_screen(pilot, screen, decision: Decision) -> None:
    """What a person would do with the keys for this decision."""
    match decision:
        case do.Respond(response=name) | do.Read(pick=name) | do.Deliver(tone=name):
            await pick(pilot, screen, name)
        case do.Compose(parts=parts):
            while len(screen._answering.order):
                await pilot.press("backspace")
            for part in parts:
                await pick(pilot, screen, part)
            await pick(pilot, screen, REREAD)
        case do.Send():
            await pick(pilot, screen, SEND)
        case do.TakeBack() if TAKE_BACK in items(screen):
            await pick(pilot, screen, TAKE_BACK)
        case do.TakeBack():
            await pilot.press("backspace")
        case do.Reflect(picks=picks):
            for facet in FACETS:
                await pick(pilot, screen, picks.get(facet, LEFT_OPEN))
        case _:
            await pilot.press({do.Observe: "o", do.Breathe: "b", do.Coach: "c"}[type(decision)])
    await reacted(pilot)


@pytest.mark.parametrize("script", SCRIPTS[::4], ids=NAMES[::4])
async def test_the_same_keys_on_the_screen_end_in_the_same_score(script) -> None:
    wanted = whole(script, Random(len(script.scenario.id)), 5)
    platine_app = app((Title("pack", script.scenario),))
    async with platine_app.run_test(size=(100, 40)) as pilot:
        play = Play(script, seed=5, practice=True)
        screen = ConversationScreen(play, Memory(None, platine_app.tell).begin(script, None, seed=5, practice=True))
        await platine_app.push_screen(screen)
        await pilot.pause()
        for decision in wanted.decisions:
            await decide_on_screen(pilot, screen, decision)
        assert play.is_over
    assert play.state == wanted.state
    assert marks(play) == marks(wanted)
    assert finished(play) == finished(wanted)


def test_the_figures_of_the_command_line_are_those_of_the_play(tmp_path) -> None:
    for script in SCRIPTS[::4]:
        play = whole(script, Random(1), 0)
        name = f"{script.scenario.language}/{script.scenario.id}"
        done = platine("trace", name, "--variant", script.variant or "base", "--path", ",".join(path_of(play)),
                       "--format", "json", home=tmp_path)  # fmt: skip
        card = json.loads(done.stdout)["scorecard"]
        assert card["overall"] == pytest.approx(float(marks(play).overall), abs=0.006)
        assert card["stage_highest"] == marks(play).stage_highest


MANY = """
import hashlib, sys
from random import Random
from simulator.cli.app import run
for name, path in zip(sys.argv[1::2], sys.argv[2::2]):
    try:
        run(["trace", name, "--path", path, "--format", "json"])
    except SystemExit as left:
        assert not left.code
for name in sys.argv[1::2]:
    try:
        run(["bots", name, "--seeds", "3", "--format", "json"])
    except SystemExit as left:
        assert not left.code
"""


def test_the_same_bytes_come_out_whatever_the_process_and_its_surroundings(tmp_path) -> None:
    arguments = []
    for script in [one for one in SCRIPTS if one.variant is None]:
        path = path_of(whole(script, Random(2), 0))
        arguments += [f"{script.scenario.language}/{script.scenario.id}", ",".join(path)]
    surrounded = (
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kathmandu"},
        {"PYTHONHASHSEED": "4242", "LC_ALL": "C", "COLUMNS": "20", "PYTHONOPTIMIZE": "1"},
        {"PYTHONHASHSEED": "77", "LANG": "tr_TR.UTF-8", "LC_NUMERIC": "de_DE.UTF-8", "NO_COLOR": "1"},
    )
    digests = set()
    for environment in surrounded:
        done = subprocess.run(
            [sys.executable, "-c", MANY, *arguments], capture_output=True, timeout=120, check=True,
            env=surroundings(tmp_path, PLATINE_LANGUAGE="fr", **environment),
        )  # fmt: skip
        assert done.stdout
        digests.add(hashlib.sha256(done.stdout).hexdigest())
    assert len(digests) == 1


def test_a_trace_says_the_same_figures_in_both_languages(tmp_path) -> None:
    script = SCRIPTS[0]
    path = ",".join(path_of(whole(script, Random(4), 0)))
    name = f"{script.scenario.language}/{script.scenario.id}"
    told = [
        json.loads(
            platine("--language", language, "trace", name, "--path", path, "--format", "json", home=tmp_path).stdout
        )
        for language in ("fr", "en")
    ]
    assert told[0]["scorecard"] == told[1]["scorecard"]
    assert without_words(told[0]) == without_words(told[1])


def without_words(value: object) -> object:
    """The data, less the sentences of the reasons, which are in the reader's language."""
    if isinstance(value, dict):
        return {key: without_words(below) for key, below in value.items() if key != "text"}
    return [without_words(below) for below in value] if isinstance(value, list) else value


def test_the_order_that_a_seed_shows_is_the_same_in_every_process(tmp_path) -> None:
    told = {
        platine(
            "play", "fr/ligne-coupee", "--plain", "--no-save", "--seed", "12345", home=tmp_path, PYTHONHASHSEED=seed
        ).stdout
        for seed in ("0", "9", "random")
    }
    assert len(told) == 1
