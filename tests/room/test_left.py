"""Who leaves a room for good is waited for no more, and what he has answered stands."""

import pytest

from simulator.room import events as ev
from simulator.room import fold as fold_module
from simulator.room.debrief import room_debrief
from simulator.room.fold import here_in
from simulator.room.formats import teams
from simulator.room.views import view
from tests.room.games import Game


def test_who_leaves_before_he_has_answered_is_waited_for_no_more() -> None:
    game = Game("live")
    game.to_stage("vote")
    assert game.do(ev.Left(who="p0")) is None

    assert game.open_rounds()[0].voters == {"p1", "p2", "p3", "p4", "p5"}
    assert view(game.script, game.room).people == 5
    choice = game.open_rounds()[0].choices[0]
    assert game.do(ev.Voted(who="p0", round=game.open_rounds()[0].id, pick=(choice,))) == "nobody_of_that_name"


def test_the_answer_of_who_leaves_afterwards_counts() -> None:
    game = Game("live")
    game.to_stage("vote")
    choice = game.open_rounds()[0].choices[0]
    game.vote("p0", choice)
    game.do(ev.Left(who="p0"))

    asked = game.open_rounds()[0]
    assert asked.answers["p0"].pick == (choice,)
    assert "p0" in asked.voters


def test_a_step_back_asks_nobody_who_has_left_and_keeps_what_he_said() -> None:
    game = Game("live")
    game.to_stage("vote")
    choice = game.open_rounds()[0].choices[0]
    game.vote("p0", choice)
    game.advance()
    game.do(ev.Left(who="p0"))
    game.do(ev.Left(who="p1"))
    game.do(ev.SteppedBack())

    asked = game.open_rounds()[0]
    assert asked.answers["p0"].pick == (choice,)
    assert asked.voters == {"p0", "p2", "p3", "p4", "p5"}


def test_another_speaks_for_a_team_whose_speaker_has_left() -> None:
    game = Game("teams", people=4, teams=("Nord", "Sud"))
    game.to_stage("own")
    before = teams.speaker(here_in(game.script, game.room), "Nord")
    assert before is not None
    game.do(ev.Left(who=before))

    after = teams.speaker(here_in(game.script, game.room), "Nord")
    assert after is not None
    assert after != before
    branch = game.room.table.teams["Nord"]
    assert branch.round is not None
    assert branch.round.voters == {after}


def test_who_has_left_the_hot_seat_spends_nothing_and_is_not_asked_to_take_it_again() -> None:
    game = Game("hot-seat", people=2)
    game.to_stage("seat")
    seated = game.room.table.seat
    assert seated is not None
    assert game.do(ev.Left(who=seated)) is None

    assert game.do(ev.Used(who=seated, aid="ask")) == "not_the_seat"
    assert game.do(ev.Skipped()) is None
    game.to_stage("seat")
    assert game.room.table.seat not in {seated, None}


def test_nobody_leaves_twice_after_being_removed_or_from_a_room_on_one_laptop() -> None:
    game = Game("live")
    assert game.do(ev.Left(who="p0")) is None
    assert game.do(ev.Left(who="p0")) == "nobody_of_that_name"
    game.do(ev.Removed(who="p1"))
    assert game.do(ev.Left(who="p1")) == "nobody_of_that_name"

    alone = Game("live", local=True)
    assert alone.do(ev.Left(who=next(iter(alone.room.people)))) == "nobody_of_that_name"


def test_the_debrief_counts_who_left_among_those_who_were_there_and_nobody_who_was_removed() -> None:
    game = Game("live")
    game.do(ev.Left(who="p0"))
    game.do(ev.Removed(who="p1"))

    assert room_debrief(game.script, game.room).people == 5


def test_what_somebody_wrote_and_left_behind_can_be_taken_out_with_him() -> None:
    game = Game("say-better", teams=())
    game.to_stage("rewrite")
    assert game.vote("p0", text="A sentence that nobody should read.") is None
    game.do(ev.Left(who="p0"))
    game.do(ev.Left(who="p1"))
    assert [person.who for person in game.room.removable] == ["p0", "p2", "p3", "p4", "p5"]
    assert game.do(ev.Removed(who="p0")) is None

    assert not game.open_rounds()[0].answers
    assert game.do(ev.Removed(who="p0")) == "nobody_of_that_name"


def test_the_advice_of_a_team_counts_in_the_debrief_also_when_one_of_it_has_left() -> None:
    game = Game("hot-seat", people=9)
    game.to_stage("seat")
    seated = game.room.table.seat
    assert seated is not None
    game.do(ev.Used(who=seated, aid="ask"))
    (asked,) = game.open_rounds()
    one, other = sorted(asked.voters)
    game.vote(one, asked.choices[1])
    game.do(ev.Left(who=other))
    game.advance()
    game.vote(seated, asked.choices[0])
    game.advance()
    assert game.stage == "predict"
    game.do(ev.Skipped())

    first = room_debrief(game.script, game.room).moments[-1].first
    assert first is not None
    assert {count.pick: count.votes for count in first.counts if count.votes} == {asked.choices[1]: 1}


@pytest.mark.parametrize("gone", [ev.Left, ev.Removed])
@pytest.mark.parametrize(
    ("format_", "is_asking"),
    [("hot-seat", True), ("hot-seat", False), ("observers", False)],
    ids=["his team is asked", "he is asked", "he is observed"],
)
def test_going_on_gives_a_deserted_seat_to_the_next(
    gone: type[ev.Left | ev.Removed], format_: str, is_asking: bool
) -> None:
    game = Game(format_)
    game.to_stage("seat")
    seated = game.room.table.seat
    assert seated is not None
    if is_asking:
        game.do(ev.Used(who=seated, aid="ask"))
    game.do(gone(who=seated))
    assert game.advance() is None

    assert game.stage == "seat"
    assert game.room.table.seat not in {seated, None}
    assert game.open_rounds()[-1].voters == {game.room.table.seat}


def test_the_answer_of_a_seat_that_left_afterwards_is_played() -> None:
    game = Game("hot-seat")
    game.to_stage("seat")
    seated = game.room.table.seat
    assert seated is not None
    game.vote(seated, game.open_rounds()[0].choices[0])
    game.do(ev.Left(who=seated))
    assert game.advance() is None
    assert game.stage in {"predict", "reveal"}


def test_a_team_never_counts_more_answers_than_people_it_asks() -> None:
    game = Game("teams", people=4, teams=("Nord", "Sud"))
    game.to_stage("own")
    asked = game.room.table.teams["Nord"].round
    assert asked is not None
    game.vote("p0", asked.choices[0])
    game.do(ev.Left(who="p0"))
    game.do(ev.Left(who="p2"))
    game.join(8)

    asked = game.room.table.teams["Nord"].round
    assert asked is not None
    assert (asked.voters, set(asked.answers)) == ({"p0", "p8"}, {"p0"})


def test_whoever_comes_and_goes_without_end_is_not_let_in_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fold_module, "MOST_PEOPLE", 8)
    monkeypatch.setattr(fold_module, "MOST_EVER", 12)
    game = Game("live", people=0, teams=())
    told = []
    for number in range(20):
        told.append(game.do(ev.Joined(who=f"q{number}", name="Q", token=f"{number:064}")))
        game.do(ev.Left(who=f"q{number}"))
    assert told == [None] * 12 + ["room_full"] * 8
