"""What the conditions of a scenario ask about. What nobody asks about need not be remembered: states merge."""

from collections.abc import Iterable, Iterator

from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Compose, Exchange, Moment


def responses_asked_about(moments: Iterable[Moment]) -> frozenset[str]:
    """The `moment.response` names under any `said`, however deep."""
    return frozenset(name for moment in moments for one in conditions(moment) for name in one.said)


def conditions(moment: Moment) -> Iterator[Condition]:
    """Every condition of a moment: of its lines, its responses or parts, and its ways on."""
    ways: list[Branch] = []
    found: list[Condition | None] = [case.when for case in moment.line]
    if isinstance(moment, Exchange):
        ways += moment.silence.then if moment.silence is not None else ()
        for response in moment.responses.values():
            found.append(response.when)
            ways += response.then
    else:
        ways += moment.then
    if isinstance(moment, Compose):
        found += [part.when for part in moment.parts.values()]
    for condition in (*found, *(way.when for way in ways)):
        yield from within(condition)


def within(condition: Condition | None) -> Iterator[Condition]:
    """A condition with those that stand inside it."""
    if condition is not None:
        yield condition
        yield from within(condition.negated)
        for alternative in condition.alternatives:
            yield from within(alternative)
