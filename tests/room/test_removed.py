"""What becomes of what somebody has done once the trainer has taken him out of the room."""

import pytest

from simulator.room import events as ev
from simulator.room.views import view
from simulator.wording.room import refusal
from tests.room.games import Game


def test_who_is_removed_takes_his_open_vote_with_him_and_votes_no_more() -> None:
    game = Game("live")
    game.to_stage("vote")
    choice = game.open_rounds()[0].choices[0]
    game.vote("p0", choice)
    game.do(ev.Removed(who="p0"))

    assert not game.open_rounds()[0].answers
    assert game.do(ev.Voted(who="p0", round=game.open_rounds()[0].id, pick=(choice,))) == "nobody_of_that_name"
    assert game.do(ev.Removed(who="p0")) == "nobody_of_that_name"


def test_who_is_removed_is_waited_for_no_more() -> None:
    game = Game("live")
    game.to_stage("vote")
    game.do(ev.Removed(who="p0"))

    assert game.open_rounds()[0].voters == {"p1", "p2", "p3", "p4", "p5"}


def test_a_step_back_does_not_bring_back_the_vote_of_who_was_removed_meanwhile() -> None:
    game = Game("live")
    game.to_stage("vote")
    choice = game.open_rounds()[0].choices[0]
    game.vote("p0", choice)
    game.vote("p1", choice)
    game.advance()
    game.do(ev.Removed(who="p0"))
    game.do(ev.SteppedBack())

    assert set(game.open_rounds()[0].answers) == {"p1"}
    assert "p0" not in game.open_rounds()[0].voters


def test_who_is_removed_from_the_seat_spends_no_token_any_more() -> None:
    game = Game("hot-seat")
    game.to_stage("seat")
    game.do(ev.Removed(who="p0"))

    assert game.do(ev.Used(who="p0", aid="ask")) == "not_the_seat"
    assert game.stage == "seat"


def test_what_a_team_predicted_stands_also_when_it_is_removed() -> None:
    game = Game("hot-seat", people=2, teams=("Nord", "Sud"))
    game.to_stage("seat")
    game.vote("p0", game.open_rounds()[0].choices[0])
    game.advance()
    game.vote("p1", "angry")
    game.advance()
    game.do(ev.Removed(who="p1"))

    assert view(game.script, game.room).predictions == {"Sud": "angry"}


@pytest.mark.parametrize("stage", ["entries", "best"])
def test_a_team_keeps_its_sentence_when_its_writer_is_removed(stage: str) -> None:
    game = Game("say-better", people=4, teams=("Nord", "Sud"))
    game.to_stage("rewrite")
    game.vote("p0", text="I stay on the line.")
    game.vote("p1", text="Twenty-two minutes, and nobody told you why.")
    game.advance()
    if stage == "best":
        game.advance()
    game.do(ev.Removed(who="p1"))
    if stage == "entries":
        game.advance()

    shown = view(game.script, game.room).question
    assert shown is not None
    assert {one.text for one in shown.choices} == {
        "I stay on the line.",
        "Twenty-two minutes, and nobody told you why.",
    }
    assert game.vote("p3", "Sud") == "own_entry"


def alone_in_its_team() -> Game:
    """Parallel teams; p0 is the first of his team, and a late comer the only other one in it."""
    game = Game("teams", people=2, teams=("Nord", "Sud"))
    game.to_stage("own")
    game.join(2)
    return game


def test_a_team_whose_voters_are_all_removed_asks_who_speaks_for_it_now() -> None:
    game = alone_in_its_team()
    assert game.vote("p2", game.open_rounds()[0].choices[0]) == "round_over"
    game.do(ev.Removed(who="p0"))

    assert game.open_rounds()[0].voters == {"p2"}
    assert game.vote("p2", game.open_rounds()[0].choices[0]) is None
    assert game.do(ev.Went(who="p2", round=game.open_rounds()[0].id)) is None


def test_who_joins_behind_the_speaker_waits_whatever_happened_to_the_voters() -> None:
    game = alone_in_its_team()
    game.do(ev.Removed(who="p0"))
    game.join(4)

    assert game.open_rounds()[0].voters == {"p2"}


def test_a_step_back_to_the_teams_asks_who_speaks_for_them_now() -> None:
    game = alone_in_its_team()
    assert game.advance() is None
    game.do(ev.Removed(who="p0"))
    assert game.do(ev.SteppedBack()) is None

    assert game.stage == "own"
    assert game.open_rounds()[0].voters == {"p2"}


@pytest.mark.parametrize("teams", [(), ("Nord", "Sud")])
def test_on_one_laptop_the_last_voice_stays(teams: tuple[str, ...]) -> None:
    game = Game("say-better", local=True, teams=teams)
    *others, last = game.room.present

    assert [game.do(ev.Removed(who=one.who)) for one in others] == [None] * len(others)
    assert game.do(ev.Removed(who=last.who)) == "last_voice"
    assert game.room.present == (last,)
    assert "one laptop" in refusal("last_voice")
