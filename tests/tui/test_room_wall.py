"""The trainer's screen of a room: each format goes from the lobby to its end by keys, and shows no secret before."""

import random
import re

import pytest
from msgspec.structs import replace

from simulator.conversation.script import Script
from simulator.locale import use
from simulator.room import events as ev
from simulator.room.fold import here_in
from simulator.room.formats.say_better import hollow
from simulator.room.moves import right_here
from simulator.scenario.model import Exchange, Ratings, Votes
from simulator.tui.screens.help import HelpScreen
from simulator.tui.text import one_line
from simulator.tui.widgets.room_figures import large, qr
from simulator.tui.widgets.room_wall import Wall
from tests.attacks.hostile import ALLOWED, OBEYED
from tests.tui.room_stage import NARROW, WIDE, FakeDesk, leading, press, script_of, wall

NAMES = ("Ana", "Basile", "Chloé", "Djibril", "Élodie", "Farid")
ASKING = {"vote", "decide", "seat", "ask_team", "predict", "notes", "grid", "pairs", "rewrite", "best", "rating"}


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("PLATINE_LANGUAGE", "en")
    use("en")
    yield
    use("en")


def room(**how) -> FakeDesk:
    desk = FakeDesk(script_of(), **{"teams": ("Red", "Blue"), **how})
    desk.join(*NAMES)
    return desk


def by_chance(seed: int):
    chance = random.Random(seed)
    return lambda who, asked: tuple(chance.sample(list(asked.choices), asked.least))


async def play_on(pilot, desk: FakeDesk, seen: list[str], look=lambda text: None) -> None:
    """From where the room stands to its end, by the trainer's keys alone; `look` sees each screen."""
    for turn in range(160):
        stage = desk.room.table.stage
        seen.append(stage)
        if stage == "over":
            return
        desk.everybody_answers(by_chance(turn))
        if stage == "own":
            desk.teams_go()
            if any(desk.open):
                continue
        await pilot.pause()
        look(wall(pilot.app.screen))
        before = (desk.room.place, len(desk.said))
        await press(pilot, "space")
        if len(desk.said) == before[1]:
            if stage == "decide":
                await press(pilot, "a", "enter", "enter")
            else:
                return
    raise AssertionError(seen)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("form", ["peer", "live", "hot-seat", "teams", "grid", "observers"])
async def test_each_format_goes_from_the_lobby_to_its_end_by_keys(form, size) -> None:
    desk = room(format=form)
    stages: list[str] = []
    async with leading(desk, size) as (pilot, _screen):
        await play_on(pilot, desk, stages)
        assert (stages[0], stages[-1]) == ("lobby", "over"), stages
        assert "The call is over" in wall(pilot.app.screen)


async def test_sentences_are_said_better_until_none_is_hollow() -> None:
    desk = room(format="say-better")
    stages: list[str] = []
    async with leading(desk) as (pilot, screen):
        await play_on(pilot, desk, stages)
        assert {"rewrite", "entries", "best", "reveal"} <= set(stages)
        assert len(desk.room.table.rewritten) == len(hollow(desk.script, desk.room.table.line))
        await press(pilot, "space")
        assert "No hollow sentence is left" in wall(screen)


@pytest.mark.parametrize("form", ["peer", "live", "hot-seat", "grid", "observers"])
async def test_neither_votes_nor_the_key_are_on_the_wall_before_they_are_revealed(form) -> None:
    desk = room(format=form)
    looked = 0

    def look(text: str) -> None:
        nonlocal looked
        stage = desk.room.table.stage
        if stage in ASKING - {"decide"}:
            looked += 1
            assert not re.search(r"\d %|\d%", text), (stage, text)
        if stage != "reveal":
            assert not any(mark in text for mark in ("✓ ", "▶ played")), (stage, text)

    async with leading(desk, WIDE) as (pilot, _screen):
        await play_on(pilot, desk, [], look)
    assert looked > 3


async def test_the_tally_shows_the_votes_without_the_key_and_the_reveal_marks_it() -> None:
    desk = room(format="peer")
    async with leading(desk, WIDE) as (pilot, screen):
        await press(pilot, "space", "space")
        best = next(iter(right_here(here_in(desk.script, desk.room), desk.room.table)))
        desk.everybody_answers(lambda who, asked: best)
        await press(pilot, "space")
        assert desk.room.table.stage == "tally"
        assert "100%" in wall(screen)
        assert "✓ right" not in wall(screen)
        await press(pilot, "space")
        assert desk.room.table.stage == "reveal"
        assert "✓ right" in wall(screen)
        assert "▶ played" in wall(screen)
        assert "the room decided" in wall(screen)


async def test_the_wall_says_who_has_not_answered_and_never_what_anybody_said() -> None:
    desk = room(format="peer")
    async with leading(desk, WIDE) as (pilot, screen):
        await press(pilot, "space", "space")
        asked = desk.open[0]
        before = screen.query_one(Wall).lines
        desk.put(ev.Voted(who="p0", round=asked.id, pick=asked.choices[:1]))
        desk.put(ev.Voted(who="p1", round=asked.id, pick=asked.choices[1:2]))
        desk.gone = {"p2"}
        await pilot.pause()
        assert "2 of 6 have answered" in wall(screen)
        assert screen.query_one(Wall).lines == before
        await press(pilot, "w")
        text = wall(screen)
        missing, given = text.split("2 have answered")
        assert "4 have not answered yet" in missing
        assert "Chloé (away)" in missing
        assert "Ana" in given
        assert "Basile" in given
        assert "Ana" not in missing
        assert not any(one_line(choice) in text for choice in asked.choices)


async def test_a_key_that_does_not_fit_is_answered_in_words_and_is_not_in_the_footer() -> None:
    desk = room(format="peer")
    async with leading(desk, WIDE) as (pilot, screen):
        await press(pilot, "space", "space")
        footer = wall(screen).splitlines()[-1]
        assert ("space go on" not in footer and "s skip" in footer) or "pause" in footer
        await press(pilot, "space")
        assert "Nobody has answered yet." in wall(screen)
        assert desk.room.table.stage == "vote"
        await press(pilot, "f")
        assert "The format can be changed between two moments only." in wall(screen)
        await press(pilot, "u", "u", "u", "u")
        assert desk.room.table.stage == "lobby"
        assert "There is no step to take back." in wall(screen)


async def test_every_act_of_the_trainer_has_its_key() -> None:
    desk = room(format="live", seconds=90)
    async with leading(desk, WIDE) as (pilot, screen):
        await press(pilot, "l")
        assert desk.room.locked
        assert "locked" in wall(screen)
        await press(pilot, "l", "space", "o", "space")
        assert not desk.room.locked
        assert "1:30 left" in wall(screen) or "1:29 left" in wall(screen)
        await press(pilot, "plus", "p")
        assert "2:00 left" in wall(screen) or "1:59 left" in wall(screen)
        assert desk.room.paused_at is not None
        assert "Paused" in wall(screen)
        await press(pilot, "p", "h", *"Listen", "enter")
        assert desk.room.paused_at is None
        assert desk.room.table.hints == ("Listen",)
        await press(pilot, "r", "2", "1")
        assert desk.room.people["p1"].removed
        desk.everybody_answers()
        await press(pilot, "s")
        assert desk.room.table.stage == "reveal"
        await press(pilot, "i", "1")
        assert desk.room.table.stage == "what_if"
        assert "What if?" in wall(screen)
        await press(pilot, "space", "f", "1")
        assert desk.room.table.format == "peer"
        assert "Peer instruction" in wall(screen)
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        await press(pilot, "escape", "c", "escape")
        assert not desk.room.closed
        await press(pilot, "c", "1")
    assert desk.room.closed
    assert pilot.app.return_code == 0


async def test_enter_alone_neither_removes_anybody_nor_closes_the_room() -> None:
    desk = room()
    async with leading(desk) as (pilot, _screen):
        await press(pilot, "r", "enter", "enter", "c", "enter")
        assert not desk.room.closed
        assert not any(person.removed for person in desk.room.people.values())


async def test_a_tie_is_pleaded_and_then_decided_by_a_digit_and_a_confirmation() -> None:
    desk = FakeDesk(script_of(), format="live")
    desk.join("Ana", "Basile")
    async with leading(desk) as (pilot, screen):

        def evenly(who, asked):
            return (asked.choices[int(who[1:]) % len(asked.choices)],)

        await press(pilot, "space", "space")
        for _vote in range(2):
            desk.everybody_answers(evenly)
            await press(pilot, "space", "space")
            level = [line for line in wall(screen).splitlines() if line.lstrip().startswith("= ")]
            assert len(level) == 2, wall(screen)
            if desk.room.table.stage == "plead":
                await press(pilot, "space")
        assert desk.room.table.stage == "decide"
        await press(pilot, "space")
        assert "pick the answer that is played" in wall(screen)
        level = desk.room.table.tied
        await press(pilot, "2")
        assert desk.room.table.stage == "decide"
        assert "Play this answer?" in wall(screen)
        await press(pilot, "enter")
        assert desk.room.table.turns[-1].pick == level[1]
        assert desk.room.table.turns[-1].by == "trainer"


async def test_what_was_right_is_told_where_the_second_vote_had_left_it_out() -> None:
    desk = FakeDesk(script_of(), format="live")
    desk.join("Ana", "Basile")
    async with leading(desk, WIDE) as (pilot, screen):
        await press(pilot, "space", "space")
        asked = desk.open[0]
        (best,) = next(iter(right_here(here_in(desk.script, desk.room), desk.room.table)))
        others = [name for name in asked.choices if name != best]
        desk.everybody_answers(lambda who, one: (others[int(who[1:])],))
        await press(pilot, "space", "space", "space")
        assert best not in desk.open[0].choices
        desk.everybody_answers(lambda who, one: (others[0],))
        await press(pilot, "space", "space")
        assert desk.room.table.stage == "reveal"
        assert "✓ right" in wall(screen)


async def test_a_panels_spread_stands_under_what_it_rated_once_the_key_is_shown() -> None:
    script = script_of()
    moment = script.scenario.moments[script.scenario.start]
    assert isinstance(moment, Exchange)
    votes = Votes(1.5, 0.7, (0, 3, 3))
    rated = {name: replace(one, panel=Ratings(reaction=votes)) for name, one in moment.responses.items()}
    moments = {**script.scenario.moments, script.scenario.start: replace(moment, responses=rated)}
    desk = FakeDesk(Script(replace(script.scenario, moments=moments)), format="peer")
    desk.join("Ana")
    async with leading(desk, WIDE) as (pilot, screen):
        await press(pilot, "space", "space")
        assert "Experts" not in wall(screen)
        desk.everybody_answers()
        await press(pilot, "s")
        assert "Experts: reaction 1.5 ± 0.7" in wall(screen)


async def test_the_room_that_went_on_elsewhere_closes_what_was_begun_here() -> None:
    desk = room(format="live")
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "h")
        assert screen.errand is not None
        desk.put(ev.Advanced())
        await pilot.pause()
        assert screen.errand is None
        assert "What do you answer?" in wall(screen)


async def test_parallel_teams_are_seen_side_by_side_and_one_by_its_digit() -> None:
    desk = room(format="teams")
    async with leading(desk, WIDE) as (pilot, screen):
        await press(pilot, "space", "space")
        desk.everybody_answers()
        await pilot.pause()
        assert wall(screen).count("3 of 3 have answered") == 2
        await press(pilot, "2")
        assert "own call: Blue" in wall(screen)
        assert "What do you answer?" in wall(screen)
        await press(pilot, "2", "a", "1", "1", "1")
        assert len(desk.room.table.teams["Red"].turns) == 1
        assert "1 answer " in wall(screen)
        assert "0 answers" in wall(screen)


async def test_escape_leaves_who_is_here_and_does_nothing_on_the_wall() -> None:
    desk = room()
    desk.gone = {"p2"}
    async with leading(desk) as (pilot, screen):
        assert not screen.can("drop")
        await press(pilot, "w")
        assert "Chloé (away)" in wall(screen)
        assert screen.can("drop")
        await press(pilot, "escape")
        assert "Everybody on this network" in wall(screen)
        assert screen.looking == "wall"
        await press(pilot, "escape")
        assert screen.looking == "wall"
        await press(pilot, "space")
        assert desk.room.table.stage == "scene"


async def test_the_lobby_shows_code_address_and_whether_others_can_reach_it() -> None:
    desk = room()
    for size in (NARROW, WIDE):
        async with leading(desk, size) as (_pilot, screen):
            text = wall(screen)
            assert "http://192.168.1.20:7528/" in text
            assert "K7FQ3D" in text
            assert "Everybody on this network" in text
            assert all(name in text for name in NAMES)
            assert "Red 3 · Blue 3" in text
            assert large(desk.code, 40)[1][0].text in text or large(desk.code, 80)[1][0].text.rstrip() in text
    desk.is_open_to_network = False
    async with leading(desk) as (_pilot, screen):
        assert "Only this machine can reach the room" in wall(screen)


def test_the_square_of_the_lobby_is_the_address() -> None:
    """Half blocks hold two rows each, and the quiet zone stands around them."""
    import segno

    address = "http://192.168.1.20:7528/K7FQ3D"
    matrix = [
        bytes(row) for row in segno.make(address, error="l", micro=False, boost_error=False).matrix_iter(border=2)
    ]
    drawn = qr(address, 0, 0)
    read = [[(sign in "▀█", sign in "▄█") for sign in line] for line in drawn]
    dots = [[pair[half] for pair in line] for line in read for half in (0, 1)][: len(matrix)]
    assert dots == [[bool(dot) for dot in row] for row in matrix]
    assert len(qr(address, 200, 60)) == len(matrix)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_names_and_typed_words_are_shown_literally(size) -> None:
    nasty = "[@click=app.quit]x[/] [b]\x1b[31mred \u202eback"
    desk = FakeDesk(script_of(), format="grid", teams=(f"Red {nasty}"[:40], "Blue"))
    desk.join(nasty, *(text[:60] for text in ALLOWED[:11]))
    async with leading(desk, size) as (pilot, screen):
        assert "[@click=app.quit" in wall(screen)
        await press(pilot, "w", "w", "space", "space")
        for asked in desk.open:
            for who in asked.voters:
                desk.put(ev.Voted(who=who, round=asked.id, words={"feels": f"{who} {nasty}"}))
        await press(pilot, "space")
        desk.everybody_answers()
        asked = desk.open[0]
        for who in asked.voters:
            desk.put(ev.Voted(who=who, round=asked.id, words={"feels": nasty}))
        await press(pilot, "space")
        assert "12 × [@click=app.quit]x[/] [b]" in wall(screen)
        assert not OBEYED.search(wall(screen).replace("\n", ""))
        await press(pilot, "r")
        assert "[@click=app.quit]x[/]" in wall(screen)


async def test_trouble_and_a_storm_of_wrong_codes_are_told() -> None:
    desk = room()
    desk.trouble, desk.warnings = "log_lost", (("storm", 37),)
    async with leading(desk) as (_pilot, screen):
        text = wall(screen)
        assert "The room's log cannot be written now" in text
        assert "37 wrong codes" in text


async def test_a_class_of_two_hundred_votes_without_the_wall_falling_behind() -> None:
    desk = FakeDesk(script_of(), format="peer")
    desk.join(*(f"N{number}" for number in range(200)))
    async with leading(desk) as (pilot, screen):
        assert "more" in wall(screen)
        await press(pilot, "space", "space")
        drawn = 0
        whole = screen.show

        def counted() -> None:
            nonlocal drawn
            drawn += 1
            whole()

        screen.show = counted
        desk.everybody_answers()
        await pilot.pause()
        assert "200 of 200 have answered" in wall(screen)
        assert 1 <= drawn < 20


async def test_the_wall_says_that_going_on_gives_a_deserted_seat_to_the_next() -> None:
    desk = room(format="hot-seat")
    async with leading(desk, WIDE) as (pilot, screen):
        await press(pilot, "space", "space")
        assert "The hot seat has not answered yet." in wall(screen)
        seated = desk.room.table.seat
        desk.put(ev.Left(who=seated))
        await pilot.pause()
        assert "seat the next one" in wall(screen)
        await press(pilot, "space")
        assert desk.room.table.seat not in {seated, None}
        assert "The hot seat has not answered yet." in wall(screen)
