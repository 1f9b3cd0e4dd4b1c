"""Every condition of a scenario, with where it stands and what has just been told when it is asked."""

from collections.abc import Iterator

import msgspec

from simulator.conversation.ground import spoken_options
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Compose, Exchange, Moment, Read, Response, Scenario, exists_for

Path = tuple[str | int, ...]


class Asked(msgspec.Struct, frozen=True):
    """One condition, or one that stands inside another."""

    moment: str
    response: str | None
    path: Path
    """To the condition's own mapping."""
    condition: Condition
    just_told: frozenset[str] = frozenset()
    """Ids that the answer before it reveals: it is asked after the customer's reaction."""
    negated: bool = False


def is_asked_of(scenario: Scenario, asked: Asked, variant: str | None) -> bool:
    """Whether a customer can come to a condition: its moment, and the response it belongs to, are there for him."""
    moment = scenario.moments[asked.moment]
    only = None if asked.response is None else spoken_options(moment)[asked.response].only
    return exists_for(moment.only, variant) and exists_for(only, variant)


def block_of(moment: Moment) -> str:
    """The key that a moment's responses or parts stand under."""
    return "parts" if isinstance(moment, Compose) else "responses"


def asked_in(scenario: Scenario) -> Iterator[Asked]:
    """In the scenario's order."""
    for name, moment in scenario.moments.items():
        for number, case in enumerate(moment.line):
            if case.when is not None:
                yield from _within(Asked(name, None, ("moments", name, "line", number, "when"), case.when))
        block = block_of(moment)
        for one, response in spoken_options(moment).items():
            if response.when is None and _ask_nothing(response.then):
                continue  # as most of a long story
            path: Path = ("moments", name, block, one)
            if response.when is not None:
                yield from _within(Asked(name, one, (*path, "when"), response.when))
            yield from _along(name, one, path, response.then, frozenset(response.reveals))
        yield from _of_the_moment(name, moment)


def _ask_nothing(branches: tuple[Branch, ...]) -> bool:
    return len(branches) == 1 and branches[0].when is None


def _of_the_moment(name: str, moment: Moment) -> Iterator[Asked]:
    if isinstance(moment, Exchange):
        if moment.silence is not None:
            yield from _along(name, None, ("moments", name, "silence"), moment.silence.then, frozenset())
        return
    told: frozenset[str] = frozenset(moment.right) if isinstance(moment, Read) else frozenset()
    if isinstance(moment, Compose):
        told = frozenset(one for part in moment.parts.values() for one in part.reveals)
    yield from _along(name, None, ("moments", name), moment.then, told)


def _along(
    moment: str, response: str | None, path: Path, branches: tuple[Branch, ...], told: frozenset[str]
) -> Iterator[Asked]:
    for number, branch in enumerate(branches):
        if branch.when is not None:
            yield from _within(Asked(moment, response, (*path, "then", number, "when"), branch.when, told))


def _within(asked: Asked) -> Iterator[Asked]:
    """A condition with those that stand inside it."""
    yield asked
    condition = asked.condition
    if condition.negated is not None:
        yield from _within(
            Asked(
                asked.moment,
                asked.response,
                (*asked.path, "not"),
                condition.negated,
                asked.just_told,
                not asked.negated,
            )
        )
    for number, one in enumerate(condition.alternatives):
        path = (*asked.path, "any", number)
        yield from _within(Asked(asked.moment, asked.response, path, one, asked.just_told, asked.negated))


def responses_of(scenario: Scenario) -> Iterator[tuple[str, str, str, Response]]:
    """Every response and part: its moment, the block it stands in, its id, itself."""
    for name, moment in scenario.moments.items():
        block = block_of(moment)
        for one, response in spoken_options(moment).items():
            yield name, block, one, response
