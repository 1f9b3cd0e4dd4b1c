from simulator.conversation import decisions as do
from simulator.debrief.report import debrief
from tests.debrief.calls import RIGHT, box_call, played


def test_the_curve_begins_with_how_he_came() -> None:
    report = debrief(played(box_call(), "ask", "serve"))

    assert [point.turn for point in report.curve] == [0, 1, 2]
    assert (report.curve[0].valence, report.curve[0].trust) == (0, 5)
    assert report.curve[-1].mood == report.verdict.mood


def test_what_changed_most_is_a_turning_point_to_try_again_from() -> None:
    play = played(box_call(), "rule", "ask", "no")
    report = debrief(play)

    directions = [(point.turn, point.direction) for point in report.turning_points]
    assert directions == [(1, "down"), (2, "up")]
    up = report.turning_points[1]
    assert up.words == RIGHT
    assert play.branch(up.kept).scene().moment == "opening"


def test_where_little_changed_nothing_turned() -> None:
    assert debrief(played(box_call(), "ask", "no")).turning_points[-1].turn == 1


def test_at_most_two_turns_each_way_are_shown() -> None:
    report = debrief(played(box_call(), "rule", "rule", "rule", do.Breathe(), "ask", "serve"))

    directions = [point.direction for point in report.turning_points]
    assert directions.count("down") == 2
    assert directions.count("up") == 2
