"""Whether the best response is told by its looks: the longest, or the most polite, in over half of the moments.

Counted are the exchanges with a best response (`worth`), three at least; a look tells it where one response alone has
most of it. Words and courtesies are counted as the strategies count them that play by nothing else.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from simulator.authoring.study import Case, Study
from simulator.authoring.worth import moments_of, spoken, worths_of
from simulator.rubric.naturalness import word_count
from simulator.rubric.stock import courtesy
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.model import Moment
from simulator.scenario.placeholders import fill

CODES: Final = (codes.LONGEST_IS_BEST, codes.POLITEST_IS_BEST)
FEWEST: Final = 3
"""Fewer moments than this show no habit."""
Look = Callable[[str], int]


def check(study: Study) -> Iterator[Finding]:
    language = study.scenario.language
    looks: dict[str, Look] = {
        codes.LONGEST_IS_BEST: word_count,
        codes.POLITEST_IS_BEST: lambda text: courtesy(text, language),
    }
    for case in study.cases:
        moments = list(_with_a_best(case))
        if len(moments) < FEWEST:
            continue
        for code, look in looks.items():
            count = _count(case, moments, look)
            if 2 * count > len(moments):
                yield study.finding(code, variant=case.name, count=str(count), all=str(len(moments)))


def _with_a_best(case: Case) -> Iterable[tuple[Moment, frozenset[str]]]:
    worths = worths_of(case)
    for _, name, moment in moments_of(case):
        best = worths.best(name)
        if best:
            yield moment, best


def _count(case: Case, moments: Sequence[tuple[Moment, frozenset[str]]], look: Look) -> int:
    """In how many of the moments the look tells the best; 0 once it is clear that it is half of them at most."""
    count, left = 0, len(moments)
    for moment, best in moments:
        count += _gives_away(case, moment, best, look)
        left -= 1
        if 2 * (count + left) <= len(moments):
            return 0
    return count


def _gives_away(case: Case, moment: Moment, best: frozenset[str], look: Look) -> bool:
    """Whether one of the best has more of it than every other response."""
    texts = {name: fill(one.say, case.script.placeholders) for name, one in spoken(moment, case.variant)}
    most = {name: look(texts[name]) for name in best}
    first = max(best, key=most.__getitem__)
    # Nobody counts below zero: a best without any courtesy needs no look at the others.
    return most[first] > 0 and all(look(text) < most[first] for name, text in texts.items() if name != first)
