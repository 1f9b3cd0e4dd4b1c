"""The room's debrief as it leaves Platine: whole, safe, the same in every form, and with nobody's name in it."""

import csv as reading
import io
import re
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.authoring.formulas import bare
from simulator.conversation.script import Script
from simulator.exports.room import csv, headlines, lines, page, rows
from simulator.locale import use
from simulator.room import events as ev
from simulator.room.debrief import room_debrief
from simulator.wording import room_debrief as words
from simulator.wording.labels import label
from simulator.wording.numbers import number, percent
from tests.exports.test_html import HOSTILE, Page, hostile_play, plain
from tests.kit import full_scenario
from tests.room.games import TEAMS, Game, script

TYPED = f"=HYPERLINK(1) {HOSTILE}"


@pytest.fixture(autouse=True)
def in_english():
    use("en")
    yield
    use("en")


def played(format_="peer", *, seed=5, name="en/ligne-coupee", what_if=False, **keys):
    """A whole game of bots, and its debrief."""
    game = Game(format_, played=script(name), people=7, **keys)
    for stage in game.walk(Random(seed)):
        turn = game.room.table.turns[-1] if game.room.table.turns else None
        if what_if and stage == "reveal" and turn is not None and turn.rounds and turn.rounds[0].ask == "choose":
            other = next(pick for pick in turn.rounds[0].choices if pick not in turn.pick)
            game.do(ev.WhatIf(pick=(other,)))
    return game, room_debrief(game.script, game.room)


def made(form, game, told):
    return form(game.script, game.room, told)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("format_", ev.FORMATS)
def test_the_page_is_whole_and_balanced_for_every_format_in_both_languages(format_, language):
    use(language)
    game, told = played(format_, name=f"{language}/ligne-coupee", what_if=format_ == "live")

    source = made(page, game, told)

    seen = Page(source)
    assert source.startswith("<!DOCTYPE html>\n")
    assert not seen.open
    assert seen.named("html") == [{"lang": language}]
    ids = [attributes["id"] for _tag, attributes in seen.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert all(attributes["aria-labelledby"] in ids for attributes in seen.named("section"))
    assert all(attributes["href"][1:] in ids for attributes in seen.named("a"))
    assert not {"script", "link", "img", "iframe", "form"} & {tag for tag, _ in seen.elements}
    assert not any(name.startswith("on") or name in {"src", "style"} for _, found in seen.elements for name in found)
    assert "url(" not in source
    assert sum(tag == "h1" for tag, _ in seen.elements) == 1


SECTIONS = {
    "peer": {"gain", "split", "minority", "perception", "answers", "verdict", "curve", "ladder", "transcript"},
    "live": {"split", "minority", "perception", "what_ifs", "answers", "verdict"},
    "hot-seat": {"perception", "predictions", "points", "answers", "verdict"},
    "teams": {"split", "teams"},
    "grid": {"cells", "split", "perception", "verdict"},
    "observers": {"observed", "perception", "answers", "verdict"},
    "say-better": {"rewritten", "points"},
}


@pytest.mark.parametrize("format_", ev.FORMATS)
def test_each_format_tells_what_it_has_to_tell(format_):
    game, told = played(format_, what_if=format_ == "live")

    sections = {attributes["id"] for attributes in Page(made(page, game, told)).named("section")}
    headings = [heading for heading, _told in made(rows, game, told)]

    assert sections >= SECTIONS[format_]
    assert ("teams" in sections) == (format_ == "teams")
    assert ("predictions" in sections) == (format_ == "hot-seat")
    of_rows = {name for name in words._HEADINGS if words.heading(name) in headings}
    assert sections & set(words._HEADINGS) == of_rows - {"call"}


@given(st.sampled_from(ev.FORMATS), st.integers(0, 99), st.booleans(), st.integers(0, 60))
@settings(max_examples=30, deadline=None)
def test_no_participant_is_named_in_any_export_wherever_the_room_stands(format_, seed, in_teams, steps):
    teams = TEAMS if in_teams or format_ == "teams" else ()
    game = Game(format_, people=0, teams=teams)
    for person in range(6):
        team = teams[person % 3] if teams else None
        game.do(ev.Joined(who=f"who-{person}", name=f"Nom{person}Zyx", token=f"{person}:secret", team=team))
    for stages, _stage in enumerate(game.walk(Random(seed))):
        if stages == steps:
            break
    bots = re.compile(r", who-\d\.|who-\d says it again")  # what the bots themselves typed
    told = room_debrief(game.script, game.room)

    everything = [made(form, game, told) for form in (page, csv)] + ["\n".join(made(lines, game, told)), repr(told)]

    assert not [text for text in everything if "Zyx" in text or "secret" in text]
    assert not [text for text in everything if "who-" in bots.sub("", text)]


def test_the_figures_are_the_debrief_s_and_stand_beside_every_bar():
    game, told = played()

    source = made(page, game, told)

    seen = Page(source)
    text = seen.text
    first, second = told.shares
    assert plain(words.shares(first, second)) in text
    assert number(told.gain, 2) in text
    assert plain(words.gain_source()) in text
    assert plain(words.changed(told.to_right, told.to_wrong)) in text
    for _kind, name, value in words.perceived(told.perception, game.script):
        assert plain(name)[1:] in text
        assert plain(number(value, 1)).removesuffix(".0") in text
    for one in told.by_split:
        assert plain(words.split(one.first)) in text
        for count in one.first.counts:
            assert f"{count.votes} · {percent(count.votes / one.first.voters)}" in text
    bars = [attributes for attributes in seen.named("svg") if attributes.get("class") == "bar"]
    assert all(attributes["aria-hidden"] == "true" for attributes in bars)
    assert len(re.findall(r'<span class="points">[^<]+</span><svg', source)) == sum(
        len(one.first.counts) + len(one.second.counts if one.second else ()) for one in told.by_split
    )


def test_right_and_played_are_said_in_words_too():
    game, told = played()

    marks = re.findall(r'<span class="mark">([^<]+)</span>', made(page, game, told))

    counts = [count for one in told.by_split for count in one.first.counts]
    assert sum("best" in mark for mark in marks) == sum(count.right for count in counts) > 0
    assert sum("played" in mark for mark in marks) == sum(count.played for count in counts) > 0


def test_page_and_lines_say_the_same():
    game, told = played("live", what_if=True)

    text = Page(made(page, game, told)).text
    said = dict(made(rows, game, told))

    assert told.what_ifs
    for name in ("split", "minority", "perception", "what_ifs"):
        assert said[words.heading(name)]
    for one in told.answers:
        assert plain(words.asked(one)) in text
        for branch in one.minority:
            whole = " ".join(words.would_have(branch, one, game.script))
            assert plain(whole) in text
            assert any(whole in line for line in said[words.heading("minority")])


@pytest.mark.parametrize("format_", ev.FORMATS)
def test_what_stands_on_the_wall_is_short_and_said_of_the_whole_as_well(format_):
    game, told = played(format_)

    short = headlines(game.script, told)

    whole = " ".join(made(lines, game, told))
    assert 0 < len(short) <= 16
    assert all(line.split(": ")[-1] in whole for line in short)
    assert not any("Name " in line for line in short)


def test_the_lines_have_no_control_characters_and_no_line_of_theirs_is_two():
    game, told = hostile_game()

    said = made(lines, game, told)

    assert not [line for line in said if re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)]
    assert any("<script>" in line for line in said)


def hostile_game():
    """A scenario, teams and participants that mean harm in every word they may choose."""
    game = Game("say-better", played=hostile_play().script, teams=(TYPED, "+Team"), people=4)
    chance = Random(1)
    for _ in range(4):
        game.advance()
        for asked in game.open_rounds():
            for who in sorted(asked.voters):
                if asked.ask == "write":
                    game.do(ev.Voted(who=who, round=asked.id, words={"text": f"{TYPED}\r\n{who}"}))
                else:
                    for pick in asked.choices:
                        game.do(ev.Voted(who=who, round=asked.id, pick=(pick,)))
    game.advance()
    assert game.do(ev.FormatChosen(format="grid")) is None
    for _stage in range(8):
        for asked in game.open_rounds():
            for who in sorted(asked.voters):
                if asked.ask == "grid":
                    game.do(ev.Voted(who=who, round=asked.id, words={"feels": TYPED}))
                else:
                    game.do(ev.Voted(who=who, round=asked.id, pick=(chance.choice(asked.choices),)))
        if game.advance() == "trainer_decides":
            game.do(ev.Picked(pick=game.room.table.tied[0]))
    return game, room_debrief(game.script, game.room)


def test_hostile_words_stay_words():
    game, told = hostile_game()
    assert told.rewritten
    assert any(one.cells for one in told.moments)

    source = made(page, game, told)

    seen = Page(source)
    assert not seen.open
    assert not {"script", "img"} & {tag for tag, _ in seen.elements}
    assert len(re.findall("<style>", source)) == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", source)
    assert seen.text.count("<script>alert(1)</script>") >= 6


def sheet_of(text):
    return list(reading.DictReader(io.StringIO(text, newline="")))


def test_a_spreadsheet_works_nothing_out_and_a_program_reads_everything_back():
    game, told = hostile_game()

    found = sheet_of(made(csv, game, told))

    assert found
    for row in found:
        for name, cell in row.items():
            assert cell is not None
            if name in {"team", "text", "choice", "moment"}:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    sentences = [row for row in found if row["what"] == "sentence"]
    assert {bare(row["team"])[:10] for row in sentences} == {"=HYPERLINK", "+Team"}
    assert all(bare(row["text"]).startswith("=HYPERLINK(1) </style>") for row in sentences)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sheet_holds_every_vote_with_a_point_in_its_numbers(language):
    use(language)
    game, told = played()

    found = sheet_of(made(csv, game, told))

    for one in told.moments:
        of_it = [row for row in found if row["what"] == "answer" and row["question"] == str(one.number)]
        assert [int(row["first_votes"]) for row in of_it] == [count.votes for count in one.first.counts]
        assert sum(int(row["first_votes"]) for row in of_it) == one.first.voters == int(of_it[0]["first_voters"])
        assert [row["choice"] for row in of_it if row["right"] == "1"] == [
            count.pick for count in one.first.counts if count.right
        ]
        assert [row["choice"] for row in of_it if row["played"] == "1"] == list(one.pick)
        for row in of_it:
            assert one.gain is None or float(row["gain"]) == pytest.approx(one.gain, abs=1e-4)
            assert float(row["entropy"]) == pytest.approx(one.first.entropy, abs=1e-4)
        for row in of_it:
            if row["played"] == "1" and one.effect is not None:
                assert int(row["reception"]) == one.effect.reception
                assert float(row["empathy"]) == pytest.approx(float(one.effect.empathy), abs=1e-4)
    ratings = [int(row["first_votes"]) for row in found if row["what"] == "rating"]
    assert tuple(ratings) == told.perception.ratings


def test_the_sheet_tells_teams_apart_and_what_they_predicted():
    game, told = played("teams")
    found = sheet_of(made(csv, game, told))
    assert {row["team"] for row in found} == set(TEAMS)

    game, told = played("hot-seat")
    found = sheet_of(made(csv, game, told))
    predicted = [row for row in found if row["what"] == "prediction"]
    assert len(predicted) == sum(len(one.predictions) for one in told.moments) > 0
    points = {row["team"]: int(row["points"]) for row in found if row["what"] == "points"}
    assert points == told.points
    assert points == {team: sum(int(row["points"]) for row in predicted if row["team"] == team) for team in points}


def test_teams_stand_in_the_order_of_the_room_and_are_not_ranked():
    game, told = played("hot-seat")

    assert list(told.points) == [team for team in TEAMS if team in told.points]
    ends = Page(made(page, game, told)).text
    assert "1st" not in ends


def test_french_is_set_with_its_narrow_spaces_and_a_decimal_comma():
    use("fr")
    game, told = played(name="fr/ligne-coupee")

    source = made(page, game, told)

    assert percent(told.shares[0]) in source
    assert "\u202f%" in source
    assert number(told.gain, 2) in source
    assert "," in number(told.gain, 2)


def test_words_of_another_language_than_the_page_s_are_marked_as_such():
    use("fr")
    game, told = played(name="en/ligne-coupee")

    seen = Page(made(page, game, told))

    assert {one.get("lang") for one in seen.named("blockquote")} == {"en"}
    assert any(one.get("lang") == "en" for one in seen.named("h1"))


def test_a_room_in_which_nothing_was_played_has_a_page_too():
    game = Game(people=0, teams=())
    told = room_debrief(game.script, game.room)

    seen = Page(made(page, game, told))

    assert words.nothing_yet() in seen.text
    assert made(rows, game, told) == [(words.title(), [words.nothing_yet()])]
    assert sheet_of(made(csv, game, told)) == []


@pytest.mark.parametrize(
    ("value", "meaning"),
    [(-0.5, "loss"), (0, "no gain"), (0.29, "low"), (0.3, "medium"), (0.69, "medium"), (0.7, "high"), (1, "high")],
)
def test_a_gain_is_put_into_words_at_hake_s_bounds(value, meaning):
    assert meaning in words.gain(value)


def test_what_would_have_gone_better_is_said():
    game = Game(played=Script(full_scenario()), teams=(), people=4)
    game.advance()
    game.advance()
    for person, pick in enumerate(("listen", "rule", "rule", "rule")):
        game.vote(f"p{person}", pick)
    game.do(ev.Advanced())
    game.do(ev.Skipped())
    told = room_debrief(game.script, game.room)

    (one,) = told.moments
    (branch,) = one.minority
    said = words.would_have(branch, one, game.script)

    assert one.pick == ("rule",)
    assert branch.pick == ("listen",)
    assert "It would have reached Karim better than what was played." in said
    assert any(label("reception", "touched") in sentence for sentence in said)


def test_it_can_be_kept_as_json_without_loss_of_a_figure():
    _game, told = played()

    data = msgspec.json.decode(msgspec.json.encode(told, enc_hook=float))

    assert data["gain"] == told.gain
    assert len(data["moments"]) == len(told.moments)
