"""Why scores and mood are what they are: the other half of a step.

`advance` moves the numbers; this tells the same story in reasons, in the same order. The suite holds the two
together: on every play, the reasons of a turn add up to what moved.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from simulator.conversation.customer import PATIENT
from simulator.conversation.effects import Effect
from simulator.conversation.events import Axis, Reason
from simulator.conversation.mail import URGENT_LATE
from simulator.conversation.state import DRAINED, SCALE, State
from simulator.rubric.empathy import DIMENSIONS, MISREAD_CAP, WEIGHTS, cost, levels
from simulator.rubric.ladder import stage_word
from simulator.rubric.naturalness import (
    COLD_TONES,
    FORCED_TONES,
    INCONGRUENT_COST,
    REPEAT_COST,
    TOO_LONG_COST,
    is_incongruent,
    stock_cost,
)
from simulator.rubric.needs import COMFORTS, WORKED_UP, halved
from simulator.rubric.reception import WORDS, WOUNDED

if TYPE_CHECKING:
    from simulator.conversation.script import Script

CAUSES: Final = (
    "missing", "excess", "misread", "dismissed", "silence", "coverage", "urgent_late",
    "rated", "stock", "repeat", "tone_cold", "tone_forced", "tone_lively", "too_long",
    "insight", "unknown_use", "again",
    "reception", "patience", "dismissal", "comfort", "comfort_halved", "wish_served", "wish_guessed",
    "confirmed", "empty_promise", "progress", "hold", "left_out", "calming", "cap", "bound",
    "load_up", "learned", "stage_reached", "stage_lowered", "stage_regained", "hung_up",
)  # fmt: skip
"""Every cause a reason can have."""


def explain(script: "Script", before: State, effect: Effect, after: State, *, hung_up: bool) -> tuple[Reason, ...]:
    """The reasons of one turn: the scores first, then the customer's reaction in its order, then what it opened.

    `after` is the state that `advance` gave, before the next moment's cues.
    """
    return (
        *_score_reasons(script, before, effect),
        *_credit_reasons(script, before, effect),
        *_mood_reasons(script, before, effect, after),
        *_outcome_reasons(script, before, after, hung_up=hung_up),
    )


def row_of(state: State) -> int:
    """The row of an effect's tables that holds in this state."""
    return state.sympathies + (4 if state.load == DRAINED else 0)


def _score_reasons(script: "Script", before: State, effect: Effect) -> Iterator[Reason]:
    judgement = effect.judgement
    if not judgement.words:
        yield Reason("silence")
        return
    yield from _empathy_reasons(effect)
    channel = script.scenario.channel
    rated = sum(words.rating for words in judgement.words) / len(judgement.words) / 4
    if rated < 1:
        yield Reason("rated", lost=1 - rated)
    for words in judgement.words:
        for hit in words.hits:
            lost = float(stock_cost(hit, channel)) / len(judgement.words)
            yield Reason("stock", about=hit.category, words=hit.phrase, lost=lost, count=hit.severity)
        if words.too_long:
            yield Reason("too_long", lost=float(TOO_LONG_COST) / len(judgement.words))
    if effect.bare and before.sympathies:
        yield Reason("repeat", lost=float(REPEAT_COST) * before.sympathies, count=before.sympathies)
    drained = before.load == DRAINED
    if len(judgement.words) == 1 and is_incongruent(
        judgement.tone,
        reaction=judgement.given.reaction,
        called_reaction=judgement.called.reaction,
        drained=drained,
    ):
        yield Reason(
            _incongruence(judgement.tone, drained=drained), about=judgement.tone, lost=float(INCONGRUENT_COST)
        )


def _incongruence(tone: str, *, drained: bool) -> str:
    if tone in COLD_TONES:
        return "tone_cold"
    return "tone_forced" if drained and tone in FORCED_TONES else "tone_lively"


def _empathy_reasons(effect: Effect) -> Iterator[Reason]:
    judgement = effect.judgement
    if effect.dismisses:
        yield Reason("dismissed", lost=1.0)
        return
    pairs = list(zip(DIMENSIONS, WEIGHTS, levels(judgement.given), levels(judgement.called), strict=True))
    dearest = sum(weight * max(cost(0, called), cost(2, called)) for _, weight, _, called in pairs)
    for dimension, weight, given, called in pairs:
        if given != called:
            cause = "missing" if given < called else "excess"
            lost = weight * cost(given, called) / dearest
            yield Reason(cause, about=dimension, count=abs(called - given), lost=lost)
    if judgement.misreads:
        yield Reason("misread", lost=1 - float(MISREAD_CAP))
    if judgement.coverage is not None:
        late = URGENT_LATE if judgement.urgent_late and judgement.coverage else 0
        answered = judgement.coverage + late
        if answered < 1:
            yield Reason("coverage", lost=float(1 - answered))
        if judgement.urgent_late:
            yield Reason("urgent_late", lost=float(late))


def _credit_reasons(script: "Script", before: State, effect: Effect) -> Iterator[Reason]:
    if before.answered & effect.moment_bit:
        yield Reason("again")
        return
    if effect.insight:
        for name in script.knowable.within(effect.uses & before.known):
            yield Reason("insight", about=name)
    for name in script.knowable.within(effect.uses & ~before.known):
        yield Reason("unknown_use", about=name)


def _mood_reasons(script: "Script", before: State, effect: Effect, after: State) -> Iterator[Reason]:
    """What moved the customer, in the order of the reaction; the last ones make the sums come out."""
    told: list[Reason] = []
    reception = effect.receptions[row_of(before)]
    told.append(_reason("reception", WORDS[reception], valence=reception, arousal=-reception, trust=reception))
    if reception < 0 and before.trust >= PATIENT:
        told.append(_reason("patience", valence=1, trust=1))
    if reception == WOUNDED:
        told.append(_reason("dismissal", control=-2))
    heard = before.heard or reception > 0
    told.extend(_comfort_reasons(effect, whole=bool(heard) or before.arousal - reception < WORKED_UP))
    met = effect.wishes & ~before.served
    for name in script.knowable.within(met & before.known):
        told.append(_reason("wish_served", name, valence=2, trust=1))
    for name in script.knowable.within(met & ~before.known & ~before.guessed):
        told.append(_reason("wish_guessed", name, valence=1))
    if effect.empty_promise:
        told.append(_reason("empty_promise", arousal=2, trust=-1))
    if effect.consequences.progress:
        told.append(_reason("progress", valence=effect.consequences.progress))
    if effect.consequences.hold:
        told.append(_reason("hold", arousal=1))
    for question in effect.judgement.left_out:
        told.append(_reason("left_out", question, valence=-1, arousal=1))
    yield from (reason for reason in told if reason.moves or reason.cause == "reception")
    arousal = before.arousal + sum(reason.moves.get("arousal", 0) for reason in told)
    rest = script.temper.rest
    calming = (arousal < rest) - (arousal > rest)
    if calming:
        yield Reason("calming", moves={"arousal": calming})
    yield from _bound_reasons(script, before, told, calming, after)


def _comfort_reasons(effect: Effect, *, whole: bool) -> Iterator[Reason]:
    for need in effect.consequences.offers:
        comfort = COMFORTS.get(need)
        if comfort is None:
            continue
        halves = comfort.waits_for_ear and not whole
        calm, control = (halved(comfort.calm), halved(comfort.control)) if halves else (comfort.calm, comfort.control)
        cause = "comfort_halved" if halves else "comfort"
        yield Reason(cause, about=need, moves=_moves(arousal=-calm, control=control, trust=comfort.trust))


def _bound_reasons(
    script: "Script", before: State, told: list[Reason], calming: int, after: State
) -> Iterator[Reason]:
    """Where a cap or the end of a scale kept an axis from moving as far as it would have."""
    axes: tuple[Axis, ...] = ("valence", "arousal", "control", "trust")
    for axis in axes:
        start = int(getattr(before, axis))
        reached = start + sum(reason.moves.get(axis, 0) for reason in told) + (calming if axis == "arousal" else 0)
        kept = int(getattr(after, axis)) - reached
        if kept:
            capped = axis == "valence" and kept < 0 and script.temper.highest_valence < SCALE
            yield Reason("cap" if capped else "bound", about=axis, moves={axis: kept})


def _outcome_reasons(script: "Script", before: State, after: State, *, hung_up: bool) -> Iterator[Reason]:
    for name in script.knowable.within(after.confirmed & ~before.confirmed):
        yield Reason("confirmed", about=name)
    for name in script.knowable.within(after.known & ~before.known):
        yield Reason("learned", about=name)
    if after.load > before.load:
        yield Reason("load_up", moves={"load": after.load - before.load})
    if after.lowered and not before.lowered:
        yield Reason("stage_lowered")
    elif before.lowered and not after.lowered:
        yield Reason("stage_regained")
    if after.highest > before.highest:
        yield Reason("stage_reached", about=stage_word(after.highest))
    if hung_up:
        yield Reason("hung_up")


def _reason(cause: str, about: str = "", **moves: int) -> Reason:
    return Reason(cause, about=about, moves=_moves(**moves))


def _moves(**moves: int) -> dict[Axis, int]:
    return {axis: points for axis, points in moves.items() if points}  # type: ignore[misc]
