"""A panel: what raters see, what becomes of their sheets, how far they agree, and what is written down of it."""

import csv
import io
import sys
from fractions import Fraction
from itertools import product
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.authoring.formulas import bare, guarded
from simulator.authoring.panel.agreement import agreed
from simulator.authoring.panel.ballots import collect, table
from simulator.authoring.panel.cells import BadCell, level
from simulator.authoring.panel.items import SCALES, items, shuffled
from simulator.authoring.panel.record import record
from simulator.authoring.panel.sheets import COLUMNS, Rating, read_sheet, written
from simulator.authoring.panel.sitting import Sitting, letter_of
from simulator.authoring.panel.summary import alike, rounded, stands
from simulator.errors import Refused, Unreadable
from simulator.scenario.model import Agreement, Votes
from simulator.scenario.reading import read_text
from simulator.scenario.writing import edited
from simulator.wording.panel import column_names, heads, problem
from tests.scenario.texts import WHOLE

SCENARIO = read_text(WHOLE).scenario
ITEMS = items(SCENARIO, agent="Alex")
NAMED = {item.name: item for item in ITEMS}
NAMES = column_names()


def ratings(**raters: dict[str, tuple[int | None, int | None, int | None, int | None]]) -> list[Rating]:
    """Ratings by rater and by item's name: one figure a scale, None for one left open."""
    return [
        Rating(
            NAMED[name].code,
            rater,
            1,
            {scale: figure for scale, figure in zip(SCALES, figures, strict=True) if figure is not None},
            "",
            f"{rater}.csv",
            2,
        )
        for rater, given in raters.items()
        for name, figures in given.items()
    ]


def stand(scale: str, *levels: int, name: str = "accueil.desole"):
    """What a panel of so many raters makes of one response on one scale."""
    place = list(SCALES).index(scale)
    given = {
        f"r{number}": {name: tuple(one if at == place else None for at in range(4))}
        for number, one in enumerate(levels)
    }
    found = stands(collect(ITEMS, ratings(**given)))
    return next(one for one in found if one.item.name == name and one.scale == scale)


def sheet(text: str | bytes, file: str = "x.csv"):
    return read_sheet(text if isinstance(text, bytes) else text.encode(), file, NAMES)


# What a rater sees.


def test_every_response_and_every_part_is_rated_once():
    assert [item.name for item in ITEMS] == [
        "accueil.samedi", "accueil.desole", "accueil.attendre", "accueil.express",
        "courrier.date", "courrier.lieu", "courrier.merci",
    ]  # fmt: skip
    assert len({item.code for item in ITEMS}) == len(ITEMS)


def test_what_stands_before_a_response_is_what_its_customer_says_and_shows():
    samedi, express = NAMED["accueil.samedi"], NAMED["accueil.express"]
    assert (samedi.lines, samedi.signs) == (("C'est encore moi.",), ("Un soupir",))
    assert (express.lines, express.signs) == (("Vite, mon train arrive.",), ("Un soupir", "Une annonce de gare"))
    assert samedi.said == "Odile Roy, troisième appel en 65 minutes : qu'est-ce qui se passe samedi ?"
    assert NAMED["courrier.date"].questions == ("Où est-il ?", "Quand arrive-t-il ?")
    assert NAMED["courrier.date"].lines == ("Écrivez-moi tout.", "Écrivez-moi.")


def test_a_code_says_nothing_of_the_response_and_changes_with_its_words():
    reworded = items(read_text(WHOLE.replace("À Dijon.", "À Lyon.")).scenario)
    old = [item.code for item in ITEMS]
    assert [a == b.code for a, b in zip(old, reworded, strict=True)].count(False) == 1
    assert all(code.isalpha() and not set(code) & set("aeiouy") for code in old)


def test_each_rater_has_an_order_of_his_own_within_the_moments_of_the_story():
    orders = {tuple(item.name for item in shuffled(ITEMS, rater)) for rater in ("Ana", "Bo", "Cy", "Di", "Ed")}
    assert len(orders) > 1
    for order in orders:
        assert [name.partition(".")[0] for name in order] == ["accueil"] * 4 + ["courrier"] * 3
    assert shuffled(ITEMS, "Ana") == shuffled(ITEMS, " ANA ")
    assert len({tuple(item.code for item in shuffled(ITEMS, "Ana", seed)) for seed in range(9)}) > 1


# Sheets.


@given(st.text(max_size=30))
def test_a_cell_never_begins_a_formula_and_means_what_it_meant(text):
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert bare(cell) == text


@pytest.mark.parametrize(("cell", "given"), [("2", 2), (" 1 ", 1), ("0.0", 0), ("1,0", 1), ("", None), (" ", None), ("-", None), ("'-", None), ("–", None)])  # fmt: skip
def test_a_figure_is_read_however_a_spreadsheet_wrote_it(cell, given):
    assert level(cell, 2) == given


@pytest.mark.parametrize("cell", ["3", "-1", "1.5", "two", "=1+1", "1 2", "01", "²", "1e0", "12"])
def test_what_is_no_level_of_the_scale_is_refused(cell):
    with pytest.raises(BadCell):
        level(cell, 2)


HEADS = "item;rater;round;reaction;interpretation;exploration;naturalness;comment"


def code(name: str) -> str:
    return NAMED[name].code


def test_a_bad_cell_is_told_with_its_line_and_costs_no_other():
    text = f"{HEADS}\n{code('accueil.samedi')};Ana;1;2;1;0;4;\n{code('accueil.desole')};Ana;1;deux;9;1;4;bien\n"
    read = sheet(text)
    assert [(one.code, one.line, one.arguments["scale"]) for one in read.problems] == [
        ("level", 3, "reaction"),
        ("level", 3, "interpretation"),
    ]
    assert read.ratings[0].values == {"reaction": 2, "interpretation": 1, "exploration": 0, "naturalness": 4}
    assert read.ratings[1].values == {"exploration": 1, "naturalness": 4}
    assert read.ratings[1].comment == "bien"
    told = problem(read.problems[0].code, "x.csv", 3, read.problems[0].arguments)
    assert told.startswith("x.csv:3: Reaction is deux")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_sheet_is_read_whatever_the_spreadsheet_made_of_it(separator, encoding, newline):
    lines = [HEADS, f"{code('accueil.samedi')};Zoé;1;2;1;0;4;été", "", ";;;;;;;"]
    read = sheet(newline.join(lines).replace(";", separator).encode(encoding))
    assert [(one.rater, one.comment, one.line) for one in read.ratings] == [("Zoé", "été", 2)]
    assert read.problems == ()


def test_the_heads_of_both_languages_are_read_and_unknown_columns_are_let_be():
    text = f"note;Code;ÉVALUATEUR;réaction (0-2);interprétation;exploration;naturel;remarque;manière\nx;{code('accueil.samedi')};Zoé;1;1;1;1;oui;vite\n"
    (read,) = sheet(text).ratings
    assert (read.rater, read.values["naturalness"], read.comment) == ("Zoé", 1, "oui")
    assert sheet(text).rows[0]["note"] == "x"


def test_excel_may_say_what_separates_its_cells():
    assert len(sheet("sep=|\n" + HEADS.replace(";", "|") + f"\n{code('accueil.samedi')}|A|1|1|1|1|1|\n").ratings) == 1


def test_the_line_told_is_the_one_where_a_row_begins():
    rows = f'{HEADS}\n{code("accueil.samedi")};A;1;1;1;1;1;"one\ntwo\nthree"\n{code("accueil.desole")};A;1;x;1;1;1;\n'
    assert [one.line for one in sheet(rows).problems] == [5]


def test_a_row_without_a_name_is_of_the_rater_whose_file_it_is():
    assert sheet(f"{HEADS}\n{code('accueil.samedi')};;1;1;1;1;1;\n", "folder/marie.csv").ratings[0].rater == "marie"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_quotation_mark_that_is_never_closed_is_told_on_its_line_and_swallows_no_line_unseen(newline):
    lines = [
        HEADS,
        f"{code('accueil.samedi')};Ana;1;1;1;1;1;",
        f'{code("accueil.desole")};"Ana;1;1;1;1;1;',
        f"{code('accueil.attendre')};Ana;1;2;2;2;2;",
        "",
    ]
    read = sheet(newline.join(lines))
    assert [(one.code, one.line) for one in read.problems] == [("broken", 3)]
    assert [one.item for one in read.ratings] == [code("accueil.samedi")]


def test_a_quotation_mark_within_a_cell_is_a_letter_like_others():
    read = sheet(f'{HEADS}\n{code("accueil.samedi")};Ana;1;1;1;1;1;"he said "no" twice\n')
    assert read.problems == ()
    read = sheet(f'{HEADS}\n{code("accueil.samedi")};Ana;1;1;1;1;1;2" wide\n')
    assert (read.problems, read.ratings[0].comment) == ((), '2" wide')


def test_no_cell_is_lost_for_want_of_a_name_of_its_column():
    text = f"{HEADS};;note;note;reaction\n{code('accueil.samedi')};Ana;1;1;1;1;1;c;nameless;one;two;2;behind;;last\n"
    read = sheet(text)
    assert read.ratings[0].values["reaction"] == 1
    columns = list(read.rows[0])
    again = written(read.rows, heads(columns), ";")
    assert again.splitlines()[1] == text.splitlines()[1].replace("behind;;last", "behind;last")
    assert again.splitlines()[0].split(";")[-6:] == ["", "note", "note", "reaction", "", ""]
    assert sheet(again).ratings[0].values == read.ratings[0].values


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"a;b;c\n1;2;3\n", b"\x00\xff\xfe", b"PK\x03\x04", b"{}", HEADS[5:].encode()]
)
def test_a_file_that_is_no_sheet_is_refused(data):
    with pytest.raises(Unreadable, match="panel_not_a_sheet"):
        sheet(data)


@given(st.lists(st.text(max_size=40), min_size=4, max_size=4))
def test_what_was_written_is_read_back(words):
    row = dict(zip(("before", "response", "comment", "how"), words, strict=True))
    rows = [{"item": code("accueil.samedi"), "rater": "Ana", "round": "2", "reaction": "1", **row}]
    read = sheet(written(rows, heads(COLUMNS), ";"))
    assert read.problems == ()
    assert read.ratings[0].values == {"reaction": 1}
    assert read.ratings[0].round == 2
    assert {name: read.rows[0][name].replace("\r\n", "\n") for name in row} == {
        name: text.replace("\r\n", "\n") for name, text in row.items()
    }


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading_of_a_sheet(data):
    refused = False
    try:
        read = sheet(HEADS.encode() + b"\n" + data)
    except Unreadable:
        refused = True
    assert refused or all(one.file == "x.csv" for one in (*read.ratings, *read.problems))


# Ballots.


def test_a_rating_of_no_response_of_this_scenario_is_told():
    ballots = collect(ITEMS, [Rating("zzzzzz", "Ana", 1, {"reaction": 1}, "", "a.csv", 7)])
    assert [(one.code, one.line, one.arguments) for one in ballots.problems] == [("item", 7, {"item": "zzzzzz"})]
    assert ballots.raters == ()


def test_of_two_rounds_the_later_one_counts_scale_by_scale():
    item = code("accueil.desole")
    both = [
        Rating(item, "Ana", 2, {"reaction": 1}, "", "b.csv", 2),
        Rating(item, "ana ", 1, {"reaction": 2, "naturalness": 3}, "", "a.csv", 2),
    ]
    ballots = collect(ITEMS, both)
    assert ballots.raters == ("Ana",)
    assert ballots.levels(NAMED["accueil.desole"], "reaction") == {"Ana": 1}
    assert ballots.levels(NAMED["accueil.desole"], "naturalness") == {"Ana": 3}
    assert ballots.problems == ()
    assert ballots.rounds == {"Ana": 2}


def test_one_rater_who_says_two_things_in_one_round_is_told_and_the_later_counts():
    item = code("accueil.desole")
    twice = [
        Rating(item, "Ana", 1, {"reaction": level, "exploration": 0}, "", "a.csv", line)
        for level, line in ((2, 2), (1, 9))
    ]
    ballots = collect(ITEMS, twice)
    assert [(one.code, one.line) for one in ballots.problems] == [("twice", 9)]
    assert ballots.levels(NAMED["accueil.desole"], "reaction") == {"Ana": 1}


def test_more_raters_than_a_panel_has_are_refused():
    item = code("accueil.desole")
    with pytest.raises(Unreadable, match="panel_too_many_raters"):
        collect(ITEMS, [Rating(item, f"r{number}", 1, {"reaction": 1}, "", "a.csv", number) for number in range(501)])


# Agreement.

_ = None
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
"""Four observers, twelve units: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C. He gives
.743 for nominal, .815 for ordinal, .849 for interval and .797 for ratio data."""


def test_alpha_is_the_one_that_krippendorff_works_out_for_his_own_example():
    found = agreed(KRIPPENDORFF)
    assert round(found.alpha, 3) == 0.815
    assert (found.raters, found.units, found.pairable) == (4, 11, 40)
    assert found.reading == "reliable"


def alpha_by_the_book(rows: list[list[int | None]]) -> Fraction | None:
    """Alpha from its definition, in exact fractions: pairs within units against pairs of all pairable values."""
    units = [[level for level in column if level is not None] for column in zip(*rows, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [level for unit in units for level in unit]
    counts = {level: values.count(level) for level in set(values)}

    def delta(a: int, b: int) -> Fraction:
        a, b = min(a, b), max(a, b)
        between = sum(count for level, count in counts.items() if a <= level <= b)
        return (between - Fraction(counts[a] + counts[b], 2)) ** 2

    observed = sum(
        Fraction(delta(unit[i], unit[j]), len(unit) - 1)
        for unit in units
        for i, j in product(range(len(unit)), repeat=2)
        if i != j
    )
    expected = sum(delta(a, b) for a in values for b in values)
    return None if not expected else 1 - observed * (len(values) - 1) / expected


@given(st.integers(2, 5).flatmap(lambda raters: st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 2), st.integers(0, 4)), min_size=raters, max_size=raters),
    min_size=1, max_size=8,
)))  # fmt: skip
def test_alpha_is_what_its_definition_says(columns):
    rows = [list(row) for row in zip(*columns, strict=True)]
    found, expected = agreed(rows).alpha, alpha_by_the_book(rows)
    assert (found is None) == (expected is None)
    assert found is None or abs(found - float(expected)) < 1e-9


def test_ratings_that_do_not_vary_have_no_alpha():
    found = agreed([[1, 1, 1], [1, 1, 1]])
    assert (found.alpha, found.reading) == (None, "alike")
    alone = agreed([[1, 2, 0]])
    assert (alone.alpha, alone.reading) == (None, "alone")
    assert agreed([]).pairable == 0


@pytest.mark.parametrize(("alpha", "reading"), [(0.8, "reliable"), (0.79999, "tentative"), (0.667, "tentative"), (0.6669, "unreliable"), (-0.2, "unreliable")])  # fmt: skip
def test_an_alpha_is_read_as_is_usual(alpha, reading):
    assert agreed(KRIPPENDORFF).__class__(alpha, 2, 2, 4).reading == reading


def test_without_the_package_agreement_is_refused_with_its_name(monkeypatch):
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    with pytest.raises(Refused) as caught:
        agreed(KRIPPENDORFF)
    assert (caught.value.key, caught.value.exit_code) == ("panel_not_installed", 4)


def test_the_table_has_a_row_a_rater_and_a_column_a_response():
    ballots = collect(ITEMS, ratings(Ana={"accueil.desole": (1, 0, 0, 2)}, Bo={"courrier.lieu": (2, None, 0, 1)}))
    assert table(ballots, "reaction") == [
        [None, 1, None, None, None, None, None],
        [None, None, None, None, None, 2, None],
    ]
    assert table(ballots, "interpretation")[1] == [None] * 7


# What to look at again.


def test_mean_median_spread_and_votes_are_those_of_the_ratings():
    one = stand("naturalness", 1, 2, 2, 4)
    assert (one.mean, one.median, one.bounds) == (Fraction(9, 4), 2, (1, 4))
    assert one.spread == pytest.approx(sqrt(sum((x - 2.25) ** 2 for x in (1, 2, 2, 4)) / 3))
    assert one.votes == (0, 1, 2, 0, 1)


@pytest.mark.parametrize(
    ("scale", "levels", "flags"),
    [
        ("reaction", (1, 1, 1), ()),
        ("reaction", (1, 2), ()),
        ("reaction", (0, 1, 1, 1, 2), ("range",)),
        ("reaction", (0, 0, 2, 2), ("range", "spread")),
        ("reaction", (2, 2, 1), ("key",)),
        ("naturalness", (0, 2), ("spread",)),
        ("naturalness", (0, 1, 2), ()),
        ("naturalness", (0, 1, 1, 1, 1, 1, 1, 3), ("range",)),
        ("naturalness", (3, 3, 2), ("key",)),
    ],
)
def test_disagreement_and_a_key_off_the_mean_are_flagged(scale, levels, flags):
    assert stand(scale, *levels).flags == flags


def test_a_rating_left_open_by_one_of_the_panel_is_flagged_with_his_name():
    found = stands(
        collect(ITEMS, ratings(Ana={"accueil.desole": (1, 0, 0, 1)}, Bo={"accueil.desole": (1, None, 0, 1)}))
    )
    open_ones = [one for one in found if one.item.name == "accueil.desole" and one.missing]
    assert [(one.scale, one.missing, one.flags) for one in open_ones] == [("interpretation", ("Bo",), ("missing",))]


def test_a_rater_who_tells_nothing_apart_is_named_where_others_do():
    names = [item.name for item in ITEMS]
    varied = {name: (place % 3, place % 2, 0, place % 5) for place, name in enumerate(names)}
    same = dict.fromkeys(names, (1, 1, 0, 3))
    ballots = collect(ITEMS, ratings(Ana=varied, Bo=varied, Same=same))
    found = alike(ballots, stands(ballots))
    assert [(one.rater, one.scale, one.level, one.ratings) for one in found] == [
        ("Same", "reaction", 1, 7), ("Same", "interpretation", 1, 7), ("Same", "naturalness", 3, 7),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mean", "level"), [("0", 0), ("1/2", 0), ("3/2", 1), ("8/5", 2), ("7/5", 1), ("5/2", 2), ("4", 4)]
)
def test_a_half_goes_to_the_lower_level(mean, level):
    assert rounded(Fraction(mean)) == level


# What is written down.


def rewritten(given: list[Rating], text: str = WHOLE, **how: str):
    scenario = read_text(text).scenario
    ballots = collect(items(scenario), given)
    agreement = {scale: agreed(table(ballots, scale)) for scale in SCALES}
    made = record(scenario, stands(ballots), agreement, date="2026-03-31", raters=len(ballots.raters), **how)
    return made, edited(text, made.changes)


def test_the_key_becomes_the_rounded_means_and_the_record_says_where_from():
    given = ratings(
        Ana={"accueil.desole": (1, 1, 0, 2), "accueil.samedi": (1, 0, 2, 4)},
        Bo={"accueil.desole": (1, 1, 0, 3), "accueil.samedi": (1, 0, 2, 4)},
        Cy={"accueil.desole": (2, 1, 0, 2), "accueil.samedi": (1, 0, 2, 3)},
    )
    made, after = rewritten(given, name="Équipe: Lyon")
    scenario = read_text(after).scenario
    response = scenario.moments["accueil"].responses["desole"]
    assert (response.empathy.reaction, response.empathy.interpretation, response.naturalness) == (1, 1, 2)
    assert response.panel.reaction == Votes(1.33, 0.58, (0, 2, 1))
    assert response.panel.naturalness == Votes(2.33, 0.58, (0, 0, 2, 1, 0))
    assert (scenario.panel.date, scenario.panel.raters, scenario.panel.name) == ("2026-03-31", 3, "Équipe: Lyon")
    assert isinstance(scenario.panel.agreement, Agreement)
    assert scenario.panel.agreement.exploration == 1
    assert [item.name for item in made.written] == ["accueil.samedi", "accueil.desole"]


def test_what_says_the_same_already_stays_as_the_author_wrote_it():
    given = ratings(Ana={"accueil.attendre": (0, 0, 0, 4)}, Bo={"accueil.attendre": (0, 0, 0, 4)})
    _made, after = rewritten(given)
    before = WHOLE.splitlines()
    kept = [line for line in after.splitlines() if line in before]
    assert kept == before
    response = read_text(after).scenario.moments["accueil"].responses["attendre"]
    assert (response.empathy, response.naturalness) == ("none", 4)


def test_a_word_that_means_another_thing_to_a_variant_is_written_out():
    given = ratings(Ana={"accueil.samedi": (1, 0, 2, 4)}, Bo={"accueil.samedi": (1, 0, 2, 4)})
    _made, after = rewritten(given)
    empathy = read_text(after).scenario.moments["accueil"].responses["samedi"].empathy
    assert (empathy.reaction, empathy.interpretation, empathy.exploration) == (1, 0, 2)


def test_the_parts_of_a_message_are_written_too_and_a_scale_that_one_alone_rated_keeps_its_key():
    given = ratings(Ana={"courrier.lieu": (1, 1, 1, 0)}, Bo={"courrier.lieu": (1, None, 1, 0)})
    made, after = rewritten(given)
    part = read_text(after).scenario.moments["courrier"].parts["lieu"]
    assert (part.empathy.reaction, part.empathy.interpretation, part.naturalness) == (1, 0, 0)
    assert part.panel.interpretation is None
    assert "courrier.date" in [item.name for item in made.left]


def test_one_rater_is_no_panel():
    made, after = rewritten(ratings(Ana={"accueil.desole": (2, 2, 2, 4)}))
    assert (made.changes, after) == ((), WHOLE)


def test_writing_the_same_ratings_again_changes_nothing():
    given = ratings(Ana={"accueil.desole": (2, 1, 0, 1)}, Bo={"accueil.desole": (1, 0, 0, 1)})
    _made, once = rewritten(given)
    _made, twice = rewritten(given, once)
    assert once == twice != WHOLE


@given(st.data())
def test_whatever_a_panel_says_the_scenario_reads_and_says_it(data):
    level_of = {scale: st.one_of(st.none(), st.integers(0, most)) for scale, most in SCALES.items()}
    given = ratings(
        **{
            rater: {item.name: tuple(data.draw(level_of[scale]) for scale in SCALES) for item in ITEMS}
            for rater in "ABC"
        }
    )
    made, after = rewritten(given)
    reading = read_text(after)
    assert reading.findings == ()
    for item in items(reading.scenario):
        found = next(one for one in made.written + made.left if one.code == item.code)
        own = [one for one in stands(collect(ITEMS, given)) if one.item.code == found.code]
        assert {one.scale: item.key[one.scale] for one in own if len(one.levels) > 1} == {
            one.scale: one.rounded for one in own if len(one.levels) > 1
        }


# One rater at work.


def test_a_moment_is_rated_scale_by_scale_over_all_its_responses():
    sitting = Sitting(ITEMS)
    first = [(asked.letter, asked.scale) for asked in sitting.asked[:5]]
    assert first == [
        ("A", "reaction"),
        ("B", "reaction"),
        ("C", "reaction"),
        ("D", "reaction"),
        ("A", "interpretation"),
    ]
    assert len(sitting.asked) == len(ITEMS) * 4 == sitting.open


def test_answers_can_be_skipped_gone_back_to_and_taken_up_again():
    sitting = Sitting(ITEMS)
    assert not sitting.back()
    sitting.answer(2)
    sitting.skip()
    sitting.answer(1)
    assert sitting.back()
    assert sitting.current.number == 3
    sitting.answer(0)
    assert sitting.current.number == 4
    again = Sitting(ITEMS, sitting.answers)
    assert again.current.number == 2
    assert again.open == len(ITEMS) * 4 - 2


def test_behind_the_last_answer_nothing_is_asked():
    sitting = Sitting(ITEMS[:1])
    for asked in sitting.asked:
        assert sitting.current == asked
        sitting.answer(asked.most)
    assert sitting.current is None
    assert sitting.open == 0


def test_letters_go_on_after_z():
    assert [letter_of(place) for place in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]


def test_csv_of_our_own_is_plain_csv():
    rows = [{"item": "x", "comment": "=1+1"}]
    assert list(csv.reader(io.StringIO(written(rows, heads(("item", "comment")), ","))))[1] == ["x", "'=1+1"]
