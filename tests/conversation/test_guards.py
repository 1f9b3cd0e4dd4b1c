"""Conditions compiled to questions about a state."""

import pytest

from simulator.conversation.guards import Names, guard
from simulator.conversation.indexes import Index
from simulator.conversation.state import State
from simulator.scenario.conditions import Condition

MANY = 5_000
"""More than Python lets calls be nested."""
FLAGS = tuple(f"flag-{number}" for number in range(MANY))
NONE = Index(())
NAMES = Names(knowable=NONE, flags=Index(FLAGS), said=NONE, questions=NONE, latitude="free")
AT_REST = State(*(0 for _field in State._fields))


def state(*raised: str) -> State:
    return AT_REST._replace(flags=NAMES.flags.mask(raised))


ANY = Condition(alternatives=tuple(Condition(flag=(name,)) for name in FLAGS))


@pytest.mark.parametrize(("raised", "holds"), [((FLAGS[0],), True), ((FLAGS[-1],), True), ((), False)])
def test_one_of_ever_so_many_alternatives_is_enough(raised: tuple[str, ...], holds: bool) -> None:
    asked = guard(ANY, NAMES)
    assert asked is not None
    assert bool(asked(state(*raised))) is holds


def test_an_alternative_that_asks_nothing_holds() -> None:
    asked = guard(Condition(alternatives=(Condition(flag=(FLAGS[0],)), Condition())), NAMES)
    assert asked is not None
    assert asked(state())


@pytest.mark.parametrize(
    ("raised", "load", "latitude", "holds"),
    [
        ((FLAGS[0],), 0, "free", True),
        ((), 0, "free", False),
        ((FLAGS[0],), 2, "free", False),
        ((FLAGS[0],), 0, "narrow", False),
        ((FLAGS[0], FLAGS[1]), 0, "free", False),
    ],
)
def test_everything_that_a_condition_names_must_hold(
    raised: tuple[str, ...], load: int, latitude: str, holds: bool
) -> None:
    condition = Condition(
        flag=(FLAGS[0],), load=("light",), latitude=(latitude,), negated=Condition(flag=(FLAGS[1],))
    )
    asked = guard(condition, NAMES)
    assert asked is not None
    assert bool(asked(state(*raised)._replace(load=load))) is holds
