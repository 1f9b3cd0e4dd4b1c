"""The integer half of a step: what a response does to the state, and nothing about why.

Play, the strategy bots and the proofs all walk through here. The order is that of docs/scoring.md; explain.py
tells the same story in reasons.
"""

from typing import TYPE_CHECKING

from simulator.conversation.state import BREATHED, DRAINED, OBSERVED, SCALE, Numbers, State
from simulator.rubric.ladder import INSIGHTS_WANTED
from simulator.rubric.naturalness import REPEAT_MOST
from simulator.rubric.needs import WORKED_UP
from simulator.rubric.reception import WOUNDED

if TYPE_CHECKING:
    from simulator.conversation.effects import Effect
    from simulator.conversation.guards import Ways
    from simulator.conversation.script import Script

MOST = SCALE
PATIENT = 7
"""The trust from which kindness has bought patience."""
_PLATINUM = 3
_state = tuple.__new__


def advance(script: "Script", state: State, effect: "Effect") -> State:
    """The state after a response, at the next moment or at an ending."""
    return _state(State, answered(script, state, effect))


def react(script: "Script", state: State, effect: "Effect") -> State:
    """The customer's reaction to a response: still at its moment, unless he hangs up."""
    return _state(State, answered(script, state, effect, goes_on=False))


def answered(script: "Script", state: Numbers, effect: "Effect", goes_on: bool = True) -> Numbers:  # noqa: C901
    """`advance` on bare numbers, for those who play by the million; with `goes_on` false, `react`.

    One pass, without a call where nothing depends on the state.
    """
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
            if effect.warm[row]:
                warm = 1
        if uses_known and effect.insight and insights < INSIGHTS_WANTED:
            insights += 1

    hung_up = False
    reception = effect.receptions[row]
    if reception > 0:
        valence += reception
        arousal -= reception
        trust += reception
        heard = 1
        lowered = 0
    elif reception:
        if reception == WOUNDED:
            lowered = 1
            control -= 2
            hung_up = trust == 0 and script.can_hang_up
        patience = 1 if trust >= PATIENT else 0
        valence += reception + patience
        arousal -= reception
        trust += reception + patience
        if load < DRAINED:
            load += 1
    if heard or arousal < WORKED_UP:
        arousal -= effect.calm
        control += effect.control
    else:
        arousal -= effect.calm_halved
        control += effect.control_halved
    trust += effect.trust
    met = effect.wishes & ~served
    if met:
        fulfilled = met & known
        if fulfilled:
            count = fulfilled.bit_count()
            served |= fulfilled
            valence += 2 * count
            trust += count
        lucky = met & ~known & ~guessed
        if lucky:
            guessed |= lucky
            valence += lucky.bit_count()
    if effect.confirms:
        confirmed |= served
    if effect.empty_promise:
        trust -= 1
    valence += effect.valence
    arousal += effect.arousal

    revealed = effect.reveals & ~known
    if revealed:
        known |= revealed
        discovered |= revealed & script.wishes
    if warm and highest < _PLATINUM:
        highest = script.climb(highest, lowered, warm, insights, known, discovered, served, confirmed)
    base = script.resting_arousal
    if arousal > base:
        arousal -= 1
    elif arousal < base:
        arousal += 1
    highest_valence = script.highest_valence

    valence = -MOST if valence < -MOST else highest_valence if valence > highest_valence else valence
    arousal = -MOST if arousal < -MOST else MOST if arousal > MOST else arousal
    control = -MOST if control < -MOST else MOST if control > MOST else control
    trust = 0 if trust < 0 else MOST if trust > MOST else trust
    flags |= effect.sets
    said |= effect.said
    questions |= effect.questions
    duties |= effect.duties
    if effect.bare and sympathies < REPEAT_MOST:
        sympathies += 1

    if hung_up:
        place = script.hung_up
    elif goes_on:
        straight = effect.straight
        if straight is None:
            place = _way(
                effect.branches,
                (
                    place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed,
                    confirmed, flags, said, answers, questions, duties, turn, sympathies, 0, lowered,
                    empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
                ),
            )  # fmt: skip
        else:
            place = straight
        turn += 1
        if place >= 0:
            known |= script.cues[place][load]
    return (
        place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
        flags, said, answers, questions, duties, turn, sympathies, 0, lowered,
        empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
    )  # fmt: skip


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
    (
        place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
        flags, said, answers, questions, duties, turn, sympathies, _hands, lowered,
        empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
    ) = state[:]  # fmt: skip
    place = _way(ways, state)
    if place >= 0:
        known |= script.cues[place][load]
    return _state(
        State,
        (
            place, valence, arousal, control, trust, heard, load, known, discovered, served, guessed, confirmed,
            flags, said, answers, questions, duties, turn + turns, sympathies, 0, lowered,
            empathy, naturalness, attentive, weight, insights, warm, highest, right, readings,
        ),
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
