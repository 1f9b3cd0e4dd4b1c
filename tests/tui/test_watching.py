"""What the author's screen stands on: the place in the call, the outline, the files watched, the editor's line."""

import random
from pathlib import Path

import pytest

from simulator.authoring.watched import Watched
from simulator.conversation import decisions as do
from simulator.scenario.conditions import Condition
from simulator.scenario.model import Branch, Response
from simulator.tui.watching.draft import read_draft
from simulator.tui.watching.editor import command_line
from simulator.tui.watching.outline import SILENCE, Way, outline
from simulator.tui.watching.place import begun, replayed, taken
from tests.kit import exchange, legal, response, scenario
from tests.tui import stage
from tests.tui.test_watch import CALL


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "box.yaml"
    path.write_text(CALL, encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", range(20))
def test_any_play_taken_again_comes_to_the_same_place(seed):
    chance = random.Random(seed)
    again = stage.scenario(delivery=chance.choice(("set", "choose")))
    play = begun(again, None, "Alex")
    for _turn in range(chance.randrange(12)):
        if play.is_over:
            break
        play.decide(chance.choice(legal(play)))
    fresh = begun(again, None, "Alex")
    assert replayed(fresh, taken(play)).why == "kept"
    assert fresh.state == play.state
    assert fresh.phase == play.phase


def test_an_answer_whose_tone_can_be_chosen_since_gets_the_tone_of_the_file_and_the_other_way_round():
    fixed, free = stage.scenario(delivery="set"), stage.scenario(delivery="choose")
    play = begun(fixed, None, "Alex")
    play.decide(do.Respond(response="listen"))
    play.decide(do.Read(pick="weary"))
    fresh = begun(free, None, "Alex")
    assert replayed(fresh, taken(play)).why == "kept"
    assert fresh.state.place == play.state.place
    back = begun(fixed, None, "Alex")
    assert replayed(back, taken(fresh)).why == "kept"
    assert back.state == play.state


def test_the_outline_goes_from_the_start_and_ends_with_what_nothing_leads_to(file):
    lost = """\
  lost:
    line: "Nobody comes here."
    calls_for: {reaction: 1}
    responses: {a: {say: "A.", then: done}, b: {say: "B.", then: done, when: {trust: ">= 6"}}}
endings:
"""
    file.write_text(CALL.replace("endings:\n", lost), encoding="utf-8")
    spots = outline(read_draft(file).scenario, None)
    assert [spot.name for spot in spots] == ["welcome", "heart", "lost", "done"]
    assert [spot.is_joined for spot in spots] == [True, True, False, True]
    assert spots[0].ways == (Way("heart", ("listen", "rule"), asks=False),)
    assert spots[-1].outcome == "solved"


def test_an_outline_shows_a_customer_no_way_to_what_is_there_for_others():
    ways = (Branch("theirs", Condition(flag=("promised",))), Branch("done"))
    moments = {
        "only": exchange(responses={"it": Response("Well.", ways)}),
        "theirs": exchange(responses={"it": response("done")}, only=("hurried",)),
    }
    (spot, _ending, *_others) = outline(scenario(moments), None)
    assert spot.ways == (Way("done", ("it",), asks=False),)


def test_an_outline_says_which_ways_are_not_always_open():
    spots = {spot.name: spot for spot in outline(stage.scenario(silence=9), None)}
    assert spots["opening"].ways[0].names == ("listen", "rule", "hold", SILENCE)
    assert spots["think"].ways == (Way("write", (), asks=False),)


def test_a_change_of_a_fragment_of_the_rehearsals_or_of_the_pack_is_a_change(tmp_path):
    file = tmp_path / "box.yaml"
    for name in ("box.yaml", "box.rehearsal.yaml", "pack.yaml", "part.fragment.yaml", "other.yaml"):
        (tmp_path / name).write_text("a: 1")
    watched = Watched(file)
    watched.follow((file, tmp_path / "part.fragment.yaml"))
    assert not watched.has_changed()
    for name in ("box.yaml", "box.rehearsal.yaml", "pack.yaml", "part.fragment.yaml"):
        (tmp_path / name).write_text("a: 22")
        assert watched.has_changed(), name
        assert not watched.has_changed(), name
    (tmp_path / "other.yaml").write_text("a: 22")
    assert not watched.has_changed()


def test_rehearsals_that_are_written_for_the_first_time_are_a_change(file):
    watched = Watched(file)
    file.with_name("box.rehearsal.yaml").write_text("rehearsals: {}")
    assert watched.has_changed()


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vim", ["vim", "+7", "{file}"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "{file}"]),
        ("code --wait", ["code", "--wait", "--goto", "{file}:7:3"]),
        ("/usr/bin/hx", ["/usr/bin/hx", "{file}:7:3"]),
    ],
)
def test_each_editor_is_given_the_line_in_its_own_way(file, editor, expected):
    assert command_line(editor, file, 7, 3) == [word.replace("{file}", str(file)) for word in expected]


def test_an_editor_is_given_the_file_alone_where_no_line_is_meant(file):
    assert command_line("vim", file, 0, 0) == ["vim", str(file)]
