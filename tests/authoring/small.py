"""Random small scenarios with everything that a state can hang on, and all that can happen in them by brute force."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations
from typing import Any

import msgspec
from hypothesis import strategies as st

from simulator.conversation.advance import advance, breathe, observe, react, read, reflect
from simulator.conversation.effects import Effect
from simulator.conversation.script import Script
from simulator.conversation.state import BREATHED, DRAINED, OBSERVED, State
from simulator.debrief.scorecard import scorecard
from simulator.rubric.mood import mood_word
from simulator.scenario.conditions import Condition, comparison
from simulator.scenario.model import (
    Base,
    Branch,
    Called,
    Compose,
    Cue,
    Desk,
    Empathy,
    Ending,
    Exchange,
    LineCase,
    Question,
    Read,
    Reflect,
    Response,
    Scenario,
    Silence,
    Wish,
)
from simulator.scenario.vocabulary import LOADS, TONES
from tests.kit import customer, scenario

IDS = ("wait", "tired", "again", "sure", "owned")
FLAGS = ("red", "blue")
QUESTIONS = ("q", "u")
NEEDS = ("certainty", "ownership", "control", "safety")
LATEST = 9
"""Conditions ask about turns up to 4: later turns are all alike."""
OTHER = "tom"
SIGNS = st.builds(
    Cue,
    st.just("A sigh"),
    st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple),
    st.booleans(),
    st.sampled_from((None, "loaded", "drained")),
)
ENDINGS = {"done": Ending("solved", "It works."), "lost": Ending("unsolved", "The tone.")}


@st.composite
def conditions(draw: st.DrawFn, names: tuple[str, ...], depth: int = 1) -> Condition:
    some = draw(st.integers(0, 9 if depth else 7))
    match some:
        case 0:
            return Condition(knows=(draw(st.sampled_from(IDS)),))
        case 1:
            return Condition(trust=comparison(draw(st.sampled_from((">= 4", "<= 2", "== 5", "> 5")))))
        case 2:
            return Condition(
                mood=tuple(draw(st.sets(st.sampled_from(("angry", "cold", "anxious", "relieved")), min_size=1)))
            )
        case 3:
            return Condition(flag=(draw(st.sampled_from(FLAGS)),))
        case 4:
            return Condition(said=(f"{draw(st.sampled_from(names))}.a",))
        case 5:
            return Condition(
                turn=comparison(draw(st.sampled_from((">= 2", "<= 3", "== 4")))), load=("light", "loaded")
            )
        case 6:
            return Condition(answered=(draw(st.sampled_from(QUESTIONS)),))
        case 7:
            return Condition(latitude=(draw(st.sampled_from(("low", "medium"))),))
        case 8:
            return Condition(negated=draw(conditions(names, depth - 1)))
        case _:
            return Condition(alternatives=(draw(conditions(names, depth - 1)), draw(conditions(names, depth - 1))))


@st.composite
def responses(draw: st.DrawFn, names: tuple[str, ...], *, part: bool = False) -> Response:
    several = st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple)
    level = st.integers(0, 2)
    keys = {
        "empathy": draw(st.one_of(st.sampled_from(("full", "none")), st.builds(Empathy, level, level, level))),
        "naturalness": draw(st.integers(1, 4)),
        "tone": draw(st.sampled_from(TONES)),
        "uses": draw(several),
        "reveals": draw(several),
        "offers": draw(st.lists(st.sampled_from(NEEDS), max_size=2, unique=True).map(tuple)),
        "confirms": draw(st.booleans()),
        "dismisses": draw(st.integers(0, 4)) == 0,
        "misreads": draw(st.integers(0, 6)) == 0,
        "empty_promise": draw(st.integers(0, 6)) == 0,
        "sets": draw(st.lists(st.sampled_from(FLAGS), max_size=1).map(tuple)),
        "when": draw(st.none() | conditions(names)),
    }
    say = draw(st.sampled_from(("Well.", "I am sorry for the inconvenience.", "As soon as possible.")))
    if part:
        return Response(
            say, answers=draw(st.sampled_from(({}, {"q": "full"}, {"u": "full"}, {"q": "partly"}))), **keys
        )
    return Response(say, draw(branches(names)), progress=draw(st.integers(0, 2)), **keys)


@st.composite
def branches(draw: st.DrawFn, names: tuple[str, ...]) -> tuple[Branch, ...]:
    targets = st.sampled_from((*names, *names, "done", "lost"))
    first = [Branch(draw(targets), draw(conditions(names)))] if draw(st.integers(0, 2)) == 0 else []
    return (*first, Branch(draw(targets)))


@st.composite
def moments(draw: st.DrawFn, names: tuple[str, ...]) -> Exchange | Read | Reflect | Compose:
    kind = draw(st.sampled_from(("exchange",) * 6 + ("read", "reflect", "compose")))
    lines = (
        (LineCase("Hm.", draw(conditions(names))), LineCase("Well?")) if draw(st.booleans()) else (LineCase("Well?"),)
    )
    level = st.integers(0, 2)
    called = Called(draw(st.builds(Empathy, level, level, level)))
    cues = tuple(draw(st.lists(SIGNS, max_size=2)))
    if kind == "read":
        return Read(lines, "feels", ("tired",), {"bored": "Bored"}, draw(branches(names)), cues)
    if kind == "reflect":
        return Reflect("empathy", draw(branches(names)), cues=cues)
    if kind == "compose":
        parts = {name: draw(responses(names, part=True)) for name in "ab"}
        questions = {"q": Question("When?"), "u": Question("Now?", urgent=draw(st.booleans()))}
        return Compose(lines, called, questions, parts, (1, 2), draw(branches(names)), cues)
    return Exchange(
        lines,
        called,
        {name: draw(responses(names)) for name in "abc"[: draw(st.integers(2, 3))]},
        cues,
        draw(st.sampled_from(("set", "set", "set", "choose"))),
        draw(st.integers(1, 2)),
        draw(st.none() | st.builds(Silence, st.just(9), branches(names))),
    )


@st.composite
def scenarios(draw: st.DrawFn, most: int = 4) -> Scenario:
    names = tuple(f"m{number}" for number in range(draw(st.integers(1, most))))
    who = customer(
        wishes={"sure": Wish("feels", "certainty", "Sure"), "owned": Wish("thinks", "ownership", "Owned")},
        known=draw(st.sampled_from(((), ("wait",), ("sure",)))),
        severity=draw(st.sampled_from((0, 6))),
        base=Base(trust=draw(st.sampled_from((0, 5, 5)))),
    )
    built = {name: draw(moments(names)) for name in names}
    for_others = draw(st.sets(st.sampled_from((*names, "lost")), max_size=1)) - {names[0]}
    there = {name: _for(name, one, for_others) for name, one in built.items()}
    # The conditions ask about `m.a`: without such a response nobody could ever have said it.
    return scenario(
        there,
        who=who,
        endings={name: _for(name, one, for_others) for name, one in ENDINGS.items()},
        variants={OTHER: who},
        channel=draw(st.sampled_from(("phone", "counter"))),
        desk=Desk(draw(st.sampled_from(LOADS))),
    )


def _for(name: str, one: Any, for_others: Collection[str]) -> Any:
    """A moment or an ending, there for the other customer alone if it is one of these."""
    return msgspec.structs.replace(one, only=(OTHER,)) if name in for_others else one


@dataclass
class Everything:
    """All that can happen in a case, by trying everything in every full state."""

    script: Script
    facts: set[tuple[str | int, ...]] = field(default_factory=set)
    scores: dict[str, set[Fraction]] = field(default_factory=dict)
    stages: set[str] = field(default_factory=set)
    states: set[State] = field(default_factory=set)
    ways: dict[State, set[State]] = field(default_factory=dict)
    whole: bool = True


def everything(script: Script, most: int = 1_200) -> Everything:
    """`whole` is false where there are more than `most` full states."""
    found = Everything(script)
    waiting = [script.start]
    while waiting:
        state = waiting.pop()
        if state in found.states:
            continue
        if len(found.states) >= most:
            found.whole = False
            return found
        found.states.add(state)
        if state.place < 0:
            _ended(found, state)
            continue
        found.ways[state] = set()
        for after, counts in _answers(found, state):
            after = after._replace(turn=min(after.turn, LATEST))
            if counts:
                found.ways[state].add(after)
            waiting.append(after)
    _traps(found)
    return found


def _ended(found: Everything, state: State) -> None:
    script = found.script
    card = scorecard(script, state)
    found.facts.add(("ending", script.ending_ids[-1 - state.place]))
    found.facts.add(("mood", mood_word(state.valence, state.arousal, state.control)))
    for name in ("overall", "empathy", "naturalness"):
        found.scores.setdefault(name, set()).add(getattr(card, name))
    found.scores.setdefault("ladder", set()).add(card.ladder.total)
    found.stages.add(card.stage_highest)


def _prepared(script: Script, state: State) -> Iterator[State]:
    yield state
    if not state.hands & OBSERVED:
        yield from _prepared(script, observe(script, state))
    if state.load and not state.hands & BREATHED:
        yield from _prepared(script, breathe(script, state))


def _answers(found: Everything, arrived: State) -> Iterator[tuple[State, bool]]:
    """Every state that follows, and whether it counts as a way out."""
    script = found.script
    moment, name = script.moment_at(arrived), script.moment_id(arrived)
    for number, case in enumerate(moment.line):
        if script.line(arrived) == case.text:
            found.facts.add(("line", name, number))
            break
    for state in _prepared(script, arrived):
        found.facts.add(("moment", name))
        found.facts |= {("knows", name, one) for one in script.knowable.within(state.known)}
        for number, cue in enumerate(moment.cues):
            clear = cue.load_hides is None or state.load < LOADS.index(cue.load_hides)
            if clear and (not cue.hidden or state.hands & OBSERVED):
                found.facts.add(("cue", name, number))
        if isinstance(moment, Exchange):
            if moment.silence is not None:
                effect = script.silence(arrived.place)
                assert effect is not None
                _note_way(found, state, effect, moment.silence.then, name, "!silence")
                yield advance(script, state, effect), False
            yield from _spoken(found, state, moment, name)
        elif isinstance(moment, Compose):
            yield from _sent(found, state, moment, name)
        elif isinstance(moment, Read):
            for pick in (*script.right_readings(moment), *moment.misreadings):
                right = pick not in moment.misreadings
                reveals = script.knowable.bit(pick) if right else 0
                known = state._replace(known=state.known | reveals)
                _note_first(found, known, moment.then, name, "")
                yield read(script, state, reveals=reveals, is_right=right), True
        else:
            _note_first(found, state, moment.then, name, "")
            yield reflect(script, state), True


def _spoken(found: Everything, state: State, moment: Exchange, name: str) -> Iterator[tuple[State, bool]]:
    script = found.script
    node = script.node(state.place)
    allowed = node.allowed(state)
    if not allowed:
        found.facts.add(("closed", name))
    for option in allowed:
        _note_open(found, state, option.response, name, option.name)
    for option in node.open(state):
        for effect in option.effects.values():
            _note_way(found, state, effect, option.response.then, name, option.name)
            hangs_up = effect.dismisses and script.can_hang_up and state.trust == 0
            yield advance(script, state, effect), not hangs_up


def _sent(found: Everything, state: State, moment: Compose, name: str) -> Iterator[tuple[State, bool]]:
    script = found.script
    parts = script.open_parts(state)
    if len(parts) < moment.pick[0]:
        found.facts.add(("closed", name))
    for part in parts:
        _note_open(found, state, moment.parts[part], name, part)
    for number in range(moment.pick[0], min(moment.pick[1], len(parts)) + 1):
        for chosen in permutations(parts, number):
            effect = script.mail(state.place, chosen)
            _note_way(found, state, effect, moment.then, name, "")
            hangs_up = effect.dismisses and script.can_hang_up and state.trust == 0
            yield advance(script, state, effect), not hangs_up


def _note_open(found: Everything, state: State, response: Response, moment: str, name: str) -> None:
    script = found.script
    found.facts.add(("open", moment, name))
    known = script.knowable.within(state.known)
    found.facts |= {("use", moment, name, one) for one in response.uses if one in known}
    wishes = script.customer.wishes
    found.facts |= {("wish-met", one) for one in known if one in wishes and wishes[one].need in response.offers}


def _note_way(
    found: Everything, state: State, effect: Effect, then: tuple[Branch, ...], moment: str, response: str
) -> None:
    after = react(found.script, state, effect)
    if after.place >= 0:
        _note_first(found, after, then, moment, response)


def _note_first(found: Everything, state: State, then: tuple[Branch, ...], moment: str, response: str) -> None:
    for number, branch in enumerate(then):
        # A way to what this customer does not have is no way.
        way = found.script.ways_along((branch,))
        if way and (way[0][0] is None or way[0][0](state)):
            found.facts.add(("way", moment, response, number))
            return


def _traps(found: Everything) -> None:
    before: dict[State, set[State]] = {}
    for state, afters in found.ways.items():
        for after in afters:
            before.setdefault(after, set()).add(state)
    # A state in which nothing is open is told by itself, and is no trap.
    waiting = [
        state for state in found.states if state.place < 0 or (not found.ways[state] and _is_closed(found, state))
    ]
    saved = set(waiting)
    while waiting:
        for state in before.get(waiting.pop(), ()):
            if state not in saved:
                saved.add(state)
                waiting.append(state)
    for state in found.states - saved:
        found.facts.add(("trapped", found.script.moment_id(state)))


def _is_closed(found: Everything, state: State) -> bool:
    return ("closed", found.script.moment_id(state)) in found.facts and not _can_answer(found, state)


def _can_answer(found: Everything, state: State) -> bool:
    script = found.script
    moment = script.moment_at(state)
    for one in _prepared(script, state):
        if isinstance(moment, Exchange) and script.node(one.place).open(one):
            return True
        if isinstance(moment, Compose) and len(script.open_parts(one)) >= moment.pick[0]:
            return True
    return not isinstance(moment, Exchange | Compose)


__all__ = ["DRAINED", "Everything", "everything", "scenarios"]
