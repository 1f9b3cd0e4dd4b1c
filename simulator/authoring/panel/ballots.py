"""All sheets together: for each response and scale, what each rater holds in the end."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from simulator.authoring.panel.cells import Problem, folded
from simulator.authoring.panel.items import SCALES, Item
from simulator.authoring.panel.sheets import Rating
from simulator.errors import Unreadable

MOST_RATERS: Final = 500
"""More than this are no panel, and what compares each with all others takes too long."""
Levels = dict[tuple[str, str], dict[str, int]]
"""By item's code and scale: the level that each rater gave."""


class Ballots(msgspec.Struct, frozen=True):
    """The ratings of a panel. Of each rater the latest round counts, scale by scale."""

    items: tuple[Item, ...]
    raters: tuple[str, ...]
    """As each first wrote his name, in the order met."""
    given: Levels
    rounds: dict[str, int]
    """The latest round of each rater."""
    comments: tuple[Rating, ...]
    problems: tuple[Problem, ...]

    def levels(self, item: Item, scale: str) -> dict[str, int]:
        return self.given.get((item.code, scale), {})


def collect(items: Sequence[Item], ratings: Iterable[Rating]) -> Ballots:
    """Sheets' lines as one panel's ballots. A line of no item of this scenario is told as a problem, and left out.

    Where one rater rated one item twice in one round, the later line counts; where they differ, that is told.
    Raises Unreadable for more raters than a panel can have.
    """
    known = {item.code: item for item in items}
    raters: dict[str, str] = {}
    problems: list[Problem] = []
    rounds: dict[tuple[str, str, str], dict[int, int]] = {}
    comments: list[Rating] = []
    for rating in ratings:
        if rating.item not in known:
            problems.append(_problem("item", rating, item=rating.item))
            continue
        rater = raters.setdefault(folded(rating.rater), rating.rater)
        if rating.comment:
            comments.append(rating)
        for scale, level in rating.values.items():
            held = rounds.setdefault((rating.item, scale, rater), {})
            if held.get(rating.round, level) != level:
                both = {"before": str(held[rating.round]), "now": str(level)}
                problems.append(_problem("twice", rating, rater=rater, scale=scale, item=rating.item, **both))
            held[rating.round] = level
    latest: dict[str, int] = {}
    for (_item, _scale, rater), held in rounds.items():
        latest[rater] = max(latest.get(rater, 1), *held)
    if len(latest) > MOST_RATERS:
        raise Unreadable("panel_too_many_raters", most=str(MOST_RATERS))
    return Ballots(
        tuple(items),
        tuple(rater for rater in raters.values() if rater in latest),
        _latest(rounds),
        latest,
        tuple(comments),
        tuple(problems),
    )


def _latest(rounds: Mapping[tuple[str, str, str], dict[int, int]]) -> Levels:
    found: Levels = {}
    for (item, scale, rater), held in rounds.items():
        found.setdefault((item, scale), {})[rater] = held[max(held)]
    return found


def _problem(code: str, rating: Rating, **arguments: str) -> Problem:
    return Problem(code, rating.file, rating.line, arguments)


def table(ballots: Ballots, scale: str) -> list[list[int | None]]:
    """One row a rater, one column an item, None where nothing was given: what agreement is worked out from."""
    assert scale in SCALES
    return [[ballots.levels(item, scale).get(rater) for item in ballots.items] for rater in ballots.raters]
