"""The room is a fold over its events: the same log stands in the same place, whatever happened on the way."""

import os
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.conversation.step import fold
from simulator.room import events as ev
from simulator.room.asking import tally
from simulator.room.fold import apply, fits
from simulator.room.views import view
from tests.room.games import Game, answer, script

EXAMPLES = int(os.environ.get("PLATINE_EXAMPLES", "40"))
many = settings(max_examples=EXAMPLES, deadline=None)
formats = st.sampled_from(ev.FORMATS)
SCENARIOS = ("en/ligne-coupee", "fr/collection-de-bourdes", "fr/trois-questions")


def somewhere(format_: str, seed: int, steps: int, name: str = "en/ligne-coupee") -> Game:
    """A game so many stages in."""
    game = Game(format_, played=script(name))
    for number, _stage in enumerate(game.walk(Random(seed))):
        if number >= steps:
            break
    return game


@given(formats, st.integers(0, 999), st.sampled_from(SCENARIOS))
@many
def test_a_log_read_again_stands_where_the_room_stood(format_: str, seed: int, name: str) -> None:
    game = Game(format_, played=script(name))
    stages = list(game.walk(Random(seed)))

    assert game.replayed() == game.room
    assert stages[-1] == ("scene" if format_ == "say-better" else "over")


@given(formats, st.integers(0, 999), st.integers(0, 40))
@many
def test_the_call_in_the_room_is_the_very_call_that_one_trainee_plays(format_: str, seed: int, steps: int) -> None:
    game = somewhere(format_, seed, steps)
    lines = [game.room.table.line, *(branch.line for branch in game.room.table.teams.values())]

    for line in lines:
        assert fold(game.script, line.decisions)[0] == line.position


LEADS = (
    ev.Advanced(),
    ev.Skipped(),
    ev.Hinted(words="listen"),
    ev.FormatChosen(format="live"),
    ev.Aside(action="observe"),
)


@given(formats, st.integers(0, 999), st.integers(0, 40), st.sampled_from(LEADS))
@many
def test_a_step_taken_back_was_never_taken(format_: str, seed: int, steps: int, step: ev.Event) -> None:
    game = somewhere(format_, seed, steps)
    game.everybody_answers(Random(seed))
    before = game.room
    if game.do(step) is not None:
        assert replace(game.room, place=0, led=0) == replace(before, place=0, led=0)
        return
    if game.do(ev.SteppedBack()) == "teams_play":
        return

    assert replace(game.room, place=0, led=0) == replace(before, place=0, led=0)


@given(st.integers(0, 999), st.permutations(range(6)))
@many
def test_the_order_in_which_votes_arrive_decides_nothing(seed: int, order: list[int]) -> None:
    games = [Game("live"), Game("live")]
    for game, people in zip(games, (range(6), order), strict=True):
        game.to_stage("vote")
        asked = game.open_rounds()[0]
        votes = {number: answer(game.room, asked, f"p{number}", Random(seed + number)) for number in range(6)}
        for number in people:
            assert game.do(votes[number]) is None
        game.advance()
        game.advance()

    first, second = (game.room.table for game in games)
    assert first.line == second.line
    assert first.tied == second.tied
    assert [tally(one) for one in first.rounds] == [tally(one) for one in second.rounds]


NOISE = st.one_of(
    st.builds(ev.Voted, who=st.sampled_from(["p0", "p5", "nobody", ""]), round=st.integers(-1, 5000),
              pick=st.lists(st.text(max_size=3), max_size=3).map(tuple), words=st.dictionaries(st.text(max_size=5), st.text(max_size=9), max_size=2)),
    st.builds(ev.Used, who=st.sampled_from(["p0", "p1", "nobody"]), aid=st.sampled_from(ev.AIDS)),
    st.builds(ev.Went, who=st.sampled_from(["p0", "p1", "nobody"]), round=st.integers(-1, 5000)),
    st.builds(ev.Joined, who=st.sampled_from(["p0", "p9"]), name=st.text(max_size=5), token=st.just("t"), team=st.sampled_from([None, "Nord", "?"])),
    st.builds(ev.Picked, pick=st.lists(st.sampled_from(["own-it", "warm", "nothing"]), max_size=2).map(tuple), team=st.sampled_from([None, "Nord", "?"])),
    st.builds(ev.Counted, round=st.integers(0, 5000), counts=st.lists(st.integers(-1, 3), max_size=5).map(tuple)),
    st.builds(ev.WhatIf, pick=st.lists(st.text(max_size=4), max_size=2).map(tuple)),
    st.builds(ev.Extended, seconds=st.integers(-5, 10**9)),
    st.builds(ev.FormatChosen, format=st.sampled_from(ev.FORMATS)),
    st.builds(ev.Removed, who=st.sampled_from(["p0", "nobody"])),
    st.builds(ev.Left, who=st.sampled_from(["p0", "p1", "nobody"])),
    st.builds(ev.JoinsLocked, locked=st.booleans()),
    st.sampled_from([ev.Advanced(), ev.Skipped(), ev.SteppedBack(), ev.Paused(), ev.Unpaused(at=5.0), ev.Aside(action="breathe")]),
)  # fmt: skip


@given(formats, st.integers(0, 99), st.integers(0, 25), st.lists(NOISE, max_size=12))
@example("peer", 3, 15, [ev.Picked(pick=())])  # the call is over there
@many
def test_no_event_breaks_a_room_and_what_does_not_fit_changes_nothing(
    format_: str, seed: int, steps: int, noise: list[ev.Event]
) -> None:
    game = somewhere(format_, seed, steps)
    for event in noise:
        before = game.room
        why = game.do(event)
        if why is not None:
            assert replace(game.room, place=0, led=0) == replace(before, place=0, led=0)
        assert game.room.place == before.place + 1

    assert game.replayed() == game.room


FLOOR = st.one_of(
    st.dictionaries(st.sampled_from(["text", "1", "2", "3", "0", "x"]), st.sampled_from(["", " ", "One.", "Two words."]), min_size=1, max_size=2).map(
        lambda words: ev.Voted(who="voice-1", round=0, words=words)
    ),
    st.sampled_from([ev.Advanced(), ev.Skipped(), ev.SteppedBack(), ev.Paused(), ev.Unpaused(at=5.0)]),
    st.builds(ev.Counted, round=st.just(0), counts=st.lists(st.integers(0, 3), max_size=4).map(tuple)),
)  # fmt: skip


@given(st.lists(FLOOR, max_size=30))
@many
def test_sentences_from_the_floor_follow_from_the_log_alone(noise: list[ev.Event]) -> None:
    game = Game("say-better", local=True, teams=())
    game.to_stage("rewrite")
    for event in noise:
        if isinstance(event, ev.Voted | ev.Counted) and game.open_rounds():
            event = replace(event, round=game.open_rounds()[0].id)
        before = game.room
        if game.do(event) is not None:
            assert replace(game.room, place=0, led=0) == replace(before, place=0, led=0)
        for asked in game.room.table.rounds:
            if asked.ask == "best":
                assert len(asked.choices) > 1
                assert all(shown.text.strip() for shown in view(game.script, game.room).question.choices)

    assert game.replayed() == game.room


def test_a_vote_counts_until_the_lock_and_the_last_one_alone() -> None:
    game = Game("live")
    game.to_stage("vote")
    asked = game.open_rounds()[0]
    first, second, *_ = asked.choices
    game.vote("p0", first)
    game.vote("p0", second)
    game.advance()

    assert tally(game.room.table.rounds[-1])[asked.choices.index(second)] == 1
    assert sum(tally(game.room.table.rounds[-1])) == 1
    late = ev.Voted(who="p1", round=asked.id, pick=(first,))
    assert game.do(late) == "round_over"
    assert sum(tally(game.room.table.rounds[-1])) == 1


def test_who_comes_late_waits_for_the_next_vote() -> None:
    game = Game("peer")
    game.to_stage("vote")
    late = game.join(7)
    asked = game.open_rounds()[0]

    assert game.do(ev.Voted(who=late, round=asked.id, pick=(asked.choices[0],))) == "wait_for_the_next"
    game.everybody_answers(Random(3))
    game.advance()
    game.do(ev.Advanced())
    while game.stage != "vote":
        game.do(ev.Advanced())
    assert game.vote(late, game.open_rounds()[0].choices[0]) is None


def test_an_answer_to_a_round_that_was_taken_back_counts_for_no_other() -> None:
    game = Game("live")
    game.to_stage("vote")
    old = game.open_rounds()[0]
    game.do(ev.SteppedBack())
    game.advance()
    new = game.open_rounds()[0]

    assert old.id != new.id
    assert game.do(ev.Voted(who="p0", round=old.id, pick=(old.choices[0],))) == "round_over"
    assert not game.open_rounds()[0].answers


def test_a_pause_holds_votes_and_steps_and_gives_the_time_back() -> None:
    game = Game("live", seconds=30)
    game.do(ev.Advanced(at=100.0))
    game.do(ev.Advanced(at=100.0))
    assert game.room.table.ends_at == 130.0
    game.do(ev.Paused(at=110.0))

    assert game.vote("p0", game.open_rounds()[0].choices[0]) == "paused"
    assert game.advance() == "paused"
    game.do(ev.Unpaused(at=160.0))
    assert game.room.table.ends_at == 180.0
    game.do(ev.Extended(at=190.0, seconds=20))
    assert game.room.table.ends_at == 210.0


def test_time_stands_still_in_a_pause_also_for_what_is_done_in_it() -> None:
    game = Game("live", seconds=30)
    game.do(ev.Advanced(at=100.0))
    game.do(ev.Advanced(at=100.0))
    game.do(ev.Paused(at=110.0))
    game.do(ev.Extended(at=710.0, seconds=60))
    game.do(ev.Unpaused(at=720.0))

    assert game.room.table.ends_at is not None
    assert game.room.table.ends_at - 720.0 == 20.0 + 60.0


def test_a_round_that_is_opened_in_a_pause_has_its_whole_time_behind_it() -> None:
    game = Game("grid", seconds=30)
    game.do(ev.Advanced(at=100.0))
    game.do(ev.Advanced(at=100.0))
    game.do(ev.Paused(at=110.0))
    game.do(ev.Skipped(at=500.0))
    assert game.stage == "vote"
    game.do(ev.Unpaused(at=600.0))

    assert game.room.table.ends_at == 630.0


def test_a_pause_holds_raised_hands_too() -> None:
    game = Game("live", local=True)
    game.to_stage("vote")
    asked = game.open_rounds()[0]
    game.do(ev.Paused(at=110.0))

    assert game.do(ev.Counted(round=asked.id, counts=(1,) * len(asked.choices))) == "paused"


@pytest.mark.parametrize(("format_", "stage"), [("teams", "own"), ("live", "rating")])
@pytest.mark.parametrize("step", [ev.Advanced(), ev.Skipped()])
def test_no_hint_is_left_on_the_wall_once_the_call_is_over(format_: str, stage: str, step: ev.Event) -> None:
    game = Game(format_)
    game.to_stage(stage)
    game.do(ev.Hinted(words="the last one"))
    if game.do(step) == "nothing_to_skip":
        game.advance()

    assert game.stage == "over"
    assert game.room.table.hints == ()
    assert not game.room.table.open


def test_joins_are_locked_by_the_trainer_alone_and_others_stay() -> None:
    game = Game("peer")
    game.do(ev.JoinsLocked(locked=True))

    assert game.do(ev.Joined(who="p9", name="Late", token="t", team="Nord")) == "joins_locked"
    game.to_stage("vote")
    assert game.vote("p0", game.open_rounds()[0].choices[0]) is None


def test_a_closed_room_takes_nothing() -> None:
    game = Game("peer")
    game.do(ev.Closed())

    assert {fits(game.script, game.room, event) for event in (*LEADS, ev.SteppedBack())} == {"room_closed"}


def test_the_trainers_events_alone_count_for_the_order_that_he_is_held_to() -> None:
    game = Game("peer")
    led = game.room.led
    game.join(8)
    assert game.room.led == led
    game.advance()
    assert game.room.led == game.room.place


@pytest.mark.parametrize("stage", ["vote", "tally", "talk", "hint", "decide"])
def test_the_format_changes_between_two_moments_only(stage: str) -> None:
    game = Game("peer")
    for seed in range(30):
        game = Game("peer")
        if stage in set(_stages(game, seed, stage)):
            break
    assert game.stage == stage
    assert game.do(ev.FormatChosen(format="live")) == "not_between"


def _stages(game: Game, seed: int, wanted: str) -> list[str]:
    seen = []
    for stage in game.walk(Random(seed)):
        seen.append(stage)
        if stage == wanted:
            break
    return seen


def test_the_format_changes_at_a_reveal_and_the_call_goes_on_where_it_was() -> None:
    game = Game("live")
    game.to_stage("reveal")
    decisions = game.room.table.line.decisions

    assert game.do(ev.FormatChosen(format="hot-seat")) is None
    assert (game.stage, game.room.table.line.decisions) == ("scene", decisions)
    game.advance()
    assert game.stage == "seat"


def test_the_log_of_a_room_is_plain_json_that_reads_back() -> None:
    game = Game("observers")
    for _stage in game.walk(Random(4)):
        pass
    for place, event in game.log:
        assert ev.decode(ev.encode(event)) == event
        assert place > 0


def test_places_may_be_further_apart_than_one() -> None:
    game = Game("live")
    game.to_stage("vote")
    room = apply(game.script, game.room, 10_000, ev.Joined(who="far", name="Far", token="t", team="Nord"))

    assert room.people["far"].joined == 10_000
    assert "far" not in room.table.open[0].voters
