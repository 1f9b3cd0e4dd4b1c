"""A pack's pass mark, in words."""

from collections.abc import Callable
from fractions import Fraction

from simulator.debrief.passing import Short, short_of
from simulator.debrief.scorecard import Scorecard
from simulator.locale import _
from simulator.scenario.model import Scenario
from simulator.wording.labels import label
from simulator.wording.numbers import points, rounded


def passing(card: Scorecard, scenario: Scenario, printed: Callable[[str], str]) -> str:
    """Whether the pass mark of the scenario's pack is reached, and what lacks; empty where its pack has none.

    `printed` sets the scenario's own words, here of duties, as their language prints them.
    """
    if scenario.pass_mark is None:
        return ""
    lacks = [_lacking(one, scenario, printed) for one in short_of(card, scenario.pass_mark)]
    return _("not reached: {lacks}").format(lacks=" · ".join(lacks)) if lacks else _("reached in full")


def _lacking(one: Short, scenario: Scenario, printed: Callable[[str], str]) -> str:
    if one.duty:
        return _("duty not done, “{duty}”").format(duty=printed(scenario.duties[one.duty]))
    # As it stands elsewhere on the page, unless that would read as enough.
    below = min(rounded(one.got, 1), one.asked - Fraction(1, 10))
    return _("{score} {got} of {asked}").format(score=label("score", one.score), got=points(below), asked=one.asked)
