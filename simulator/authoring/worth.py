"""What each response of a moment is worth to one customer, and which is the best: E times N, as a reception is.

A response's worth is the one it has said once, by an agent with a clear head.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from simulator.authoring.phrases import phrases_of
from simulator.conversation.effects import Merits
from simulator.conversation.ground import spoken_options
from simulator.rubric.empathy import empathy_score, resolve
from simulator.rubric.naturalness import is_incongruent, longest_allowed, naturalness_score, stock_total, word_count
from simulator.scenario.model import Compose, Empathy, EmpathyOrWord, Exchange, Moment, Response, exists_for
from simulator.scenario.placeholders import fill

if TYPE_CHECKING:
    from simulator.authoring.study import Case

Worth = tuple[Fraction, Fraction]
"""Empathy and naturalness, each 0..1."""


@lru_cache(maxsize=4096)
def empathy_of(given: EmpathyOrWord, called: Empathy, misreads: bool, dismisses: bool) -> Fraction:
    """E of a response, 0..1; there are few different ones, however many responses."""
    return empathy_score(resolve(given, called), called, misreads=misreads, dismisses=dismisses)


@lru_cache(maxsize=4096)
def _naturalness(rating: int, stock: Fraction, incongruent: bool, too_long: bool) -> Fraction:
    return naturalness_score(rating, stock=stock, incongruent=incongruent, too_long=too_long)


@lru_cache(maxsize=4096)
def _product(merits: Merits, unit: int) -> int:
    """E times N in whole units, those of the script's empathy times those of its naturalness."""
    return int(merits.empathy * merits.naturalness[0] * unit)


class Worths:
    """One customer's view of every response."""

    def __init__(self, case: "Case") -> None:
        self._script = case.script
        self._variant = case.variant
        self._phrases = phrases_of(case.study)
        self._channel = case.study.scenario.channel
        self._best: dict[str, frozenset[str]] = {}

    def best(self, name: str) -> frozenset[str]:
        """The responses of an exchange with the highest E times N; more than one where they tie.

        Empty where all are worth the same, and where there is nothing to choose between.
        """
        best = self._best.get(name)
        if best is None:
            best = self._best[name] = self._find_best(name, self._script.scenario.moments[name])
        return best

    def _find_best(self, name: str, moment: Moment) -> frozenset[str]:
        if not isinstance(moment, Exchange):
            return frozenset()
        script = self._script
        unit = script.empathy_unit * script.naturalness_unit
        worths: dict[str, int] = {}
        for option in script.nodes[script.place(name)].options:
            tone = "steady" if moment.delivery == "choose" else option.tone
            worths[option.name] = _product(option.effects[tone].merits, unit)
        highest = max(worths.values(), default=None)
        best = [name for name, worth in worths.items() if worth == highest]
        return frozenset(best) if len(best) < len(worths) else frozenset()

    def empathy(self, moment: Exchange | Compose, response: Response) -> Fraction:
        """E, 0..1."""
        called = moment.calls_for.of(self._variant)
        return empathy_of(response.empathy, called, response.misreads, response.dismisses)

    def worth(self, moment: Exchange | Compose, response: Response) -> Worth:
        """E and N of a response, or of a part by itself, as the engine scores it."""
        called = moment.calls_for.of(self._variant)
        chosen = isinstance(moment, Exchange) and moment.delivery == "choose"
        tone = response.tone if self._script.spoken and not chosen else "steady"
        naturalness = _naturalness(
            response.naturalness,
            stock_total(self._phrases.hits(self._script, response.say), self._channel),
            isinstance(moment, Exchange)
            and is_incongruent(
                tone,
                reaction=resolve(response.empathy, called).reaction,
                called_reaction=called.reaction,
                drained=False,
            ),
            word_count(fill(response.say, self._script.placeholders)) > longest_allowed(self._channel),
        )
        return self.empathy(moment, response), naturalness


def spoken(moment: Moment, variant: str | None) -> Iterator[tuple[str, Response]]:
    """The responses or parts of a moment that exist for a customer, in the scenario's order."""
    for name, response in spoken_options(moment).items():
        if response.only is None or exists_for(response.only, variant):
            yield name, response


def moments_of(case: "Case") -> Iterator[tuple[int, str, Moment]]:
    """The moments that exist for a customer: place, name, moment."""
    for place, (name, moment) in enumerate(case.study.scenario.moments.items()):
        if exists_for(moment.only, case.variant):
            yield place, name, moment


_WORTHS: Final[WeakKeyDictionary["Case", Worths]] = WeakKeyDictionary()


def worths_of(case: "Case") -> Worths:
    """The one memory of a case, shared by the rules that ask who is best."""
    worths = _WORTHS.get(case)
    if worths is None:
        worths = _WORTHS[case] = Worths(case)
    return worths


def best_for_anybody(cases: "tuple[Case, ...]", name: str, moment: Moment) -> frozenset[str]:
    """The responses of a moment that are the best for one customer at least: they are nobody's distractors."""
    return frozenset().union(*(worths_of(case).best(name) for case in cases if exists_for(moment.only, case.variant)))
