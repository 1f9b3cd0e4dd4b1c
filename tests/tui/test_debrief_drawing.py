"""The debrief's drawings: the curve in dots, words marked in a text, and who shares a telling word with whom."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.curve import Point
from simulator.debrief.hollow import Detail
from simulator.scenario.packs import entries
from simulator.tui.memory import Keeper
from simulator.tui.screens.debrief import STEPS
from simulator.tui.widgets.debrief_hollow import named
from simulator.tui.widgets.debrief_plot import plot, plot_columns
from simulator.tui.widgets.debrief_sitting import Sitting
from simulator.tui.widgets.debrief_step import beside, marked
from simulator.tui.widgets.lines import Piece, plain, width_of
from simulator.wording.labels import mood_glyph
from tests.kit import legal


def point(turn, valence, trust, mood="neutral"):
    return Point(turn, valence, 0, 0, trust, mood)


FALL = (point(0, 10, 10, "serene"), point(1, 0, 5), point(2, -10, 0, "angry"))


def test_the_highest_mood_stands_in_the_first_row_and_the_lowest_in_the_last():
    lines = [plain(line) for line in plot(FALL, 60, 7, at=1, turned={2: "down"})]
    places = plot_columns(3, 60)
    assert lines[0][places[0]] == mood_glyph("serene")
    assert lines[6][places[2]] == mood_glyph("angry")
    assert lines[0].startswith("+10 ┤")
    assert lines[0].endswith("├ 10")
    assert lines[6].startswith("−10 ┤")
    assert lines[6].rstrip().endswith("├ 0")


def test_under_the_curve_stand_the_turns_and_where_it_turned():
    lines = [plain(line) for line in plot(FALL, 60, 7, at=1, turned={2: "down"})]
    places = plot_columns(3, 60)
    assert [lines[7][place] for place in places] == ["0", "1", "2"]
    assert lines[8][places[2]] == "↓"
    assert lines[8][places[1]] == "▲"


def test_mood_and_trust_are_told_apart_without_colour():
    flat = (point(0, 10, 0, "serene"), point(1, 10, 0, "serene"))
    lines = [plain(line) for line in plot(flat, 60, 7, at=0, turned={})]
    mood, trust = lines[0][6:55], lines[6][6:55]
    assert " " not in mood
    assert " " in trust.strip()


@given(st.lists(st.tuples(st.integers(-10, 10), st.integers(0, 10)), min_size=1, max_size=90), st.integers(30, 200))
def test_any_curve_fits_its_width(values, width):
    points = [point(turn, valence, trust) for turn, (valence, trust) in enumerate(values)]
    for line in plot(points, width, 6, at=len(points) // 2, turned={1: "up"}):
        assert width_of(line) <= width


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@given(WORDS, WORDS, WORDS, st.integers(2, 40))
def test_marked_words_keep_their_letters_and_never_stand_out_of_the_column(before, phrase, after, width):
    lines = marked(((before, "text"), (phrase, "hollow"), (after, "text")), width)
    assert all(width_of(line) <= width for line in lines)
    assert all(cell_len(piece.text) or not piece.text for line in lines for piece in line if piece.style == "x")


def test_only_the_phrase_is_marked_its_spaces_included():
    (line,) = marked((("Well, ", "text"), ("as soon as possible", "hollow"), (".", "text")), 60)
    assert plain(line) == "Well, as soon as possible."
    assert "".join(piece.text for piece in line if piece.style == "hollow") == "as soon as possible"


def test_columns_stand_side_by_side_however_long_each_is():
    left, right = [(Piece("a"),)], [(Piece("b"),), (Piece("c"),)]
    assert [plain(line) for line in beside(left, right, 3)] == ["a        b", "         c"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("Vingt-deux MINUTES déjà.", "wait"), ("Je comprends bien.", None), ("C'est le cas de le dire.", None)],
)
def test_a_rewrite_names_a_detail_by_a_word_that_tells(text, found):
    details = (Detail("wait", "Vingt-deux minutes d'attente"), Detail("son", "Le fils de la cliente"))
    detail = named(text, details)
    assert (detail.name if detail else None) == found


@pytest.mark.parametrize("width", [56, 76, 146])
def test_any_call_of_the_bundled_scenarios_can_be_looked_back_at_within_the_width(width):
    chance = random.Random(11)
    drawn = 0
    for entry in entries([]):
        scenario = entry.reading.scenario
        for variant in (None, *scenario.variants):
            play = Play(Script(scenario, variant))
            play.answer()
            while not play.is_over:
                play.decide(chance.choice(legal(play)))
            sitting = Sitting(play, Keeper(None, print))
            sitting.empathy, sitting.naturalness, sitting.stage, sitting.mood = 3, 4, "golden", "cold"
            sitting.rate()
            for kind in STEPS[2:]:
                step = kind(sitting)
                lines = step._detail(width) if hasattr(step, "_detail") else step._draw(width)
                assert all(width_of(line) <= width for line in lines), (kind, entry.path)
                drawn += len(lines)
    assert drawn > 500
