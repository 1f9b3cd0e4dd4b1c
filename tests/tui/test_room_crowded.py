"""The wall where there is much to show: nothing hides what everybody came to see, and nothing is cut without need."""

import re
from itertools import pairwise

import pytest
from rich.cells import cell_len

from simulator.locale import use
from simulator.room import events as ev
from simulator.tui.widgets.lines import Piece
from simulator.tui.widgets.room_choices import shortened
from simulator.tui.widgets.room_teams import counted_teams
from tests.tui.crowded import TEAMS, CrowdedDesk, crowded_script
from tests.tui.room_stage import NARROW, WIDE, FakeDesk, leading, press, script_of, wall


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


def rows(text: str, pattern: str) -> list[str]:
    return [line for line in text.splitlines() if re.search(pattern, line)]


async def test_every_sentence_of_twelve_teams_keeps_its_votes_and_one_is_preferred() -> None:
    desk = CrowdedDesk("say-better")
    desk.on("reveal")
    async with leading(desk) as (_pilot, screen):
        told = rows(wall(screen), r"^ +\d+  Twenty-two")
        assert len(told) == len(TEAMS)
        assert all(re.search(r"\d+ +\d+%", line) for line in told), told
        assert len({line.index("%") for line in told}) == 1
        assert "preferred" in wall(screen)


async def test_bars_begin_below_one_another_whatever_became_of_an_answer() -> None:
    desk = CrowdedDesk("peer", teams=())
    desk.on("reveal")
    async with leading(desk) as (_pilot, screen):
        told = rows(wall(screen), r"[█░]{8}")
        assert len(told) == 9
        assert len({re.search("[█░]", line).start() for line in told}) == 1
        assert sum("played" in line for line in told) == 1


async def test_free_lines_go_to_the_words_of_the_answers() -> None:
    desk = FakeDesk(script_of(), format="peer", seed=4)
    desk.join("Ana", "Ben")
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space")
        desk.everybody_answers()
        await press(pilot, "space")
        assert desk.room.table.stage == "tally"
        assert screen.query_one("#room-wall").max_scroll_y == 0
        # Each of the five takes more than a line; as many as five lines were free.
        lines = wall(screen).splitlines()
        bars = [place for place, line in enumerate(lines) if re.search("[█░]{20}.*%", line)]
        assert all(later - earlier > 2 for earlier, later in pairwise(bars)), lines


async def test_who_decided_stands_behind_a_long_name() -> None:
    desk = CrowdedDesk("hot-seat")
    desk.on("reveal")
    async with leading(desk) as (_pilot, screen):
        assert "the hot seat decided" in wall(screen)
        assert rows(wall(screen), r"Marie-Antoinette de .*…: ")


async def test_twelve_teams_that_predicted_the_same_share_a_line() -> None:
    desk = CrowdedDesk("hot-seat")
    desk.on("reveal")
    async with leading(desk) as (_pilot, screen):
        assert len(desk.room.table.turns[-1].points) == len(TEAMS) - 1
        assert len(rows(wall(screen), r"[+]\d points?")) == 1
        assert rows(wall(screen), r"^ . [1-9]  ")


async def test_twelve_teams_stand_in_one_table_and_all_are_in_view() -> None:
    desk = CrowdedDesk("teams")
    desk.on("own")
    async with leading(desk) as (_pilot, screen):
        told = rows(wall(screen), r"^ +\d+  The ")
        assert len(told) == len(TEAMS)
        assert len({line.index("▼") for line in told}) == 1


async def test_the_way_to_the_debrief_is_in_view_however_much_there_is_to_tell() -> None:
    desk = CrowdedDesk("teams")
    desk.on("over")
    rows_of_it = [f"{team}: Overall: 20, Empathy: 30, Naturalness: 40, and then some more of it" for team in TEAMS]
    async with leading(desk, debrief=lambda: rows_of_it) as (_pilot, screen):
        assert f"platine room debrief {desk.code}" in wall(screen)
        assert len(rows(wall(screen), "^ The (early|late) team of .*not solved")) == len(TEAMS)


async def test_points_are_told_once_at_the_end_where_there_is_little_room() -> None:
    desk = CrowdedDesk("hot-seat")
    desk.on("over")
    many = [f"{team}: 2 points" for team in TEAMS]
    async with leading(desk, debrief=lambda: many) as (_pilot, screen):
        assert "Points: " not in wall(screen)
        assert many[0] in wall(screen)
    async with leading(desk, WIDE, debrief=lambda: many) as (_pilot, screen):
        assert "Points: " in wall(screen)


async def test_what_observers_noted_is_in_the_order_of_the_cards_and_runs_on_where_many_did() -> None:
    desk = CrowdedDesk("observers")
    desk.on("reveal")
    async with leading(desk) as (_pilot, screen):
        text = wall(screen)
        places = [text.index(f" {card} ") for card in ("signs", "words", "mood", "ladder", "load")]
        assert places == sorted(places)
        assert re.search(r"a sigh p\d+ · a sigh p\d+", text)
        assert rows(text, r"^ . [1-3]  ")


async def test_what_forty_people_wrote_runs_on_cell_by_cell() -> None:
    desk = CrowdedDesk("grid")
    desk.on("shared")
    async with leading(desk) as (_pilot, screen):
        assert "weary of waiting p0 · weary of waiting p1" in wall(screen)
    few = FakeDesk(script_of(), format="grid")
    few.join("Ana", "Ben")
    few.put(ev.Advanced())
    few.put(ev.Advanced())
    few.everybody_answers()
    few.put(ev.Advanced())
    few.put(ev.Advanced())
    async with leading(few) as (_pilot, screen):
        assert few.room.table.stage == "shared"
        assert rows(wall(screen), "^ +· weary p0 *$")


async def test_sentences_of_many_have_their_sign_before_them() -> None:
    desk = CrowdedDesk("say-better")
    desk.on("entries")
    async with leading(desk) as (_pilot, screen):
        assert len(rows(wall(screen), r"^ ✓ +\d+  Twenty")) >= 8


async def test_two_stock_phrases_are_counted() -> None:
    desk = FakeDesk(script_of(), format="say-better")
    desk.join("Ana")
    for words in ("Thank you for your patience. I am really sorry about this, thank you for your understanding.",):
        desk.put(ev.Advanced())
        desk.put(ev.Advanced())
        desk.put(ev.Voted(who="p0", round=desk.open[0].id, words={"text": words}))
        desk.put(ev.Advanced())
    async with leading(desk) as (_pilot, screen):
        assert desk.room.table.stage == "entries"
        assert re.search(r"✗ [2-9] stock phrases in it", wall(screen))


async def test_a_wide_wall_tells_how_the_customer_stands_beside_what_he_says() -> None:
    desk = FakeDesk(script_of(), format="peer")
    desk.join("Ana")
    desk.put(ev.Advanced())
    async with leading(desk, WIDE) as (_pilot, screen):
        assert "not yet on the ladder" in wall(screen)
        assert "loaded" in wall(screen)
    async with leading(desk, NARROW) as (_pilot, screen):
        assert "not yet on the ladder" not in wall(screen)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_a_sentence_is_said_better_with_what_it_answers_before_one(size) -> None:
    desk = FakeDesk(script_of(), format="say-better")
    desk.join("Ana", "Ben")
    desk.put(ev.Advanced())
    desk.put(ev.Advanced())
    async with leading(desk, size) as (_pilot, screen):
        assert desk.room.table.stage == "rewrite"
        assert "a human being" in wall(screen)
        assert "Anybody could say" in wall(screen)


async def test_where_no_hollow_sentence_is_left_the_wall_says_how_to_go_on() -> None:
    desk = FakeDesk(script_of(), format="say-better", teams=("Red", "Blue"))
    desk.join("Ana", "Ben")
    for _step in range(60):
        desk.everybody_answers()
        if desk.put(ev.Advanced()) == "nothing_hollow":
            break
    async with leading(desk) as (_pilot, screen):
        assert "f goes on in another format" in wall(screen)
        assert f"platine room debrief {desk.code}" in wall(screen)


async def test_a_reflection_is_headed_as_what_it_is() -> None:
    desk = CrowdedDesk("peer", teams=())
    for _step in range(40):
        if desk.room.table.stage == "scene" and "think" in desk.script.moment_id(desk.room.table.line.position.state):
            break
        desk.everybody_answers()
        desk.put(ev.Advanced())
    async with leading(desk) as (_pilot, screen):
        assert "To talk over together" in wall(screen)
        assert "The customer has spoken" not in wall(screen)


async def test_the_scale_is_as_wide_as_the_wall_lets_it() -> None:
    desk = CrowdedDesk("peer", teams=())
    desk.on("rating")
    widths = {}
    for size in (NARROW, WIDE):
        async with leading(desk, size) as (_pilot, screen):
            (figures,) = rows(wall(screen), r"^ +0 +1 +2 .* 10 *$")
            (ends,) = rows(wall(screen), "not at all .* wholly *$")
            assert len(ends.rstrip()) == len(figures.rstrip())
            widths[size] = len(figures.strip())
    assert widths[WIDE] > widths[NARROW]


def test_a_team_whose_name_ends_in_a_figure_is_not_mistaken_for_its_count() -> None:
    assert counted_teams({"Red": 2, "Blue": 0}, 40) == "Red 2 · Blue 0"
    assert counted_teams({"Table 1": 4, "Table 2": 0}, 40) == "Table 1: 4 · Table 2: 0"


@pytest.mark.parametrize("width", range(1, 14))
def test_a_line_of_pieces_is_cut_with_an_ellipsis_and_never_without_need(width) -> None:
    line = (Piece("12 "), Piece("名前", "strong"), Piece(" end"))
    cut = shortened(line, width)
    told = "".join(piece.text for piece in cut)
    whole = "12 名前 end"
    assert cell_len(told) <= width
    assert told == whole if width >= cell_len(whole) else told.endswith("…")


async def test_a_key_pressed_by_habit_does_not_end_the_calls_of_teams_that_still_play() -> None:
    desk = FakeDesk(script_of(), format="teams", teams=("Red", "Blue", "Nobody's"))
    desk.join("Ana")
    desk.join("Ben")
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space", "space")
        assert desk.room.table.stage == "own"
        assert "2 teams still play. End their calls?" in wall(screen)
        await press(pilot, "space")
        assert screen.errand is None
        assert desk.room.table.stage == "own"
        await press(pilot, "space", "1")
        assert desk.room.table.stage == "over"


async def test_where_there_is_more_than_fits_the_footer_tells_the_key() -> None:
    desk = CrowdedDesk("peer", teams=())
    desk.on("vote")
    async with leading(desk) as (pilot, screen):
        assert screen.query_one("#room-wall").max_scroll_y > 0
        assert "pgdn further" in wall(screen)
        await press(pilot, "pagedown")
        assert screen.query_one("#room-wall").scroll_y > 0
    async with leading(desk, WIDE) as (_pilot, screen):
        assert screen.query_one("#room-wall").max_scroll_y == 0
        assert "pgdn" not in wall(screen)


async def test_the_count_that_digits_go_to_stays_in_view() -> None:
    desk = FakeDesk(crowded_script(), format="peer", local=True)
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space")
        assert "▸" in wall(screen)
        for number in range(1, 9):
            await press(pilot, str(number), "down")
            assert "▸" in wall(screen), number


async def test_a_storm_is_told_with_what_is_left_to_do_about_it() -> None:
    desk = FakeDesk(script_of())
    desk.warnings = (("storm", 37),)
    async with leading(desk) as (pilot, screen):
        assert "Lock the door once all are in" in wall(screen)
        await press(pilot, "l")
        assert "37 wrong codes: somebody may be guessing. The door is locked." in wall(screen)
        assert "once all are in" not in wall(screen)


async def test_the_rows_of_the_debrief_are_spaced_as_french_is() -> None:
    use("fr")
    desk = CrowdedDesk("teams")
    desk.on("over")
    async with leading(desk, WIDE, debrief=lambda: ["Nord : Ensemble : 10,4; Empathie : 4,1"]) as (_pilot, screen):
        assert "10,4\N{NO-BREAK SPACE}; Empathie" in wall(screen)
