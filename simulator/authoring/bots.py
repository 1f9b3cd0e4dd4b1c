"""Bots: strategies played to the end of a scenario, on the integer half of the engine."""

from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction
from random import Random
from typing import Final

import msgspec

from simulator.authoring.strategies import STRATEGIES, TONES_CHOSEN, Candidates, ranked
from simulator.conversation.advance import advance, breathe, read, reflect
from simulator.conversation.decisions import Deliver
from simulator.conversation.path import Deliveries, walk
from simulator.conversation.play import Play
from simulator.conversation.scene import shuffled
from simulator.conversation.script import Script
from simulator.conversation.state import BREATHED, State
from simulator.debrief.scorecard import scorecard
from simulator.errors import BadPath
from simulator.scenario.model import Compose, Exchange, Read
from simulator.scenario.rehearsal import Rehearsal

SEEDS: Final = range(20)
MOST_TURNS: Final = 400
"""A bot that circles is stopped here, and marked for what it has done."""
MOST_WORK: Final = 20_000
"""Responses and conditions that one play may look at: where moments hold hundreds of them, it is stopped sooner."""
LEAST_WORK: Final = 1_000
KEY: Final = "key"
DEAF_LIMIT: Final = 55
"""The overall mark that no strategy that does not listen may exceed, on average."""
RANDOM_LIMIT: Final = 50
CHANCE: Final = "random"
MORE_BY_CHANCE: Final = 10
"""Where chance comes out above its limit, so many times as many plays are made before that is believed: the mean of
twenty calls whose marks are 18 apart has a standard error of 4."""
KEY_GOAL: Final = 95


class Marks(msgspec.Struct, frozen=True):
    """Overall marks of one strategy over its seeds, 0..100."""

    mean: float
    min: float
    max: float
    plays: int
    """How many calls these are the marks of."""


class Table(msgspec.Struct, frozen=True):
    """All strategies on one scenario and variant."""

    id: str
    language: str
    variant: str | None
    bots: dict[str, Marks]

    def missed(self) -> tuple[str, ...]:
        """The strategies that miss their target."""
        return tuple(name for name, marks in self.bots.items() if not on_target(name, marks))


def on_target(name: str, marks: Marks) -> bool:
    """Whether a strategy's mean is where a good scenario puts it."""
    if name == KEY:
        return marks.mean >= KEY_GOAL
    return marks.mean <= (RANDOM_LIMIT if name == CHANCE else DEAF_LIMIT)


def bots(
    script: Script, rehearsals: Iterable[Rehearsal] = (), *, seeds: Iterable[int] = SEEDS, work: int = MOST_WORK
) -> Table:
    """Every strategy over the seeds; the key is the rehearsal named `best`, or `best-VARIANT`.

    `work`: how many responses and conditions each play may look at. Chance is played `MORE_BY_CHANCE` times as often
    where it comes out above its limit.
    Raises BadPath, before anything is played, where that rehearsal cannot be walked.
    """
    seeds = tuple(seeds)
    candidates = Candidates(script)
    table: dict[str, Marks] = {}
    best = key_path(script, rehearsals)
    if best is not None:
        table[KEY] = _marks([overall_of_path(script, best)])
    for strategy in STRATEGIES:
        table[strategy] = _marks(_scores(script, strategy, seeds, candidates, work))
    if not on_target(CHANCE, table[CHANCE]):
        first = max(seeds) + 1
        further = range(first, first + (MORE_BY_CHANCE - 1) * len(seeds))
        table[CHANCE] = _marks(_scores(script, CHANCE, (*seeds, *further), candidates, work))
    return Table(script.scenario.id, script.scenario.language, script.variant, table)


def _scores(script: Script, strategy: str, seeds: Iterable[int], candidates: Candidates, work: int) -> list[Fraction]:
    return [overall(script, play(script, strategy, seed, candidates, work)) for seed in seeds]


def key_name(variant: str | None) -> str:
    """What the rehearsal of the best path is called, for a customer."""
    return "best" if variant is None else f"best-{variant}"


def key_path(script: Script, rehearsals: Iterable[Rehearsal]) -> tuple[str, ...] | None:
    """The path of the rehearsal that shows the best way for this customer, with the tones that it is said in."""
    name = key_name(script.variant)
    key = next((one for one in rehearsals if one.name == name and one.variant == script.variant), None)
    return None if key is None else _with_tones(script, key) if key.deliver else key.path


def _with_tones(script: Script, rehearsal: Rehearsal) -> tuple[str, ...]:
    """Its path with the tones of `deliver` behind the items; from where it cannot be walked on, as it is."""
    items: list[str] = []
    conversation = Play(script)
    with suppress(BadPath):  # whoever walks what comes of this meets it again
        for step in walk(conversation, rehearsal.path, Deliveries(rehearsal.deliver)):
            said = conversation.decisions[-1]
            tone = f"@{said.tone}" if isinstance(said, Deliver) and step.item.tone is None else ""
            items.append(step.item.text + tone)
    return (*items, *rehearsal.path[len(items) :])


def overall_of_path(script: Script, path: Iterable[str]) -> Fraction:
    """The overall mark of a path. Raises BadPath where it cannot be walked."""
    conversation = Play(script)
    for _ in walk(conversation, path):
        pass
    return overall(script, conversation.state)


def overall(script: Script, state: State) -> Fraction:
    """The overall mark of a call as it stands, 0..100."""
    return scorecard(script, state).overall


def play(
    script: Script, strategy: str, seed: int, candidates: Candidates | None = None, work: int = MOST_WORK
) -> State:
    """One play to its end (or to the limit). The same strategy and seed always play the same."""
    candidates = candidates or Candidates(script)
    chance = Random(f"{seed}:{strategy}")  # noqa: S311 - a game's dice, not a secret
    state = script.start
    for _ in range(MOST_TURNS):
        if state.place < 0 or work <= 0:
            break
        work -= candidates.burden(state.place)
        state = _turn(script, state, strategy, seed, chance, candidates)
    return state


def _turn(script: Script, state: State, strategy: str, seed: int, chance: Random, candidates: Candidates) -> State:
    moment = script.moment_at(state)
    name = script.moment_id(state)
    if isinstance(moment, Exchange):
        return _say(script, state, strategy, shown_order(script, state, seed), chance, candidates)
    if isinstance(moment, Compose):
        shown = shuffled(script.open_parts(state), seed=seed, moment=name)
        at = candidates.at(state.place)
        order = ranked(strategy, [at[part] for part in shown], chance)
        if len(order) < max(1, moment.pick[0]):
            return state
        parts = tuple(candidate.name for candidate in order[: max(1, moment.pick[0])])
        return advance(script, state, script.mail(state.place, parts))
    if isinstance(moment, Read):
        right = script.right_readings(moment)
        picks = shuffled((*right, *moment.misreadings), seed=seed, moment=name)
        pick = chance.choice(picks) if STRATEGIES[strategy] is None else picks[0]
        is_right = pick in right
        return read(script, state, reveals=script.knowable.bit(pick) if is_right else 0, is_right=is_right)
    return reflect(script, state)


def shown_order(script: Script, state: State, seed: int) -> list[str]:
    """The ids of a moment's responses in the order in which a seed shows them."""
    node = script.node(state.place)
    return shuffled((option.name for option in node.options), seed=seed, moment=script.moment_id(state))


def _say(
    script: Script, state: State, strategy: str, shown: list[str], chance: Random, candidates: Candidates
) -> State:
    node = script.node(state.place)
    allowed = node.allowed(state)
    if node.locked(state, allowed) is not None and not state.hands & BREATHED:
        state = breathe(script, state)
    options = {option.name: option for option in node.open(state)}
    if not options:
        return state
    at = candidates.at(state.place)
    first = ranked(strategy, [at[name] for name in shown if name in options], chance)[0]
    option = options[first.name]
    tone = option.tone if len(option.effects) == 1 else TONES_CHOSEN.get(strategy, "steady")
    return advance(script, state, option.effects[tone])


def _marks(scores: list[Fraction]) -> Marks:
    return Marks(
        mean=float(round(sum(scores, Fraction(0)) / len(scores), 2)),
        min=float(round(min(scores), 2)),
        max=float(round(max(scores), 2)),
        plays=len(scores),
    )
