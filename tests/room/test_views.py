"""What may be seen of a room: never more than has been revealed."""

import os
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.conversation.script import Script
from simulator.room import events as ev
from simulator.room.seen import View
from simulator.room.table import ASKING
from simulator.room.views import KEY_SHOWN, view
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Empathy, Ratings, Votes
from simulator.wording.room import right_word
from tests.kit import exchange, response, scenario
from tests.room.games import TEAMS, Game, script

EXAMPLES = int(os.environ.get("PLATINE_EXAMPLES", "25"))
many = settings(max_examples=EXAMPLES, deadline=None)
formats = st.sampled_from(ev.FORMATS)
AUDIENCES = (None, *TEAMS)


def seen(game: Game, team: str | None = None) -> View:
    return view(game.script, game.room, team)


@given(formats, st.integers(0, 999), st.sampled_from(["en/ligne-coupee", "fr/trois-questions"]))
@many
def test_no_vote_is_seen_before_it_is_locked_and_no_key_before_the_reveal(format_: str, seed: int, name: str) -> None:
    game = Game(format_, played=script(name))
    for stage in game.walk(Random(seed)):
        for team in AUDIENCES:
            asked = seen(game, team).question
            if asked is None:
                continue
            if stage in ASKING and not asked.locked:
                assert all(choice.votes is None for choice in asked.choices)
            if stage not in KEY_SHOWN:
                assert all(
                    choice.right is None and choice.panel is None and not choice.played for choice in asked.choices
                )


@given(formats, st.integers(0, 999))
@many
def test_what_is_seen_while_a_round_is_open_does_not_depend_on_what_was_voted(format_: str, seed: int) -> None:
    games = [Game(format_), Game(format_)]
    for _ in range(seed % 12):
        for game in games:
            game.everybody_answers(Random(seed))
            if game.advance() == "trainer_decides":
                game.do(ev.Picked(pick=game.room.table.tied[0]))
    if games[0].stage not in ASKING or games[0].stage == "own":
        return
    games[0].everybody_answers(Random(seed + 1))
    games[1].everybody_answers(Random(seed + 2))

    for team in AUDIENCES:
        assert uncounted(seen(games[0], team)) == uncounted(seen(games[1], team))


def uncounted(shown: View) -> View:
    """Without how many have answered: a vote for one's own sentence is no answer."""
    return replace(shown, question=replace(shown.question, voted=0)) if shown.question is not None else shown


@given(formats, st.integers(0, 999))
@many
def test_a_view_travels_whole(format_: str, seed: int) -> None:
    game = Game(format_)
    for _stage in game.walk(Random(seed)):
        shown = seen(game, TEAMS[0])
        assert msgspec.json.decode(msgspec.json.encode(shown), type=View) == shown


def test_no_id_of_the_scenario_nor_secret_of_the_room_is_in_a_view() -> None:
    secret = {f"secret-{word}": response("more", say=f"Answer number {number}.") for number, word in enumerate("abc")}
    last = {f"secret-{word}": response("done", say=f"Last answer {number}.") for number, word in enumerate("def")}
    told = scenario(moments={"first": exchange(responses=secret), "more": exchange(responses=last)})
    for format_ in ev.FORMATS:
        game = Game(format_, played=Script(told))
        for _stage in game.walk(Random(1)):
            for team in AUDIENCES:
                text = msgspec.json.encode(seen(game, team)).decode()
                assert "secret-" not in text
                assert "0" * 20 not in text
                assert "1" * 20 not in text


def test_what_he_says_next_is_heard_once_the_answer_has_been_looked_at() -> None:
    game = Game("live")
    game.to_stage("reveal")
    assert seen(game).line == ""
    game.advance()
    assert seen(game).line


def test_at_the_reveal_the_key_the_votes_and_the_reaction_are_seen() -> None:
    game = Game("live")
    game.to_stage("reveal")
    shown = seen(game)

    assert shown.question is not None
    assert any(choice.right for choice in shown.question.choices)
    assert [choice.played for choice in shown.question.choices].count(True) == 1
    assert shown.reaction is not None
    assert shown.reaction.said
    assert shown.reaction.before is not None
    assert shown.reaction.after is not None


@pytest.mark.parametrize("empathy", [Empathy(1, 1, 1), Empathy()], ids=["a better one", "a worse one"])
def test_what_is_best_of_those_open_is_told_apart_where_a_better_one_was_closed(empathy: Empathy) -> None:
    shut = Condition(knows=("sure",))
    responses = {
        "shut": response(
            "done", say="I see why.", empathy=empathy, naturalness=4 if empathy.reaction else 2, when=shut
        ),
        "poor": response("done", say="Next.", naturalness=1),
        "fair": response("done", say="I am sorry.", empathy=Empathy(1), naturalness=3),
    }
    game = Game("live", played=Script(scenario(moments={"first": exchange(responses=responses)})))
    game.to_stage("vote")
    game.everybody_answers(Random(1))
    before = seen(game).question
    assert before is not None
    assert not any(choice.better_closed for choice in before.choices)
    game.to_stage("reveal")
    shown = seen(game).question
    assert shown is not None
    told = {choice.text: (choice.right, choice.better_closed) for choice in shown.choices}
    assert told == {"Next.": (False, False), "I am sorry.": (True, empathy.reaction == 1)}
    assert {right_word(choice) for choice in shown.choices if choice.right} == {
        "best of those open" if empathy.reaction else "right"
    }


def test_experts_are_seen_at_the_reveal() -> None:
    rated = Ratings(reaction=Votes(1.5, 0.5, (0, 2, 2)))
    responses = {"a": response("done", panel=rated), "b": response("done", say="Or this.")}
    game = Game("live", played=Script(scenario(moments={"first": exchange(responses=responses)})))
    game.to_stage("vote")
    game.everybody_answers(Random(1))
    before = seen(game).question
    assert before is not None
    assert all(choice.panel is None for choice in before.choices)
    game.to_stage("reveal")
    shown = seen(game).question
    assert shown is not None
    assert [choice.panel for choice in shown.choices if choice.panel is not None] == [rated]


def test_the_seat_sees_what_its_team_said_and_nobody_before_it_has() -> None:
    game = Game("hot-seat")
    game.to_stage("seat")
    assert seen(game).team_said == ()
    game.do(ev.Used(who="p0", aid="ask"))
    game.vote("p3", game.open_rounds()[0].choices[1])
    assert seen(game).team_said == ()
    game.advance()
    assert [said.votes for said in seen(game).team_said][1] == 1


def test_observers_do_not_see_the_mood_before_they_have_noted_it() -> None:
    game = Game("observers")
    game.to_stage("notes")
    shown = seen(game)

    assert shown.standing is None
    assert shown.reaction is not None
    assert (shown.reaction.before, shown.reaction.after, shown.reaction.reception) == (None, None, None)
    game.advance()
    assert seen(game).standing is not None


def test_sentences_are_seen_without_their_authors() -> None:
    game = Game("say-better")
    game.to_stage("entries")
    shown = seen(game)

    assert len(shown.typed) == 3
    assert not any(name in msgspec.json.encode(shown.typed).decode() for name in TEAMS)


def test_in_parallel_teams_each_sees_its_own_call() -> None:
    game = Game("teams")
    game.advance()
    game.advance()
    asked = game.room.table.teams["Nord"].round
    assert asked is not None
    game.do(ev.Voted(who="p0", round=asked.id, pick=(asked.choices[0],)))
    game.do(ev.Went(who="p0", round=asked.id))

    assert seen(game, "Nord").number == 1
    assert seen(game, "Sud").number == 0
    assert seen(game).progress == {"Nord": (1, False), "Sud": (0, False), "Ouest": (0, False)}


@pytest.mark.parametrize("format_", ev.FORMATS)
def test_the_lobby_tells_nothing_of_the_call(format_: str) -> None:
    shown = seen(Game(format_))
    assert (shown.line, shown.cues, shown.question, shown.reaction, shown.hollow) == ("", (), None, None, None)
