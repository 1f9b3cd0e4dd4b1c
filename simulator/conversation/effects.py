"""What a response does, worked out before anyone plays it.

Everything that does not depend on the state is computed here once, exactly; what depends on it (how often bare
sympathy was given before, whether the agent is drained) is a table of eight rows.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

import msgspec

from simulator.conversation.guards import Ways
from simulator.conversation.state import Feelings
from simulator.rubric.empathy import INSIGHT, empathy_score, is_bare_sympathy, resolve
from simulator.rubric.ladder import ATTENTIVE_ENOUGH
from simulator.rubric.naturalness import (
    REPEAT_MOST,
    is_incongruent,
    longest_allowed,
    naturalness_score,
    stock_total,
    word_count,
)
from simulator.rubric.needs import COMFORTS, halved
from simulator.rubric.reception import COOLED, reception
from simulator.rubric.stock import Hit
from simulator.scenario.model import Empathy, Response

ROWS: Final = tuple((drained, repeats) for drained in (False, True) for repeats in range(REPEAT_MOST + 1))
"""The rows of an effect's tables: `4 * drained + sympathies before`."""


class Words(msgspec.Struct, frozen=True):
    """One thing said, as the rubric looks at it: the words, their stock phrases, whether they are too many."""

    text: str
    hits: tuple[Hit, ...]
    rating: int
    too_long: bool
    empty_promise: bool
    """The author says so, or a stock phrase of that category that no concrete fact redeems."""


class Judgement(msgspec.Struct, frozen=True):
    """Why the scores are what they are, for the reasons."""

    given: Empathy
    called: Empathy
    tone: str
    words: tuple[Words, ...]
    misreads: bool
    coverage: Fraction | None = None
    """Of a message: weight answered over all weights, less .15 if an urgent question did not come first."""
    urgent_late: bool = False
    left_out: tuple[str, ...] = ()


class Merits(msgspec.Struct, frozen=True, eq=False):
    """The scores of a response, by row where they depend on the state. The same object is the same scores."""

    empathy: Fraction
    naturalness: tuple[Fraction, ...]
    receptions: tuple[int, ...]


class Consequences(msgspec.Struct, frozen=True):
    """What moves besides the reception; masks are bits of the script's indexes."""

    wishes: int = 0
    uses: int = 0
    reveals: int = 0
    sets: int = 0
    said: int = 0
    questions: int = 0
    duties: int = 0
    offers: tuple[str, ...] = ()
    confirms: bool = False
    empty_promise: bool = False
    progress: int = 0
    hold: bool = False
    left_out: int = 0
    """Questions of a message that no part answers."""


class Effect(msgspec.Struct, frozen=True, eq=False):
    """A response compiled. `e` and `n` are weight x score in the script's whole units."""

    place: int
    moment_bit: int
    weight: int
    e: int
    n: tuple[int, ...]
    receptions: tuple[int, ...]
    warm: tuple[bool, ...]
    bare: bool
    attentive: bool
    insight: bool
    dismisses: bool
    uses: int
    wishes: int
    calm: int
    calm_halved: int
    control: int
    control_halved: int
    trust: int
    valence: int
    """Progress, less the questions left out."""
    arousal: int
    """Empty promise, hold and questions left out."""
    empty_promise: bool
    reveals: int
    confirms: bool
    sets: int
    said: int
    questions: int
    duties: int
    branches: Ways
    straight: int | None
    """The place that the branches lead to whatever the state; None where it depends on the state."""
    merits: Merits
    judgement: Judgement
    consequences: Consequences
    felt: dict[tuple[int, ...], Feelings] = msgspec.field(default_factory=dict)
    """What this response did to the moods in which it was already met: moods are few, plays are many."""


class Setting(msgspec.Struct, frozen=True):
    """Where a response is given: what every effect of a moment shares."""

    place: int
    moment_bit: int
    weight: int
    channel: str
    called: Empathy
    empathy_unit: int
    naturalness_unit: int


def look_at(text: str, hits: tuple[Hit, ...], response: Response, channel: str) -> Words:
    return Words(
        text=text,
        hits=hits,
        rating=response.naturalness,
        too_long=word_count(text) > longest_allowed(channel),
        empty_promise=response.empty_promise
        or any(hit.category == "empty_promise" and hit.severity > 0 for hit in hits),
    )


def spoken_merits(response: Response, words: Words, tone: str, setting: Setting) -> tuple[Merits, Judgement]:
    """The scores of one response said in one tone."""
    given = resolve(response.empathy, setting.called)
    stock = stock_total(words.hits, setting.channel) if words.hits else None
    merits = _merits(
        (response.misreads, response.dismisses), given, setting.called, words.rating, stock, tone, words.too_long
    )
    return merits, Judgement(given, setting.called, tone, (words,), response.misreads)


@lru_cache(maxsize=20_000)
def _merits(
    faults: tuple[bool, bool],
    given: Empathy,
    called: Empathy,
    rating: int,
    stock: Fraction | None,
    tone: str,
    too_long: bool,
) -> Merits:
    """Exact fractions take their time, and the responses of a long scenario have few different scores between them.

    `faults`: whether the response misreads him, whether it dismisses him. `stock`: None where no phrase was found.
    """
    misreads, dismisses = faults
    score = empathy_score(given, called, misreads=misreads, dismisses=dismisses)
    bare = is_bare_sympathy(given)
    naturalness = tuple(
        naturalness_score(
            rating,
            stock=stock or Fraction(0),
            repeats=repeats if bare else 0,
            incongruent=is_incongruent(
                tone, reaction=given.reaction, called_reaction=called.reaction, drained=drained
            ),
            too_long=too_long,
        )
        for drained, repeats in ROWS
    )
    return Merits(score, naturalness, tuple(reception(score, n, dismisses=dismisses) for n in naturalness))


@lru_cache(maxsize=20_000)
def _in_whole_units(
    merits: Merits, weight: int, empathy_unit: int, naturalness_unit: int
) -> tuple[int, tuple[int, ...], tuple[bool, ...], bool]:
    """Weight x score in whole units; by row whether the words sound natural enough for golden; if E is insight."""
    rows = {n: (_whole(n * (weight * naturalness_unit)), n >= ATTENTIVE_ENOUGH) for n in set(merits.naturalness)}
    return (
        _whole(merits.empathy * (weight * empathy_unit)),
        tuple(rows[n][0] for n in merits.naturalness),
        tuple(rows[n][1] for n in merits.naturalness),
        merits.empathy >= INSIGHT,
    )


SILENCE: Final = Merits(Fraction(0), (Fraction(1),) * len(ROWS), (COOLED,) * len(ROWS))
"""Silence past its limit: no empathy, nothing unnatural, and it leaves him colder."""


def build(
    setting: Setting,
    branches: Ways,
    merits: Merits,
    judgement: Judgement,
    consequences: Consequences,
    *,
    dismisses: bool,
) -> Effect:
    """Put scores and consequences together, in whole numbers."""
    relief = _relief(consequences.offers)
    e, n, warm, insight = _in_whole_units(merits, setting.weight, setting.empathy_unit, setting.naturalness_unit)
    return Effect(
        place=setting.place,
        moment_bit=setting.moment_bit,
        weight=setting.weight,
        e=e,
        n=n,
        receptions=merits.receptions,
        warm=warm,
        bare=is_bare_sympathy(judgement.given),
        attentive=judgement.given.reaction >= 1 or bool(consequences.offers),
        insight=insight,
        dismisses=dismisses,
        uses=consequences.uses,
        wishes=consequences.wishes,
        calm=relief.calm,
        calm_halved=relief.calm_halved,
        control=relief.control,
        control_halved=relief.control_halved,
        trust=relief.trust,
        valence=consequences.progress - consequences.left_out,
        arousal=2 * consequences.empty_promise + consequences.hold + consequences.left_out,
        empty_promise=consequences.empty_promise,
        reveals=consequences.reveals,
        confirms=consequences.confirms,
        sets=consequences.sets,
        said=consequences.said,
        questions=consequences.questions,
        duties=consequences.duties,
        branches=branches,
        straight=_straight(setting.place, branches),
        merits=merits,
        judgement=judgement,
        consequences=consequences,
    )


class _Relief(NamedTuple):
    """What all comforts of a response come to together, heard and not yet heard."""

    calm: int
    calm_halved: int
    control: int
    control_halved: int
    trust: int


@lru_cache(maxsize=1000)
def _relief(offers: tuple[str, ...]) -> _Relief:
    comforts = [COMFORTS[need] for need in offers if need in COMFORTS]
    return _Relief(
        sum(comfort.calm for comfort in comforts),
        sum(halved(comfort.calm) if comfort.waits_for_ear else comfort.calm for comfort in comforts),
        sum(comfort.control for comfort in comforts),
        sum(halved(comfort.control) if comfort.waits_for_ear else comfort.control for comfort in comforts),
        sum(comfort.trust for comfort in comforts),
    )


def _straight(place: int, branches: Ways) -> int | None:
    """Where all roads lead, if they do; a response that leads nowhere stays where it is."""
    if not branches:
        return place
    holds, to = branches[0]
    return to if holds is None else None


def _whole(number: Fraction) -> int:
    """A product that the units make whole. Raises ArithmeticError where they do not."""
    if number.denominator != 1:
        raise ArithmeticError(f"{number} is not whole in this script's units")
    return number.numerator


def union(responses: Sequence[Response], name: str) -> tuple[str, ...]:
    """The ids that several responses hold under one key, each once."""
    if len(responses) == 1:
        return tuple(getattr(responses[0], name))
    return tuple(dict.fromkeys(one for response in responses for one in getattr(response, name)))
