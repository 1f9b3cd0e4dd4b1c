"""A conversation is a fold: what holds of every play, drawn at random."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.conversation.events import Answered
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.conversation.step import fold
from simulator.debrief.scorecard import scorecard
from simulator.errors import IllegalDecision
from tests.kit import full_scenario, legal, plays

SCRIPTS = [
    Script(full_scenario()),
    Script(full_scenario(), "quick"),
    Script(full_scenario("email", "drained")),
    Script(full_scenario("chat", "drained")),
]
any_play = st.sampled_from(SCRIPTS).flatmap(plays)


@given(any_play)
def test_replaying_the_decisions_gives_the_same_state_and_the_same_events(play: Play) -> None:
    position, events = fold(play.script, play.decisions)
    assert position == play.position
    assert list(events) == play.events


@given(any_play)
def test_a_play_resumed_from_its_decisions_is_the_same_play(play: Play) -> None:
    again = Play(play.script, seed=play.seed, practice=True, decisions=play.decisions)
    if not play.decisions:
        again.answer()
    assert (again.position, again.phase, again.allowed()) == (play.position, play.phase, play.allowed())


@given(any_play)
def test_undoing_is_as_if_it_had_never_been_done(play: Play) -> None:
    if "undo" not in play.allowed():
        with pytest.raises(IllegalDecision):
            play.undo()
        return
    before = list(play.decisions)
    play.undo()
    assert play.decisions == before[: len(play.decisions)]
    assert len(play.decisions) < len(before)
    position, events = fold(play.script, play.decisions)
    assert (position, list(events)) == (play.position, play.events)


@given(any_play)
def test_the_reasons_of_a_turn_add_up_to_what_moved(play: Play) -> None:
    for event in play.events:
        if isinstance(event, Answered):
            for axis in ("valence", "arousal", "control", "trust", "load"):
                told = sum(reason.moves.get(axis, 0) for reason in event.reasons)
                assert told == getattr(event.after, axis) - getattr(event.before, axis), axis


@given(any_play)
def test_scores_stay_between_nothing_and_a_hundred(play: Play) -> None:
    card = scorecard(play.script, play.state)
    for mark in (card.empathy, card.naturalness, card.ladder.total, card.overall):
        assert 0 <= mark <= 100
    assert card.ladder.golden <= 25


@given(any_play)
def test_everything_that_is_allowed_can_be_done(play: Play) -> None:
    if play.is_over:
        return
    for decision in legal(play):
        branch = Play(play.script, seed=play.seed, practice=True, decisions=play.decisions)
        branch.decide(decision)
        assert branch.decisions[-1] == decision


@given(any_play, st.data())
def test_what_is_refused_changes_nothing(play: Play, data: st.DataObject) -> None:
    other = data.draw(any_play)
    for decision in other.decisions[:3]:
        before = (play.position, list(play.decisions), list(play.events), play.phase)
        try:
            play.decide(decision)
        except IllegalDecision:
            assert (play.position, play.decisions, play.events, play.phase) == before


@settings(max_examples=30)
@given(st.integers(0, 2**64))
def test_the_seed_orders_what_is_shown_and_changes_nothing_else(seed: int) -> None:
    one, other = Play(SCRIPTS[0], seed=seed), Play(SCRIPTS[0], seed=0)
    one.answer(), other.answer()
    assert {choice.name for choice in one.scene().choices} == {choice.name for choice in other.scene().choices}
    assert one.state == other.state


def test_the_order_shown_is_the_same_on_every_machine() -> None:
    play = Play(SCRIPTS[0], seed=7)
    play.answer()
    assert [choice.name for choice in play.scene().choices] == ["rule", "sorry", "listen", "promise"]
