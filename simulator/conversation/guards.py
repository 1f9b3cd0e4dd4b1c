"""Conditions compiled to questions about a state."""

from collections.abc import Callable, Sequence

from simulator.conversation.indexes import Index
from simulator.conversation.state import SCALE, Numbers, State
from simulator.rubric.mood import mood_word
from simulator.scenario.conditions import Condition
from simulator.scenario.vocabulary import LOADS

Guard = Callable[[Numbers], bool]
Ways = tuple[tuple[Guard | None, int], ...]
"""Where a response leads: places, each with the question that opens it; the first that holds is taken."""
_VALENCE, _AROUSAL, _CONTROL, _TRUST, _LOAD, _KNOWN, _FLAGS, _SAID, _QUESTIONS, _TURN = map(
    State._fields.index,
    ("valence", "arousal", "control", "trust", "load", "known", "flags", "said", "questions", "turn"),
)


class Names:
    """Where a guard finds the bits of the names it asks about."""

    def __init__(self, *, knowable: Index, flags: Index, said: Index, questions: Index, latitude: str) -> None:
        self.knowable = knowable
        self.flags = flags
        self.said = said
        self.questions = questions
        self.latitude = latitude


def guard(condition: Condition | None, names: Names) -> Guard | None:
    """The question that a condition asks; None where it asks nothing."""
    if condition is None:
        return None
    tests = _tests(condition, names)
    return _joined(tests, _both) if tests else None


def _joined(guards: Sequence[Guard], join: Callable[[Guard, Guard], Guard]) -> Guard:
    """Several in one, joined by halves: however many an author writes, the calls are never nested deeply."""
    if len(guards) == 1:
        return guards[0]
    middle = len(guards) // 2
    return join(_joined(guards[:middle], join), _joined(guards[middle:], join))


def _both(one: Guard, other: Guard) -> Guard:
    return lambda state: one(state) and other(state)


def _either(one: Guard, other: Guard) -> Guard:
    return lambda state: one(state) or other(state)


def _tests(condition: Condition, names: Names) -> list[Guard]:
    tests: list[Guard] = []
    for index, wanted, field in (
        (names.knowable, condition.knows, _KNOWN),
        (names.flags, condition.flag, _FLAGS),
        (names.said, condition.said, _SAID),
        (names.questions, condition.answered, _QUESTIONS),
    ):
        if wanted:
            tests.append(_holds_all(index, wanted, field))
    if condition.mood:
        moods = frozenset(condition.mood)
        tests.append(lambda state: mood_word(state[_VALENCE], state[_AROUSAL], state[_CONTROL]) in moods)
    if condition.trust is not None:
        enough = frozenset(filter(condition.trust.holds, range(SCALE + 1)))
        tests.append(lambda state: state[_TRUST] in enough)
    if condition.turn is not None:
        turn = condition.turn
        tests.append(lambda state: turn.holds(state[_TURN]))
    if condition.load:
        loads = frozenset(LOADS.index(load) for load in condition.load)
        tests.append(lambda state: state[_LOAD] in loads)
    if condition.latitude:
        holds = names.latitude in condition.latitude
        tests.append(lambda _state: holds)
    if condition.negated is not None:
        inner = guard(condition.negated, names)
        tests.append(lambda state: inner is not None and not inner(state))
    if condition.alternatives:
        # An alternative that asks nothing holds.
        tests.append(_joined([guard(one, names) or _holds for one in condition.alternatives], _either))
    return tests


def _holds_all(index: Index, wanted: Sequence[str], field: int) -> Guard:
    if any(name not in index for name in wanted):
        # A name that only another variant has: this customer can never have it.
        return lambda _state: False
    mask = index.mask(wanted)
    return lambda state: state[field] & mask == mask


def _holds(_state: Numbers) -> bool:
    return True
