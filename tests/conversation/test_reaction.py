"""The customer's reaction, turn by turn, against numbers worked out by hand from docs/scoring.md.

The base customer stands at valence 0, arousal 1, control 3, trust 5.
"""

from typing import Any

import pytest

from simulator.conversation.advance import advance, react
from simulator.conversation.script import Script
from simulator.conversation.state import State
from simulator.scenario.model import Base, Desk, Empathy, Wait
from tests.kit import customer, exchange, one_exchange, response, scenario


def react_to(script: Script, **state: int) -> State:
    """The state right after the only response, from a start changed by hand."""
    return react(script, script.start._replace(**state), script.node(0).options[0].effect)


def mood(state: State) -> tuple[int, int, int, int]:
    return state.valence, state.arousal, state.control, state.trust


def test_the_worked_example_starts_where_its_wait_puts_it() -> None:
    wait = Wait(22, ("unexplained", "uncertain", "repeat_contact"))
    script = one_exchange(who=customer(wait=wait, severity=4))
    assert mood(script.start) == (-4, 5, 1, 3)


def test_a_response_that_touches_moves_valence_and_trust_up_and_arousal_down_then_back_toward_rest() -> None:
    after = react_to(one_exchange(empathy="full"))
    assert mood(after) == (2, 1 - 2 + 1, 3, 7)
    assert after.heard == 1


def test_an_unmoved_customer_moves_only_toward_rest() -> None:
    script = one_exchange(called=(2, 1, 1), empathy=Empathy(0, 1, 0), naturalness=4)  # E = 9/26
    assert react_to(script, arousal=6).arousal == 6 - 1 - 1
    cold = one_exchange(called=(2, 1, 1), empathy=Empathy(0, 1, 0), naturalness=2)  # E * N = 9/52: unmoved
    assert mood(react_to(cold, arousal=6)) == (0, 5, 3, 5)


def test_a_cold_answer_costs_one_and_loads_the_agent() -> None:
    after = react_to(one_exchange(called=(2, 1, 1)))
    assert mood(after) == (-1, 1, 3, 4)
    assert after.load == 1


def test_a_dismissal_wounds() -> None:
    after = react_to(one_exchange(empathy="full", dismisses=True))
    assert mood(after) == (-2, 1 + 2 - 1, 3 - 2, 3)
    assert after.lowered == 1


def test_trust_of_seven_buys_patience() -> None:
    assert mood(react_to(one_exchange(called=(2, 1, 1)), trust=7)) == (0, 1, 3, 7)
    assert mood(react_to(one_exchange(dismisses=True), trust=7)) == (-1, 2, 1, 6)


def test_comfort_is_halved_while_he_is_worked_up_and_unheard() -> None:
    script = one_exchange(called=(2, 1, 1), offers=("certainty", "control", "safety", "ownership"))
    after = react_to(script, arousal=5)  # cooled: arousal 6, then certainty -1, safety 0, rest -1
    assert (after.arousal, after.control, after.trust) == (4, 3 + 1, 5 - 1 + 1)


def test_comfort_is_whole_once_he_is_heard() -> None:
    script = one_exchange(called=(2, 1, 1), offers=("certainty", "control", "safety"))
    after = react_to(script, arousal=5, heard=1)  # 6, -2, -1, rest -1
    assert (after.arousal, after.control) == (2, 5)


def test_comfort_is_whole_where_the_response_itself_reaches_him() -> None:
    after = react_to(one_exchange(empathy="full", offers=("certainty",)), arousal=8)  # 6, -2, rest -1
    assert after.arousal == 3


def test_a_known_wish_is_served_once() -> None:
    script = one_exchange(empathy="full", offers=("certainty",))
    sure = script.knowable.bit("sure")
    first = react_to(script, known=sure)
    assert first.served == sure
    assert mood(first)[0] == 2 + 2
    assert first.trust == 5 + 2 + 1
    again = react(script, first, script.node(0).options[0].effect)
    assert again.valence == first.valence + 2


def test_an_unknown_wish_is_a_lucky_guess_once_and_not_served() -> None:
    script = one_exchange(empathy="full", offers=("certainty",))
    after = react_to(script)
    assert (after.served, after.guessed, after.valence) == (0, script.knowable.bit("sure"), 3)
    assert react(script, after, script.node(0).options[0].effect).valence == 3 + 2


def test_what_is_revealed_now_is_known_only_afterwards() -> None:
    script = one_exchange(empathy="full", offers=("certainty",), reveals=("sure",))
    after = react_to(script)
    assert after.served == 0
    assert after.known & after.discovered == script.knowable.bit("sure")


def test_confirming_covers_every_wish_served_so_far_and_in_this_response() -> None:
    script = one_exchange(empathy="full", offers=("certainty",), confirms=True)
    sure, online = script.knowable.bit("sure"), script.knowable.bit("online")
    assert react_to(script, known=sure, served=online).confirmed == sure | online


def test_an_empty_promise_raises_tension_and_costs_trust() -> None:
    assert mood(react_to(one_exchange(empathy="full", empty_promise=True))) == (2, 1 - 2 + 2, 3, 6)


def test_a_stock_phrase_of_empty_promise_is_an_empty_promise() -> None:
    assert react_to(one_exchange(empathy="full", say="We are doing everything we can.")).trust == 5 + 2 - 1


def test_progress_lifts_and_a_hold_tightens() -> None:
    assert react_to(one_exchange(empathy="full", progress=2)).valence == 4
    assert react_to(one_exchange(empathy="full", action="hold")).arousal == 1 - 2 + 1 + 1


def test_severity_caps_how_far_he_can_recover() -> None:
    script = one_exchange(who=customer(severity=9), empathy="full", progress=2)
    assert react_to(script, valence=5).valence == 10 - 9 // 2


def test_every_axis_stays_within_its_range() -> None:
    script = one_exchange(dismisses=True, empty_promise=True)
    after = react_to(script, valence=-10, arousal=10, control=-10, trust=1)
    assert mood(after) == (-10, 10, -10, 0)


@pytest.mark.parametrize(("trust", "hangs_up"), [(0, True), (1, False)])
def test_he_hangs_up_when_wounded_without_any_trust_left(trust: int, hangs_up: bool) -> None:
    after = react_to(one_exchange(dismisses=True), trust=trust)
    assert (after.place < 0) is hangs_up


@pytest.mark.parametrize("channel", ["email", "counter"])
def test_nobody_hangs_up_an_email_or_a_counter(channel: str) -> None:
    assert react_to(one_exchange(dismisses=True, channel=channel), trust=0).place == 0


def test_only_the_first_answer_to_a_moment_scores_and_a_second_still_moves() -> None:
    script = Script(scenario({"loop": exchange(responses={"it": response("loop", empathy="full")})}))
    effect = script.node(0).options[0].effect
    once = advance(script, script.start, effect)
    twice = advance(script, once, effect)
    assert (twice.empathy, twice.naturalness, twice.weight) == (once.empathy, once.naturalness, once.weight)
    assert twice.trust == once.trust + 2


def test_repeated_bare_sympathy_is_counted_across_moments() -> None:
    kind: dict[str, Any] = {"empathy": Empathy(1)}
    script = Script(
        scenario(
            {
                "a": exchange((1, 0, 0), responses={"it": response("b", **kind)}),
                "b": exchange((1, 0, 0), responses={"it": response("done", **kind)}),
            }
        )
    )
    first = advance(script, script.start, script.node(0).options[0].effect)
    second = advance(script, first, script.node(1).options[0].effect)
    assert first.naturalness == script.naturalness_unit
    assert second.naturalness - first.naturalness == script.naturalness_unit * 9 // 10


def test_a_drained_agent_who_forces_a_smile_is_felt() -> None:
    script = one_exchange(called=(1, 0, 0), empathy=Empathy(1), tone="warm", desk=Desk("drained"))
    effect = script.node(0).options[0].effect
    assert effect.merits.naturalness[4] == effect.merits.naturalness[0] - 1 / 4


def test_a_customer_with_a_mood_of_his_own_rests_there() -> None:
    script = one_exchange(who=customer(base=Base(arousal=5)), called=(2, 1, 1))
    assert react_to(script).arousal == 5 + 1 - 1
