"""Answers that a question cannot tell apart: of these, one is tried.

A mail of ten parts can be put together in hundreds of ways, and a response said in six tones; what is asked decides
how many of them differ.
"""

from simulator.authoring.paths.fields import (
    AROUSAL,
    CONFIRMED,
    CONTROL,
    DISCOVERED,
    DUTIES,
    FLAGS,
    GUESSED,
    HEARD,
    HIGHEST,
    KNOWN,
    LOAD,
    LOWERED,
    QUESTIONS,
    SAID,
    SERVED,
    SYMPATHIES,
    TRUST,
    VALENCE,
    WARM,
    Masks,
    Question,
)
from simulator.authoring.paths.moves import Move

_RECEIVED = (VALENCE, AROUSAL, TRUST, HEARD, LOAD, LOWERED, HIGHEST)


def distinct(moves: tuple[Move, ...], question: Question, after: Masks) -> tuple[Move, ...]:
    """The first of each kind of move, in order. `after`: what matters once the customer has reacted."""
    first: dict[tuple[object, ...], Move] = {}
    for move in moves:
        first.setdefault(_kind(move, question, after), move)
    return tuple(first.values())


def _kind(move: Move, question: Question, after: Masks) -> tuple[object, ...]:
    effect = move.effect
    if effect is None:
        return move.reveals & (after[KNOWN] | after[DISCOVERED]), move.is_right
    feels = any(after[name] for name in _RECEIVED)
    serves = after[SERVED] | after[GUESSED] | after[CONFIRMED] or after[TRUST] or after[VALENCE]
    return (
        effect.dismisses,
        effect.e if question.worth_of_care else 0,
        effect.n if question.worth_of_words else (),
        effect.receptions if feels else (),
        effect.warm if after[WARM] or after[HIGHEST] else (),
        effect.bare if after[SYMPATHIES] else False,
        (effect.attentive, effect.insight, effect.uses) if question.attention else (),
        effect.wishes if serves else 0,
        (effect.calm, effect.calm_halved, effect.arousal) if after[AROUSAL] else (),
        (effect.control, effect.control_halved) if after[CONTROL] else (),
        (effect.trust, effect.empty_promise) if after[TRUST] else (),
        effect.valence if after[VALENCE] else 0,
        effect.reveals & (after[KNOWN] | after[DISCOVERED]),
        effect.confirms if after[CONFIRMED] else False,
        effect.sets & after[FLAGS],
        effect.said & after[SAID],
        effect.questions & after[QUESTIONS],
        effect.duties & after[DUTIES],
        tuple((None if holds is None else id(holds), to) for holds, to in effect.branches),
    )
