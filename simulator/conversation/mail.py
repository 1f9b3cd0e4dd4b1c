"""A composed message as one response: what its parts are worth together."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from simulator.conversation.effects import ROWS, Judgement, Merits, Setting, Words
from simulator.rubric.empathy import empathy_score, is_bare_sympathy, levels, resolve
from simulator.rubric.naturalness import (
    REPEAT_COST,
    STOCK_CAP,
    naturalness_score,
    stock_total,
)
from simulator.rubric.reception import reception
from simulator.scenario.model import Empathy, Question, Response

URGENT_LATE: Final = Fraction(15, 100)
_SHARE: Final = {"full": Fraction(1), "partly": Fraction(1, 2)}


def coverage(questions: Mapping[str, Question], parts: Sequence[Response], *, late: bool) -> Fraction:
    """How much of what was asked is answered, 0 to 1; less .15 where an urgent question did not come first."""
    whole = sum(question.weight for question in questions.values())
    answered = sum(
        (
            question.weight
            * max((_SHARE[part.answers[name]] for part in parts if name in part.answers), default=Fraction(0))
            for name, question in questions.items()
        ),
        Fraction(0),
    )
    share = Fraction(answered, whole) if whole else Fraction(1)
    return max(Fraction(0), share - URGENT_LATE) if late else share


def mail_naturalness(parts: Sequence[Words], channel: str) -> Fraction:
    """The mean of the parts; stock phrases cost in the part they stand in, up to one cap for the whole."""
    remaining = STOCK_CAP / 2 if channel == "email" else STOCK_CAP
    total = Fraction(0)
    for words in parts:
        stock = min(remaining, stock_total(words.hits, channel))
        remaining -= stock
        total += naturalness_score(words.rating, stock=stock, too_long=words.too_long)
    return total / len(parts)


def mail_merits(
    questions: Mapping[str, Question],
    parts: Sequence[Response],
    words: Sequence[Words],
    setting: Setting,
    *,
    late: bool,
) -> tuple[Merits, Judgement]:
    """E takes, per dimension, the most that any part gives, times the coverage; any misreading or dismissal counts.

    `parts` and `words` in the scenario's order, at least one.
    """
    given = Empathy(*map(max, zip(*(levels(resolve(part.empathy, setting.called)) for part in parts), strict=True)))
    misreads = any(part.misreads for part in parts)
    dismisses = any(part.dismisses for part in parts)
    covered = coverage(questions, parts, late=late)
    empathy = empathy_score(given, setting.called, misreads=misreads, dismisses=dismisses) * covered
    plain = mail_naturalness(words, setting.channel)
    bare = is_bare_sympathy(given)
    naturalness = tuple(
        max(Fraction(0), plain - REPEAT_COST * repeats) if bare else plain for _drained, repeats in ROWS
    )
    # Most rows are alike, and messages are many.
    by_naturalness = {n: reception(empathy, n, dismisses=dismisses) for n in set(naturalness)}
    receptions = tuple(by_naturalness[n] for n in naturalness)
    left_out = tuple(name for name in questions if not any(name in part.answers for part in parts))
    judgement = Judgement(
        given=given,
        called=setting.called,
        tone="steady",
        words=tuple(words),
        misreads=misreads,
        coverage=covered if questions else None,
        urgent_late=late,
        left_out=left_out,
    )
    return Merits(empathy, naturalness, receptions), judgement
