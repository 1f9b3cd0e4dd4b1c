"""Each format, as its page tells it."""

from random import Random

import pytest

from simulator.conversation.decisions import Deliver
from simulator.conversation.script import Script
from simulator.debrief.gap import mood_steps
from simulator.room import events as ev
from simulator.room.asking import leading, question, right
from simulator.room.debrief import Sentence, room_debrief
from simulator.room.fold import here_in
from simulator.room.formats import deciding, hot_seat, peer, say_better
from simulator.room.moves import mood_of, walk
from simulator.room.table import CARDS, Purse
from simulator.room.views import view
from tests.room.games import Game, script


def voted(game: Game, *counts: int) -> None:
    """So many votes for the first choice, so many for the second, and so on; the others stay silent."""
    asked = game.open_rounds()[0]
    people = iter(sorted(asked.voters))
    for choice, count in zip(asked.choices, counts, strict=False):
        for _ in range(count):
            assert game.vote(next(people), choice) is None


def key_first(game: Game) -> list[str]:
    """The choices of the open vote, the right ones first."""
    asked = game.open_rounds()[0]
    best = right(game.script, game.room.table.line.position, asked)
    return sorted(asked.choices, key=lambda name: (name,) not in best)


def right_and_wrong(game: Game, so_many: int, wrong: int) -> None:
    good, *others = key_first(game)
    people = iter(sorted(game.open_rounds()[0].voters))
    for name, count in ((good, so_many), (others[-1], wrong)):
        for _ in range(count):
            assert game.vote(next(people), name) is None


class TestPeerInstruction:
    @pytest.mark.parametrize(
        ("so_many", "wrong", "next_stage"),
        [(1, 9, "hint"), (3, 7, "hint"), (4, 6, "talk"), (7, 3, "talk"), (8, 2, "reveal")],
    )
    def test_the_first_vote_decides_what_comes_next(self, so_many: int, wrong: int, next_stage: str) -> None:
        game = Game("peer", people=10)
        game.to_stage("vote")
        right_and_wrong(game, so_many, wrong)
        game.advance()
        assert game.stage == "tally"
        game.advance()
        assert game.stage == next_stage

    def test_the_limits_are_those_of_the_source(self) -> None:
        assert [peer.advice(share) for share in (0.349, 0.35, 0.7, 0.701)] == ["hint", "talk", "talk", "go_on"]

    def test_after_the_second_vote_what_most_want_is_played(self) -> None:
        game = Game("peer", people=10)
        game.to_stage("vote")
        right_and_wrong(game, 4, 6)
        game.advance()
        game.advance()
        game.advance()
        assert game.stage == "vote"
        right_and_wrong(game, 9, 1)
        game.advance()
        game.advance()

        turn = game.room.table.turns[-1]
        assert (game.stage, turn.by, len(turn.rounds)) == ("reveal", "room", 2)
        assert " ".join(turn.pick) in turn.right

    def test_a_level_vote_is_decided_by_the_trainer_among_what_lies_level(self) -> None:
        game = Game("peer", people=4)
        game.to_stage("vote")
        voted(game, 2, 2)
        game.advance()
        game.do(ev.Skipped())
        assert game.stage == "decide"
        other = game.room.table.rounds[-1].choices[2]

        assert game.advance() == "trainer_decides"
        assert game.do(ev.Picked(pick=(other,))) == "not_tied"
        assert game.do(ev.Picked(pick=game.room.table.tied[1])) is None
        assert game.room.table.turns[-1].by == "trainer"

    def test_a_hint_is_kept_until_the_answer_is_played(self) -> None:
        game = Game("peer", people=10)
        game.to_stage("vote")
        right_and_wrong(game, 1, 9)
        game.advance()
        game.advance()
        game.do(ev.Hinted(words="What does he repeat?"))
        assert game.room.table.hints == ("What does he repeat?",)
        game.to_stage("reveal")
        assert game.room.table.hints == ()

    def test_without_a_vote_there_is_nothing_to_go_on_to(self) -> None:
        game = Game("peer")
        game.to_stage("vote")
        assert game.advance() == "nobody_voted"
        assert game.do(ev.Picked(pick=(game.open_rounds()[0].choices[0],))) is None
        assert game.stage == "reveal"


class TestLiveVote:
    def level(self, **keys: int) -> Game:
        game = Game("live", **keys)
        game.to_stage("vote")
        voted(game, 2, 2, 1)
        game.advance()
        game.advance()
        assert game.stage == "plead"
        return game

    def test_the_plurality_is_played_and_the_customer_reacts(self) -> None:
        game = Game("live")
        game.to_stage("vote")
        voted(game, 1, 3)
        wanted = game.room.table.open[0].choices[1]
        game.advance()
        game.advance()

        assert game.stage == "reveal"
        assert game.room.table.turns[-1].pick == (wanted,)
        assert game.room.table.line.told

    def test_a_tie_is_pleaded_and_voted_again_between_what_lies_level(self) -> None:
        game = self.level()
        level = tuple(name for (name,) in game.room.table.tied)
        game.advance()

        assert game.stage == "vote"
        assert game.room.table.open[0].choices == level

    def test_a_second_tie_is_decided_by_the_team_that_was_heard_least(self) -> None:
        game = self.level()
        game.advance()
        voted(game, 3, 3)
        game.advance()
        game.advance()
        assert game.stage == "decide"
        asked = game.room.table.open[0]

        assert {game.room.people[who].team for who in asked.voters} == {"Nord"}
        assert game.vote("p1", asked.choices[0]) == "round_over"
        for who in sorted(asked.voters):
            assert game.vote(who, asked.choices[1]) is None
        game.advance()
        assert (game.room.table.turns[-1].by, game.room.table.turns[-1].pick) == ("team", (asked.choices[1],))

    def test_a_team_whose_favourite_is_played_has_been_heard(self) -> None:
        game = Game("live")
        game.to_stage("vote")
        first, second, *_ = game.open_rounds()[0].choices
        for who, choice in (
            ("p0", first),
            ("p3", first),
            ("p1", first),
            ("p4", first),
            ("p2", second),
            ("p5", second),
        ):
            game.vote(who, choice)
        game.advance()
        game.advance()

        assert game.room.table.heard == {"Nord": 1, "Sud": 1}

    def test_two_what_ifs_a_session_and_the_call_stays_where_it_is(self) -> None:
        game = Game("live")
        game.to_stage("vote")
        voted(game, 4)
        _played, *others = game.open_rounds()[0].choices
        game.advance()
        game.advance()
        line = game.room.table.line
        for other in others[:2]:
            assert game.do(ev.WhatIf(pick=(other,))) is None
            assert (game.stage, game.room.table.line) == ("what_if", line)
            game.advance()
            assert game.stage == "reveal"

        assert game.do(ev.WhatIf(pick=(others[0],))) == "what_ifs_spent"


class TestHotSeat:
    def test_the_seat_turns_with_each_moment_team_after_team(self) -> None:
        game = Game("hot-seat")
        seats = []
        for stage in game.walk(Random(2)):
            if stage == "seat" and (not seats or seats[-1] != game.room.table.seat):
                seats.append(game.room.table.seat)

        assert seats[:4] == ["p0", "p1", "p2", "p3"]

    def test_the_seat_alone_answers_and_the_other_teams_alone_predict(self) -> None:
        game = Game("hot-seat")
        game.to_stage("seat")
        choice = game.open_rounds()[0].choices[0]
        assert game.vote("p1", choice) == "round_over"
        assert game.vote("p0", choice) is None
        game.advance()

        assert game.stage == "predict"
        assert {game.room.people[who].team for who in game.open_rounds()[0].voters} == {"Sud", "Ouest"}

    def test_two_points_for_the_mood_and_one_within_a_step(self) -> None:
        game = Game("hot-seat")
        game.to_stage("seat")
        choice = game.open_rounds()[0].choices[0]
        actual = mood_of(walk(game.script, game.room.table.line, (choice,)).position)
        near = next(mood for mood in game_moods() if mood_steps(mood, actual) == 1)
        far = next(mood for mood in game_moods() if mood_steps(mood, actual) > 1)
        game.vote("p0", choice)
        game.advance()
        for who, mood in (("p1", actual), ("p4", actual), ("p2", near), ("p5", near)):
            assert game.vote(who, mood) is None
        game.advance()

        assert game.room.table.points == {"Sud": 2, "Ouest": 1}
        assert hot_seat.points_of({"Sud": far}, actual) == {"Sud": 0}  # type: ignore[dict-item]

    def test_a_team_predicts_what_most_of_it_say_and_between_equals_what_was_said_first(self) -> None:
        game = Game("hot-seat")
        game.to_stage("seat")
        game.vote("p0", game.open_rounds()[0].choices[0])
        game.advance()
        game.vote("p4", "angry")
        game.vote("p1", "cold")
        asked = game.open_rounds()[0]

        assert hot_seat.predictions(here_in(game.script, game.room), asked)["Sud"] == "angry"

    def test_the_seat_asks_its_team_twice_and_no_more(self) -> None:
        game = Game("hot-seat")
        game.to_stage("seat")
        for left in (1, 0):
            assert game.do(ev.Used(who="p0", aid="ask")) is None
            assert game.stage == "ask_team"
            assert game.open_rounds()[0].voters == {"p3"}
            assert game.vote("p3", game.open_rounds()[0].choices[1]) is None
            game.advance()
            assert game.stage == "seat"
            assert game.room.table.purses["Nord"] == Purse(ask=left)

        assert game.do(ev.Used(who="p0", aid="ask")) == "token_spent"
        assert game.do(ev.Used(who="p1", aid="ask")) == "not_the_seat"

    def test_breathing_lightens_the_load_before_the_seat_answers(self) -> None:
        game = Game("hot-seat", played=loaded())
        game.to_stage("seat")
        before = game.room.table.line.position.state.load
        assert game.do(ev.Used(who="p0", aid="breathe")) is None

        assert game.room.table.line.position.state.load == before - 1
        assert game.stage == "seat"

    def test_rewinding_takes_the_answer_back_with_its_points(self) -> None:
        game = Game("hot-seat")
        game.to_stage("seat")
        line = game.room.table.line
        choice = game.open_rounds()[0].choices[0]
        actual = mood_of(walk(game.script, line, (choice,)).position)
        game.vote("p0", choice)
        game.advance()
        game.vote("p1", actual)
        game.advance()
        assert game.room.table.points == {"Sud": 2}

        assert game.do(ev.Used(who="p0", aid="rewind")) is None
        assert (game.stage, game.room.table.seat) == ("seat", "p0")
        assert (game.room.table.line, game.room.table.points) == (line, {"Sud": 0})
        assert game.room.table.turns == ()

    def test_rewinding_takes_back_what_was_said_and_not_its_tone_alone(self) -> None:
        game = Game("hot-seat")
        line = game.room.table.line
        for _stage in game.walk(Random(3)):
            if game.stage == "seat" and game.open_rounds()[0].ask == "choose":
                line = game.room.table.line
            if game.stage == "reveal" and isinstance(game.room.table.line.decisions[-1], Deliver):
                break
        seat, turns = game.room.table.seat, len(game.room.table.turns)
        points = sum(game.room.table.points.values()) - sum(game.room.table.turns[-1].points.values())
        assert game.do(ev.Used(who=seat or "", aid="rewind")) is None

        assert (game.stage, game.room.table.seat, game.open_rounds()[0].ask) == ("seat", seat, "choose")
        assert game.room.table.line == line
        assert len(game.room.table.turns) == turns - 2
        assert sum(game.room.table.points.values()) == points

    def test_a_seat_that_stays_silent_is_passed_on(self) -> None:
        game = Game("hot-seat")
        game.to_stage("seat")
        assert game.advance() == "seat_silent"
        assert game.do(ev.Skipped()) is None
        assert game.room.table.seat == "p1"

    def test_the_next_on_the_seat_does_not_see_what_the_one_before_answered(self) -> None:
        game = Game("hot-seat")
        game.to_stage("seat")
        game.vote("p0", game.open_rounds()[0].choices[0])
        game.do(ev.Skipped())

        assert game.room.table.seat == "p1"
        assert view(game.script, game.room).team_said == ()

    @pytest.mark.parametrize(
        ("name", "ask"),
        [("en/ligne-coupee", "tone"), ("en/ligne-coupee", "reading"), ("fr/trois-questions", "parts")],
    )
    def test_the_seat_sees_what_its_team_said_whatever_was_asked(self, name: str, ask: str) -> None:
        game = Game("hot-seat", played=script(name))
        for _stage in game.walk(Random(3)):
            if game.stage == "seat" and game.open_rounds()[0].ask == ask:
                break
        seat = game.room.table.seat or ""
        (mate,) = {person.who for person in game.room.members(game.room.people[seat].team or "")} - {seat}
        assert game.do(ev.Used(who=seat, aid="ask")) is None
        asked = game.open_rounds()[0]
        picked = asked.choices[: asked.least]
        assert game.vote(mate, *picked) is None
        game.advance()

        said = [one.votes for one in view(game.script, game.room).team_said]
        assert said == [int(name in picked) for name in asked.choices]


def game_moods() -> tuple[str, ...]:
    from simulator.scenario.vocabulary import MOODS

    return MOODS


def loaded() -> Script:
    from simulator.scenario.model import Desk

    return Script(script().scenario, desk=Desk("loaded"))


class TestParallelTeams:
    def test_every_team_plays_its_own_call_at_its_own_pace(self) -> None:
        game = Game("teams")
        game.advance()
        game.advance()
        assert game.stage == "own"
        for name, steps in (("Nord", 2), ("Sud", 1)):
            for _ in range(steps):
                asked = game.room.table.teams[name].round
                assert asked is not None
                speaker = game.room.members(name)[0].who
                game.do(ev.Voted(who=speaker, round=asked.id, pick=asked.choices[: asked.least]))
                assert game.do(ev.Went(who=speaker, round=asked.id)) is None

        played = {name: len(branch.turns) for name, branch in game.room.table.teams.items()}
        assert played == {"Nord": 2, "Sud": 1, "Ouest": 0}

    def test_the_speaker_alone_plays_and_decides_where_the_team_lies_level(self) -> None:
        game = Game("teams")
        game.advance()
        game.advance()
        asked = game.room.table.teams["Nord"].round
        assert asked is not None
        first, second, *_ = asked.choices
        game.do(ev.Voted(who="p3", round=asked.id, pick=(first,)))
        game.do(ev.Voted(who="p0", round=asked.id, pick=(second,)))

        assert game.do(ev.Went(who="p3", round=asked.id)) == "not_the_speaker"
        assert game.do(ev.Went(who="p0", round=asked.id)) is None
        assert game.room.table.teams["Nord"].turns[0].pick == (second,)
        assert game.do(ev.Went(who="p0", round=asked.id)) == "round_over"

    def test_nobody_votes_in_the_call_of_another_team(self) -> None:
        game = Game("teams")
        game.advance()
        game.advance()
        asked = game.room.table.teams["Sud"].round
        assert asked is not None
        assert game.do(ev.Voted(who="p0", round=asked.id, pick=(asked.choices[0],))) == "wait_for_the_next"

    def test_the_trainer_plays_for_a_team_that_is_stuck(self) -> None:
        game = Game("teams")
        game.advance()
        game.advance()
        asked = game.room.table.teams["Sud"].round
        assert asked is not None
        assert game.do(ev.Picked(pick=(asked.choices[0],), team="Sud")) is None
        assert game.room.table.teams["Sud"].turns[0].by == "trainer"
        assert game.do(ev.SteppedBack()) == "teams_play"

    def test_who_joins_a_team_without_anybody_is_asked_at_once(self) -> None:
        game = Game("teams", people=2)
        game.advance()
        game.advance()
        game.do(ev.Joined(who="new", name="New", token="t", team="Ouest"))
        asked = game.room.table.teams["Ouest"].round
        assert asked is not None
        assert asked.voters == {"new"}

    def test_without_teams_there_are_no_parallel_teams(self) -> None:
        game = Game("teams", teams=())
        game.advance()
        assert game.advance() == "no_teams"


class TestGridFirst:
    def test_the_cells_come_before_any_response(self) -> None:
        game = Game("grid")
        stages = []
        for stage in game.walk(Random(1)):
            stages.append(stage)
            if stage == "vote":
                break
        assert stages == ["lobby", "scene", "grid", "pairs", "shared", "vote"]

    def test_a_cell_that_is_none_of_the_three_is_not_taken(self) -> None:
        game = Game("grid")
        game.to_stage("grid")
        assert game.vote("p0", feels="alone") is None
        assert game.vote("p1", wants="a box") == "not_asked"
        assert game.vote("p2", feels="x" * 601) == "too_long"


class TestObservers:
    def test_everybody_but_the_seat_holds_a_card_and_notes_before_it_is_shown(self) -> None:
        game = Game("observers")
        game.to_stage("notes")
        assert game.open_rounds()[0].voters == {"p1", "p2", "p3", "p4", "p5"}
        game.everybody_answers(Random(1))
        game.advance()

        notes = [one for one in game.room.table.turns[-1].rounds if one.ask == "card"]
        assert game.stage == "reveal"
        assert len(notes[0].answers) == 5

    def test_a_note_fits_its_card(self) -> None:
        game = Game("observers")
        game.to_stage("notes")
        cards = {who: CARDS[(int(who[1]) + 1) % 5] for who in game.open_rounds()[0].voters}
        mood = next(who for who, card in cards.items() if card == "mood")
        typed = next(who for who, card in cards.items() if card == "words")

        assert game.vote(mood, note="he sighed") == "not_asked"
        assert game.vote(mood, "angry") is None
        assert game.vote(typed, "angry") == "not_asked"
        assert game.vote(typed, note="tomorrow") is None

    def test_the_trainer_may_answer_himself_and_the_room_watches(self) -> None:
        game = Game("observers")
        game.to_stage("seat")
        assert game.do(ev.Picked(pick=(game.open_rounds()[0].choices[0],))) is None
        assert game.stage == "notes"

    def test_while_notes_are_taken_nothing_else_can_be_played(self) -> None:
        game = Game("observers")
        game.to_stage("notes")
        line = game.room.table.line
        asked = question(game.script, line.position, 0)
        assert asked is not None

        assert game.do(ev.Picked(pick=asked.choices[:1])) == "nothing_asked"
        assert (game.stage, game.room.table.line) == ("notes", line)


class TestSayItBetter:
    def test_a_hollow_sentence_holds_a_stock_phrase_and_comes_once(self) -> None:
        game = Game("say-better")
        game.to_stage("rewrite")
        seen = []
        for _ in range(20):
            if game.stage != "rewrite":
                break
            moment, option = say_better.next_hollow(game.script, game.room.table)
            seen.append((moment, option.name))
            assert say_better.stock_in(game.script, option.text)
            game.everybody_answers(Random(1))
            game.do(ev.Skipped())
            game.advance()

        assert len(seen) == len(set(seen)) > 1
        assert game.advance() == "nothing_hollow"

    def test_a_team_has_one_sentence_the_last_one_written(self) -> None:
        game = Game("say-better")
        game.to_stage("rewrite")
        game.vote("p0", text="First words.")
        game.vote("p3", text="Better words.")
        here = here_in(game.script, game.room)

        entries = say_better.entries(here, game.open_rounds()[0])
        assert {owner: answer.words["text"] for owner, answer in entries.items()} == {"Nord": "Better words."}

    def test_once_the_call_is_over_the_room_still_comes_to_its_rating(self) -> None:
        for way_out in (ev.Skipped(), ev.Advanced()):
            game = Game("live")
            for _stage in game.walk(Random(1)):
                if game.stage == "reveal" and game.room.table.line.position.state.is_over:
                    break
            assert game.do(ev.FormatChosen(format="say-better")) is None
            while isinstance(way_out, ev.Advanced) and game.stage != "rating":
                game.everybody_answers(Random(1))
                assert game.advance() is None
            if isinstance(way_out, ev.Skipped):
                assert game.do(way_out) is None

            assert game.stage == "rating"
            assert view(game.script, game.room).hollow is None
            game.everybody_answers(Random(1))
            assert game.advance() is None
            assert game.stage == "over"

    @pytest.mark.parametrize("step", [ev.Advanced(), ev.Skipped()])
    def test_a_hint_is_for_one_sentence(self, step: ev.Event) -> None:
        game = Game("say-better")
        game.to_stage("reveal" if isinstance(step, ev.Advanced) else "rewrite")
        game.do(ev.Hinted(words="without a formula"))
        assert view(game.script, game.room).hints == ("without a formula",)
        assert game.do(step) is None

        assert game.stage == "scene"
        assert view(game.script, game.room).hints == ()

    def test_no_clock_runs_on_for_a_sentence_that_was_passed_over(self) -> None:
        game = Game("say-better", seconds=30)
        game.to_stage("rewrite")
        assert game.room.table.ends_at is not None
        assert game.do(ev.Skipped()) is None

        assert game.room.table.ends_at is None

    def test_before_the_call_is_over_there_is_nothing_to_rate(self) -> None:
        game = Game("say-better")
        game.to_stage("scene")

        assert game.do(ev.Skipped()) == "nothing_to_skip"

    def test_more_than_25_words_are_not_taken(self) -> None:
        game = Game("say-better")
        game.to_stage("rewrite")
        assert game.vote("p0", text="word " * 25) is None
        assert game.vote("p0", text="word " * 26) == "too_many_words"

    def test_nobody_votes_for_the_sentence_of_his_own_team(self) -> None:
        game = Game("say-better")
        game.to_stage("rewrite")
        for who in ("p0", "p1"):
            game.vote(who, text=f"I am {who}.")
        game.advance()
        game.advance()
        assert game.stage == "best"
        assert game.vote("p3", "Nord") == "own_entry"
        assert game.vote("p3", "Sud") is None
        game.advance()
        assert game.room.table.points == {"Sud": 1}

    def test_the_call_stays_where_it_is(self) -> None:
        game = Game("say-better")
        for _stage in game.walk(Random(1)):
            pass
        assert game.room.table.line.decisions == ()


class TestSentencesFromTheFloor:
    """One laptop and no teams: whoever has a sentence says it."""

    def writing(self) -> Game:
        game = Game("say-better", local=True, teams=())
        game.to_stage("scene")
        assert game.advance() is None
        return game

    def texts(self, game: Game) -> dict[str, str]:
        entries = say_better.entries(here_in(game.script, game.room), game.room.table.rounds[0])
        return {number: answer.words["text"] for number, answer in entries.items()}

    def test_every_sentence_is_one_more(self) -> None:
        game = self.writing()
        for text in ("One.", "Two.", "One."):
            assert game.vote("voice-1", text=text) is None
        assert self.texts(game) == {"1": "One.", "2": "Two.", "3": "One."}
        assert game.replayed() == game.room

    def test_under_its_number_a_sentence_is_put_right_or_taken_away(self) -> None:
        game = self.writing()
        for text in ("One.", "Two.", "Three."):
            game.vote("voice-1", text=text)
        assert game.vote("voice-1", **{"2": "Better."}) is None
        assert game.vote("voice-1", **{"1": " "}) is None
        assert game.vote("voice-1", **{"4": "Four."}) is None
        assert self.texts(game) == {"2": "Better.", "3": "Three.", "4": "Four."}

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            ({"text": " "}, "not_asked"),
            ({}, "not_asked"),
            ({"2": ""}, "not_asked"),
            ({"3": "Not the next."}, "not_asked"),
            ({"0": "None."}, "not_asked"),
            ({"01": "One."}, "not_asked"),
            ({"1": "One.", "2": "Two."}, "not_asked"),
            ({"text": "word " * 26}, "too_many_words"),
            ({"1": "word " * 26}, "too_many_words"),
            ({"text": "x" * 601}, "too_long"),
        ],
    )
    def test_what_is_no_sentence_is_not_taken(self, words: dict[str, str], why: str) -> None:
        game = self.writing()
        game.vote("voice-1", text="One.")
        assert game.vote("voice-1", **words) == why
        assert self.texts(game) == {"1": "One."}

    def test_there_are_no_more_than_can_be_chosen_between(self) -> None:
        game = self.writing()
        for number in range(say_better.MOST_SENTENCES):
            assert game.vote("voice-1", text=f"Sentence {number}.") is None
        assert game.vote("voice-1", text="One too many.") == "too_many_sentences"
        assert game.vote("voice-1", **{"7": "In its place."}) is None
        assert len(self.texts(game)) == say_better.MOST_SENTENCES

    def test_hands_are_counted_for_each_and_nobody_has_points(self) -> None:
        game = self.writing()
        for text in ("One.", "Two.", "Three."):
            game.vote("voice-1", text=text)
        game.advance()
        game.advance()
        assert game.stage == "best"
        [asked] = game.open_rounds()
        assert sorted(asked.choices) == ["1", "2", "3"]
        assert game.do(ev.Counted(round=asked.id, counts=(1, 7, 2))) is None
        game.advance()
        assert game.stage == "reveal"
        assert game.room.table.points == {}
        shown = view(game.script, game.room).question
        assert shown is not None
        assert [(one.text, one.votes) for one in shown.choices] == [
            (self.texts_of(game)[name], votes) for name, votes in zip(asked.choices, (1, 7, 2), strict=True)
        ]
        assert {sentence.text: sentence.votes for sentence in self.debriefed(game)} == {
            self.texts_of(game)[name]: votes for name, votes in zip(asked.choices, (1, 7, 2), strict=True)
        }

    def texts_of(self, game: Game) -> dict[str, str]:
        written = game.room.table.rewritten[-1].rounds[0]
        entries = say_better.entries(here_in(game.script, game.room), written)
        return {number: answer.words["text"] for number, answer in entries.items()}

    def debriefed(self, game: Game) -> tuple[Sentence, ...]:
        return room_debrief(game.script, game.room).rewritten[-1].sentences

    def test_one_sentence_alone_is_shown_and_not_voted_on(self) -> None:
        game = self.writing()
        hollow = view(game.script, game.room).hollow
        game.vote("voice-1", text="Alone.")
        game.advance()
        assert game.stage == "entries"
        assert [one.words for one in view(game.script, game.room).typed] == [{"text": "Alone."}]
        assert game.advance() is None
        assert game.stage == "scene"
        assert view(game.script, game.room).hollow != hollow
        assert [one.text for one in self.debriefed(game)] == ["Alone."]

    def test_without_a_sentence_it_does_not_go_on(self) -> None:
        game = self.writing()
        assert game.advance() == "nobody_wrote"
        game.vote("voice-1", text="One.")
        game.vote("voice-1", **{"1": ""})
        assert game.advance() == "nobody_wrote"
        assert view(game.script, game.room).typed == ()

    def test_a_step_back_brings_the_sentences_back_to_be_added_to(self) -> None:
        game = self.writing()
        game.vote("voice-1", text="One.")
        before = game.room.table
        game.advance()
        game.do(ev.SteppedBack())
        assert game.room.table == before
        game.vote("voice-1", text="Two.")
        assert self.texts(game) == {"1": "One.", "2": "Two."}

    def test_teams_on_one_laptop_have_one_sentence_each_as_ever(self) -> None:
        game = Game("say-better", local=True)
        game.to_stage("scene")
        game.advance()
        for text in ("First.", "Last."):
            assert game.vote("voice-1", text=text) is None
        assert game.vote("voice-1", **{"1": "By number."}) == "not_asked"
        assert self.texts(game) == {"Nord": "Last."}


class TestOneLaptop:
    @pytest.mark.parametrize("format_", ev.WITHOUT_NETWORK)
    def test_raised_hands_are_enough(self, format_: str) -> None:
        game = Game(format_, local=True)
        assert [person.name for person in game.room.present] == ["Nord", "Sud", "Ouest"]
        chance = Random(5)
        for _ in range(200):
            if game.stage == "over":
                break
            for asked in game.open_rounds():
                if asked.ask in {"choose", "parts", "tone", "reading", "best", "rating"} and game.stage != "seat":
                    counts = tuple(chance.randint(0, 9) for _ in asked.choices)
                    assert game.do(ev.Counted(round=asked.id, counts=counts)) is None
            for one in game.open_rounds():
                if one.counts is None:
                    game.everybody_answers(chance)
            why = game.advance()
            if why == "trainer_decides":
                game.do(ev.Picked(pick=game.room.table.tied[0]))
            elif why is not None:
                break

        assert game.stage == ("scene" if format_ == "say-better" else "over")
        assert game.replayed() == game.room

    def test_counts_that_cannot_be_are_not_taken(self) -> None:
        game = Game("peer", local=True)
        game.to_stage("vote")
        asked = game.open_rounds()[0]
        for counts in ((1,), (-1, *[0] * (len(asked.choices) - 1)), (10**9, *[0] * (len(asked.choices) - 1))):
            assert game.do(ev.Counted(round=asked.id, counts=counts)) == "not_asked"

    def test_in_a_room_on_the_network_hands_are_not_counted(self) -> None:
        game = Game("peer")
        game.to_stage("vote")
        asked = game.open_rounds()[0]
        assert game.do(ev.Counted(round=asked.id, counts=(1,) * len(asked.choices))) == "votes_are_cast"

    def test_nobody_joins_and_other_formats_need_screens(self) -> None:
        game = Game("peer", local=True)
        assert game.do(ev.Joined(who="p", name="N", token="t", team="Nord")) == "nobody_joins_here"
        assert game.do(ev.FormatChosen(format="observers")) == "needs_network"


class TestMessagesAndReadings:
    def test_a_room_composes_the_parts_that_half_of_it_took_in_their_mean_order(self) -> None:
        game = Game("live", played=script("fr/trois-questions"), people=4)
        while not (game.open_rounds() and game.open_rounds()[0].ask == "parts"):
            game.everybody_answers(Random(1))
            assert game.advance() is None
        asked = game.open_rounds()[0]
        a, b, c, d, *_ = asked.choices
        assert asked.least <= 2
        for who, pick in (("p0", (b, a)), ("p1", (b, a)), ("p2", (b, c)), ("p3", (d, b))):
            assert game.vote(who, *pick) is None

        assert leading(game.open_rounds()[0]) == ((b, a),)

    def test_of_a_message_the_best_is_found_among_all_that_could_be_sent(self) -> None:
        game = Game("live", played=script("fr/trois-questions"), people=4)
        while not (game.open_rounds() and game.open_rounds()[0].ask == "parts"):
            game.everybody_answers(Random(1))
            game.advance()
        asked = game.open_rounds()[0]
        position = game.room.table.line.position
        best = right(game.script, position, asked)
        shown = deciding.share_right(here_in(game.script, game.room), game.room.table)

        assert best
        assert shown == 0.0
        assert game.vote("p0", *next(iter(best))) is None
        assert deciding.share_right(here_in(game.script, game.room), game.room.table) == 1.0

    def test_of_a_message_raised_hands_do_not_say_whether_it_is_right(self) -> None:
        game = Game("peer", played=script("fr/trois-questions"), local=True, teams=())
        while not (game.open_rounds() and game.open_rounds()[0].ask == "parts"):
            for asked in game.open_rounds():
                game.do(ev.Counted(round=asked.id, counts=(1,) * len(asked.choices)))
            if game.advance() is not None:
                game.do(ev.Picked(pick=game.room.table.tied[0]))
        asked = game.open_rounds()[0]
        best = next(iter(right(game.script, game.room.table.line.position, asked)))
        counts = tuple(10 * (name in best) for name in asked.choices)
        assert game.do(ev.Counted(round=asked.id, counts=counts)) is None
        game.advance()

        assert deciding.share_right(here_in(game.script, game.room), game.room.table) is None
        game.advance()
        assert game.stage == "talk"
