"""The ladder walked: what each turn earned or missed, and what became of each wish."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

import msgspec

from simulator.conversation.advance import react
from simulator.conversation.ground import spoken_options
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.conversation.state import State
from simulator.debrief.knowledge import Known
from simulator.debrief.turns import Turn, responses_of
from simulator.rubric.empathy import resolve
from simulator.rubric.ladder import ATTENTIVE_ENOUGH, EMPATHY, GOLDEN, INSIGHTS_WANTED, PLATINUM
from simulator.scenario.model import Compose, Empathy, Exchange, Response
from simulator.scenario.placeholders import fill
from simulator.scenario.vocabulary import Facet, Stage

Miss = Literal[
    "", "dismissed", "silent", "inattentive", "hollow", "misread",
    "nothing_used", "unknown_use", "not_understood",
    "guessed", "not_served", "not_discovered", "not_confirmed",
]  # fmt: skip
"""Why a turn did not earn what it could have; empty where it did.

`misread` may stand beside points earned: the golden rule pays for attention, even where it is mistaken.
"""


class Rung(msgspec.Struct, frozen=True):
    """What one turn was worth for one stage, in points of the ladder's 100."""

    stage: Stage
    earned: Fraction
    possible: Fraction
    """For platinum, what the best response open would have earned; of a message, only what was earned."""
    missed: Miss = ""
    about: tuple[str, ...] = ()
    """The ids concerned: what was used, served or discovered; or what could have been."""


class TurnClimb(msgspec.Struct, frozen=True):
    turn: int
    moment: str
    words: str
    kept: int
    golden: Rung
    empathy: Rung
    platinum: Rung


class WishPath(msgspec.Struct, frozen=True):
    """One wish: how it became known, and in which turn it was served, guessed and confirmed (None: never)."""

    name: str
    text: str
    facet: Facet
    need: str
    known: Known
    served: int | None
    guessed: int | None
    confirmed: int | None


class Climb(msgspec.Struct, frozen=True):
    turns: tuple[TurnClimb, ...]
    """Scored turns only."""
    wishes: tuple[WishPath, ...]


def climb(play: Play, turns: Sequence[Turn], knowledge: Mapping[str, Known]) -> Climb:
    script = play.script
    weight = max(play.state.weight, script.shortest)
    walked = tuple(
        TurnClimb(
            turn.number,
            turn.moment,
            turn.words,
            turn.kept,
            _golden(script, turn, weight),
            _empathy(script, turn),
            _platinum(script, turn),
        )
        for turn in turns
        if turn.answered.scored
    )
    return Climb(walked, wish_paths(script, turns, knowledge))


def wish_paths(script: Script, turns: Sequence[Turn], knowledge: Mapping[str, Known]) -> tuple[WishPath, ...]:
    """Every wish of this customer, in the scenario's order."""
    return tuple(
        WishPath(
            name=name,
            text=fill(wish.text, script.placeholders),
            facet=wish.facet,
            need=wish.need,
            known=knowledge[name],
            served=_first(turns, "served", script.knowable.bit(name)),
            guessed=_first(turns, "guessed", script.knowable.bit(name)),
            confirmed=_first(turns, "confirmed", script.knowable.bit(name)),
        )
        for name, wish in script.customer.wishes.items()
    )


def _first(turns: Iterable[Turn], field: str, bit: int) -> int | None:
    """The first turn after which this bit of a field of the state was set."""
    return next((turn.number for turn in turns if getattr(turn.answered.after, field) & bit), None)


def _golden(script: Script, turn: Turn, weight: int) -> Rung:
    answered = turn.answered
    possible = GOLDEN * Fraction(turn.weight, weight) if weight else Fraction(0)
    brought = answered.after.attentive - answered.before.attentive
    earned = GOLDEN * Fraction(brought, script.naturalness_unit * weight) if weight else Fraction(0)
    missed: Miss = ""
    if _was(turn, "dismissed"):
        missed = "dismissed"
    elif not answered.responses:
        missed = "silent"
    elif not _is_attentive(script, turn):
        missed = "inattentive"
    elif answered.naturalness < ATTENTIVE_ENOUGH:
        missed = "hollow"
    elif _was(turn, "misread"):
        missed = "misread"
    return Rung("golden", earned, possible, missed)


def _is_attentive(script: Script, turn: Turn) -> bool:
    """It reacts, relies on something known, or offers a need."""
    responses = responses_of(script, turn.answered)
    moment = script.scenario.moments[turn.moment]
    called = moment.calls_for.of(script.variant) if isinstance(moment, Exchange | Compose) else Empathy()
    reacts = any(response.offers or resolve(response.empathy, called).reaction for response in responses)
    return reacts or bool(_used(script, responses) & turn.answered.before.known)


def _used(script: Script, responses: Iterable[Response]) -> int:
    return script.knowable.mask(name for response in responses for name in response.uses)


def _empathy(script: Script, turn: Turn) -> Rung:
    before, after = turn.answered.before, turn.answered.after
    step = Fraction(EMPATHY, INSIGHTS_WANTED)
    used = _used(script, responses_of(script, turn.answered))
    relied_on = script.knowable.within(used & before.known)
    if after.insights > before.insights:
        return Rung("empathy", step, step, about=relied_on)
    if before.insights >= INSIGHTS_WANTED:
        return Rung("empathy", Fraction(0), Fraction(0), about=relied_on)
    if relied_on:
        return Rung("empathy", Fraction(0), step, "not_understood", relied_on)
    unknown = script.knowable.within(used & ~before.known)
    if unknown:
        return Rung("empathy", Fraction(0), step, "unknown_use", unknown)
    at_hand = _used(script, open_responses(script, turn)) & before.known
    return Rung("empathy", Fraction(0), step, "nothing_used", script.knowable.within(at_hand))


def _platinum(script: Script, turn: Turn) -> Rung:
    before, after = turn.answered.before, turn.answered.after
    earned = _gain(script, before, after)
    moved = (after.discovered & ~before.discovered) | (after.served & ~before.served) | (
        after.confirmed & ~before.confirmed
    )  # fmt: skip
    possible = earned
    if isinstance(script.moment_at(before), Exchange):
        options = script.node(before.place).open(before)
        reachable = (_gain(script, before, react(script, before, option.effect)) for option in options)
        possible = max(earned, max(reachable, default=earned))
    missed, about = _platinum_miss(script, turn) if possible > earned else _only_luck(script, turn)
    return Rung("platinum", earned, possible, missed, about or script.knowable.within(moved))


def _gain(script: Script, before: State, after: State) -> Fraction:
    then, now = (
        script.platinum(state.known, state.discovered, state.served, state.confirmed) for state in (before, after)
    )
    return PLATINUM * (now - then)


def _only_luck(script: Script, turn: Turn) -> tuple[Miss, tuple[str, ...]]:
    before, after = turn.answered.before, turn.answered.after
    guessed = script.knowable.within(after.guessed & ~before.guessed)
    return ("guessed", guessed) if guessed else ("", ())


def _platinum_miss(script: Script, turn: Turn) -> tuple[Miss, tuple[str, ...]]:
    """What another response open at this moment would have served, discovered or confirmed."""
    before, after = turn.answered.before, turn.answered.after
    others = open_responses(script, turn)
    servable = 0
    for response in others:
        for need in response.offers:
            servable |= script.serving.get(need, 0)
    unserved = servable & before.known & ~after.served
    if unserved:
        return "not_served", script.knowable.within(unserved)
    revealable = script.knowable.mask(name for response in others for name in response.reveals)
    undiscovered = revealable & script.wishes & ~after.known
    if undiscovered:
        return "not_discovered", script.knowable.within(undiscovered)
    return "not_confirmed", script.knowable.within(after.served & ~after.confirmed)


def open_responses(script: Script, turn: Turn) -> tuple[Response, ...]:
    """Everything that could have been said at this moment."""
    before = turn.answered.before
    moment = script.moment_at(before)
    if isinstance(moment, Exchange):
        return tuple(option.response for option in script.node(before.place).open(before))
    options = spoken_options(moment)
    return tuple(options[name] for name in script.open_parts(before))


def _was(turn: Turn, cause: str) -> bool:
    return any(reason.cause == cause for reason in turn.answered.reasons)
