"""The integer half of a step: what a response does to the state, and nothing about why.

Play, the strategy bots and the proofs all walk through here. The order is that of docs/scoring.md; explain.py
tells the same story in reasons.
"""

from typing import TYPE_CHECKING

from simulator.conversation.customer import feel
from simulator.conversation.state import BREATHED, DRAINED, OBSERVED, Numbers, State
from simulator.rubric.ladder import INSIGHTS_WANTED
from simulator.rubric.naturalness import REPEAT_MOST
from simulator.rubric.reception import WOUNDED

if TYPE_CHECKING:
    from simulator.conversation.effects import Effect
    from simulator.conversation.guards import Ways
    from simulator.conversation.script import Script
    from simulator.conversation.state import Feelings

_PLATINUM = 3
_state = tuple.__new__


def advance(script: "Script", state: State, effect: "Effect") -> State:
    """The state after a response, at the next moment or at an ending."""
    return _state(State, answered(script, state, effect))


def react(script: "Script", state: State, effect: "Effect") -> State:
    """The customer's reaction to a response: still at its moment, unless he hangs up."""
    return _state(State, answered(script, state, effect, goes_on=False))


def answered(script: "Script", state: Numbers, effect: "Effect", goes_on: bool = True) -> Numbers:
    """`advance` on bare numbers, for those who play by the million; with `goes_on` false, `react`."""
    (
        place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
        flags, said, answers, questions, duties, turn, sympathies, _hands, lowered,
        empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
    ) = state[:]  # fmt: skip
    row = sympathies + 4 if load == DRAINED else sympathies
    if not answers & effect.moment_bit:
        answers |= effect.moment_bit
        weight += effect.weight
        empathy += effect.e
        worth = effect.n[row]
        naturalness += worth
        uses_known = effect.uses & known
        if (uses_known or effect.attentive) and not effect.dismisses:
            attentive += worth
            warm = warm or effect.warm[row]
        if uses_known and effect.insight and insights < INSIGHTS_WANTED:
            insights += 1
    fulfilled = lucky = 0
    if met := effect.wishes & ~served:
        fulfilled, lucky = met & known, met & ~known & ~guessed
        served, guessed = served | fulfilled, guessed | lucky
    confirmed |= served if effect.confirms else 0

    mood = (row, valence, arousal, control, trust, heard, fulfilled, lucky)
    felt = effect.felt.get(mood) or _feel(script, effect, mood)
    valence, arousal, control, trust, heard, reception, hangs_up = felt
    if reception < 0:
        load += load < DRAINED
        lowered = lowered or reception == WOUNDED
    elif reception:
        lowered = 0
    if revealed := effect.reveals & ~known:
        known |= revealed
        discovered |= revealed & script.wishes
    if warm and highest < _PLATINUM and (not highest or insights >= INSIGHTS_WANTED):
        # Without the insights wanted nobody comes further than golden.
        highest = script.climb(highest, lowered, warm, insights, known, discovered, served, confirmed)
    sympathies += effect.bare and sympathies < REPEAT_MOST
    flags, said = flags | effect.sets, said | effect.said
    questions, duties = questions | effect.questions, duties | effect.duties
    if hangs_up:
        place = script.hung_up
    elif goes_on:
        to = effect.straight
        if to is None:
            # What conditions ask about stands first in a state: the rest need not be put together for them.
            to = _way(effect.branches, (
                place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
                flags, said, answers, questions, duties, turn,
            ))  # fmt: skip
        place, turn = to, turn + 1
        known |= script.cues[to][load] if to >= 0 else 0
    return (
        place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
        flags, said, answers, questions, duties, turn, sympathies, 0, lowered,
        empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
    )  # fmt: skip


def _feel(script: "Script", effect: "Effect", mood: tuple[int, ...]) -> "Feelings":
    """What a response does in a mood in which it was not met yet: row, feelings, wishes fulfilled, wishes guessed."""
    row, valence, arousal, control, trust, heard, fulfilled, lucky = mood
    met, guessed = fulfilled.bit_count(), lucky.bit_count()
    felt = effect.felt[mood] = feel(script.temper, effect, row, valence, arousal, control, trust, heard, met, guessed)
    return felt


def _way(ways: "Ways", state: Numbers) -> int:
    """Where the first way that is open leads.

    A state from which no way is open stays where it is: the checker calls that a trap.
    """
    for holds, to in ways:
        if holds is None or holds(state):
            return to
    return state[0]


def leave(script: "Script", state: State, ways: "Ways", *, turns: int) -> State:
    """Go where the first way that is open leads; the cues displayed there become known."""
    return _state(State, _left(script, state, ways, turns=turns))


def _left(script: "Script", state: Numbers, ways: "Ways", *, turns: int) -> Numbers:
    """`leave` on bare numbers."""
    (
        place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
        flags, said, answers, questions, duties, turn, sympathies, _hands, lowered,
        empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
    ) = state[:]  # fmt: skip
    place = _way(ways, state)
    if place >= 0:
        known |= script.cues[place][load]
    return (
        place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
        flags, said, answers, questions, duties, turn + turns, sympathies, 0, lowered,
        empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
    )  # fmt: skip


def observe(script: "Script", state: State) -> State:
    """Look and listen: hidden cues of this moment become known."""
    known = state.known | script.shown(state.place, state.load, observed=True)
    return state._replace(known=known, hands=state.hands | OBSERVED)


def breathe(script: "Script", state: State) -> State:
    """One step lighter; what the load hid may now be seen."""
    return _state(State, lightened(script, state))


def lightened(script: "Script", state: Numbers) -> Numbers:
    """`breathe` on bare numbers."""
    (
        place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
        flags, said, answers, questions, duties, turn, sympathies, hands, lowered,
        empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
    ) = state[:]  # fmt: skip
    load -= 1
    known |= script.shown(place, load, observed=bool(hands & OBSERVED))
    hands |= BREATHED
    return (
        place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
        flags, said, answers, questions, duties, turn, sympathies, hands, lowered,
        empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
    )  # fmt: skip


def read(script: "Script", state: State, *, reveals: int, is_right: bool) -> State:
    """A reading of the customer: what is read right becomes known, and the first reading counts."""
    (
        place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
        flags, said, answers, questions, duties, turn, sympathies, hands, lowered,
        empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
    ) = state[:]  # fmt: skip
    discovered |= reveals & ~known & script.wishes
    known |= reveals
    bit = 1 << place
    if not answers & bit:
        answers |= bit
        right += is_right
        readings += 1
    highest = script.climb(highest, lowered, warm, insights, known, discovered, served, confirmed)
    understood = _state(
        State,
        (
            place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
            flags, said, answers, questions, duties, turn, sympathies, hands, lowered,
            empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
        ),
    )  # fmt: skip
    return leave(script, understood, script.ways(place), turns=0)


def reflect(script: "Script", state: State) -> State:
    """A reflection changes nothing but where we are."""
    return leave(script, state, script.ways(state.place), turns=0)
