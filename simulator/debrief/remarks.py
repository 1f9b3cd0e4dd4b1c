"""What could go better, ranked by what it cost.

One remark at most for a turn, about what cost it most, with the trainer's own words where he wrote some; then one
for the wishes never discovered, one for those not served and so on, and one for what the whole call lacked. Costs
are points of the overall mark, for ranking: what a missed wish cost is not counted again in the turns.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal

import msgspec

from simulator.conversation.events import Reason
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.conversation.state import BREATHED, OBSERVED, State
from simulator.debrief.climb import Climb, TurnClimb, WishPath
from simulator.debrief.done_well import LANDED, worth
from simulator.debrief.scorecard import OVERALL
from simulator.debrief.turns import Turn
from simulator.rubric.ladder import PLATINUM
from simulator.scenario.placeholders import fill

Topic = Literal[
    "dismissal", "misreading", "understanding", "question", "warmth", "measure", "silence",
    "own_words", "voice", "brevity", "repeat", "promise", "answer_all", "urgent_first",
    "assumption", "evidence", "discover", "serve", "luck", "confirm", "observe", "breathe",
]  # fmt: skip
"""What a remark is about; each has its sentence and its commitment."""

TOPIC_OF: Final[dict[str, Topic]] = {
    "dismissed": "dismissal",
    "misread": "misreading",
    "missing:interpretation": "understanding",
    "missing:exploration": "question",
    "missing:reaction": "warmth",
    "excess": "measure",
    "silence": "silence",
    "rated": "own_words",
    "stock": "own_words",
    "tone_cold": "voice",
    "tone_forced": "voice",
    "tone_lively": "voice",
    "too_long": "brevity",
    "repeat": "repeat",
    "empty_promise": "promise",
    "coverage": "answer_all",
    "urgent_late": "urgent_first",
    "unknown_use": "assumption",
    "nothing_used": "evidence",
}
"""The topic of each cause that costs something."""
_OF_NATURALNESS: Final = frozenset(
    {"rated", "stock", "tone_cold", "tone_forced", "tone_lively", "too_long", "repeat"}
)
_OUTWEIGHS: Final = {
    "dismissed": Fraction(1),
    "silence": Fraction(1),
    "empty_promise": Fraction(1, 4),
    "unknown_use": Fraction(1, 8),
    "nothing_used": Fraction(1, 12),
}
"""What a reason weighs in its turn where its share of a score does not say how much it matters. A choice of ours."""
_WHOLE: Final = 100
_WISH_SHARE: Final = Fraction(4, 10)
_CONFIRMED_SHARE: Final = Fraction(2, 10)


class Remark(msgspec.Struct, frozen=True):
    topic: Topic
    cost: Fraction
    """Points of the overall mark's 100."""
    turn: int | None = None
    words: str = ""
    """What was said."""
    coach: tuple[str, ...] = ()
    """The trainer's remark, which then stands instead of the generated one."""
    reason: Reason | None = None
    """What cost most in that turn."""
    about: tuple[str, ...] = ()
    """Ids of what was, or could have been, known, served or used."""
    signs: tuple[str, ...] = ()
    """What there was to see."""
    kept: int | None = None
    """`Play.branch(kept)`: try it again."""


def remarks(play: Play, turns: Sequence[Turn], climb: Climb) -> tuple[Remark, ...]:
    """All remarks, the dearest first; equals stay in the order of the call."""
    script = play.script
    steps = {step.turn: step for step in climb.turns}
    weight = max(play.state.weight, script.shortest)
    told = [
        *_turn_remarks(script, turns, steps, weight),
        *_wish_remarks(script, climb),
        *_desk_remarks(script, turns),
    ]
    return tuple(sorted(told, key=lambda remark: -remark.cost))


def _turn_remarks(
    script: Script, turns: Sequence[Turn], steps: Mapping[int, TurnClimb], weight: int
) -> Iterator[Remark]:
    for turn in turns:
        step = steps.get(turn.number)
        promised = any(reason.cause == "empty_promise" for reason in turn.answered.reasons)
        if worth(turn) >= LANDED and not promised:
            continue
        share = Fraction(turn.weight, weight) if step is not None and weight else Fraction(0)
        cost = _lost(turn, share) + (_ladder_lost(step) if step is not None else 0)
        reason = _dearest(turn, step)
        yield Remark(
            topic=_topic(reason),
            cost=cost,
            turn=turn.number,
            words=turn.words,
            coach=turn.answered.coach,
            reason=reason,
            about=step.empathy.about if step is not None and reason.cause == "nothing_used" else (),
            kept=turn.kept,
        )


def _lost(turn: Turn, share: Fraction) -> Fraction:
    """What a turn took from the overall mark by its empathy and naturalness."""
    of_empathy, of_naturalness, _ = OVERALL
    missing = of_empathy * (1 - turn.answered.empathy) + of_naturalness * (1 - turn.answered.naturalness)
    return _WHOLE * share * missing


def _ladder_lost(step: TurnClimb) -> Fraction:
    rungs = (step.golden, step.empathy)
    return OVERALL[2] * sum((rung.possible - rung.earned for rung in rungs), Fraction(0))


def _dearest(turn: Turn, step: TurnClimb | None) -> Reason:
    """The reason that cost a turn most. An empty promise outweighs a blemish, a dismissal everything."""
    costly = [reason for reason in turn.answered.reasons if _key(reason) in TOPIC_OF]
    if step is not None and step.empathy.missed == "nothing_used" and step.empathy.about:
        costly.append(Reason("nothing_used"))
    return max(costly, key=_price, default=Reason("missing", about="interpretation"))


def _price(reason: Reason) -> Fraction:
    of_empathy, of_naturalness, _ = OVERALL
    if reason.cause in _OUTWEIGHS:
        return _OUTWEIGHS[reason.cause]
    share = of_naturalness if reason.cause in _OF_NATURALNESS else of_empathy
    return share * Fraction(reason.lost)


def _key(reason: Reason) -> str:
    return f"missing:{reason.about}" if reason.cause == "missing" else reason.cause


def _topic(reason: Reason) -> Topic:
    return TOPIC_OF[_key(reason)]


def _wish_remarks(script: Script, climb: Climb) -> Iterator[Remark]:
    wishes = len(climb.wishes)
    if not wishes:
        return
    each = OVERALL[2] * PLATINUM * _WISH_SHARE / wishes
    missed: dict[Topic, list[WishPath]] = {"discover": [], "luck": [], "serve": []}
    for path in climb.wishes:
        if path.served is None:
            topic: Topic = "luck" if path.guessed else "discover" if path.known.by == "never" else "serve"
            missed[topic].append(path)
    for topic, paths in missed.items():
        if paths:
            cost = sum((each if path.known.by != "never" else 2 * each for path in paths), Fraction(0))
            yield Remark(topic, cost, about=tuple(path.name for path in paths))
    unconfirmed = tuple(path.name for path in climb.wishes if path.served is not None and path.confirmed is None)
    if unconfirmed:
        cost = OVERALL[2] * PLATINUM * _CONFIRMED_SHARE * len(unconfirmed) / wishes
        yield Remark("confirm", cost, about=unconfirmed)


def _desk_remarks(script: Script, turns: Sequence[Turn]) -> Iterator[Remark]:
    """What there was to see and was not looked for; what a breath would have shown or put within reach."""
    unseen: dict[str, int] = {}
    clouded: dict[str, int] = {}
    out_of_reach: list[int] = []
    for turn in turns:
        before = turn.answered.before
        for sign in _new_signs(script, before, before._replace(hands=before.hands | OBSERVED)):
            unseen.setdefault(sign, turn.kept)
        if before.load and not before.hands & BREATHED:
            for sign in _new_signs(script, before, before._replace(load=before.load - 1)):
                clouded.setdefault(sign, turn.kept)
        node = script.node(before.place)
        if node.locked(before, node.allowed(before)) is not None:
            out_of_reach.append(turn.kept)
    if unseen:
        yield Remark("observe", Fraction(0), signs=tuple(unseen), kept=min(unseen.values()))
    if clouded or out_of_reach:
        yield Remark("breathe", Fraction(0), signs=tuple(clouded), kept=min((*clouded.values(), *out_of_reach)))


def _new_signs(script: Script, now: State, then: State) -> Iterator[str]:
    """The signs seen in one state of the agent and not in another, where they would have told something new."""
    seen = frozenset(script.signs(now))
    visible = frozenset(script.signs(then)) - seen
    for cue in script.moments[now.place].cues if visible else ():
        sign = fill(cue.sign, script.placeholders)
        if sign in visible and script.knowable.mask(cue.reveals) & ~now.known:
            yield sign
