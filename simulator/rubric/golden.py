"""The trainee's own golden rule: what *he* would want done to him, so that he can see when he served himself.

Eight either-or questions, each between two needs. Their sentences are in wording/coach; here are only the needs.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Final

import msgspec

from simulator.scenario.vocabulary import Facet, Need

QUESTIONS: Final[dict[str, tuple[Need, Need]]] = {
    "broken": ("recognition", "speed"),
    "unknown": ("certainty", "listening"),
    "ways_out": ("control", "ownership"),
    "refused": ("fairness", "clarity"),
    "in_trouble": ("safety", "dignity"),
    "voice": ("warmth", "clarity"),
    "in_a_hurry": ("deadline", "listening"),
    "third_time": ("recognition", "ownership"),
}
"""Each question and its two needs. Together they offer all twelve."""

FACET_OF: Final[dict[Need, Facet]] = {
    "recognition": "feels",
    "warmth": "feels",
    "safety": "feels",
    "dignity": "feels",
    "certainty": "thinks",
    "clarity": "thinks",
    "fairness": "thinks",
    "ownership": "thinks",
    "listening": "does",
    "control": "does",
    "speed": "does",
    "deadline": "does",
}
"""Where a need of one's own stands in the grid: what it makes one feel, think or able to do. A choice of ours."""


class Profile(msgspec.Struct, frozen=True):
    """The needs the trainee would want served, the ones he chose most often first."""

    needs: tuple[Need, ...] = ()

    def of(self, facet: Facet) -> tuple[Need, ...]:
        return tuple(need for need in self.needs if FACET_OF[need] == facet)


class Tally(msgspec.Struct, frozen=True):
    """How many choices offered what the trainee would want, what the customer wants, both, or neither."""

    own: int = 0
    customer: int = 0
    both: int = 0
    neither: int = 0

    @property
    def choices(self) -> int:
        return self.own + self.customer + self.both + self.neither


def profile(answers: Mapping[str, str]) -> Profile:
    """The profile behind the need picked at each question; questions left open count for nothing.

    Raises ValueError for a question that does not exist, or a need that it does not offer.
    """
    for question, need in answers.items():
        if need not in QUESTIONS.get(question, ()):
            raise ValueError(f"{question}: {need}")
    picked = Counter(need for question, needs in QUESTIONS.items() for need in needs if answers.get(question) == need)
    return Profile(tuple(need for need, _ in picked.most_common()))


def kept_profile(answers: Mapping[str, str]) -> Profile | None:
    """The profile behind answers that were kept on disk: what fits no question any more is left out.

    None where nothing was answered.
    """
    fitting = {question: need for question, need in answers.items() if need in QUESTIONS.get(question, ())}
    return profile(fitting) if fitting else None


def tally(choices: Iterable[Collection[str]], *, own: Collection[str], customer: Collection[str]) -> Tally:
    """Count choices, each given as the needs it offers. A choice that offers nothing serves neither."""
    counts = Counter((any(n in own for n in needs), any(n in customer for n in needs)) for needs in choices)
    return Tally(counts[True, False], counts[False, True], counts[True, True], counts[False, False])
