from simulator.conversation import decisions as do
from simulator.debrief.gap import SelfRating
from simulator.debrief.grid import Cell, Entry
from simulator.debrief.report import Report, debrief
from simulator.rubric.golden import Profile
from tests.debrief.calls import box_call, played, reading_call


def cell(report: Report, row: str, facet: str) -> Cell:
    return next(one for one in report.grid if (one.row, one.facet) == (row, facet))


def marks(report: Report, row: str, facet: str) -> dict[str, str]:
    return {entry.name: entry.mark for entry in cell(report, row, facet).entries}


def test_there_are_nine_cells_row_by_row() -> None:
    grid = debrief(played(box_call())).grid

    assert [(one.row, one.facet) for one in grid] == [
        (row, facet) for row in ("me", "him", "wants") for facet in ("feels", "thinks", "does")
    ]


def test_me_holds_one_s_own_needs_and_the_word_on_how_it_felt() -> None:
    rating = SelfRating(5, 5, "none", "neutral", felt="shaky")
    report = debrief(played(box_call()), self_rating=rating, profile=Profile(("speed", "warmth")))

    assert cell(report, "me", "feels").entries == (Entry("own", "felt", "shaky"), Entry("own", "warmth"))
    assert cell(report, "me", "does").entries == (Entry("own", "speed"),)


def test_his_reality_is_marked_known_or_never_discovered() -> None:
    report = debrief(played(box_call(), "ask"))

    assert marks(report, "him", "feels") == {"tired": "known"}
    assert marks(report, "him", "does") == {"again": "never"}


def test_his_wishes_are_served_missed_guessed_or_never_discovered() -> None:
    assert marks(debrief(played(box_call(), "ask", "half")), "wants", "does") == {"online": "served"}
    assert marks(debrief(played(box_call(), "ask", "half")), "wants", "feels") == {"sure": "missed"}
    assert marks(debrief(played(box_call(), "guess")), "wants", "does") == {"online": "guessed"}
    assert marks(debrief(played(box_call(), "sorry")), "wants", "feels") == {"sure": "never"}


def test_a_misreading_stands_beside_what_is() -> None:
    report = debrief(played(reading_call(), do.Read(pick="bored")))

    wrong = cell(report, "him", "feels").entries[-1]
    assert (wrong.mark, wrong.name, wrong.text) == ("believed", "bored", "Bored by it all")


def test_a_golden_reflection_is_one_s_own_even_in_free_words() -> None:
    play = played(reading_call(), do.Read(pick="tired"), do.Reflect(picks={"feels": "I would shout"}))

    assert cell(debrief(play), "me", "feels").entries == (Entry("own", "I would shout", "I would shout"),)
