"""What a room's session meant, in figures worked out by hand."""

from fractions import Fraction
from math import log, sqrt
from random import Random

import pytest
from msgspec.structs import replace

from simulator.conversation import decisions as do
from simulator.conversation.events import Answered
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.report import debrief
from simulator.room import events as ev
from simulator.room.debrief import MOST_MESSAGES, Effect, room_debrief
from simulator.room.votes import entropy, gain
from tests.kit import full_scenario
from tests.room.games import Game


def small(format_: str = "peer", people: int = 4, **keys: object) -> Game:
    """A room before the first question of a small scenario: listen, sorry, rule or promise, of which `listen` is best."""
    game = Game(format_, played=Script(full_scenario()), people=people, **{"teams": (), **keys})  # type: ignore[arg-type]
    game.advance()
    return game


def votes(game: Game, *picks: str) -> None:
    for number, pick in enumerate(picks):
        assert game.vote(f"p{number}", pick) is None


def on(game: Game, wanted: str) -> None:
    for _ in range(6):
        if game.stage == wanted:
            return
        assert game.advance() is None
    raise AssertionError(game.stage)


def voted_twice() -> Game:
    game = small()
    on(game, "vote")
    votes(game, "listen", "sorry", "sorry", "rule")
    on(game, "hint")
    on(game, "vote")
    votes(game, "listen", "listen", "listen", "rule")
    on(game, "reveal")
    return game


def test_the_gain_and_the_changes_are_those_worked_out_by_hand() -> None:
    game = voted_twice()

    told = room_debrief(game.script, game.room)

    (one,) = told.moments
    assert (one.first.right, one.second.right) == (0.25, 0.75)
    assert one.gain == pytest.approx((0.75 - 0.25) / (1 - 0.25))
    assert (one.to_right, one.to_wrong) == (2, 0)
    assert (told.shares, told.gain) == ((0.25, 0.75), one.gain)
    assert (told.to_right, told.to_wrong) == (2, 0)
    assert {count.pick: count.votes for count in one.second.counts} == {
        "listen": 3, "sorry": 0, "rule": 1, "promise": 0,
    }  # fmt: skip
    assert [count.pick for count in one.first.counts if count.right] == ["listen"]
    assert [count.pick for count in one.first.counts if count.played] == ["listen"]


def test_a_split_is_shannon_s_entropy_over_that_of_an_even_split() -> None:
    told = room_debrief(*_of(voted_twice()))

    # One, two, one and none of four votes: a quarter, a half, a quarter.
    assert told.moments[0].first.entropy == pytest.approx((0.25 * log(4) * 2 + 0.5 * log(2)) / log(4))
    assert entropy([5, 0, 0]) == 0
    assert entropy([2, 2, 2]) == pytest.approx(1)
    assert entropy([0, 0]) == 0
    assert entropy([7]) == 0


def _of(game: Game) -> tuple[Script, object]:
    return game.script, game.room


def test_a_gain_needs_something_to_be_gained_and_may_be_a_loss() -> None:
    assert gain(1, 1) is None
    assert gain(0.5, 0.25) == -0.5
    assert gain(0, 1) == 1


def test_the_mean_gain_is_that_of_the_means() -> None:
    """One that falls from nine in ten to a half has a gain of -4; that of the room is not made of it."""
    game = voted_twice()
    (first,) = game.room.table.turns
    worse = replace(first, rounds=(first.rounds[1], first.rounds[0]))
    room = replace(game.room, table=replace(game.room.table, turns=(first, worse)))

    told = room_debrief(game.script, room)

    assert told.shares == (0.5, 0.5)
    assert told.gain == 0
    assert [one.gain for one in told.moments] == [pytest.approx(2 / 3), -2]


def test_what_nobody_heard_is_what_a_play_of_it_would_have_done() -> None:
    told = room_debrief(*_of(voted_twice()))

    (one,) = told.moments
    assert [(branch.pick, branch.votes) for branch in one.minority] == [(("sorry",), 2), (("rule",), 1)]
    for branch in one.minority:
        play = Play(Script(full_scenario()))
        play.decide(do.Respond(response=branch.pick[0]))
        (answered,) = play.answers
        assert branch.effect == effect_of(answered)
        assert branch.mood == debrief(play).scorecard.mood
        assert branch.ended is None


def effect_of(answered: Answered) -> Effect:
    return Effect(answered.empathy, answered.naturalness, answered.reception)


def test_a_second_vote_on_fewer_choices_is_shown_and_not_compared() -> None:
    game = small("live")
    on(game, "vote")
    votes(game, "sorry", "sorry", "rule", "rule")
    on(game, "plead")
    on(game, "vote")
    votes(game, "sorry", "sorry", "sorry", "rule")
    on(game, "reveal")

    (one,) = room_debrief(game.script, game.room).moments

    assert {count.pick for count in one.second.counts} == {"sorry", "rule"}
    assert (one.gain, one.to_right, one.to_wrong) == (None, None, None)
    assert room_debrief(game.script, game.room).shares is None


def test_raised_hands_give_shares_and_say_nothing_of_who_changed() -> None:
    game = small(local=True, people=0)
    on(game, "vote")
    (asked,) = game.open_rounds()
    hands = {"listen": 5, "sorry": 3, "rule": 1, "promise": 1}
    assert game.do(ev.Counted(round=asked.id, counts=tuple(hands[name] for name in asked.choices))) is None
    on(game, "talk")
    on(game, "vote")
    (again,) = game.open_rounds()
    hands = {"listen": 9, "sorry": 0, "rule": 1, "promise": 0}
    assert game.do(ev.Counted(round=again.id, counts=tuple(hands[name] for name in again.choices))) is None
    on(game, "reveal")

    told = room_debrief(game.script, game.room)

    assert told.shares == (0.5, 0.9)
    assert told.gain == pytest.approx(0.8)
    assert (told.to_right, told.to_wrong) == (None, None)
    assert told.people == 0


def test_a_response_whose_tone_is_to_come_is_worth_what_it_was_said_in() -> None:
    game = small("live", people=3)
    chance = Random(2)
    for _ in range(60):
        if game.room.table.turns and game.room.table.turns[-1].moment == "close":
            break
        if game.stage == "vote" and game.open_rounds()[0].moment == "close":
            votes(game, "check", "check", "hold")
        else:
            game.everybody_answers(chance)
        if game.advance() == "trainer_decides":
            game.do(ev.Picked(pick=game.room.table.tied[0]))
    assert game.advance() is None
    votes(game, "warm", "warm", "flat")
    on(game, "reveal")

    *_, chosen, said = room_debrief(game.script, game.room).moments

    assert (chosen.ask, chosen.effect) == ("choose", None)
    assert (said.ask, said.pick) == ("tone", ("warm",))
    play = Play(game.script, decisions=game.room.table.line.decisions[: game.room.table.turns[-2].kept])
    play.decide(do.Respond(response="hold"))
    play.decide(do.Deliver(tone="warm"))
    (unheard,) = chosen.minority
    assert unheard.effect == effect_of(play.answers[-1])
    assert [branch.pick for branch in said.minority] == [("flat",)]


def test_of_messages_the_most_voted_are_told_whole_and_hands_for_parts_say_nothing_of_right() -> None:
    game = Game("live", played=Script(full_scenario("email")), teams=(), people=9)
    chance = Random(7)
    stages = game.walk(chance)
    for _stage in stages:
        if any(turn.moment == "letter" for turn in game.room.table.turns):
            break
    turn = next(turn for turn in game.room.table.turns if turn.moment == "letter")

    one = next(one for one in room_debrief(game.script, game.room).moments if one.moment == "letter")

    (first, *_) = [asked for asked in turn.rounds if asked.ask == "parts"]
    written = {given.pick for given in first.answers.values()}
    assert 0 < len(one.minority) <= MOST_MESSAGES
    assert all(branch.pick in written and branch.pick != turn.pick for branch in one.minority)
    assert all(len(branch.texts) == len(branch.pick) for branch in one.minority)
    by_hand = replace(first, answers={}, counts=tuple(3 for _ in first.choices))
    room = replace(game.room, table=replace(game.room.table, turns=(replace(turn, rounds=(by_hand,)),)))
    (counted,) = room_debrief(game.script, room).moments
    assert counted.first.right is None


def test_the_room_s_gap_is_its_mean_rating_against_what_he_felt() -> None:
    game = Game(teams=(), people=4)
    assert "rating" in up_to_the_rating(game)
    votes(game, "2", "4", "6", "8")
    on(game, "over")

    told = room_debrief(game.script, game.room)

    report = debrief(Play(game.script, decisions=game.room.table.line.decisions))
    assert told.report == report
    assert told.perception.thought == 5
    assert told.perception.spread == pytest.approx(sqrt((9 + 1 + 1 + 9) / 4))
    assert told.perception.felt == report.gap.empathy.felt
    assert told.perception.key == report.scorecard.empathy / 10
    assert told.perception.gap == pytest.approx(5 - float(report.gap.empathy.felt))
    assert told.perception.ratings == (0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0)


def up_to_the_rating(game: Game) -> list[str]:
    """The stages up to the rating, which nobody has given yet."""
    stages = []
    for stage in game.walk(Random(1)):
        stages.append(stage)
        if stage == "rating":
            break
    return stages


def test_observers_are_held_against_what_happened() -> None:
    game = small("observers", people=5)
    on(game, "seat")
    assert game.vote("p0", "sorry") is None
    on(game, "notes")
    # After one answer the cards have moved on by one: p1 has the mood, p2 the ladder, p3 the load, p4 the signs.
    play = Play(game.script, decisions=game.room.table.line.decisions)
    mood, load = debrief(play).scorecard.mood, game.script.load_word(play.state)
    assert game.vote("p1", mood) is None
    assert game.vote("p2", "platinum") is None
    assert game.vote("p3", load) is None
    assert game.vote("p4", note="he sighs") is None
    on(game, "reveal")

    seen = {one.card: one for one in room_debrief(game.script, game.room).observed}

    assert (seen["mood"].notes, seen["mood"].actual, seen["mood"].right, seen["mood"].near) == ((mood,), mood, 1, 0)
    assert (seen["ladder"].actual, seen["ladder"].right) == ("none", 0)
    assert (seen["load"].actual, seen["load"].right) == (load, 1)
    assert (seen["cues"].notes, seen["cues"].actual, seen["cues"].right) == (("he sighs",), "", 0)
    assert all(one.number == 1 for one in seen.values())


def test_a_near_mood_differs_in_one_sign() -> None:
    game = small("observers", people=7)
    on(game, "seat")
    assert game.vote("p0", "sorry") is None
    on(game, "notes")
    actual = debrief(Play(game.script, decisions=game.room.table.line.decisions)).scorecard.mood
    near = {"anxious": "angry", "angry": "anxious", "cold": "angry", "resigned": "cold", "neutral": "angry"}[actual]
    assert game.vote("p1", near) is None
    assert game.vote("p6", actual) is None
    on(game, "reveal")

    (mood,) = [one for one in room_debrief(game.script, game.room).observed if one.card == "mood"]

    assert (mood.right, mood.near, sorted(mood.notes)) == (1, 1, sorted((near, actual)))


def test_a_team_s_sentence_keeps_its_votes_when_its_writer_is_removed() -> None:
    game = Game("say-better", people=4, teams=("Nord", "Sud"))
    game.to_stage("rewrite")
    assert game.vote("p0", text="I am sorry for the inconvenience.") is None
    assert game.vote("p1", text="Twenty-two minutes, and nobody told you why.") is None
    on(game, "best")
    assert game.vote("p0", "Sud") is None
    assert game.vote("p2", "Sud") is None
    assert game.vote("p1", "Nord") is None
    on(game, "reveal")
    assert game.do(ev.Removed(who="p1")) is None

    (one,) = room_debrief(game.script, game.room).rewritten

    assert [(sentence.team, sentence.votes) for sentence in one.sentences] == [("Sud", 2), ("Nord", 1)]
    assert [len(sentence.hits) > 0 for sentence in one.sentences] == [False, True]
    assert one.voted
    assert room_debrief(game.script, game.room).points == {"Sud": 1}


def test_what_was_written_before_the_answers_is_kept_by_facet_as_it_stood_last() -> None:
    game = small("grid", people=2)
    on(game, "grid")
    assert game.vote("p0", feels="angry") is None
    assert game.vote("p1", feels="tired", does="calls again") is None
    on(game, "pairs")
    assert game.vote("p0", feels="worn out") is None
    on(game, "vote")
    votes(game, "listen", "listen")
    on(game, "reveal")

    (one,) = room_debrief(game.script, game.room).moments

    assert one.cells == {"feels": ("tired", "worn out"), "does": ("calls again",)}


def test_parallel_teams_have_a_call_each_and_the_room_has_none() -> None:
    game = Game("teams", people=6)
    stages = list(game.walk(Random(3)))

    told = room_debrief(game.script, game.room)

    assert stages[-1] == "over"
    assert (told.report, told.moments, told.perception) == (None, (), None)
    assert list(told.teams) == list(game.opened.teams)
    for name, (report, moments) in told.teams.items():
        line = game.room.table.teams[name].line
        assert report == debrief(Play(game.script, decisions=line.decisions))
        assert {one.team for one in moments} == {name}
        assert [one.number for one in moments] == list(range(1, len(moments) + 1))
    assert len(told.answers) == sum(len(moments) for _report, moments in told.teams.values())


@pytest.mark.parametrize("format_", ev.FORMATS)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_game_has_a_debrief_wherever_it_stands(format_: str, seed: int) -> None:
    game = Game(format_, people=5)
    chance = Random(seed)
    for _stage in game.walk(chance):
        told = room_debrief(game.script, game.room)
        assert [one.first.entropy for one in told.by_split] == sorted(
            (one.first.entropy for one in told.by_split), reverse=True
        )
        assert all(0 <= one.first.entropy <= 1 for one in told.by_split)
        assert all(one.gain is None or one.gain <= 1 for one in told.answers)
        assert all(branch.effect is None or isinstance(branch.effect.empathy, Fraction)
                   for one in told.answers for branch in one.minority)  # fmt: skip


def test_a_room_that_answers_late_says_nothing_more_than_one_that_answers_at_once() -> None:
    """The debrief follows from the room alone: read again from its log, it is the same."""
    game = Game("hot-seat", people=6)
    list(game.walk(Random(8)))

    assert room_debrief(game.script, game.replayed()) == room_debrief(game.script, game.room)
