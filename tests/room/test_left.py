"""Who leaves a room for good is waited for no more, and what he has answered stands."""

from simulator.room import events as ev
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
    assert game.do(ev.Removed(who="p0")) == "nobody_of_that_name"
    game.do(ev.Removed(who="p1"))
    assert game.do(ev.Left(who="p1")) == "nobody_of_that_name"

    alone = Game("live", local=True)
    assert alone.do(ev.Left(who=next(iter(alone.room.people)))) == "nobody_of_that_name"


def test_the_debrief_counts_who_left_among_those_who_were_there_and_nobody_who_was_removed() -> None:
    game = Game("live")
    game.do(ev.Left(who="p0"))
    game.do(ev.Removed(who="p1"))

    assert room_debrief(game.script, game.room).people == 5
