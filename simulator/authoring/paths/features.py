"""What the responses of a moment can do at all: what liveness asks of it."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_

import msgspec

from simulator.authoring.paths.fields import (
    ALL,
    AROUSAL,
    CONFIRMED,
    CONTROL,
    DISCOVERED,
    GUESSED,
    HEARD,
    HIGHEST,
    INSIGHTS,
    KNOWN,
    LOAD,
    LOWERED,
    SERVED,
    SYMPATHIES,
    TRUST,
    VALENCE,
    WARM,
    Masks,
    Question,
)
from simulator.conversation.effects import Effect
from simulator.conversation.script import Script
from simulator.rubric.naturalness import REPEAT_MOST
from simulator.scenario.model import Compose, Exchange, Reflect
from simulator.scenario.vocabulary import LOADS

_RECEIVED = (VALENCE, AROUSAL, TRUST, HEARD, LOAD, LOWERED, HIGHEST, WARM)
"""What moves by how a response is received."""


class Features(msgspec.Struct, frozen=True):
    """One moment: what its cues tell by load, and what its responses can do."""

    always_told: int
    """Bits of `known` that arriving here sets under any load."""
    told_by_load: int
    """Bits that arriving here sets under some loads only."""
    seen_by_load: int
    """The same of looking closely."""
    hides_signs: bool
    """There is a cue that is displayed under some loads only, whether it tells something or not."""
    may_be_locked: bool
    """An agent can be drained here, and there is more than one response to lock one of."""
    scores: bool
    ends_the_call: bool
    """He may hang up here."""
    repeats_count: bool = False
    """How often bare sympathy was given before changes what some response is worth."""
    smile_counts: bool = False
    """Whether the agent is drained changes what some response is worth."""
    may_cool: bool = False
    ear_counts: tuple[bool, bool] = (False, False)
    """Whether it matters that he has been heard: to his arousal, to his control."""
    wishes: int = 0
    uses: int = 0
    reveals: int = 0
    confirms: bool = False

    def needed(self, after: Masks, question: Question) -> Masks:
        """What must be remembered on arrival, so that what matters afterwards comes out right."""
        masks = list(after)
        received = any(after[name] for name in _RECEIVED) or (question.worth_of_words and self.scores)
        if received:
            masks[SYMPATHIES] |= ALL if self.repeats_count else 0
            masks[LOAD] |= ALL if self.smile_counts else 0
        if self.may_cool and after[VALENCE]:
            masks[TRUST] = ALL
        if after[AROUSAL] and self.ear_counts[0]:
            masks[HEARD] = ALL
        if after[CONTROL] and self.ear_counts[1]:
            masks[HEARD] = masks[AROUSAL] = ALL
        if self.ends_the_call:
            masks[TRUST] = ALL
        if after[HIGHEST]:
            masks[WARM] = masks[INSIGHTS] = masks[LOWERED] = ALL
        self._need_knowledge(masks, after, question)
        return masks

    def _need_knowledge(self, masks: Masks, after: Masks, question: Question) -> None:
        if after[CONFIRMED] and self.confirms:
            masks[SERVED] |= self.wishes | after[CONFIRMED]
        met = self.wishes & (masks[SERVED] | masks[GUESSED])
        if after[TRUST] or after[VALENCE]:
            met = self.wishes
        if met:
            masks[KNOWN] |= met
            masks[SERVED] |= met
        if (after[GUESSED] & self.wishes) or (after[VALENCE] and self.wishes):
            masks[GUESSED] |= self.wishes
        masks[KNOWN] |= after[DISCOVERED] & self.reveals
        masks[KNOWN] |= question.ids & (self.uses | self.wishes)
        if question.attention or after[INSIGHTS] or after[WARM]:
            masks[KNOWN] |= self.uses


def features(script: Script, place: int) -> Features:
    """The features of a moment; the agent may come there drained."""
    told = script.cues[place][: len(LOADS)]
    always, ever = reduce(and_, told), reduce(or_, told)
    seen = script.cues[place][len(LOADS) :]
    by_load = reduce(or_, seen) & ~reduce(and_, seen)
    moment = script.moments[place]
    hides_signs = any(cue.load_hides is not None for cue in moment.cues)
    if isinstance(moment, Exchange | Compose):
        effects = list(_effects(script, place))
        many = isinstance(moment, Compose)
        hangs_up = script.can_hang_up and any(effect.dismisses for effect in effects)
        return Features(
            always_told=always,
            told_by_load=ever & ~always,
            seen_by_load=by_load,
            hides_signs=hides_signs,
            may_be_locked=isinstance(moment, Exchange) and len(moment.responses) > 1,
            scores=True,
            ends_the_call=hangs_up,
            # What a message is worth is known part by part only; together they may be more sensitive, never less.
            repeats_count=many or any(map(_repeats_count, effects)),
            smile_counts=any(map(_smile_counts, effects)),
            may_cool=many or any(min(effect.receptions) < 0 for effect in effects),
            ear_counts=(
                any(effect.calm != effect.calm_halved for effect in effects),
                any(effect.control != effect.control_halved for effect in effects),
            ),
            wishes=_union(effect.wishes for effect in effects),
            uses=_union(effect.uses for effect in effects),
            reveals=_union(effect.reveals for effect in effects),
            confirms=any(effect.confirms for effect in effects),
        )
    is_read = not isinstance(moment, Reflect)
    return Features(
        always_told=always,
        told_by_load=ever & ~always,
        seen_by_load=by_load,
        hides_signs=hides_signs,
        may_be_locked=False,
        scores=is_read,
        ends_the_call=False,
        reveals=script.knowable.mask(moment.right) if not isinstance(moment, Reflect) else 0,
    )


def _effects(script: Script, place: int) -> Iterator[Effect]:
    moment = script.moments[place]
    if isinstance(moment, Compose):
        for name in moment.parts:
            yield script.mail(place, (name,))
        return
    for option in script.nodes[place].options:
        yield from option.effects.values()
    silence = script.silence(place)
    if silence is not None:
        yield silence


def _repeats_count(effect: Effect) -> bool:
    if _is_even(effect):
        return False
    rows = len(effect.n) // 2
    return any(
        _row(effect, 0) != _row(effect, row) or _row(effect, rows) != _row(effect, rows + row) for row in range(rows)
    )


def _smile_counts(effect: Effect) -> bool:
    rows = REPEAT_MOST + 1
    return not _is_even(effect) and any(_row(effect, row) != _row(effect, rows + row) for row in range(rows))


def _is_even(effect: Effect) -> bool:
    """Whether all rows are the same, as they are of most that is said."""
    return all(rows.count(rows[0]) == len(rows) for rows in (effect.n, effect.receptions, effect.warm))


def _row(effect: Effect, row: int) -> tuple[int, int, bool]:
    return effect.n[row], effect.receptions[row], effect.warm[row]


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
